"""The documents say what is there: links lead somewhere, named tests and commands exist, every fact has its source."""

import csv
import re
from datetime import date
from pathlib import Path

import click
import pytest
import typer.main

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
METHOD = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
MOST_LINES = 120

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "data/*.md", "data/demo/*.md")
    for path in PROJECT.glob(pattern)
    if path.is_file()
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TEST_FILE = re.compile(r"tests/[\w/]+\.py")
COMMAND_LINE = re.compile(r"^    procurement (.+)$", re.MULTILINE)
COMMAND_IN_TEXT = re.compile(r"-m procurement ([a-z][a-z-]*)")
TABLES = sorted((PROJECT / "data" / "reference").iterdir())


def links() -> list[tuple[Path, str]]:
    """Every relative link of every document."""
    found = [(path, link) for path in DOCUMENTS for link in LINK.findall(path.read_text(encoding="utf-8"))]
    return [(path, link.split("#")[0]) for path, link in found if "://" not in link and link.split("#")[0]]


def commands() -> list[list[str]]:
    """The words after `procurement` wherever README names a command, up to the first that is no name of one."""
    said = [line.split() for line in COMMAND_LINE.findall(README)] + [
        [word] for word in COMMAND_IN_TEXT.findall(README)
    ]
    return [re.match(r"(?:[a-z][a-z-]*\s?)*", " ".join(words))[0].split() for words in said]


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("named", sorted(set(TEST_FILE.findall(README))))
def test_every_test_that_the_readme_names_is_there(named: str) -> None:
    assert (PROJECT / named).is_file()


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_that_the_readme_names_is_there(words: list[str]) -> None:
    from procurement import cli

    found = typer.main.get_command(cli.app)
    for word in words:
        if not isinstance(found, click.Group):
            break  # what follows a whole command are its arguments
        found = found.commands[word]


@pytest.mark.parametrize(("document", "link"), links(), ids=lambda part: part.name if isinstance(part, Path) else part)
def test_every_link_leads_somewhere(document: Path, link: str) -> None:
    assert (document.parent / link).exists()


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_reference_table_is_described(table: Path) -> None:
    said = (PROJECT / "data" / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"[`/]{re.escape(table.name)}`", said)


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_row_has_a_source_and_a_date(table: Path) -> None:
    unsaid = [number for number, row in enumerate(rows(table), start=2) if not is_sourced(row)]
    assert rows(table)
    assert unsaid == []


def is_sourced(row: dict[str, str]) -> bool:
    """Whether a row of a reference table says where it is from, and a day on which that was so."""
    try:
        return bool(row["source"].strip()) and bool(date.fromisoformat(row["as_of"]))
    except ValueError:
        return False


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"source": "ONS mid-2024 estimates", "as_of": "2026-11-24"}, True),
        ({"source": " ", "as_of": "2026-11-24"}, False),
        ({"source": "ONS mid-2024 estimates", "as_of": ""}, False),
        ({"source": "ONS mid-2024 estimates", "as_of": "November"}, False),
    ],
    ids=["both", "no source", "no date", "no day"],
)
def test_the_measure_of_a_sourced_row_can_fail(row: dict[str, str], answer: bool) -> None:
    assert is_sourced(row) is answer


@pytest.mark.parametrize(
    ("table", "name", "said"),
    [
        ("supplier_match_thresholds", "least_same", "*same* from {:.2f}"),
        ("supplier_match_thresholds", "least_ask", "*ask* from {:.2f}"),
        ("supplier_match_thresholds", "least_linkage", "at least {:.2f},"),
        ("supplier_match_thresholds", "unweighed", "counting {:.2f}"),
        ("supplier_match_thresholds", "most_names_per_vat", "({:.0f} names for VAT"),
        ("supplier_match_thresholds", "most_names_per_number", "{:.0f} for others)"),
        ("category_evidence", "proclass_code_confidence", "believed ({:.2f})"),
        ("category_evidence", "proclass_code_share", "at least {:.0%} of the batch"),
        ("category_evidence", "answer_from", "Under {:.2f} the answer"),
        ("category_evidence", "leaf_from", "holds {:.0%} of the belief"),
        ("disclosure_limits", "least_payees", "at least {:.0f} payees [A]"),
        ("disclosure_limits", "most_share", "the largest is at most {:.0%} of the sum"),
        ("case_assumptions", "discount_rate", "discounted at {:.1%}"),
        ("case_assumptions", "market_reach_gate_subnational", "({:.0%} of the spend with suppliers of two"),
        ("case_assumptions", "market_reach_gate_national", "nationally {:.0%} with suppliers of three"),
    ],
)
def test_the_method_states_the_thresholds_in_use(table: str, name: str, said: str) -> None:
    values = {next(iter(row.values())): row for row in rows(PROJECT / "data" / "reference" / f"{table}.csv")}
    value = float(values[name].get("value") or values[name].get("default") or "nan")
    assert said.format(value) in " ".join(METHOD.split())

"""The command line, as a person and a script meet it: outcomes, exit codes, sentences on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests import terminal

PROJECT = Path(__file__).resolve().parents[2]
HEADINGS = "Body Name,Payment Date,Supplier Name,Net Amount,Purpose\n"
ROWS = (
    'Bury Council,03/04/2024,Quillmarsh Scaffolding Ltd,"1,250.00",Depot roof\n'
    "Bury Council,17/04/2024,Brindlecote Stationery Limited,812.40,Paper\n"
    "Bury Council,24/04/2024,QUILLMARSH SCAFFOLDING LIMITED,(250.00),Credit\n"
    "Bury Council,25/04/2024,Harrowfen Energy PLC,not known,Town hall\n"
)


def run(home: Path, *words: str) -> terminal.Done:
    return terminal.run(*words, PROCUREMENT_HOME=str(home))


def run_apart(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """As a person runs it: in a process of its own."""
    place = {**os.environ, "PROCUREMENT_HOME": str(home)}
    command = [sys.executable, "-m", "procurement", *words]
    return subprocess.run(command, cwd=PROJECT, env=place, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands") / "store"


@pytest.fixture(scope="module")
def receipt(home: Path) -> dict[str, object]:
    file = home.parent / "april.csv"
    file.write_text(HEADINGS + ROWS)
    done = run_apart(home, "ingest", str(file), "--authority", "Bury", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_receipt_balances_and_names_its_columns(receipt: dict[str, object]) -> None:
    assert receipt["outcome"] == "taken"
    assert (receipt["lines"], receipt["accepted"], receipt["held_back"], receipt["headings"]) == (5, 3, 1, 1)
    assert receipt["accepted_pence"] == 181_240
    assert receipt["held_back_rules"] == {"AMOUNT_NOT_MONEY": 1}
    assert (receipt["from"], receipt["to"]) == ("2024-04-03", "2024-04-24")
    wanted = {"file", "sha256", "reason", "questions", "fixes", "blank", "totals", "held_back_pence", "columns"}
    assert wanted <= set(receipt)


def test_the_same_bytes_again_change_nothing(home: Path, receipt: dict[str, object]) -> None:
    again = run(home, "ingest", str(home.parent / "april.csv"), "--authority", "Bury", "--json")
    assert "Already received" in json.loads(again.stdout)["note"]
    rows = json.loads(run(home, "rollup", "--level", "national", "--by", "year", "--json").stdout)
    assert [row["spend_pence"] for row in rows] == [receipt["accepted_pence"]]


def test_payments_carry_their_line_and_exact_pounds(home: Path, receipt: dict[str, object]) -> None:
    out = home.parent / "payments.csv"
    assert run(home, "payments", "--upload", str(receipt["upload_id"]), "--out", str(out)).returncode == 0
    found = pl.read_csv(out, infer_schema=False)
    assert found["line"].to_list() == ["2", "3", "4"]
    assert found["amount"].to_list() == ["1250.00", "812.40", "-250.00"]


def test_a_figure_leads_to_its_lines(home: Path, receipt: dict[str, object]) -> None:
    rows = json.loads(run(home, "trace", "level=region;place=North West", "--json").stdout)
    assert sum(row["amount_pence"] for row in rows) == receipt["accepted_pence"]
    assert {row["line"] for row in rows} == {2, 3, 4}


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            "supplier=quillmarsh",
            "the supplier “quillmarsh”. Near to it: “QUILLMARSH SCAFFOLDING LIMITED”. ",
        ),
        (
            "supplier=Quilmarsh Scafolding Ltd",
            "Near to it: “QUILLMARSH SCAFFOLDING LIMITED”. `procurement suppliers find ",
        ),
        (
            "supplier=Zyxq",
            "No payment has the supplier “Zyxq”. `procurement suppliers find Zyxq`, or the page Supplier",
        ),
        (
            "level=region;place=North Wst",
            "No payment has the place of this level “North Wst”. Near to it: “North West”",
        ),
        ("councils=E99;level1=", "No payment has the council's code “E99”."),
        ("from=2024-05-01;to=2024-04-01", "The days end (2024-04-01) before they begin (2024-05-01)."),
        ("financial_year=2024-2025", "No payment has the financial year “2024-2025”. Near to it: “2024-25”."),
    ],
    ids=["words of a name", "misspelt", "nothing like it", "a place", "a code", "days", "a year"],
)
def test_a_figure_of_what_nothing_has_says_so_and_what_is_near(
    home: Path, receipt: dict[str, object], figure: str, said: str
) -> None:
    done = run(home, "trace", figure)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in " ".join(done.stderr.split())


def test_a_figure_whose_parts_are_of_different_payments_says_so(home: Path, receipt: dict[str, object]) -> None:
    done = run(home, "trace", "supplier=Brindlecote Stationery Limited;from=2024-04-18", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "none has all of them together" in done.stderr


def test_another_councils_file_is_a_question(home: Path) -> None:
    file = home.parent / "theirs.csv"
    file.write_text(HEADINGS + ROWS.replace("Bury Council", "Leeds City Council").replace("2024", "2023"))
    done = run(home, "ingest", str(file), "--authority", "Bury", "--json")
    assert done.returncode == 3
    asked = json.loads(done.stdout)
    assert asked["outcome"] == "asked"
    assert [question["code"] for question in asked["questions"]] == ["OTHER_BODY"]


def test_a_corrected_month_is_a_question_and_replaces_when_told(home: Path, receipt: dict[str, object]) -> None:
    file = home.parent / "april-corrected.csv"
    file.write_text(HEADINGS + ROWS.replace("not known", "99.60"))
    assert run(home, "ingest", str(file), "--authority", "Bury").returncode == 3
    told = json.loads(run(home, "ingest", str(file), "--authority", "Bury", "--yes", "--json").stdout)
    assert str(receipt["upload_id"]) in told["note"]
    rows = json.loads(run(home, "rollup", "--by", "year", "--json").stdout)
    assert [row["spend_pence"] for row in rows] == [181_240 + 9_960]


def test_an_unknown_council_is_a_sentence_not_a_traceback(home: Path) -> None:
    done = run(home, "ingest", str(home.parent / "april.csv"), "--authority", "Burry")
    assert done.returncode == 2
    assert "Bury" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_level_that_there_is_none_of_is_a_slip_in_the_words(home: Path) -> None:
    done = run(home, "rollup", "--level", "parish")
    assert done.returncode == 2
    assert "combined-authority" in done.stderr


def test_a_total_by_the_councils_of_another_day(home: Path, receipt: dict[str, object]) -> None:
    done = run(home, "rollup", "--level", "local", "--by", "year", "--on", "2028-04-01", "--json")
    assert [row["place"] for row in json.loads(done.stdout)] == ["Bury"]
    assert "map=2028-04-01" in json.loads(done.stdout)[0]["figure"]
    assert "No order that makes them is known" in done.stderr
    refused = run(home, "rollup", "--on", "2009-03-31")
    assert refused.returncode == 1
    assert "2009-04-01 or a later day" in refused.stderr


def test_an_unknown_upload_says_how_to_list_them(home: Path) -> None:
    done = run(home, "held-back", "0123456789abcdef")
    assert done.returncode == 1
    assert "procurement uploads" in done.stderr


def test_an_empty_file_is_refused_with_its_reason(home: Path) -> None:
    file = home.parent / "empty.csv"
    file.write_bytes(b"")
    done = run(home, "ingest", str(file), "--authority", "Bury", "--json")
    assert done.returncode == 1
    assert "empty" in json.loads(done.stdout)["reason"]


def test_a_body_that_is_no_council_stays_outside_the_councils_totals(home: Path) -> None:
    file = home.parent / "trust.csv"
    file.write_text("Date,Supplier,Amount\n05/06/2024,Tarnbeck Linen Ltd,700.00\n06/06/2024,Tarnbeck Linen Ltd,90.00\n")
    before = json.loads(run(home, "rollup", "--by", "year", "--json").stdout)
    assert run(home, "ingest", str(file), "--body", "Tarnbeck Hospital Trust").returncode == 0
    assert json.loads(run(home, "rollup", "--by", "year", "--json").stdout) == before


def test_names_are_matched_in_their_order_without_a_store(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(
        "name,company_number\nQuillmarsh Scaffolding Ltd,\nHarrowfen Energy PLC,\nQUILLMARSH SCAFFOLDING LIMITED,\n"
    )
    out = tmp_path / "out.csv"
    assert run(tmp_path / "none", "suppliers", "match", str(names), "--out", str(out)).returncode == 0
    found = pl.read_csv(out, infer_schema=False)
    assert found["name"].to_list()[1] == "Harrowfen Energy PLC"
    ids = found["supplier_id"].to_list()
    assert ids[0] == ids[2] != ids[1]
    assert not (tmp_path / "none").exists()


def test_pairs_get_a_verdict(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    pairs.write_text("name_a,name_b\nQuillmarsh Ltd,QUILLMARSH LIMITED\nQuillmarsh Ltd,Harrowfen Energy PLC\n")
    assert run(tmp_path / "none", "suppliers", "compare", str(pairs), "--out", str(out)).returncode == 0
    found = pl.read_csv(out)
    assert found["verdict"].to_list() == ["same", "different"]
    assert found["probability"].is_between(0, 1).all()


def test_lines_are_coded_with_any_column_absent(tmp_path: Path) -> None:
    lines, out = tmp_path / "lines.csv", tmp_path / "out.csv"
    lines.write_text("supplier,purpose\nQuillmarsh Ltd,Electricity\nQuillmarsh Ltd,\n")
    assert run(tmp_path / "none", "categories", "code", str(lines), "--out", str(out)).returncode == 0
    found = pl.read_csv(out, infer_schema=False)
    assert found["level1"].to_list()[0] == "Utilities"
    assert {"proclass_code", "level2", "confidence", "rule", "influenceable"} <= set(found.columns)


def test_a_business_case_is_appraised_from_its_inputs(tmp_path: Path) -> None:
    inputs = PROJECT.parent / "shared" / "design" / "worked-example-inputs.json"
    if not inputs.is_file():
        pytest.skip("the worked example is not beside this checkout (../shared/design), so this test did not run")
    done = run(tmp_path, "cases", "appraise", str(inputs), "--json")
    answers = json.loads(inputs.with_name("worked-example.json").read_text())
    found = json.loads(done.stdout)
    for name, answer in answers.items():
        assert found[name]["recommended"] == answer["recommended"]
        assert {k: v["npv"] for k, v in found[name]["levels"].items()} == {
            k: v["npv"] for k, v in answer["levels"].items()
        }

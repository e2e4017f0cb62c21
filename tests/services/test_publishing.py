"""A file of figures says what it is, what it covers and what to bear in mind before its rows."""

import csv
import io
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services import publishing, standing
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import category_view, coverage_view, tracing
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
HEAD = "Date,Supplier,Net Amount,Expense Type\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A council with a year, and one with a month."""
    opened = open_desk(tmp_path / "store", date(2026, 11, 26))
    for council, months in (("Bury", range(1, 13)), ("Bolton", range(1, 2))):
        rows = "".join(f"15/{month:02}/2024,Harrowfen Energy PLC,{month}00.00,Electricity\n" for month in months)
        file = tmp_path / f"{council}.csv"
        file.write_text(HEAD + rows)
        pairs = [(file, ingesting.owner_of(council, "", opened))]
        assert [one.outcome for one in ingesting.ingest(GROUP, opened, pairs, yes=True)] == ["taken"]
    return opened


def read(made: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What a file says of itself, and its rows."""
    above, rows = made.decode("utf-8-sig").split("\n\n", 1)
    said = {label.removeprefix("# "): text for label, text in csv.reader(io.StringIO(above))}
    return said, list(csv.DictReader(io.StringIO(rows)))


def test_a_file_of_figures_can_be_read_by_itself(desk: Desk) -> None:
    """Of a download of a page nobody could tell which category it was of, from when, or what it covered."""
    seen = category_view.view(GROUP, desk, "Utilities", "region")
    beside = coverage_view.beside(GROUP, desk, "Utilities")
    about = {"Category": "Utilities", "Part of it": "", **publishing.of_coverage(beside)}
    said, rows = read(publishing.figures_csv(desk, seen.councils, "Each council's spend", "A council.", about))
    assert (said["Table"], said["Category"], said["Made on"]) == ("Each council's spend", "Utilities", "2026-11-26")
    assert said["What a row is"].startswith("A council. Columns that end in _pence are whole pence.")
    assert said["What it covers"] == beside.sentence
    assert "Bolton (1 of 12)" in said["Warnings"]
    assert said["Data version"] == standing.version(desk)
    assert "Part of it" not in said, "nothing is said of what was not asked"
    assert [(row["authority"], row["spend_pence"]) for row in rows] == [("Bury", "780000"), ("Bolton", "10000")]
    for row in rows:
        assert tracing.trace_name(GROUP, desk, row["figure"])["amount_pence"].sum() == int(row["spend_pence"])


def test_what_a_file_says_and_holds_runs_no_formula(desk: Desk) -> None:
    made = publishing.figures_csv(desk, pl.DataFrame({"supplier": ["=1+1"]}), "T", "A row.", {"Council": "=cmd()"})
    said, rows = read(made)
    assert (said["Council"], rows[0]["supplier"]) == ("'=cmd()", "'=1+1")

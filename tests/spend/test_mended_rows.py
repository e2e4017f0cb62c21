"""A file's rows as a new file's: every line keeps its number and its cells, but for those that were mended."""

import pytest

from procurement.spend import read, receive
from procurement.spend.limits import Limits
from procurement.spend.rows import mended_rows
from procurement.spend.text_table import TextTable

TEXT = (
    "Date,Supplier,Amount,Note\n"
    "02/05/2024,Alder Paving Ltd,5.00,kerbs\n"
    "03/05/2024,Elm Ltd\n"
    "\n"
    '04/05/2024,"Birch\x00 Ltd",7.00\n'
    '05/05/2024,"Cedar, and Sons",,\n'
)


@pytest.fixture(scope="module")
def table() -> TextTable:
    (received,) = receive.check("spend.csv", TEXT.encode(), Limits())
    return read.as_text(received, Limits(), {})


def test_rows_come_back_as_they_were_and_short_ones_stay_short(table: TextTable) -> None:
    assert mended_rows.with_edits(table, {}) == [
        (1, ["Date", "Supplier", "Amount", "Note"]),
        (2, ["02/05/2024", "Alder Paving Ltd", "5.00", "kerbs"]),
        (3, ["03/05/2024", "Elm Ltd"]),
        (4, [""]),
        (5, ["04/05/2024", "Birch\\x00 Ltd", "7.00", ""]),
        (6, ["05/05/2024", "Cedar, and Sons", "", ""]),
    ]


def test_mended_rows_stand_in_the_place_of_theirs(table: TextTable) -> None:
    edits = {3: ["03/05/2024", "Elm Ltd", "9.00", ""], 5: ["04/05/2024", "Birch Ltd", "7.00", ""]}
    rows = dict(mended_rows.with_edits(table, edits))
    assert list(rows) == [1, 2, 3, 4, 5, 6]
    assert {line: rows[line] for line in edits} == edits
    assert rows[2] == ["02/05/2024", "Alder Paving Ltd", "5.00", "kerbs"]


def test_the_cells_of_some_rows_are_as_many_as_the_columns(table: TextTable) -> None:
    assert list(mended_rows.held_cells(table, [5, 3, 99]).items()) == [
        (3, ["03/05/2024", "Elm Ltd", "", ""]),
        (5, ["04/05/2024", "Birch\\x00 Ltd", "7.00", ""]),
    ]
    assert mended_rows.held_cells(table, []) == {}

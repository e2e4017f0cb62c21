"""Real published files come out with every row they have."""

import csv
from pathlib import Path

import polars as pl
import pytest

from procurement.spend import read, receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.text_limits import is_blank
from procurement.spend.text_table import TextTable
from procurement.spend.texts import encoding
from procurement.spend.texts.encoding import Decoded
from procurement.spend.texts.plain_cells import EDGE_MARKS

TITLE_LINES_THAT_ARE_BLANK = {
    "ea-over-25k-1011.csv": 2,
    "ccwater-over-25k-1109.csv": 1,
    "AHDB-Over-25k-1209.csv": 1,
    "gtce_spend_april_2011_to_january_2012.csv": 1,
}
"""The list counts blank rows below the heading only; these files have blank ones above it, in its header_row."""
LINES_OF_NO_HEADING = {"20111222GPC_OCT_2011TRAVELSTATIONERYCONTRACTS.csv": 16, "gla-over-25k-1110.csv": 6}
BLANK_LAST_ROW_WITH_A_FORMAT = "BART_01_-_April.xlsx"


def listed(shared_data: Path) -> list[dict[str, str]]:
    """The list of the published files, a row a file."""
    with (shared_data / "spend" / "MANIFEST.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_file(path: Path) -> TextTable:
    limits = Limits()
    (received,) = receive.check(path.name, path.read_bytes(), limits)
    return read.as_text(received, limits, {})


def blank_rows(table: TextTable) -> int:
    return table.cells.filter(pl.all_horizontal(is_blank(column) for column in table.columns)).height


def expected_lines(row: dict[str, str], name: str) -> int:
    """Title lines, the heading, rows and blank rows, as the list has them."""
    if name in LINES_OF_NO_HEADING:
        return LINES_OF_NO_HEADING[name]
    counted = int(row["header_row"]) + 1 + int(row["rows"]) + int(row["blank_rows"] or 0)
    return counted - (name == BLANK_LAST_ROW_WITH_A_FORMAT)


def test_every_published_file_has_the_rows_that_are_listed_for_it(shared_data: Path) -> None:
    wrong: list[str] = []
    rows = [row for row in listed(shared_data) if row["rows"]]
    for row in rows:
        path = shared_data / row["local"]
        table = read_file(path)
        expected = 22_864 if path.suffix == ".zip" else expected_lines(row, path.name)
        if table.lines != expected or table.unreadable.height:
            wrong.append(f"{path.name}: {table.lines} lines, {table.unreadable.height} unreadable, expected {expected}")
    assert wrong == []
    assert len(rows) > 100


def test_blank_rows_of_published_files_are_the_ones_listed(shared_data: Path) -> None:
    wrong: list[str] = []
    for row in listed(shared_data):
        path = shared_data / row["local"]
        if int(row["blank_rows"] or 0) and path.name not in {*LINES_OF_NO_HEADING, BLANK_LAST_ROW_WITH_A_FORMAT}:
            found = blank_rows(read_file(path)) - TITLE_LINES_THAT_ARE_BLANK.get(path.name, 0)
            if found != int(row["blank_rows"]):
                wrong.append(f"{path.name}: {found} blank, {row['blank_rows']} listed")
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "column", "heading"),
    [
        pytest.param("councils_raw/hyndburn/1496233911350__1703.csv", 6, "Net Amount(£)", id="DOS pound"),
        pytest.param("councils_raw/hyndburn/1491307420513__1701.csv", 6, "Net Amount(£)", id="Windows pound"),
        pytest.param("councils_odi_clean/manchester__2022-05.csv", 0, "Body Name", id="mark encoded thrice"),
        pytest.param("councils_odi_clean/salford__2020-06.csv", 0, "Authority Name", id="mark encoded unevenly"),
    ],
)
def test_headings_of_published_files_are_legible(shared_data: Path, path: str, column: int, heading: str) -> None:
    assert read_file(shared_data / "spend" / path).cells[f"column_{column}"][0] == heading


def test_an_empty_published_file_is_refused(shared_data: Path) -> None:
    with pytest.raises(Refused, match="empty"):
        read_file(shared_data / "spend" / "councils_raw" / "leeds__2018-10.csv")


def test_a_refused_member_of_a_zip_is_refused_again_when_read() -> None:
    with pytest.raises(Refused, match="The file is empty"):
        read.as_text(Received("a.zip/b.csv", b"", "", "", refusal="The file is empty."), Limits(), {})


def test_every_cell_of_published_text_is_what_the_csv_module_reads(shared_data: Path) -> None:
    compared = 0
    for row in listed(shared_data):
        path = shared_data / row["local"]
        if path.suffix == ".csv" and row["enc"] in ("ascii", "utf-8") and row["delim"] == ",":
            table = read_file(path)
            rows = csv.reader(text_lines(path), strict=True)
            expected = [trimmed([cell.strip(EDGE_MARKS) for cell in cells]) for cells in rows]
            found = [trimmed([cell or "" for cell in cells[1:]]) for cells in table.cells.rows()]
            if "BYTE_ORDER_MARK" in [fix.rule for fix in table.fixes]:
                expected, found = expected[1:], found[1:]
            assert found == expected, path.name
            compared += 1
    assert compared > 20


def text_lines(path: Path) -> list[str]:
    """The lines of a file in UTF-8, control characters mended as the reader mends them."""
    content = path.read_bytes()
    text = encoding.mend_controls(Decoded(content, "utf-8", encoding.characters_beyond_ascii(content))).text
    return [line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")]


def trimmed(cells: list[str]) -> list[str]:
    """The cells of a row without the empty ones at its end."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells

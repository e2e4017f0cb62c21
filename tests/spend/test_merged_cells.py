"""Cells merged over several rows say the same of each; sums do not, and blank cells say nothing."""

from collections.abc import Callable

import pytest

from procurement.spend import headings, judge, read, receive
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY
from tests.spend.workbooks import ods, with_part, xlsx

HEADINGS = ("Supplier", "Date", "Amount")
ROWS = (("Alder Paving Ltd", "02/05/2024", "1.00"), ("", "03/05/2024", "2.00"), ("Birch Ltd", "04/05/2024", "4.00"))


def judged(content: bytes, name: str) -> Judged:
    (received,) = receive.check(name, content, Limits())
    table = read.as_text(received, Limits(), {}, ALIASES)
    return judge.rows(headings.apply(table, ALIASES, REDACTIONS, {}, name), TODAY, {}, REDACTIONS)


def book(*merges: str, at: int = 0, rows: tuple[tuple[str, ...], ...] = (HEADINGS, *ROWS)) -> bytes:
    """A workbook with these ranges merged, its first column being the one numbered `at`."""

    def fill(target: object) -> None:
        sheet = target.add_worksheet("S")  # type: ignore[attr-defined]
        for place, row in enumerate(rows):
            sheet.write_row(place, at, row)
        for merge in merges:
            first = merge.split(":")[0]
            column, line = ord(first[0]) - ord("A") - at, int(first[1:]) - 1
            sheet.merge_range(merge, rows[line][column])

    return xlsx(fill)


def names(found: Judged) -> list[str]:
    return found.payments["supplier_name"].to_list()


@pytest.mark.parametrize(("merge", "at"), [("A2:A3", 0), ("B2:B3", 1)], ids=["first column", "beside an empty column"])
def test_a_name_over_two_rows_is_that_of_both(merge: str, at: int) -> None:
    found = judged(book(merge, at=at), "may.xlsx")
    assert (names(found), found.accepted_pence) == (["Alder Paving Ltd", "Alder Paving Ltd", "Birch Ltd"], 700)
    assert "MERGED_CELLS" in {fix.rule for fix in found.fixes}


def test_a_blank_cell_that_is_not_merged_stays_blank() -> None:
    found = judged(book(), "may.xlsx")
    assert (names(found), found.held_back["rule"].to_list()) == (
        ["Alder Paving Ltd", "Birch Ltd"],
        ["SUPPLIER_MISSING"],
    )


def test_a_sum_over_two_rows_was_paid_once() -> None:
    rows = (HEADINGS, ROWS[0], ("Cedar Ltd", "03/05/2024", ""), ROWS[2])
    found = judged(book("C2:C3", rows=rows), "may.xlsx")
    assert (found.accepted_pence, found.held_back["rule"].to_list()) == (500, ["AMOUNT_MISSING"])


def test_headings_over_two_rows_are_left_as_they_are() -> None:
    rows = (("Supplier", "Payment", ""), ("", "Date", "Amount"), *ROWS)
    found = judged(book("A1:A2", "A3:A4", rows=rows), "may.xlsx")
    assert (names(found), found.accepted_pence) == (["Alder Paving Ltd", "Alder Paving Ltd", "Birch Ltd"], 700)


def test_overlapping_and_endless_merges_fill_no_cell_that_holds_something() -> None:
    content = book("A2:A3")

    def change(part: bytes) -> bytes:
        more = b'<mergeCell ref="A2:A1048576"/><mergeCell ref="A3:A9"/><mergeCell ref="XFD1:XFD9"/>'
        return part.replace(b'<mergeCell ref="A2:A3"/>', more)

    found = judged(with_part(content, "xl/worksheets/sheet1.xml", change), "may.xlsx")
    assert names(found) == ["Alder Paving Ltd", "Alder Paving Ltd", "Birch Ltd"]


def cell(text: str, rows: int = 1) -> str:
    spanned = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="1"' * (rows > 1)
    return f'<table:table-cell office:value-type="string"{spanned}><text:p>{text}</text:p></table:table-cell>'


def row_of(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def opened(_: str) -> bytes:
    under = row_of("<table:covered-table-cell/>", *map(cell, ROWS[1][1:]))
    head, last = row_of(*map(cell, HEADINGS)), row_of(*map(cell, ROWS[2]))
    return ods(head + row_of(cell(ROWS[0][0], 2), *map(cell, ROWS[0][1:])) + under + last)


def page(_: str) -> bytes:
    plain = [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (HEADINGS, ROWS[2])]
    first = f'<tr><td rowspan="2">{ROWS[0][0]}</td><td>{ROWS[0][1]}</td><td>{ROWS[0][2]}</td></tr>'
    under = f"<tr><td>{ROWS[1][1]}</td><td>{ROWS[1][2]}</td></tr>"
    return f"<html><table>{plain[0]}{first}{under}{plain[1]}</table></html>".encode()


@pytest.mark.parametrize(
    ("make", "name"), [(opened, "may.ods"), (page, "may.html")], ids=["OpenDocument", "a web page"]
)
def test_other_kinds_of_tables_say_it_too(make: Callable[[str], bytes], name: str) -> None:
    found = judged(make(name), name)
    assert (names(found), found.accepted_pence) == (["Alder Paving Ltd", "Alder Paving Ltd", "Birch Ltd"], 700)

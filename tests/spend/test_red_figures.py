"""Figures in red without a minus are told of; a red heading, a red column and red figures with a minus are not."""

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from procurement.spend import read, receive
from procurement.spend.findings import Fix
from procurement.spend.limits import Limits
from tests.spend.workbooks import xlsx

AMOUNTS = (1250.5, 640, 75.25, 99)


def notes(red: set[int], sign: int = 1, color: str = "#FF0000") -> list[Fix]:
    """What is told of a sheet whose amounts on these rows (from 0) are red."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet: Worksheet = book.add_worksheet("May")
        style = book.add_format({"font_color": color})
        sheet.write_row(0, 0, ["Date", "Supplier", "Amount"], style)
        for row, amount in enumerate(AMOUNTS, 1):
            sheet.write_row(row, 0, [f"2024-05-{row:02d}", "Alder Paving Ltd"])
            sheet.write_number(row, 2, sign * amount, style if row - 1 in red else None)

    (received,) = receive.check("may.xlsx", xlsx(fill), Limits())
    return [fix for fix in read.as_text(received, Limits(), {}).fixes if fix.rule == "RED_FIGURES"]


def test_a_red_figure_without_a_minus_is_told_with_its_row() -> None:
    (fix,) = notes({2})
    assert fix.sentence.startswith('1 figure on sheet "May" is shown in red without a minus, the first on row 4.')
    assert fix.sentence.endswith("If red says that the money came back, write a minus, and upload the file again.")


def test_what_is_red_for_other_reasons_is_not_told() -> None:
    assert notes(set()) == [], "only the headings are red"
    assert notes({0, 1, 2, 3}) == [], "the whole column is red"
    assert notes({2}, sign=-1) == [], "the minus is there"
    assert notes({2}, color="#00FF00") == [], "another colour"

"""Bad inputs 55 to 59: dates."""

from datetime import date

import xlsxwriter

from tests.hostile.bad_inputs.cases import BadInput, Told, rows, rules
from tests.spend import workbooks


def day(written: str) -> str:
    """A file whose third row has this date."""
    return rows(f"{written},Cedar Ltd,5.00,Tea")


def serials() -> bytes:
    """A workbook whose dates are bare serial numbers."""
    rows_ = [
        ["Payment Date", "Supplier Name", "Net Amount"],
        [45748, "Alder Paving Ltd", 100],
        [45775, "Birch Ltd", 250],
    ]
    return workbooks.sheets(April=[list[object](row) for row in rows_])


def of_1904() -> bytes:
    """A workbook that counts its days from 1904."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        sheet.write_row(0, 0, ["Payment Date", "Supplier Name", "Net Amount"])
        shown = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, (when, who, what) in enumerate(
            [(date(2025, 4, 1), "Alder Paving Ltd", 100), (date(2025, 4, 28), "Birch Ltd", 250)], 1
        ):
            sheet.write_datetime(at, 0, when, shown)
            sheet.write_row(at, 1, [who, what])

    return workbooks.xlsx(fill, date_1904=True)


MONTH_FIRST = "Payment Date,Supplier Name,Net Amount\n04/01/2025,Alder Paving Ltd,100.00\n04/28/2025,Birch Ltd,250.00\n"
UNCLEAR = "Payment Date,Supplier Name,Net Amount\n04/01/2025,Alder Paving Ltd,100.00\n04/02/2025,Birch Ltd,250.00\n"

CASES = (
    BadInput(
        55,
        "the 31st of April",
        day("31/04/2025"),
        Told(held=((3, "DATE_NOT_A_DAY", "Payment Date", "31/04/2025"),), pence=35_000),
    ),
    BadInput(
        55,
        "the 29th of February in a common year",
        day("29/02/2025"),
        Told(held=((3, "DATE_NOT_A_DAY", "Payment Date", "29/02/2025"),), pence=35_000),
    ),
    BadInput(
        56,
        "a year of two digits among years of four",
        day("4/4/25"),
        Told(mended=rules("DATE_TWO_DIGIT_YEAR"), pence=35_500),
        ("the rest of the file settles",),
    ),
    BadInput(
        56,
        "years of two digits alone",
        rows("4/1/25,Cedar Ltd,5.00,Tea").replace("01/04/2025", "1/4/25").replace("28/04/2025", "8/4/25"),
        Told("asked", asked=("TWO_DIGIT_YEARS", "hold back", "year last")),
    ),
    BadInput(
        57,
        "a date in another order",
        rows(*(f"{at}/04/2025,Cedar Ltd,5.00,Tea" for at in range(13, 28)), "04/13/2025,Cedar Ltd,5.00,Tea"),
        Told(held=((18, "DATE_ORDER_CLASH", "Payment Date", "04/13/2025"),), pence=42_500),
    ),
    BadInput(57, "a year first among days first", day("2025-04-03"), Told(pence=35_500)),
    BadInput(57, "a whole column with the month first", MONTH_FIRST, Told("asked", asked=("MONTH_FIRST",))),
    BadInput(
        58,
        "serial numbers for dates",
        serials,
        Told(mended=rules("DATE_SERIAL_NUMBER"), pence=35_000),
        name="april.xlsx",
    ),
    BadInput(
        58, "days counted from 1904", of_1904, Told(mended=rules("CALENDAR_1904"), pence=35_000), name="april.xlsx"
    ),
    BadInput(
        59,
        "a day in the future",
        day("02/04/2035"),
        Told(held=((3, "DATE_IN_FUTURE", "Payment Date", "02/04/2035"),), pence=35_000),
    ),
    BadInput(
        59,
        "a day outside the month that the title states",
        "Payments in April 2025\n" + day("02/11/2024"),
        Told(mended=rules("TITLE_LINES"), noticed=rules("DATE_OUTSIDE_PERIOD"), pence=35_500),
    ),
    BadInput(
        59, "a time and its zone", day("2025-04-02T00:00:00+01:00"), Told(mended=rules("DATE_TIME_ZONE"), pence=35_500)
    ),
)

"""Bad inputs 1 to 28: the file as a whole."""

import random

import xlsxwriter

from procurement.spend.limits import Limits
from tests.hostile.bad_inputs.cases import HEADINGS, BadInput, Told, rows, rules
from tests.spend import workbooks

PAYMENTS = [
    ["Payment Date", "Supplier Name", "Net Amount"],
    ["01/04/2025", "Alder Paving Ltd", 100],
    ["28/04/2025", "Birch Homes Ltd", 250],
]
WORKBOOK = workbooks.sheets(April=PAYMENTS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PLAIN = rows()
SHOWN = "02/04/2025," + "x" * 200 + ",5.00,Tea"


def bomb() -> bytes:
    """A workbook that unpacks to many times its size, as 5.4 MB that become 148 MB do."""
    return workbooks.with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda _: b" " * 110 * 1024 * 1024)


def laughs() -> bytes:
    """A workbook whose shared texts are built of entities."""
    markup = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    return workbooks.with_part(WORKBOOK, "xl/sharedStrings.xml", lambda _: markup)


def stray_last_cell(column: int, cell: str | float) -> bytes:
    """A workbook with a cell in the last row that Excel has."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        for at, row in enumerate(PAYMENTS):
            sheet.write_row(at, 0, row)
        sheet.write(1_048_575, column, cell)

    return workbooks.xlsx(fill)


def hidden_row() -> bytes:
    """A workbook whose second row of payments is hidden."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        for at, row in enumerate(PAYMENTS):
            sheet.write_row(at, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})

    return workbooks.xlsx(fill)


def two_sheets() -> bytes:
    """A workbook with a month on each of two sheets."""
    return workbooks.sheets(April=PAYMENTS, May=[PAYMENTS[0], ["03/05/2025", "Alder Paving Ltd", 80]])


def too_many_cells() -> str:
    """A row of 201 cells under 201 headings."""
    extra = ",".join(f"Note {at}" for at in range(198))
    filled = ",".join("x" for _ in range(198))
    return f"Payment Date,Supplier Name,Net Amount,{extra}\n01/04/2025,Alder Paving Ltd,100.00,{filled}\n"


def noise() -> bytes:
    """Bytes that no encoding reads: Windows-1252 has no character for 0x81."""
    return HEADINGS.encode() + b"\n" + bytes(random.Random(1).choices(b"\x81\x8d\x8f\x90\x9d", k=60)) + b"\n"


MACROS = workbooks.with_part(WORKBOOK, "xl/vbaProject.bin", lambda _: b"macros")
REFUSED = "refused"

CASES = (
    BadInput(1, "zero bytes", b"", Told(REFUSED, "The file is empty (0 bytes)")),
    BadInput(2, "headings and nothing below", HEADINGS + "\n", Told(REFUSED, "no payments below the headings")),
    BadInput(
        3,
        "a workbook called .csv is read as the workbook it is",
        WORKBOOK,
        Told(mended=rules("KIND_BY_CONTENT"), pence=35_000),
    ),
    BadInput(4, "a program called .csv", b"MZ\x90\x00\x03\x00\x00\x00", Told(REFUSED, "This is a program")),
    BadInput(
        5, "an error page saved as .csv", b"<!doctype html><title>404</title>", Told(REFUSED, "This is a web page")
    ),
    BadInput(6, "a PDF called .csv", b"%PDF-1.4\n%\xe2\xe3", Told(REFUSED, "This is a PDF document")),
    BadInput(7, "a byte order mark", "\ufeff" + PLAIN, Told(mended=rules("BYTE_ORDER_MARK"), pence=35_000)),
    BadInput(8, "UTF-16", PLAIN.encode("utf-16"), Told(mended=rules("ENCODING"), pence=35_000)),
    BadInput(
        9,
        "a Windows pound sign",
        rows("02/04/2025,Caf\u00e9 Cedar,\u00a35.00,Tea").encode("cp1252"),
        Told(mended=rules("ENCODING", "AMOUNT_WRITTEN_OTHERWISE"), pence=35_500),
        ("read as Windows-1252",),
    ),
    BadInput(9, "no encoding at all", noise(), Told(REFUSED, "byte 47 is the first"), ("CSV UTF-8",)),
    BadInput(
        10,
        "two encodings in one file",
        rows("02/04/2025,Caf\u00e9 Cedar,5.00,Tea").encode() + b"29/04/2025,Caf\xe9,9.00,Tea\n",
        Told(held=((5, "NOT_IN_ENCODING", "column 2 (B)", "29/04/2025,Caf\\xe9,9.00,Tea"),), pence=35_500),
    ),
    BadInput(
        11,
        "a NUL",
        rows("02/04/2025,Ced\x00ar,5.00,Tea"),
        Told(held=((3, "NUL_BYTE", "column 2 (B)", "02/04/2025,Ced\\x00ar,5.00,Tea"),), pence=35_000),
    ),
    BadInput(12, "line ends of an old Mac", PLAIN.replace("\n", "\r"), Told(mended=rules("LINE_ENDS"), pence=35_000)),
    BadInput(13, "mixed line ends", PLAIN.replace("\n", "\r\n", 1), Told(mended=rules("LINE_ENDS"), pence=35_000)),
    BadInput(14, "semicolons", PLAIN.replace(",", ";"), Told(mended=rules("DELIMITER"), pence=35_000)),
    BadInput(14, "tabs", PLAIN.replace(",", "\t"), Told(mended=rules("DELIMITER"), pence=35_000)),
    BadInput(15, "larger than the page takes", PLAIN, Told(REFUSED, "the limit is"), limits=Limits(max_bytes=10)),
    BadInput(16, "too many rows", PLAIN, Told(REFUSED, "the limit is 1"), limits=Limits(max_rows=1)),
    BadInput(16, "201 columns", too_many_cells(), Told(REFUSED, "the limit is 200")),
    BadInput(
        16,
        "a cell of 10,001 characters",
        rows("02/04/2025," + "x" * 10_001 + ",5.00,Tea"),
        Told(held=((3, "CELL_TOO_LONG", "column 2 (B)", SHOWN),), pence=35_000),
    ),
    BadInput(17, "a workbook that is a bomb", bomb, Told(REFUSED, "times its size"), name="april.xlsx"),
    BadInput(18, "entities that multiply", laughs, Told(REFUSED, "document type"), name="april.xlsx"),
    BadInput(
        19,
        "a stray text in the last row is named, for it holds no money",
        lambda: stray_last_cell(1, "stray"),
        Told(noticed=rules("NOTE_LINE"), counts=(2, 0, 0, 2, 0), pence=35_000),
        name="april.xlsx",
    ),
    BadInput(
        19,
        "a stray amount in the last row is taken for a total and checked",
        lambda: stray_last_cell(2, 9.5),
        Told(noticed=rules("TOTAL_DIFFERS"), counts=(2, 0, 0, 1, 1), pence=35_000),
        name="april.xlsx",
    ),
    BadInput(
        20,
        "a password",
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00",
        Told(REFUSED, "Remove the password"),
        name="april.xlsx",
    ),
    BadInput(
        21,
        "an upload cut short",
        WORKBOOK[: len(WORKBOOK) // 2],
        Told(REFUSED, "did not arrive whole"),
        name="april.xlsx",
    ),
    BadInput(
        22,
        "a name that climbs, hides and is too long",
        PLAIN,
        Told(pence=35_000),
        name="../../\u202eCON" + "x" * 300 + ".csv",
    ),
    BadInput(23, "the same bytes again", PLAIN, Told(pence=35_000), ("Already received on",), before=PLAIN),
    BadInput(
        24,
        "the same month, corrected",
        rows("02/04/2025,Cedar Ltd,5.00,Tea"),
        Told("asked", asked=("SAME_PERIOD", "replace", "rest", "add", "stop")),
        ("replace",),
        before=PLAIN,
    ),
    BadInput(
        25,
        "another council's file",
        rows(headings="Body Name," + HEADINGS)
        .replace("01/04/2025", "Leeds City Council,01/04/2025")
        .replace("28/04/2025", "Leeds City Council,28/04/2025"),
        Told("asked", asked=("OTHER_BODY", "own", "all", "stop")),
        ("Leeds",),
    ),
    BadInput(
        26, "payments on two sheets", two_sheets, Told("asked", asked=("SHEET",)), ("April", "May"), name="april.xlsx"
    ),
    BadInput(27, "a hidden row", hidden_row, Told("asked", asked=("HIDDEN",)), ("hidden",), name="april.xlsx"),
    BadInput(28, "macros", MACROS, Told(mended=rules("MACROS_IGNORED"), pence=35_000), name="april.xlsm"),
)

"""Bytes as the fuzzer invents them, put into a file of some kind, so that it gets past the door of each parser."""

from collections.abc import Callable

from tests.spend import workbooks

CSV = (
    b"Body Name,Payment Date,Supplier Name,Net Amount,Purpose\n"
    b'Bury Council,03/04/2024,Quillmarsh Ltd,"1,250.00",Depot\n'
    b"Bury Council,17/04/2024,Harrowfen PLC,(70.00),Credit\n"
    b"Bury Council,18/04/2024,REDACTED PERSONAL DATA,\xa35.10,\n"
    b",,,1185.10,Total\n"
)
ROWS = [line.split(",") for line in CSV.decode("cp1252").replace('"1,250.00"', "1250.00").splitlines()]
WORKBOOK = workbooks.sheets(April=[list[object](row) for row in ROWS])
SHEET = "xl/worksheets/sheet1.xml"


def as_sheet_markup(content: bytes) -> bytes:
    """An .xlsx whose sheet is these bytes."""
    return workbooks.with_part(WORKBOOK, SHEET, lambda _: content)


def as_shared_texts(content: bytes) -> bytes:
    """An .xlsx whose shared texts are these bytes."""
    return workbooks.with_part(WORKBOOK, "xl/sharedStrings.xml", lambda _: content)


def as_xlsx_cells(content: bytes) -> bytes:
    """An .xlsx with a row a line and a cell between commas."""
    return workbooks.sheets(April=[list[object](row) for row in _cells(content)])


def as_ods_markup(content: bytes) -> bytes:
    """An .ods whose rows are this markup."""
    return workbooks.ods(content.decode("utf-8", "replace"))


def as_ods_cells(content: bytes) -> bytes:
    """An .ods with a row a line and a cell between commas."""
    return workbooks.ods("".join(workbooks.ods_row(*row) for row in _cells(content)))


def as_zip(content: bytes) -> bytes:
    """A ZIP whose members are parted by NUL bytes."""
    return workbooks.zip_of({f"file{at}.csv": part for at, part in enumerate(content.split(b"\x00")[:5])})


def as_sheets(content: bytes) -> bytes:
    """An .xlsx whose sheets are parted by NUL bytes, so that they may be read together."""
    sheets = {
        f"Sheet{at}": [list[object](row) for row in _cells(part)] for at, part in enumerate(content.split(b"\x00")[:4])
    }
    return workbooks.sheets(**sheets)


def as_web_page(content: bytes) -> bytes:
    """A web page with a table that begins as payments do and goes on as these bytes."""
    return b"<html><body><table><tr><th>Date<th>Supplier<th>Amount</tr>" + content


def as_old_spreadsheet(content: bytes) -> bytes:
    """The rows of a spreadsheet in the XML of Excel 2003."""
    space = (
        b'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    head = b'<?xml version="1.0"?><Workbook ' + space + b'><Worksheet ss:Name="April"><Table>'
    return head + content + b"</Table></Worksheet></Workbook>"


def as_xml_list(content: bytes) -> bytes:
    """An XML in which payments may repeat."""
    return b'<?xml version="1.0"?><payments>' + content + b"</payments>"


def as_json_list(content: bytes) -> bytes:
    """The records of a list in JSON."""
    return b"[" + content + b"]"


def as_broken_workbook(content: bytes) -> bytes:
    """An .xlsx with some of its bytes overwritten: the first two say where, the rest are what."""
    at = int.from_bytes(content[:2], "big") % len(WORKBOOK)
    return WORKBOOK[:at] + content[2:] + WORKBOOK[at + len(content[2:]) :]


def as_it_is(content: bytes) -> bytes:
    """The bytes themselves: delimited text, or whatever they look like."""
    return content


ENVELOPES: tuple[Callable[[bytes], bytes], ...] = (
    as_it_is,
    as_it_is,
    as_it_is,
    as_sheet_markup,
    as_shared_texts,
    as_xlsx_cells,
    as_ods_markup,
    as_ods_cells,
    as_zip,
    as_sheets,
    as_web_page,
    as_old_spreadsheet,
    as_xml_list,
    as_json_list,
    as_broken_workbook,
)
"""The first byte of an input picks one, so text is tried more often than each of the rest."""


def enveloped(data: bytes) -> bytes:
    """The upload that an input stands for; no bytes give no bytes."""
    return ENVELOPES[data[0] % len(ENVELOPES)](data[1:]) if data else b""


def _cells(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8", "replace")
    printable = "".join(letter if letter >= " " or letter == "\n" else " " for letter in text)
    return [line.split(",")[:30] for line in printable.split("\n")[:200]]

"""A file's kind comes from its bytes."""

import tracemalloc
import zipfile
from io import BytesIO

import pytest

from procurement.spend import file_kind
from procurement.spend.findings import Refused
from tests.spend import workbooks

CSV = b"Date,Supplier,Amount\n01/04/2025,Acorn Ltd,1.00\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BIFF_START = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)


def utf_16(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(CSV, "csv", id="comma separated text"),
        pytest.param(CSV.decode().encode("utf-16"), "csv", id="UTF-16 with its mark"),
        pytest.param(CSV.decode().encode("utf-16-be"), "csv", id="UTF-16 without a mark"),
        pytest.param(b"BMW Ltd,1\nMZ Holdings,2\n", "csv", id="text that begins like a picture"),
        pytest.param(b"MZ Holdings,2\n", "csv", id="text that begins like a program"),
        pytest.param(b"a,b\n1,\x002\n" * 3, "csv", id="text with some NULs"),
        pytest.param(
            CSV + b"01/04/2025,PK\x03\x04\x03\x04,1.00\n", "csv", id="a short text with some control characters"
        ),
        pytest.param(workbooks.sheets(April=workbooks.PAYMENTS), "xlsx", id="xlsx"),
        pytest.param(workbooks.ods(workbooks.ods_row("a", 1)), "ods", id="ods"),
        pytest.param(workbooks.zip_of({"april.csv": CSV}), "zip", id="a ZIP of a CSV"),
        pytest.param(OLE + utf_16("Workbook"), "xls", id="xls"),
        pytest.param(b"<!DOCTYPE html><html><body>404</body></html>", "html", id="error page"),
        pytest.param(b"\xef\xbb\xbf\r\n <HTML><table>", "html", id="table saved by a web browser"),
        pytest.param(b"<?xml version='1.0'?><Workbook/>", "xml", id="XML"),
        pytest.param(b'[{"date": "2025-04-01"}]', "json", id="JSON"),
    ],
)
def test_the_kind_is_told_from_the_content(content: bytes, kind: str) -> None:
    assert file_kind.recognise(content) == kind


@pytest.mark.parametrize(
    ("content", "part_of_sentence"),
    [
        pytest.param(b"", "0 bytes", id="nothing"),
        pytest.param(b" \r\n \r\n", "blank space and nothing else", id="blank space"),
        pytest.param(b"\xef\xbb\xbf", "blank space and nothing else", id="a byte order mark alone"),
        pytest.param(b"%PDF-1.7\n", "a PDF document", id="PDF"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00", "a program", id="Windows program"),
        pytest.param(b"\x7fELF\x02\x01", "a program", id="Linux program"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="PNG"),
        pytest.param(b"\x1f\x8b\x08", "a gzip archive", id="gzip"),
        pytest.param(bytes(range(256)) * 40, "not text", id="binary of no known kind"),
        pytest.param(b"abc" + bytes(500), "not text", id="mostly NULs"),
        pytest.param(OLE + utf_16("EncryptedPackage"), "Remove the password", id="xlsx with a password"),
        pytest.param(
            OLE + BIFF_START + b"\x2f\x00\x02\x00\x00\x00" + utf_16("Workbook"), "Remove the password", id="xls locked"
        ),
        pytest.param(OLE + utf_16("WordDocument"), "not a workbook", id="Word document"),
        pytest.param(workbooks.sheets(April=workbooks.PAYMENTS)[:900], "did not arrive whole", id="xlsx cut short"),
        pytest.param(workbooks.zip_of({"xl/workbook.bin": b"x"}), ".xlsb", id="binary workbook"),
        pytest.param(
            workbooks.zip_of({"[Content_Types].xml": b"x", "word/a.xml": b""}), "not a spreadsheet", id="docx"
        ),
    ],
)
def test_what_holds_no_payments_is_refused_with_a_plain_sentence(content: bytes, part_of_sentence: str) -> None:
    with pytest.raises(Refused, match=part_of_sentence):
        file_kind.recognise(content)


def ods_packed(method: int) -> bytes:
    """The first part of an .ods, which says what it is, packed in one of the ways that a ZIP knows."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return target.getvalue()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["deflate", "bzip2", "LZMA"]
)
@pytest.mark.parametrize("byte", [0x00, 0x05, 0x55, 0xFF], ids=hex)
def test_a_zip_that_is_damaged_within_is_refused(method: int, byte: int) -> None:
    content = ods_packed(method)
    packed = len("mimetype") + 30
    damaged = content[:packed] + bytes([byte]) * 20 + content[packed + 20 :]
    with pytest.raises(Refused, match="did not arrive whole"):
        file_kind.recognise(damaged)


def test_a_bomb_that_says_what_a_zip_is_for_is_not_unpacked() -> None:
    content = workbooks.zip_of({"mimetype": bytes(50_000_000)})
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="not a spreadsheet"):
            file_kind.recognise(content)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()

"""What a file is, told from its first bytes and never from its name."""

import codecs
import re
import struct
import zipfile
from io import BytesIO

from procurement.spend import archive
from procurement.spend.findings import Refused

KINDS = {
    "csv": "delimited text",
    "xlsx": "an Excel workbook (.xlsx)",
    "xls": "an Excel 97-2003 workbook (.xls)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "zip": "a ZIP archive",
    "html": "a web page",
    "xml": "an XML file",
    "json": "a JSON file",
}
MARKUP = ("html", "xml", "json")
"""Kinds whose tables are read out of marks around them."""

ENDINGS = {
    "csv": ("csv", "txt", "tsv", "tab", "psv"),
    "xlsx": ("xlsx", "xlsm", "xltx"),
    "xls": ("xls",),
    "ods": ("ods",),
    "zip": ("zip",),
    "html": ("html", "htm"),
    "xml": ("xml",),
    "json": ("json", "geojson", "jsonl", "ndjson"),
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
SEND_INSTEAD = "Upload the payments themselves, as CSV or as an Excel workbook."
OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"\xfe\xed\xfa\xcf", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x00asm", "a program"),
    (b"#!", "a program (a script)"),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "a Windows shortcut (.lnk)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"MSCF", "a Windows cabinet archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"MIME-Version:", "a saved web page"),
)
WEB_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|script|style|!--|div|meta)", re.IGNORECASE)
SAMPLE_BYTES = 65536
TEXT_CONTROLS = frozenset(b"\x00\t\n\r\x0b\x0c\x1a\x1b")
NO_CONTROLS = bytes(byte for byte in range(256) if byte >= 32 or byte in TEXT_CONTROLS)
MOST_CONTROLS_SHARE, FEW_CONTROLS = 0.03, 8
"""A text may hold this share of control characters, or so many where it is short."""

MOST_NULS_SHARE = 0.2
SOMETHING = re.compile(rb"[^\xef\xbb\xbf\xff\xfe\x00 \t\r\n]")
"""A byte that is no part of blank space or of a byte order mark."""

PURPOSE_BYTES = 200
"""So much of a part that says what a ZIP is for is unpacked: a bomb may call itself that."""


def recognise(content: bytes) -> str:
    """The kind of a file: csv, xlsx, xls, ods, zip, html, xml or json. Raises Refused where it is none of them."""
    if not content:
        raise Refused("The file is empty (0 bytes). Export it again and upload the new file.")
    if content.startswith(ZIP):
        return kind_of_zip(content)
    if content.startswith(OLE):
        return kind_of_ole(content)
    refuse_other_files(content)
    content = without_padding(content)
    if not is_text(content[:SAMPLE_BYTES]):
        raise Refused(f"The file is not text, and not a kind of workbook that can be read. {SEND_INSTEAD}")
    if not SOMETHING.search(content):
        raise Refused(
            "The file is empty: it holds blank space and nothing else. Export it again and upload the new file."
        )
    return kind_of_text(content)


def kind_of_zip(content: bytes) -> str:
    """xlsx, ods or zip, from the names inside. Raises Refused where it is cut short or of another use."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
            purpose = purpose_of(parts) if "mimetype" in names else b""
    except archive.BROKEN:
        raise Refused(
            "The file did not arrive whole: it is a workbook or ZIP whose end is missing. Upload it again."
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if b"opendocument.spreadsheet" in purpose:
        return "ods"
    if "xl/workbook.bin" in names:
        raise Refused("This is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and upload that.")
    if "[Content_Types].xml" in names or purpose:
        raise Refused(f"This is a document, not a spreadsheet. {SEND_INSTEAD}")
    return "zip"


def purpose_of(parts: zipfile.ZipFile) -> bytes:
    """How the part that says what a ZIP is for begins. Raises one of archive.BROKEN where it is damaged."""
    with parts.open("mimetype") as part:
        return part.read(PURPOSE_BYTES)


def kind_of_ole(content: bytes) -> str:
    """xls. Raises Refused where the workbook has a password, or the container holds something else."""
    if utf_16_name("EncryptedPackage") in content or is_locked_xls(content):
        raise Refused(
            "The workbook is protected by a password. Remove the password (File, Info, Protect Workbook) and upload it "
            "again."
        )
    if utf_16_name("Workbook") in content or utf_16_name("Book") in content:
        return "xls"
    raise Refused(f"This is an Office document, not a workbook. {SEND_INSTEAD}")


def utf_16_name(name: str) -> bytes:
    """A stream's name as the directory of an OLE file spells it."""
    return name.encode("utf-16-le") + b"\x00\x00"


def is_locked_xls(content: bytes) -> bool:
    """Whether the first records of a BIFF8 workbook hold FILEPASS (record 0x2F), the mark of a password."""
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _ in range(8):
        if start < 0 or start + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, start)
        if record == 0x2F:
            return True
        start += 4 + length
    return False


def refuse_other_files(content: bytes) -> None:
    """Raise Refused where the first bytes are those of a kind of file that holds no table we read."""
    for first_bytes, description in OTHER_FILES:
        if content.startswith(first_bytes):
            raise Refused(f"This is {description}, whatever its name says. {SEND_INSTEAD}")
    if content.startswith(b"MZ") and b"\x00" in content[:1024]:
        raise Refused(f"This is a program, whatever its name says. {SEND_INSTEAD}")


def kind_of_text(content: bytes) -> str:
    """html, xml or json where a text begins as one of these does, else csv."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe").lstrip()
    if WEB_PAGE.match(start) or re.search(rb"<html[\s>]", start, re.IGNORECASE):
        return "html"
    if start.startswith(b"<?xml"):
        return "xml"
    return "json" if re.match(rb"[\[{]\s*[{\"\[]", start) else "csv"


def without_padding(content: bytes) -> bytes:
    """The bytes without a run of NULs behind lines that hold none, as a copy that was cut to a disk's blocks has."""
    text = content.rstrip(b"\x00")
    is_padded = len(text) < len(content) - 1 and b"\n" in text and b"\x00" not in text
    return text if is_padded else content


def is_text(sample: bytes) -> bool:
    """Whether few enough bytes are control characters; UTF-16 counts as text, some NULs do not spoil it."""
    if not sample or wide_order(sample):
        return True
    controls = len(sample.translate(None, delete=NO_CONTROLS))
    nuls = sample.count(0)
    return controls <= max(FEW_CONTROLS, MOST_CONTROLS_SHARE * len(sample)) and nuls <= MOST_NULS_SHARE * len(sample)


def wide_order(content: bytes) -> str:
    """utf-32-le or utf-32-be by its mark, utf-16-le or utf-16-be where the bytes are UTF-16 (by its mark, or by NULs at
    every second place), else ""."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32-le" if content.startswith(codecs.BOM_UTF32_LE) else "utf-32-be"
    if content.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if content.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = content[: SAMPLE_BYTES // 16]
    half = len(sample) // 2
    if half < 4:
        return ""
    first, second = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if second > 0.6 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.6 and second < 0.1 else ""

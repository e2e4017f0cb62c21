"""Whether a workbook may be opened at all: its size once unpacked, its parts whole, and no document type inside."""

import re
import zipfile
from io import BytesIO

from procurement.spend import archive
from procurement.spend.findings import Fix, Refused
from procurement.spend.limits import Limits

DOCUMENT_TYPE = ("<!DOCTYPE", "<!ENTITY")
FORBIDDEN = re.compile(
    b"|".join(
        re.escape(mark.encode(encoding)) for mark in DOCUMENT_TYPE for encoding in ("ascii", "utf-16-le", "utf-16-be")
    )
)
OVERLAP_BYTES = 32


def check(content: bytes, limits: Limits) -> tuple[Fix, ...]:
    """Raise Refused where an .xlsx or .ods may not be opened; otherwise what a person should know about it.

    Every part is unpacked once here, a megabyte at a time, so that a part larger than its directory says, or a damaged
    one, is met before any reader of workbooks sees it.
    """
    with zipfile.ZipFile(BytesIO(content)) as book:
        archive.check_sizes(book, len(content), limits)
        refuse_parts_twice(book.namelist())
        for part in book.infolist():
            check_part(book, part)
        names = set(book.namelist())
        manifest = book.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise Refused("The spreadsheet is protected by a password. Remove the password and upload it again.")
    if any(name.endswith("vbaProject.bin") for name in names):
        return (Fix("MACROS_IGNORED", "The workbook holds macros. They were not run; only the values were read."),)
    return ()


def refuse_parts_twice(names: list[str]) -> None:
    """Raise Refused where a part is there twice: two readers would read two different files."""
    if len({name.lower() for name in names}) < len(names):
        raise Refused(
            "The workbook holds a part twice, so what it says is not certain. Open it in Excel, save it as a new .xlsx "
            "and upload that."
        )


def check_part(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raise Refused where a part is damaged, or declares a document type, which no spreadsheet program writes."""
    is_markup = part.filename.lower().endswith((".xml", ".rels"))
    tail = b""
    for chunk in archive.chunks(book, part):
        if is_markup and FORBIDDEN.search(tail + chunk):
            raise Refused(
                "The workbook declares a document type (DTD) inside, which spreadsheets never need and which can be "
                "used to attack a reader. Open it in Excel, save it as a new .xlsx and upload that."
            )
        tail = chunk[-OVERLAP_BYTES:]

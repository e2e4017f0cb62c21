"""Small workbooks for tests, made in memory."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import xlsxwriter

PAYMENTS = [["Date", "Supplier", "Amount"], ["2025-04-03", "Acorn Paving Ltd", 1234.5], ["2025-04-04", "Birch Ltd", 99]]


def xlsx(fill: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    """An .xlsx that `fill` writes."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, options) as book:
        fill(book)
    return target.getvalue()


def sheets(**rows_of: list[list[object]]) -> bytes:
    """An .xlsx with these sheets, each from its first cell."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in rows_of.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)

    return xlsx(fill)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed, or made where it was not."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return target.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def ods(rows_markup: str) -> bytes:
    """An .ods with one sheet, its rows as markup."""
    return ods_sheets(April=rows_markup)


def ods_sheets(**rows_markup: str) -> bytes:
    """An .ods with these sheets, the rows of each as markup."""
    tables = "".join(f'<table:table table:name="{name}">{markup}</table:table>' for name, markup in rows_markup.items())
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zip_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def ods_row(*cells: object, repeated: int = 1) -> str:
    """One row of an .ods: numbers as numbers, all else as text, None as an empty cell."""
    repeat = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{repeat}>{''.join(ods_cell(cell) for cell in cells)}</table:table-row>"


def ods_cell(cell: object) -> str:
    """One cell of an .ods."""
    if cell is None:
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"

"""Figures that a sheet of an .xlsx shows in red without a minus: red ink may be all that says that money came back."""

import re
import zipfile
from collections import defaultdict
from io import BytesIO

from procurement.in_words import counted
from procurement.spend.findings import Fix
from procurement.spend.workbooks.sheet_markup import IS, PLACE

STYLES = "xl/styles.xml"
FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
A_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
RED = re.compile(
    rb"<(?:\w+:)?color\b[^>]*\b(?:rgb" + IS + rb"(?:[0-9A-Fa-f]{2})?(?:FF0000|C00000)|indexed" + IS + rb"(?:10|2)[\"'])"
)
"""Red and dark red as Excel offers them, and the red of its older palette."""
FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
FONT_OF = re.compile(rb"<(?:\w+:)?xf\b[^>]*?\bfontId" + IS + rb"(\d+)")
A_NUMBER = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*(?:<(?:\w+:)?f\b.*?</(?:\w+:)?f>\s*)?<(?:\w+:)?v>([^<]*)</", re.DOTALL)
STYLE = re.compile(rb"\bs" + IS + rb"(\d+)")
IS_NO_NUMBER = re.compile(rb"\bt" + IS + rb"(?:s|str|b|e|inlineStr)\b")

MOST_RED = 0.5
"""A column that is mostly red is only painted so."""


def note(content: bytes, sheet: str, markup: bytes) -> tuple[Fix, ...]:
    """A note where some figures of a column are red and have no minus, and most are not red; else nothing."""
    red = red_formats(content)
    if not red:
        return ()
    plain: dict[bytes, int] = defaultdict(int)
    reds: dict[bytes, list[int]] = defaultdict(list)
    for attributes, value in A_NUMBER.findall(markup):
        place = PLACE.search(attributes)
        if place is None or IS_NO_NUMBER.search(attributes):
            continue
        style = STYLE.search(attributes)
        if style and int(style[1]) in red and not value.startswith(b"-"):
            reds[place[1]].append(int(place[2]))
        else:
            plain[place[1]] += 1
    found = sorted(row for column, rows in reds.items() if len(rows) < MOST_RED * plain[column] for row in rows)
    if not found:
        return ()
    are = "is" if len(found) == 1 else "are"
    sentence = (
        f'{counted(len(found), "figure")} on sheet "{sheet}" {are} shown in red without a minus, the first on row '
        f"{found[0]}. They count as they stand. If red says that the money came back, write a minus, and upload the "
        "file again."
    )
    return (Fix("RED_FIGURES", sentence, len(found)),)


def red_formats(content: bytes) -> set[int]:
    """The places, from 0, of the cell formats whose font is red; none where the workbook says nothing of fonts."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        styles = book.read(STYLES) if STYLES in book.namelist() else b""
    fonts, formats = FONTS.search(styles), FORMATS.search(styles)
    if fonts is None or formats is None:
        return set()
    red = {number for number, font in enumerate(A_FONT.findall(fonts[0])) if RED.search(font)}
    return {number for number, font in enumerate(FONT_OF.findall(formats[0])) if int(font) in red}

"""Delimited text read slowly: bytes become lines, lines become rows of cells, one at a time and in plain Python."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LONGEST_CELL = 10_000
MARKED_BY_NULS = 4_096
"""So many bytes tell UTF-16 without a mark, by the NUL at every second place."""

MOST_LINES_OF_A_ROW = 200
BOMS = ("\ufeff", "ï»¿", "Ã¯Â»Â¿", "´╗┐")
CONTROL = re.compile("â?\x80[\x90-\x9f\xa2\xa6]|[\x80-\x9f]")
WHOLE, OPEN, STRAY = "whole", "open", "stray"


@dataclass(frozen=True)
class Row:
    """A row of a file: the line it begins on, its cells, and why it cannot be read ("" where it can)."""

    line: int
    cells: tuple[str, ...]
    trouble: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self.trouble and not any(self.cells)


def encoding_of(content: bytes) -> str:
    """The encoding that most lines of a text are in: "utf-8", "cp1252", "cp850", "utf-16-le" or "utf-16-be"."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if content[0] == 0xFF else "utf-16-be"
    nuls = [content[side:MARKED_BY_NULS:2].count(0) / max(1, len(content[:MARKED_BY_NULS]) // 2) for side in (0, 1)]
    if max(nuls) > 0.6 and min(nuls) < 0.1:
        return "utf-16-le" if nuls[1] > nuls[0] else "utf-16-be"
    if is_utf_8(content):
        return "utf-8"
    unusual = [line for line in cut(content.removeprefix(b"\xef\xbb\xbf")) if not line.isascii()]
    if 2 * sum(map(is_utf_8, unusual)) >= len(unusual):
        return "utf-8"
    dos, windows = (len(re.findall(mark + rb"\s?[0-9)]", content)) for mark in (b"\x9c", b"\xa3"))
    return "cp850" if dos > windows else "cp1252"


def is_utf_8(content: bytes) -> bool:
    """Whether bytes are UTF-8 from end to end."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def cut(content: bytes) -> list[bytes]:
    """The lines of a text, ended by CRLF, LF or CR; nothing stands after the last end."""
    lines = re.split(rb"\r\n|\r|\n", content)
    return lines[:-1] if lines[-1] == b"" else lines


def lines_of(content: bytes, encoding: str) -> list[str]:
    """The lines of a text as characters; a byte that is none stands as U+DC80 to U+DCFF."""
    if encoding.startswith("utf-16"):
        content, encoding = content.decode(encoding).encode("utf-8"), "utf-8"
    lines = [characters(line, encoding) for line in cut(content.removeprefix(b"\xef\xbb\xbf"))]
    return [without_mark(lines[0]), *lines[1:]] if lines else []


def characters(line: bytes, encoding: str) -> str:
    """A line in UTF-8 where it is that, else in the file's encoding, its control characters mended."""
    text = line.decode("utf-8" if is_utf_8(line) else encoding, "surrogateescape")
    return CONTROL.sub(lambda found: mended(found[0]), text)


def mended(control: str) -> str:
    """What a control character, or the tail of a longer one, was before it was decoded wrongly."""
    if len(control) > 1:
        return bytes([0xE2, 0x80, ord(control[-1])]).decode("utf-8")
    return bytes([ord(control)]).decode("cp1252", "ignore") or control


def without_mark(line: str) -> str:
    """A first line without its byte order marks, be they before or inside a quote."""
    quote, rest = ('"', line[1:]) if line.startswith('"') else ("", line)
    while mark := next((mark for mark in BOMS if rest.startswith(mark)), ""):
        rest = rest.removeprefix(mark)
    return quote + rest


def cells_of(text: str, delimiter: str) -> tuple[list[str], str]:
    """The cells of a text, and whether it is WHOLE, left OPEN or has a STRAY quote.

    A space between a delimiter and a quote is no part of the cell, where the text is whole without it.
    """
    plain = cells_cut(text, delimiter, False)
    if f'{delimiter} "' not in text:
        return plain
    spaced_out = cells_cut(text, delimiter, True)
    return plain if spaced_out[1] != WHOLE and plain[1] == WHOLE else spaced_out


def cells_cut(text: str, delimiter: str, passes_spaces: bool) -> tuple[list[str], str]:
    """The cells by RFC 4180, letter by letter; spaces at the beginning of a cell passed over or not."""
    cells, cell, state, at = [], "", "start", 0
    while at < len(text):
        letter = text[at]
        if state == "quoted":
            if letter != '"':
                cell += letter
            elif text[at + 1 : at + 2] == '"':
                cell, at = cell + '"', at + 1
            else:
                state = "closed"
        elif letter == delimiter:
            cells.append(cell)
            cell, state = "", "start"
        elif state == "closed":
            return [], STRAY
        elif state == "start" and letter == " " and passes_spaces:
            pass
        elif state == "start" and letter == '"':
            state = "quoted"
        else:
            cell, state = cell + letter, "plain"
        at += 1
    return [*cells, cell], OPEN if state == "quoted" else WHOLE


def cells_with_stray_quotes(line: str, delimiter: str) -> list[str]:
    """The cells of a line where a quote closes a cell only right before a delimiter or the end."""
    cells, at = [], 0
    while at <= len(line):
        ends = [place for place in range(at, len(line) + 1) if place == len(line) or line[place] == delimiter]
        if line[at : at + 1] == '"':
            closing = [place for place in ends if place - at > 1 and line[place - 1] == '"']
            if not closing:
                return line.split(delimiter)
            cells.append(line[at + 1 : closing[0] - 1].replace('""', '"'))
            at = closing[0] + 1
        else:
            cells.append(line[at : ends[0]])
            at = ends[0] + 1
    return cells


def spaced(text: str) -> str:
    """A text with one space for each run of white space. To Unicode, U+001C to U+001F are none; to Python they are."""
    return re.sub(r"[^\S\x1c-\x1f]+", " ", text).strip(" ")


def usual_width(lines: list[str], delimiter: str) -> int:
    """How many cells most lines have, blank ones and those of one cell left aside."""
    told = [cells_of(line, delimiter) for line in lines if line.strip(' ,;|\t"')]
    widths = Counter(len(cells) for cells, state in told if state == WHOLE and len(cells) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=1)


def rows_of(lines: list[str], delimiter: str, unclosed: Collection[int]) -> Iterator[Row]:
    """Every row of a text.

    unclosed: the lines of which the receipt says that their quote never closes. It settles only whether an open quote
    runs on over a line that could be a row by itself: nobody can tell.
    """
    width, at = usual_width(lines, delimiter), 0
    while at < len(lines):
        row, used = row_at(lines, at, delimiter, width, unclosed)
        yield readable(row)
        at += used


def row_at(lines: list[str], at: int, delimiter: str, width: int, unclosed: Collection[int]) -> tuple[Row, int]:
    """The row that begins on a line, and how many lines it takes."""
    cells, state = cells_of(lines[at], delimiter)
    if state == WHOLE:
        return Row(at + 1, tuple(cells)), 1
    if state == STRAY:
        kept = cells_with_stray_quotes(lines[at], delimiter)
        return Row(at + 1, tuple(kept), "" if len(kept) == width else "STRAY_QUOTE"), 1
    for used in range(2, min(MOST_LINES_OF_A_ROW, len(lines) - at) + 1):
        cells, state = cells_of("\n".join(lines[at : at + used]), delimiter)
        if state == OPEN:
            continue
        both = lines[at].count(delimiter) + 1 == width
        swallowed = any(could_be_a_row(line, delimiter, width, both) for line in lines[at + 1 : at + used])
        if state == STRAY or (swallowed and at + 1 in unclosed):
            break
        return Row(at + 1, tuple(cells)), used
    return Row(at + 1, (), "UNCLOSED_QUOTE"), 1


def could_be_a_row(line: str, delimiter: str, width: int, stray_quotes: bool) -> bool:
    """Whether a line has the usual number of cells, and a quote in the middle or at the end of a bare one if it may."""
    cells, _ = cells_of(line, delimiter)
    in_quotes = len(re.findall(rf'(?:^|{re.escape(delimiter)})"', line))
    return len(cells) == width and (stray_quotes or bool(in_quotes) or '"' not in line)


def readable(row: Row) -> Row:
    """The row, or its trouble where a cell has a NUL, a byte that is no character, or too many characters."""
    if row.trouble:
        return row
    if any("\x00" in cell or re.search("[\udc80-\udcff]", cell) for cell in row.cells):
        return Row(row.line, row.cells, "NUL_BYTE or NOT_IN_ENCODING")
    if any(len(cell) > LONGEST_CELL for cell in row.cells):
        return Row(row.line, row.cells, "CELL_TOO_LONG")
    return row

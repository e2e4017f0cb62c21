"""A text too large to be read at once is taken in parts, each a file of its own with the headings above its lines.

So memory stays bounded whatever the size. A part is stored wholly or not at all, as any upload is; where the work is
stopped, the same command goes on with the parts that are missing. Each says which file it is of, so that no part is
taken for another version of the one before it.
"""

import hashlib
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from procurement.services.desk import Desk
from procurement.spend import file_kind, receive
from procurement.spend.columns import heading_row
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.findings import Refused
from procurement.spend.limits import MEGABYTE, Limits
from procurement.spend.texts import delimited_text, delimiter, encoding, plain_lines, text_lines
from procurement.spend.texts.delimiter import Layout

LARGE_BYTES = 200 * MEGABYTE
PART_BYTES = 150 * MEGABYTE
HEAD_BYTES = MEGABYTE
LINES_TRIED = 1_000
"""A part begins with a line that is a whole row by itself; where none of so many is, with the next line."""


@dataclass(frozen=True)
class Part:
    """A name and bytes; of: the SHA-256 of the whole file and which bytes of it these are, "" where it is the whole."""

    name: str
    content: bytes
    of: str = ""


def contents(path: Path, desk: Desk, limits: Limits) -> Iterator[Part]:
    """A file's name and bytes; of a large delimited text, those of each part in turn, its name saying which part it is.

    Raises Refused where it is beyond the limit of size, OSError where the disk won't give it.
    """
    size = path.stat().st_size
    receive.refuse_too_large(size, limits)
    if size <= LARGE_BYTES or not _is_plain_text(path):
        yield Part(path.name, path.read_bytes())
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        head = _head(whole[:HEAD_BYTES], desk, limits)
        layout = delimiter.find_layout(text_lines.cut(encoding.decode(_whole_lines(whole[:HEAD_BYTES])).utf_8)[0])
        starts = [*_starts(whole, layout), size]
        lines = _lines_in(head)
        at_line = 1
        whole_file = hashlib.file_digest(file, "sha256").hexdigest()
        for part, (start, end) in enumerate(pairwise(starts), start=1):
            content = whole[start:end] if part == 1 else head + whole[start:end]
            _let_go(whole)
            yield Part(
                _part_name(path.name, part, len(starts) - 1, lines + 1, at_line), content, f"{whole_file} {start}-{end}"
            )
            at_line += _lines_in(content) - (lines if part > 1 else 0)


def are_other_parts(one: str, other: str) -> bool:
    """Whether two uploads are of different bytes of one file, by what `Part.of` says of each.

    >>> are_other_parts("ab 0-9", "ab 9-15"), are_other_parts("ab 0-9", "ab 0-9"), are_other_parts("", "")
    (True, False, False)
    """
    (mine, _, place), (theirs, _, elsewhere) = one.partition(" "), other.partition(" ")
    if mine != theirs or not place or not elsewhere:
        return False
    (start, end), (first, last) = (map(int, text.split("-")) for text in (place, elsewhere))
    return end <= first or last <= start


def _let_go(whole: mmap.mmap) -> None:
    """What was looked at of a file need not stay in memory; not every system can be told so."""
    if hasattr(mmap, "MADV_DONTNEED"):
        whole.madvise(mmap.MADV_DONTNEED)


def _part_name(name: str, part: int, parts: int, first: int, line: int) -> str:
    if part == 1:
        return f"{name}, part 1 of {parts}"
    return f"{name}, part {part} of {parts} (line {first:,} of it is line {line:,} of the file)"


def _is_plain_text(path: Path) -> bool:
    """Whether a file is a text of one byte a character or of UTF-8, in lines that end in LF."""
    with path.open("rb") as file:
        sample = file.read(HEAD_BYTES)
    try:
        is_text = file_kind.recognise(sample) == "csv"
    except Refused:
        return False  # read whole, it is refused with its reason
    return is_text and not file_kind.wide_order(sample) and b"\n" in sample


def _whole_lines(sample: bytes) -> bytes:
    return sample[: sample.rfind(b"\n") + 1]


def _head(sample: bytes, desk: Desk, limits: Limits) -> bytes:
    """The lines down to the last one of the headings; none where no headings are found."""
    (received,) = receive.check("head.csv", _whole_lines(sample), limits)
    table = delimited_text.read(received, limits)
    row = heading_row.find(table.cells, table.columns, Aliases(desk.reference["heading_aliases"]))
    lines = received.content.split(b"\n")
    return b"".join(line + b"\n" for line in lines[: row.last_line if row else 0])


def _starts(whole: mmap.mmap, layout: Layout) -> Iterator[int]:
    """Where each part begins."""
    start = 0
    while start < len(whole):
        yield start
        start = _next_row(whole, start + PART_BYTES, layout) if start + LARGE_BYTES < len(whole) else len(whole)


def _next_row(whole: mmap.mmap, place: int, layout: Layout) -> int:
    """The beginning of the first line from `place` on that is a whole row by itself, as the one after it is."""
    first = whole.find(b"\n", place) + 1
    at = first
    for _ in range(LINES_TRIED):
        middle = whole.find(b"\n", at) + 1
        end = whole.find(b"\n", middle) + 1
        if not middle or not end:
            break
        two = text_lines.cut(whole[at:end].decode("latin-1").encode())[0].texts
        if plain_lines.are_plain(two, layout).all():
            return at
        at = middle
    return first or len(whole)


def _lines_in(content: bytes) -> int:
    return content.count(b"\n")

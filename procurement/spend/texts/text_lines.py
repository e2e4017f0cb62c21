"""A text cut into lines, whatever ends them, and kept compactly: a file may have millions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import overload

import polars as pl

from procurement.spend.findings import Fix

LINE_ENDS = re.compile(rb"\r\n?")
UNDECODED = re.compile(rb"\xed[\xb2\xb3][\x80-\xbf]")
"""U+DC80 to U+DCFF in UTF-8: a byte that is no character of the file's encoding."""
UNDECODED_BEGINS = b"\xed"
ENTITIES = {"&amp;": "&", "&apos;": "'", "&#39;": "'", "&#039;": "'", "&#x27;": "'"}
"""How web pages write two marks; the others might end a cell, or open one that never closes."""
AN_ENTITY = r"&(?:amp|apos|#0?39|#x27);"


LOOKED_AT, SHORTEST_TAIL, NEARLY_ALL = 200, 2, 0.9
"""Lines that tell of a tail, its least length, and the share of them that must end in it."""


@dataclass(frozen=True)
class Lines(Sequence[str]):
    """The lines of a file, from 0, without their ends.

    texts: String. undecoded: the lines that hold a byte which could not be decoded, by number; a frame cannot hold
    such a text, so `texts` has a NUL in the place of the byte.
    """

    texts: pl.Series
    undecoded: Mapping[int, str] = field(default_factory=dict[int, str])

    def __len__(self) -> int:
        """How many lines there are."""
        return self.texts.len()

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """A line, or a list of lines; IndexError beyond the last."""
        if isinstance(at, int):
            return self.undecoded.get(at) or self.texts[at]
        places = range(len(self))[at]
        lines: list[str] = self.texts[at].to_list()
        for place in self.undecoded.keys() & set(places) if self.undecoded else ():
            lines[places.index(place)] = self.undecoded[place]
        return lines


def cut(utf_8: bytes) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines of a text in UTF-8, whatever ends them; a note where the ends are a lone CR or mixed."""
    lines = _lines(utf_8)
    if b"\r" not in utf_8:
        return lines, ()
    if utf_8.endswith(b"\r") or lines.texts.str.contains("\r", literal=True).any():
        returns, pairs = utf_8.count(b"\r"), utf_8.count(b"\r\n")
        fix = Fix("LINE_ENDS", "Lines end as on an old Mac (CR); they were read as line ends.", returns - pairs)
        return _lines(LINE_ENDS.sub(b"\n", utf_8)), (fix,)
    lone_feeds = utf_8.count(b"\n") - utf_8.count(b"\r")
    if lone_feeds:
        return lines, (Fix("LINE_ENDS", "Line ends are mixed (CRLF and LF); each was read as one.", lone_feeds),)
    return lines, ()


def without_entities(lines: Lines) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines with & and apostrophes as themselves where a web page's way of writing them was left in the text."""
    written = lines.texts.str.contains(AN_ENTITY)
    if not written.any():
        return lines, ()
    texts = lines.texts.str.replace_many(list(ENTITIES), list(ENTITIES.values()))
    fix = Fix("ENTITIES", 'Marks written as in a web page ("&amp;") are read as themselves.', int(written.sum()))
    return Lines(texts, lines.undecoded), (fix,)


def without_tails(lines: Lines, marks: Iterable[str]) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines without a run of one of `marks`, as of the semicolons of empty columns, that ends nearly all of them in
    a file whose cells another mark separates: none of it stands elsewhere in them."""
    texts = lines.texts
    first = texts.head(LOOKED_AT).filter(texts.head(LOOKED_AT).str.strip_chars() != "")
    for mark in marks:
        ended = first.str.ends_with(mark * SHORTEST_TAIL).sum()
        if not ended or ended < NEARLY_ALL * first.len():
            continue
        if not first.str.strip_chars_end(mark).str.contains(mark, literal=True).any():
            said = f'The marks "{mark}" that end nearly every line stand for nothing, and are set aside.'
            fix = Fix("EMPTY_TAILS", said)
            return Lines(texts.str.strip_chars_end(mark), lines.undecoded), (fix,)
    return lines, ()


def _lines(utf_8: bytes) -> Lines:
    """Lines that end in LF or CRLF."""
    undecoded = dict(_undecoded(utf_8)) if UNDECODED_BEGINS in utf_8 else {}
    sound = UNDECODED.sub(b"\x00", utf_8) if undecoded else utf_8
    if sound[:2].isalnum():
        return Lines(pl.read_lines(BytesIO(sound))["line"], undecoded)
    # An empty line goes first, lest the beginning of a file be taken for a byte order mark or a compressed file's.
    return Lines(pl.read_lines(BytesIO(b"\n" + sound))["line"].slice(1), undecoded)


def _undecoded(utf_8: bytes) -> list[tuple[int, str]]:
    """Number and text of each line with an undecoded byte."""
    found: list[tuple[int, str]] = []
    number = counted_to = 0
    at = UNDECODED.search(utf_8)
    while at:
        start, end = utf_8.rfind(b"\n", 0, at.start()) + 1, utf_8.find(b"\n", at.end())
        end = len(utf_8) if end < 0 else end
        number += utf_8.count(b"\n", counted_to, start)
        found.append((number, utf_8[start:end].removesuffix(b"\r").decode("utf-8", "surrogatepass")))
        counted_to = start
        at = UNDECODED.search(utf_8, end)
    return found

"""A paper for a board or committee as plain parts, whichever file it is written to."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Words:
    """A paragraph; `strong` for the one sentence that must be read."""

    text: str
    strong: bool = False
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class Points:
    """Sentences one under another; numbered where they are to be referred to or done in order."""

    items: tuple[str, ...]
    numbered: bool = False
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Grid:
    """A table of texts. shares: how wide each column is beside the others; `right` the columns of numbers, from 0.

    anchors: whether the first column holds ids that the text refers to in square brackets.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    right: tuple[int, ...] = ()
    anchors: bool = False
    kind: Literal["grid"] = "grid"

    def __post_init__(self) -> None:
        """Refuse a row that is not as wide as the headings: it would move every figure after it."""
        wide = len(self.headings)
        if len(self.shares) != wide or any(len(row) != wide for row in self.rows):
            raise ValueError(f'The rows of the table "{self.caption}" are not all {wide} cells wide.')


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG, with the same in words for those who do not see it; `ids` of its figures follow the words."""

    svg: str
    alt: str
    caption: str
    ids: str = ""
    kind: Literal["drawing"] = "drawing"


Block = Words | Points | Grid | Drawing


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `level` 2 for a part of the section before."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Paper:
    """The whole paper. facts: label and words for the box under the title; banner: "" unless a demonstration.

    made_on: ISO date. footer: what stands at the foot of every page.
    """

    title: str
    made_on: str
    footer: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    banner: str = ""
    keywords: tuple[str, ...] = field(default=("business case", "buying together"))

    def plain(self) -> dict[str, Any]:
        """The paper as values that JSON can hold."""
        return asdict(self)

    def grids(self) -> dict[str, Grid]:
        """Its tables by caption, for a workbook."""
        every = [block for section in self.sections for block in section.blocks]
        return {block.caption: block for block in every if isinstance(block, Grid)}


def section(heading: str, blocks: Sequence[Block | None], level: int = 1, numbered: bool = True) -> Section:
    """A section of the blocks that there are."""
    return Section(heading, tuple(block for block in blocks if block is not None), level, numbered)

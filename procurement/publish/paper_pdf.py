"""A paper as PDF: tagged for screen readers (PDF/UA-1), made by typst from a fixed template, without a browser."""

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from procurement.publish.papers import Paper

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD = "ua-1"
PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: ("Arial", "Liberation Sans", "DejaVu Sans", "Libertinus Serif"))
#image(bytes(sys.inputs.svg), format: "svg")
"""


def pdf(paper: Paper) -> bytes:
    """The PDF; the same paper gives the same bytes on one machine.

    Raises typst.TypstError where the text refers to an id, such as [F3], that no table of the paper explains.
    """
    at = datetime.fromisoformat(paper.made_on).replace(tzinfo=UTC)
    made = typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"paper": _json(paper)}, pdf_standards=STANDARD, timestamp=at
    )
    return _one(made)


def pages(paper: Paper, ppi: float = 100.0) -> list[bytes]:
    """Each page as a PNG, for looking at."""
    made = typst.compile(TEMPLATE, format="png", sys_inputs={"paper": _json(paper)}, ppi=ppi)
    return made if isinstance(made, list) else [_one(made)]


def picture(svg: str, ppi: float = 220.0) -> bytes:
    """A drawing as PNG, for files that cannot hold SVG."""
    return _one(typst.compile(PICTURE, format="png", sys_inputs={"svg": svg}, ppi=ppi))


def _json(paper: Paper) -> str:
    return json.dumps(paper.plain(), ensure_ascii=False)


def _one(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes), "typst hands over the bytes of one file where it is given no place to write to"
    return made

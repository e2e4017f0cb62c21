"""A board paper of one business case, for a council, a hub or the nation: Word, tagged PDF, workbook, CSV."""

from pathlib import Path

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.publish import exports, paper_pdf
from procurement.publish.papers import Grid, Paper
from procurement.publish.provenance import Provenance
from procurement.services import standing
from procurement.services.cases import opportunities
from procurement.services.desk import Desk
from procurement.services.papers import paper_effects, paper_sections
from procurement.services.papers.paper_material import Changes, PaperMaterial, audiences, data_in_words, gather, named
from procurement.services.problems import WrongWords
from procurement.ui import words

DEFINITION = (
    "The tables of a board paper, a sheet each: texts as printed; money in constant prices before VAT. "
    "Figures, Councils and Levels hold the same as numbers, in pence."
)


def paper(viewer: Viewer, desk: Desk, level1: str, level2: str, for_whom: str = "", changes: Changes = ()) -> Paper:
    """The paper as plain parts, in the order of a council's report.

    for_whom: a council's name or code, a hub, region or other grouping, or "" for the nation. Raises WrongWords where
    that is no place with spend in the category, LookupError where no council buys the category.
    """
    check_can_compare(viewer)
    return _written(_material(desk, viewer, level1, level2, for_whom, changes))


def pdf(viewer: Viewer, desk: Desk, level1: str, level2: str, for_whom: str = "", changes: Changes = ()) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1)."""
    return paper_pdf.pdf(paper(viewer, desk, level1, level2, for_whom, changes))


def docx(viewer: Viewer, desk: Desk, level1: str, level2: str, for_whom: str = "", changes: Changes = ()) -> bytes:
    """The paper as a Word document."""
    from procurement.publish import paper_docx  # what writes Word takes a seventh of a second to load

    return paper_docx.docx(paper(viewer, desk, level1, level2, for_whom, changes))


def xlsx(viewer: Viewer, desk: Desk, level1: str, level2: str, for_whom: str = "", changes: Changes = ()) -> bytes:
    """Every table of the paper on a sheet, with the numbers behind them and where they are from."""
    check_can_compare(viewer)
    material = _material(desk, viewer, level1, level2, for_whom, changes)
    written = _written(material)
    numbers = {
        "Levels": material.view.levels,
        "Councils": material.councils,
        "Options": material.view.options,
        "Sensitivity": material.view.tornado,
        "Assumptions": material.traces.assumed,
    }
    printed = {f"Printed {at}": _frame(grid) for at, grid in enumerate(written.grids().values(), start=1)}
    return exports.workbook({**numbers, "Law and dates": material.laws, **printed}, _provenance(material))


def csv(viewer: Viewer, desk: Desk, level1: str, level2: str, for_whom: str = "", changes: Changes = ()) -> bytes:
    """The figures of the paper with their ids and how each is made."""
    check_can_compare(viewer)
    material = _material(desk, viewer, level1, level2, for_whom, changes)
    _written(material)
    return exports.csv_with_provenance(_frame(material.traces.figure_grid()), _provenance(material))


MAKERS = {".pdf": pdf, ".docx": docx, ".xlsx": xlsx, ".csv": csv}


def write(
    viewer: Viewer, desk: Desk, level1: str, level2: str, out: Path, for_whom: str = "", changes: Changes = ()
) -> str:
    """Write the file that the name says (.pdf, .docx, .xlsx or .csv); returns a sentence. WrongWords for another."""
    make = MAKERS.get(out.suffix.lower())
    if make is None:
        raise WrongWords(f'"{out.name}" is none of {", ".join(MAKERS)}; name the file so.')
    out.write_bytes(make(viewer, desk, level1, level2, for_whom, changes))
    return f"{out} is written."


def _material(desk: Desk, viewer: Viewer, level1: str, level2: str, for_whom: str, changes: Changes) -> PaperMaterial:
    opened = opportunities.open_case(viewer, desk, level1, level2, changes)
    return gather(desk, opened, named(audiences(desk, opened), for_whom), changes)


def _written(material: PaperMaterial) -> Paper:
    body = [
        paper_sections.purpose(material),
        paper_sections.summary(material),
        paper_sections.recommendation(material),
        paper_sections.options(material),
        paper_sections.how_judged(material),
        paper_effects.finance(material),
        paper_effects.risk(material),
        paper_effects.law(material),
        paper_effects.people(material),
        paper_effects.climate(material),
        paper_effects.next_steps(material),
    ]
    day = words.day(material.desk.today)
    return Paper(
        title=f"Buying together: {material.category}",
        made_on=material.desk.today.isoformat(),
        footer=f"{material.category}, for {material.audience.label}. Data version {material.version}, {day}.",
        facts=(("Report for", material.audience.label), ("Date", day), ("Rests on", data_in_words(material))),
        sections=(*body, *paper_effects.annexes(material)),
        banner=standing.BANNER if standing.is_demonstration(material.desk) else "",
    )


def _frame(grid: Grid) -> pl.DataFrame:
    return pl.DataFrame(list(grid.rows), schema=dict.fromkeys(grid.headings, pl.String), orient="row")


def _provenance(material: PaperMaterial) -> Provenance:
    changed = "; ".join(f"{name} = {value:g}" for name, value in material.changes.items())
    return Provenance(
        title=f"Board paper: {material.category}",
        definition=DEFINITION,
        data_version=material.version,
        made_on=material.desk.today,
        banner=standing.BANNER if standing.is_demonstration(material.desk) else "",
        about={
            "For": material.audience.label,
            "Assumptions changed": changed or "none",
            "Payments": material.payments(),
        },
    )

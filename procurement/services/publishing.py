"""Downloads: a table as CSV with what it is made from, formulas disarmed."""

import re
from collections.abc import Mapping

import polars as pl

from procurement.publish import exports
from procurement.publish.provenance import Provenance
from procurement.services import standing
from procurement.services.desk import Desk
from procurement.services.figures.coverage_view import Beside

UNITS = (
    "Columns that end in _pence are whole pence. A column figure names a row's spend: the page How we "
    "know and `procurement trace` give the payments behind it."
)


def csv_of(desk: Desk, frame: pl.DataFrame) -> bytes:
    """The table as CSV; a demonstration says so in a column of its own, so that no row is ever taken for real."""
    return exports.csv_rows(_marked(desk, frame))


def figures_csv(desk: Desk, frame: pl.DataFrame, title: str, row: str, about: Mapping[str, str]) -> bytes:
    """A table of figures as CSV that says what it is before its rows, so that it can be read by itself.

    row: what a row is. about: what the figures cover, and whatever else there is to know of them; "" is left out.
    """
    provenance = Provenance(
        title=title,
        definition=f"{row} {UNITS}",
        data_version=standing.version(desk),
        made_on=desk.today,
        banner=standing.BANNER if standing.is_demonstration(desk) else "",
        about={label: said for label, said in about.items() if said},
    )
    return exports.csv_with_provenance(_marked(desk, frame), provenance)


def of_coverage(beside: Beside) -> dict[str, str]:
    """What a file of figures says of their coverage."""
    warned, more = " ".join(beside.warnings), " ".join(beside.detail)
    return {"What it covers": beside.sentence, "Warnings": warned, "More on what it covers": more}


def _marked(desk: Desk, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(demonstration=pl.lit(standing.BANNER)) if standing.is_demonstration(desk) else frame


def safe_name(file_name: str) -> str:
    """A file name of plain letters, whatever a council or category is called."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", file_name).strip("-").lower()

"""Downloads: a table as CSV with what it is made from, formulas disarmed."""

import re

import polars as pl

from procurement.publish import exports
from procurement.services import standing
from procurement.services.desk import Desk


def csv_of(desk: Desk, frame: pl.DataFrame) -> bytes:
    """The table as CSV; a demonstration says so in a column of its own, so that no row is ever taken for real."""
    marked = frame.with_columns(demonstration=pl.lit(standing.BANNER)) if standing.is_demonstration(desk) else frame
    return exports.csv_rows(marked)


def safe_name(file_name: str) -> str:
    """A file name of plain letters, whatever a council or category is called."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", file_name).strip("-").lower()

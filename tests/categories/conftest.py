"""Rules from the project's own reference tables, and lines written by hand."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from procurement.categories.rules import CategoryRules, build
from procurement.tables import LINE_TEXT

TABLES = (
    "proclass",
    "proclass_older_codes",
    "category_words",
    "category_ignored_words",
    "category_abbreviations",
    "category_crosswalk",
    "category_evidence",
    "known_trades",
    "influence_rules",
)


@pytest.fixture(scope="session")
def category_tables(project: Path) -> dict[str, pl.DataFrame]:
    """The reference tables of coding, all text."""
    folder = project / "data" / "reference"
    read = {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False) for name in TABLES}
    return {name: table.with_columns(pl.all().fill_null("")) for name, table in read.items()}


@pytest.fixture(scope="session")
def rules(category_tables: dict[str, pl.DataFrame]) -> CategoryRules:
    """The rules that the project ships."""
    return build(category_tables)


@pytest.fixture(scope="session")
def lines() -> Callable[..., pl.DataFrame]:
    """LINE_TEXT from dictionaries; columns left out are ""."""

    def write(*rows: dict[str, str]) -> pl.DataFrame:
        empty = dict.fromkeys(LINE_TEXT.names()[1:], "")
        return pl.DataFrame([{"line_text_key": key, **empty, **row} for key, row in enumerate(rows)], schema=LINE_TEXT)

    return write

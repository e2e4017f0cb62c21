"""The reference tables of the checkout, and rows of supplier texts from short tuples."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest

from procurement.suppliers import matching, reference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

Texts = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def known_words(project: Path) -> reference.SupplierReference:
    """Every supplier reference table, as text."""
    folder = project / "data" / "reference"
    return reference.from_frames(
        {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("") for name in reference.FILES}
    )


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Make SUPPLIER_TEXT rows of (name, company, vat, charity) tuples or names; keys count from `first`."""

    def make(rows: Sequence[str | tuple[str, ...]], first: int = 0) -> pl.DataFrame:
        full = [(row,) if isinstance(row, str) else row for row in rows]
        padded = [(first + place, *row, *[""] * (4 - len(row))) for place, row in enumerate(full)]
        return pl.DataFrame(padded, schema=SUPPLIER_TEXT, orient="row")

    return make


@pytest.fixture(scope="session")
def nobody() -> pl.DataFrame:
    """A register with no supplier in it."""
    return pl.DataFrame(schema=SUPPLIER_READING)


@pytest.fixture(scope="session")
def ids(texts: Texts, nobody: pl.DataFrame, known_words: reference.SupplierReference) -> Callable[..., list[str]]:
    """The supplier ids of rows matched from scratch."""
    return lambda rows: matching.match(texts(rows), nobody, known_words)["supplier_id"].to_list()

"""One writing of the demonstration, for every test that looks at it."""

from pathlib import Path

import polars as pl
import pytest

from procurement.demonstration import reference, writing

SEED = 20110908
TABLES = (
    "authorities",
    "proclass",
    "demonstration_councils",
    "demonstration_categories",
    "demonstration_styles",
    "demonstration_headings",
)


@pytest.fixture(scope="session")
def tables(project: Path) -> dict[str, pl.DataFrame]:
    return {name: pl.read_csv(project / "data" / "reference" / f"{name}.csv", infer_schema=False) for name in TABLES}


@pytest.fixture(scope="session")
def shape(tables: dict[str, pl.DataFrame]) -> reference.Reference:
    return reference.gather(tables)


@pytest.fixture(scope="session")
def written(shape: reference.Reference) -> list[writing.DemoFile]:
    return list(writing.files(shape, SEED))


@pytest.fixture(scope="session")
def answers(written: list[writing.DemoFile]) -> pl.DataFrame:
    return writing.answers(written)

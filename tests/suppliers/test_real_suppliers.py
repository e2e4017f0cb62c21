"""Verdicts on labelled pairs of published names, where those are beside the checkout."""

from pathlib import Path

import polars as pl
import pytest
from rapidfuzz import fuzz

from procurement.suppliers import comparing
from procurement.suppliers.reference import SupplierReference


@pytest.fixture(scope="module")
def company_pairs(shared_data: Path, known_words: SupplierReference) -> pl.DataFrame:
    """Pairs whose truth is a company or a VAT number, with our verdict."""
    pairs = pl.read_csv(shared_data / "supplier_labels" / "name_pairs_dev.csv", infer_schema=False)
    chosen = pairs.filter(pl.col("truth_source").is_in(["GB-COH", "GB-VAT"])).with_columns(same=pl.col("label") == "1")
    return comparing.compare(chosen, known_words)


def test_what_merges_by_itself_is_nearly_always_right(company_pairs: pl.DataFrame) -> None:
    merged = company_pairs.filter(pl.col("verdict") == "same")
    assert merged["same"].mean() >= 0.97


def test_we_find_more_than_a_fuzzy_threshold_and_err_less(company_pairs: pl.DataFrame) -> None:
    names = company_pairs.select(pl.col("name_a", "name_b").str.to_uppercase()).iter_rows()
    fuzzy = company_pairs.filter(pl.Series([fuzz.WRatio(a, b) >= 90 for a, b in names]))
    ours = company_pairs.filter(pl.col("verdict") == "same")
    assert ours["same"].mean() > fuzzy["same"].mean()
    assert ours["same"].sum() > fuzzy["same"].sum()


def test_asking_finds_much_of_the_rest(company_pairs: pl.DataFrame) -> None:
    true = company_pairs.filter("same")
    merged, asked = ((true["verdict"] == verdict).mean() for verdict in ("same", "ask"))
    assert asked >= 0.15
    assert merged + asked >= 0.65

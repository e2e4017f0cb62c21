import numpy as np
import polars as pl
import pytest

from procurement.demonstration import market, roster
from procurement.demonstration.reference import Reference


@pytest.fixture(scope="module")
def links(shape: Reference) -> pl.DataFrame:
    pounds = roster.budgets(shape, np.random.default_rng(1))
    _, made = market.build(shape, pounds, np.random.default_rng(2))
    reach = shape.categories.select(category=pl.int_range(pl.len(), dtype=pl.Int64), reach="reach")
    region = shape.councils.select(council=pl.int_range(pl.len(), dtype=pl.Int64), region="region")
    return made.join(reach, on="category", validate="m:1").join(region, on="council", validate="m:1")


def reached(links: pl.DataFrame, reach: str) -> pl.DataFrame:
    return (
        links.filter(pl.col("reach") == reach)
        .group_by("supplier")
        .agg(councils=pl.col("council").n_unique(), regions=pl.col("region").n_unique(), share=pl.col("share").sum())
    )


def test_shares_of_a_category_add_up_to_one(links: pl.DataFrame) -> None:
    totals = links.group_by("council", "category").agg(pl.col("share").sum())["share"]
    assert totals.is_close(1.0).all()


def test_a_local_supplier_serves_one_council_unless_it_is_the_shared_one(links: pl.DataFrame) -> None:
    wide = reached(links, "local").filter(pl.col("councils") > 1)
    everything = reached(links, "local")["share"].sum()
    assert wide["regions"].max() == 1
    assert wide["share"].sum() / everything == pytest.approx(market.SHARED_LOCAL_SHARE)


def test_a_regional_market_is_shared_within_regions_and_hardly_beyond(links: pl.DataFrame) -> None:
    suppliers = reached(links, "regional")
    everything = suppliers["share"].sum()
    assert suppliers.filter(pl.col("councils") >= 2)["share"].sum() / everything > 0.7
    assert suppliers.filter(pl.col("regions") >= 2)["share"].sum() / everything == pytest.approx(market.FRINGE_SHARE)


def test_a_national_market_is_shared_across_regions_and_not_between_neighbours(links: pl.DataFrame) -> None:
    suppliers = reached(links, "national")
    far = suppliers.filter(pl.col("regions") >= 3)["share"].sum() / suppliers["share"].sum()
    neighbours = links.filter(pl.col("reach") == "national").group_by("supplier", "region").agg(pl.len())
    assert far > 0.5
    assert neighbours["len"].max() == 1


def test_two_councils_buy_what_few_buy(links: pl.DataFrame) -> None:
    buyers = links.filter(pl.col("reach") == "few").group_by("category").agg(pl.col("council").n_unique())
    assert buyers["council"].unique().to_list() == [roster.FEW_COUNCILS]


def test_numbers_lie_beyond_every_register(shape: Reference) -> None:
    pounds = roster.budgets(shape, np.random.default_rng(1))
    suppliers, _ = market.build(shape, pounds, np.random.default_rng(2))
    companies = suppliers.filter(pl.col("company_number") != "")["company_number"]
    assert companies.str.contains(r"^99\d{6}$").all()
    assert suppliers.filter(pl.col("owner") == "person")["company_number"].unique().to_list() == [""]

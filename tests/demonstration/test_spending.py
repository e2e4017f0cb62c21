import numpy as np
import polars as pl
import pytest

from procurement.demonstration import spending

CATEGORIES = pl.DataFrame({"line_weight": [1.0, 3.0], "winter": [0.0, 0.5]})
POUNDS = np.array([[5e9, 9e9], [2e9, 0.0]])
LINKS = pl.DataFrame(
    {"council": [0, 0, 0, 1], "category": [0, 0, 1, 0], "supplier": [0, 1, 2, 1], "share": [0.75, 0.25, 1.0, 1.0]}
)


@pytest.fixture(scope="module")
def paid() -> pl.DataFrame:
    return spending.payments(LINKS, POUNDS, CATEGORIES, np.random.default_rng(5))


def test_about_as_many_lines_as_asked_for(paid: pl.DataFrame) -> None:
    assert paid.height == pytest.approx(spending.LINES * (1 + spending.EQUAL_SHARE), rel=0.01)


def test_money_is_about_the_budget_of_two_years(paid: pl.DataFrame) -> None:
    spent = paid.filter(pl.col("council") == 1)["amount_pence"].sum() / 100
    assert spent == pytest.approx(2e9 * (1 + 1.03), rel=0.03)


def test_days_are_working_days_of_the_two_years(paid: pl.DataFrame) -> None:
    days = paid["paid_on"]
    assert days.dt.weekday().max() <= 5
    assert (str(days.min()), str(days.max())) == ("2024-04-01", "2026-03-31")


def test_winter_weighs_more_where_heating_is_bought(paid: pl.DataFrame) -> None:
    winter = paid["paid_on"].dt.month().is_in([11, 12, 1, 2])
    share = paid.with_columns(winter=winter).group_by("category").agg(pl.col("winter").mean()).sort("category")
    assert share["winter"][1] > share["winter"][0] + 0.05


def test_lines_of_a_split_invoice_share_a_number(paid: pl.DataFrame) -> None:
    fresh = paid.group_by("council").agg(pl.col("transaction").n_unique(), pl.len())
    assert (fresh["transaction"] / fresh["len"]).is_between(0.9, 0.97).all()


def test_some_lines_are_equal_in_everything_a_file_would_show(paid: pl.DataFrame) -> None:
    keys = ["council", "category", "supplier", "paid_on", "amount_pence"]
    assert paid.select(keys).is_duplicated().mean() > spending.EQUAL_SHARE

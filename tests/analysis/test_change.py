"""Two years side by side, on councils whose months are all there; the seasons of whole years."""

import polars as pl
import pytest

from procurement.analysis import change


def months(council: str, first: int, last: int, pence: int = 100) -> pl.DataFrame:
    """Months from `first` to `last`, counted from January 2022."""
    named = [f"{2022 + at // 12}-{at % 12 + 1:02d}" for at in range(first, last + 1)]
    years = [f"{int(m[:4]) - (m[5:] < '04')}-x" for m in named]
    columns = {"authority_code": [council] * len(named), "month": named, "financial_year": years}
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return texts.with_columns(spend_pence=pl.lit(pence, pl.Int64))


def test_the_window_is_the_latest_that_most_councils_cover() -> None:
    covered = pl.concat([months("A", 0, 30), months("B", 2, 27), months("C", 20, 30)])
    assert change.window(covered) == change.Window("2022-05", "2023-04", "2024-04", ["A", "B"])


@pytest.mark.parametrize("covered", [months("A", 0, 22), months("A", 0, -1)], ids=["23 months", "nothing"])
def test_no_window_without_two_years(covered: pl.DataFrame) -> None:
    assert change.window(covered) is None


def test_a_change_is_of_councils_in_the_window_alone() -> None:
    spent = pl.concat([months("A", 0, 11, 100), months("A", 12, 23, 150), months("B", 0, 23, 9)])
    within = change.Window("2022-01", "2022-12", "2023-12", ["A"])
    assert change.changes(spent, within, "authority_code").rows() == [("A", 1_200, 1_800, 600)]


def test_a_month_in_which_nothing_was_paid_is_the_lowest_of_the_year() -> None:
    """Months without spend of the category were left out, and the lowest of the others was called the lowest."""
    covered = months("A", 3, 14, 100)
    found = change.seasons(covered.filter(pl.col("month") != "2022-08"), covered)
    assert found["calendar_month"].to_list() == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert found.filter(calendar_month=8).rows() == [(8, 0, 0.0)]
    assert change.seasons(covered.clear(), covered).is_empty()


def test_seasons_count_whole_financial_years() -> None:
    spent = pl.concat([months("A", 3, 14, 100), months("A", 15, 20, 10_000), months("B", 3, 10, 10_000)])
    spent = spent.with_columns(
        pl.when(pl.col("month") == "2022-12").then(700).otherwise("spend_pence").alias("spend_pence")
    )
    found = change.seasons(spent, spent)
    assert found["calendar_month"].to_list() == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert found.filter(calendar_month=12).rows() == [(12, 700, pytest.approx(700 * 12 / 1_800))]

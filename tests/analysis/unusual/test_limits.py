"""Limits of buying, with and without VAT, whichever of the two the law states."""

from datetime import date

import polars as pl
import pytest

from procurement.analysis.unusual import limits

GOODS, NOTICE = limits.BUYING


@pytest.mark.parametrize(
    ("limit", "start", "net_pence", "gross_pence"),
    [
        (GOODS, date(2020, 1, 1), 189_330_00, 227_196_00),
        (GOODS, date(2024, 1, 1), 179_086_67, 214_904_00),
        (NOTICE, date(2025, 2, 24), 25_000_00, 30_000_00),
        (limits.OWN, None, 10_001_00, 12_001_20),
    ],
    ids=["stated without VAT", "stated with it", "notice", "the council's own"],
)
def test_a_limit_is_known_with_vat_and_without(
    tables: dict[str, pl.DataFrame], limit: str, start: date | None, net_pence: int, gross_pence: int
) -> None:
    contracts = limits.build(tables, own_pounds=10_001).contracts
    row = contracts.filter(pl.col("limit") == limit, pl.col("start_date").eq_missing(start))
    assert row.select("net_pence", "gross_pence").rows() == [(net_pence, gross_pence)]


def test_a_council_without_a_limit_of_its_own_has_the_law_s(tables: dict[str, pl.DataFrame]) -> None:
    assert set(limits.build(tables).contracts["limit"]) == {GOODS, NOTICE}
    assert limits.build(tables).contracts.height + 1 == limits.build(tables, own_pounds=1).contracts.height


def test_a_threshold_is_whole_pence(tables: dict[str, pl.DataFrame]) -> None:
    rules = limits.build(tables)
    assert rules.pence("least_first_pounds") == 25_000_00
    assert limits.Limits({"a": 0.29}, rules.contracts, rules.exempt).pence("a") == 29

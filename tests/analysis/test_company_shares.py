"""Shares with small and local companies add up to the spend, whatever is known."""

import polars as pl
import pytest

from procurement.analysis import company_shares

SPEND = pl.DataFrame({"supplier_id": ["A", "B", "C", "D"], "spend_pence": [1000, 500, 300, 200]})
COMPANIES = pl.DataFrame(
    {"supplier_id": ["A", "B", "C"], "is_sme": ["yes", "no", "not known"], "outward": ["BL9", "M1", ""]}
)


def answers(local: tuple[str, ...], measure: str) -> dict[str, int]:
    found = company_shares.shares(SPEND, COMPANIES, local).filter(pl.col("measure") == measure)
    return dict(found.select("answer", "spend_pence").rows())


def test_small_companies() -> None:
    assert answers((), company_shares.SME) == {"yes": 1000, "no": 500, "not known": 500}


@pytest.mark.parametrize(
    ("local", "near"),
    [(("BL",), 1000), (("BL9",), 1000), (("BL8",), 0), (("M",), 500), (("BL", "M"), 1500), (("B",), 0)],
)
def test_local_companies(local: tuple[str, ...], near: int) -> None:
    assert answers(local, company_shares.LOCAL) == {"yes": near, "no": 1500 - near, "not known": 500}


def test_no_place_named_asks_nothing_of_places() -> None:
    assert answers((), company_shares.LOCAL) == {}
    assert "no postcode area was named" in company_shares.local_definition(())


def test_shares_are_of_the_whole_spend() -> None:
    found = company_shares.shares(SPEND, COMPANIES, ("BL",))
    assert found.filter(pl.col("answer") == "yes")["share"].to_list() == [0.5, 0.5]


def test_no_spend_has_no_share() -> None:
    found = company_shares.shares(SPEND.clear(), COMPANIES)
    assert found["share"].to_list() == [None, None, None]
    assert found["spend_pence"].sum() == 0

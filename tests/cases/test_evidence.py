"""Evidence from tiny markets, each figure worked by eye; and against a slow, obvious twin."""

import random
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.analysis import council_periods
from procurement.cases import evidence, gathering, purchases
from procurement.cases.assumptions import Assumptions
from procurement.cases.gathering import Material
from procurement.tables import CASE_EVIDENCE, CODED_PAYMENT

from .conftest import COUNCILS, MONTHS, coded, payment, region_of

NORTH, SOUTH, EAST = COUNCILS[:9], COUNCILS[9:18], COUNCILS[18:27]
DAY = MONTHS[0]


def at(material: Material, level: str, place: str, level2: str = "Uniforms") -> dict[str, Any]:
    is_place = (pl.col("level") == level) & (pl.col("place") == place) & (pl.col("level2") == level2)
    return material.evidence.filter(is_place).row(0, named=True)


def test_a_year_of_spend_is_the_period_brought_to_twelve_months(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", day, 100) for day in MONTHS[:6]]
    assert gather(rows).spend.select("spend_pence", "annual_pence").row(0) == (60_000, 120_000)


def test_credit_notes_lower_spend_and_a_council_in_credit_buys_nothing(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", DAY, 100), payment("C00", "A", DAY, -40), payment("C01", "A", DAY, -10)]
    assert gather(rows).spend.select("authority_code", "spend_pence").rows() == [("C00", 6_000)]


@pytest.mark.parametrize(
    ("flags", "share", "source"),
    [
        pytest.param([True, False, False, False], 0.25, "measured", id="a quarter"),
        pytest.param([True, None, None, None], 0.52, "fallback", id="mostly not known"),
        pytest.param([True, True, True, True], 1.0, "measured", id="all of it"),
    ],
)
def test_the_influenceable_share(
    gather: Callable[..., Material], flags: list[bool | None], share: float, source: str
) -> None:
    rows = [payment("C00", "A", DAY, 10, influenceable=flag) for flag in flags]
    found = at(gather(rows), "national", "England")
    assert (found["influenceable_share"], found["influenceable_from"]) == (share, source)


def test_what_is_common_is_bought_by_two_others_as_well(gather: Callable[..., Material]) -> None:
    rows = [payment(council, "A", DAY, 100, proclass_code="1") for council in NORTH[:3]]
    rows += [payment(council, "A", DAY, 50, proclass_code="2") for council in NORTH[:2]]
    found = at(gather(rows), "region", "North")
    assert (found["common_share"], found["common_from"], found["subcategories"]) == (0.75, "measured", 2)


def test_one_sub_category_alone_says_nothing_of_what_is_common(gather: Callable[..., Material]) -> None:
    found = at(gather([payment(council, "A", DAY, 1) for council in NORTH[:3]]), "region", "North")
    assert (found["common_share"], found["common_from"]) == (0.5, "fallback")


def test_reach_counts_councils_in_a_place_and_regions_in_the_nation(gather: Callable[..., Material]) -> None:
    rows = [payment(council, "Two councils", DAY, 10) for council in NORTH[:2]]
    rows += [payment(council, "Three regions", DAY, 10) for council in (NORTH[0], SOUTH[0], EAST[0])]
    rows += [payment(NORTH[3], "Alone", DAY, 20)]
    material = gather(rows)
    assert at(material, "region", "North")["reach"] == pytest.approx(20 / 50)
    assert at(material, "national", "England")["reach"] == pytest.approx(30 / 70)


def test_redacted_spend_lowers_reach_and_is_no_supplier(gather: Callable[..., Material]) -> None:
    rows = [payment(council, "A", DAY, 10) for council in NORTH[:2]]
    rows.append(payment(NORTH[0], "", DAY, 20, is_redacted=True, supplier_kind="redacted"))
    found = at(gather(rows), "region", "North")
    assert (found["reach"], found["suppliers"], found["redacted_share"], found["hhi"]) == (0.5, 1, 0.5, 10_000)


def test_of_a_place_are_counted_all_days_and_all_redacted_pounds_of_its_councils(
    gather: Callable[..., Material],
) -> None:
    rows = [payment(NORTH[0], "A", day, 30) for day in MONTHS[:12]]
    rows += [payment(NORTH[1], "A", day, 20, is_redacted=True) for day in MONTHS[3:14]]
    rows += [payment(NORTH[2], "B", day, 10, is_redacted=True) for day in MONTHS[2:5]]
    found = at(gather(rows), "region", "North")
    assert (found["first_day"], found["last_day"]) == (MONTHS[0], MONTHS[13])
    assert (found["councils"], found["councils_long_enough"], found["months"]) == (3, 1, 11)
    assert found["redacted_share"] == pytest.approx(250 / 610)
    assert found["authority_codes"] == NORTH[:3]


def test_kinds_of_supplier_are_shares_of_what_is_spent_with_known_suppliers(gather: Callable[..., Material]) -> None:
    """A twentieth of £200 with charities, three quarters with suppliers of some kind; the redacted £50 are no part."""
    rows = [payment("C00", "A", DAY, 140), payment("C00", "B", DAY, 50, supplier_kind="unknown")]
    rows += [payment("C00", "C", DAY, 10, supplier_kind="charity"), payment("C00", "D", DAY, 50, is_redacted=True)]
    found = at(gather(rows), "national", "England")
    assert (found["charity_share"], found["known_kind_share"]) == pytest.approx((0.05, 0.75))


@pytest.mark.parametrize(
    ("flagged", "source"),
    [pytest.param(80, "measured", id="four fifths are told"), pytest.param(79, "fallback", id="just fewer")],
)
def test_shares_are_measured_where_enough_is_told(gather: Callable[..., Material], flagged: int, source: str) -> None:
    rows = [payment("C00", "A", DAY, flagged), payment("C00", "A", DAY, 100 - flagged, influenceable=None)]
    assert at(gather(rows), "national", "England")["influenceable_from"] == source


def test_leverage_counts_councils_from_the_least_spend_on(gather: Callable[..., Material]) -> None:
    """Two suppliers of three councils: £5,000 counts, a penny less does not."""
    rows = [payment(council, "A", DAY, 5_000) for council in NORTH[:3]]
    rows += [
        payment(council, "B", DAY, pounds) for council, pounds in zip(NORTH, (9_000, 9_000, 4_999.99), strict=False)
    ]
    found = at(gather(rows), "national", "England")
    assert (found["shared_suppliers"], found["leverage_pence"]) == (1, 1_000_000)


def test_concentration_is_the_sum_of_squared_shares(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", DAY, 60), payment("C00", "B", DAY, 40)]
    assert at(gather(rows), "national", "England")["hhi"] == pytest.approx(5_200)


def test_leverage_is_the_spend_outside_the_councils_own_reach(gather: Callable[..., Material]) -> None:
    rows = [payment(council, "A", DAY, 10_000) for council in NORTH[:3]]
    rows.append(payment(NORTH[3], "A", DAY, 4_999))
    found = at(gather(rows), "national", "England")
    assert found["shared_suppliers"] == 1
    assert found["leverage_pence"] == pytest.approx(3_000_000 * (1 - 1 / 3), abs=1)


def test_where_no_supplier_is_known_reach_and_concentration_are_not_computable(
    gather: Callable[..., Material],
) -> None:
    found = at(gather([payment("C00", "", DAY, 10, supplier_kind="unknown")]), "national", "England")
    assert (found["reach"], found["reach_from"], found["hhi"]) == (None, "not computable", None)


def test_spend_known_to_be_no_purchase_counts_as_classified(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", DAY, 60), payment("C00", "B", DAY, 20, level1="", level2="", influenceable=False)]
    rows.append(payment("C00", "C", DAY, 20, level1="", level2="", influenceable=None))
    assert at(gather(rows), "national", "England")["classified_share"] == pytest.approx(0.8)


def test_a_credit_note_counts_by_its_size_in_the_shares_of_what_is_known(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", DAY, 60), payment("C00", "C", DAY, -20, level1="", level2="", influenceable=None)]
    assert at(gather(rows), "national", "England")["classified_share"] == pytest.approx(0.75)


def test_a_body_that_is_no_council_enters_nothing(gather: Callable[..., Material]) -> None:
    rows = [payment("C00", "A", DAY, 10), payment("C01", "A", DAY, 99, authority_code="body:Hospital trust")]
    material = gather(rows)
    assert at(material, "national", "England")["spend_pence"] == 1_000
    assert material.spend["authority_code"].to_list() == ["C00"]


def test_no_payments_give_an_empty_table_of_the_right_shape(gather: Callable[..., Material]) -> None:
    material = gather([])
    assert material.evidence.schema == CASE_EVIDENCE
    assert material.evidence.is_empty()


def test_every_category_and_region_agrees_with_a_slow_twin(gather: Callable[..., Material]) -> None:
    draw = random.Random(5)
    rows = [
        payment(
            draw.choice(COUNCILS),
            f"S{draw.randint(1, 12)}",
            draw.choice(MONTHS),
            draw.randint(1, 500),
            level2=draw.choice(["Uniforms", "Footwear"]),
            proclass_code=str(draw.randint(1, 4)),
            influenceable=draw.random() < 0.8,
        )
        for _ in range(600)
    ]
    found = gather(rows).evidence.filter(pl.col("level") == "region")
    assert found.height == 8
    for row in found.to_dicts():
        own = [r for r in rows if region_of(r["authority_code"]) == row["place"] and r["level2"] == row["level2"]]
        assert {key: row[key] for key in ("spend_pence", "reach", "hhi")} == pytest.approx(slowly(own))


def slowly(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Spend, reach and HHI of one category in one region, by loops."""
    movable = [row for row in rows if row["influenceable"]]
    spend: dict[str, int] = {}
    customers: dict[str, set[str]] = {}
    for row in movable:
        spend[row["supplier_id"]] = spend.get(row["supplier_id"], 0) + row["amount_pence"]
        customers.setdefault(row["supplier_id"], set()).add(row["authority_code"])
    total = sum(spend.values())
    reached = sum(pence for supplier, pence in spend.items() if len(customers[supplier]) >= 2)
    hhi = sum((pence / total) ** 2 for pence in spend.values()) * 10_000
    return {"spend_pence": sum(row["amount_pence"] for row in rows), "reach": reached / total, "hhi": hhi}


def test_the_fallback_thresholds_are_arguments(gather: Callable[..., Material], membership: pl.DataFrame) -> None:
    made = pl.DataFrame([payment("C00", "A", DAY, 10)], schema=CODED_PAYMENT).lazy()
    bought, periods = purchases.roll(made).collect(), council_periods.periods(made, 0).collect()
    given = evidence.Fallbacks(influenceable=0.1, common=0.9, min_months=1, least_spend_pence=0)
    found = evidence.measure(bought, periods, membership, "level1", given).row(0, named=True)
    assert (found["common_share"], found["councils_long_enough"], found["level2"]) == (0.9, 1, "")


def test_hubs_that_share_councils_are_each_measured_whole(membership: pl.DataFrame, assumed: Assumptions) -> None:
    rows = [payment(council, f"Firm {at % 3}", day, 10_000 + at) for at, council in enumerate(NORTH) for day in MONTHS]
    payments = coded(rows)
    bought, periods = purchases.roll(payments).collect(), council_periods.periods(payments, 0).collect()
    hubs = [
        pl.DataFrame({"level": ["hub"] * 5, "place": [name] * 5, "authority_code": list(members)})
        for name, members in (("One", NORTH[:5]), ("Other", NORTH[3:8]), ("Third", NORTH[2:7]))
    ]
    regions = membership.filter(level="region").select("level", "place", "authority_code")
    usual = gathering.fallbacks(assumed)

    def measured(*places: pl.DataFrame) -> pl.DataFrame:
        return evidence.measure(bought, periods, pl.concat([regions, *places]), "level2", usual).filter(level="hub")

    assert_frame_equal(measured(*hubs), pl.concat([measured(hub) for hub in hubs]))

"""Each council's own share, in markets where councils differ in size."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from procurement.cases import building, councils, decision, options, summary
from procurement.cases.case import Case
from procurement.cases.gathering import Material

from .conftest import COUNCILS, MONTHS, payment, region_of

FIRMS = range(5)


def unequal(names: list[str]) -> list[dict[str, object]]:
    """Thirty-six councils from £1m to £18m a year with the builders of their region; `names` in order of size."""
    return [
        payment(
            council,
            f"{region_of(council)} {firm}",
            day,
            100_000 * (1 + size // 2),
            level2="Uniforms",
            proclass_code=code,
        )
        for size, council in enumerate(names)
        for firm in FIRMS
        for day in MONTHS[:12:3]
        for code in ("1", "2")
    ] + [payment(council, "Baker", day, 1, level1="Catering") for council in names for day in MONTHS[:12]]


@pytest.fixture(scope="module")
def case(gather: Callable[..., Material]) -> Case:
    return building.build(gather(unequal(COUNCILS)), "Clothing", "Uniforms")


@pytest.mark.parametrize("rule", councils.RULES)
@pytest.mark.parametrize("level", ["subnational", "national"])
def test_shares_add_up_to_the_level_to_the_penny(case: Case, level: str, rule: str) -> None:
    shares = councils.share(case, level, rule)
    row = summary.levels(case).row(["local", "subnational", "national"].index(level), named=True)
    assert shares["npv_pence"].sum() == row["npv_pence"]
    assert shares["addressable_pence"].sum() == row["addressable_pence"]
    assert shares.filter(shares["authority_code"] != councils.HUB).height == 36


def test_sharing_the_gain_leaves_nobody_worse_off(case: Case) -> None:
    assert case.npv("subnational") > 0
    assert councils.share_of_gainers(councils.share(case, "subnational", councils.SHARE_THE_GAIN)) == 1.0


def test_sharing_equally_hurts_the_small_more(case: Case) -> None:
    by_spend = councils.share(case, "subnational", councils.BY_SPEND)
    equally = councils.share(case, "subnational", councils.EQUALLY)
    smallest = by_spend["annual_pence"].arg_min()
    assert smallest is not None
    assert equally["npv_pence"][smallest] < by_spend["npv_pence"][smallest]


def test_an_unknown_rule_is_refused(case: Case) -> None:
    with pytest.raises(KeyError, match="no sharing rule"):
        councils.share(case, "national", "by lot")


def test_relabelling_councils_within_their_regions_changes_nothing(gather: Callable[..., Material], case: Case) -> None:
    turned = [name for start in range(0, 36, 9) for name in reversed(COUNCILS[start : start + 9])]
    other = building.build(gather(unequal(turned)), "Clothing", "Uniforms")
    assert summary.levels(other).equals(summary.levels(case))
    assert decision.decide(other).answer == decision.decide(case).answer


def test_the_six_options_agree_with_the_levels(case: Case) -> None:
    found = dict(options.compare(case).select("option", "npv_pence").iter_rows())
    levels = dict(summary.levels(case).select("level", "npv_pence").iter_rows())
    assert list(found) == ["0", "1", "2", "L", "S", "N"]
    assert (found["0"], found["L"], found["S"], found["N"]) == (0, 0, levels["subnational"], levels["national"])


def test_a_case_names_the_payments_behind_it(case: Case) -> None:
    scope = case.scope("region", "North")
    assert scope.category == "Clothing: Uniforms"
    assert scope.authority_codes == tuple(COUNCILS[:9])
    assert (scope.first_day, scope.last_day) == (MONTHS[0], MONTHS[11])


def test_a_category_that_nobody_buys_has_no_case(gather: Callable[..., Material]) -> None:
    with pytest.raises(KeyError, match="No council in the store buys"):
        building.build(gather(unequal(COUNCILS)), "Clothing", "Footwear")


@pytest.mark.parametrize(
    ("own", "after"),
    [
        pytest.param([13.0, 4.0, -2.0], [13 * 15 / 17, 4 * 15 / 17, 0.0], id="by what each gains"),
        pytest.param([3.0, 0.0, -3.0], [0.0, 0.0, 0.0], id="to the last penny"),
        pytest.param([3.0, 0.0, -3.01], [3.0, 0.0, -3.01], id="losses are too great"),
        pytest.param([3.0, 1.0], [3.0, 1.0], id="nobody loses"),
        pytest.param([0.0, 0.0], [0.0, 0.0], id="nothing to share"),
    ],
)
def test_those_who_gain_make_good_what_others_lose(own: list[float], after: list[float]) -> None:
    assert councils.made_good(np.asarray(own)).tolist() == pytest.approx(after)


def test_whole_pence_add_up_and_the_largest_takes_what_is_left() -> None:
    assert councils.adding_up(np.asarray([1.4, -7.4, 2.4]), -3) == [1, -6, 2]
    assert councils.adding_up(np.asarray([]), 0) == []


def test_each_council_has_its_part_of_the_spend_and_the_hub_none(case: Case) -> None:
    """The one that spends two of North's £50m has that part of what could be bought together."""
    found = councils.share(case, "subnational", councils.LEVY)
    north = found.filter(place="North")
    smallest, hub = (north.row(by_predicate=pl.col("authority_code") == code, named=True) for code in ("C00", ""))
    assert hub["annual_pence"] == hub["addressable_pence"] == 0
    whole = north["addressable_pence"].sum()
    assert smallest["addressable_pence"] == round(whole * smallest["annual_pence"] / north["annual_pence"].sum())
    assert councils.share_of_gainers(found) == found.filter(pl.col("authority_code") != "")["gains"].mean()

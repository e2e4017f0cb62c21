"""The cases worked by hand in docs/business-cases.md."""

from math import log10
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procurement.cases import appraisal, building, councils, gathering
from procurement.cases.assumptions import Assumptions
from procurement.cases.assumptions import read as read_assumptions

from .conftest import COUNCILS, MONTHS, bought, payment


def inputs(level: str = "national", method: dict[str, Any] | None = None, **category: Any) -> dict[str, Any]:
    """Inputs with the defaults of the assumptions table; `category` for one `level`, which the other copies."""
    usual: dict[str, Any] = {
        "councils": 100,
        "hub_size": 100,
        "years": 4,
        "discount_rate": 0.035,
        "ramp": [0.25, 0.6, 0.85, 1.0],
        "set_up_cost": {"subnational": 150_000, "national": 750_000},
        "run_cost": {"subnational": 60_000, "national": 250_000},
        "transition_cost": 10_000,
        "avoided_competition": 8_000,
        "optimism_bias": {"costs": 0.2, "benefits": 0.15},
        "gates": {"market_reach": {"subnational": 0.25, "national": 0.15}, "hhi": 2000},
    }
    one = {"name": "X", "spend_per_council": 1e6, "influenceable": 1.0, "common": 1.0, "saving_per_tenfold": 0.05}
    one |= {"saving_cap": 0.08, "barred": [other for other in ("subnational", "national") if other != level]}
    one |= {"hhi": 1000, "take_up": 0.5, "market_reach": 0.5} | category
    for key in ("hhi", "take_up", "market_reach"):
        one[key] = {"subnational": one[key], "national": one[key]}
    return {**usual, **(method or {}), "categories": [one]}


SMALL_HUB = {"councils": 4, "hub_size": 4}
PLAIN: dict[str, Any] = {
    "years": 2,
    "ramp": [0.5, 1.0],
    "discount_rate": 0,
    "optimism_bias": {"costs": 0, "benefits": 0},
    "set_up_cost": {"subnational": 1, "national": 100_000},
    "run_cost": {"subnational": 1, "national": 50_000},
    "avoided_competition": 5_000,
}
DEAR = {**PLAIN, "set_up_cost": {"subnational": 1, "national": 450_000}}
BUYS = {"spend_per_council": 500_000, "influenceable": 0.8, "common": 0.5}
EASY = {"saving_per_tenfold": 0.04, "take_up": 0.1, "market_reach": 0.15}


@pytest.mark.parametrize(
    ("level", "given", "expected"),
    [
        pytest.param(
            "subnational",
            inputs("subnational", SMALL_HUB, **BUYS),
            {"addressable_per_council": 200_000, "participants": 2, "saving_rate": 0.015051, "steady_saving": 6_020.60}
            | {"pv_benefit": 27_944.36, "pv_cost": 464_461.70, "npv": -436_517.34, "bcr": 0.0602},
            id="1 too small a hub",
        ),
        pytest.param(
            "subnational",
            inputs("subnational", SMALL_HUB, **BUYS, take_up=0.25),
            {"participants": 1, "saving_rate": 0, "pv_benefit": 7_729.47, "pv_cost": 454_461.70, "npv": -446_732.23},
            id="2 nobody to join with",
        ),
        pytest.param(
            "national",
            inputs(spend_per_council=3e6, saving_per_tenfold=0.06, hhi=6_000),
            {"participants": 50, "saving_rate": 0.05, "steady_saving": 7_500_000, "pv_benefit": 15_939_853.17}
            | {"pv_cost": 2_501_923.76, "npv": 13_437_929.41, "bcr": 6.371, "gates_failed": []},
            id="3 the cap then concentration",
        ),
        pytest.param(
            "national",
            inputs("national", PLAIN, **EASY),
            {"saving_rate": 0.04, "pv_benefit": 650_000, "pv_cost": 300_000, "npv": 350_000, "bcr": 2.1667},
            id="4 no discounting",
        ),
        pytest.param("national", inputs("national", DEAR, **EASY), {"npv": 0, "gates_failed": ["NPV<=0"]}, id="4 at 0"),
    ],
)
def test_the_arithmetic_is_what_the_page_says(level: str, given: dict[str, Any], expected: dict[str, Any]) -> None:
    found = appraisal.appraise(given)["X"]["levels"][level]
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        pytest.param(inputs("national", PLAIN, **EASY), "national", id="reach exactly at the gate passes"),
        pytest.param(inputs("national", PLAIN, **EASY | {"market_reach": 0.1499}), "local", id="just below it fails"),
        pytest.param(inputs("national", DEAR, **EASY), "local", id="a net present value of nought is no gain"),
    ],
)
def test_the_edges_of_the_gates(given: dict[str, Any], answer: str) -> None:
    assert appraisal.appraise(given)["X"]["recommended"] == answer


def test_the_fourth_case_year_by_year() -> None:
    rows = appraisal.appraise(inputs("national", PLAIN, **EASY))["X"]["levels"]["national"]["yearly_cash"]
    assert [row["net"] for row in rows] == [-200_000, 200_000, 350_000]


@pytest.fixture(scope="module")
def three(reference: Path, membership: pl.DataFrame, parameters: pl.DataFrame) -> building.Material:
    """Three councils of region North that buy £600,000, £300,000 and £100,000 a year of the fifth case."""
    changes = {"years": 2, "ramp_year_1": 0.5, "ramp_year_2": 1, "discount_rate": 0, "avoided_competition": 5_000}
    changes |= {"optimism_bias_costs": 0, "optimism_bias_benefits": 0, "take_up_subnational": 1}
    changes |= {"set_up_cost_subnational": 30_000, "run_cost_subnational": 0}
    changes |= {"saving_per_tenfold_goods": 0.04 / log10(3)}
    given: Assumptions = read_assumptions(
        pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null(""), changes
    )
    woven = [
        payment(council, f"Weaver {number}", day, pounds / 10, proclass_code=code)
        for council, pounds in (("C00", 600_000), ("C01", 300_000), ("C02", 100_000))
        for number in range(5)
        for day in (MONTHS[0], MONTHS[12])
        for code in ("1", "2")
    ]
    others = [payment(council, "Baker", day, 1, level1="Catering") for council in COUNCILS[:3] for day in MONTHS]
    rows = [*woven, *others]
    return gathering.measure(bought(rows), membership, parameters, given, frozenset({"No hub"}))


@pytest.mark.parametrize(
    ("rule", "pounds"),
    [
        pytest.param(councils.BY_SPEND, [13_000, 4_000, -2_000], id="by spend"),
        pytest.param(councils.EQUALLY, [21_000, 3_000, -9_000], id="equally"),
        pytest.param(councils.SHARE_THE_GAIN, [9_000, 4_500, 1_500], id="sharing the gain"),
        pytest.param(councils.LEVY, [13_000, 4_000, -2_000, 0], id="a levy with the hub's own account"),
    ],
)
def test_three_unequal_councils_share_as_the_page_says(three: building.Material, rule: str, pounds: list[int]) -> None:
    case = building.build(three, "Clothing", "Uniforms")
    shares = councils.share(case, "subnational", rule)
    assert [pence / 100 for pence in shares["npv_pence"]] == pounds

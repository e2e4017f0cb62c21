"""The cases worked by hand in docs/business-cases.md."""

from dataclasses import replace
from math import log10
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procurement.cases import appraisal, building, councils, gathering, options, summary
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


def test_the_levels_and_groups_of_the_three_councils(three: building.Material) -> None:
    """40,000 a year of 1,000,000, half of it in year 1, and three competitions of 5,000, for 30,000 and 3 x 10,000."""
    case = building.build(three, "Clothing", "Uniforms")
    row = summary.levels(case).row(by_predicate=pl.col("level") == "subnational", named=True)
    expected: dict[str, Any] = {"scheme": "region", "groups": 1, "councils": 3, "participants": 3, "payback_year": 2}
    expected |= {"annual_pence": 100_000_000, "addressable_pence": 100_000_000, "steady_saving_pence": 4_000_000}
    expected |= {"pv_benefit_pence": 7_500_000, "pv_cost_pence": 6_000_000, "npv_pence": 1_500_000}
    expected |= {"reach": 1.0, "hhi": 2_000.0, "gates_failed": "", "benefit_cost_ratio": 1.25}
    assert {key: row[key] for key in expected} == expected
    assert row["saving_rate"] == pytest.approx(0.04)
    groups = case.groups.select("level", "scheme", "place", "councils", "annual_pence", "addressable_pence", "forms")
    assert groups.rows() == [
        ("national", "national", "England", 3, 100_000_000, 100_000_000, False),
        ("subnational", "region", "North", 3, 100_000_000, 100_000_000, True),
    ]
    alone = case.groups.row(1, named=True)
    of_level = ("npv_pence", "p10_pence", "p50_pence", "p90_pence", "chance_of_gain", "reach", "hhi")
    assert {name: alone[name] for name in of_level} == {name: row[name] for name in of_level}


def test_the_options_of_the_three_councils_without_a_procurement(three: building.Material) -> None:
    """With a fifth taken off benefits and a half put on costs, over two years of which the first gives a half.

    Prices shared: 0.5% of 1,000,000 is 5,000 a year, worth 5,000 x 0.8 x 1.5; 3 x 2,000 x 1.5 a year for two years.
    Five suppliers in common, to each of whom the councils pay 240,000, 120,000 and 40,000 in two years: so
    400,000 x (1 - 0.46) / 2 = 108,000 a year of each is outside their own reach, of which 1% may be saved; each
    negotiation costs 10,000 x 1.5.
    """
    case = building.build(three, "Clothing", "Uniforms")
    biased = replace(case, method=replace(case.method, benefits_bias=0.2, costs_bias=0.5))
    found = {row["option"]: row for row in options.compare(biased).to_dicts()}
    money = {option: (found[option]["steady_saving_pence"], found[option]["npv_pence"]) for option in ("1", "2")}
    assert money == {"1": (500_000, 600_000 - 1_800_000), "2": (540_000, 648_000 - 7_500_000)}
    assert found["1"]["switches_at"] == pytest.approx(18_000 / 1_200_000)
    assert found["1"]["note"].endswith("It pays from a rate of 1.5% on (0.5% is assumed).")
    assert found["2"]["switches_at"] == pytest.approx(75_000 / 648_000)
    assert found["2"]["note"].startswith("5 suppliers in common.")
    assert found["S"]["note"] == "3 councils in 1 group."
    assert found["N"]["note"].startswith("Why not: none of the spend is with suppliers in common")


def test_options_that_cannot_be_reckoned_say_why(
    membership: pl.DataFrame, parameters: pl.DataFrame, assumed: Assumptions
) -> None:
    rows = [payment("C00", "Weaver", day, 10_000) for day in MONTHS]
    material = gathering.measure(bought(rows), membership, parameters, assumed, frozenset({"No hub"}))
    found = {row["option"]: row for row in options.compare(building.build(material, "Clothing", "Uniforms")).to_dicts()}
    assert {option: found[option]["npv_pence"] for option in "12SN"} == dict.fromkeys("12SN")
    assert found["1"]["note"] == "Fewer than two councils buy it, so there is nobody to share with."
    assert found["2"]["note"] == "No supplier is shared by three councils or more."
    assert found["S"]["note"] == found["N"]["note"] == "No grouping of councils is large enough."

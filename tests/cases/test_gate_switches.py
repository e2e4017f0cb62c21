"""The gates in the sensitivity: each flips exactly at what was found, and the answer with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import assumptions, building, decision, gate_switches, sensitivity
from procurement.cases.assumptions import Assumptions
from procurement.cases.case import Case
from procurement.cases.gathering import Material

from .conftest import COUNCILS, MONTHS, payment
from .test_answers import ADULT_CARE, WORKS, firms_of_their_own, market, regional_firms


def rows() -> Iterator[dict[str, object]]:
    """Builders who serve their region, beside a builder of each council's own; and carers, barred nationally."""
    yield from market(regional_firms, 9_000_000, level1=WORKS, level2="Buildings")
    for council in COUNCILS:
        for day in MONTHS:
            yield payment(council, f"Own {council}", day, 250_000, level1=WORKS, level2="Buildings", proclass_code="1")
    yield from market(firms_of_their_own, 12_000_000, level1=ADULT_CARE, level2="Domiciliary Care")


@pytest.fixture(scope="module")
def table(reference: Path) -> pl.DataFrame:
    return pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")


@pytest.fixture(scope="module")
def case_with(gather: Callable[..., Material], table: pl.DataFrame) -> Callable[..., Case]:
    """The builders' case, with changes to the assumptions."""
    paid = list(rows())

    def made(level2: str = "Buildings", **changes: float) -> Case:
        given: Assumptions = assumptions.read(table, changes)
        return building.build(gather(paid, given=given), WORKS if level2 == "Buildings" else ADULT_CARE, level2)

    return made


@pytest.fixture(scope="module")
def builders(case_with: Callable[..., Case]) -> Case:
    return case_with()


@pytest.mark.parametrize("gate", ["market_reach_gate_subnational", "min_chance_of_gain", "min_classified_share"])
def test_the_answer_flips_exactly_at_the_switch(builders: Case, case_with: Callable[..., Case], gate: str) -> None:
    assert decision.decide(builders).answer == "subnational"
    switch = sensitivity.tornado(builders, "subnational").filter(parameter=gate)["switches_at"].item()
    assert decision.decide(case_with(**{gate: switch})).answer == "subnational"
    if switch < 1:
        assert decision.decide(case_with(**{gate: switch + 1e-9})).answer != "subnational"


def test_every_gate_flips_exactly_at_its_figure(builders: Case) -> None:
    for gate in gate_switches.gates(builders, "subnational"):
        assert gate.figure is not None
        beyond = gate.figure + (1e-9 if gate.is_least else -1e-9)
        assert gate.passes(gate.figure)
        assert not gate.passes(beyond)
    assert not gate_switches.Gate("unknown", None).passes(0.0)


@pytest.mark.parametrize(
    ("gate", "passes"),
    [
        (gate_switches.Gate("a share that must be reached", 0.1), [True, True, False]),
        (gate_switches.Gate("a share that may not be passed", 0.1, is_least=False), [False, True, True]),
        (gate_switches.Gate("a share that is not known", None, is_least=False), [False, False, False]),
    ],
    ids=lambda given: given.name if isinstance(given, gate_switches.Gate) else "",
)
def test_a_gate_opens_at_its_threshold(gate: gate_switches.Gate, passes: list[bool]) -> None:
    assert [gate.passes(threshold) for threshold in (0.09, 0.1, 0.11)] == passes


def test_a_level_is_worth_nothing_at_the_ends_where_a_gate_stays_shut(builders: Case) -> None:
    """Half of the spend is redacted and how much of it has a category is not known; the thresholds have no range."""
    found = {"redacted_share": 0.5, "classified_share": None}
    evidence = builders.evidence.with_columns(pl.lit(value, pl.Float64).alias(name) for name, value in found.items())
    held = replace(builders, evidence=evidence)
    at_most = [gate.name for gate in gate_switches.gates(held, "subnational") if not gate.is_least]
    assert at_most == ["max_redacted_share"]
    rows = {str(row["parameter"]): row for row in gate_switches.rows(held, "subnational")}
    ends = ("npv_at_low_pence", "npv_at_high_pence", "switches_at")
    assert [rows["max_redacted_share"][name] for name in ends] == [0, 0, 0.5]
    assert [rows["min_classified_share"][name] for name in ends] == [0, 0, None]
    worth = round(builders.npv("subnational") * 100)
    assert [rows["min_councils"][name] for name in ends] == [worth, worth, 36.0]


def test_a_gate_that_may_close_stands_in_the_tornado_with_the_whole_worth(case_with: Callable[..., Case]) -> None:
    case = case_with(market_reach_gate_subnational=0.99)
    found = sensitivity.tornado(case, "subnational")
    row = found.filter(parameter="market_reach_gate_subnational").row(0, named=True)
    assert row["kind"] == "gate"
    assert (row["npv_at_low_pence"], row["npv_at_high_pence"]) == (round(case.npv("subnational") * 100), 0)
    assert row["switches_at"] == case.joint["subnational"].reach


def test_a_bar_is_a_row_of_its_own_where_it_stands(case_with: Callable[..., Case], builders: Case) -> None:
    care = sensitivity.tornado(case_with("Domiciliary Care"), "national").filter(parameter=gate_switches.BAR)
    assert care.select("low", "default", "high", "switches_at", "npv_at_high_pence").row(0) == (0.0, 1.0, 1.0, 1.0, 0)
    assert "Care Act 2014 s5" in care["source"].item()
    assert sensitivity.tornado(builders, "national").filter(parameter=gate_switches.BAR).is_empty()


def test_at_a_switching_value_the_worth_is_nought_and_no_assumption_is_left_out(builders: Case) -> None:
    found = sensitivity.tornado(builders, "subnational")
    turning = dict(found.filter(kind="money").select("parameter", "switches_at").iter_rows())
    assert turning["saving_per_tenfold_works"] == pytest.approx(_turns(builders), rel=1e-6)
    assert 0 < turning["measured_addressable"] < 1
    assert turning["years"] is not None
    assert turning["years"] <= 4
    named = set(found["parameter"])
    assert {"discount_rate", "ramp_year_1", "saving_cap_works", "hhi_start", "measured_hhi", "transition_cost"} <= named
    assert {"market_reach_gate_subnational", "min_chance_of_gain", "min_share_of_gainers"} <= named


def _turns(case: Case) -> float:
    """The saving for ten times the volume at which the hubs' benefits, in proportion to it, just pay their costs."""
    found = case.joint["subnational"].worth
    joined = found.participants.item() * case.method.avoided_competition * case.method.factors.item(0)
    savings = found.pv_benefit.item() - joined
    return case.subject.saving_per_tenfold * (found.pv_cost.item() - joined) / savings

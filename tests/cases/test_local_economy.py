"""Pounds with small, voluntary and local suppliers that lots put at risk, worked by eye."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from procurement.analysis import council_periods
from procurement.cases import building, decision, local_economy, purchases
from procurement.cases.case import Case
from procurement.cases.gathering import Material
from procurement.cases.method import Group
from procurement.tables import CASE_AT_RISK, SUPPLIED, SUPPLIER_TRAIT

from .conftest import MONTHS, coded, payment
from .test_answers import market, regional_firms

PAIR = Group("Pair", 2, 1.0, 0, 1, codes=("C00", "C01"))
ROWS = [
    payment("C00", "Giant", MONTHS[0], 600, proclass_code="1"),
    payment("C01", "Giant", MONTHS[0], 200, proclass_code="1"),
    payment("C00", "Charity", MONTHS[0], 100, proclass_code="2", supplier_kind="charity"),
    payment("C01", "Corner shop", MONTHS[0], 60, proclass_code="2"),
    payment("C01", "", MONTHS[0], 40, proclass_code="2", is_redacted=True, supplier_kind="redacted"),
]
TOLD = pl.DataFrame([("Giant", False, None), ("Corner shop", True, None)], schema=SUPPLIER_TRAIT, orient="row")


def table(traits: pl.DataFrame | None = TOLD, times: float = 2.0) -> dict[tuple[str, str], tuple[int | None, ...]]:
    """Pounds with, and pounds at risk, by lots and trait; one month is a twelfth of a year."""
    paid = coded(ROWS)
    bought, periods = purchases.roll(paid).collect(), council_periods.periods(paid, 0).collect()
    rows = local_economy.supplied(bought, periods, "level2", traits)
    found = local_economy.at_risk(local_economy.arrange(rows), [PAIR], times)
    assert set(found["annual_pence"]) == {1_000 * 12 * 100}
    return {
        (row["lots"], row["trait"]): tuple(
            row[name] if row[name] is None else row[name] // 1_200 for name in ("spend_pence", "at_risk_pence")
        )
        for row in found.to_dicts()
    }


@pytest.mark.parametrize(
    ("lots", "trait", "expected"),
    [
        pytest.param("one lot", "voluntary", (100, 100), id="a charity in a lot ten times its size"),
        pytest.param("a lot for each kind of thing", "voluntary", (100, 0), id="a lot of exactly twice its size"),
        pytest.param("a lot for each kind of thing", "small or medium", (60, 60), id="a shop in a lot of 200"),
        pytest.param("a lot for each council", "small or medium", (60, 60), id="a shop in a lot of 300"),
        pytest.param("a lot for each kind of thing in each council", "small or medium", (60, 0), id="a lot of 100"),
        pytest.param("one lot", "local", (None, None), id="of nobody is it known where they are"),
    ],
)
def test_pounds_at_risk_by_design_of_lots(lots: str, trait: str, expected: tuple[int | None, int | None]) -> None:
    assert table()[lots, trait] == expected


def test_larger_times_put_less_at_risk() -> None:
    assert table(times=10.0)["one lot", "voluntary"] == (100, 0)


def test_what_a_supplier_sells_to_every_council_counts(gather: Callable[..., Material]) -> None:
    """A charity sells 150 to each of three councils, one of whom is in no group: a lot of 900 is twice all of that."""
    rows = [payment(council, "Charity", MONTHS[0], 150, supplier_kind="charity") for council in ("C00", "C01", "C09")]

    def risk(others: float) -> set[int]:
        """Pence at risk in one lot, where the pair also buys so many pounds of others."""
        paid = [*rows, payment("C00", "Giant", MONTHS[0], others)]
        case = building.build(gather(paid), "Clothing", "Uniforms")
        found = local_economy.at_risk(case.supplies, [PAIR], 2.0).filter(lots="one lot", trait="voluntary")
        return set(found["at_risk_pence"])

    assert risk(600) == {0}
    assert risk(601) == {300 * 12 * 100}


def test_without_a_register_size_is_not_known() -> None:
    assert table(None)["one lot", "small or medium"] == (None, None)


def test_the_largest_lots_that_will_do_are_named() -> None:
    paid = coded(ROWS)
    rows = local_economy.supplied(
        purchases.roll(paid).collect(), council_periods.periods(paid, 0).collect(), "level2", TOLD
    )
    found = local_economy.at_risk(local_economy.arrange(rows), [PAIR], 2.0)
    assert local_economy.least_lots(found, "voluntary", 0.05) == "a lot for each kind of thing"
    assert local_economy.least_lots(found, "small or medium", 0.05) == "a lot for each kind of thing in each council"
    assert local_economy.least_lots(found, "local", 0.05) == ""


def test_no_groups_put_nothing_at_risk() -> None:
    assert local_economy.at_risk(local_economy.arrange(SUPPLIED.to_frame()), [], 2.0).equals(CASE_AT_RISK.to_frame())


@pytest.fixture(scope="module")
def charities(gather: Callable[..., Material]) -> Case:
    """Builders of one region each, who are charities."""
    rows = list(market(regional_firms, 9_000_000, supplier_kind="charity"))
    return building.build(gather(rows), "Clothing", "Uniforms")


def test_step_six_asks_for_lots_and_never_moves_the_worth(charities: Case) -> None:
    made = {lots: decision.decide(charities, lots_designed=lots) for lots in (False, True)}
    hurt = {lots: next(step for step in one.steps if step.step == 6) for lots, one in made.items()}
    assert (hurt[False].outcome, hurt[True].outcome) == ("condition", "pass")
    assert "Design lots" in hurt[False].sentence
    assert made[False].answer == made[True].answer
    company = replace(charities, supplied=charities.supplied.with_columns(pl.lit(False).alias("voluntary")))
    assert next(step for step in decision.decide(company).steps if step.step == 6).outcome == "pass"
    assert company.npv("subnational") == charities.npv("subnational")

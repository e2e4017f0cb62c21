"""Duties and dates of the law, held against small cases: each side of every threshold and day."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import law_values, laws
from procurement.cases.law_values import ABOVE, BELOW, DEPENDS_ON_VAT, Contract
from procurement.cases.laws import Facts

TABLES = ("legal_duties", "procurement_thresholds", "procurement_regimes", "boundaries_expected")
TODAY = date(2026, 11, 26)
WORKS = "Works - Construction, Repair & Maintenance"
ADULT = "Social Community Care Supplies & Services - Adult"
MILLION = 100_000_000


@pytest.fixture(scope="module")
def tables(project: Path) -> dict[str, pl.DataFrame]:
    folder = project / "data" / "reference"
    return {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("") for name in TABLES}


def facts(
    tables: dict[str, pl.DataFrame], level1: str, level2: str, pence: int, on: date = TODAY, **more: str
) -> Facts:
    """One contract of one district council that ends on `last_day` ("" for no known end)."""
    last = date.fromisoformat(more["last_day"]) if more.get("last_day") else None
    council = {"council": "Elmbridge", "kind": more.get("kind", "district"), "net_pence": pence, "last_day": last}
    schema = {"council": pl.String, "kind": pl.String, "net_pence": pl.Int64, "last_day": pl.Date}
    rows = pl.DataFrame([council], schema=schema)
    return Facts(level1, level2, on, 4, 0.2, (Contract("Surrey", 1, pence),), rows, tables["boundaries_expected"])


def outcomes(tables: dict[str, pl.DataFrame], given: Facts) -> dict[str, str]:
    return dict(laws.notes(tables, given).select("duty", "outcome").iter_rows())


@pytest.mark.parametrize(
    ("level1", "level2", "pounds", "on", "answer"),
    [
        pytest.param("Stationery", "Paper", 207_720, TODAY, ABOVE, id="goods at the threshold before VAT"),
        pytest.param("Stationery", "Paper", 173_100, TODAY, DEPENDS_ON_VAT, id="goods at it with VAT"),
        pytest.param("Stationery", "Paper", 173_099, TODAY, BELOW, id="goods a pound below it with VAT"),
        pytest.param("Stationery", "Paper", 210_000, date(2025, 12, 31), DEPENDS_ON_VAT, id="goods, last year's"),
        pytest.param(WORKS, "Roads", 4_000_000, TODAY, BELOW, id="works"),
        pytest.param(WORKS, "Architect", 4_000_000, TODAY, ABOVE, id="an architect does no works"),
        pytest.param(ADULT, "Day Care", 600_000, TODAY, DEPENDS_ON_VAT, id="light touch"),
    ],
)
def test_spend_before_vat_is_held_against_thresholds_with_vat(
    tables: dict[str, pl.DataFrame], level1: str, level2: str, pounds: int, on: date, answer: str
) -> None:
    kind = law_values.kind_of(tables["procurement_regimes"], level1, level2)
    limit = law_values.threshold(tables["procurement_thresholds"], kind, on)
    assert limit is not None
    assert limit.beside(pounds * 100, 0.2) == answer


def test_above_the_threshold_there_are_notices_and_no_reservation(tables: dict[str, pl.DataFrame]) -> None:
    found = outcomes(tables, facts(tables, "Stationery", "Paper", 10 * MILLION))
    assert found["threshold"] == found["tender notice"] == found["award and standstill"] == laws.APPLIES
    assert found["performance indicators"] == found["market engagement notice"] == laws.MAY_APPLY
    assert found["planned procurement notice"] == laws.OPTION
    assert "reservation" not in found
    light_touch = outcomes(tables, facts(tables, ADULT, "Day Care", 10 * MILLION))
    assert light_touch["contract details notice"] == laws.APPLIES
    assert "performance indicators" not in light_touch


def test_below_it_a_council_may_reserve_and_no_tender_notice_is_due(tables: dict[str, pl.DataFrame]) -> None:
    found = outcomes(tables, facts(tables, "Stationery", "Paper", 50_000_00))
    assert found["reservation"] == laws.OPTION
    assert "tender notice" not in found
    before = outcomes(tables, facts(tables, "Stationery", "Paper", 50_000_00, on=date(2026, 2, 3)))
    assert "reservation" not in before


@pytest.mark.parametrize(
    ("level1", "level2", "kind", "duty", "is_there"),
    [
        (WORKS, "Buildings", "district", "section 20", True),
        (WORKS, "Buildings", "county", "section 20", False),
        ("Stationery", "Paper", "district", "section 20", False),
        ("Utilities", "Gas", "metropolitan", "section 20", True),
        ("Utilities", "Water", "metropolitan", "section 20", False),
        (ADULT, "Day Care", "county", "Care Act", True),
        ("Stationery", "Paper", "county", "Care Act", False),
    ],
)
def test_a_duty_holds_for_its_categories_and_councils(
    tables: dict[str, pl.DataFrame], level1: str, level2: str, kind: str, duty: str, is_there: bool
) -> None:
    assert (duty in outcomes(tables, facts(tables, level1, level2, MILLION, kind=kind))) is is_there


@pytest.mark.parametrize(
    ("pounds", "last_day", "is_there"),
    [
        (100_001, "2027-03-31", True),
        (100_000, "2027-03-31", False),
        (100_001, "", False),
        (100_001, "2026-11-25", False),
        (100_001, "2030-11-26", True),
        (100_001, "2030-11-27", False),
    ],
    ids=["above", "at the sum", "no end known", "already ended", "last day of the years", "after the years"],
)
def test_consent_is_asked_for_where_a_council_ends_within_the_years(
    tables: dict[str, pl.DataFrame], pounds: int, last_day: str, is_there: bool
) -> None:
    notes = laws.notes(tables, facts(tables, "Stationery", "Paper", pounds * 100, last_day=last_day))
    found = notes.filter(duty="section 24")
    assert found.height == is_there
    if is_there:
        assert found["due_on"].item() == date.fromisoformat(last_day)
        assert "Elmbridge ends on" in found["sentence"].item()


def test_the_pipeline_notice_falls_due_on_the_next_26_may(tables: dict[str, pl.DataFrame]) -> None:
    given = facts(tables, "Stationery", "Paper", 10 * MILLION)
    assert laws.notes(tables, given).filter(duty="pipeline notice")["due_on"].item() == date(2027, 5, 26)


def test_every_note_has_a_source_and_nobody_buying_gives_none(tables: dict[str, pl.DataFrame]) -> None:
    given = facts(tables, WORKS, "Buildings", MILLION)
    assert laws.notes(tables, given).filter((pl.col("source") == "") | (pl.col("to_do") == "")).is_empty()
    nobody = Facts("Stationery", "Paper", TODAY, 4, 0.2, (), given.councils.head(0), tables["boundaries_expected"])
    assert laws.notes(tables, nobody).is_empty()

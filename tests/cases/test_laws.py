"""Duties and dates of the law, held against small cases: each side of every threshold and day."""

from dataclasses import replace
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


def test_consent_is_due_by_the_first_end_of_a_council_that_needs_it(tables: dict[str, pl.DataFrame]) -> None:
    """The one that ends first has too small a part to need consent."""
    councils = pl.DataFrame(
        {
            "council": ["Mole Valley", "Elmbridge", "Epsom"],
            "kind": ["district"] * 3,
            "net_pence": [900_000_00, 100_001_00, 100_000_00],
            "last_day": [date(2029, 3, 31), date(2028, 3, 31), date(2027, 3, 31)],
        }
    )
    given = replace(facts(tables, "Stationery", "Paper", MILLION), councils=councils)
    note = laws.notes(tables, given).row(by_predicate=pl.col("duty") == "section 24", named=True)
    assert note["due_on"] == date(2028, 3, 31)
    assert "Elmbridge ends on 31 March 2028 and Mole Valley ends on 31 March 2029." in note["sentence"]


@pytest.mark.parametrize(
    ("on", "due"),
    [(TODAY, date(2027, 5, 26)), (date(2027, 5, 26), date(2027, 5, 26)), (date(2027, 5, 27), date(2028, 5, 26))],
    ids=["next year", "on the day itself", "the day after"],
)
def test_the_pipeline_notice_falls_due_on_the_next_26_may(tables: dict[str, pl.DataFrame], on: date, due: date) -> None:
    given = facts(tables, "Stationery", "Paper", 10 * MILLION, on=on)
    assert laws.notes(tables, given).filter(duty="pipeline notice")["due_on"].item() == due


@pytest.mark.parametrize(
    ("pounds", "is_there"),
    [(2_000_000, True), (1_666_667, True), (1_666_666, False)],
    ids=["at the sum before VAT", "at it with VAT", "a pound below it with VAT"],
)
def test_a_duty_with_a_sum_of_its_own_holds_from_that_sum_on(
    tables: dict[str, pl.DataFrame], pounds: int, is_there: bool
) -> None:
    found = outcomes(tables, facts(tables, "Stationery", "Paper", pounds * 100))
    assert ("pipeline notice" in found) is is_there


def test_the_threshold_is_told_of_the_largest_contract_and_counts_the_others(tables: dict[str, pl.DataFrame]) -> None:
    """£207,720 with VAT: £300,000 is above it, £180,000 with VAT alone, £50,000 below it."""
    three = (Contract("East", 2, 50_000_00), Contract("Kent", 3, 300_000_00), Contract("Surrey", 4, 180_000_00))
    given = replace(facts(tables, "Stationery", "Paper", MILLION), contracts=three)
    notes = laws.notes(tables, given)
    said = notes.filter(duty="threshold")["sentence"].item()
    assert "The largest contract (Kent) would be worth £300,000 over 4 years before VAT, £360,000 with VAT" in said
    assert "The threshold since 1 January 2026 is £207,720 with VAT." in said
    assert said.endswith("Of 3 contracts 1 is above it.")
    assert "Of 3 contracts 1 would be below it." in notes.filter(duty="reservation")["sentence"].item()
    alone = laws.notes(tables, replace(given, contracts=three[1:2])).filter(duty="threshold")["sentence"].item()
    assert alone.endswith("That is above the threshold, whatever the rate of VAT.")


def test_a_reorganisation_is_expected_of_councils_without_a_known_end(tables: dict[str, pl.DataFrame]) -> None:
    councils = pl.DataFrame(
        {
            "council": ["Woking", "Elmbridge", "Epsom", "Leeds"],
            "kind": ["district", "district", "county", "metropolitan"],
            "net_pence": [1] * 4,
            "last_day": [None, None, date(2027, 3, 31), None],
        }
    )
    expected = pl.DataFrame({"from_day": ["2029-04-01", "2028-04-01", "2026-11-25", "2030-11-27"]})
    given = replace(facts(tables, "Stationery", "Paper", MILLION), councils=councils, expected=expected)
    said = laws.notes(tables, given).filter(duty="expected reorganisation")["sentence"].item()
    assert said.endswith("Expected from 1 April 2028: Elmbridge and Woking.")
    after = replace(given, expected=expected.tail(2))
    assert laws.notes(tables, after).filter(duty="expected reorganisation").is_empty()


def test_the_years_end_on_the_same_day_or_on_1_march_where_there_is_none(tables: dict[str, pl.DataFrame]) -> None:
    leap = facts(tables, "Stationery", "Paper", MILLION, on=date(2028, 2, 29))
    assert (leap.last_day, replace(leap, years=3).last_day) == (date(2032, 2, 29), date(2031, 3, 1))


def test_of_equal_contracts_the_first_by_place_is_the_largest() -> None:
    some = [Contract("North", 1, 5), Contract("East", 1, 5), Contract("West", 1, 4)]
    assert law_values.largest(some) == some[1]
    assert law_values.largest([]) is None


def test_every_note_has_a_source_and_nobody_buying_gives_none(tables: dict[str, pl.DataFrame]) -> None:
    given = facts(tables, WORKS, "Buildings", MILLION)
    assert laws.notes(tables, given).filter((pl.col("source") == "") | (pl.col("to_do") == "")).is_empty()
    nobody = Facts("Stationery", "Paper", TODAY, 4, 0.2, (), given.councils.head(0), tables["boundaries_expected"])
    assert laws.notes(tables, nobody).is_empty()

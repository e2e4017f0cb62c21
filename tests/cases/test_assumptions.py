"""The tables of assumptions hold what the method says, and a person's changes are checked."""

import re
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import assumptions, families, grouping
from procurement.cases.assumptions import Assumptions
from procurement.cases.grouping import Tried
from procurement.cases.method import Group, Range
from procurement.cases.problems import InputProblem

HOME_CARE = ("Social Community Care Supplies & Services - Adult", "Domiciliary Care")


@pytest.mark.parametrize(
    ("name", "low", "default", "high"),
    [
        pytest.param("discount_rate", 0.035, 0.035, 0.035, id="discount rate"),
        pytest.param("take_up_subnational", 0.4, 0.6, 0.85, id="take-up of a hub"),
        pytest.param("take_up_national", 0.1, 0.25, 0.45, id="national take-up"),
        pytest.param("saving_per_tenfold_energy", 0.01, 0.03, 0.06, id="energy"),
        pytest.param("saving_per_tenfold_care", 0, 0.005, 0.01, id="care"),
        pytest.param("optimism_bias_costs", 0, 0.2, 0.41, id="bias of costs"),
        pytest.param("transition_cost", 5_000, 10_000, 40_000, id="changing over"),
    ],
)
def test_defaults_are_those_of_the_method(
    assumed: Assumptions, name: str, low: float, default: float, high: float
) -> None:
    assert assumed.range(name) == Range(low, default, high)


def test_every_assumption_has_a_source_and_a_range_in_order(reference: Path) -> None:
    table = pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")
    assert table.filter((pl.col("source") == "") | (pl.col("as_of") == "") | (pl.col("label") == "")).is_empty()
    assert table["parameter"].is_unique().all()
    read = assumptions.read(pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null(""))
    assert all(spread.low <= spread.default <= spread.high for spread in read.ranges.values())


def test_a_change_widens_the_range_that_it_leaves(reference: Path) -> None:
    table = pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")
    assert assumptions.read(table, {"take_up_national": 0.6}).range("take_up_national") == Range(0.1, 0.6, 0.6)


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        pytest.param("take_up_national", 1.5, "between 0 and 1", id="a share above one"),
        pytest.param("set_up_cost_national", -1.0, "0 or more", id="a negative cost"),
        pytest.param("saving_per_tenfold_goods", -1.01, "between -1 and 1", id="more than all of it lost"),
        pytest.param("weather", 1.0, "no assumption", id="an unknown name"),
    ],
)
def test_an_impossible_change_is_refused(reference: Path, name: str, given: float, sentence: str) -> None:
    with pytest.raises(InputProblem, match=re.escape(sentence)):
        assumptions.read(
            pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null(""), {name: given}
        )


def test_every_category_has_a_family_with_rates(parameters: pl.DataFrame, assumed: Assumptions) -> None:
    for level1, level2 in parameters.select("level1", pl.col("level2").fill_null("")).iter_rows():
        found = families.find(parameters, level1, level2, assumed)
        assert found.saving.low <= found.saving.default <= found.saving.high
        assert bool(found.barred) == bool(found.bar_reason) == bool(found.bar_source)


@pytest.mark.parametrize(
    ("level1", "level2", "family"),
    [
        pytest.param("Human Resources", "Temporary & Agency Staff", "agency", id="its own row"),
        pytest.param("Human Resources", "Accommodation", "professional", id="the row of its level 1"),
        pytest.param("Something new", "", "other", id="not in the table"),
    ],
)
def test_a_category_finds_its_family(
    parameters: pl.DataFrame, assumed: Assumptions, level1: str, level2: str, family: str
) -> None:
    assert families.find(parameters, level1, level2, assumed).name == family


def test_a_rate_in_the_row_of_a_category_goes_before_that_of_its_family(
    parameters: pl.DataFrame, assumed: Assumptions
) -> None:
    rates = {"saving_per_tenfold_low": "0.01", "saving_per_tenfold": "0.07", "saving_cap": "0.09"}
    row = pl.DataFrame({"level1": ["Kites"], "level2": [""], "family": ["goods"], **{k: [v] for k, v in rates.items()}})
    found = families.find(pl.concat([parameters, row], how="diagonal"), "Kites", "Box kites", assumed)
    assert (found.name, found.saving, found.saving_cap) == ("goods", Range(0.01, 0.07, 0.10), 0.09)
    assert found.barred == frozenset()
    unknown = families.find(parameters, "Something new", "", assumed)
    assert (unknown.saving, unknown.barred, unknown.bar_reason) == (Range(0, 0.02, 0.04), frozenset(), "")


def test_the_ramp_goes_on_at_its_last_known_year(reference: Path) -> None:
    table = pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")
    longer, shorter = (assumptions.method(assumptions.read(table, {"years": years})).ramp for years in (6, 2))
    assert (longer, shorter) == ((0.25, 0.6, 0.85, 1.0, 1.0, 1.0), (0.25, 0.6))


def test_an_unknown_assumption_is_a_sentence(assumed: Assumptions) -> None:
    with pytest.raises(InputProblem, match='There is no assumption "weather"'):
        assumed.number("weather")


def test_home_care_is_barred_nationally_by_law(parameters: pl.DataFrame, assumed: Assumptions) -> None:
    found = families.find(parameters, *HOME_CARE, assumed)
    assert found.barred == {"national"}
    assert "Care Act 2014 s5" in found.bar_source


def test_of_hubs_that_share_councils_the_better_keeps_them() -> None:
    def tried(place: str, npv: float, *codes: str) -> Tried:
        return Tried("hub", Group(place, len(codes), 1.0, 0, 1, codes=codes), npv, "")

    found = {"hub": [tried("A", 5, "1", "2", "3"), tried("B", 9, "3", "4", "5"), tried("C", 1, "6", "7", "8")]}
    kept = grouping.without_overlap(found["hub"])
    assert [(one.group.place, one.why_not) for one in kept if one.why_not] == [
        ("A", "shares councils with a better hub")
    ]


def test_thresholds_of_today_are_those_in_force(reference: Path) -> None:
    table = pl.read_csv(reference / "procurement_thresholds.csv", try_parse_dates=True)
    now = table.filter(pl.col("end_date").is_null() & (pl.col("kind") == "sub-central goods and services"))
    assert now["amount_pounds"].to_list() == [207_720]

"""From payments to an answer: invented markets of every shape, and the answer an expert would give."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import polars as pl
import pytest

from procurement.cases import building, cautions, decision, ranking, words
from procurement.cases.assumptions import Assumptions
from procurement.cases.case import Case
from procurement.cases.decision import Decision
from procurement.cases.gathering import Material
from procurement.cases.method import Range
from procurement.cases.pounds import pounds

from .conftest import COUNCILS, MONTHS, REGIONS, payment, region_of

ADULT_CARE = "Social Community Care Supplies & Services - Adult"
WORKS = "Works - Construction, Repair & Maintenance"


def market(
    shares: Callable[[str], dict[str, float]], pounds_a_year: float, councils: list[str] = COUNCILS, **more: object
) -> Iterator[dict[str, object]]:
    """Each council pays its suppliers in proportion, each month, in two sub-categories."""
    for council in councils:
        for supplier, share in shares(council).items():
            for day in MONTHS:
                for code in ("1", "2"):
                    yield payment(council, supplier, day, pounds_a_year * share / 24, proclass_code=code, **more)


def one_giant_a_region(council: str) -> dict[str, float]:
    """Energy as privatised: each region's own company holds it, and all of them sell everywhere."""
    return {f"{region} Power": 0.91 if region == region_of(council) else 0.03 for region in REGIONS}


def regional_firms(council: str) -> dict[str, float]:
    return {f"{region_of(council)} Builders {number}": 0.2 for number in range(5)}


def firms_of_their_own(council: str) -> dict[str, float]:
    return {f"{council} Care {number}": 0.25 for number in range(4)}


@pytest.fixture(scope="module")
def material(gather: Callable[..., Material]) -> Material:
    rows = [
        *market(one_giant_a_region, 9_000_000, level1="Utilities", level2="Electricity"),
        *market(regional_firms, 9_000_000, level1=WORKS, level2="Buildings"),
        *market(firms_of_their_own, 12_000_000, level1=ADULT_CARE, level2="Domiciliary Care"),
        *market(regional_firms, 1_000_000, councils=COUNCILS[:2], level1="Catering", level2="Takeaway Service"),
        *market(regional_firms, 20_000_000, level1="Financial Services", level2="Grants", influenceable=False),
        *market(regional_firms, 4_000_000, level1="Legal Services", level2="Advocacy", is_redacted=True),
    ]
    return gather(rows)


@pytest.fixture(scope="module")
def answers(material: Material) -> dict[str, tuple[Case, Decision]]:
    return {case.level2: (case, decision.decide(case)) for case in building.build_all(material)}


@pytest.mark.parametrize(
    ("category", "answer"),
    [
        pytest.param("Electricity", "national", id="one seller rules each region but four compete nationally"),
        pytest.param("Buildings", "subnational", id="builders serve one region each"),
        pytest.param("Domiciliary Care", "local", id="carers serve one council each"),
        pytest.param("Grants", "local", id="grants are no purchase"),
        pytest.param("Takeaway Service", "not enough evidence", id="only two councils buy it"),
        pytest.param("Advocacy", "not enough evidence", id="the suppliers are redacted"),
    ],
)
def test_the_market_decides_the_level(answers: dict[str, tuple[Case, Decision]], category: str, answer: str) -> None:
    assert answers[category][1].answer == answer


def test_every_step_has_its_words(answers: dict[str, tuple[Case, Decision]]) -> None:
    for case, made in answers.values():
        assert {step.step for step in made.steps} >= {1, 3, 8}
        assert all(step.sentence and step.figure and step.threshold for step in made.steps)
        assert words.headline(case, made).startswith(case.level1)
        assert words.why(case, made)
        assert words.what_would_change_it(case, made)


def test_care_says_which_law_bars_it_nationally(answers: dict[str, tuple[Case, Decision]]) -> None:
    barred = [step for step in answers["Domiciliary Care"][1].steps if step.step == 2 and step.outcome == "fail"]
    assert [step.level for step in barred] == ["national"]
    assert "Care Act 2014 s5" in barred[0].sentence


def test_the_ranking_puts_joint_cases_first_and_the_unknown_last(answers: dict[str, tuple[Case, Decision]]) -> None:
    ranked = ranking.rank(list(answers.values()))
    assert ranked["rank"].to_list() == [1, 2, 3, 4, 5, 6]
    assert ranked["answer"].to_list()[2:] == ["local", "not enough evidence", "not enough evidence", "local"]
    assert ranked["level2"].to_list()[-1] == "Grants"
    assert ranked["p10_pence"].head(2).is_sorted(descending=True)
    assert ranked.filter(pl.col("answer") == "not enough evidence")["npv_pence"].null_count() == 2


def test_where_nothing_is_bought_there_is_no_case(answers: dict[str, tuple[Case, Decision]]) -> None:
    case, made = answers["Grants"]
    assert not case.is_bought
    assert (
        words.headline(case, made)
        == "Financial Services: Grants: there is nothing here that councils could buy together."
    )
    assert {step.outcome for step in made.steps if step.step == 2} == {"fail"}
    assert all("benefits, taxes, grants" in said for said in words.why(case, made))


def test_no_cases_rank_as_an_empty_table() -> None:
    assert ranking.rank([]).is_empty()


def test_a_year_made_up_from_few_months_is_told_with_whom_it_concerns(gather: Callable[..., Material]) -> None:
    late = [
        row
        for row in market(regional_firms, 9_000_000)
        if row["authority_code"] != "C00" or row["paid_on"] == MONTHS[0]
    ]
    (case,) = building.build_all(gather(late))
    (said,) = cautions.cautions(case, decision.decide(case))
    assert said == (
        "The spend a year of 1 of 36 councils is made up from fewer than 12 months of payments: C00 (1 month). That is "
        "3% of all spend a year here, and may be far out."
    )


def test_whole_years_need_no_caution_and_thin_evidence_does(answers: dict[str, tuple[Case, Decision]]) -> None:
    assert cautions.cautions(*answers["Electricity"]) == ()
    assert cautions.cautions(*answers["Takeaway Service"]) == (cautions.TOO_THIN,)


def test_too_little_evidence_says_what_is_lacking_and_what_to_do(answers: dict[str, tuple[Case, Decision]]) -> None:
    case, made = answers["Takeaway Service"]
    assert words.what_would_change_it(case, made)[0] == (
        "There are too few to compare: files of more councils that buy it are needed."
    )
    assert words.why(case, made)[0] == "How many councils buy it? 2 councils; needed: at least 3 councils."
    assert (
        "1 category does not pass “How many councils buy it?” (needed: at least 3 councils). There are too few to "
        "compare: files of more councils that buy it are needed."
    ) in words.lacking(list(answers.values()))


def test_what_is_lacking_most_often_comes_first_and_enough_evidence_lacks_nothing(
    answers: dict[str, tuple[Case, Decision]],
) -> None:
    few = [answers["Takeaway Service"]] * 2 + [answers["Advocacy"]]
    assert words.lacking(few)[0].startswith("2 categories do not pass “How many councils buy it?”")
    assert words.lacking([answers["Electricity"]]) == []


def test_no_range_is_said_to_vary_every_assumption(answers: dict[str, tuple[Case, Decision]]) -> None:
    """Setting up, running, the market and the pace are not drawn."""
    gain = words.why(*answers["Electricity"])[0]
    assert f"when {words.VARIED} vary" in gain


def test_a_worth_outside_its_own_range_is_told(gather: Callable[..., Material], assumed: Assumptions) -> None:
    """Take-up set at its low: draws run from there to its high, so nine in ten are worth more than what is expected."""
    rows = list(market(one_giant_a_region, 9_000_000, level1="Utilities", level2="Electricity"))
    ranges = {**assumed.ranges, "take_up_national": Range(0.1, 0.1, 0.45)}
    (case,) = building.build_all(gather(rows, given=replace(assumed, ranges=ranges)))
    (said,) = cautions.cautions(case, decision.decide(case))
    assert case.joint["national"].npv < case.joint["national"].spread.p10
    assert said.startswith(f"Buying nationally is worth {pounds(case.npv('national'))}, which is outside its own range")

"""Lines get the category that their words point to, with the rule that decided; or none."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import coding, reasons
from procurement.categories.rules import CategoryRules
from procurement.tables import CATEGORY_READING

Lines = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("line", "level1", "rule"),
    [
        pytest.param({"publisher_category": "321014"}, "Social Community Care Supplies & Services - Adult",
                     "publisher’s own ProClass code 321014", id="the publisher's code"),
        pytest.param({"publisher_category": "340000 Sports Equipment", "purpose": "Sports equipment"}, "Stationery",
                     "publisher’s own ProClass code 340000", id="code over label and words"),
        pytest.param({"publisher_category": "Solicitors"}, "Legal Services",
                     "known heading “Solicitors” in the publisher’s category", id="a Thomson heading"),
        pytest.param({"publisher_category": "CATERING.FOOD & BEVERAGES"}, "Catering",
                     "FOOD BEVERAGE in the publisher’s category", id="a council's own heading"),
        pytest.param({"account": "Hired vehicles"}, "Vehicle Management", "HIRED VEHICLE in the account", id="account"),
        pytest.param({"supplier_name": "NORTHERN SCAFFOLDING LTD"}, "Works - Construction, Repair & Maintenance",
                     "SCAFFOLDING in the supplier’s name", id="trade in the supplier's name"),
        pytest.param({"supplier_name": "A1 TAXIS"}, "Passenger Transport", "TAXI in the supplier’s name", id="taxis"),
        pytest.param({"purpose": "Skip hire"}, "Environmental Services", "SKIP HIRE in the purpose", id="purpose"),
    ],
)  # fmt: skip
def test_code(rules: CategoryRules, lines: Lines, line: dict[str, str], level1: str, rule: str) -> None:
    said = coding.code(lines(line), rules).row(0, named=True)
    assert (said["level1"], said["rule"]) == (level1, rule)


@pytest.mark.parametrize(
    ("title", "level1"),
    [
        pytest.param("Care Home Construction", "Works - Construction, Repair & Maintenance", id="works on a care home"),
        pytest.param("Security Staffing Services", "Facilities & Management Services", id="staff of a trade"),
        pytest.param("Part-time Alternative Provision", "Education", id="part-time is no vehicle part"),
        pytest.param("Supply, Repair and Maintenance of Catering Equipment", "Catering", id="maintenance of what"),
        pytest.param("Provision of Transport", "Passenger Transport", id="provision of what follows"),
    ],
)  # fmt: skip
def test_titles_of_contracts_are_what_is_bought(rules: CategoryRules, lines: Lines, title: str, level1: str) -> None:
    assert coding.code(lines({"purpose": title}), rules)["level1"].to_list() == [level1]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param({}, id="a blank line"),
        pytest.param({"purpose": "INV 004417/B", "supplier_name": "ZYXW HOLDINGS LTD"}, id="words that mean nothing"),
    ],
)
def test_it_says_that_it_does_not_know(rules: CategoryRules, lines: Lines, line: dict[str, str]) -> None:
    said = coding.code(lines(line), rules).row(0, named=True)
    assert (said["proclass_code"], said["level1"], said["level2"], said["rule"]) == ("", "", "", reasons.UNKNOWN)
    assert said["confidence"] < rules.evidence["answer_from"]


def test_where_only_level_1_can_be_told_level_2_is_blank(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"department": "Adult social care", "purpose": "Adult services"}), rules)
    assert said.select("proclass_code", "level2").row(0) == ("321000", "")


def test_more_evidence_is_more_confidence(rules: CategoryRules, lines: Lines) -> None:
    weak, strong = {"purpose": "Repairs"}, {"purpose": "Repairs", "supplier_name": "BROWN ROOFING SERVICES"}
    said = coding.code(lines(weak, strong), rules)["confidence"].to_list()
    assert said[0] < said[1] <= 1


def test_readings_keep_the_order_the_keys_and_the_shape(rules: CategoryRules, lines: Lines) -> None:
    given = lines({"purpose": "Gas"}, {}, {"purpose": "Taxis"}).reverse()
    said = coding.code(given, rules)
    assert said.schema == CATEGORY_READING
    assert said["line_text_key"].to_list() == [2, 1, 0]
    assert said["level1"].to_list() == ["Passenger Transport", "", "Utilities"]


def test_many_lines_are_coded_as_each_alone(
    rules: CategoryRules, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = lines({"purpose": "Gas"}, {"purpose": "Taxis"}, {"supplier_name": "SMITH SOLICITORS"})
    whole = coding.code(given, rules)
    monkeypatch.setattr(coding, "LINES_AT_ONCE", 1)
    assert coding.code(given, rules).equals(whole)


def test_empty_in_empty_out(rules: CategoryRules, lines: Lines) -> None:
    assert coding.code(lines(), rules).equals(pl.DataFrame(schema=CATEGORY_READING))


def test_words_that_name_a_kind_of_payee_outvote_no_word_that_names_a_thing(rules: CategoryRules, lines: Lines) -> None:
    """PRIVATE CONTRACTORS is known, says nothing, and hides CONTRACTORS inside it."""
    line = {"purpose": "Private contractors"}
    said = coding.code(lines(line, {**line, "supplier_name": "SMALL STEPS DAY NURSERY"}), rules)
    assert said["level1"].to_list() == ["", "Social Community Care Supplies & Services - Children"]


def test_a_vote_for_a_heading_as_such_hides_no_code_within_it(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"department": "Adult social care", "purpose": "Home care"}), rules)
    assert said["level2"].to_list() == ["Domiciliary Care"]


def test_a_word_for_a_finer_code_outvotes_what_is_usual_within_the_heading(rules: CategoryRules, lines: Lines) -> None:
    builder = {"supplier_name": "WATES LTD"}
    said = coding.code(lines(builder, {**builder, "purpose": "Resurfacing"}), rules)
    assert said["proclass_code"].to_list() == ["391110", "391465"]

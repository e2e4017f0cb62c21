"""What buying better could change, and what it could not, with the reason."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import influence
from procurement.categories.rules import CategoryRules

Lines = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("line", "influenceable", "reason"),
    [
        pytest.param({"supplier_name": "ACME ROOFING LTD", "purpose": "Roof repairs"}, True, "", id="a trader"),
        pytest.param({"supplier_name": "SOUTHSEA BOROUGH COUNCIL"}, False, "paid to another public body", id="council"),
        pytest.param({"supplier_kind": "public body"}, False, "paid to another public body", id="kind public body"),
        pytest.param(
            {"supplier_kind": "individual or sole trader"}, False, "paid to an individual", id="kind individual"
        ),
        pytest.param({"supplier_name": "Redacted Personal Data"}, False, "the supplier is redacted", id="redacted"),
        pytest.param({"supplier_name": "REDACTIVE PUBLISHING LTD"}, True, "", id="redacted decoy"),
        pytest.param({"purpose": "Grants to voluntary organisations"}, False, "grant", id="grant"),
        pytest.param(
            {"supplier_name": "GRANT THORNTON UK LLP", "purpose": "Grant claims"},
            True,
            "an audit firm, not a grant",
            id="grant decoy",
        ),
        pytest.param({"account": "Non-domestic rates"}, False, "business rates or council tax", id="rates"),
        pytest.param(
            {"purpose": "Council tax bills printing"},
            True,
            "bought to run the service, not the tax or benefit itself",
            id="rates decoy",
        ),
        pytest.param({"account": "Housing Benefit"}, False, "benefit paid to a resident", id="housing benefit"),
        pytest.param(
            {"publisher_category": "Parish Precepts"}, False, "precept set by another authority", id="precept"
        ),
        pytest.param({"purpose": "Environment Agency levy"}, False, "levy set by another body", id="levy"),
        pytest.param({"publisher_category": "19.PFI"}, False, "PFI: fixed by a long contract", id="PFI"),
        pytest.param(
            {"supplier_name": "Northtown Schools Project Co (One) Ltd"},
            False,
            "PFI: fixed by a long contract",
            id="a project company",
        ),
        pytest.param(
            {"supplier_name": "Northtown Schools (ProjectCo2) Ltd"},
            False,
            "PFI: fixed by a long contract",
            id="a numbered project company",
        ),
        pytest.param(
            {"supplier_name": "Tay Valley Lighting ( Leeds ) Ltd"},
            False,
            "PFI: fixed by a long contract",
            id="a company known to hold a PFI contract",
        ),
        pytest.param({"supplier_name": "OAKFERN LIFT CO LTD"}, True, "", id="a maker of lifts is no LIFT company"),
        pytest.param({"supplier_name": "PROJECT COLOUR PRINT LTD"}, True, "", id="project company decoy"),
        pytest.param({"account": "Internal recharge"}, False, "internal transfer", id="internal transfer"),
        pytest.param({"account": "LGPS contributions"}, False, "pension contribution or benefit", id="pension"),
        pytest.param(
            {"purpose": "Direct payments"}, False, "direct payment: the resident chooses", id="direct payment"
        ),
        pytest.param({"supplier_name": "HM REVENUE & CUSTOMS"}, False, "a tax", id="tax"),
        pytest.param({"account": "Ctax Preceptr Pymnts"}, False, "precept set by another authority", id="precept cut"),
        pytest.param(
            {"account": "Private Finance and Public Private partnerships"},
            False,
            "PFI: fixed by a long contract",
            id="PFI in words",
        ),
        pytest.param({"account": "Comm loans - mkt rate%"}, False, "financing, not a purchase", id="a loan"),
        pytest.param({"account": "Physiotherapy recharge"}, True, "", id="recharge decoy"),
        pytest.param({"account": "Central recharges"}, False, "internal transfer", id="recharge"),
        pytest.param({"account": "Computer investment spending"}, True, "", id="investment decoy"),
        pytest.param({"supplier_name": "DCLG"}, False, "paid to another public body", id="department in letters"),
        pytest.param({}, True, "", id="a blank line"),
    ],
)
def test_judge(rules: CategoryRules, lines: Lines, line: dict[str, str], influenceable: bool, reason: str) -> None:
    judged = influence.judge(lines(line).with_columns(proclass_code=pl.lit("")), rules.influence)
    assert judged.row(0) == (influenceable, reason)


@pytest.mark.parametrize(
    ("code", "influenceable"),
    [
        pytest.param("261415", False, id="supply teachers are chosen by schools"),
        pytest.param("261414", True, id="agency carers are chosen by the council"),
        pytest.param("201511", False, id="factoring is no purchase"),
    ],
)
def test_judge_by_code(rules: CategoryRules, lines: Lines, code: str, influenceable: bool) -> None:
    judged = influence.judge(
        lines({"supplier_name": "ACME LTD"}).with_columns(proclass_code=pl.lit(code)), rules.influence
    )
    assert judged.row(0)[0] == influenceable


def test_the_first_rule_in_the_table_wins(lines: Lines) -> None:
    table = pl.DataFrame(
        {
            "field": ["purpose", "supplier_name"],
            "pattern": ["loan", "bank"],
            "influenceable": [True, False],
            "reason": ["first", "second"],
        }
    )
    line = lines({"supplier_name": "A BANK", "purpose": "loan of toys"}).with_columns(proclass_code=pl.lit(""))
    assert influence.judge(line, table).row(0) == (True, "first")


@pytest.mark.parametrize(
    ("line", "influenceable"),
    [
        ({"purpose": "Levy"}, False),
        ({"supplier_name": "LEVY LTD", "account": "levy"}, True),
        ({"account": "toll"}, False),
        ({"publisher_category": "Tolls", "purpose": "x"}, False),
        ({"department": "Toll bridges", "supplier_name": "TOLL LTD"}, True),
        ({"supplier_name": "A BANK"}, False),
        ({"purpose": "Bank holiday cover", "department": "Bank"}, True),
    ],
    ids=["purpose", "not purpose", "one of the words", "another of the words", "no words", "name", "not name"],
)
def test_a_rule_speaks_of_its_own_field_alone(lines: Lines, line: dict[str, str], influenceable: bool) -> None:
    fields, patterns = ["purpose", "words", "supplier_name"], ["levy", "toll", "bank"]
    table = pl.DataFrame({"field": fields, "pattern": patterns, "influenceable": [False] * 3, "reason": patterns})
    judged = influence.judge(lines(line).with_columns(proclass_code=pl.lit("")), table)
    assert judged["influenceable"].to_list() == [influenceable]


def test_without_rules_every_line_is_influenceable(rules: CategoryRules, lines: Lines) -> None:
    line = lines({"purpose": "Grants"}, {}).with_columns(proclass_code=pl.lit(""))
    assert influence.judge(line, rules.influence.clear()).rows() == [(True, ""), (True, "")]

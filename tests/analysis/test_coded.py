"""Payments joined to their readings: each once, with nothing guessed."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.analysis import coded, frames
from procurement.tables import (
    AUTHORITY,
    CATEGORY_READING,
    CODED_PAYMENT,
    DECIDED_LINE,
    DECIDED_SUPPLIER,
    PAYMENT,
    PRIVATE_LINE,
)


def typed(rows: list[dict[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    blank = {name: "" if kind == pl.String() else None for name, kind in schema.items()}
    return pl.DataFrame([blank | row for row in rows], schema=schema)


def payment(line: int, **facts: Any) -> dict[str, Any]:
    plain = {"upload_id": "u", "line": line, "authority_code": "E1", "paid_on": date(2024, 4, 1), "amount_pence": 100}
    return plain | {"is_redacted": False, "supplier_text_key": 1, "line_text_key": 1} | facts


SUPPLIERS = typed(
    [{"supplier_text_key": 1, "supplier_id": "s", "supplier_label": "A Firm Ltd", "kind": "company"}], DECIDED_SUPPLIER
)
LINES = typed(
    [{"line_text_key": 1, "proclass_code": "1", "level1": "Waste", "confidence": 0.9, "influenceable": True}],
    CATEGORY_READING,
)
PLACES = typed([{"authority_code": "E1", "name": "Elmouth", "region": "South"}], AUTHORITY)


def joined(*payments: dict[str, Any], suppliers: pl.DataFrame = SUPPLIERS) -> list[dict[str, Any]]:
    table = frames.collect(coded.join(typed(list(payments), PAYMENT), suppliers, LINES, PLACES))
    assert table.schema == CODED_PAYMENT
    return table.to_dicts()


def test_a_payment_gets_its_supplier_its_category_and_its_place() -> None:
    (row,) = joined(payment(2))
    assert (row["supplier"], row["supplier_kind"], row["level1"], row["influenceable"]) == (
        "A Firm Ltd",
        "company",
        "Waste",
        True,
    )
    assert (row["authority"], row["region"], row["financial_year"], row["quarter"]) == (
        "Elmouth",
        "South",
        "2024-25",
        "2024-25 Q1",
    )


def test_a_payment_without_readings_stays_and_says_nothing() -> None:
    (row,) = joined(payment(2, supplier_text_key=9, line_text_key=9, paid_on=None))
    assert row["amount_pence"] == 100
    assert (row["supplier_id"], row["supplier"], row["supplier_kind"], row["level1"]) == ("", "", "", "")
    assert (row["confidence"], row["influenceable"], row["month"], row["quarter"]) == (None, None, "", "")


def test_a_redacted_payment_keeps_its_money_and_has_no_supplier() -> None:
    (row,) = joined(payment(2, is_redacted=True))
    assert (row["amount_pence"], row["supplier_id"], row["supplier"], row["supplier_kind"]) == (100, "", "", "redacted")


@pytest.mark.parametrize(("code", "name"), [("body:An Invented Trust", "An Invented Trust"), ("E9", "E9")])
def test_a_body_that_is_no_council_keeps_its_name(code: str, name: str) -> None:
    (row,) = joined(payment(2, authority_code=code))
    assert (row["authority"], row["region"]) == (name, "")


def test_equal_payments_are_kept_apart() -> None:
    assert len(joined(payment(2), payment(3), payment(4))) == 3


def test_no_payments_give_no_rows() -> None:
    assert joined() == []


def test_two_readings_of_one_text_are_refused() -> None:
    with pytest.raises(frames.NotUnique, match="supplier readings has more than one row where supplier_text_key is 1"):
        joined(payment(2), suppliers=pl.concat([SUPPLIERS, SUPPLIERS]))


def test_what_a_person_decided_of_a_council_s_line_goes_before_its_reading() -> None:
    said = {
        "authority_code": "E1",
        "supplier_text_key": 1,
        "line_text_key": 1,
        "proclass_code": "2",
        "level1": "Energy",
    }
    decided = typed([said | {"confidence": 1.0, "influenceable": False, "category_decision": 7}], DECIDED_LINE)
    paid = typed([payment(2), payment(3, authority_code="E2"), payment(4, supplier_text_key=2)], PAYMENT)
    rows = frames.collect(coded.join(paid, SUPPLIERS, LINES, PLACES, decided_lines=decided)).sort("line").to_dicts()
    found = [(row["level1"], row["influenceable"], row["category_decision"], row["influence_decision"]) for row in rows]
    assert found == [("Energy", False, 7, None), ("Waste", True, None, None), ("Waste", True, None, None)]
    with pytest.raises(frames.NotUnique, match="decided lines"):
        coded.join(paid, SUPPLIERS, LINES, PLACES, decided_lines=pl.concat([decided, decided]))


def test_where_only_some_columns_are_asked_for_they_are_those_of_all() -> None:
    facts = [payment(2), payment(3, is_redacted=True), payment(4, supplier_text_key=9, line_text_key=9)]
    only = ("supplier_id", "level1")
    asked = ["amount_pence", "is_redacted", *only]
    every, some = (
        frames.collect(coded.join(typed(facts, PAYMENT), SUPPLIERS, LINES, PLACES, only=told).select(asked))
        for told in ((), only)
    )
    assert every["level1"].to_list() == ["", "Waste", "Waste"]
    assert some.equals(every)
    assert some.schema == every.schema


PERSON = typed(
    [
        {"supplier_text_key": 1, "supplier_id": "p", "supplier_label": "Q Zz", "kind": coded.INDIVIDUAL},
        {"supplier_text_key": 2, "supplier_id": "s", "supplier_label": "A Firm Ltd", "kind": "company"},
    ],
    DECIDED_SUPPLIER,
)


def private(private_lines: pl.DataFrame | None) -> list[tuple[object, ...]]:
    """Line, supplier, and whether payee and line are private: of a person, a firm, and the person redacted."""
    facts = [payment(2), payment(3, supplier_text_key=2), payment(4, is_redacted=True)]
    table = coded.join(typed(facts, PAYMENT), PERSON, LINES, PLACES, private_lines)
    return frames.collect(table).sort("line").select("line", "supplier", "payee_is_private", "line_is_private").rows()


def test_where_nobody_has_looked_at_lines_every_individual_is_private() -> None:
    assert private(None) == [(2, "Q Zz", True, True), (3, "A Firm Ltd", False, False), (4, "", False, False)]


def test_where_lines_were_looked_at_only_those_found_are_private() -> None:
    line = {"authority_code": "E1", "line_text_key": 1}
    of_firm = line | {"supplier_text_key": 2, "own_name": "A. Firm", "payee_is_private": False, "line_is_private": True}
    of_person = line | {"supplier_text_key": 1, "payee_is_private": True, "line_is_private": False}
    assert private(typed([], PRIVATE_LINE)) == [
        (2, "Q Zz", False, False),
        (3, "A Firm Ltd", False, False),
        (4, "", False, False),
    ]
    assert private(typed([of_firm, of_person], PRIVATE_LINE)) == [
        (2, "Q Zz", True, False),
        (3, "A. Firm", False, True),
        (4, "", False, False),
    ]
    elsewhere = typed([of_firm | {"authority_code": "E2"}, of_person | {"line_text_key": 2}], PRIVATE_LINE)
    assert private(elsewhere) == private(typed([], PRIVATE_LINE))

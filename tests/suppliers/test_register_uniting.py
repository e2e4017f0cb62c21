"""Suppliers that a register says are one body are put to a person, each pair once, the likeliest first."""

import polars as pl

from procurement.suppliers.public_registers import uniting
from procurement.tables import REGISTER_MATCH, SUPPLIER_READING

SUPPLIERS = {1: "S1", 2: "S2", 3: "S1", 4: "S3", 5: "S4", 6: "S5", 7: ""}
"""By supplier_text_key the supplier that a text is of; "" is of none."""

MATCHES = (
    (1, "00400123", "same", 0.98),
    (2, "00400123", "same", 0.93),
    (3, "00400123", "same", 0.85),
    (4, "00400124", "same", 0.98),
    (5, "00400124", "ask", 0.49),
    (6, "00400124", "same", 0.999),
    (7, "00400123", "same", 0.98),
)


def readings() -> pl.DataFrame:
    rows = [
        {"supplier_text_key": key, "supplier_name": f"Text {key} Ltd", "supplier_id": known}
        for key, known in SUPPLIERS.items()
    ]
    return pl.DataFrame(rows, schema=SUPPLIER_READING)


def matches(*rows: tuple[int, str, str, float], register: str = "companies-house") -> pl.DataFrame:
    told = [
        {"supplier_text_key": key, "number": number, "verdict": verdict, "probability": chance, "register": register,
         "reason": f"reason {key}"}
        for key, number, verdict, chance in rows
    ]  # fmt: skip
    return pl.DataFrame(told, schema=REGISTER_MATCH)


def test_two_suppliers_of_one_body_are_a_pair_as_likely_as_its_weaker_half() -> None:
    found = uniting.pairs(readings(), matches(*MATCHES))
    assert found.select("supplier_id_a", "supplier_id_b", "probability").rows() == [
        ("S3", "S5", 0.98),
        ("S1", "S2", 0.93),
    ]
    assert found["name_a"].to_list() == ["Text 4 Ltd", "Text 1 Ltd"]
    assert found["reason"][1] == "one body of the register companies-house: reason 1; and reason 2"


def test_a_pair_that_two_registers_find_is_asked_about_once_for_the_likelier_reason() -> None:
    charities = matches((1, "1900001", "same", 0.99), (2, "1900001", "same", 0.99), register="charity-commission")
    (pair,) = uniting.pairs(readings(), pl.concat([matches(*MATCHES[:2]), charities])).iter_rows(named=True)
    assert (pair["probability"], pair["reason"][:42]) == (0.99, "one body of the register charity-commissio")


def test_three_suppliers_of_one_body_are_each_paired_with_the_first() -> None:
    three = matches(*[(key, "00400123", "same", 0.98) for key in (6, 4, 2)])
    found = uniting.pairs(readings(), three)
    assert found.select("supplier_id_a", "supplier_id_b").rows() == [("S2", "S3"), ("S2", "S5")]


def test_one_supplier_of_a_body_is_no_pair() -> None:
    assert uniting.pairs(readings(), matches((1, "00400123", "same", 0.98), (3, "00400123", "same", 0.9))).is_empty()
    assert uniting.pairs(readings(), matches()).is_empty()

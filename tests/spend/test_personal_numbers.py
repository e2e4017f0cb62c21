"""Numbers that stand for one person are found and masked; numbers of invoices, orders and telephones are not."""

import hypothesis.strategies as st
import polars as pl
import pytest
from hypothesis import given, settings
from stdnum.gb import nhs

from procurement.spend.rows import personal_numbers
from tests.oracle import slow_personal_numbers

SOUND, UNSOUND = "943 476 5919", "943 476 5918"
"""The example in the NHS's own description of its number, and the same with another check digit."""


def is_personal(text: str | None) -> bool:
    return (
        pl.DataFrame({"text": [text]}, schema={"text": pl.String}).select(personal_numbers.is_personal("text")).item()
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Refund QQ 12 34 56 C".replace("QQ", "AB"), id="National Insurance number"),
        pytest.param("Fee for t.quillfeather@beck.example", id="e-mail address"),
        pytest.param("Sort code: 12-34-56", id="sort code"),
        pytest.param(f"Physiotherapy {SOUND}", id="NHS number written 3-3-4"),
        pytest.param("Physiotherapy 943-476-5919", id="NHS number with hyphens"),
        pytest.param("NHS no 9434765919", id="NHS number after its word"),
        pytest.param("Patient: 9434765919 bed", id="patient"),
        pytest.param("client ref 9434765919", id="client"),
        pytest.param(f"Tel 020 794 6000 for {SOUND}", id="behind a telephone"),
        pytest.param(f"Rang 020 794 60001, {UNSOUND} {SOUND}", id="behind a number written alike"),
        pytest.param(f"Client {UNSOUND} is patient 9434765919", id="the second of two"),
    ],
)
def test_what_stands_for_a_person_is_found_and_masked(text: str) -> None:
    rows = pl.DataFrame({"a": ["Hire", text, None], "b": ["", "Hire 12", "Books"]})
    assert personal_numbers.in_any(rows, ["a", "b"]).to_list() == [False, True, False]
    assert is_personal(text)
    masked = pl.select(personal_numbers.masked(pl.lit(text))).item()
    assert personal_numbers.MASK in masked
    assert not is_personal(masked)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Invoice 9434765919", id="ten digits of an invoice, check digit or no"),
        pytest.param(f"Order {UNSOUND}", id="3-3-4 without the check digit"),
        pytest.param("Client ref 9434765918", id="client, without the check digit"),
        pytest.param("Tel 0161 496 0000", id="telephone"),
        pytest.param("12-34-56", id="a day, or a sort code without its words"),
        pytest.param("1943 476 5919 2", id="a longer number"),
        pytest.param("AB1234567", id="reference"),
        pytest.param("", id="nothing"),
        pytest.param(None, id="no cell"),
    ],
)
def test_what_does_not_is_left(text: str | None) -> None:
    assert not is_personal(text)


PARTS = (SOUND, UNSOUND, "9434765919", "943-476-5919", " ", "-", ", ", "nhs", "patient ", "x", "1", "20", "\n", "é")


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(PARTS), max_size=7).map("".join), min_size=1, max_size=8))
def test_a_number_is_found_wherever_it_stands(texts: list[str]) -> None:
    rows = pl.DataFrame({"text": texts})
    slowly = [slow_personal_numbers.is_personal(text) for text in texts]
    assert rows.select(personal_numbers.is_personal("text")).to_series().to_list() == slowly
    assert personal_numbers.in_any(rows, ["text"]).to_list() == slowly


@pytest.mark.parametrize("first", range(400_000_000, 400_000_040))
def test_the_check_digit_is_that_of_the_library(first: int) -> None:
    for last in range(10):
        number = f"{first}{last}"
        assert is_personal(f"NHS {number}") is nhs.is_valid(number)

"""What reads as a payment above the headings is held back with its money, and titles stay titles."""

import pytest

from tests.spend.reading_texts import judged

HEADINGS = "Payment Date,Supplier Name,Net Amount\n"
ROWS = "13/04/2024,Alder Paving Ltd,500.00\n14/04/2024,Birch Care Homes,7.00\n"


def test_a_payment_above_the_headings_is_held_back_with_its_money() -> None:
    found = judged(f"12/04/2024,Cedar Ltd,99.10\n{HEADINGS}{ROWS}")
    assert found.held_back.select("line", "rule", "amount_pence").rows() == [(1, "ABOVE_HEADINGS", 9_910)]
    assert found.held_back["advice"][0].endswith("move it below the headings, and upload the file again.")
    assert (found.accepted, found.headings, found.pence) == (2, 1, 60_610)


def test_a_payment_above_the_headings_whose_day_is_in_doubt_is_held_back_too() -> None:
    found = judged(f"20-09-21,Cedar Ltd,99.10\n{HEADINGS}{ROWS}")
    assert found.held_back.select("line", "rule", "amount_pence").rows() == [(1, "DATE_TWO_DIGIT_YEAR", 9_910)]


def test_a_sheet_that_was_sorted_with_its_headings_loses_no_payment() -> None:
    found = judged(f"{ROWS}{HEADINGS}{ROWS}")
    assert (found.accepted, found.held_back["line"].to_list(), found.pence) == (2, [1, 2], 101_400)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Spend over 500,,\n", id="a title"),
        pytest.param("From 01/04/2024,to 30/04/2024,\n", id="a period"),
        pytest.param("01/04/2024,Quillmarsh Council,April\n", id="a day and a name"),
        pytest.param("Printed,Quillmarsh Council,12\n", id="a name and a figure"),
        pytest.param("31/02/2024,Quillmarsh Council,12\n", id="a day that there is none of"),
        pytest.param("30/04/2024,Grand Total,507.00\n", id="a total"),
        pytest.param("30/04/2024,,507.00\n", id="a sum"),
    ],
)
def test_what_is_no_payment_stays_a_title(title: str) -> None:
    found = judged(f"{title}{HEADINGS}{ROWS}")
    assert (found.accepted, found.held_back.height, found.headings + found.totals) == (2, 0, 2)


def test_what_is_amiss_with_such_a_row_is_said_first() -> None:
    found = judged(f"12/04/2024,refund to a.person@example.org,5.00\n{HEADINGS}{ROWS}")
    assert found.held_back["rule"].to_list() == ["PERSONAL_NUMBER"]


def test_half_a_payment_above_the_headings_makes_no_heading_of_a_whole_one() -> None:
    found = judged("13/04/2024,+500.00,\nPayment Date,Net Amount,Supplier Name\n13/04/2024,+500.00,Alder Paving Ltd\n")
    assert found.payments.select("line", "amount_pence").rows() == [(3, 50_000)]

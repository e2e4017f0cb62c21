"""Totals that arithmetic proves are no payments, need no question, and agree; what is no sum stays held back."""

import pytest

from tests.spend.reading_texts import judged

HEAD = "Supplier,Date,Amount,Service\n"
ALDER = "Alder Paving Ltd,02/05/2024,1250.50,Roads\nAlder Paving Ltd,03/05/2024,100.00,Parks\n"
BIRCH = "Birch Care Homes,14/05/2024,640.00,Adults\nBirch Care Homes,15/05/2024,60.25,Adults\n"
CEDAR = "Cedar Taxis,21/05/2024,75.00,Schools\n"
PENCE = 212575


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (f"{ALDER}Alder Paving Ltd Total,,1350.50,\n{BIRCH}Birch Care Homes Total,,700.25,\n{CEDAR}", 2),
        (f"{ALDER},,1350.50,\n{BIRCH},,700.25,\n{CEDAR},,75.00,\n", 3),
        (f"Roads,,,\n{ALDER}Total Roads,,1350.50,\nAdults,,,\n{BIRCH}Total Adults,,700.25,\n{CEDAR}", 2),
        (f"{ALDER},,1350.50,Highways\n{BIRCH}{CEDAR}", 1),
        (f",,2125.75,\n{ALDER}{BIRCH}{CEDAR}", 1),
        (f"{ALDER}{BIRCH}Carried forward,,2050.75,\nBrought forward,,2050.75,\n{CEDAR}", 2),
    ],
    ids=[
        "named after suppliers",
        "amounts alone",
        "named after departments",
        "labelled",
        "above all payments",
        "of pages",
    ],
)
def test_sums_are_totals_and_agree(text: str, totals: int) -> None:
    file = judged(HEAD + text)
    assert (file.accepted_pence, file.held_back.height, file.totals, file.questions) == (PENCE, 0, totals, ())
    assert file.issues.filter(rule="TOTAL_AGREES").height == totals


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (f"{ALDER}{BIRCH}{CEDAR}TOTAL,31/05/2024,2125.75,\n", 1),
        (f"{ALDER}{BIRCH}{CEDAR}Total payments,31/05/2024,2125.75,\n", 1),
        (f"{ALDER}Total,03/05/2024,1350.50,\n{BIRCH}Total,15/05/2024,700.25,\n{CEDAR}", 2),
        (f"TOTAL,31/05/2024,2125.75,\n{ALDER}{BIRCH}{CEDAR}", 1),
    ],
    ids=["below all", "in more words", "of days", "above all"],
)
def test_a_total_with_a_day_is_a_total_where_it_is_the_sum(text: str, totals: int) -> None:
    file = judged(HEAD + text)
    assert (file.accepted_pence, file.totals, file.issues.filter(rule="TOTAL_AGREES").height) == (PENCE, totals, totals)


@pytest.mark.parametrize(
    "row",
    ["TOTAL,31/05/2024,2125.74,\n", "Alder Paving Ltd,31/05/2024,2125.75,\n"],
    ids=["a filling station", "a firm"],
)
def test_a_payment_with_a_day_is_no_total(row: str) -> None:
    file = judged(f"{HEAD}{ALDER}{BIRCH}{CEDAR}{row}")
    assert (file.accepted, file.totals) == (6, 0)


def test_totals_of_suppliers_with_days_are_totals() -> None:
    """Each is called after the supplier above it, and is the sum of its payments, be it one."""
    text = f"{ALDER}Alder Paving Ltd Total,03/05/2024,1350.50,\n{CEDAR}Cedar Taxis total:,21/05/2024,75.00,\n{BIRCH}"
    file = judged(HEAD + text)
    assert (file.accepted_pence, file.totals, file.held_back.height) == (PENCE, 2, 0)


@pytest.mark.parametrize(
    "row",
    ["Elm Books Total,03/05/2024,1350.50,", "Alder Paving Ltd Total,03/05/2024,1350.49,"],
    ids=["another", "no sum"],
)
def test_a_firm_whose_name_ends_in_total_is_paid(row: str) -> None:
    file = judged(f"{HEAD}{ALDER}{row}\n{BIRCH}")
    assert (file.accepted, file.totals) == (5, 0)


def test_sums_carried_and_brought_forward_and_of_vat_pay_nobody_though_they_have_a_day() -> None:
    carried = "Total c/f,31/05/2024,1350.50,\nTotal b/f,31/05/2024,1350.50,\n"
    closing = "Total exc VAT,31/05/2024,2125.75,\nTotal VAT,31/05/2024,99.00,\n"
    file = judged(f"{HEAD}{ALDER}{carried}{BIRCH}{CEDAR}{closing}")
    assert (file.accepted_pence, file.held_back.height) == (PENCE, 0)


def test_a_second_payment_of_the_same_amount_to_a_filling_station_is_no_total() -> None:
    file = judged(f"{HEAD}TOTAL,01/05/2024,75.00,Fuel\nTOTAL,02/05/2024,75.00,Fuel\n{ALDER}")
    assert (file.accepted, file.totals) == (4, 0)


@pytest.mark.parametrize("pence", ["1350.49", "2125.75"], ids=["a penny less", "the sum of all, between them"])
def test_an_amount_alone_that_is_no_sum_is_held_back(pence: str) -> None:
    file = judged(f"{HEAD}{ALDER},,{pence},\n{BIRCH}{CEDAR}")
    assert (file.accepted_pence, file.held_back["rule"].to_list()) == (PENCE, ["DATE_MISSING"])


def test_a_supplier_without_a_date_is_no_sum_though_its_amount_is() -> None:
    file = judged(f"{HEAD}{ALDER}Elm Books Limited,,1350.50,Libraries\n{BIRCH}{CEDAR}")
    assert (file.accepted_pence, file.held_back["rule"].to_list()) == (PENCE, ["DATE_MISSING"])


def test_lines_drawn_with_dashes_say_nothing() -> None:
    file = judged(f"{HEAD}---,---,---,---\n{ALDER}{BIRCH}{CEDAR}=====,,=====,\n")
    assert (file.accepted_pence, file.blank, file.held_back.height) == (PENCE, 2, 0)

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


UNDATED = (
    "Supplier,Net Amount,Department\n"
    "Alder Paving Ltd,1250.50,Place\nBirch Care Homes,100.00,Place\nPlace,1350.50,\n"
    "Cedar Taxis,640.00,People\nElm Books Limited,-60.25,People\nPeople,579.75,\n"
    "Fir IT plc,75.00,Resources\nResources,75.00,\n"
)


def test_sums_under_the_names_of_departments_are_totals_in_a_file_without_dates() -> None:
    file = judged(UNDATED, file_name="payments-may-2024.csv")
    assert (file.accepted_pence, file.accepted, file.totals, file.held_back.height) == (200_525, 5, 3, 0)


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("Place,1350.50,", "Place,1350.51,"),
        ("Place,1350.50,", "Places,1350.50,"),
        ("Place,1350.50,", "Place,1350.50,Place"),
    ],
    ids=["a penny more", "another name", "in the department itself"],
)
def test_what_is_not_quite_such_a_sum_is_paid(there: str, instead: str) -> None:
    file = judged(UNDATED.replace(there, instead), file_name="payments-may-2024.csv")
    assert (file.accepted, file.totals) == (6, 2)


def test_one_payment_alone_proves_no_total_of_a_department() -> None:
    text = "Supplier,Net Amount,Department\nAlder Paving Ltd,1250.50,Elmshire\nElmshire,1250.50,\n"
    file = judged(text, file_name="payments-may-2024.csv")
    assert (file.accepted, file.totals) == (2, 0)


def test_payments_that_cancel_above_another_of_the_same_supplier_prove_nothing() -> None:
    text = "Supplier,Net Amount\nAlder Paving Ltd,500.00\nAlder Paving Ltd,-500.00\nAlder Paving Ltd,700.00\n"
    file = judged(text, file_name="payments-may-2024.csv")
    assert (file.accepted, file.accepted_pence) == (3, 70_000)


@pytest.mark.parametrize("said", ["Average payment", "Average", "Largest payment:", "Minimum invoice value"])
def test_a_statistic_pays_nobody(said: str) -> None:
    file = judged(f"Supplier,Net Amount\nAlder Paving Ltd,500.00\n{said},500.00\n", file_name="payments-may-2024.csv")
    assert (file.accepted, file.accepted_pence) == (1, 50_000)


@pytest.mark.parametrize("firm", ["Average Joe Coffee", "Max", "Mean Machines Ltd", "Largest Payments Ltd"])
def test_a_firm_that_is_called_like_a_statistic_is_paid(firm: str) -> None:
    file = judged(f"Supplier,Net Amount\nAlder Paving Ltd,500.00\n{firm},500.00\n", file_name="payments-may-2024.csv")
    assert (file.accepted, file.accepted_pence) == (2, 100_000)


OF_MAY = "Payments of May 2024\nSupplier,Purpose,Amount\n"
OF_ROADS = "Alder Paving Ltd,Kerbs,1250.50\nBirch Care Homes,Care,640.00\n"
OF_PARKS = "Cedar Taxis,Trips,75.00\nElm Books Limited,Books,60.25\n"


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (f"Roads,,\n{OF_ROADS}Total Roads,,1890.50\nParks,,\n{OF_PARKS}Total Parks,,135.25\n", 2),
        (f"{OF_ROADS}Sub total Roads,,1890.50\n{OF_PARKS}Parks Total,,135.25\nOverall Total,,2025.75\n", 3),
        (f"{OF_ROADS}{OF_PARKS}Payments this month,,2025.75\n", 1),
        (f"{OF_ROADS}{OF_PARKS}Total Expenditure over £500 for the month,,2025.75\n", 1),
    ],
    ids=["named after departments", "both ways", "of the month", "in many words"],
)
def test_sums_in_a_file_without_dates_are_totals(text: str, totals: int) -> None:
    """The day that the whole file states is no line's own."""
    file = judged(OF_MAY + text)
    assert (file.accepted_pence, file.totals, file.held_back.height) == (202_575, totals, 0)


def test_a_firm_called_total_is_paid_in_a_file_without_dates() -> None:
    file = judged(f"{OF_MAY}{OF_ROADS}Total Gas & Power Limited,Gas,1890.49\n{OF_PARKS}")
    assert (file.accepted, file.totals) == (5, 0)


@pytest.mark.parametrize("label", ["Cumulative payments to date", "Payments year to date", "Running total"])
def test_what_came_before_as_well_is_no_payment(label: str) -> None:
    file = judged(f"{HEAD}{ALDER}{label},31/05/2024,91350.50,\n{BIRCH}")
    assert (file.accepted, file.held_back.height) == (4, 0)


def test_sums_of_suppliers_below_them_all_are_totals() -> None:
    """A second, shorter list that repeats what each was paid in all."""
    top = "Alder Paving Ltd,,1350.50\nBirch Care Homes,,640.00\nCedar Taxis,,75.00\n"
    file = judged(f"{OF_MAY}{OF_ROADS}Alder Paving Ltd,Path,100.00\n{OF_PARKS}\nLargest payees,,\n{top}")
    assert (file.accepted_pence, file.totals) == (212_575, 3)


def test_lines_of_equal_instalments_below_others_are_paid() -> None:
    file = judged(f"{OF_MAY}{OF_ROADS}{OF_PARKS}Alder Paving Ltd,Kerbs,1250.50\nCedar Taxis,Trips,75.00\n")
    assert (file.accepted, file.totals) == (6, 0)


FIVE = f"{ALDER}{BIRCH}{CEDAR}"


@pytest.mark.parametrize("label", ["All payments", "Spend in month", "Amount paid in May 2024", "Overall spend"])
@pytest.mark.parametrize("day", ["31/05/2024", ""], ids=["with a day", "without a day"])
def test_the_last_line_that_is_the_sum_of_all_is_a_total_whatever_it_says(label: str, day: str) -> None:
    file = judged(f"{HEAD}{FIVE}{label},{day},2125.75,\n\nProduced by Finance,,,\n")
    assert (file.accepted_pence, file.totals, file.held_back.height) == (PENCE, 1, 0)


@pytest.mark.parametrize(
    "rows",
    [
        f"{FIVE}Elm Books Limited,31/05/2024,2125.74,\n",
        f"{ALDER}Elm Books Limited,31/05/2024,1350.50,\n",
        f"{FIVE}Cedar Taxis,31/05/2024,2125.75,\n",
        f"{FIVE}Elm Books Limited,31/05/2024,2125.75,\n{CEDAR}",
    ],
    ids=["a penny less", "few lines", "a supplier who is paid above", "not the last"],
)
def test_another_last_line_is_paid(rows: str) -> None:
    assert judged(HEAD + rows).totals == 0

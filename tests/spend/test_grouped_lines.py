"""Outlines print a supplier, or a day, on the first line of each group alone: a person says whose the others are."""

import pytest

from tests.spend.reading_texts import judged

HEADING = "Supplier,Date,Service,Amount\n"
GROUPS = (
    "Alder Paving Ltd,02/05/2024,Highways,1.00\n,03/05/2024,Highways,2.00\n,04/05/2024,Parks,3.00\n"
    "Birch Care Homes,05/05/2024,Adults,4.00\n,06/05/2024,Adults,5.00\n"
)
TAKEN = {"SUPPLIER_ABOVE": "the one above"}


def test_lines_below_a_supplier_are_asked_about_and_held_back_unless_a_person_says_so() -> None:
    found = judged(HEADING + GROUPS)
    (question,) = found.questions
    assert (question.code, question.suggested) == ("SUPPLIER_ABOVE", "hold back")
    assert (found.accepted_pence, found.held_back["rule"].to_list()) == (500, ["SUPPLIER_MISSING"] * 3)


def test_they_belong_to_the_supplier_above_once_a_person_says_so() -> None:
    found = judged(HEADING + GROUPS, TAKEN)
    names = found.payments["supplier_name"].to_list()
    assert names == ["Alder Paving Ltd"] * 3 + ["Birch Care Homes"] * 2
    assert found.accepted_pence == 1_500
    assert [fix.rule for fix in found.fixes] == ["SUPPLIER_ABOVE"]


def test_a_line_with_neither_supplier_nor_day_may_be_a_total_and_is_not_filled() -> None:
    found = judged(HEADING + GROUPS + ",,,9.00\n", TAKEN)
    assert (found.accepted_pence, found.payments.height) == (1_500, 5)


def test_a_day_on_the_first_line_of_each_group() -> None:
    text = (
        "Date,Supplier,Amount\n02/05/2024,Alder Paving Ltd,1.00\n,Birch Care Homes,2.00\n,Cedar Ltd,3.00\n"
        "05/05/2024,Dogwood LLP,4.00\n,Elm Ltd,5.00\n"
    )
    found = judged(text, {"DATE_ABOVE": "the one above"})
    days = [str(day) for day in found.payments["paid_on"].to_list()]
    assert days == ["2024-05-02"] * 3 + ["2024-05-05"] * 2


def test_a_section_between_the_lines_is_no_supplier() -> None:
    rows = GROUPS.replace(",06/05", "Directorate: Highways,,,\n,06/05")
    found = judged(HEADING + rows, TAKEN)
    assert found.payments["supplier_name"].to_list() == ["Alder Paving Ltd"] * 3 + ["Birch Care Homes"] * 2


@pytest.mark.parametrize("other", ["Invoice Date", "Period"])
def test_a_day_that_stands_beside_the_line_is_taken_without_a_question(other: str) -> None:
    cell = "01/05/2024" if other == "Invoice Date" else "May 2024"
    dates = ["02/05/2024", "", "", "05/05/2024", ""]
    rows = "".join(f"{day},{cell},Alder {at} Ltd,1.00\n" for at, day in enumerate(dates))
    found = judged(f"Payment Date,{other},Supplier,Amount\n{rows}")
    assert (found.questions, found.accepted) == ((), 5)


NOT_GROUPS = {
    "a name twice running": GROUPS.replace("\n,03", "\nAlder Paving Ltd,03") + ",07/05/2024,Adults,6.00\n",
    "few blanks": "".join(f"Alder {at} Ltd,02/05/2024,Parks,1.00\n" for at in range(30))
    + ",03/05/2024,Parks,1.00\n" * 3,
    "nothing above the first": ",01/05/2024,Parks,1.00\n" + GROUPS,
}


@pytest.mark.parametrize("rows", NOT_GROUPS.values(), ids=NOT_GROUPS.keys())
def test_other_blanks_are_not_asked_about(rows: str) -> None:
    found = judged(HEADING + rows)
    assert found.questions == ()
    assert set(found.held_back["rule"]) == {"SUPPLIER_MISSING"}


ALONE = (
    "Alder Paving Ltd,,,\n,02/05/2024,Highways,1.00\n,03/05/2024,Parks,2.00\nBirch Care Homes,,,\n"
    ",05/05/2024,Adults,4.00\n"
)


def test_suppliers_on_lines_of_their_own_are_asked_about_as_well() -> None:
    found = judged(HEADING + ALONE)
    assert [question.code for question in found.questions] == ["SUPPLIER_ABOVE"]
    assert (found.accepted, found.held_back["rule"].to_list()) == (0, ["SUPPLIER_MISSING"] * 3)
    taken = judged(HEADING + ALONE, TAKEN)
    assert taken.payments["supplier_name"].to_list() == ["Alder Paving Ltd"] * 2 + ["Birch Care Homes"]


def test_one_line_above_the_payments_may_be_any_title() -> None:
    assert judged(HEADING + "Alder Paving Ltd,,,\n,02/05/2024,Highways,1.00\n,03/05/2024,Parks,2.00\n").questions == ()


def test_sums_by_department_below_the_payments_raise_no_question() -> None:
    """Where a day should be they name a department, so they are no payments of the supplier above."""
    rows = "02/05/2024,Alder Ltd,Roads,1.00\n03/05/2024,Birch Ltd,Parks,2.00\n04/05/2024,Cedar Ltd,Parks,4.00\n"
    found = judged(f"Date,Supplier,Department,Amount\n{rows}Summary,,,\nRoads,,,1.00\nParks,,,6.00\nCare,,,0.00\n")
    assert (found.questions, found.accepted) == ((), 3)


def test_a_column_without_a_heading_is_named_by_its_number() -> None:
    first = ",Date,Type,Amount\nAlder Ltd,,,\n,02/05/2024,Bill,1.00\n,03/05/2024,Bill,2.00\n"
    (question, *_) = judged(f"{first}Birch Ltd,,,\n,04/05/2024,Bill,4.00\n").questions
    assert question.sentence.startswith('"column 1" stands only on some lines')

"""Parts of a sheet under a title, or headings, which say that what follows was not paid: a person is asked."""

import pytest

from procurement.spend.judged import Judged
from tests.spend.reading_texts import judged

HEADINGS = "Date,Name,Details,Amount\n"
PAID = "02/05/2024,Alder Ltd,Mowing,100.00\n03/05/2024,Birch Ltd,Paint,200.00\n"
OTHERS = "04/05/2024,Cedar Ltd,Hire,1000.00\n05/05/2024,Elm Ltd,Hire,2000.00\n"


def asked(file: Judged) -> list[tuple[str, str]]:
    return [(question.code, question.suggested) for question in file.questions]


@pytest.mark.parametrize(
    "below",
    [
        f"INCOME\n{HEADINGS}{OTHERS}",
        f'"",,"Total",300.00\n\nReceipts May 2024\n{HEADINGS}{OTHERS}',
        f"Date,Received from,Details,Amount\n{OTHERS}",
        f"Bank balances at 31 May 2024\n{OTHERS}",
        f"Invoices awaiting approval\n{HEADINGS}{OTHERS}",
        f"Purchase orders raised,,,\n{HEADINGS}{OTHERS}",
        f"Contracts awarded in the month\nAward Date,Contractor,Title,Contract Value\n{OTHERS}",
    ],
    ids=["income", "receipts after a total", "its own headings", "balances", "not paid yet", "orders", "contracts"],
)
def test_a_part_that_is_no_list_of_payments_is_asked_about(below: str) -> None:
    """Until somebody says that they count, its rows are held back with what they come to."""
    text = f"PAYMENTS\n{HEADINGS}{PAID}{below}"
    file = judged(text)
    ((code, suggested),) = asked(file)
    assert (code.split(":")[0], suggested, file.accepted_pence, file.held_back_pence) == (
        "SECTION",
        "hold back",
        300_00,
        3000_00,
    )
    assert judged(text, {code: "take"}).accepted_pence == 3300_00


def test_the_part_may_come_first() -> None:
    file = judged(f"Income\n{HEADINGS}{OTHERS}\nExpenditure\n{HEADINGS}{PAID}")
    assert (asked(file), file.accepted_pence) == ([("SECTION:Income", "hold back")], 300_00)


@pytest.mark.parametrize(
    "title", [f"Credit notes\n{HEADINGS}", "Less credit notes received,,,\n"], ids=["headed", "not headed"]
)
def test_credits_without_a_minus_are_money_back_if_a_person_says_so(title: str) -> None:
    text = f"Payments\n{HEADINGS}{PAID}{title}04/05/2024,Alder Ltd,Returned,40.00\n"
    file = judged(text)
    ((code, suggested),) = asked(file)
    assert (suggested, file.accepted_pence, judged(text, {code: "take"}).accepted_pence) == ("turn", 260_00, 340_00)


def test_credits_with_a_minus_are_taken_as_written() -> None:
    file = judged(f"Payments\n{HEADINGS}{PAID}Credit notes\n{HEADINGS}04/05/2024,Alder Ltd,Returned,-40.00\n")
    assert (file.questions, file.accepted_pence) == ((), 260_00)


def test_gross_amounts_below_net_ones_are_held_back() -> None:
    """Nothing is added across net and gross."""
    net, gross = (
        "Date,Supplier,Net Amount\n02/05/2024,Alder Ltd,100.00\n",
        "Date,Supplier,Gross Amount\n03/05/2024,Birch Ltd,240.00\n",
    )
    file = judged(net + gross)
    assert (file.questions, file.accepted_pence, file.held_back_pence) == ((), 100_00, 240_00)
    assert "never added" in file.held_back["advice"][0]


def test_net_amounts_of_a_moved_block_count_where_they_are_the_amount() -> None:
    """The gross ones above have no net amount, and are held back as such."""
    gross = "Date,Supplier,Details,Gross Amount\n02/05/2024,Alder Ltd,Kerbs,120.00\n"
    file = judged(f"{gross}Supplier,Net Amount,Date\nBirch Ltd,40.00,03/05/2024\n")
    assert (file.accepted_pence, file.held_back["rule"].to_list()) == (40_00, ["AMOUNT_MISSING"])


def test_amounts_that_say_neither_leave_the_basis_of_a_file_unstated() -> None:
    net, other = (
        "Date,Supplier,Net Amount\n02/05/2024,Alder Ltd,100.00\n",
        "Date,Supplier,Amount\n03/05/2024,Birch Ltd,240.00\n",
    )
    file = judged(net + other)
    assert (file.questions, file.accepted_pence) == ((), 340_00)
    assert file.payments["amount_basis"].to_list() == ["unstated", "unstated"]
    assert "AMOUNT_HEADED_OTHERWISE" in {fix.rule for fix in file.fixes}


@pytest.mark.parametrize(
    "below",
    [
        f"Highways\n{HEADINGS}{OTHERS}",
        f"Payments for approval\n{HEADINGS}{OTHERS}".replace("for approval", "by card"),
        f"{HEADINGS}{OTHERS}",
        f"Income Team,,,\n{OTHERS}",
    ],
    ids=["a department", "payments too", "no title", "a department without headings"],
)
def test_other_parts_count_without_a_question(below: str) -> None:
    file = judged(f"Payments\n{HEADINGS}{PAID}{below}")
    assert (file.questions, file.accepted_pence) == ((), 3300_00)


def test_payments_for_approval_alone_are_the_list() -> None:
    assert judged(f"Payments for approval\n{HEADINGS}{PAID}").questions == ()


def test_another_block_is_read_by_the_amount_of_its_own_headings() -> None:
    """ "Amount" stands in the place of no "Net Amount": the code of the merchant's trade is no sum."""
    cards = "Transaction Date,Merchant,MCC,Amount\n04/05/2024,Cedar Cafe,5812,12.00\n05/05/2024,Elm Cafe,5812,13.00\n"
    file = judged(f"Date,Supplier,Net Amount\n02/05/2024,Alder Ltd,100.00\n\nPurchase cards\n{cards}")
    assert (file.accepted_pence, file.held_back.height, file.payments["supplier_name"].to_list()) == (
        125_00,
        0,
        ["Alder Ltd", "Cedar Cafe", "Elm Cafe"],
    )

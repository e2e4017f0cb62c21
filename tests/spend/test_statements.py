"""Cash books and bank statements: whether the text of a line names who was paid is for a person to say."""

import pytest

from procurement.spend.findings import ColumnMissing
from tests.spend.reading_texts import judged

FIRMS = ("Alder Paving Ltd", "Birch Care Homes", "Clerk's salary", "Dogwood Legal LLP")
BOOK = "Date,Details,Ref,Receipts,Payments,Balance\n01/05/2024,Opening balance,,,,900.00\n" + "".join(
    f"{day:02d}/05/2024,{firm},{day},,{day}.50,{900 - day}.00\n" for day, firm in enumerate(FIRMS, 2)
)


def test_a_cash_book_is_asked_about_and_read_by_its_details() -> None:
    found = judged(BOOK)
    (question,) = found.questions
    assert (question.code, [choice.value for choice in question.choices]) == ("SUPPLIER_COLUMN", ["Details", "stop"])
    assert found.payments["supplier_name"].to_list() == list(FIRMS)
    assert found.payments["amount_pence"].to_list() == [250, 350, 450, 550]
    assert [issue for issue in found.issues["rule"].to_list() if issue == "NOTE_LINE"] == ["NOTE_LINE"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Receipts", "Code"), ("Payments", "Amount"), ("Date", "Day No")],
    ids=["no column of money in", "no column of money out", "no date"],
)
def test_other_files_without_a_supplier_are_refused(old: str, new: str) -> None:
    text = BOOK.replace(old, new, 1).replace("Balance", "Left", 1)
    with pytest.raises(ColumnMissing):
        judged(text)


@pytest.mark.parametrize("said", ["PAYMENT RECEIVED - THANK YOU", "Direct Debit Payment", "Payment - Thank You"])
def test_what_was_paid_to_the_bank_of_a_card_is_held_back(said: str) -> None:
    """What was bought with the card is counted; the bill would take all of it off again."""
    file = judged(
        "Transaction Date,Merchant,Amount\n02/05/2024,Alder Cafe,12.00\n03/05/2024,Birch Books,30.00\n"
        f"28/05/2024,{said},-42.00\n"
    )
    assert (file.accepted_pence, file.held_back.select("line", "rule").rows()) == (4200, [(4, "CARD_REPAYMENT")])


def test_money_that_a_merchant_sends_back_is_a_credit() -> None:
    file = judged("Transaction Date,Merchant,Amount\n02/05/2024,Alder Cafe,12.00\n03/05/2024,Thank You Cards,-3.00\n")
    assert file.accepted_pence == 900

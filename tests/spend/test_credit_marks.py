"""Marks beside an amount: which side is money back, and that no file is turned upside down in silence."""

import pytest

from tests.spend.reading_texts import judged

HEADING = "Payment Date,Vendor Name,Amount Excluding VAT"


def file_of(mark: str, *rows: tuple[str, str]) -> str:
    """A line of 2 May 2024 for each amount and mark."""
    lines = [f"02/05/2024,Alder Paving Ltd,{amount},{said}" for amount, said in rows]
    return "\n".join([f"{HEADING},{mark}", *lines]) + "\n"


def test_what_a_supplier_is_owed_stays_positive_where_credit_notes_have_their_signs() -> None:
    text = file_of("Debit/Credit Indicator", ("4575.00", "H"), ("820.00", "H"), ("-950.00", "S"))
    found = judged(text)
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, -95_000]
    assert found.questions == ()


def test_where_credits_are_most_of_the_money_a_person_says_which_is_money_back() -> None:
    text = file_of("Debit/Credit Indicator", ("4575.00", "H"), ("820.00", "H"), ("950.00", "S"))
    (question,) = judged(text).questions
    assert (question.code, question.suggested) == ("CREDIT_SIGNS", "turn debits")
    assert {choice.value: choice.effect for choice in question.choices} == {
        "turn": "the file comes to -£4,445.00",
        "as written": "the file comes to £6,345.00",
        "turn debits": "the file comes to £4,445.00",
    }
    assert judged(text, {"CREDIT_SIGNS": "turn debits"}).payments["amount_pence"].to_list() == [
        457_500,
        82_000,
        -95_000,
    ]


def test_a_file_of_nothing_but_credits_is_asked_about() -> None:
    (question,) = judged(file_of("DR/CR", ("40.00", "CR"), ("60.00", "CR"))).questions
    assert [choice.value for choice in question.choices] == ["turn", "as written"]
    assert question.suggested == "as written"


@pytest.mark.parametrize("heading", ["Type", "Document Type", "InvoiceType", "Transaction Type"])
def test_a_credit_note_without_its_sign_is_told_by_its_type(heading: str) -> None:
    found = judged(file_of(heading, ("1200.00", "INV"), ("75.25", "CRN"), ("640.00", "INV")))
    assert found.payments["amount_pence"].to_list() == [120_000, -7_525, 64_000]
    assert [fix.rule for fix in found.fixes if fix.rule == "CREDITS_BY_MARK"]


@pytest.mark.parametrize("types", [("INV", "KR"), ("C", "D"), ("INV", "")], ids=["another type", "letters", "blank"])
def test_a_type_that_is_not_always_a_side_turns_nothing(types: tuple[str, str]) -> None:
    found = judged(file_of("Type", ("1200.00", types[0]), ("75.25", types[1])))
    assert found.payments["amount_pence"].to_list() == [120_000, 7_525]


def test_the_types_of_invoice_that_oracle_writes_tell_credits() -> None:
    text = file_of("Invoice Type", ("4575.00", "STANDARD"), ("820.00", "Prepayment"), ("950.00", "CREDIT"))
    found = judged(text)
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, -95_000]
    assert found.questions == ()


def test_credits_of_oracle_that_have_their_minus_stay_as_written() -> None:
    found = judged(file_of("Invoice Type", ("4575.00", "STANDARD"), ("-950.00", "CREDIT")))
    assert found.payments["amount_pence"].to_list() == [457_500, -95_000]
    assert found.questions == ()


def test_beside_another_kind_of_line_a_credit_without_a_minus_is_asked_about() -> None:
    text = file_of("Invoice Type", ("4575.00", "STANDARD"), ("950.00", "CREDIT"), ("75.00", "Refund"))
    (question,) = judged(text).questions
    assert (question.code, question.suggested) == ("CREDIT_SIGNS", "turn")
    assert judged(text).payments["amount_pence"].to_list() == [457_500, -95_000, 7_500]
    written = judged(text, {"CREDIT_SIGNS": "as written"})
    assert written.payments["amount_pence"].to_list() == [457_500, 95_000, 7_500]


def test_beside_another_kind_of_line_credits_that_have_their_minus_stay_as_written() -> None:
    found = judged(file_of("Invoice Type", ("4575.00", "STANDARD"), ("-950.00", "CREDIT"), ("75.00", "Refund")))
    assert (found.accepted_pence, found.questions) == (370_000, ())


@pytest.mark.parametrize(
    ("heading", "invoice", "credit"),
    [
        ("Credit Note (Y/N)", "N", "Y"),
        ("Is Credit", "false", "TRUE"),
        ("+/-", "+", "-"),
        ("S/H", "S", "H"),
        ("Type", "PI", "PC"),
        ("Document Type", "KR", "KG"),
        ("Transaction Type", "Purchase Invoice", "Purchase Credit"),
    ],
)
def test_how_ledgers_mark_a_credit(heading: str, invoice: str, credit: str) -> None:
    found = judged(file_of(heading, ("4575.00", invoice), ("820.00", invoice), ("950.00", credit)))
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, -95_000]
    assert found.questions == ()


def test_numbers_of_credit_notes_are_no_marks() -> None:
    found = judged(file_of("Credit Note", ("4575.00", ""), ("820.00", "CN12"), ("950.00", "")))
    assert found.accepted_pence == 634_500


def test_a_remark_in_brackets_does_not_hide_that_a_heading_speaks_of_credits() -> None:
    rows = (("100.00", "STANDARD"), ("40.00", "CREDIT"))
    found = judged(file_of("Invoice Type (Internal Classification)", *rows))
    assert (found.accepted_pence, found.questions) == (6_000, ())


@pytest.mark.parametrize(
    ("heading", "credit", "others"),
    [
        ("Document Type", "Supplier Credit Note", ("Supplier Invoice", "Supplier Invoice")),
        ("Invoice Type Code", "CREDIT", ("STANDARD", "Invoice")),
        ("Type", "Credit memo", ("Supplier invoice", "")),
        ("Credit?", "X", ("", "")),
    ],
    ids=["in more words", "beside two kinds", "beside a blank", "ticked"],
)
def test_what_is_called_a_credit_is_one_whatever_other_lines_are_called(
    heading: str, credit: str, others: tuple[str, str]
) -> None:
    rows = (("100.00", others[0]), ("50.00", others[1]), ("40.00", credit))
    found = judged(file_of(heading, *rows))
    assert (found.payments["amount_pence"].to_list(), found.questions) == ([10_000, 5_000, -4_000], ())


def test_letters_below_a_heading_of_types_are_no_credits() -> None:
    found = judged(file_of("Type", ("100.00", "A"), ("40.00", "C"), ("50.00", "B")))
    assert (found.accepted_pence, found.questions) == (19_000, ())


def test_refunds_without_a_minus_are_asked_about() -> None:
    text = file_of("Transaction Type", ("100.00", "Payment"), ("40.00", "Refund"))
    (question,) = judged(text).questions
    assert (question.code, question.suggested) == ("CREDIT_SIGNS", "as written")
    assert [choice.effect for choice in question.choices] == ["the file comes to £60.00", "the file comes to £140.00"]
    assert judged(text, {"CREDIT_SIGNS": "turn"}).payments["amount_pence"].to_list() == [10_000, -4_000]


@pytest.mark.parametrize(
    "rows",
    [(("100.00", "Payment"), ("-40.00", "Refund")), (("100.00", "Refund"), ("40.00", "Refund"))],
    ids=["with a minus", "on every line"],
)
def test_other_refunds_are_not(rows: tuple[tuple[str, str], ...]) -> None:
    assert judged(file_of("Transaction Type", *rows)).questions == ()


@pytest.mark.parametrize("heading", ["Credit/Invoice", "Kind", "Ledger"])
def test_words_for_both_sides_tell_credits_under_any_heading(heading: str) -> None:
    found = judged(file_of(heading, ("4575.00", "INV"), ("820.00", "Invoice"), ("950.00", "CRN")))
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, -95_000]
    assert "CREDITS_BY_MARK" in {fix.rule for fix in found.fixes}


@pytest.mark.parametrize(
    "marks",
    [("INV", "INV", "INV"), ("CRN", "CRN", "CRN"), ("INV", "CRN", "BACS"), ("C", "D", "D"), ("INV", "CRN", "C")],
    ids=["one side", "the other", "another word", "letters", "a letter among them"],
)
def test_under_any_heading_less_turns_nothing(marks: tuple[str, str, str]) -> None:
    amounts = ("4575.00", "820.00", "950.00")
    found = judged(file_of("Kind", *zip(amounts, marks, strict=True)))
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, 95_000]
    assert not found.questions


def test_under_any_heading_credits_that_have_their_minus_stay_as_written() -> None:
    found = judged(file_of("Kind", ("4575.00", "INV"), ("820.00", "INV"), ("-950.00", "CRN")))
    assert found.payments["amount_pence"].to_list() == [457_500, 82_000, -95_000]

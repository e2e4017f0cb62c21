"""Files in which nearly every amount is negative: a person says whether these are payments or money that came back."""

import pytest

from tests.spend.reading_texts import judged

DEBITS = ("-1250.50", "(640.00)", "£-27,500.00", "999.95-", "-£12.00", "75.25")
PENCE = [-125_050, -64_000, -2_750_000, -99_995, -1_200, 7_525]


def file_of(*amounts: str, heading: str = "Amount", beside: str = "Adults") -> str:
    """A line a supplier, each with one of these amounts."""
    lines = [f'02/05/2024,Alder Paving {at} Ltd,"{amount}",{beside}\n' for at, amount in enumerate(amounts)]
    return f"Date,Supplier,{heading},Service\n" + "".join(lines)


def test_payments_written_with_a_minus_are_asked_about_and_turned() -> None:
    (question,) = judged(file_of(*DEBITS)).questions
    assert (question.code, question.suggested) == ("AMOUNT_SIGNS", "turn")
    assert {choice.value: choice.effect for choice in question.choices} == {
        "turn": "the file comes to £30,327.20",
        "as written": "the file comes to -£30,327.20",
    }
    turned = judged(file_of(*DEBITS), {"AMOUNT_SIGNS": "turn"})
    assert turned.payments["amount_pence"].to_list() == [-pence for pence in PENCE]
    assert [fix.rule for fix in turned.fixes if fix.rule == "AMOUNT_SIGNS"]


def test_a_file_without_headings_is_asked_about_too() -> None:
    rows = "".join(f"0{at}/05/2024,Alder Paving {at} Ltd,-{at}50.00,Adults\n" for at in range(1, 8))
    assert [question.code for question in judged(rows).questions] == ["HEADINGS", "AMOUNT_SIGNS"]
    turned = judged(rows, {"HEADINGS": "as suggested", "AMOUNT_SIGNS": "turn"})
    assert turned.payments["amount_pence"].sum() == 315_000


def test_money_that_came_back_stays_as_written() -> None:
    kept = judged(file_of(*DEBITS), {"AMOUNT_SIGNS": "as written"})
    assert kept.payments["amount_pence"].to_list() == PENCE


def test_a_total_is_turned_with_its_payments() -> None:
    text = file_of(*DEBITS) + "Total,,-30327.20,\n"
    found = judged(text, {"AMOUNT_SIGNS": "turn"})
    assert found.payments["amount_pence"].sum() == 3_032_720
    assert found.totals == 1
    assert found.issues.filter(found.issues["sentence"].str.contains("agrees")).height == 1


@pytest.mark.parametrize(
    "amounts",
    [("-5.00",) * 4, ("-5.00",) * 6 + ("400.00",), ("-5.00",) * 6 + ("1.00",) * 6, ("n/a",) * 6],
    ids=["few lines", "little of the money", "half of the lines", "no amounts"],
)
def test_refunds_among_payments_are_no_question(amounts: tuple[str, ...]) -> None:
    assert not judged(file_of(*amounts)).questions


def test_a_minus_that_a_mark_explains_is_no_question() -> None:
    text = file_of(*["-5.00"] * 6, beside="CR").replace("Service", "DR/CR")
    assert not judged(text).questions


CREDITS_FILES = [
    "Over £500 Credits April 2025.csv",
    "over_500_credits.csv",
    "Credit Notes Q1.csv",
    "Over 500 Credit May 2025.csv",
]
OTHER_FILES = [
    "Invoices and credits over 500.csv", "credit card spend.csv", "Creditors over 500.csv", "Tax credits.csv",
    "Payments excluding credit notes.csv", "Credit union loans.csv", "Credit control payments.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", CREDITS_FILES)
def test_a_file_named_as_one_of_credits_explains_its_minus(name: str) -> None:
    found = judged(file_of(*DEBITS), file_name=name)
    assert found.questions == ()
    assert found.payments["amount_pence"].to_list() == PENCE
    assert [fix.rule for fix in found.fixes if fix.rule == "CREDITS_FILE"]


@pytest.mark.parametrize("name", CREDITS_FILES)
def test_credits_without_a_minus_are_asked_about(name: str) -> None:
    text = file_of("591.36", "700.00")
    (question,) = judged(text, file_name=name).questions
    assert (question.code, question.suggested) == ("CREDITS_FILE", "turn")
    assert {choice.value: choice.effect for choice in question.choices} == {
        "turn": "the file comes to -£1,291.36",
        "as written": "the file comes to £1,291.36",
    }
    assert judged(text, {"CREDITS_FILE": "turn"}, name).payments["amount_pence"].to_list() == [-59_136, -70_000]
    assert judged(text, {"CREDITS_FILE": "as written"}, name).payments["amount_pence"].to_list() == [59_136, 70_000]


@pytest.mark.parametrize("name", OTHER_FILES)
def test_other_names_that_speak_of_credit_say_nothing_of_signs(name: str) -> None:
    assert judged(file_of("591.36", "700.00"), file_name=name).questions == ()
    assert [question.code for question in judged(file_of(*DEBITS), file_name=name).questions] == ["AMOUNT_SIGNS"]


def test_a_file_of_credits_with_both_signs_is_taken_as_written() -> None:
    found = judged(file_of("591.36", "-700.00"), file_name=CREDITS_FILES[0])
    assert (found.questions, found.payments["amount_pence"].to_list()) == ((), [59_136, -70_000])


def test_sides_in_short_with_nothing_as_nought_are_a_pair() -> None:
    file = judged("Date,Supplier,Dr,Cr\n02/05/2024,Alder Ltd,100.00,0.00\n03/05/2024,Birch Ltd,0.00,40.00\n")
    assert (file.accepted_pence, file.questions) == (6000, ())

"""Quirks 28 to 34: gross and net, how amounts are written, lost signs, totals, thresholds, other currencies."""

import pytest

from tests.hostile.quirks.conftest import Read, held, payments, rules, sentences

HEADING = "Payment Date,Supplier Name,Description,"


def test_28_gross_and_net_side_by_side_net_is_read(real: Read) -> None:
    file = real("councils_odi_clean/salford__2018-09.csv")
    assert file.receipt.columns["amount"] == "Net"
    assert file.receipt.accepted_pence == 1_968_530_385
    assert "NET_PREFERRED" in rules(file)


def test_28_a_heading_says_including_vat(real: Read) -> None:
    file = real("centgov_25k_raw/pfs_spend___june_2011.csv")
    assert {basis for (basis,) in payments(file, "amount_basis")} == {"gross"}
    assert any("include VAT" in warning for warning in file.receipt.warnings)


def test_28_a_footer_says_that_amounts_include_vat(real: Read) -> None:
    file = real("centgov_25k_raw/gtce_spend_april_2011_to_january_2012.csv")
    assert {basis for (basis,) in payments(file, "amount_basis")} == {"gross"}
    assert {"VAT_BY_REMARK", "NOTE_LINE"} <= rules(file)


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ('"-4,774.00"', -477_400),
        ('"(132,500.00)"', -13_250_000),
        ('"-£303,850.44"', -30_385_044),
        ('" £6,144,478.17 "', 614_447_817),
        ('"15,588.45 "', 1_558_845),
        ('" 10,000,000 "', 1_000_000_000),
        ("500", 50_000),
        ("0.00", 0),
    ],
)
def test_29_ways_of_writing_an_amount(invented: Read, written: str, pence: int) -> None:
    file = invented(f"{HEADING}Amount\n02/04/2025,Alder Paving Ltd,Kerbs,{written}\n03/04/2025,Birch Ltd,Care,1.00\n")
    assert payments(file, "amount_pence") == [(pence,), (100,)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [("-", "AMOUNT_PLACEHOLDER"), ("#REF!", "AMOUNT_ERROR"), ("#N/A", "AMOUNT_ERROR"), ("", "AMOUNT_MISSING")],
)
def test_29_what_is_no_amount_holds_its_row(invented: Read, written: str, rule: str) -> None:
    file = invented(f"{HEADING}Amount\n02/04/2025,Alder Paving Ltd,Kerbs,{written}\n03/04/2025,Birch Ltd,Care,1.00\n")
    assert held(file) == [(2, rule, "Amount", written)]


def test_29_a_spreadsheet_error_in_a_published_file(real: Read) -> None:
    file = real("centgov_25k_raw/gtce_spend_april_2011_to_january_2012.csv")
    assert [(line, rule, value) for line, rule, _, value in held(file)] == [
        (line, "AMOUNT_ERROR", "#REF!") for line in (5, 8, 12)
    ]


def test_30_brackets_and_minus_signs_are_both_credits(invented: Read) -> None:
    file = invented(f"{HEADING}Amount\n02/04/2025,Alder Ltd,Kerbs,(250.00)\n03/04/2025,Birch Ltd,Care,-250.00\n")
    assert payments(file, "amount_pence") == [(-25_000,), (-25_000,)]


def test_30_a_debit_and_a_credit_column(invented: Read) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,\n03/04/2025,Birch Ltd,Care,,40.00\n04/04/2025,Elm Ltd,Care,0.00,9.00\n"
    file = invented(f"{HEADING}Debit,Credit\n{rows}")
    assert payments(file, "amount_pence") == [(10_000,), (-4_000,), (-900,)]
    assert file.receipt.columns["credit"] == "Credit"


def test_30_credits_that_carry_their_minus_signs_are_not_turned_twice(invented: Read) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,\n03/04/2025,Birch Ltd,Care,,-40.00\n"
    assert payments(invented(f"{HEADING}Debit,Credit\n{rows}"), "amount_pence") == [(10_000,), (-4_000,)]


@pytest.mark.parametrize(
    ("credits", "pence"),
    [
        (("-40.00", "-30.00", "90.00"), [10_000, -4_000, -3_000, 9_000]),
        (("40.00", "30.00", "-90.00"), [10_000, -4_000, -3_000, 9_000]),
        (("40.00", "-30.00", ""), [10_000, -4_000, 3_000]),
    ],
    ids=["written with a minus", "written without", "as many of each: without"],
)
def test_30_one_credit_that_was_taken_back_does_not_turn_the_others(
    invented: Read, credits: tuple[str, ...], pence: list[int]
) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,\n"
    rows += "".join(f"03/04/2025,Birch Ltd,Care,,{credit}\n" for credit in credits if credit)
    file = invented(f"{HEADING}Debit,Credit\n{rows}", answers={"DEBIT_OR_CREDIT": "debit"})
    assert payments(file, "amount_pence") == [(one,) for one in pence]


def test_30_an_amount_on_both_sides_is_held(invented: Read) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,\n03/04/2025,Birch Ltd,Care,50.00,40.00\n"
    file = invented(f"{HEADING}Debit,Credit\n{rows}")
    assert held(file) == [(3, "AMOUNT_ON_BOTH_SIDES", "Debit", "50.00")]
    assert file.receipt.held_back_pence == 1_000


def test_30_where_credits_outweigh_debits_a_person_says_which_was_paid(invented: Read) -> None:
    text = f"{HEADING}Debit,Credit\n02/04/2025,Alder Ltd,Kerbs,,100.00\n03/04/2025,Birch Ltd,Care,40.00,\n"
    asked = invented(text).receipt.questions
    assert [(question.code, [choice.effect for choice in question.choices]) for question in asked] == [
        ("DEBIT_OR_CREDIT", ["the file comes to -£60.00", "the file comes to £60.00"])
    ]
    answered = invented(text, answers={"DEBIT_OR_CREDIT": "credit"})
    assert payments(answered, "amount_pence") == [(10_000,), (-4_000,)]


@pytest.mark.parametrize(("debit", "credit"), [("DR", "CR"), ("D", "C"), ("S", "H")])
def test_30_a_mark_beside_the_amount_says_credit(invented: Read, debit: str, credit: str) -> None:
    rows = f"02/04/2025,Alder Ltd,Kerbs,100.00,{debit}\n03/04/2025,Birch Ltd,Care,40.00,{credit}\n"
    assert payments(invented(f"{HEADING}Amount,DR/CR\n{rows}"), "amount_pence") == [(10_000,), (-4_000,)]


def test_30_marked_credits_of_both_signs_are_asked_about(invented: Read) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,DR\n03/04/2025,Birch Ltd,Care,40.00,CR\n04/04/2025,Elm Ltd,A,-5.00,CR\n"
    text = f"{HEADING}Amount,DR/CR\n{rows}"
    assert [question.code for question in invented(text).receipt.questions] == ["CREDIT_SIGNS"]
    kept = invented(text, answers={"CREDIT_SIGNS": "as written"})
    assert payments(kept, "amount_pence") == [(10_000,), (4_000,), (-500,)]


def test_31_a_grand_total_and_a_copyright_line_are_no_payments(real: Read) -> None:
    file = real("councils_odi_clean/networkrail__2017-01.csv")
    assert (file.receipt.accepted, file.receipt.totals, file.receipt.accepted_pence) == (1781, 1, 52_726_904_894)
    (sentence,) = sentences(file, "TOTAL_DIFFERS")
    assert "£558,918,743.19" in sentence
    assert "differs from its lines" in sentence
    assert "NOTE_LINE" in rules(file)


def test_32_suppliers_that_are_called_total_stay(invented: Read) -> None:
    rows = (
        "02/04/2025,TOTAL GAS & POWER LIMITED,Gas,100.00\n03/04/2025,Total Social Work Ltd,TOTAL FM CONTRACT,40.00\n"
        "04/04/2025,Elm Ltd,Total Reward Statement,9.00\n05/04/2025,Ash CIC,TOTAL URBAN PROGRAMME,1.00\n"
        "Total,,,150.00\n"
    )
    file = invented(f"{HEADING}Amount\n{rows}")
    assert (file.receipt.accepted, file.receipt.totals) == (4, 1)
    assert sentences(file, "TOTAL_AGREES")


def test_33_amounts_of_nothing_and_of_pennies_are_kept(real: Read) -> None:
    file = real("councils_raw/rochdale__2024-12_excerpt.csv")
    pence = [amount for (amount,) in payments(file, "amount_pence")]
    assert file.receipt.held_back == 0
    assert any(isinstance(amount, int) and 0 <= amount < 50_000 for amount in pence)


def test_34_other_currencies_are_held_and_named(invented: Read) -> None:
    rows = "02/04/2025,Alder Ltd,Kerbs,100.00,GBP\n03/04/2025,Birch Ltd,Care,40.00,EUR\n04/04/2025,Elm Ltd,A,€5.00,\n"
    file = invented(f"{HEADING}Amount,Currency\n{rows}")
    assert payments(file, "amount_pence") == [(10_000,)]
    assert [(line, rule) for line, rule, _, _ in held(file)] == [
        (3, "CURRENCY_NOT_STERLING"),
        (4, "CURRENCY_NOT_STERLING"),
    ]


def test_34_billed_in_pounds_though_bought_in_another_currency(real: Read) -> None:
    file = real("councils_raw/birmingham__purchasecardtransactionsapril2014.xls")
    assert (file.receipt.accepted, file.receipt.held_back) == (2690, 0)

"""Text that should be money: whole pence, or the rule that says why not."""

import polars as pl
import pytest

from procurement.spend.money import amounts

READ = [
    ("plain pounds", "500", 50_000),
    ("commas", "1,200.50", 120_050),
    ("a pound sign and spaces", " £6,144,478.17 ", 614_447_817),
    ("a no-break space", "£\u00a01,200.50", 120_050),
    ("GBP in front", "GBP 1,200.50", 120_050),
    ("a pound sign broken by an encoding", "Â£50.00", 5_000),
    ("a pound sign lost to a question mark", "?1,234.56", 123_456),
    ("brackets", "(132,500.00)", -13_250_000),
    ("brackets around a pound sign", "(£1,565.50)", -156_550),
    ("pointed brackets", "<1,565.50>", -156_550),
    ("a pound sign before brackets", "£(55.20)", -5_520),
    ("a minus behind", "120.00-", -12_000),
    ("a minus before the pound sign", "-£303,850.44", -30_385_044),
    ("a minus after the pound sign", "£-303.20", -30_320),
    ("a typographic minus", "−5.00", -500),
    ("brackets around a minus", "(-12.00)", -1_200),
    ("brackets around a minus and a pound sign", "(-£1,200.00)", -120_000),
    ("credit", "120.00 CR", -12_000),
    ("credit in front", "CR 120.00", -12_000),
    ("debit in front", "DR 1,120.00", 112_000),
    ("debit", "120.00DR", 12_000),
    ("spaces between thousands", "1 234.56", 123_456),
    ("no pounds", ".50", 50),
    ("nothing after the point", "500.", 50_000),
    ("one decimal", "1,234.5", 123_450),
    ("noise above a whole penny", "1234.5600000001", 123_456),
    ("noise below a whole penny", "1234.5599999999999", 123_456),
    ("four decimals, the last two noughts", "12.3400", 1_234),
    ("nothing at all", "0.00", 0),
    ("ten thousand million", "10,000,000,000.00", 1_000_000_000_000),
]
UNREAD = [
    ("blank", "", "AMOUNT_MISSING"),
    ("only spaces", " \u00a0", "AMOUNT_MISSING"),
    ("a dash", "-", "AMOUNT_PLACEHOLDER"),
    ("an accountant's nought", "£ - ", "AMOUNT_PLACEHOLDER"),
    ("a broken reference", "#REF!", "AMOUNT_ERROR"),
    ("not available", "#N/A", "AMOUNT_ERROR"),
    ("a column too narrow", "#####", "AMOUNT_ERROR"),
    ("euro", "€500.00", "CURRENCY_NOT_STERLING"),
    ("euro as letters", "EUR 50", "CURRENCY_NOT_STERLING"),
    ("dollars", "$50", "CURRENCY_NOT_STERLING"),
    ("continental", "1.200,50", "AMOUNT_CONTINENTAL"),
    ("three decimals", "12.345", "AMOUNT_TOO_PRECISE"),
    ("half a penny", "0.005", "AMOUNT_TOO_PRECISE"),
    ("three decimals that may be a thousand", "1.200", "AMOUNT_TOO_PRECISE"),
    ("scientific", "1e3", "AMOUNT_NOT_MONEY"),
    ("not a number", "NaN", "AMOUNT_NOT_MONEY"),
    ("infinity", "inf", "AMOUNT_NOT_MONEY"),
    ("a comma out of place", "1,2345.00", "AMOUNT_NOT_MONEY"),
    ("a minus before brackets", "-(12.00)", "AMOUNT_NOT_MONEY"),
    ("brackets, a minus and a credit mark", "(-12.00 CR)", "AMOUNT_NOT_MONEY"),
    ("a minus and a credit mark", "12.00-CR", "AMOUNT_NOT_MONEY"),
    ("an open bracket", "(500", "AMOUNT_NOT_MONEY"),
    ("words", "five hundred", "AMOUNT_NOT_MONEY"),
    ("digits of full width", "１２.００", "AMOUNT_NOT_MONEY"),
    ("digits of another script", "١٢", "AMOUNT_NOT_MONEY"),
    ("beyond any payment", "10,000,000,000.01", "AMOUNT_TOO_LARGE"),
    ("a bank account number", "123456789012345678", "AMOUNT_TOO_LARGE"),
]


@pytest.mark.parametrize(("text", "pence"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_money_becomes_whole_pence(text: str, pence: int) -> None:
    assert amounts.read(pl.Series([text])).select("pence", "rule").row(0) == (pence, "")


@pytest.mark.parametrize(("text", "rule"), [row[1:] for row in UNREAD], ids=[row[0] for row in UNREAD])
def test_what_is_no_money_names_its_rule(text: str, rule: str) -> None:
    assert amounts.read(pl.Series([text])).select("pence", "rule").row(0) == (None, rule)


def test_a_missing_cell_has_no_amount() -> None:
    assert amounts.read(pl.Series([None], dtype=pl.String()))["rule"].to_list() == ["AMOUNT_MISSING"]


def test_plain_text_is_no_fix_and_a_pound_sign_is() -> None:
    assert amounts.read(pl.Series(["500.00", "£500.00", "x"]))["fixed"].to_list() == [False, True, False]


def test_no_texts_give_no_rows() -> None:
    assert amounts.read(pl.Series([], dtype=pl.String())).is_empty()

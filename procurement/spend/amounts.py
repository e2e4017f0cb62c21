"""Text that should be money becomes whole pence, or the rule that says why it cannot."""

import polars as pl

from procurement.spend.plain_cells import SPREADSHEET_ERROR

LARGEST_PENCE = 10_000_000_000 * 100
"""Ten thousand million pounds: beyond any council's payment (docs: bad amounts are held back)."""

MINUS_SIGNS = r"[\u2010-\u2015\u2212\ufe63\uff0d]"
POUND_SIGNS = r"(?i)£|gbp|\x9c|œ|Â|\ufffd|^\s*([-(]?)\s*\?|sterling"
"""The pound sign, as written, as a word, and as it looks after a wrong encoding (a lost one is a leading "?")."""

OTHER_CURRENCY = r"(?i)€|\$|¥|\b(eur|euros?|usd|chf|aud|cad|jpy|sek|nok|dkk)\b|^(eur|usd)|(eur|usd)$"
NUMBER = r"^(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:\.\d*)?$"
CONTINENTAL = r"^\d{1,3}(?:\.\d{3})*,\d{1,2}$|^\d{1,3}(?:\.\d{3}){2,}$"

RULES = {
    "AMOUNT_MISSING": "there is no amount",
    "AMOUNT_PLACEHOLDER": "a dash or a word stands where an amount should be",
    "AMOUNT_ERROR": "a spreadsheet error is not an amount",
    "CURRENCY_NOT_STERLING": "the amount is in another currency, and nothing is converted",
    "AMOUNT_CONTINENTAL": "the comma stands where the decimal point should be, so the size is not certain",
    "AMOUNT_TOO_PRECISE": "there are more than two decimals, and nothing is rounded",
    "AMOUNT_NOT_MONEY": "this is not an amount",
    "AMOUNT_TOO_LARGE": "the amount is beyond ten thousand million pounds",
}


def read(column: str) -> pl.Expr:
    """A struct of `pence` (Int64, null where unread), `rule` ("" or a key of RULES) and `fixed` for a text column.

    Accepts £, commas, spaces, brackets, a minus before or after, CR and DR. Decimals beyond pence are accepted
    only where they are a binary fraction's noise, within a millionth of a pound of a whole penny.
    """
    text = (
        pl.col(column).fill_null("").str.replace_all(MINUS_SIGNS, "-").str.replace_all(r"[\s\u00a0\u202f\u2009]+", " ")
    )
    bare = text.str.replace_all(POUND_SIGNS, "${1}").str.strip_chars()
    sign, digits = _sign_and_digits(bare)
    pence = _pence(digits) * sign
    rule = _rule(text.str.strip_chars(), digits, pence, sign)
    return pl.struct(
        pl.when(rule == "").then(pence).alias("pence"),
        rule.alias("rule"),
        ((rule == "") & ~pl.col(column).str.contains(r"^-?\d+(\.\d{1,2})?$")).alias("fixed"),
    )


def pence(column: str) -> pl.Expr:
    """Whole pence of a text column, null where it does not read as money."""
    return read(column).struct.field("pence")


def _sign_and_digits(bare: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    in_brackets = bare.str.contains(r"^\(.*\)$")
    inner = pl.when(in_brackets).then(bare.str.strip_chars("()")).otherwise(bare).str.strip_chars()
    debit = inner.str.replace(r"(?i)\s*dr\.?$", "")
    credit = debit.str.contains(r"(?i)\bcr\.?$|\dcr\.?$")
    plain = debit.str.replace(r"(?i)\s*cr\.?$", "").str.strip_chars()
    minuses = plain.str.count_matches("-", literal=True)
    at_an_end = plain.str.contains(r"^-|-$")
    digits = plain.str.replace(r"^\+", "").str.replace(r"^- ?", "").str.replace(r" ?-$", "").str.strip_chars()
    marks = in_brackets.cast(pl.Int64()) + credit.cast(pl.Int64()) + (minuses * at_an_end).cast(pl.Int64())
    sign = pl.when(marks == 0).then(1).when(marks == 1).then(-1).otherwise(None)
    return sign, digits


def _pence(digits: pl.Expr) -> pl.Expr:
    """Pence of an unsigned number; null where it is none, or has decimals that are neither pence nor noise."""
    is_number = digits.str.contains(NUMBER) & digits.str.contains(r"\d")
    parts = digits.str.replace_all("[, ]", "").str.split_exact(".", 1)
    whole = parts.struct.field("field_0").str.replace("^$", "0")
    decimals = parts.struct.field("field_1").fill_null("")
    cents = decimals.str.slice(0, 2).str.pad_end(2, "0")
    beyond = decimals.str.slice(2)
    up = beyond.str.contains(r"^9999\d*$").cast(pl.Int64())
    is_exact = (beyond == "") | beyond.str.contains(r"^0000\d*$|^00$|^000$|^9999\d*$")
    small = is_number & is_exact & (whole.str.len_chars() <= 15)
    safe = pl.when(small)
    return safe.then(whole).cast(pl.Int64()) * 100 + safe.then(cents).cast(pl.Int64()) + up


def _rule(text: pl.Expr, digits: pl.Expr, pence: pl.Expr, sign: pl.Expr) -> pl.Expr:
    is_number = digits.str.contains(NUMBER) & digits.str.contains(r"\d")
    return (
        pl.when(text == "")
        .then(pl.lit("AMOUNT_MISSING"))
        .when(text.str.contains(r"(?i)^[£\s]*[-.–]+[£\s]*$|^(n/?a|nil|null|none|tbc|redacted|exempt)$"))
        .then(pl.lit("AMOUNT_PLACEHOLDER"))
        .when(text.str.contains(SPREADSHEET_ERROR) | text.str.contains(r"^#{2,}$"))
        .then(pl.lit("AMOUNT_ERROR"))
        .when(text.str.contains(OTHER_CURRENCY))
        .then(pl.lit("CURRENCY_NOT_STERLING"))
        .when(digits.str.contains(CONTINENTAL))
        .then(pl.lit("AMOUNT_CONTINENTAL"))
        .when(is_number & (digits.str.replace(r"\..*$", "").str.replace_all("[, ]", "").str.len_chars() > 11))
        .then(pl.lit("AMOUNT_TOO_LARGE"))
        .when(is_number & sign.is_not_null() & pence.is_null())
        .then(pl.lit("AMOUNT_TOO_PRECISE"))
        .when(pence.is_null() | sign.is_null())
        .then(pl.lit("AMOUNT_NOT_MONEY"))
        .when(pence.abs() > LARGEST_PENCE)
        .then(pl.lit("AMOUNT_TOO_LARGE"))
        .otherwise(pl.lit(""))
    )

"""Text that should be money becomes whole pence, or the rule that says why it cannot."""

import polars as pl

from procurement.spend.texts.plain_cells import SPREADSHEET_ERROR

LARGEST_PENCE = 10_000_000_000 * 100
"""Ten thousand million pounds: beyond any council's payment (docs: bad amounts are held back)."""

MINUS_SIGNS = r"[\u2010-\u2015\u2212\ufe63\uff0d]"
POUND_SIGNS = r"(?i)£|gbp|\x9c|œ|Â|\ufffd|^\s*([-(]?)\s*\?|sterling"
"""The pound sign, as written, as a word, and as it looks after a wrong encoding (a lost one is a leading "?")."""

OTHER_CURRENCY = r"(?i)€|\$|¥|\b(eur|euros?|usd|chf|aud|cad|jpy|sek|nok|dkk)\b|^(eur|usd)|(eur|usd)$"
BRACKETED = r"^\(.*\)$|^<[^<>]*>$"
"""Round, or pointed as Oracle's ledgers may write what is taken off."""

NUMBER = r"^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?$"
"""Digits are 0 to 9; to polars \\d is a digit of any script, which it then cannot count with."""

APOSTROPHES = r"^[^'’0-9]*[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]*)?[^'’0-9]*$"
"""1'250'000.50: an apostrophe between thousands can mean nothing else; one in front marks a text in a spreadsheet."""

PLACEHOLDER = r"(?i)^[£\s]*[-.–]+[£\s]*$|^(n/?a|nil|null|none|tbc|redacted|exempt)$"
CONTINENTAL = r"^\d{1,3}(?:\.\d{3})*,\d{1,2}$|^\d{1,3}(?:\.\d{3}){2,}$"

PLAIN = r"^-?(?:[0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{2})?$"
"""An amount that can be read in one way only and lies within the bounds; most are written so."""

EXACT_POUNDS = pl.Decimal(18, 2)
"""A decimal number kept as whole hundredths; no fraction is ever rounded, since a plain amount has two decimals."""

RULES = {
    "AMOUNT_MISSING": "there is no amount",
    "AMOUNT_PLACEHOLDER": "a dash or a word stands where an amount should be",
    "AMOUNT_ERROR": "a spreadsheet error is not an amount",
    "AMOUNT_FORMULA": "this is a formula whose result was never saved",
    "CURRENCY_NOT_STERLING": "the amount is in another currency, and nothing is converted",
    "AMOUNT_CONTINENTAL": "the comma stands where the decimal point should be, so the size is not certain",
    "AMOUNT_SPACED": "a space stands where the decimal point may be, so the size is not certain",
    "AMOUNT_TOO_PRECISE": "there are more than two decimals, and nothing is rounded",
    "AMOUNT_NOT_MONEY": "this is not an amount",
    "AMOUNT_ON_BOTH_SIDES": "both the debit and the credit column hold an amount",
    "AMOUNT_SIDE_UNKNOWN": "the mark beside the amount says neither debit nor credit",
    "AMOUNT_TOO_LARGE": "the amount is beyond ten thousand million pounds",
}


def read(texts: pl.Series) -> pl.DataFrame:
    """A row for each text: `pence` (null where unread), `rule` ("" or a key of RULES) and `fixed`.

    Accepts £, commas, spaces, brackets, a minus before or after, CR and DR. Decimals beyond pence are accepted
    only where they are a binary fraction's noise, within a millionth of a pound of a whole penny. Empty gives empty.
    Plain amounts are read by themselves, the others with care; a plain one would come to the same with care.
    """
    published = texts.fill_null("")
    with_care = (~published.str.contains(PLAIN)).arg_true()
    found = read_plain(published)
    if not with_care.len():
        return found
    careful = read_with_care(published.gather(with_care))
    return found.with_columns(found[name].scatter(with_care, careful[name]) for name in found.columns)


def read_plain(texts: pl.Series) -> pl.DataFrame:
    """As `read`, of texts that are PLAIN; of others it tells nothing true."""
    bare = pl.col("text").str.replace_all(",", "", literal=True)
    return pl.DataFrame({"text": texts}).select(
        pence=bare.cast(EXACT_POUNDS, strict=False).to_physical().cast(pl.Int64()),
        rule=pl.lit(""),
        fixed=pl.col("text").str.contains(",", literal=True),
    )


def read_with_care(texts: pl.Series) -> pl.DataFrame:
    """As `read`, of any texts."""
    # One step at a time: each expression below is used several times, and one great tree would be worked out anew.
    spaced = pl.col("published").str.replace_all(MINUS_SIGNS, "-").str.replace_all(r"[\s\u00a0\u202f\u2009]+", " ")
    steps = pl.DataFrame({"published": texts.fill_null("")}).with_columns(text=spaced.str.strip_chars())
    unmarked = pl.col("text").str.replace(r"^['’]([-+(£0-9])", "${1}")
    in_thousands = unmarked.str.contains(APOSTROPHES)
    steps = steps.with_columns(
        text=pl.when(in_thousands).then(unmarked.str.replace_all("['’]", ",")).otherwise(unmarked)
    )
    steps = steps.with_columns(bare=pl.col("text").str.replace_all(POUND_SIGNS, "${1}").str.strip_chars())
    steps = steps.with_columns(in_brackets=pl.col("bare").str.contains(BRACKETED))
    inner = pl.when("in_brackets").then(pl.col("bare").str.strip_chars("()<>")).otherwise("bare").str.strip_chars()
    steps = steps.with_columns(plain=inner.str.replace(r"(?i)^dr[. ]+|\s*dr\.?$", ""))
    steps = steps.with_columns(is_credit=pl.col("plain").str.contains(r"(?i)^cr[. ]|cr\.?$"))
    steps = steps.with_columns(plain=pl.col("plain").str.replace(r"(?i)^cr[. ]+|\s*cr\.?$", "").str.strip_chars())
    steps = steps.with_columns(sign=_sign(), digits=_digits()).with_columns(is_number=_is_number())
    steps = steps.with_columns(pence=_pence() * pl.col("sign")).with_columns(rule=_rule())
    return steps.select(
        pence=pl.when(pl.col("rule") == "").then("pence"),
        rule="rule",
        fixed=(pl.col("rule") == "") & ~pl.col("published").str.contains(r"^-?\d+(\.\d{1,2})?$"),
    )


def pence(texts: pl.Series) -> pl.Series:
    """Whole pence of each text, null where it does not read as money."""
    return read(texts)["pence"]


def _sign() -> pl.Expr:
    """1, or -1 where one mark says credit, or null where two marks do; brackets around a minus are one mark, for some
    systems write both, and none a payment so."""
    minuses = pl.col("plain").str.count_matches("-", literal=True) * pl.col("plain").str.contains(r"^-|-$")
    marks = pl.sum_horizontal(pl.col("in_brackets", "is_credit").cast(pl.Int64()), minuses.cast(pl.Int64()))
    is_both = pl.col("in_brackets") & ~pl.col("is_credit") & (minuses == 1) & pl.col("plain").str.starts_with("-")
    return pl.when(marks == 0).then(1).when((marks == 1) | is_both).then(-1)


def _digits() -> pl.Expr:
    return pl.col("plain").str.replace(r"^[+-] ?", "").str.replace(r" ?-$", "").str.strip_chars()


def _is_number() -> pl.Expr:
    return pl.col("digits").str.contains(NUMBER) & pl.col("digits").str.contains("[0-9]")


def _pence() -> pl.Expr:
    """Pence of an unsigned number; null where it is none, or has decimals that are neither pence nor noise."""
    parts = pl.col("digits").str.replace_all("[, ]", "").str.split_exact(".", 1)
    whole = parts.struct.field("field_0").str.replace("^$", "0")
    decimals = parts.struct.field("field_1").fill_null("")
    beyond = decimals.str.slice(2)
    is_exact = (beyond == "") | beyond.str.contains(r"^0000\d*$|^00$|^000$|^9999\d*$")
    safe = pl.when(pl.col("is_number") & is_exact & (whole.str.len_chars() <= 15))
    pounds, cents = safe.then(whole).cast(pl.Int64()), safe.then(decimals.str.slice(0, 2).str.pad_end(2, "0"))
    return pounds * 100 + cents.cast(pl.Int64()) + beyond.str.contains(r"^9999\d*$").cast(pl.Int64())


def _rule() -> pl.Expr:
    text, digits, pence = pl.col("text"), pl.col("digits"), pl.col("pence")
    whole_digits = digits.str.replace(r"\..*$", "").str.replace_all("[, ]", "").str.len_chars()
    return (
        pl.when(text == "")
        .then(pl.lit("AMOUNT_MISSING"))
        .when(text.str.contains(PLACEHOLDER))
        .then(pl.lit("AMOUNT_PLACEHOLDER"))
        .when(text.str.contains(SPREADSHEET_ERROR))
        .then(pl.lit("AMOUNT_ERROR"))
        .when(text.str.starts_with("="))
        .then(pl.lit("AMOUNT_FORMULA"))
        .when(text.str.contains(OTHER_CURRENCY))
        .then(pl.lit("CURRENCY_NOT_STERLING"))
        .when(digits.str.contains(CONTINENTAL))
        .then(pl.lit("AMOUNT_CONTINENTAL"))
        .when(pence.is_null() & digits.str.contains(r"^[0-9][0-9,]*(?: [0-9]{3})* [0-9]{2}$"))
        .then(pl.lit("AMOUNT_SPACED"))
        .when(pl.col("is_number") & (whole_digits > 11))
        .then(pl.lit("AMOUNT_TOO_LARGE"))
        .when(pl.col("is_number") & pl.col("sign").is_not_null() & pence.is_null())
        .then(pl.lit("AMOUNT_TOO_PRECISE"))
        .when(pence.is_null())
        .then(pl.lit("AMOUNT_NOT_MONEY"))
        .when(pence.abs() > LARGEST_PENCE)
        .then(pl.lit("AMOUNT_TOO_LARGE"))
        .otherwise(pl.lit(""))
    )

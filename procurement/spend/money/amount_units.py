"""Amounts that a heading or a title says are in pence, thousands or millions, or that have a space for the point."""

import re
from collections.abc import Sequence

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question

AMOUNT_UNIT, POUNDS = "AMOUNT_UNIT", "pounds"
UNITS = {
    "pence": (re.compile(r"(?i)\bpence\b|\bpennies\b|\(p\)"), -2, "pence"),
    "thousands": (
        re.compile(
            r"(?i)(?:£\s*['’]?|['’]|\bgbp\s*['’]?|\()000(?:['’]?s)?\b|\b000s\b|\bthousands?\b|£\s?k\b|\bk£|\(k\)"
        ),
        3,
        "thousands of pounds",
    ),
    "millions": (re.compile(r"(?i)£\s?mn?\b|\(£?mn?\)|\bmillions?\b"), 6, "millions of pounds"),
}
"""What says so, by how many places the point moves, and the unit in words."""

IN_TITLES = re.compile(r"(?i)\b(?:figures|amounts|values|all|in|£|expressed|shown|stated)\b|£")
"""A title counts only where it speaks of amounts; an Isle of a Thousand Lights does not."""

AMOUNT_SPACES, HOLD, POINT = "AMOUNT_SPACES", "hold back", "point"
SPACED = r"^[-(£\s]*[0-9][0-9,]*(?: [0-9]{3})* [0-9]{2}[)\s-]*$"
"""888361 71: a space where the decimal point may have been."""
FEWEST_SPACED, SPACED_SHARE = 3, 0.1
FEWEST_PADDED = 3


A_NUMBER = r"(?i)^((?:[-+(£\s]|gbp)*)([0-9][0-9, ]*)?(?:\.([0-9]*))?([)\s-]*(?:cr|dr)?\.?\s*)$"


def settle(draft: Draft, titles: Sequence[str]) -> None:
    """Ask in which unit the settled amounts are, and what a space in them means, where either is in doubt.

    titles: the texts above the headings. The cells are rewritten in pounds as the answers say.
    """
    for column in draft.columns.get("amount", ()):
        _add_pence(draft, column)
        _settle_unit(draft, column, titles)
        _settle_spaces(draft, column)


def _add_pence(draft: Draft, column: str) -> None:
    """Put pounds and pence together where they stand in two columns, headed by these words or their signs."""
    words = {one: heading_words.normalise(label) for one, label in draft.labels.items()}
    pence = [one for one, said in words.items() if {*said.split()[-1:]} & {"p", "pence"} and draft.contents[one].filled]
    is_pounds = words[column] in ("pounds", "amount pounds") or "£" in draft.labels[column]
    whole = draft.cells[column].fill_null("").str.contains(r"[.]").any()
    if not is_pounds or len(pence) != 1 or pence[0] == column or whole:
        return
    small = pl.col(pence[0]).fill_null("")
    is_both = pl.col(column).str.contains(r"[0-9]$") & small.str.contains("^[0-9]{1,2}$")
    put = pl.concat_str(pl.col(column), pl.lit("."), small.str.zfill(2))
    draft.rewritten[column] = pl.when(is_both).then(put).otherwise(pl.col(column))
    names = f'"{draft.labels[column]}" and "{draft.labels[pence[0]]}"'
    draft.fix("POUNDS_AND_PENCE", f"The amount is put together from {names}.")


def _settle_unit(draft: Draft, column: str, titles: Sequence[str]) -> None:
    label = draft.labels[column]
    texts = [label, *(title for title in titles if IN_TITLES.search(title))]
    said = [(unit, text) for text in texts for unit, (pattern, _, _) in UNITS.items() if pattern.search(text)]
    padded = "" if said else _padded(draft, column)
    if not said and not padded:
        return
    unit, text = said[0] if said else ("pence", padded)
    _, places, words = UNITS[unit]
    sentence = f'"{text[:80]}" says that the amounts are in {words}. Are they?'
    if padded:
        sentence = f'Every amount has as many digits and no point, as "{text}" has. Are they in {words}?'
    question = Question(
        AMOUNT_UNIT,
        sentence,
        (Choice(unit, f"Yes, in {words}: they are turned into pounds"), Choice(POUNDS, "No, in pounds, as written")),
        unit,
    )
    if draft.ask(question) == unit:
        for one in (column, *draft.columns.get("credit", ())):
            draft.rewritten[one] = moved_point(draft.rewritten.get(one, pl.col(one)), places)
        draft.fix("AMOUNT_UNIT", f"The amounts are in {words}, and are turned into pounds.")


def _padded(draft: Draft, column: str) -> str:
    """The first amount of a column that pads all of them with noughts to one length and writes no point, as fields of
    old machines do, which count pence; else ""."""
    cells = draft.cells[column].drop_nulls()
    digits = cells.filter(cells != "").str.strip_chars("-+ ")
    if digits.len() < FEWEST_PADDED or digits.str.len_chars().n_unique() > 1:
        return ""
    is_padded = digits.str.contains(r"^0[0-9]{5,}$").any() and digits.str.contains(r"^[0-9]+$").all()
    return str(digits[0]) if is_padded else ""


def moved_point(text: pl.Expr, places: int) -> pl.Expr:
    """A number as text with its decimal point moved to the right, or to the left where `places` is negative.

    Signs, brackets and the pound sign stay; what is no number stays as it is. No digit is lost: what is finer than a
    penny is left to the reader of amounts.
    """
    parts = text.fill_null("").str.extract_groups(A_NUMBER)
    before, after = parts.struct.field("1"), parts.struct.field("4").fill_null("")
    whole = parts.struct.field("2").fill_null("").str.replace_all("[, ]", "")
    decimals = parts.struct.field("3").fill_null("")
    if places > 0:
        padded = decimals.str.pad_end(places, "0")
        number = pl.concat_str(whole, padded.str.slice(0, places), pl.lit("."), padded.str.slice(places))
    else:
        padded = whole.str.pad_start(1 - places, "0")
        kept = padded.str.len_chars().cast(pl.Int64()) + places
        number = pl.concat_str(padded.str.slice(0, kept), pl.lit("."), padded.str.slice(kept), decimals)
    is_number = (whole != "") | (decimals != "")
    return pl.when(is_number).then(pl.concat_str(before, number, after)).otherwise(text)


def _settle_spaces(draft: Draft, column: str) -> None:
    cells = draft.cells[column].drop_nulls()
    spaced = cells.filter(cells.str.contains(SPACED))
    if spaced.len() < FEWEST_SPACED or spaced.len() < SPACED_SHARE * cells.filter(cells != "").len():
        return
    rows, first = counted(spaced.len(), "amount has", "amounts have"), spaced[0]
    pointed = re.sub(r" (\d{2})(\D*)$", r".\1\2", first)
    question = Question(
        AMOUNT_SPACES,
        f'{rows} a space before the last two digits, as in "{first}". Is it the decimal point?',
        (
            Choice(HOLD, "Hold these rows back", "they are in no figure until they are mended"),
            Choice(POINT, f'Yes, "{first}" is {pointed}'),
        ),
        HOLD,
    )
    if draft.ask(question) == POINT:
        cell = draft.rewritten.get(column, pl.col(column))
        draft.rewritten[column] = (
            pl.when(pl.col(column).str.contains(SPACED))
            .then(cell.str.replace(r" ([0-9]{2})([^0-9]*)$", ".${1}${2}"))
            .otherwise(cell)
        )
        draft.fix("AMOUNT_SPACES", f"{rows} a space for the decimal point, which a person said it is.")

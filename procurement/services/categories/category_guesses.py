"""The likeliest category of lines that the rules leave open, to suggest to a person: never in a figure."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from procurement.categories import coding
from procurement.categories.rules import CategoryRules
from procurement.services.categories import category_models
from procurement.services.desk import Desk
from procurement.tables import KEY, LINE_TEXT, TEXT

GUESS = pl.Schema(
    {"line_text_key": KEY, "guess": TEXT, "guess_level1": TEXT, "belief": pl.Float64(), "guess_rule": TEXT}
)
MOST_LINES = 20_000
"""Guesses are made of this many waiting lines at most, those with the most pounds: half a minute's work at worst."""

_known: dict[Path, tuple[CategoryRules, pl.DataFrame]] = {}
"""What was guessed of each store's lines, for a line is guessed at once."""
_always: dict[Path, tuple[CategoryRules, CategoryRules]] = {}
"""The rules of each store, and what they are for guesses."""


def best(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """GUESS of distinct lines (LINE_TEXT): the best answer however weak, how sure it is, and what spoke for it."""
    kept, rules = _known.get(desk.store.home), category_models.rules(desk)
    before = kept[1] if kept is not None and kept[0] is rules else pl.DataFrame(schema=GUESS)
    new = lines.unique("line_text_key").join(before, on="line_text_key", how="anti").sort("line_text_key")
    if new.height:
        before = pl.concat([before, of_lines(desk, new)])
        _known[desk.store.home] = (rules, before)
    return before.join(lines.select("line_text_key").unique(), on="line_text_key", how="semi")


def of_lines(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """As `best`, in the order of `lines`, and not remembered."""
    coded = coding.code(lines.select(LINE_TEXT.names()), _that_always_answer(desk))
    return coded.select(
        "line_text_key", guess="proclass_code", guess_level1="level1", belief="confidence", guess_rule="rule"
    )


def _that_always_answer(desk: Desk) -> CategoryRules:
    """The rules, answering however weak the evidence; what they are made ready with is kept with them."""
    rules, known = category_models.rules(desk), _always.get(desk.store.home)
    if known is None or known[0] is not rules:
        always = replace(rules, evidence={**rules.evidence, "answer_from": 0.0})
        known = _always[desk.store.home] = (rules, always)
    return known[1]

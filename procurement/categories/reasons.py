"""The rule that decided a line's category, in words."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from procurement.categories import scoring
from procurement.categories.matrices import Places
from procurement.categories.reading import Voices
from procurement.categories.rules import CategoryRules

UNKNOWN = "not known: the words of the line do not point clearly to one heading"

FIELD_WORDS = {
    "publisher_category": "the publisher’s category",
    "account": "the account",
    "purpose": "the purpose",
    "department": "the department",
    "supplier_name": "the supplier’s name",
}


def strongest(heard: scoring.Heard, rules: CategoryRules, level1: Places) -> pl.Series:
    """For each line, what spoke loudest for its level-1 heading (by place): `rule`."""
    vocabulary = [scoring.at_level1(voices, rules) for voices in heard.vocabulary]
    loudest, said = np.zeros(heard.lines), np.full(heard.lines, "usual for lines like this one", dtype=object)
    for voices, learned in [(v, False) for v in vocabulary] + [(v, True) for v in heard.level1]:
        best, phrase = voices.occurrences.take(voices.line_texts).strongest(voices.heard(voices.weights), level1)
        sentences = np.array([*sentences_of(voices, learned), ""], dtype=object)
        louder = best > loudest
        loudest[louder], said[louder] = best[louder], sentences[phrase[louder]]
    return pl.Series("rule", said.tolist(), dtype=pl.String())


def sentences_of(voices: Voices, learned: bool) -> Sequence[str]:
    """What would be said of each phrase of a source, were it the loudest."""
    place = FIELD_WORDS[voices.field]
    if voices.is_memory:
        return ["this supplier’s lines were coded so before" for _ in voices.phrases]
    if learned:
        return [f"learned from coded lines: {phrase} in {place}" for phrase in voices.phrases]
    return [f"known heading {p} in {place}" if p.startswith("“") else f"{p} in {place}" for p in voices.phrases]


def published(code: pl.Expr, published_code: pl.Expr) -> pl.Expr:
    """The rule where the publisher printed a ProClass code."""
    same = pl.format("publisher’s own ProClass code {}", published_code)
    return (
        pl.when(code == published_code)
        .then(same)
        .otherwise(pl.format("{}, of another version: read as {}", same, code))
    )

"""The rule that decided a line's category, in words."""

import numpy as np
import polars as pl

from procurement.categories import scoring
from procurement.categories.matrices import Numbers, Places
from procurement.categories.reading import Voices, distinct_pairs

UNKNOWN = "not known: the words of the line do not point clearly to one heading"
OWN_CODE = "publisher’s own ProClass code"
"""How the rule of a line begins on which the council printed a valid code of its own."""

USUAL = "usual for lines like this one"


def strongest(heard: scoring.Heard, level1: Places) -> pl.Series:
    """For each line, what spoke loudest for its level-1 heading (by place): `rule`."""
    loudest, rule = np.zeros(heard.lines), np.zeros(heard.lines, dtype=np.int64)
    sentences, said = [pl.Series([USUAL])], 1
    for voices in (voices for voices in heard.voices if voices.occurrences.size):
        best, phrase = _strongest(voices, level1)
        louder = best > loudest
        loudest[louder], rule[louder] = best[louder], phrase[louder] + said
        sentences.append(voices.sentences)
        said += len(voices.sentences)
    return pl.concat([part.alias("rule") for part in sentences]).gather(rule)


def _strongest(voices: Voices, level1: Places) -> tuple[Numbers, Places]:
    """For each line the loudest phrase of one source; lines that share a text and a heading are looked at once."""
    pairs, where = distinct_pairs(voices.line_texts, level1)
    best, phrase = voices.loudest(*pairs)
    return best[where], phrase[where]


def published(code: pl.Expr, published_code: pl.Expr) -> pl.Expr:
    """The rule where the publisher printed a ProClass code."""
    same = pl.format("{} {}", pl.lit(OWN_CODE), published_code)
    return (
        pl.when(code == published_code)
        .then(same)
        .otherwise(pl.format("{}, of another version: read as {}", same, code))
    )

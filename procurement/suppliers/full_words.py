"""The words of a name in full: abbreviations expanded, words that carry no identity dropped."""

from dataclasses import dataclass

import polars as pl

from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import rewrite

LEADERS = ("IN", "BY", "AT", "ON", "TO")
LEADING = rf"^((?:{'|'.join(LEADERS)}) )."
FEW = 5_000
"""So few texts are spelt out one by one."""


def spelt_out(texts: pl.Series, reference: SupplierReference) -> pl.Series:
    """Each text in full words: abbreviations expanded, words without identity dropped unless nothing else is left.

    A preposition that begins a name stays (IN TEND, BY DESIGN).
    """
    short = reference.once(short_words)
    for written, beside, full in short.beside:
        pattern = rf"\b{written}\b"
        some = texts.str.contains(written, literal=True)
        if some.any():
            some &= texts.str.contains(pattern) & texts.str.contains(beside)
            texts = rewrite(texts, some, lambda text, pattern=pattern, full=full: text.str.replace_all(pattern, full))
    if not short.pattern:
        return texts
    if texts.len() <= FEW:
        return pl.Series(texts.name, [spelt_word_by_word(text, short) for text in texts.to_list()], dtype=pl.String)
    return rewrite(texts, texts.str.contains(short.pattern), lambda text: in_full_words(text, short))


def in_full_words(text: pl.Expr, short: "ShortWords") -> pl.Expr:
    """Each text with its abbreviations in full and without its words of no identity."""
    full = pl.element().replace(short.full)
    spelt = text.str.split(" ").list.eval(full.filter(~pl.element().is_in(short.stops))).list.join(" ")
    whole = pl.concat_str(text.str.extract(LEADING, 1).fill_null(""), spelt)
    return pl.when(spelt == "").then(text).otherwise(whole)


def spelt_word_by_word(text: str, short: "ShortWords") -> str:
    """As `in_full_words`, one text: of few texts this takes less time than making ready for many."""
    words = text.split(" ")
    if short.every.isdisjoint(words):
        return text
    spelt = " ".join(short.full.get(word, word) for word in words if word not in short.silent)
    leads = words[0] + " " if words[0] in LEADERS and text[len(words[0]) + 1 :] else ""
    return leads + spelt if spelt else text


@dataclass(frozen=True)
class ShortWords:
    """Abbreviations with their full words, words without identity, and a pattern of either ("" where there is none).

    beside: abbreviations that are read so only in texts where a pattern is found, in order: written, pattern, full.
    silent: words without identity; every: those and abbreviations.
    """

    full: dict[str, str]
    stops: list[str]
    pattern: str
    beside: list[tuple[str, str, str]]
    silent: frozenset[str]
    every: frozenset[str]


def short_words(reference: SupplierReference) -> ShortWords:
    """From name_abbreviations.csv and name_word_classes.csv."""
    told = reference.name_abbreviations.select("written", "beside", "full")
    beside = [(str(written), str(where), str(full)) for written, where, full in told.iter_rows() if where]
    stops = reference.name_word_classes.filter(pl.col("word_class") == "stop")["word"].to_list()

    def telling(text: str) -> str:
        """A text without its words of no identity, as a name that is written in full loses them."""
        return " ".join(word for word in text.split(" ") if word not in stops) or text

    full = {str(written): telling(str(full)) for written, where, full in told.iter_rows() if not where}
    words = "|".join(sorted({*full, *stops}, key=lambda word: (-len(word), word)))
    return ShortWords(
        full,
        stops,
        rf"(?:^| )(?:{words})(?: |$)" if words else "",
        beside,
        frozenset(stops),
        frozenset({*full, *stops}),
    )

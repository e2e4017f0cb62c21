"""The words of a text as a shape: one letter a word, telling a title from a first name, a trade or an everyday word.

`Taxi for Mrs Orla Tarnbeck` has the shape BKTFS. Rules on private individuals are patterns over shapes.
"""

import re

import polars as pl

LETTERS = {
    "title": "T",
    "weak_title": "U",
    "forename": "F",
    "forename_word": "A",
    "person_noun": "C",
    "lead_in": "K",
    "estate": "E",
    "trading_as": "t",
    "and": "&",
    "legal_form": "L",
    "business": "B",
    "place": "P",
    "everyday": "o",
}
"""What each class of word is in a shape. Besides: I a single letter, S a word that may be a
name, M one that may be a surname, x a short form in
capitals, w a word in small letters among others, 0 a number, "," and "-" for punctuation."""

OF_SUPPLIERS = {
    "title": "title",
    "forename": "forename",
    "trade": "business",
    "structure": "business",
    "institution": "business",
    "practice": "business",
    "stage": "business",
    "fund": "business",
    "ordinal": "everyday",
    "direction": "everyday",
    "stop": "everyday",
    "place": "place",
}
"""Classes of name_word_classes.csv as classes of ours; a word of ours keeps the class it has there."""

MARK = "§"
"""Before the letter of a phrase of several words, which then stands in the text as one token."""

TOKEN = rf"{MARK}.|[\p{{L}}\p{{M}}]+(?:['’][\p{{L}}\p{{M}}]+)*|\d\w*|&|\+|,|[-–—:;/()|_*#]"
EVERYDAY_ENDING = (
    r"(?:TIONS?|SIONS?|MENTS?|NESS|ITY|ITIES|ISMS?|OLOGY|ICALS?|ABLE|ANCES?|ENCES?|SHIPS?|IZED|ISED|ATED)$"
)
MAY_BE_SURNAME = r"^(?:.*ING|.*ERS|.{2})$"
"""Surnames such as Harding, Chambers and Ng are shaped like trades: they count beside a first name, never alone."""


def letters(known: pl.DataFrame, of_suppliers: pl.DataFrame) -> pl.DataFrame:
    """word, letter: a row a word or phrase, in capitals.

    known: private_people_words.csv. of_suppliers: name_word_classes.csv, for the words that `known` has not.
    """
    theirs = of_suppliers.filter(pl.col("word_class").is_in(list(OF_SUPPLIERS))).select(
        "word", pl.col("word_class").replace(OF_SUPPLIERS)
    )
    both = pl.concat([known.select("word", "word_class"), theirs]).unique("word", keep="first", maintain_order=True)
    return both.select("word", letter=pl.col("word_class").replace_strict(LETTERS))


def shapes(texts: pl.Series, known: pl.DataFrame) -> pl.DataFrame:
    """text, shape: a row a distinct text, by text; a text without words has the shape "".

    known: `letters`. Where capitals and small letters are mixed, a name begins with a capital.
    """
    distinct = pl.DataFrame({"text": texts.unique().sort()}).with_row_index("at")
    mixed = pl.col("text").str.contains(r"\p{Lu}") & pl.col("text").str.contains(r"\p{Ll}")
    tokens = distinct.select("at", is_mixed=mixed, part=_marked(known).str.extract_all(TOKEN)).explode("part")
    parts = (
        tokens.select("part", "is_mixed").unique()
        .with_columns(word=folded("part"))
        .join(known, on="word", how="left", validate="m:1")
        .select("part", "is_mixed", shown=_letter())
    )  # fmt: skip
    tokens = tokens.join(parts, on=["part", "is_mixed"], how="left", validate="m:1", nulls_equal=True,
                         maintain_order="left")  # fmt: skip
    joined = tokens.group_by("at", maintain_order=True).agg(shape=pl.col("shown").str.join(""))
    found = distinct.join(joined, on="at", how="left", validate="1:1", maintain_order="left")
    return found.select("text", pl.col("shape").fill_null(""))


def folded(column: str) -> pl.Expr:
    """Capitals without accents and apostrophes."""
    text = pl.col(column).str.to_uppercase().str.replace_all(r"['’]", "")
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}+", "")
    return pl.when(text.str.contains(r"[^\x00-\x7F]") & ~text.str.starts_with(MARK)).then(bare).otherwise(text)


def _marked(known: pl.DataFrame) -> pl.Expr:
    """The text with each phrase as one token of its own, hyphens inside words opened, and stops of initials gone."""
    text = pl.col("text").str.replace_all(r"(\p{L})[-‐](\p{L})", "$1 $2")
    phrases = known.filter(pl.col("word").str.contains(r"[^\p{L}]")).sort(
        pl.col("word").str.len_chars(), descending=True
    )
    for (letter,), group in phrases.group_by("letter", maintain_order=True):
        words = "|".join(re.escape(word) for word in group["word"])
        text = text.str.replace_all(rf"(?i)(^|[^\p{{L}}])(?:{words})($|[^\p{{L}}])", f"${{1}} {MARK}{letter} ${{2}}")
    return text.str.replace_all(r"\b(\p{L})\.", "$1 ")


def _letter() -> pl.Expr:
    part, word, known = pl.col("part"), pl.col("word"), pl.col("letter")
    is_small = pl.col("is_mixed") & part.str.contains(r"^\p{Ll}")
    is_short_form = pl.col("is_mixed") & part.str.contains(r"^\p{Lu}{2,4}$")
    return (
        pl.when(part.str.starts_with(MARK))
        .then(part.str.slice(1))
        .when(part.str.contains(r"^\d"))
        .then(pl.lit("0"))
        .when(part.is_in(["&", "+"]))
        .then(pl.lit("&"))
        .when(part == ",")
        .then(pl.lit(","))
        .when(~part.str.contains(r"^\p{L}"))
        .then(pl.lit("-"))
        .when((word.str.len_chars() == 1) & ~is_small)
        .then(pl.lit("I"))
        .when(is_small & (known.is_null() | known.is_in(["F", "A", "U", "P"])))
        .then(pl.lit("w"))
        .when(known.is_not_null())
        .then(known)
        .when(is_short_form | ~word.str.contains("[AEIOUY]"))
        .then(pl.lit("x"))
        .when(word.str.contains(EVERYDAY_ENDING))
        .then(pl.lit("o"))
        .when(word.str.contains(MAY_BE_SURNAME))
        .then(pl.lit("M"))
        .otherwise(pl.lit("S"))
    )

"""The words of a text, cleaned so that the same thing said by two publishers looks the same."""

from collections.abc import Mapping

import polars as pl

LONGEST_PHRASE = 4

FIELDS: Mapping[str, str] = {
    "publisher_category": "text",
    "account": "text",
    "purpose": "text",
    "department": "department",
    "supplier_name": "supplier",
}
"""The columns of LINE_TEXT that hold words, each with the group under which its words are learned."""

POSSESSIVE = "['’`´]"
INITIALS = r"\b([A-Z])\s*(?:&|\bAND\b)\s*([A-Z])\b"
KEEPS_ITS_S = "(SS|US|[^X]IS|ESTOS)$"
ADDS_ES = "(BUS|SS|X|CH|SH)ES$"


def clean(column: pl.Expr) -> pl.Expr:
    """Upper-case letters and single spaces; figures and punctuation go, and "B & B" stays one word (BANDB)."""
    return (
        column.str.to_uppercase()
        .str.replace_all(POSSESSIVE, "")
        .str.replace_all(INITIALS, "${1}AND${2}")
        .str.replace_all("[^A-Z]+", " ")
        .str.strip_chars(" ")
    )


def stem(word: pl.Expr) -> pl.Expr:
    """The singular of a plural, roughly: TAXIS is TAXI, LIBRARIES is LIBRARY, GLASS stays GLASS."""
    is_plural = (word.str.len_chars() > 3) & word.str.ends_with("S") & ~word.str.contains(KEEPS_ITS_S)
    return (
        pl.when(word.str.len_chars() > 4, word.str.ends_with("IES"))
        .then(word.str.replace("IES$", "Y"))
        .when(word.str.contains(ADDS_ES))
        .then(word.str.head(-2))
        .when(is_plural)
        .then(word.str.head(-1))
        .otherwise(word)
    )


def split(texts: pl.DataFrame, ignored: pl.Series) -> pl.DataFrame:
    """The words of each text in order.

    texts: text_id, text. ignored: stems that say nothing of what is bought (AND, LTD, INVOICE …).
    Returns text_id and word; a text without words has no row.
    """
    tokens = (
        texts.select("text_id", token=clean(pl.col("text")).str.split(" "))
        .explode("token", empty_as_null=True)
        .filter(pl.col("token").str.len_chars() > 1)
    )
    stems = tokens.select(pl.col("token").unique()).with_columns(word=stem(pl.col("token")))
    kept = stems.filter(~pl.col("word").is_in(ignored.implode()))
    return tokens.join(kept, on="token", how="inner", validate="m:1", maintain_order="left").select("text_id", "word")


def phrases(words: pl.DataFrame, longest: int = LONGEST_PHRASE) -> pl.DataFrame:
    """Every run of one to `longest` words. words: text_id and word, in order.

    Returns text_id, size (words in it), phrase.
    """
    following = [pl.col("word").shift(-step).over("text_id") for step in range(longest)]
    read = words.lazy().select("text_id", *(one.alias(str(step)) for step, one in enumerate(following)))
    runs = [
        read.select(
            "text_id",
            size=pl.lit(size),
            phrase=pl.concat_str([str(step) for step in range(size)], separator=" "),
        )
        for size in range(1, longest + 1)
    ]
    return pl.concat(runs).drop_nulls("phrase").collect()


def as_phrase(texts: pl.Series, ignored: pl.Series) -> pl.Series:
    """Each text as one phrase of cleaned words, "" where it has none; in the order of `texts`."""
    numbered = pl.DataFrame({"text": texts}).with_row_index("text_id")
    joined = split(numbered, ignored).group_by("text_id").agg(phrase=pl.col("word").str.join(" "))
    return numbered.join(joined, on="text_id", how="left", validate="1:1", maintain_order="left")["phrase"].fill_null(
        ""
    )


def stem_all(given: pl.Series) -> pl.Series:
    """Each word of a list cleaned and stemmed, as it will look inside a text."""
    return pl.DataFrame({"word": given}).select(stem(clean(pl.col("word"))))["word"].unique().sort()

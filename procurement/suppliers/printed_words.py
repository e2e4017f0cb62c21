"""Words as their name printed them, for a reason to quote: PROJECT and CE, not PROJECTS and CHURCH ENGLAND."""

import polars as pl

from procurement.suppliers import bare_words, wording
from procurement.suppliers.reference import SupplierReference

FULL_WORD = pl.Schema({"written": pl.String(), "word": pl.String()})
"""A short form, and one of the words that it stands for."""


def as_printed(words: pl.DataFrame, names: pl.Series, reference: SupplierReference) -> pl.Series:
    """What `names` printed for each word (row, word): the word itself, or the first short form that stands for it.

    row: of the name. A word that a name has by our list of other names stays as it is; no words give none.
    """
    short = reference.once(full_words)
    name = pl.DataFrame({"token": bare_words.of(wording.tidied(names)).str.split(" ")}).with_row_index("row")
    token = name.explode("token", keep_nulls=False)
    spelt_out = token.join(short, left_on="token", right_on="written", how="inner", maintain_order="left_right")
    first = spelt_out.unique(["row", "word"], keep="first", maintain_order=True)
    there = token.select("row", word="token").unique().with_columns(is_there=pl.lit(value=True))
    found = words.with_columns(pl.col("row").cast(pl.UInt32)).join(
        first, on=["row", "word"], how="left", validate="m:1", maintain_order="left"
    )
    found = found.join(there, on=["row", "word"], how="left", validate="m:1", maintain_order="left")
    return found.select(pl.when("is_there").then("word").otherwise(pl.coalesce("token", "word"))).to_series()


def of_texts(texts: pl.Series, names: pl.Series, reference: SupplierReference) -> pl.Series:
    """Each text, of the name in the same place, in the words that the name printed; a short form of several once."""
    some = (texts != "").arg_true()
    each = pl.DataFrame({"word": texts.gather(some).str.split(" ")}).with_row_index("row")
    each = each.explode("word", keep_nulls=False)
    printed = each.with_columns(word=as_printed(each, names.gather(some), reference))
    is_again = (pl.col("word") == pl.col("word").shift()).over("row").fill_null(value=False)
    told = printed.filter(~is_again).group_by("row", maintain_order=True).agg(pl.col("word").str.join(" "))
    return texts.scatter(some.gather(told["row"]), told["word"])


def full_words(reference: SupplierReference) -> pl.DataFrame:
    """FULL_WORD of name_abbreviations.csv, a row a word."""
    told = reference.name_abbreviations.select("written", word=pl.col("full").str.split(" "))
    return told.explode("word", keep_nulls=False).unique(maintain_order=True).select(FULL_WORD.names())

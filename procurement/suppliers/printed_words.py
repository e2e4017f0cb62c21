"""Words as their name printed them, for a reason to quote: PROJECT and CE, not PROJECTS and CHURCH ENGLAND."""

import polars as pl

from procurement.suppliers import bare_words, wording
from procurement.suppliers.reference import SupplierReference

FULL_WORD = pl.Schema({"written": pl.String(), "word": pl.String()})
"""A short form, and one of the words that it stands for."""


def as_printed(words: pl.DataFrame, names: pl.Series, reference: SupplierReference) -> pl.Series:
    """What `names` printed for each word (row, word): the word itself, or the first short form that stands for it.

    row: of the name. A word or short form that the name printed as two (HOME START) is given as two. A word that a name
    has by our list of other names stays as it is; no words give none.
    """
    return told_as_printed(words, words_of(plain(wording.tidied(names))), names, reference)


def told_as_printed(
    words: pl.DataFrame, printed: pl.DataFrame, names: pl.Series, reference: SupplierReference
) -> pl.Series:
    """As `as_printed`; printed: `words_of` of the `plain` names. Most words are there and need no more looking for."""
    asked = words.with_columns(pl.col("row").cast(pl.UInt32)).with_row_index("place")
    missing = asked.join(printed.rename({"written": "word"}), on=["row", "word"], how="anti", maintain_order="left")
    if missing.is_empty():
        return words["word"]
    some = missing["row"].unique().sort()
    asked_of = missing.with_columns(row=some.search_sorted(missing["row"]).cast(pl.UInt32))
    token = tokens(names.gather(some))
    spelt = token.join(reference.once(full_words), on="written", how="inner", maintain_order="left_right")
    spelt = spelt.select("row", "word", spelt=pl.coalesce("printed", "written"))
    there = token.select("row", word="written", there="printed")
    for known in (there, spelt):
        once = known.unique(["row", "word"], keep="first", maintain_order=True)
        asked_of = asked_of.join(once, on=["row", "word"], how="left", validate="m:1", maintain_order="left")
    found = asked_of.select(pl.coalesce("there", "spelt", "word")).to_series()
    return words["word"].scatter(missing["place"], found)


def tokens(names: pl.Series) -> pl.DataFrame:
    """row, written, printed: the words of each name in order, each two that stand together as one, then its bare words.

    Bare words are those that names are compared by, and not printed so: CO-OP is COOPERATIVE, and C I E H one word.
    """
    tidied = wording.tidied(names)
    one = words_of(plain(tidied)).with_columns(printed="written")
    behind = pl.col("written").shift(-1).over("row")
    two = one.select("row", written=pl.col("written") + behind, printed=pl.concat_str("written", behind, separator=" "))
    bare = words_of(bare_words.of(tidied)).with_columns(printed=pl.lit(None, dtype=pl.String))
    return pl.concat([one, two.drop_nulls(), bare])


def plain(tidied: pl.Series) -> pl.Series:
    """Tidied names without what is no letter or digit."""
    return tidied.str.replace_all(r"['`]", "").str.replace_all(r"[^A-Z0-9]+", " ")


def words_of(texts: pl.Series) -> pl.DataFrame:
    """row, written: the words of each text in order."""
    words = pl.DataFrame({"written": texts.str.strip_chars().str.split(" ")}).with_row_index("row")
    return words.explode("written", keep_nulls=False)


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

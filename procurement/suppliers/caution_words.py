"""The words that a caution speaks of: which initials, which number, which sort of body two names differ in."""

import polars as pl

from procurement.suppliers import verdicts
from procurement.suppliers.words import INITIALS, Words

OF_CLASSES = {
    verdicts.LONE["direction"]: ("direction",),
    verdicts.LONE["ordinal"]: ("ordinal",),
    verdicts.LONE["initials"]: (INITIALS,),
    verdicts.SORT_OF_BODY: ("fund", "institution"),
}
"""Which classes of words each of these cautions is about."""
A_WORD_MORE = (verdicts.A_WORD_MORE, verdicts.MANY_WORDS_MORE)
THEY_DIFFER = "the words in which they differ may make them two organisations"
ONE_HAS_MORE = "what only one of them has may make it another organisation"
ALIKE_IS_COMMON = "what is alike in them is too common to tell bodies apart"
MOST = 3
"""So many words are quoted at most."""


def told(said: pl.DataFrame, known: Words) -> pl.Series:
    """`caution` of each pair with the words that it is about in brackets, and in words that fit what else is told.

    said: caution, and `shared`, `only_left` and `only_right` as words_apart.compare quotes them. No rows give none.
    """
    sides = pl.col("only_left").is_not_null().cast(pl.Int8) + pl.col("only_right").is_not_null().cast(pl.Int8)
    fitting = said.select(
        pl.when(pl.col("caution").is_in(A_WORD_MORE) & (sides == 0))
        .then(pl.lit(ONE_HAS_MORE))
        .when(pl.col("caution").is_in(A_WORD_MORE) & (sides > 1))
        .then(pl.lit(THEY_DIFFER))
        .when((pl.col("caution") == verdicts.NAMELESS) & pl.col("shared").is_null())
        .then(pl.lit(ALIKE_IS_COMMON))
        .otherwise("caution")
    ).to_series()
    some = said["caution"].is_in([*OF_CLASSES]).arg_true()
    if some.is_empty():
        return fitting
    of_class = {
        caution: {
            word for name in names for word in known.text.filter(pl.Series(known.of_class[name])).str.to_lowercase()
        }
        for caution, names in OF_CLASSES.items()
    }
    rows = said.select("caution", "only_left", "only_right")[some].iter_rows()
    return fitting.scatter(
        some, [_with_words(caution, (left, right), of_class[caution]) for caution, left, right in rows]
    )


def _with_words(caution: str, sides: tuple[str | None, str | None], words: set[str]) -> str:
    """The caution, with those of the quoted words in brackets that are among `words`."""
    each = [word for side in sides for word in (side or "").strip("'…").split(" ") if word in words]
    quoted = ", ".join(f"'{word}'" for word in dict.fromkeys(each[:MOST]))
    return f"{caution} ({quoted})" if quoted else caution

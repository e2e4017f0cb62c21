"""From evidence to a verdict: same, ask or different, with the probability and the rules that hold it back."""

from dataclasses import dataclass

import polars as pl

from procurement.suppliers import candidates, like_words, names, scoring
from procurement.suppliers.reference import SupplierReference

NEVER_COUNTED = 0.999
"""The weight of a word that stands in no list is 1, but for how a number is kept."""

A_WORD_MORE = "the words that only one has may make it another organisation"
MANY_WORDS_MORE = "so many words that only one has may make it another organisation"

CLASHES = {
    "direction": "each has a direction, such as north, mid or midlands, that the other lacks",
    "ordinal": "the numbers differ, in words or Roman figures",
    "number": "the numbers differ",
    "stage": "each has a kind of school or church that the other lacks",
    "place": "each has a place that the other lacks",
    "initials": "the initials differ",
}
"""Sorts of word that tell bodies apart: where each name has one of its own, the two never merge by themselves."""

LONE = {
    "direction": "they differ in a direction, such as north, mid or midlands",
    "ordinal": "they differ in a number in words, or in a letter that may be a Roman figure",
    "initials": "they differ in initials or a very short word",
}
"""The same where one name alone has such a word."""
SORT_OF_BODY = "they differ in a word for a sort of body, such as council, trust, school or enterprise"

IS_READ_ON = (pl.col("branch_meets") == 1) & (pl.col("traded") == 0)
"""Whether the names are the same once what stands behind the legal form of one is read on (X LTD (HIRE), X HIRE)."""
IS_SPELT_APART = (pl.col("equal") == 0) & ~IS_READ_ON
"""Whether more than spaces differs: G S and GS are the same initials."""
IS_SPELT_OUT = pl.col("acronym") == 1
"""Whether the initials of one are those of the other's words (RMS ROAD MARKING SERVICES)."""

IS_TURNED = (pl.col("reordered") == 1) & (pl.col("words_less") > 2) & (pl.col("exact_plain") >= NEVER_COUNTED)
"""Whether they are the same three words or more in another order, one of them in no list of words at all."""

IS_NATION_MORE = (
    (pl.col("nation_one") == 1)
    & (pl.col("begins") == 1)
    & (pl.col("words_apart") == 1)
    & (pl.col("rest_less") == 0)
    & (pl.col("like") == 0)
    & (pl.col("traded") == 0)
    & (pl.col("forms_differ") == 0)
    & ((pl.col("exact_plain") >= candidates.DISTINCTIVE) | (pl.col("forms_agree") == 1))
)
"""Whether UK or GB at its end is all that one name has more: QUILLMERE, QUILLMERE (UK) LTD.

Such names are the same in law (SI 2015/17, schedule 3): no two companies can have them, unless of one group, as a PLC
and its LTD are.
"""

IS_CUT_OFF = (
    (pl.col("begins") == 1)
    & (pl.col("shorter_is_cut") == 1)
    & ((pl.col("shorter_goes_on") == 0) | (pl.col("traded") > 0))
)
"""Whether one text is the other cut off at the width of a field, so that what it lacks says nothing."""
IS_WHOLE_NAME = pl.col("own_agrees") == 1
"""Whether names of common words are the same as wholes, legal form included, and so are one name in matching."""

CAUTIONS: dict[str, pl.Expr] = {
    **{words: (pl.col(f"{name}_both") == 1) & IS_SPELT_APART for name, words in CLASHES.items()},
    **{words: (pl.col(f"{name}_one") == 1) & IS_SPELT_APART & ~IS_SPELT_OUT for name, words in LONE.items()},
    SORT_OF_BODY: ((pl.col("fund_one") == 1) | (pl.col("institution_one") == 1)) & IS_SPELT_APART,
    "a trading or former name of one may be the name of another company as well": (pl.col("traded") == 1)
    & ((pl.col("forms_agree") == 1) | (pl.col("forms_differ") == 1))
    & (pl.col("alias_formed") == 0),
    "both give one trading name, as franchises and branches of different bodies do": (pl.col("traded") == 2)
    & (pl.col("cores_agree") == 0)
    & (pl.col("alias_formed") == 0),
    "both look like schools, nurseries or universities, and they differ in a word": (pl.col("schools") == 1)
    & (pl.col("rest_more") > 0)
    & IS_SPELT_APART,
    "two legal forms are two bodies, unless one became the other": (pl.col("forms_differ") == 1)
    & (pl.col("traded") == 0)
    & (pl.col("became_plc") == 0),
    "'total' behind the legal form: two lines of a table may have been run together": pl.col("run_together") == 1,
    "one may be a person or a partnership and the other a company": pl.col("person_or_company") == 1,
    "few or common words in another order may be another organisation": (pl.col("reordered") == 1)
    & ((pl.col("words_less") <= 2) | (pl.col("exact_plain") < candidates.DISTINCTIVE)),
    "one is a council, and the other has words that are not in its name": (pl.col("council_and_other") == 1)
    & (pl.col("traded") == 0)
    & (pl.col("rest_more") > 0),
    "practices of this name are found in many towns": pl.col("practices") == 1,
    "two words are alike but begin with different letters, which is seldom a slip": (
        pl.col("apart") == like_words.OTHER_START
    )
    & IS_SPELT_APART,
    "short words that differ in a letter are other initials or codes": (pl.col("apart") == like_words.SHORT_WORDS)
    & IS_SPELT_APART,
    "each is named after another saint": (pl.col("apart") == like_words.SAINTS) & IS_SPELT_APART,
}
"""What keeps a pair from merging by itself, in the words of its reason; the first that applies is given."""

NAMELESS = "what they share is too common to tell bodies apart"
HAS_A_WORD_MORE = (pl.col("rest_less") == 0) & (pl.col("rest_more") > 0) & ~IS_CUT_OFF & ~IS_NATION_MORE
"""QUILLMERE and QUILLMERE TRADING; SABLE LODGE and THE FRIENDS OF SABLE LODGE GARDENS."""
MANY_WORDS = 3
"""So many words more, of names not cut short, are another body as often as not."""
EACH_HAS_A_WORD = (pl.col("rest_less") > 0) & ~IS_SPELT_OUT
JUST_BELOW = 0.001
CHUNK = 50_000
"""Pairs weighed at once: memory stays bounded."""


FLAGS = ("traded", "equal", "reordered", "begins", "acronym", "branch_meets", "nation_more")
"""Evidence that reasons speak of, small whole numbers."""


@dataclass(frozen=True)
class Judged:
    """`pairs`: what `judge` says of pairs of keys, with key_a and key_b; `understood`: the names of those keys."""

    pairs: pl.DataFrame
    understood: names.Names


def judge(pairs: pl.DataFrame, understood: names.Names, reference: SupplierReference) -> pl.DataFrame:
    """Weigh pairs of name numbers: left, right, the faces a and b that speak, what FLAGS names, shared_best, then

    probability, caution ("" where there is none) and verdict.
    """
    model = reference.once(model_of)
    parts = [judge_some(pairs[start : start + CHUNK], understood, model, reference) for start in starts(pairs.height)]
    return pl.concat(parts)


def model_of(reference: SupplierReference) -> scoring.Model:
    """The trees that the labelled names taught."""
    return scoring.read(reference.supplier_match_model)


def starts(rows: int) -> range:
    """Where each part begins; one part where there is nothing."""
    return range(0, max(rows, 1), CHUNK)


def judge_some(
    pairs: pl.DataFrame, understood: names.Names, model: scoring.Model, reference: SupplierReference
) -> pl.DataFrame:
    """`judge` for as many pairs as are held in memory at once."""
    weighed = names.weigh(pairs, understood)
    score = pl.Series("probability", scoring.probability(weighed.rows, model))
    judged = decide(hold_back(weighed.rows.with_columns(score, nation_more=IS_NATION_MORE), reference), reference)
    small = [pl.col("a", "b").cast(pl.Int32), pl.col(FLAGS).cast(pl.UInt8)]
    told = judged.select(*small, "shared_best", "probability", "caution", "verdict")
    return pl.concat([pairs, told[weighed.place]], how="horizontal")


def hold_back(judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Name the caution that applies, and keep its probability below what merges.

    Equal keys, and the same words in another order, get at least the probability measured for them.
    """
    nameless = (pl.col("shared_best") < reference.threshold("least_identity")) & ~IS_WHOLE_NAME
    plain = ~IS_SPELT_APART & (pl.col("traded") == 0) & (pl.col("forms_differ") == 0)
    told = {NAMELESS: nameless, **CAUTIONS, **below_their_bars(reference)}
    held = [pl.when(applies).then(pl.lit(at, pl.Int8)) for at, applies in enumerate(told.values())]
    number, words = pl.coalesce(*held, pl.lit(-1)), pl.Series([*told, ""])
    which = judged.select(number.cast(pl.Int64)).to_series()
    cautioned = judged.with_columns(caution=words.gather(which.replace(-1, len(told))))
    most = reference.threshold("least_same") - JUST_BELOW
    at_least = {"same_key": plain, "same_in_another_order": IS_TURNED, "same_but_for_nation": IS_NATION_MORE}
    raised = pl.max_horizontal(
        "probability", *(pl.when(applies).then(pl.lit(reference.threshold(name))) for name, applies in at_least.items())
    )
    return cautioned.with_columns(
        probability=pl.when(pl.col("caution") != "")
        .then(pl.min_horizontal("probability", pl.lit(most)))
        .otherwise(raised)
    )


def below_their_bars(reference: SupplierReference) -> dict[str, pl.Expr]:
    """Pairs of sorts that are often two bodies and stand below a bar of their own, by what is said of them."""
    rests_on_like = (pl.col("exact_best") < reference.threshold("least_identity")) & (pl.col("like") > 0)
    bars = {
        A_WORD_MORE: (HAS_A_WORD_MORE, "least_same_with_a_word_more"),
        MANY_WORDS_MORE: (
            HAS_A_WORD_MORE & (pl.col("words_apart") >= MANY_WORDS) & ~IS_SPELT_OUT,
            "least_same_with_many_words_more",
        ),
        "each has a word that the other lacks": (EACH_HAS_A_WORD, "least_same_with_a_word_each"),
        "the words that tell them from others are alike and not the same": (rests_on_like, "least_same_by_like_words"),
        "two words differ by more than a slip of the pen": (pl.col("apart") > 0, "least_same_two_slips_apart"),
        "two words are alike, and each is in use in other names": (
            (pl.col("like_rare") > 0) & ~IS_CUT_OFF,
            "least_same_by_words_in_use",
        ),
    }
    return {
        words: applies & IS_SPELT_APART & (pl.col("probability") < reference.threshold(bar))
        for words, (applies, bar) in bars.items()
    }


def decide(judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Add `verdict` by the two thresholds."""
    return judged.with_columns(
        verdict=pl.when(pl.col("probability") >= reference.threshold("least_same"))
        .then(pl.lit("same"))
        .when(pl.col("probability") >= reference.threshold("least_ask"))
        .then(pl.lit("ask"))
        .otherwise(pl.lit("different"))
    )

"""From evidence to a verdict: same, ask or different, with the probability and the rules that hold it back."""

import polars as pl

from procurement.suppliers import names, scoring
from procurement.suppliers.reference import SupplierReference

CLASHES = ("direction", "ordinal", "number", "stage", "place", "initials")
"""Sorts of word that tell bodies apart: where each name has one of its own, the two never merge by themselves."""

CAUTIONS: dict[str, pl.Expr] = {
    "each has a place, direction, number, initials or kind of school that the other lacks": pl.any_horizontal(
        pl.col(f"{name}_both") == 1 for name in CLASHES
    ),
    "only one has a direction, a number or initials": pl.any_horizontal(
        pl.col(f"{name}_one") == 1 for name in ("direction", "ordinal", "initials")
    ),
    "only one is a trust, a fund or another sort of institution": (pl.col("fund_one") == 1)
    | (pl.col("institution_one") == 1),
    "one trades under the name that the other has as a company": (pl.col("traded") == 1)
    & ((pl.col("forms_agree") == 1) | (pl.col("forms_differ") == 1)),
    "two legal forms are two bodies, unless one became the other": (pl.col("forms_differ") == 1)
    & (pl.col("traded") == 0),
    "one may be a person or a partnership and the other a company": pl.col("person_or_company") == 1,
    "practices of this name are found in many towns": pl.col("practices") == 1,
}
"""What keeps a pair from merging by itself, in the words of its reason; the first that applies is given."""

JUST_BELOW = 0.001


def judge(pairs: pl.DataFrame, understood: names.Names, reference: SupplierReference) -> pl.DataFrame:
    """Weigh pairs of name numbers: left, right, the evidence, then probability, verdict, caution ("" where none)."""
    weighed = names.weigh(pairs, understood)
    score = pl.Series("probability", scoring.probability(weighed, scoring.read(reference.supplier_match_model)))
    judged = pl.concat([pairs, weighed, score.to_frame()], how="horizontal")
    return decide(hold_back(judged, reference), reference)


def hold_back(judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Name the caution that applies, and keep its probability below what merges; equal keys get their measured one."""
    nameless = pl.col("shared_best") < reference.threshold("least_identity")
    plain = (pl.col("equal") == 1) & (pl.col("traded") == 0) & (pl.col("forms_differ") == 0)
    told = [pl.when(nameless).then(pl.lit("the words they share carry no identity"))]
    told += [pl.when(applies).then(pl.lit(words)) for words, applies in CAUTIONS.items()]
    cautioned = judged.with_columns(caution=pl.coalesce(*told, pl.lit("")))
    most = reference.threshold("least_same") - JUST_BELOW
    raised = pl.when(plain).then(pl.max_horizontal("probability", pl.lit(reference.threshold("same_key"))))
    return cautioned.with_columns(
        probability=pl.when(pl.col("caution") != "")
        .then(pl.min_horizontal("probability", pl.lit(most)))
        .otherwise(raised.otherwise("probability"))
    )


def decide(judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Add `verdict` by the two thresholds."""
    return judged.with_columns(
        verdict=pl.when(pl.col("probability") >= reference.threshold("least_same"))
        .then(pl.lit("same"))
        .when(pl.col("probability") >= reference.threshold("least_ask"))
        .then(pl.lit("ask"))
        .otherwise(pl.lit("different"))
    )

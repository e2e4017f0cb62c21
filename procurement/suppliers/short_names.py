"""Where one name has a word more than the other: whether the shorter of the two gives its legal form.

A company's name in law ends with its legal form (Companies Act 2006, sections 58 and 59), so one that gives it may be
whole, and a word more then makes another company's name. A name without one may be short for the longer.
"""

from collections.abc import Callable

import polars as pl

from procurement.suppliers import verdicts, wording
from procurement.suppliers.forms import OPEN_FORM
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.spelling_reasons import BY_ANOTHER

WHOLE = "the shorter gives its legal form, as whole names do"
SHORT = "the shorter gives no legal form, so it may be short for the other"


def with_form_told(pairs: pl.DataFrame, size: Callable[[pl.Series], pl.DataFrame]) -> pl.Series:
    """`reason` of pairs (name_a, name_b, reason), with what the shorter name gives where one has a word more.

    size: gives `sized` of distinct names. Shorter is the name with fewer words, then with fewer letters, legal form and
    trading name aside. Other reasons are as they were, and so are those that rest on a trading name, of which a
    company's form says nothing. No pairs give none.
    """
    reason = pl.col("reason")
    is_told = reason.str.contains_any([verdicts.A_WORD_MORE, verdicts.MANY_WORDS_MORE])
    rows = pairs.select((is_told & ~reason.str.starts_with(BY_ANOTHER)).arg_true()).to_series()
    some = pairs.select("name_a", "name_b", "reason")[rows]
    sizes = size(pl.concat([some["name_a"], some["name_b"]]).unique())
    for side in ("a", "b"):
        of_side = sizes.rename({name: f"{name}_{side}" for name in sizes.columns})
        some = some.join(of_side, on=f"name_{side}", how="left", validate="m:1", maintain_order="left")
    is_a_shorter = (pl.col("words_a") < pl.col("words_b")) | (
        (pl.col("words_a") == pl.col("words_b")) & (pl.col("letters_a") < pl.col("letters_b"))
    )
    gives_form = pl.when(is_a_shorter).then("has_form_a").otherwise("has_form_b")
    told = pl.concat_str(reason, pl.when(gives_form).then(pl.lit(WHOLE)).otherwise(pl.lit(SHORT)), separator="; ")
    return pairs["reason"].scatter(rows, some.select(told).to_series())


def sized(names: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """name, words and letters of its core, has_form: a row a distinct name."""
    return wording.split(names, reference).select(
        "name",
        words=pl.col("core").str.count_matches(" "),
        letters=pl.col("core").str.len_chars(),
        has_form=~pl.col("form").is_in(["", OPEN_FORM]),
    )

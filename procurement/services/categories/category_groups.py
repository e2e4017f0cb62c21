"""Lines that wait for a category, put into groups that one answer fits: by heading, supplier or account."""

from collections.abc import Mapping, Sequence

import polars as pl

from procurement.categories.decisions import ACCOUNT, HEADING, LINE, SUPPLIER

KEYS = {HEADING: "plain_heading", SUPPLIER: "supplier_id", ACCOUNT: "plain_account", LINE: "line_text_key"}
GROUPED = (HEADING, SUPPLIER, ACCOUNT)
"""In the order in which equal groups are preferred; a line that fits none is asked about by itself."""
ROUNDS = 6
"""How often groups are sized anew once lines have gone to larger ones; in the last each line goes to its largest."""


def place(scope: str, of_one_council: bool = True) -> pl.Expr:
    """The group of a line by what is shared; null where the line has no such text."""
    key = pl.col(KEYS[scope]).cast(pl.String)
    council = pl.col("authority_code") if of_one_council else pl.lit("")
    return pl.when(key != "").then(pl.format("{}|{}|{}", pl.lit(scope), council, key))


def choose(
    lines: pl.DataFrame, barred: Mapping[str, pl.Series], coherent_from: float, together: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines that wait, each with the group (`scope`, `place`) in which a person is asked about it; and, by group,
    every line that shares its text, for what is believed of those speaks for the others.

    lines: the columns of KEYS, authority_code, spend_pence, is_waiting, level1 and belief (what is believed of the
    line, 0 where nothing is). barred: by scope the places that may not be asked about. together: whether a supplier's
    lines in all councils are one group. A line goes to the group with the most waiting pounds in which beliefs agree,
    not counting lines that have gone to a larger one; where nothing is believed, nothing speaks against a group.
    """
    placed = lines.with_columns(
        place(scope, not (together and scope == SUPPLIER)).alias(f"in_{scope}") for scope in KEYS
    )
    fit = [_that_fit(placed, scope, barred, coherent_from) for scope in GROUPED]
    left, settled = placed.filter("is_waiting"), [placed.clear().with_columns(scope=pl.lit(""), whole=pl.lit(True))]
    for turn in range(ROUNDS):
        chosen = _largest(left, fit)
        is_settled = pl.col("whole") | pl.lit(turn == ROUNDS - 1)
        settled.append(chosen.filter(is_settled))
        left = chosen.filter(~is_settled).drop("scope", "whole")
    grouped = pl.concat(settled).with_columns(
        place=pl.coalesce(pl.when(pl.col("scope") == scope).then(pl.col(f"in_{scope}")) for scope in KEYS)
    )
    return grouped.drop("whole"), pl.concat([_sharing(placed, grouped, scope) for scope in KEYS])


def _largest(left: pl.DataFrame, fit: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Lines with the scope of their largest group, by the pounds that are left; whole: no line of it has a larger."""
    weighed = left
    for scope, groups in zip(GROUPED, fit, strict=True):
        name = f"in_{scope}"
        size = left.filter(pl.col(name).is_not_null()).group_by(name).agg(weight=pl.col("spend_pence").abs().sum())
        weight = size.join(groups, on=name, how="semi").rename({"weight": f"weight_{scope}"})
        weighed = weighed.join(weight, on=name, how="left", validate="m:1", maintain_order="left")
    weights = [pl.col(f"weight_{scope}") for scope in GROUPED]
    most = pl.max_horizontal(*weights)
    named = [pl.when(weight == most).then(pl.lit(scope)) for scope, weight in zip(GROUPED, weights, strict=True)]
    told = weighed.with_columns(scope=pl.coalesce(*named, pl.lit(LINE)))
    wholes = [(pl.col("scope") == scope).all().over(f"in_{scope}") & (pl.col("scope") == scope) for scope in GROUPED]
    is_whole = pl.any_horizontal(*wholes) | (pl.col("scope") == LINE)
    return told.with_columns(whole=is_whole).select(*left.columns, "scope", "whole")


def _sharing(placed: pl.DataFrame, grouped: pl.DataFrame, scope: str) -> pl.DataFrame:
    """Every line, waiting or not, of the groups of a scope."""
    places = grouped.filter(pl.col("scope") == scope)["place"].unique()
    named = placed.with_columns(scope=pl.lit(scope), place=pl.col(f"in_{scope}"))
    return named.filter(pl.col("place").is_in(places.implode()))


def _that_fit(placed: pl.DataFrame, scope: str, barred: Mapping[str, pl.Series], coherent_from: float) -> pl.DataFrame:
    """in_ of the scope: the groups with waiting lines that a person may be asked about at once."""
    name = f"in_{scope}"
    whole = placed.filter(pl.col("is_waiting") & pl.col(name).is_not_null()).select(name).unique()
    kept = whole.filter(~pl.col(name).is_in(barred.get(scope, pl.Series(dtype=pl.String)).implode()))
    told = kept.join(agreement(placed, [name]), on=name, how="left", validate="1:1")
    return told.filter(pl.col("agreement").is_null() | (pl.col("agreement") >= coherent_from)).select(name)


def agreement(lines: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """`by` and agreement: the share of a group's believed pounds under the heading that most of them are under.

    A group of whose lines nothing is believed has no row.
    """
    believed = lines.filter((pl.col("belief") > 0) & pl.all_horizontal(pl.col(name).is_not_null() for name in by))
    weight = pl.col("spend_pence").abs().clip(lower_bound=1) * pl.col("belief")
    of_heading = believed.group_by(*by, "level1").agg(weight=weight.sum())
    return of_heading.group_by(by).agg(agreement=pl.col("weight").max() / pl.col("weight").sum())

"""Lines that wait for a category, put into groups that one answer fits: by heading, supplier or account."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from procurement.categories.decisions import ACCOUNT, HEADING, LINE, SUPPLIER

KEYS = {HEADING: "plain_heading", SUPPLIER: "supplier_id", ACCOUNT: "plain_account", LINE: "line_text_key"}
GROUPED = (HEADING, SUPPLIER, ACCOUNT)
"""In the order in which equal groups are preferred; a line that fits none is asked about by itself."""
SPEAKING = ("line_text_key", "spend_pence", "level1", "code", "belief", "why", "category_decision")
"""What is looked at of the lines that share a group's text."""
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
    """The lines that wait, each with the group (`scope`, `place`) in which a person is asked about it; and all lines by
    the groups that they could be in, for `sharing`.

    lines: the columns of KEYS and SPEAKING, authority_code and is_waiting; belief is 0 where nothing is believed of a
    line. barred: by scope the places that may not be asked about. together: whether a supplier's
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
    return grouped.drop("whole"), placed.select(*(f"in_{scope}" for scope in KEYS), *SPEAKING)


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


def sharing(placed: pl.DataFrame, grouped: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """scope, place and SPEAKING of every line, waiting or not, that shares a group's text: a scope at a time.

    placed, grouped: as `choose` gave them. What is believed of those lines speaks for the ones that wait.
    """
    for scope in KEYS:
        places = grouped.filter(pl.col("scope") == scope)["place"].unique()
        shared = placed.filter(pl.col(f"in_{scope}").is_in(places.implode()))
        yield shared.select(pl.lit(scope).alias("scope"), pl.col(f"in_{scope}").alias("place"), *SPEAKING)


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

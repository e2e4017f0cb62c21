"""Protected payments put together into atoms: sums that may be shown, of which every shown figure is made.

A payment goes into the finest cell of the tree PATH whose sum may be shown. What is left of a branch goes together at
the branch; where that may not be shown either, a cell beside it that could be shown goes in with it (complementary
suppression), so that nothing can be worked out by taking the shown cells off their total. Every figure of every table
is a sum of whole atoms, whatever its scope, level and map; so no two tables differ by less than an atom.
"""

import polars as pl

from procurement.analysis.disclosure.limits import Limits
from procurement.tables import KEY, TEXT

PATH = ("circle", "region", "authority_code", "kind", "level1", "financial_year", "level2", "quarter",
        "proclass_code", "month")  # fmt: skip
"""From the widest to the finest. circle: councils, or bodies that are none, which no total adds together."""
COUNCIL = PATH.index("authority_code") + 1
"""At this depth and below an atom is of one council."""
REDACTED = "redacted"
PROTECTED = pl.Schema({"row": KEY, "payee": TEXT, "pence": pl.Int64(), **dict.fromkeys(PATH, TEXT)})
"""A payment whose payee is protected; `payee` is "" where it is redacted, for then nobody can tell who it is."""
ROUNDS = 6
SEPARATOR = "\x1f"


def settle(protected: pl.DataFrame, limits: Limits, complementary: bool = True) -> pl.DataFrame:
    """PROTECTED with `depth`, how many columns of PATH may be shown of a payment, and `atom`, those it stands with.

    Where all of a circle together may not be shown, depth is 0 and atom "": such payments enter no shared figure.
    complementary: False only where a test shows what an attack finds without it. Empty in gives empty out.
    """
    settled = protected.with_columns(depth=pl.lit(0, pl.Int64), atom=pl.lit(""))
    for depth in range(len(PATH), 0, -1):
        keyed = settled.with_columns(key=_key(depth))
        opened = _opened(keyed, depth, limits) if complementary else keyed
        shown = _verdicts(opened, depth, limits).filter("is_safe")["key"]
        if not complementary and depth < len(PATH):
            shown = opened.filter(depth=0)["key"].unique()
        goes = (pl.col("depth") == 0) & pl.col("key").is_in(shown.implode())
        atom = pl.when(goes).then(pl.col("key")).otherwise("atom")
        settled = opened.with_columns(atom=atom, depth=pl.when(goes).then(depth).otherwise("depth")).drop("key")
    return settled.with_columns(pl.col("depth").cast(pl.Int64))


def _key(depth: int) -> pl.Expr:
    return pl.concat_str(pl.lit(str(depth)), *PATH[:depth], separator=SEPARATOR)


def _opened(keyed: pl.DataFrame, depth: int, limits: Limits) -> pl.DataFrame:
    """`keyed` where each pool that may not be shown has taken in cells of its branch, until it may or none is left."""
    for _ in range(ROUNDS):
        verdicts = _verdicts(keyed, depth, limits)
        unsafe = verdicts.filter(~pl.col("is_safe"))["key"]
        beside = keyed.filter(pl.col("key").is_in(unsafe.implode()), pl.col("depth") > 0)
        if beside.is_empty():
            return keyed
        taken = _nearest(keyed.filter(depth=0), beside, limits)
        is_taken = pl.col("atom").is_in(taken.implode())
        keyed = keyed.with_columns(
            depth=pl.when(is_taken).then(0).otherwise("depth"),
            atom=pl.when(is_taken).then(pl.lit("")).otherwise("atom"),
        )
    return keyed


def _nearest(pools: pl.DataFrame, beside: pl.DataFrame, limits: Limits) -> pl.Series:
    """For each pool the least atom beside it that outweighs its largest payee, else the largest there is."""
    payees = _payees(pools, ["key"], limits)
    needed = payees.group_by("key").agg(needed=pl.col("pence").abs().max() * limits.least_rest)
    atoms = beside.group_by("key", "atom").agg(size=pl.col("pence").sum().abs())
    weighed = atoms.join(needed, on="key", how="left", validate="m:1").with_columns(pl.col("needed").fill_null(0))
    lacks = pl.col("size") < pl.col("needed")
    ordered = weighed.sort("key", lacks, pl.when(lacks).then(-pl.col("size")).otherwise("size"), "atom")
    return ordered.unique("key", keep="first", maintain_order=True)["atom"]


def _verdicts(keyed: pl.DataFrame, depth: int, limits: Limits) -> pl.DataFrame:
    """key and is_safe of each pool at a depth: whether its sum may be shown, also to one who knows a council of it."""
    pools = keyed.filter(depth=0)
    payees = _payees(pools, ["key"], limits)
    found = _weighed(payees, ["key"], limits)
    if depth < COUNCIL:
        councils = payees.select("key", known="authority_code").unique()
        others = payees.join(councils, on="key", validate="m:m").filter(pl.col("authority_code") != pl.col("known"))
        rest = _weighed(others, ["key", "known"], limits).group_by("key").agg(pl.col("is_safe").all())
        found = pl.concat([found, rest]).group_by("key").agg(pl.col("is_safe").all())
    every = pools.select("key").unique().join(found, on="key", how="left", validate="1:1")
    return every.with_columns(pl.col("is_safe").fill_null(value=False))


def _payees(pools: pl.DataFrame, keys: list[str], limits: Limits) -> pl.DataFrame:
    """keys, authority_code, payee and pence, of payees with a sum that is not nothing.

    Of redacted lines the largest of each month are taken for one payee's, the next ones for another's, and so on: the
    fewest payees and the largest that there can be where nobody has more than so many lines a month.
    """
    line = pl.col("pence").abs().rank("ordinal", descending=True).over(*keys, "authority_code", "month")
    number = (line - 1) // limits.redacted_lines_a_month
    unnamed = pl.concat_str(pl.lit(REDACTED), number, separator=SEPARATOR)
    is_redacted = pl.col("kind") == REDACTED
    named = pl.concat(
        [
            pools.filter(~is_redacted).select(*keys, "authority_code", "payee", "pence"),
            pools.filter(is_redacted).select(*keys, "authority_code", payee=unnamed, pence="pence"),
        ]
    )
    return named.group_by(*keys, "authority_code", "payee").agg(pl.col("pence").sum()).filter(pl.col("pence") != 0)


def _weighed(payees: pl.DataFrame, keys: list[str], limits: Limits) -> pl.DataFrame:
    """keys and is_safe: enough payees, and for none of them is the sum nearer to its own than the limit says."""
    rest = (pl.col("pence").sum() - pl.col("pence")).abs()
    is_apart = (rest >= pl.col("pence").abs() * limits.least_rest).all()
    return payees.group_by(keys).agg(is_safe=(pl.len() >= limits.least_payees) & is_apart).select("key", "is_safe")

"""Which suppliers that stand apart a person is asked about, and why: what is alike, and what kept them apart."""

import polars as pl

from procurement.suppliers import reasons
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.spelling_reasons import SAME_NAME
from procurement.tables import SUPPLIER_ASK

ONE_NAME = "the same name"
SEVERAL_FIT = "but more than one supplier fits the name"
BOTH_KNOWN = "but they were two suppliers before, and only a person makes one of them"
OTHERS_UNLIKE = "but other names of the two suppliers are less alike"
OF_A_PAIR = ("pair", "rule", "merges", "is_likely", "are_known", "vat_a", "vat_b", "vats_a", "vats_b")
"""What is known of each two besides SUPPLIER_ASK; vat: beside the names, vats: one that stands beside each supplier."""


def find(
    placed: pl.DataFrame, links: pl.DataFrame, suppliers: pl.DataFrame, reference: SupplierReference
) -> pl.DataFrame:
    """SUPPLIER_ASK without its reason, and OF_A_PAIR: suppliers apart, of whom two names may be one supplier's.

    Likeliest first; each two suppliers once, by their likeliest pair. Two bodies by their company or charity numbers
    are left out: no answer makes one supplier of them. No links give no rows.
    """
    side = _sides(placed, suppliers)
    both = links.filter(pl.col("probability") >= reference.threshold("least_ask"))
    for name, node in (("a", "left"), ("b", "right")):
        renamed = side.rename({column: f"{column}_{name}" for column in side.columns})
        both = both.join(renamed, left_on=node, right_on=f"node_{name}", validate="m:1")
    apart = both.filter(pl.col("supplier_id_a") != pl.col("supplier_id_b"), ~_are_two_bodies())
    ordered = apart.sort("probability", "left", "right", descending=[True, False, False])
    once = ordered.unique(["supplier_id_a", "supplier_id_b"], keep="first", maintain_order=True).with_columns(
        is_likely=pl.col("probability") >= reference.threshold("least_same"),
        are_known=(pl.col("known_a") != "") & (pl.col("known_b") != ""),
    )
    return once.select(*[name for name in SUPPLIER_ASK.names() if name != "reason"], *OF_A_PAIR)


def _sides(placed: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """node, name, supplier_id, vat, and of its supplier known, company, charity and vats."""
    marks = placed.group_by("cluster").agg(
        pl.col("known", "company", "charity").max(), vats=pl.col("vat").filter(pl.col("vat") != "").min().fill_null("")
    )
    named = placed.select("node", "cluster", "vat", name="supplier_name")
    marked = named.join(marks, on="cluster", how="left", validate="m:1")
    return marked.join(suppliers.select("cluster", "supplier_id"), on="cluster", how="left", validate="m:1").drop(
        "cluster"
    )


def _are_two_bodies() -> pl.Expr:
    """Whether two suppliers stand beside different company numbers, or charity numbers and no company number shared."""
    have = {sort: (pl.col(f"{sort}_a") != "") & (pl.col(f"{sort}_b") != "") for sort in ("company", "charity")}
    differ = {sort: both & (pl.col(f"{sort}_a") != pl.col(f"{sort}_b")) for sort, both in have.items()}
    return differ["company"] | (~have["company"] & differ["charity"])


def with_reasons(asked: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_ASK of what `find` gives; `said` has the reason of each pair of names that was weighed."""
    reasoned = asked.join(said, on="pair", how="left", validate="m:1", maintain_order="left")
    told = pl.concat_str(_shared_number(), _names(), _apart(), separator="; ", ignore_nulls=True)
    return reasoned.with_columns(reason=told).select(SUPPLIER_ASK.names())


def _shared_number() -> pl.Expr:
    """The VAT number beside both names, null where there is none."""
    return pl.when(pl.col("rule") == "VAT number").then(
        pl.format("same VAT number '{}', which bodies of one group may share", "vat_a")
    )


def _names() -> pl.Expr:
    """What the two names have in common."""
    return (
        pl.when(pl.col("pair").is_not_null())
        .then(reasons.whole())
        .when(pl.col("rule").is_in(["company number", "charity number"]))
        .then(pl.lit("same ") + pl.col("rule"))
        .when(pl.col("name_a") == pl.col("name_b"))
        .then(pl.lit(ONE_NAME))
        .otherwise(pl.lit(SAME_NAME))
    )


def _apart() -> pl.Expr:
    """Why two that are likely one were not put together, null for what is doubtful by its words alone."""
    vats_differ = (pl.col("vats_a") != "") & (pl.col("vats_b") != "") & (pl.col("vats_a") != pl.col("vats_b"))
    return (
        pl.when(pl.col("merges") & pl.col("are_known"))
        .then(pl.lit(BOTH_KNOWN))
        .when(pl.col("merges") & vats_differ)
        .then(pl.format("but they stand beside different VAT numbers ('{}', '{}')", "vats_a", "vats_b"))
        .when("merges")
        .then(pl.lit(OTHERS_UNLIKE))
        .when(pl.col("is_likely") & (pl.col("rule") != "VAT number"))
        .then(pl.lit(SEVERAL_FIT))
    )

"""What links say of the names that they joined: of each the link to the name that is shown, where there is one."""

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers.clustering import KNOWN_NAME, SETTLING
from procurement.suppliers.reason_texts import COMPARED
from procurement.suppliers.spelling_reasons import KNOWN_RULE, OWN_NAME, SAME_NAME, SAME_NAME_RULE, SHOWN

ALREADY_KNOWN = "already known under this name"
ALONE = "no other name is near enough to be this supplier"


def lead_to_shown(
    placed: pl.DataFrame, rows: pl.DataFrame, suppliers: pl.DataFrame, links: pl.DataFrame
) -> pl.DataFrame:
    """`placed` with is_shown, and `link` as it is to be told: none of the node that is shown.

    placed: nodes with cluster and link, in order. rows: texts with supplier_name and node. suppliers: cluster and
    supplier_label. A supplier of which no text has its label, as it was named otherwise, keeps its links.
    """
    is_shown = shown(placed, rows, suppliers)
    cluster = placed["cluster"].to_numpy()
    left, right = (links[side].to_numpy() for side in ("left", "right"))
    leads = links["merges"].to_numpy() & (cluster[left] == cluster[right]) & (is_shown[left] != is_shown[right])
    some = np.flatnonzero(leads)
    other = np.where(is_shown[left], right, left)[some]
    best = (
        links[some]
        .select("rule", "probability", node=pl.Series(other), link=pl.Series(some))
        .sort(pl.col("rule").is_in(SETTLING), "probability", "link", descending=[True, True, False])
        .unique("node", keep="first", maintain_order=True)
    )
    told = placed["link"].scatter(best["node"], best["link"].cast(placed["link"].dtype))
    told = told.scatter(np.flatnonzero(is_shown), None)
    return placed.with_columns(link=told, is_shown=pl.Series(is_shown))


def shown(placed: pl.DataFrame, rows: pl.DataFrame, suppliers: pl.DataFrame) -> npt.NDArray[np.bool_]:
    """Which nodes, one at most of each cluster that links have made, hold a text that the supplier is shown under."""
    found = np.zeros(placed.height, dtype=np.bool_)
    linked = placed.filter(pl.col("link").is_not_null())["cluster"].unique()
    if linked.is_empty():
        return found
    labelled = suppliers.select("cluster", "supplier_label").filter(pl.col("cluster").is_in(linked.implode()))
    nodes = placed.select("node", "cluster").join(labelled, on="cluster", how="inner", validate="m:1")
    texts = rows.filter("takes_part").select("node", text=pl.col("supplier_name").str.strip_chars())
    both = texts.join(nodes, on="node", how="inner", validate="m:1")
    holding = both.filter(pl.col("text") == pl.col("supplier_label"))
    found[holding.group_by("cluster").agg(pl.col("node").min())["node"].to_numpy()] = True
    return found


def explain(placed: pl.DataFrame, links: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """score, rule, reason, beside, a row a node in order: the link that brought it, or that it stands by itself.

    beside_name: the row of `parts` that the name beside has, null where there is none.
    """
    is_known = pl.col("known") != ""
    alone = placed.select(
        score=pl.lit(1.0),
        rule=pl.when(is_known).then(pl.lit(KNOWN_RULE)).otherwise(pl.lit(OWN_NAME)),
        reason=pl.when(is_known)
        .then(pl.lit(ALREADY_KNOWN))
        .when("is_shown")
        .then(pl.lit(SHOWN))
        .otherwise(pl.lit(ALONE)),
        beside=pl.lit(""),
        beside_name=pl.lit(None, dtype=pl.Int64),
    )
    linked = placed["link"].is_not_null().arg_true()
    brought = explain_linked(placed, linked, links, said)
    return alone.with_columns(alone[column].scatter(linked, brought[column]).alias(column) for column in alone.columns)


def explain_linked(placed: pl.DataFrame, linked: pl.Series, links: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """What `explain` tells, of the nodes in these rows: by the link of each, beside which name."""
    some = placed.select("node", "company", "charity", "link")[linked]
    said_rule = pl.col("rule").replace({KNOWN_NAME: SAME_NAME_RULE})
    by = links.select("left", "right", "probability", "pair", by=said_rule)[some["link"]]
    other = by["left"].zip_with(by["left"] != some["node"], by["right"])
    shown = pl.concat([some, by], how="horizontal").join(
        said.rename({"reason": "said"}), on="pair", how="left", validate="m:1", maintain_order="left"
    )
    what = (
        pl.when(pl.col("by") == "company number")
        .then(pl.format("same company number {}", "company"))
        .when(pl.col("by") == "charity number")
        .then(pl.format("same charity number {}", "charity"))
        .when(pl.col("by") == "VAT number")
        .then(pl.lit("same VAT number; ") + pl.col("said"))
        .when(pl.col("by") == SAME_NAME_RULE)
        .then(pl.lit(SAME_NAME))
        .otherwise("said")
    )
    beside = pl.format(f" ({COMPARED} '{{}}')", placed["supplier_name"].gather(other))
    beside_name = placed["name"].gather(other).cast(pl.Int64)
    return shown.select(score="probability", rule="by", reason=what, beside=beside, beside_name=beside_name)

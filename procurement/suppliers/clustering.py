"""Pairs become suppliers without chains: strongest first, and two groups join only if they agree as wholes."""

from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

LINK = pl.Schema(
    {"left": pl.Int64(), "right": pl.Int64(), "probability": pl.Float64(), "rule": pl.String(), "merges": pl.Boolean()}
)
"""A weighed pair of nodes; `merges` is False where it only speaks in the mean of its groups."""

SETTLING = ("known", "company number", "charity number")
"""Rules by which an identifier settles the matter, whatever the names say."""


@dataclass
class Groups:
    """Nodes and the group each belongs to; `marks` holds each group's identifiers by sort, at most one of each."""

    group: dict[int, int]
    members: dict[int, list[int]]
    marks: dict[int, dict[str, str]]
    joined_by: dict[int, int] = field(default_factory=dict[int, int])


def cluster(nodes: pl.DataFrame, links: pl.DataFrame, least_linkage: float, unweighed: float) -> pl.DataFrame:
    """Group nodes (node, group, and identifier columns known, company, charity, vat) by LINK rows.

    nodes: `group` is where a node starts (nodes of one known supplier start together). Returns node, group and `link`
    (the row of `links` that brought the node to its group, null where none did). Independent of the order of rows, if
    nodes are numbered alike.
    """
    groups = start(nodes, links.filter("merges"))
    reached = pl.Series(list(groups.group), dtype=pl.Int64).implode()
    near = links.with_row_index("link").filter(pl.col("left").is_in(reached) & pl.col("right").is_in(reached))
    ordered = near.sort("probability", "left", "right", descending=[True, False, False])
    weight = {(a, b): p for a, b, p in ordered.select("left", "right", "probability").iter_rows()}
    for link, left, right, rule in ordered.filter("merges").select("link", "left", "right", "rule").iter_rows():
        a, b = groups.group[left], groups.group[right]
        if a == b or clash(groups.marks[a], groups.marks[b], rule):
            continue
        if rule in SETTLING or mean_linkage(groups, a, b, weight, unweighed) >= least_linkage:
            join(groups, a, b, link)
    return as_frame(nodes, groups)


def start(nodes: pl.DataFrame, links: pl.DataFrame) -> Groups:
    """Groups of the nodes that a merging link touches, and of those that start beside them."""
    touched = pl.concat([links["left"], links["right"]]).unique()
    alive = nodes.filter(pl.col("node").is_in(touched.implode()))["group"].unique()
    rows = nodes.filter(pl.col("group").is_in(alive.implode())).sort("node")
    members: dict[int, list[int]] = defaultdict(list)
    marks: dict[int, dict[str, str]] = defaultdict(dict)
    for node, group, *values in rows.select("node", "group", "known", "company", "charity", "vat").iter_rows():
        members[group].append(node)
        for sort, value in zip(("known", "company", "charity", "vat"), values, strict=True):
            if value:
                marks[group].setdefault(sort, value)
        marks[group].setdefault("", "")
    return Groups(dict(rows.select("node", "group").iter_rows()), dict(members), dict(marks))


def clash(a: dict[str, str], b: dict[str, str], rule: str) -> bool:
    """True where two groups hold different identifiers of one sort, so that they may not be one supplier.

    One company number shared outweighs a second charity or VAT number; two known suppliers never merge by themselves.
    """
    sorts = ("known", "company") if rule == "company number" else ("known", "company", "charity", "vat")
    if rule == "charity number":
        sorts = ("known", "company", "charity")
    return any(a.get(sort) and b.get(sort) and a[sort] != b[sort] for sort in sorts)


def mean_linkage(groups: Groups, a: int, b: int, weight: dict[tuple[int, int], float], unweighed: float) -> float:
    """Mean probability over all pairs between two groups; a pair never weighed counts as `unweighed`."""
    first, second = groups.members[a], groups.members[b]
    total = sum(weight.get((min(x, y), max(x, y)), unweighed) for x in first for y in second)
    return total / (len(first) * len(second))


def join(groups: Groups, a: int, b: int, link: int) -> None:
    """Put the group with the larger number into the other, and note the link for the nodes that moved."""
    keep, gone = min(a, b), max(a, b)
    for node in groups.members[gone]:
        groups.group[node] = keep
        groups.joined_by.setdefault(node, link)
    if len(groups.members[keep]) == 1:
        groups.joined_by.setdefault(groups.members[keep][0], link)
    groups.members[keep] += groups.members.pop(gone)
    groups.marks[keep] = {**groups.marks.pop(gone), **groups.marks[keep]}


def as_frame(nodes: pl.DataFrame, groups: Groups) -> pl.DataFrame:
    """node, group, link for every node, those that no link touched as they started."""
    moved = pl.DataFrame(
        {"node": list(groups.group), "now": list(groups.group.values())}, schema={"node": pl.Int64, "now": pl.Int64}
    )
    reached = pl.DataFrame(
        {"node": list(groups.joined_by), "link": list(groups.joined_by.values())},
        schema={"node": pl.Int64, "link": pl.Int64},
    )
    return (
        nodes.select("node", "group")
        .join(moved, on="node", how="left", validate="1:1", maintain_order="left")
        .join(reached, on="node", how="left", validate="1:1", maintain_order="left")
        .select("node", group=pl.coalesce("now", "group"), link="link")
    )

"""Pairs become suppliers without chains: strongest first, and two groups join only if they agree as wholes."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

LINK = pl.Schema(
    {"left": pl.Int64(), "right": pl.Int64(), "probability": pl.Float64(), "rule": pl.String(), "merges": pl.Boolean()}
)
"""A weighed pair of nodes; `merges` is False where it only speaks in the mean of its groups."""

KNOWN_NAME = "known name"
SETTLING = ("known", "company number", "charity number", KNOWN_NAME)
"""Rules by which an identifier, or a name that one known supplier alone has, settles the matter by itself."""
SORTS = ("known", "company", "charity", "vat")
SORTS_OF = {"company number": ("known", "company"), "charity number": ("known", "company", "charity")}
"""Sorts of identifier that forbid a link by this rule where they differ; all of them for any other."""
SIDES = {"left": "node", "right": "group"}
NO_LINK = -1


SHIFT = 32
"""Two nodes are one number: the lower shifted by so many bits, and the higher."""
Numbers = npt.NDArray[np.int64]


@dataclass
class Groups:
    """Nodes and the group each belongs to; `marks` holds each group's identifiers by sort, at most one of each."""

    group: dict[int, int]
    members: dict[int, list[int]]
    marks: dict[int, dict[str, str]]
    joined_by: dict[int, int] = field(default_factory=dict[int, int])


def cluster(nodes: pl.DataFrame, links: pl.DataFrame, least_linkage: float, unweighed: float) -> pl.DataFrame:
    """Group nodes (node, group, and identifier columns known, company, charity, vat) by LINK rows.

    nodes: numbered from 0 in order; `group` is where a node starts (nodes of one known supplier start together).
    Returns node, group and `link` (the row of `links` that brought the node to its group, null where none did).
    Independent of the order of rows, if nodes are numbered alike.
    """
    merging = links.filter("merges")
    left, right = (np.append(merging[side].to_numpy(), nodes[of].to_numpy()) for side, of in SIDES.items())
    part = hanging_together(nodes.height, left, right)
    inside = links.with_row_index("link").filter(part[links["left"].to_numpy()] == part[links["right"].to_numpy()])
    inside = inside.with_columns(part=pl.Series(part).gather(inside["left"]))
    is_pair = (np.bincount(part)[part] == 2) & (nodes["group"] == nodes["node"]).to_numpy()
    alone = is_pair[inside["left"].to_numpy()] & is_pair[inside["right"].to_numpy()]
    is_only = inside.select(pl.Series("only", alone) & (pl.len().over("part") == 1)).to_series()
    groups = start(nodes, inside.filter(~is_only))
    follow(inside.filter(~is_only), groups, least_linkage, unweighed)
    return as_frame(nodes, groups, joined_pairs(nodes, inside.filter(is_only), least_linkage))


def hanging_together(count: int, left: Numbers, right: Numbers) -> Numbers:
    """For each of `count` nodes the lowest one that it hangs together with by pairs.

    >>> hanging_together(4, np.array([1, 3]), np.array([3, 2])).tolist()
    [0, 1, 1, 1]
    """
    lowest = np.arange(count, dtype=np.int64)
    while True:
        before = lowest
        lowest = before.copy()
        least = np.minimum(before[left], before[right])
        for side in (left, right):
            np.minimum.at(lowest, before[side], least)
        lowest = lowest[lowest]
        if np.array_equal(before, lowest):
            return lowest


def joined_pairs(nodes: pl.DataFrame, links: pl.DataFrame, least_linkage: float) -> pl.DataFrame:
    """left, right, link: of two nodes that only one link joins to anything, those that it makes one."""
    sides = [nodes.select(SORTS)[links[side]] for side in ("left", "right")]
    differ = {
        sort: (sides[0][sort] != "") & (sides[1][sort] != "") & (sides[0][sort] != sides[1][sort]) for sort in SORTS
    }
    clashes = pl.repeat(False, links.height, dtype=pl.Boolean, eager=True)
    for sort in SORTS:
        outweighed = [rule for rule, sorts in SORTS_OF.items() if sort not in sorts]
        clashes |= differ[sort] & ~links["rule"].is_in(outweighed)
    agrees = links["rule"].is_in(SETTLING) | (links["probability"] >= least_linkage)
    return links.filter(~clashes & agrees).select("left", "right", pl.col("link").cast(pl.Int64))


def follow(links: pl.DataFrame, groups: Groups, least_linkage: float, unweighed: float) -> None:
    """Join groups by links, strongest first: those that settle the matter, then the likeliest."""
    settles = pl.col("rule").is_in(SETTLING)
    ordered = links.sort(settles, "probability", "left", "right", descending=[True, True, False, False])
    packed = ordered["left"].to_numpy() << SHIFT | ordered["right"].to_numpy()
    weight = dict(zip(packed.tolist(), ordered["probability"].to_list(), strict=True))
    merging = ordered.filter("merges").select("link", "left", "right", "rule")
    for link, left, right, rule in merging.iter_rows():
        a, b = groups.group[left], groups.group[right]
        if a == b or clash(groups.marks[a], groups.marks[b], rule):
            continue
        if rule in SETTLING or mean_linkage(groups, a, b, weight, unweighed) >= least_linkage:
            join(groups, a, b, link)


def start(nodes: pl.DataFrame, links: pl.DataFrame) -> Groups:
    """Groups of the nodes that a merging link touches, and of those that start beside them."""
    merging = links.filter("merges")
    touched = pl.concat([merging["left"], merging["right"]]).unique()
    alive = nodes["group"].gather(touched).unique()
    rows = nodes.filter(pl.col("group").is_in(alive.implode())).sort("node")
    members: dict[int, list[int]] = defaultdict(list)
    for node, group in zip(rows["node"].to_list(), rows["group"].to_list(), strict=True):
        members[group].append(node)
    marks: dict[int, dict[str, str]] = {group: {} for group in members}
    for sort in SORTS:
        for group, value in rows.filter(pl.col(sort) != "").select("group", sort).iter_rows():
            marks[group].setdefault(sort, value)
    return Groups(dict(zip(rows["node"].to_list(), rows["group"].to_list(), strict=True)), dict(members), marks)


def clash(a: dict[str, str], b: dict[str, str], rule: str) -> bool:
    """True where two groups hold different identifiers of one sort, so that they may not be one supplier.

    One company number shared outweighs a second charity or VAT number; two known suppliers never merge by themselves.
    """
    if not a or not b:
        return False
    sorts = SORTS_OF.get(rule, SORTS)
    return any(a.get(sort) and b.get(sort) and a[sort] != b[sort] for sort in sorts)


def mean_linkage(groups: Groups, a: int, b: int, weight: dict[int, float], unweighed: float) -> float:
    """Mean probability over all pairs between two groups; a pair never weighed counts as `unweighed`."""
    first, second = groups.members[a], groups.members[b]
    total = sum(weight.get(x << SHIFT | y if x < y else y << SHIFT | x, unweighed) for x in first for y in second)
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


def as_frame(nodes: pl.DataFrame, groups: Groups, pairs: pl.DataFrame) -> pl.DataFrame:
    """node, group, link for every node, those that no link touched as they started."""
    group = nodes["group"].to_numpy().copy()
    group[list(groups.group)] = list(groups.group.values())
    group[pairs["right"].to_numpy()] = pairs["left"].to_numpy()
    link = np.full(nodes.height, NO_LINK, dtype=np.int64)
    link[list(groups.joined_by)] = list(groups.joined_by.values())
    for side in ("left", "right"):
        link[pairs[side].to_numpy()] = pairs["link"].to_numpy()
    brought = pl.Series(link).replace(NO_LINK, None)
    return nodes.select("node", group=pl.Series(group), link=brought)

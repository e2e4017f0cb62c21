"""Pairs become suppliers without chains: strongest first, and two groups join only if they agree as wholes."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers.evidence import SHORTEST_FIELD

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
    """Nodes and the group each belongs to; `marks` holds each group's identifiers by sort, at most one of each.

    letters: of each node, its name without spaces. core, alias: its faces; alias of those only that trade under one.
    number: the company or charity number of each node that has one.
    """

    group: dict[int, int]
    members: dict[int, list[int]]
    marks: dict[int, dict[str, str]]
    letters: dict[int, str]
    core: dict[int, int]
    alias: dict[int, int]
    number: dict[int, str]
    joined_by: dict[int, int] = field(default_factory=dict[int, int])


def cluster(nodes: pl.DataFrame, links: pl.DataFrame, least_linkage: float, unweighed: float) -> pl.DataFrame:
    """Group nodes (node, group, letters, faces, and identifier columns known, company, charity, vat) by LINK rows.

    nodes: numbered from 0 in order; `group` is where a node starts (nodes of one known supplier start together). Faces:
    core_face and alias_face, -1 for none.
    Returns node, group and `link` (the row of `links` that brought the node to its group, null where none did).
    Independent of the order of rows, if nodes are numbered alike.
    """
    part = parts(nodes, links.filter("merges"))
    inside = links.with_row_index("link").filter(part[links["left"].to_numpy()] == part[links["right"].to_numpy()])
    inside = inside.with_columns(part=pl.Series(part).gather(inside["left"]))
    is_pair = (np.bincount(part)[part] == 2) & (nodes["group"] == nodes["node"]).to_numpy()
    alone = is_pair[inside["left"].to_numpy()] & is_pair[inside["right"].to_numpy()]
    is_only = inside.select(pl.Series("only", alone) & (pl.len().over("part") == 1)).to_series()
    groups = start(nodes, inside.filter(~is_only))
    follow(inside.filter(~is_only), groups, least_linkage, unweighed)
    return as_frame(nodes, groups, joined_pairs(nodes, inside.filter(is_only), least_linkage))


def parts(nodes: pl.DataFrame, merging: pl.DataFrame) -> Numbers:
    """For each node the lowest one that it hangs together with, by links that merge and by where it starts."""
    left, right = (np.append(merging[side].to_numpy(), nodes[of].to_numpy()) for side, of in SIDES.items())
    return hanging_together(nodes.height, left, right)


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
        if rule in SETTLING or agree(groups, a, b, weight, unweighed, least_linkage):
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
    of_node = dict(zip(rows["node"].to_list(), rows["group"].to_list(), strict=True))
    letters = dict(zip(rows["node"].to_list(), rows["letters"].to_list(), strict=True))
    core = dict(rows.select("node", "core_face").iter_rows())
    alias = dict(rows.filter(pl.col("alias_face") >= 0).select("node", "alias_face").iter_rows())
    said = rows.select("node", number=pl.when(pl.col("company") != "").then("company").otherwise("charity"))
    number = dict(said.filter(pl.col("number") != "").iter_rows())
    return Groups(of_node, dict(members), marks, letters, core, alias, number)


def clash(a: dict[str, str], b: dict[str, str], rule: str) -> bool:
    """True where two groups hold different identifiers of one sort, so that they may not be one supplier.

    One company number shared outweighs a second charity or VAT number; two known suppliers never merge by themselves.
    """
    if not a or not b:
        return False
    sorts = SORTS_OF.get(rule, SORTS)
    return any(a.get(sort) and b.get(sort) and a[sort] != b[sort] for sort in sorts)


def agree(groups: Groups, a: int, b: int, weight: dict[int, float], unweighed: float, least_linkage: float) -> bool:
    """Whether two groups are one by the mean of all pairs between them."""
    alone = [[(node,) for node in groups.members[group]] for group in (a, b)]
    if mean_linkage(alone[0], alone[1], weight, unweighed) >= least_linkage:
        return True
    first, second = spoken_for(groups, a), spoken_for(groups, b)
    return [first, second] != alone and mean_linkage(first, second, weight, unweighed) >= least_linkage


def spoken_for(groups: Groups, group: int) -> list[tuple[int, ...]]:
    """Each node of a group, with those that say what it alone does not.

    With one that a field cut short, that of which it is the beginning: what was cut off is not known to be wanting.
    With a trading name, those that have it beside their own: by itself it does not say who trades so. With one beside a
    company or charity number, the others beside it: they are one body's, however unlike they are.
    """
    ordered = sorted((groups.letters[node], node) for node in groups.members[group])
    bodies: dict[int, list[int]] = defaultdict(list)
    beside: dict[str, list[int]] = defaultdict(list)
    for _, node in ordered:
        if node in groups.alias:
            bodies[groups.alias[node]].append(node)
        if node in groups.number:
            beside[groups.number[node]].append(node)
    spoken: list[tuple[int, ...]] = []
    for (letters, node), (longer, whole) in pairwise([*ordered, ("", -1)]):
        is_cut = SHORTEST_FIELD <= len(letters) < len(longer) and longer.startswith(letters)
        one_body = beside.get(groups.number.get(node, ""), ())
        spoken.append((node, *((whole,) if is_cut else ()), *bodies.get(groups.core[node], ()), *one_body))
    return spoken


def mean_linkage(
    first: list[tuple[int, ...]], second: list[tuple[int, ...]], weight: dict[int, float], unweighed: float
) -> float:
    """Mean probability over all pairs of nodes, the most of those that speak; a pair never weighed is `unweighed`."""
    total = 0.0
    for xs in first:
        for ys in second:
            total += max(weight.get(x << SHIFT | y if x < y else y << SHIFT | x, unweighed) for x in xs for y in ys)
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

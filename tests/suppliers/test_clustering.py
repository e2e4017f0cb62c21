"""Groups from links."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import clustering

Link = tuple[int, int, float, str, bool]


def groups(
    links: list[Link],
    numbers: dict[int, str] | None = None,
    nodes: int = 4,
    letters: dict[int, str] | None = None,
    aliases: dict[int, int] | None = None,
) -> list[int]:
    """The group of each node; `numbers` are company numbers by node, `letters` their names.

    aliases: by node, the node whose name is its trading name.
    """
    frame = pl.DataFrame({"node": range(nodes), "group": range(nodes)}, schema={"node": pl.Int64, "group": pl.Int64})
    company = pl.Series([(numbers or {}).get(node, "") for node in range(nodes)], dtype=pl.String)
    named = pl.Series([(letters or {}).get(node, "") for node in range(nodes)], dtype=pl.String)
    marked = frame.with_columns(known=pl.lit(""), company=company, charity=pl.lit(""), vat=pl.lit(""), letters=named)
    traded = pl.Series([(aliases or {}).get(node, -1) for node in range(nodes)], dtype=pl.Int64)
    marked = marked.with_columns(core_face=pl.col("node"), alias_face=traded)
    table = pl.DataFrame(links, schema=clustering.LINK, orient="row")
    return clustering.cluster(marked, table, least_linkage=0.6, unweighed=0.2)["group"].to_list()


def test_links_do_not_chain() -> None:
    chain = [(a, a + 1, 0.9, "name", True) for a in range(3)]
    assert len(set(groups(chain))) > 1


def test_a_group_that_agrees_as_a_whole_is_one() -> None:
    every = [(a, b, 0.9, "name", True) for a in range(4) for b in range(a + 1, 4)]
    assert set(groups(every)) == {0}


WHOLE = "QUILLMEREANDTARNBECKLIBRARYSERVICES"


@pytest.mark.parametrize(
    ("cut", "is_one"),
    [(WHOLE[:25], True), (WHOLE[:12], False), ("TARNBECKANDQUILLMERELIBRARY", False)],
    ids=["cut at a field", "a short name", "no beginning"],
)
def test_a_name_cut_short_says_no_less_than_the_whole_one(cut: str, is_one: bool) -> None:
    links = [(0, 1, 0.95, "name", True), (1, 2, 0.9, "name", True), (0, 2, 0.15, "name", False)]
    found = groups(links, nodes=3, letters={0: cut, 1: WHOLE, 2: "QUILLMEREANDTARNBEKLIBRARYSERVICES"})
    assert (found == [0, 0, 0]) is is_one


@pytest.mark.parametrize(
    ("numbers", "is_one"),
    [({0: "01234567", 1: "01234567"}, True), ({0: "01234567", 1: "07654321"}, False), ({}, False)],
    ids=["one number", "two numbers", "no number"],
)
def test_other_names_of_one_company_say_nothing_against_its_own(numbers: dict[int, str], is_one: bool) -> None:
    """QUILLMERE JOINERY and QJ INTERIORS stand beside one company number, and QUILLMERE JOINERY beside none."""
    links = [(0, 2, 0.97, "same name", True)]
    links += [(0, 1, 1.0, "company number", True)] if is_one else [(0, 1, 0.8, "name", True)]
    assert (groups(links, numbers, nodes=3)[2] == 0 and groups(links, numbers, nodes=3)[1] == 0) is is_one


@pytest.mark.parametrize(("aliases", "is_one"), [({1: 0}, True), ({}, False)], ids=["its trading name", "another name"])
def test_a_trading_name_says_nothing_against_the_body_that_trades_so(aliases: dict[int, int], is_one: bool) -> None:
    """QUILLMERE LODGE is OAKFERN LTD T/A QUILLMERE LODGE, and this is OAKFERN LTD."""
    links = [(0, 1, 0.99, "name", True), (1, 2, 0.98, "name", True)]
    assert (groups(links, nodes=3, aliases=aliases) == [0, 0, 0]) is is_one


def test_a_company_number_needs_no_likeness() -> None:
    assert groups([(0, 3, 1.0, "company number", True)], {0: "02227962", 3: "02227962"}) == [0, 1, 2, 0]


def test_two_company_numbers_never_meet_even_through_a_third_name() -> None:
    found = groups(
        [(0, 1, 0.99, "name", True), (1, 2, 0.98, "name", True), (0, 2, 0.9, "name", True)], {0: "1", 2: "2"}
    )
    assert found[0] == found[1] != found[2]


def test_a_link_that_does_not_merge_only_speaks_in_the_mean() -> None:
    assert groups([(0, 1, 0.9, "name", False)]) == [0, 1, 2, 3]


def test_no_links_leave_every_node_as_it_started() -> None:
    assert groups([]) == [0, 1, 2, 3]


def slowly(nodes: pl.DataFrame, links: pl.DataFrame) -> list[int]:
    """The slow, obvious way: every link in turn, groups as sets, the mean over every pair."""
    group = dict(nodes.select("node", "group").iter_rows())
    marks = {node: [mark for mark in rest if mark] for node, *rest in nodes.select("node", *MARKS).iter_rows()}
    settles = pl.col("rule").is_in(clustering.SETTLING)
    ordered = links.sort(settles, "probability", "left", "right", descending=[True, True, False, False])
    weight = {(a, b): p for a, b, p in ordered.select("left", "right", "probability").iter_rows()}
    letters = dict(nodes.select("node", "letters").iter_rows())
    faces = {node: (core, alias) for node, core, alias in nodes.select("node", "core_face", "alias_face").iter_rows()}

    holds: dict[int, dict[str, str]] = {}
    for node, of in reversed(group.items()):
        holds[of] = {**holds.get(of, {}), **{mark[0]: mark for mark in marks[node]}}

    def spokesmen(node: int, side: list[int]) -> set[int]:
        trade_so = {other for other in side if faces[other][1] == faces[node][0]}
        return {node, whole_of(node, side, letters)} | trade_so

    for left, right, _, rule, merges in ordered.select(clustering.LINK.names()).iter_rows():
        sides = [[node for node in group if group[node] == group[end]] for end in (left, right)]
        held = [holds[group[end]] for end in (left, right)]
        sorts = {"company number": "kc", "charity number": "kch"}.get(rule, "kchv")
        clashes = any(held[0].get(sort, mark) != mark for sort, mark in held[1].items() if sort in sorts)
        pairs = [weight.get((min(a, b), max(a, b)), 0.2) for a in sides[0] for b in sides[1]]
        spoken = [
            max(weight.get((min(x, y), max(x, y)), 0.2) for x in spokesmen(a, sides[0]) for y in spokesmen(b, sides[1]))
            for a in sides[0]
            for b in sides[1]
        ]
        agrees = rule in clustering.SETTLING or any(sum(one) / len(one) >= 0.6 for one in (pairs, spoken))
        if merges and group[left] != group[right] and agrees and not clashes:
            low, high = sorted((group[left], group[right]))
            holds[low] = {**holds.pop(high), **holds[low]}
            group.update({node: low for side in sides for node in side})
    return [group[node] for node in nodes["node"]]


def whole_of(node: int, side: list[int], letters: dict[int, str]) -> int:
    """The node of a side whose letters come next behind those of a node that are cut short, or the node itself."""
    mine = letters[node]
    longer = sorted((letters[other], other) for other in side if (letters[other], other) > (mine, node))
    is_cut = bool(longer) and len(mine) >= 20 and longer[0][0].startswith(mine) and longer[0][0] != mine
    return longer[0][1] if is_cut else node


MARKS = ("known", "company", "charity", "vat")


@pytest.mark.parametrize("seed", range(25))
def test_clusters_are_those_of_the_slow_way(seed: int) -> None:
    draw = np.random.default_rng(seed)
    count = 24
    marked = {
        name: [f"{letter}{draw.integers(3)}" if draw.random() < 0.2 else "" for _ in range(count)]
        for letter, name in zip("kchv", MARKS, strict=True)
    }
    nodes = pl.DataFrame({"node": range(count), **marked}, schema_overrides={"node": pl.Int64})
    start = pl.when(pl.col("known") == "").then("node").otherwise(pl.col("node").min().over("known"))
    ends = [WHOLE[: int(draw.integers(15, 36))] if draw.random() < 0.6 else f"OAKFERN{place}" for place in range(count)]
    traded = [int(draw.integers(count)) if draw.random() < 0.3 else -1 for _ in range(count)]
    nodes = nodes.with_columns(
        group=start, letters=pl.Series(ends), core_face=pl.col("node"), alias_face=pl.Series(traded)
    )
    rows: dict[tuple[int, int], tuple[int, int, float, str, bool]] = {}
    for place in range(int(draw.integers(4, 30))):
        a, b = sorted(draw.choice(count, 2, replace=False).tolist())
        rule = str(draw.choice(["name", "name", "company number", "charity number", "VAT number", "known name"]))
        likely = 1 - place / 100 if draw.random() < 0.8 else place / 100 + 0.001
        rows[a, b] = (a, b, likely, rule, bool(draw.random() < 0.8))
    links = pl.DataFrame(list(rows.values()), schema=clustering.LINK, orient="row")
    found = clustering.cluster(nodes, links, least_linkage=0.6, unweighed=0.2)
    assert found["group"].to_list() == slowly(nodes, links)
    assert found.filter(pl.col("group") != nodes["group"])["link"].null_count() == 0

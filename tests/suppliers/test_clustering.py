"""Groups from links."""

import polars as pl

from procurement.suppliers import clustering

Link = tuple[int, int, float, str, bool]


def groups(links: list[Link], numbers: dict[int, str] | None = None, nodes: int = 4) -> list[int]:
    """The group of each node; `numbers` are company numbers by node."""
    frame = pl.DataFrame({"node": range(nodes), "group": range(nodes)}, schema={"node": pl.Int64, "group": pl.Int64})
    company = pl.Series([(numbers or {}).get(node, "") for node in range(nodes)], dtype=pl.String)
    marked = frame.with_columns(known=pl.lit(""), company=company, charity=pl.lit(""), vat=pl.lit(""))
    table = pl.DataFrame(links, schema=clustering.LINK, orient="row")
    return clustering.cluster(marked, table, least_linkage=0.6, unweighed=0.2)["group"].to_list()


def test_links_do_not_chain() -> None:
    chain = [(a, a + 1, 0.9, "name", True) for a in range(3)]
    assert len(set(groups(chain))) > 1


def test_a_group_that_agrees_as_a_whole_is_one() -> None:
    every = [(a, b, 0.9, "name", True) for a in range(4) for b in range(a + 1, 4)]
    assert set(groups(every)) == {0}


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

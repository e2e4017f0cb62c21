"""Which groups there are to try, and which scheme stands for the sub-national level."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from procurement.cases import assumptions, grouping
from procurement.cases.assumptions import Assumptions
from procurement.cases.grouping import Tried
from procurement.cases.method import Group, Range, Subject

LEAST = 3
SUBJECT = Subject("X", {}, 0.05, 0.08, {"subnational": 1.0}, Range(0, 0.05, 0.1), {})


def place(name: str, councils: int, level: str = "region", **found: Any) -> dict[str, Any]:
    """A row of evidence: £1m a year for each council, of which half can be influenced and four fifths are common."""
    usual = {"level": level, "place": name, "councils": councils, "annual_pence": councils * 100_000_000}
    usual |= {"influenceable_share": 0.5, "common_share": 0.8, "hhi": 1_500.0, "reach": 0.4}
    return usual | {"authority_codes": [f"{name}{number}" for number in range(councils)]} | found


def evidence(*rows: dict[str, Any]) -> pl.DataFrame:
    types = {"hhi": pl.Float64, "reach": pl.Float64}
    return pl.DataFrame(list(rows), schema_overrides=types)


def test_a_place_is_a_group_where_two_councils_buy() -> None:
    found = grouping.groups_at(
        evidence(
            place("South", 2), place("North", 1), place("East", 3), place("No hub", 9), place("England", 9, "hub")
        ),
        "region",
        frozenset({"No hub"}),
    )
    assert [(group.place, group.councils, group.addressable) for group in found] == [
        ("East", 3.0, 1_200_000.0),
        ("South", 2.0, 800_000.0),
    ]
    assert found[1].codes == ("South0", "South1")


def test_what_is_not_known_never_makes_a_case() -> None:
    found = grouping.groups_at(evidence(place("East", 3, hhi=None, reach=None)), "region", frozenset())
    assert [(group.hhi, group.reach) for group in found] == [(10_000.0, 0.0)]


@pytest.mark.parametrize(
    ("councils", "reach", "why_not"),
    [
        pytest.param(3, 0.25, "", id="as many and as much reach as is needed"),
        pytest.param(2, 0.25, "only 2 councils", id="one council too few"),
        pytest.param(
            2, 0.2, "only 2 councils; only 20% of the spend is with suppliers in common (25% is needed)", id="both"
        ),
    ],
)
def test_a_group_forms_from_the_least_of_councils_and_of_reach(
    assumed: Assumptions, councils: int, reach: float, why_not: str
) -> None:
    rows = evidence(place("East", councils, reach=reach, annual_pence=100_000_000_000))
    tried = grouping.try_all(rows, SUBJECT, assumptions.method(assumed), frozenset(), LEAST)
    assert [one.why_not for one in tried["region"]] == [why_not]


def tried(scheme: str, councils: int, npv: float, why_not: str = "") -> Tried:
    return Tried(scheme, Group(scheme, float(councils), 1.0, 0.0, 1.0), npv, why_not)


@pytest.mark.parametrize(
    ("groups", "best"),
    [
        pytest.param([tried("region", 9, -5, "no"), tried("county", 3, 1)], "county", id="what forms goes first"),
        pytest.param([tried("region", 9, 5), tried("county", 3, 6)], "county", id="then what is worth most"),
        pytest.param([tried("region", 3, 5), tried("county", 9, 5)], "region", id="of equals the earlier"),
        pytest.param([tried("region", 3, -1, "no"), tried("county", 9, -5, "no")], "county",
                     id="where nothing forms the widest"),
        pytest.param([tried("region", 3, -5, "no"), tried("county", 3, -1, "no")], "county",
                     id="of equally wide ones that of the smaller loss"),
        pytest.param([tried("region", 2, -1, "no")], "", id="two councils show nothing"),
        pytest.param([tried("region", 3, -1, "no")], "region", id="three do"),
        pytest.param([], "", id="no groups"),
    ],
)  # fmt: skip
def test_the_scheme_that_stands_for_the_level(groups: list[Tried], best: str) -> None:
    by_scheme = {one.scheme: [one] for one in groups}
    scheme, stands = grouping.best_scheme(by_scheme, LEAST)
    assert scheme == best
    assert stands == tuple(one.group for one in groups if one.scheme == best)


def test_of_a_scheme_only_the_groups_that_form_stand_for_it() -> None:
    forms, fails = tried("region", 3, 5), replace(tried("region", 9, 50), why_not="no")
    assert grouping.best_scheme({"region": [fails, forms]}, LEAST) == ("region", (forms.group,))


def test_hubs_that_do_not_form_keep_no_council_from_others() -> None:
    shared = Group("A", 3.0, 1.0, 0.0, 1.0, codes=("1", "2", "3"))
    fails = Tried("hub", shared, 9.0, "no market")
    forms = Tried("hub", replace(shared, place="B"), 1.0, "")
    assert grouping.without_overlap([fails, forms]) == [fails, forms]

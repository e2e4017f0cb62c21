"""Groups that the payments suggest: near councils that share suppliers, however they are called."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.cases import assumptions, building, decision, gathering, numbering, proposing, purchases, sold
from procurement.cases.assumptions import Assumptions
from procurement.cases.proposing import Neighbourhood
from procurement.tables import CASE_PROPOSAL, NEIGHBOUR, PLACED_COUNCIL

from .conftest import COUNCILS, MONTHS, NOT_PLACES, bought, coded, payment
from .test_properties import EXAMPLES

VALLEY, HILL, ISLAND = COUNCILS[:4], COUNCILS[4:8], COUNCILS[8:10]
DAYS = MONTHS[::6]


def around(names: Sequence[str] = COUNCILS, apart: Sequence[str] = ()) -> Neighbourhood:
    """Councils on a line from north to south, each near all the others but those `apart`, who are near nobody."""
    placed = pl.DataFrame(
        [(code, f"Council of {code}", place) for place, code in enumerate(names)], schema=PLACED_COUNCIL, orient="row"
    )
    met = [(a, b, 10.0) for a in names for b in names if a != b and not {a, b} & set(apart)]
    return Neighbourhood(placed, pl.DataFrame(met, schema=NEIGHBOUR, orient="row"))


def shared(members: Sequence[str], supplier: str, pounds: float = 100.0) -> list[dict[str, object]]:
    return [payment(council, supplier, day, pounds) for council in members for day in DAYS]


def groups(rows: list[dict[str, object]], where: Neighbourhood, least: float = 0.25) -> dict[str, set[str]]:
    bought = purchases.roll(coded(rows)).collect()
    summed = numbering.add_up(bought, "level2")
    found = proposing.propose(summed, sold.arrange(summed), where, least)
    assert found.schema == CASE_PROPOSAL
    return {place: set(found.filter(place=place)["authority_code"]) for place in found["place"].unique()}


def test_councils_that_share_suppliers_stand_together() -> None:
    found = groups(shared(VALLEY, "Valley", 200) + shared(HILL, "Hill"), around())
    assert found == {"Council of C00 and 3 near it": set(VALLEY), "Council of C04 and 3 near it": set(HILL)}


def test_a_supplier_in_common_does_not_make_far_councils_near() -> None:
    assert groups(shared(VALLEY, "Valley"), around(apart=VALLEY[3:])) == {
        "Council of C00 and 2 near it": set(VALLEY[:3])
    }


def test_a_group_is_named_after_its_greatest_buyer_and_of_equals_the_most_northern() -> None:
    from_south = around(list(reversed(COUNCILS)))
    assert list(groups(shared(VALLEY, "Valley"), around())) == ["Council of C00 and 3 near it"]
    assert list(groups(shared(VALLEY, "Valley"), from_south)) == ["Council of C03 and 3 near it"]
    more = shared(VALLEY, "Valley") + shared([VALLEY[2]], "Valley", 1)
    assert list(groups(more, from_south)) == ["Council of C02 and 3 near it"]


def test_two_councils_are_too_few() -> None:
    assert groups(shared(ISLAND, "Ferry"), around()) == {}


@pytest.mark.parametrize(
    ("own", "count"),
    [pytest.param(300.0, 4, id="a quarter shared"), pytest.param(301.0, 0, id="just under a quarter")],
)
def test_the_shared_part_must_reach_the_gate(own: float, count: int) -> None:
    rows = shared(VALLEY, "Valley") + [row for one in VALLEY for row in shared([one], f"Own of {one}", own)]
    assert sum(map(len, groups(rows, around()).values())) == count


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"supplier_kind": "public body"}, id="a public body"),
        pytest.param({"is_redacted": True}, id="redacted"),
        pytest.param({"influenceable": False}, id="what nobody can influence"),
    ],
)
def test_only_what_councils_choose_counts(more: dict[str, object]) -> None:
    assert groups([row | more for row in shared(VALLEY, "Valley")], around()) == {}


def test_how_councils_are_called_changes_nothing() -> None:
    called = dict(zip(COUNCILS, [f"X{97 - number}" for number in range(36)], strict=True))
    rows = shared(VALLEY, "Valley") + shared(HILL, "Hill") + shared(VALLEY[2:] + HILL[:2], "Both", 60)
    found = groups(rows, around())
    renamed = [row | {"authority_code": called[str(row["authority_code"])]} for row in reversed(rows)]
    other = groups(renamed, around([called[name] for name in COUNCILS]))
    assert sorted(map(sorted, other.values())) == sorted(sorted(called[one] for one in each) for each in found.values())


def test_groups_never_overlap_and_hold_what_they_promise() -> None:
    draw = np.random.default_rng(4)
    spend = draw.integers(1_000, 9_000, 30)
    joint = np.minimum(draw.integers(0, 6_000, (30, 30)), (spend[:, None] + spend[None, :]))
    joint = np.minimum(joint, joint.T)
    near = draw.random((30, 30)) < 0.7
    near = near & near.T | np.eye(30, dtype=np.bool_)
    found = proposing.cluster(joint, spend, near, 0.3)
    members = [one for group in found for one in group]
    assert len(found) >= 2
    assert len(members) == len(set(members))
    for group in found:
        assert all(near[a, b] for a in group for b in group)
        pairs = [(a, b) for a in group for b in group if a < b]
        assert sum(joint[a, b] for a, b in pairs) / sum(spend[a] + spend[b] for a, b in pairs) >= 0.3


def test_a_proposed_group_can_be_the_answer(
    membership: pl.DataFrame, parameters: pl.DataFrame, assumed: Assumptions
) -> None:
    """Four builders' towns on the border of two regions; in neither region do the rest share anybody."""
    border = [COUNCILS[8], COUNCILS[9], COUNCILS[10], COUNCILS[7]]
    rows = [
        payment(one, firm, day, 4_000_000, proclass_code=code)
        for one in COUNCILS
        for firm in ([f"Border {number}" for number in range(5)] if one in border else [f"{one} {n}" for n in range(5)])
        for day in MONTHS[:12:3]
        for code in ("1", "2")
    ] + [payment(one, "Baker", day, 1, level1="Catering") for one in COUNCILS for day in MONTHS[:12]]
    material = gathering.measure(bought(rows), membership, parameters, assumed, NOT_PLACES, around=around())
    case = building.build(material, "Clothing", "Uniforms")
    answer = decision.decide(case)
    assert (answer.answer, answer.scheme) == ("subnational", "proposed")
    assert set(case.joint["subnational"].groups[0].codes) == set(border)
    assert case.groups.filter(pl.col("scheme") == "proposed")["reach"].item() == pytest.approx(1.0)


def test_nothing_bought_proposes_nothing() -> None:
    assert groups([], around()) == {}


def test_every_assumption_has_its_unit(reference: object) -> None:
    table = pl.read_csv(f"{reference}/case_assumptions.csv", infer_schema=False).fill_null("")
    assert assumptions.read(table).units["proposed_group_km"] == "km"


def plainly(shared: list[list[int]], spend: list[int], near: list[list[bool]], least: float) -> list[list[int]]:
    """Average linkage by looking at every two groups each time."""
    groups = [[number] for number in range(len(spend))]
    while True:
        found = (-1.0, 0, 0)
        for first, one in enumerate(groups):
            for second in range(first + 1, len(groups)):
                pairs = [(a, b) for a in one for b in groups[second]]
                if all(near[a][b] for a, b in pairs):
                    rate = sum(shared[a][b] for a, b in pairs) / sum(spend[a] + spend[b] for a, b in pairs)
                    found = max(found, (rate, -first, -second))
        if found[0] < least or found[0] <= 0:
            return [sorted(group) for group in groups if len(group) >= proposing.FEWEST]
        joined = groups.pop(-found[2])
        groups[-found[1]] += joined


@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**32), councils=st.integers(3, 14), most=st.sampled_from([2, 1_000]))
def test_groups_are_those_of_looking_at_every_pair(seed: int, councils: int, most: int) -> None:
    """most: of few different amounts many pairs are alike, so that ties count."""
    draw = np.random.default_rng(seed)
    spend = np.sort(draw.integers(most, 2 * most, councils, endpoint=True))[::-1].copy()
    half = np.triu(draw.integers(0, most, (councils, councils), endpoint=True), 1)
    close = np.triu(draw.random((councils, councils)) < 0.8, 1)
    shared, near = half + half.T, close | close.T | np.eye(councils, dtype=np.bool_)
    found = proposing.cluster(shared, spend, near, 0.1)
    assert found == plainly(shared.tolist(), spend.tolist(), near.tolist(), 0.1)

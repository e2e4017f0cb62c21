"""Who loses in a group, the largest part in which nobody does, and what would hold the whole."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import assumptions, building, councils, decision, fair
from procurement.cases.case import Case
from procurement.cases.gathering import Material
from procurement.cases.pounds import pounds

from .conftest import COUNCILS, MONTHS, payment

SIZES = (24_000, 13_200, 5_400, 2_400, 360, 150, 48)
PLAIN_RULES = (councils.BY_SPEND, councils.EQUALLY, councils.SHARE_THE_GAIN, councils.MAKE_GOOD)


def region(thousands: tuple[int, ...]) -> list[dict[str, object]]:
    """Councils of the region North that spend so many thousand pounds a year with the same five firms."""
    return [
        payment(council, f"Firm {number}", day, size * 1_000 / 40, proclass_code=code)
        for council, size in zip(COUNCILS, thousands, strict=False)
        for number in range(5)
        for day in (*MONTHS[:2], *MONTHS[12:14])
        for code in ("1", "2")
    ] + [payment(council, "Baker", day, 1, level1="Catering") for council in COUNCILS[:9] for day in MONTHS[:12]]


@pytest.fixture(scope="module")
def case(gather: Callable[..., Material]) -> Case:
    return building.build(gather(region(SIZES)), "Clothing", "Uniforms")


@pytest.mark.parametrize("rule", councils.RULES)
@pytest.mark.parametrize("level", ["subnational", "national"])
def test_shares_add_up_and_payments_come_to_nought(case: Case, level: str, rule: str) -> None:
    found = fair.shares(case, level, rule)
    whole = councils.share(case, level, rule)["npv_pence"].sum()
    assert found.table["npv_pence"].sum() == whole
    held = found.table.filter(pl.col("held_npv_pence").is_not_null())
    assert held["payment_pence"].sum() == 0
    if held.height:
        assert held["held_npv_pence"].sum() == whole
        assert held["held_npv_pence"].min() >= 0  # type: ignore[operator]


@pytest.mark.parametrize("rule", PLAIN_RULES)
def test_no_larger_part_is_without_losers_than_the_one_found(case: Case, rule: str) -> None:
    """Every one of the 120 parts of two or more councils is tried."""
    group = case.joint["subnational"].groups[0]
    kept = fair.largest(case, "subnational", group, rule)
    sizes = [
        len(codes)
        for size in range(2, len(group.codes) + 1)
        for codes in combinations(group.codes, size)
        if not _loses(case, group, codes, rule)
    ]
    assert (len(kept.codes) if kept else 0) == max(sizes, default=0)
    assert kept is None or not _loses(case, group, kept.codes, rule)


def test_where_gains_are_pooled_the_smallest_leave_until_the_part_pays(
    gather: Callable[..., Material], reference: Path
) -> None:
    """Three great buyers and six small ones, each of whom costs more to change over than it brings."""
    table = pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")
    given = assumptions.read(table, {"take_up_subnational": 1.0, "transition_cost": 1_700_000})
    sizes = (48_000, 47_000, 46_000, 900, 800, 700, 600, 500, 400)
    case = building.build(gather(region(sizes), given=given), "Clothing", "Uniforms")
    for rule in (councils.SHARE_THE_GAIN, councils.MAKE_GOOD):
        found = fair.shares(case, "subnational", rule)
        group, kept = case.joint["subnational"].groups[0], found.groups[0].codes
        assert 2 < len(kept) < 9
        assert kept == tuple(COUNCILS[: len(kept)])
        assert not _loses(case, group, kept, rule)
        assert _loses(case, group, tuple(COUNCILS[: len(kept) + 1]), rule)
        inside = found.table.filter(pl.col("authority_code").is_in(kept))["largest_npv_pence"]
        assert inside.null_count() == 0
        assert found.table["largest_npv_pence"].drop_nulls().len() == len(kept)
        assert f"has {len(kept)} councils, worth {pounds(sum(inside) / 100)}." in fair.words(case, found)[1]


def _loses(case: Case, group: building.Group, codes: tuple[str, ...], rule: str) -> bool:
    rows = councils.of_group(case, "subnational", fair.part_of(case, group, list(codes)), rule)
    return any(pence < 0 for pence in rows["npv_pence"])


def test_those_who_lose_are_named_and_the_words_say_what_would_hold(case: Case) -> None:
    found = fair.shares(case, "subnational")
    assert found.losers
    assert list(found.losers) == sorted(found.losers, key=lambda code: int(code[1:]), reverse=True)
    said = fair.words(case, found)
    assert all(code in said[0] for code in found.losers)
    assert "largest part in which nobody loses" in said[1]
    assert "paid" in said[2]


def test_where_the_whole_loses_nothing_holds_it(gather: Callable[..., Material]) -> None:
    poor = building.build(gather(region((50, 40, 30))), "Clothing", "Uniforms")
    found = fair.shares(poor, "subnational")
    assert found.groups == ()
    assert found.table["held_npv_pence"].null_count() == 3
    assert fair.words(poor, found)[-1].startswith("As a whole it loses")


def test_where_nobody_loses_the_words_say_so(gather: Callable[..., Material]) -> None:
    rich = building.build(gather(region((29_000, 28_000, 29_500))), "Clothing", "Uniforms")
    found = fair.shares(rich, "subnational")
    assert found.losers == ()
    assert found.table["payment_pence"].to_list() == [0, 0, 0]
    assert fair.words(rich, found)[0].startswith("Nobody loses: each of the 3 councils")
    assert decision.decide(rich, councils.MAKE_GOOD).answer == "subnational"

"""Stored spend on the map of another day: totals, the sentences beside them, and the payments behind each."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import category_view, hubs, maps, totals, tracing
from procurement.services.problems import CannotDo
from procurement.services.uploading import ingesting
from procurement.tables import LEVELS

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 26)
BEFORE, AFTER = date(2027, 3, 31), date(2027, 4, 1)
OLD_YORKSHIRE, NEW_YORKSHIRE = date(2023, 3, 31), date(2023, 4, 1)
PENCE = {
    "Surrey County Council": (1_000_001, -333),
    "Elmbridge": (50_000, 7),
    "Woking": (70_000, 9),
    "Harrogate": (20_001, 3),
    "North Yorkshire County Council": (900_000, 1),
    "North Yorkshire Council": (3_000_003, 11),
    "Bury": (40_000, 5),
}
NATION = sum(sum(pair) for pair in PENCE.values())


def pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("maps")
    opened = open_desk(folder / "store", TODAY)
    for number, (council, (first, second)) in enumerate(PENCE.items()):
        file = folder / f"{number}.csv"
        rows = (
            f"03/04/202{number % 3 + 1},Quillmarsh Scaffolding Ltd,{pounds(first)},Scaffolding hire\n"
            f"17/04/202{number % 3 + 1},Harrowfen Energy PLC,{pounds(second)},Electricity supply\n"
        )
        file.write_text(f"Date,Supplier,Net Amount,Purpose\n{rows}")
        owner = ingesting.owner_of(council, "", opened)
        outcomes = [receipt.outcome for receipt in ingesting.ingest(GROUP, opened, [(file, owner)], yes=True)]
        assert outcomes == ["taken"], council
    return opened


def places(desk: Desk, level: str, on: date) -> dict[str, int]:
    rows = (
        totals.total(GROUP, desk, totals.Wanted(level, ("year",), on=on))
        .group_by("place")
        .agg(pl.col("spend_pence").sum())
    )
    return dict(rows.rows())


def test_surrey_the_day_before_it_is_split(desk: Desk) -> None:
    found = places(desk, "local", BEFORE)
    assert (found["Surrey"], found["Elmbridge"], found["Woking"]) == (999_668, 50_007, 70_009)
    assert places(desk, "county", BEFORE)["Surrey"] == 999_668 + 50_007 + 70_009


def test_surrey_the_day_it_is_split(desk: Desk) -> None:
    found = places(desk, "local", AFTER)
    assert not {"Surrey", "Elmbridge", "Woking"} & set(found)
    assert found["East Surrey"] == round(1_000_001 * 0.451402) - round(333 * 0.451402) + 50_007
    assert found["East Surrey"] + found["West Surrey"] == 999_668 + 50_007 + 70_009
    assert places(desk, "region", AFTER)["South East"] == places(desk, "region", BEFORE)["South East"]


def test_north_yorkshire_after_its_merger_holds_what_came_before_it(desk: Desk) -> None:
    found = places(desk, "local", NEW_YORKSHIRE)
    assert found["North Yorkshire"] == 20_004 + 900_001 + 3_000_014
    assert not {"Harrogate", "North Yorkshire (to 2023)"} & set(found)


def test_north_yorkshire_before_its_merger_is_shared_by_people_and_tier(desk: Desk) -> None:
    found = places(desk, "local", OLD_YORKSHIRE)
    assert "North Yorkshire" not in found
    assert found["North Yorkshire (to 2023)"] - 900_001 == pytest.approx(3_000_014 * 0.85, abs=2)
    assert found["Harrogate"] - 20_004 == pytest.approx(3_000_014 * 0.15 * 161_545 / 620_610, abs=5)
    assert places(desk, "county", OLD_YORKSHIRE)["North Yorkshire"] == 20_004 + 900_001 + 3_000_014


@pytest.mark.parametrize("on", [OLD_YORKSHIRE, NEW_YORKSHIRE, TODAY, BEFORE, AFTER, date(2009, 4, 1)])
@pytest.mark.parametrize("level", LEVELS)
def test_every_level_of_every_map_holds_the_same_pounds(desk: Desk, level: str, on: date) -> None:
    assert sum(places(desk, level, on).values()) == NATION


@pytest.mark.parametrize("on", [OLD_YORKSHIRE, AFTER])
@pytest.mark.parametrize("level", ["local", "region", "hub"])
def test_every_cell_of_a_map_leads_to_the_payments_that_add_up_to_it(desk: Desk, level: str, on: date) -> None:
    wanted = totals.Wanted(level, ("category",), on=on)
    for row in tracing.with_figures(totals.total(GROUP, desk, wanted), wanted).to_dicts():
        behind = tracing.trace_name(GROUP, desk, row["figure"])
        assert behind["amount_pence"].sum() == row["spend_pence"], row
        assert behind.height == row["payments"], row
        assert (behind["whole_pence"].abs() >= behind["amount_pence"].abs()).all()
    nation = tracing.trace_name(GROUP, desk, f"level={level};map={on}")
    assert nation["amount_pence"].sum() == NATION
    assert (nation["amount_pence"] == nation["whole_pence"]).all()
    assert nation.height == 2 * len(PENCE)


def test_overlapping_hubs_never_double_the_nation_on_a_map_that_splits_a_member(desk: Desk) -> None:
    hubs.compose(GROUP, desk, "One", ["Surrey County Council", "Bury"])
    hubs.compose(GROUP, desk, "Two", ["Woking", "Bury", "Elmbridge"])
    try:
        found = places(desk, "hub", AFTER)
        assert found["One"] == found["Two"] == 999_668 + 50_007 + 70_009 + 40_005
        assert places(desk, "national", AFTER) == {"England": NATION}
        nation = tracing.trace_name(GROUP, desk, f"level=hub;map={AFTER}")
        assert nation["amount_pence"].sum() == NATION
    finally:
        hubs.remove(GROUP, desk, "One")
        hubs.remove(GROUP, desk, "Two")


def test_the_share_and_its_rule_stand_beside_the_figure(desk: Desk) -> None:
    surrey = totals.Wanted("local", scope=Scope(authorities=("E10000030",)), on=AFTER)
    told = maps.notes(GROUP, desk, surrey)
    assert told == [
        "Surrey: £9,997 is shared between East Surrey (45.1402%) and West Surrey (54.8598%), by population "
        "(ONS mid-2024 estimate).",
        "On this map £9,997 of the pounds counted were shared in this way.",
    ]


def test_a_split_within_one_place_is_no_split(desk: Desk) -> None:
    told = maps.notes(GROUP, desk, totals.Wanted("region", on=AFTER))
    assert not [sentence for sentence in told if "shared between" in sentence]


def test_what_tiers_had_is_said_to_be_our_assumption(desk: Desk) -> None:
    told = maps.notes(GROUP, desk, totals.Wanted("local", on=OLD_YORKSHIRE))
    assert "85 to 15 between a county council and its districts (our assumption)" in told[0]
    assert "North Yorkshire (to 2023) (85.0000%)" in told[0]


def test_councils_that_ended_are_named_with_those_that_stand_for_them(desk: Desk) -> None:
    told = maps.notes(GROUP, desk, totals.Wanted("local", on=TODAY))
    assert told == [
        "On this map spend counts in the council that stands for another: Harrogate in North Yorkshire and "
        "North Yorkshire (to 2023) in North Yorkshire."
    ]


def test_what_is_not_settled_is_said_from_its_day_on(desk: Desk) -> None:
    later = maps.notes(GROUP, desk, totals.Wanted("national", on=date(2028, 4, 1)))
    assert "No order that makes them is known here" in later[-1]
    assert "No order" not in " ".join(maps.notes(GROUP, desk, totals.Wanted("national", on=date(2028, 3, 31))))


def test_a_map_that_is_not_known_is_refused(desk: Desk) -> None:
    for ask in (totals.total, maps.notes):
        with pytest.raises(CannotDo, match="2009-04-01 or a later day"):
            ask(GROUP, desk, totals.Wanted("local", on=date(2009, 3, 31)))
    with pytest.raises(CannotDo, match="2009-04-01"):
        tracing.trace_name(GROUP, desk, "level=local;map=2009-03-31")


def test_a_category_is_told_by_the_councils_of_the_day(desk: Desk) -> None:
    level1 = str(totals.total(GROUP, desk, totals.Wanted()).filter(pl.col("level1") != "")["level1"][0])
    today = category_view.view(GROUP, desk, level1, "county")
    later = category_view.view(GROUP, desk, level1, "county", AFTER)
    assert {"Surrey", "Woking"} <= set(today.councils["authority"])
    assert {"East Surrey", "West Surrey"} <= set(later.councils["authority"])
    assert later.councils["authority_code"].null_count() == 0
    whole = today.cover["spend_pence"]
    assert later.cover["spend_pence"] == whole
    assert today.councils["spend_pence"].sum() == later.councils["spend_pence"].sum() == whole
    assert today.places["spend_pence"].sum() == later.places["spend_pence"].sum() == whole
    assert today.tiles["value"].sum() == later.tiles["value"].sum() == whole
    assert [sentence for sentence in later.notes if "shared between" in sentence]


def test_together_counts_what_came_before_a_council(desk: Desk) -> None:
    rows = hubs.together(GROUP, desk, ("E06000065", "E08000002")).categories
    everything = totals.total(GROUP, desk, totals.Wanted("local", on=TODAY)).filter(
        pl.col("place").is_in(["North Yorkshire", "Bury"]) & (pl.col("level1") != "")
    )
    assert rows["spend_pence"].sum() == everything["spend_pence"].sum() > 0


def test_councils_to_come_can_be_seen_together(desk: Desk) -> None:
    found = hubs.together(GROUP, desk, ("PENDING-EAST-SURREY", "E08000002"), AFTER)
    local = places(desk, "local", AFTER)
    assert found.categories["spend_pence"].sum() == local["East Surrey"] + local["Bury"]
    assert [sentence.split(":")[0] for sentence in found.notes][:1] == ["Surrey"]
    assert found.notes[-1].endswith("stands for another: Elmbridge in East Surrey.")
    hubs.compose(GROUP, desk, "To come", ["East Surrey", "Bury"])
    try:
        assert places(desk, "hub", AFTER)["To come"] == local["East Surrey"] + local["Bury"]
        assert places(desk, "hub", TODAY)["To come"] == 50_007 + 40_005
    finally:
        hubs.remove(GROUP, desk, "To come")


def test_the_days_to_choose_from_are_those_on_which_the_map_changes(desk: Desk) -> None:
    days = maps.days(desk)
    assert days == sorted(days, reverse=True)
    assert (days[0], days[1], days[-1]) == (date(2028, 4, 1), AFTER, date(2009, 4, 1))
    assert {NEW_YORKSHIRE, date(2019, 4, 1), date(2020, 4, 1), date(2024, 5, 7)} <= set(days)
    for earlier, later in pairwise(reversed(days)):
        shares = [totals.memberships(desk, on) for on in (earlier, earlier + (later - earlier) / 2)]
        assert shares[0].equals(shares[1]), earlier

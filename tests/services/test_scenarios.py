"""Scenarios: kept with who and why, compared, held against newer data, set aside and brought back with a trail."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from procurement.access import NotAllowed, Role, Viewer
from procurement.cli import app
from procurement.services.cases import member_view, opportunities, opportunity_choices, scenarios
from procurement.services.cases.opportunity_choices import COUNCILS, EFFORT, EVERYTHING, EVERYWHERE, WORTH
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.store.problems import StoreProblem
from tests.services.case_store import BURY, CARE, ELECTRICITY, GROUP, fill

FEW_JOIN = (("take_up_national", 0.1), ("take_up_subnational", 0.1))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    opened = fill(tmp_path_factory.mktemp("scenarios") / "store")
    scenarios.save(GROUP, opened, "As assumed", *ELECTRICITY, (), "first look")
    scenarios.save(GROUP, opened, "  Few   join ", *ELECTRICITY, FEW_JOIN, "as in Wales")
    return opened


def test_scenarios_stand_side_by_side_with_what_they_differ_in(desk: Desk) -> None:
    newest, oldest = scenarios.listed(GROUP, desk)
    assert (newest.name, newest.why, newest.by) == ("Few join", "as in Wales", "advisory group")
    found = scenarios.compare(GROUP, desk, [oldest.id, newest.id])
    answers = found.figures.filter(Figure="Answer").row(0)
    assert answers == ("Answer", "Sub-national", "Local")
    assert found.assumptions["Assumption"].to_list() == [
        "Share of councils that join a hub contract",
        "Share of councils that join a national contract",
    ]
    assert found.assumptions.row(0)[1:] == ("60%", "10%")
    assert found.ranges.height == 4


def test_the_figures_kept_are_the_page_s(desk: Desk) -> None:
    kept = scenarios.listed(GROUP, desk)[0]
    view = opportunities.one(GROUP, desk, *ELECTRICITY, FEW_JOIN)
    worth = dict(view.levels.select("level", "npv_pence").iter_rows())
    assert kept.figures["national.npv_pence"] == worth["national"]
    assert kept.figures["answer"] == view.answer


def test_newer_data_moves_figures_and_leaves_what_was_kept(desk: Desk) -> None:
    first = scenarios.listed(GROUP, desk)[-1]
    same = scenarios.freshness(GROUP, desk, first.id)
    assert "nothing has moved" in same.sentence
    assert not same.figures["has_moved"].any()
    bury = next(one for one in desk.store.register.uploads.all() if one.authority_code == BURY)
    desk.store.withdraw(bury.upload_id, datetime.now(UTC), "a test", "newer data")
    moved = scenarios.freshness(GROUP, desk, first.id)
    row = moved.figures.filter(figure="National: councils").row(0)
    assert row == ("National: councils", "12", "11", True)
    assert f"data version {first.version}" in moved.sentence
    assert scenarios.listed(GROUP, desk)[-1].figures == first.figures


def test_setting_aside_asks_why_and_can_be_taken_back(desk: Desk) -> None:
    scenarios.save(GROUP, desk, "Mistaken", *CARE, (), "a slip")
    number = scenarios.listed(GROUP, desk)[0].id
    with pytest.raises(CannotDo, match="why"):
        scenarios.set_aside(GROUP, desk, number, " ")
    scenarios.set_aside(GROUP, desk, number, "wrong category")
    assert [one.ended_why for one in scenarios.listed(GROUP, desk, set_aside=True)] == ["wrong category"]
    with pytest.raises(StoreProblem, match="stands"):
        scenarios.set_aside(GROUP, desk, number, "again")
    scenarios.bring_back(GROUP, desk, number)
    assert scenarios.listed(GROUP, desk)[0].id == number
    told = [(one.action, one.detail["why"]) for one in scenarios.trail(GROUP, desk, number)]
    assert told == [("case brought back", ""), ("case set aside", "wrong category"), ("case saved", "a slip")]
    scenarios.set_aside(GROUP, desk, number, "wrong category")


@pytest.mark.parametrize("viewer", [Viewer(Role.MEMBER, BURY), Viewer(Role.OFFICER, BURY)], ids=["member", "officer"])
def test_only_the_advisory_group_keeps_scenarios_and_all_may_compare(desk: Desk, viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        scenarios.save(viewer, desk, "Mine", *ELECTRICITY, (), "mine")
    with pytest.raises(NotAllowed):
        scenarios.set_aside(viewer, desk, 1, "mine")
    assert scenarios.compare(viewer, desk, [1]).figures.height > 10


@pytest.mark.parametrize(("name", "why"), [("", "why"), ("Name", " ")], ids=["no name", "no reason"])
def test_a_scenario_needs_a_name_and_a_reason(desk: Desk, name: str, why: str) -> None:
    with pytest.raises(CannotDo, match="a name, and a few words"):
        scenarios.save(GROUP, desk, name, *ELECTRICITY, (), why)


def test_opportunities_are_filtered_by_place_and_kind_and_ordered(desk: Desk) -> None:
    found, bought = opportunities.find(GROUP, desk), opportunity_choices.buyers(GROUP, desk)
    assert {"North West (region)", "Leeds (local)"} <= set(opportunity_choices.places(bought))
    for order in (WORTH, EFFORT, COUNCILS):
        rows = opportunity_choices.chosen(found, bought, EVERYWHERE, EVERYTHING, order)
        assert rows["level2"].to_list() == ["Electricity", "Domiciliary Care"]
    by_kind = opportunity_choices.chosen(found, bought, "Leeds (local)", CARE[0], WORTH)
    assert by_kind["level2"].to_list() == ["Domiciliary Care"]
    assert by_kind["effort_pence"].to_list() == [None]
    chances = rows.select("local_chance", "subnational_chance", "national_chance").sum_horizontal().to_list()
    assert chances == pytest.approx([1.0, 1.0])


def test_a_member_reads_five_plain_figures_of_their_council(desk: Desk) -> None:
    leeds = Viewer(Role.MEMBER, "E08000035")
    seen = member_view.of_category(leeds, desk, *ELECTRICITY)
    assert seen.council == "Leeds"
    assert len(seen.figures) == 5
    own = opportunities.one(leeds, desk, *ELECTRICITY).councils.filter(authority_code="E08000035").row(0, named=True)
    assert own["npv_pence"] > 0
    assert "better off" in " ".join(seen.meaning)
    care = member_view.of_category(leeds, desk, *CARE)
    assert [len(care.figures), care.figures[1][1]] == [5, "Carry on as now"]
    nobody = member_view.of_category(Viewer(Role.MEMBER), desk, *ELECTRICITY)
    assert nobody.council == ""
    jargon = ("NPV", "p10", "HHI", "gate", "optimism", "stakeholder", "discount")
    assert not any(word in text for word in jargon for text in [*seen.meaning, *care.meaning, *nobody.meaning])


def test_scenarios_are_kept_and_read_by_command(desk: Desk) -> None:
    store = ["--store", str(desk.store.home)]
    words = ["save", "By command", "Utilities: Electricity", "--why", "a test", "--set", "take_up_national=0.3", *store]
    assert CliRunner().invoke(app, ["cases", "scenarios", *words]).exit_code == 0
    listed = CliRunner().invoke(app, ["cases", "scenarios", "--json", *store])
    newest = json.loads(listed.stdout)[0]
    assert (newest["name"], newest["inputs"]["changes"]) == ("By command", {"take_up_national": 0.3})
    number = str(newest["id"])
    assert "By command" in CliRunner().invoke(app, ["cases", "scenarios", "compare", number, *store]).stdout
    wrong = CliRunner().invoke(
        app, ["cases", "scenarios", "save", "N", "Electricity", "--why", "w", "--set", "x", *store]
    )
    assert isinstance(wrong.exception, WrongWords)

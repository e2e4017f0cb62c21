"""The page of one business case: its sentences can be read whole, on a telephone too."""

from pathlib import Path

import pytest

from procurement.pages.parts import downloads
from procurement.services.cases import opportunities, opportunity_choices
from tests.pages.opening import opened
from tests.services.suppliers_desk import GROUP, keep, open_at

ROWS = (("Harrowfen Energy PLC", "4000.00", "Electricity"), ("Quillmarsh Stationery Ltd", "900.00", "Stationery"))


def test_steps_options_and_sources_are_lists_and_not_cells_that_are_cut(home: Path) -> None:
    desk = open_at(home)
    for council in ("Bury", "Bolton", "Salford"):
        keep(desk, council, ROWS)
    desk.store.close()
    page = opened("business_case", GROUP)
    assert not page.exception
    said = [str(one.value).replace("\\", "") for one in page.markdown]
    (steps,) = [one for one in said if "How many councils buy it?" in one and one.startswith("- **")]
    assert "- **How many councils buy it?** pass: 3 councils (needed: at least 3 councils)." in steps
    assert "**Sub-national, Can it start?** not known (needed:" in steps
    (options,) = [one for one in said if one.startswith("- **Carry on as now**: ")]
    assert "S(1-H)" not in options
    assert any(one.startswith("- **Discount rate a year**: HM Treasury Green Book") for one in said)
    cells = {name for one in page.dataframe for name in one.value.columns}
    assert not cells & {"In words", "Note", "Why not", "Why it would not form", "Source"}


def test_one_case_opens_without_working_out_all_the_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upload the page waited for every category's case, only to list their names."""
    desk = open_at(home)
    for council in ("Bury", "Bolton", "Salford"):
        keep(desk, council, ROWS)
    every = opportunities.find(GROUP, desk).listed.select("level1", "level2").sort("level1", "level2")
    assert opportunity_choices.categories(GROUP, desk).select("level1", "level2").equals(every)
    desk.store.close()
    monkeypatch.setattr(opportunities, "find", lambda *_, **__: pytest.fail("every case was worked out"))
    page = opened("business_case", GROUP)
    assert not page.exception
    (box,) = [one for one in page.selectbox if one.label == "Category"]
    assert box.value == "Electricity (Utilities)", "the category of the most pounds"
    assert len(box.options) == every.height == 2


CREDITS_ALONE = (("Harrowfen Energy PLC", "-40.00", "Electricity"),)


@pytest.mark.parametrize("page", ["find_opportunities", "business_case"])
@pytest.mark.parametrize("rows", [(), CREDITS_ALONE], ids=["an empty store", "credits alone"])
def test_a_store_of_which_no_case_can_be_made_says_so(home: Path, page: str, rows: tuple[tuple[str, ...], ...]) -> None:
    desk = open_at(home)
    if rows:
        keep(desk, "Bury", rows)
    desk.store.close()
    seen = opened(page, GROUP)
    assert not seen.exception
    assert any("no case can be made" in str(one.value) for one in seen.info)


def test_what_the_case_covers_is_told_of_its_part_of_the_category(home: Path) -> None:
    """Beside a case of council tax stood how many of all financial services' payments there are, and what of them can
    be influenced."""
    desk = open_at(home)
    for council in ("Bury", "Bolton", "Salford"):
        keep(desk, council, (*ROWS, ("Quillmarsh Gas Ltd", "70.00", "Gas")))
    desk.store.close()
    page = opened("business_case", GROUP)
    (box,) = [one for one in page.selectbox if one.label == "Category"]
    assert box.value == "Electricity (Utilities)"
    assert any("From 3 payments among those of 3 of 317 councils" in str(one.value) for one in page.markdown)


def test_files_of_a_case_say_of_which_case_they_are_and_what_to_bear_in_mind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file left the page as rows alone: without its category, and without that nothing should be decided on it."""
    desk = open_at(home)
    keep(desk, "Bury", ROWS)
    desk.store.close()
    files: dict[str, dict[str, str]] = {}
    monkeypatch.setattr(downloads, "figures", lambda *told: files.update({told[2]: told[4]}))
    page = opened("business_case", GROUP)
    assert not page.exception
    assert set(files) == {"business-case-Utilities Electricity.csv", "business-case-Utilities Electricity-councils.csv"}
    for about in files.values():
        assert about["Category"] == "Utilities: Electricity"
        assert "nothing should be decided on them" in about["Bear in mind"]


def test_a_level_at_which_no_group_forms_has_no_worth_to_be_drawn(home: Path) -> None:
    """Of one council it said "Sub-national: £0 to £0 and National: £0 to £0"."""
    desk = open_at(home)
    keep(desk, "Bury", ROWS)
    desk.store.close()
    said = [str(one.value) for one in opened("business_case", GROUP).markdown]
    assert "No group of councils could form, so neither joint level has a worth." in said
    assert not any("£0 to £0" in one for one in said)

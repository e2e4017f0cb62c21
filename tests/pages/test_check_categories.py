"""The page that checks categories: before an answer is kept it warns of lines that lose a finer heading."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from procurement.categories.decisions import CATEGORY
from procurement.pages.parts import category_answer_parts
from procurement.services.categories import category_decisions
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.decided_categories import Subject
from tests.pages.opening import opened
from tests.services.categories_desk import APRIL, BURY, ODDMENTS, OFFICER, keep, open_at

ELECTRIC, UTILITIES = "Utilities › Electricity (371000)", "Utilities (370000)"


def warned(page: AppTest) -> list[str]:
    """What the page warns of."""
    assert not page.exception
    return [str(one.value).replace("\\", "") for one in page.warning]


def box_for_others(page: AppTest) -> Selectbox:
    """The box of headings for lines that were looked for, behind that for the group that is asked about."""
    return [one for one in page.selectbox if one.label == "ProClass heading"][-1]


def test_an_answer_that_makes_lines_coarser_is_warned_of_before_it_is_kept(home: Path) -> None:
    desk = open_at(home)
    keep(desk, "Bury", APRIL)
    known = Say(CATEGORY, Subject("heading", BURY, publisher_category=ODDMENTS), "371000")
    category_decisions.decide(OFFICER, desk, [known])
    desk.store.close()
    page = opened("check_categories", OFFICER)
    page.text_input(key="other lines").set_value(ODDMENTS).run()
    lines = next(one for one in page.selectbox if one.label == "Lines")
    lines.set_value(next(one for one in lines.options if f"{ODDMENTS} (Bury" in one)).run()
    [one for one in page.radio if one.label == "These are"][-1].set_value(category_answer_parts.OTHER).run()
    box_for_others(page).set_value(UTILITIES).run()
    (warning,) = warned(page)
    assert "2 lines (£9,000.00) of these lose their finer heading." in warning
    assert "Choose a finer heading" in warning
    box_for_others(page).set_value(ELECTRIC).run()
    assert warned(page) == []

"""The page that checks suppliers: names of an officer's own council first; one answer for pairs of one sort alone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from procurement.access import Role, Viewer
from procurement.pages.parts import supplier_whose
from procurement.suppliers import short_names
from tests.pages.opening import opened
from tests.services.suppliers_desk import GROUP, keep, open_at

BURY, BOLTON, SALFORD = "E08000002", "E08000001", "E08000006"
OFFICER = Viewer(Role.OFFICER, BURY)
OURS = (("Oakfern Care Ltd", "700.00", "x"), ("Oakfern Care (North) Ltd", "400.00", "x"))
THEIRS = (("Tarnbeck Care Ltd", "9000.00", "x"), ("Tarnbeck Care (East) Ltd", "8000.00", "x"))
WHOLE_AND_SHORT = (
    ("Zelmouth Ltd", "90.00", "x"),
    ("Zelmouth Coatings Ltd", "80.00", "x"),
    ("Quillmere", "70.00", "x"),
    ("Quillmere Coatings", "60.00", "x"),
)


def store(home: Path, **councils: tuple[tuple[str, ...], ...]) -> None:
    """A store with the rows of each council."""
    desk = open_at(home)
    for council, rows in councils.items():
        keep(desk, council, rows)
    desk.store.close()


def asked(test: AppTest) -> str:
    """All that the page says."""
    assert not test.exception
    return " ".join(str(one.value) for one in [*test.markdown, *test.success]).replace("\\", "")


def keeping(test: AppTest) -> Button:
    """The button that keeps one answer for many."""
    return next(one for one in test.button if one.label.startswith("Keep this answer"))


def test_an_officer_is_asked_about_the_names_that_the_own_council_pays(home: Path) -> None:
    store(home, Bury=OURS, Bolton=THEIRS)
    page = opened("check_suppliers", OFFICER)
    assert (page.metric[0].value, page.metric[1].value) == ("1", "£400")
    assert "Oakfern" in asked(page)
    assert "Tarnbeck" not in asked(page)
    page.radio(key="whose names").set_value(supplier_whose.ALL).run()
    assert (page.metric[0].value, page.metric[1].value) == ("2", "£8,400")
    assert "Tarnbeck" in asked(page), "the most pounds first, whosever they are"


def test_where_nothing_of_ours_waits_the_page_says_that_others_may(home: Path) -> None:
    store(home, Bury=OURS[:1], Bolton=THEIRS)
    page = opened("check_suppliers", OFFICER)
    assert f'Nothing waits of our council\'s names. "{supplier_whose.ALL}" shows' in asked(page)


@pytest.mark.parametrize(
    "viewer", [GROUP, Viewer(Role.OFFICER, SALFORD)], ids=["advisory group", "officer of a council without spend"]
)
def test_who_has_no_names_of_an_own_council_is_asked_about_all(home: Path, viewer: Viewer) -> None:
    store(home, Bury=OURS, Bolton=THEIRS)
    page = opened("check_suppliers", viewer)
    assert [one.label for one in page.radio] == ["These are"]
    assert page.metric[0].value == "2"


def test_both_names_of_each_pair_that_is_ticked_can_be_read_in_full(home: Path) -> None:
    """A cell cuts a name where its column ends, which on a telephone is after its first words."""
    store(home, Bury=OURS)
    page = opened("check_suppliers", OFFICER)
    (told,) = [one for one in page.markdown if one.value.startswith("1. ")]
    assert all(name in told.value.replace("\\", "") for name, *_ in OURS)


def test_one_answer_never_mixes_short_names_with_whole_ones(home: Path) -> None:
    store(home, Bury=WHOLE_AND_SHORT)
    page = opened("check_suppliers", OFFICER)
    whole, short = page.selectbox[0].options
    assert short_names.WHOLE in whole
    assert short_names.SHORT in short
    for reason in (whole, short):
        page.selectbox[0].set_value(reason).run()
        assert keeping(page).label == "Keep this answer for 0 pairs", "nothing is ticked until somebody ticks it"
        page.checkbox[0].check().run()
        assert keeping(page).label == "Keep this answer for 1 pair"

"""The page of possible duplicates: for a council's own officers alone; settled with a reason, and undone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer
from procurement.pages.shell import PAGES
from procurement.services import owners
from procurement.services.desk import open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile

BURY, BOLTON = "E08000002", "E08000001"
OFFICER = Viewer(Role.OFFICER, BURY)
FILE = (
    "Payment Date,Supplier Name,Net Amount,Transaction Number,Purpose\n"
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,INV-1043,Hire\n"
    "17/04/2024,QUILLMARSH SCAFFOLDING LIMITED,1250.00,inv 1043,Hire\n"
    "18/04/2024,Harrowfen Energy PLC,4210.55,E-2001,Town hall\n"
)


@pytest.fixture
def stored(home: Path) -> None:
    desk = open_desk(home)
    upload = SpendFile("april.csv", FILE.encode(), owners.council("Bury", desk))
    (receipt,) = submitting.submit(Viewer(Role.ADVISORY_GROUP), desk, [upload], take_suggested=True)
    assert receipt.outcome == "taken"
    desk.store.close()


def opened(viewer: Viewer) -> AppTest:
    test = AppTest.from_file(str(PAGES / "possible_duplicates.py"), default_timeout=60)
    test.session_state["viewer"] = viewer
    test.run()
    assert not test.exception
    return test


def said(test: AppTest) -> str:
    """Everything that the page says."""
    parts = [*test.markdown, *test.success, *test.info, *test.error, *test.subheader, *test.metric]
    return " ".join(str(part.value) for part in parts).replace("\\", "")


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "viewer",
    [Viewer(Role.ADVISORY_GROUP), Viewer(Role.MEMBER, BURY), Viewer(Role.OFFICER)],
    ids=["advisory group", "member", "officer of no council"],
)
def test_others_read_that_it_is_not_for_them_and_nothing_else(viewer: Viewer) -> None:
    words = said(opened(viewer))
    assert "Only a council's own officers may read its possible duplicates" in words
    assert "Quillmarsh" not in words.title()
    assert "1,250" not in words


@pytest.mark.usefixtures("stored")
def test_an_officer_of_another_council_reads_nothing_of_this_one() -> None:
    words = said(opened(Viewer(Role.OFFICER, BOLTON)))
    assert "Nothing waits among the payments" in words
    assert "Quillmarsh" not in words.title()


@pytest.mark.usefixtures("stored")
def test_the_evidence_stands_side_by_side_with_file_and_line() -> None:
    words = said(opened(OFFICER))
    assert "1 finding to see" in words
    assert "£1,250" in words
    assert "Paid first: £1,250.00** on 3 April 2024" in words
    assert "Paid again: £1,250.00** on 17 April 2024" in words
    assert "Line 2 of april" in words
    assert "Line 3 of april" in words
    assert opened(OFFICER).dataframe[0].value["At stake"].to_list() == [1250.0]
    assert "What to do." in words


@pytest.mark.usefixtures("stored")
def test_a_finding_is_settled_with_a_reason_and_taken_back() -> None:
    test = opened(OFFICER)
    press(test, "Looked at: to recover")
    assert "Say in a few words why" in said(test)
    test.text_input(key="unusual why").set_value("One job, billed twice").run()
    press(test, "Looked at: to recover")
    assert "Kept: 1 finding to be recovered" in said(test)
    assert "There are none of these." in said(test)
    assert test.metric[2].value == "£1,250"
    test.selectbox(key="unusual state").set_value("to recover").run()
    assert "Paid again" in said(test)
    press(test, "Undo this decision")
    assert "Nothing yet. Each decision stands here" in said(test)
    assert test.metric[2].value == "£0"


@pytest.mark.usefixtures("stored")
def test_the_council_s_own_limit_is_kept() -> None:
    test = opened(OFFICER)
    test.number_input[0].set_value(10_000).run()
    press(test, "Keep this limit")
    assert "Your own limit is kept: £10,000 before VAT." in said(test)
    assert test.number_input[0].value == 10_000


def test_an_empty_store_says_that_nothing_was_found() -> None:
    assert "Nothing waits among the payments" in said(opened(OFFICER))


def press(test: AppTest, label: str) -> None:
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception

"""What an elected member is told of a case: nothing is called £0 that nobody knows."""

from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.cases import member_view
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import ingesting
from tests.services.case_store import CARE, ELECTRICITY, fill

BURY = "E08000002"
MEMBER, OFFICER = Viewer(Role.MEMBER, BURY), Viewer(Role.OFFICER, BURY)
ROWS = "Payment Date,Supplier,Net Amount,Expense Type\n15/04/2025,Harrowfen Energy PLC,1000.00,Electricity\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One council with one payment."""
    desk, path = open_desk(tmp_path / "store"), tmp_path / "bury.csv"
    path.write_text(ROWS, encoding="utf-8")
    receipts = list(ingesting.ingest(OFFICER, desk, [(path, ingesting.owner_of("Bury", "", desk))], yes=True))
    assert [one.outcome for one in receipts] == ["taken"]
    return desk


def test_too_little_evidence_gives_no_gain_and_no_cost(desk: Desk) -> None:
    seen = member_view.of_category(MEMBER, desk, "Utilities", "Electricity")
    said = {label: (value, meaning) for label, value, meaning in seen.figures}
    assert said["The answer"] == ("Too early to say", "too little is known")
    assert [said[label][0] for label in ("Better off by", "It would cost", "How sure")] == [
        "Not known",
        "Not known",
        "Not at all",
    ]


def test_too_few_months_are_not_called_a_year(desk: Desk) -> None:
    seen = member_view.of_category(MEMBER, desk, "Utilities", "Electricity")
    stored = "on this, our council, in 1 stored month: too few to tell a year"
    assert seen.figures[0] == ("We spent", "£1,000", stored)
    assert seen.meaning[-1] == "Only 1 month of Bury's payments can be used; 12 are needed to tell a year."


def test_all_councils_together_say_how_many_have_too_few_months(desk: Desk) -> None:
    seen = member_view.of_category(Viewer(Role.MEMBER), desk, "Utilities", "Electricity")
    of = "on this, all councils here: what is stored, made up to a year; of 1 of 1 council, from too few months"
    assert seen.figures[0] == ("Councils spend", "£12,000 a year", of)


def test_a_year_is_said_to_be_made_up_of_what_is_stored(tmp_path: Path) -> None:
    seen = member_view.of_category(MEMBER, fill(tmp_path / "store"), *ELECTRICITY)
    assert seen.figures[0] == (
        "We spend",
        "£96.1 million a year",
        "on this, our council: what is stored, made up to a year",
    )
    assert not any("can be used" in sentence for sentence in seen.meaning)


def test_what_would_change_a_local_answer_is_said_where_the_figures_promise_it(tmp_path: Path) -> None:
    seen = member_view.of_category(MEMBER, fill(tmp_path / "store"), *CARE)
    assert seen.figures[-1] == ("How sure", "See below", "what would change the answer")
    assert any(
        said.startswith("Buying with neighbouring councils would be right only if suppliers in common held at least")
        for said in seen.meaning
    )


def test_too_little_evidence_says_which_is_lacking(desk: Desk) -> None:
    meaning = member_view.of_category(MEMBER, desk, "Utilities", "Electricity").meaning
    assert "There are too few to compare: files of more councils that buy it are needed." in meaning

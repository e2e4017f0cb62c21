"""Every bad input on the list, sent as an officer sends it: what the receipt, the question or the refusal says."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.services.uploading.receipts import Receipt
from tests.hostile.bad_inputs import amount_cases, date_cases, file_cases, heading_cases, name_cases, row_cases
from tests.hostile.bad_inputs.cases import BadInput

GROUP = Viewer(Role.ADVISORY_GROUP)
SECTIONS = (file_cases, heading_cases, row_cases, amount_cases, date_cases, name_cases)
CASES = [case for section in SECTIONS for case in section.CASES]
SHOWN_ELSEWHERE = {62}
"""Tested in test_names_and_people.py, where what is shown to whom is looked at."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", date(2026, 11, 24))


def sent(case: BadInput, desk: Desk) -> tuple[ReadFile, Receipt]:
    """The file as the page shows it before it is kept, and the receipt once it was sent."""
    bury = owners.council("Bury", desk)
    if case.before:
        before = case.before.encode() if isinstance(case.before, str) else case.before
        assert [one.outcome for one in submitting.submit(GROUP, desk, [SpendFile("before.csv", before, bury)])] == [
            "taken"
        ]
    upload = SpendFile(case.name, case.bytes, bury, case.answers, case.limits)
    (shown,) = submitting.preview(GROUP, desk, upload)
    (receipt,) = submitting.submit(GROUP, desk, [upload])
    return shown, receipt


def all_words(shown: ReadFile, receipt: Receipt) -> str:
    """Everything that a person can read about the file."""
    asked = [f"{one.sentence} {' '.join(f'{c.label} {c.effect}' for c in one.choices)}" for one in receipt.questions]
    said = [receipt.reason, receipt.note, *(fix.sentence for fix in receipt.fixes), *receipt.warnings, *asked]
    rows = [] if shown.judged is None else [*shown.judged.held_back["advice"], *shown.judged.issues["sentence"]]
    return " ".join([*said, *rows])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number} {case.title}")
def test_a_person_is_told_just_this(case: BadInput, desk: Desk) -> None:
    shown, receipt = sent(case, desk)
    told = case.told
    assert receipt.outcome == told.outcome, receipt.reason
    assert told.reason in receipt.reason
    words = all_words(shown, receipt)
    assert [word for word in case.says if word not in words] == []
    if told.outcome == "refused":
        assert shown.judged is None
        assert len(desk.store.register.uploads.all()) == 0
        assert receipt.reason.count(". ") >= 1, "what is wrong, and what to do"
        return
    assert shown.judged is not None
    if told.outcome == "asked":
        question = receipt.questions[0]
        assert (question.code, *(choice.value for choice in question.choices))[: len(told.asked)] == told.asked
        assert all(choice.effect for choice in question.choices), "what each answer would do"
        return
    judged = shown.judged
    assert tuple(judged.held_back.select("line", "rule", "column", "value").rows()) == told.held
    assert {fix.rule for fix in receipt.fixes} == told.mended
    assert set(judged.issues["rule"]) == told.noticed
    assert told.pence in (None, receipt.accepted_pence)
    counts = (receipt.accepted, receipt.held_back, receipt.blank, receipt.headings, receipt.totals)
    assert receipt.lines == sum(counts)
    assert told.counts in (None, counts)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.told.held], ids=lambda case: f"{case.number} {case.title}"
)
def test_a_held_back_row_says_where_what_why_and_what_to_do(case: BadInput, desk: Desk) -> None:
    shown, _ = sent(case, desk)
    assert shown.judged is not None
    for line, column, value, advice in shown.judged.held_back.select("line", "column", "value", "advice").iter_rows():
        assert advice.startswith(f"Row {line}"), advice
        assert column in advice
        assert value.split(",")[0][:80] in advice or column, advice
        assert advice.count(".") >= 2, "what is wrong, and what to do"


def test_all_seventy_are_here() -> None:
    assert {case.number for case in CASES} | SHOWN_ELSEWHERE == set(range(1, 71))

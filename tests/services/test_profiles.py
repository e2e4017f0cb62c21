"""What a council answered once holds for its next file, where that file is laid out the same, and nowhere else."""

import json
from pathlib import Path

import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.publish import exports
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.uploading import profile_tables, profiles, submitting
from procurement.services.uploading.reading import SpendFile, scoped
from procurement.services.uploading.receipts import Receipt
from procurement.spend.findings import Question

BURY, OTHER = "E08000002", "E08000001"
OFFICER = Viewer(Role.OFFICER, BURY)
TWO = "Payment Date,Supplier Name,Amount,Amount (2)"
THREE = "Payment Date,Supplier Name,Amount,Amount (2),Amount (3)"
RENAMED = "Payment Date,Supplier Name,Amount,Amount (3)"
TRADING = "Payment Date,Supplier,Trading Name,Net Amount"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def month(number: int, headings: str = TWO, **given: object) -> SpendFile:
    """A file of Bury's; its amount columns hold 100, 120 and 140 pounds a row, twice."""
    after = "S1,Quillmarsh Ltd,100.00" if "Trading" in headings else "Quillmarsh Ltd,100.00,120.00,140.00"
    cells = after.split(",")[: headings.count(",")]
    content = "\n".join([headings, *(",".join([f"0{day}/0{number}/2024", *cells]) for day in (3, 4))]) + "\n"
    owner = owners.Owner(BURY, "Bury", is_council=True)
    return SpendFile(f"month-{number}.csv", content.encode(), owner, **given)  # type: ignore[arg-type]


def send(desk: Desk, file: SpendFile) -> Receipt:
    (receipt,) = submitting.submit(OFFICER, desk, [file])
    return receipt


def answered(desk: Desk, number: int = 4, headings: str = TWO, **answers: str) -> Receipt:
    said = answers or {"AMOUNT_COLUMN": "Amount (2)"}
    return send(desk, month(number, headings, answers=said, are_remembered=True))


def test_an_answer_holds_for_the_next_file_of_the_same_layout_and_the_receipt_says_so(desk: Desk) -> None:
    assert send(desk, month(4)).outcome == "asked"
    assert answered(desk).accepted_pence == 240_00
    may = send(desk, month(5))
    assert (may.outcome, may.accepted_pence) == ("taken", 240_00)
    assert may.answers == {"AMOUNT_COLUMN": "Amount (2)"}
    (said,) = may.remembered
    assert said.startswith("Which column is the amount: Amount (2), as answered on ")
    assert said.endswith(" for month-4.csv.")


@pytest.mark.parametrize(
    ("headings", "suggested"),
    [(THREE, "Amount (2)"), (RENAMED, "Amount")],
    ids=["one more amount: the old answer is suggested", "the column is gone: the reader suggests"],
)
def test_headings_that_differ_are_asked_about_again(desk: Desk, headings: str, suggested: str) -> None:
    answered(desk)
    asked = send(desk, month(6, headings))
    assert asked.outcome == "asked"
    assert [(question.answer, question.suggested) for question in asked.questions] == [("", suggested)]
    pence = {"Amount": 200_00, "Amount (2)": 240_00}
    assert asked.accepted_pence == pence[suggested]


def test_headings_that_do_not_matter_may_change(desk: Desk) -> None:
    answered(desk)
    content = month(5).content.replace(b"Payment Date", b"Date Paid").replace(b"Supplier Name", b"Supplier")
    file = SpendFile("may.csv", content, month(5).owner)
    assert send(desk, file).outcome == "taken"


def test_each_layout_keeps_its_own_answer(desk: Desk) -> None:
    answered(desk)
    answered(desk, 5, THREE, AMOUNT_COLUMN="Amount (3)")
    assert send(desk, month(6)).accepted_pence == 240_00
    assert send(desk, month(7, THREE)).accepted_pence == 280_00


def test_an_answer_given_now_comes_before_the_profile_and_takes_its_place(desk: Desk) -> None:
    answered(desk)
    assert answered(desk, 5, AMOUNT_COLUMN="Amount").accepted_pence == 200_00
    assert [one.value for one in profiles.listed(OFFICER, desk, BURY)] == ["Amount"]


def test_a_value_that_is_no_choice_is_no_answer(desk: Desk) -> None:
    assert answered(desk, AMOUNT_COLUMN="Total").outcome == "asked"
    assert profiles.listed(OFFICER, desk, BURY) == []


def test_nothing_is_kept_where_nobody_wants_it_kept(desk: Desk) -> None:
    assert send(desk, month(4, answers={"AMOUNT_COLUMN": "Amount"})).outcome == "taken"
    (taken,) = submitting.submit(OFFICER, desk, [month(5, are_remembered=True)], take_suggested=True)
    assert taken.outcome == "taken"
    assert profiles.listed(OFFICER, desk, BURY) == []


@pytest.mark.parametrize(("always", "kept"), [(frozenset(), []), (frozenset({"SAME_PERIOD"}), ["SAME_PERIOD"])])
def test_what_was_said_of_one_file_is_kept_only_where_asked_for(
    desk: Desk, always: frozenset[str], kept: list[str]
) -> None:
    answered(desk)
    other = month(4).content + b"05/04/2024,Harrowfen PLC,9.00,9.00\n"
    file = SpendFile("again.csv", other, month(4).owner, {"SAME_PERIOD": "replace"}, are_remembered=True, always=always)
    assert "Replaces upload" in send(desk, file).note
    assert [one.code for one in profiles.listed(OFFICER, desk, BURY)][1:] == kept


@pytest.mark.parametrize(("always", "outcome"), [(frozenset(), "asked"), (frozenset({"OTHER_BODY"}), "refused")])
def test_not_to_take_such_a_file_is_kept_only_where_asked_for(desk: Desk, always: frozenset[str], outcome: str) -> None:
    files = [
        f"Body Name,Date,Supplier,Net Amount\nLeeds City Council,03/0{number}/2024,Quillmarsh Ltd,9.00\n".encode()
        for number in (4, 5)
    ]
    owner = month(4).owner
    first = SpendFile("april.csv", files[0], owner, {"OTHER_BODY": "stop"}, are_remembered=True, always=always)
    assert send(desk, first).outcome == "refused"
    then = send(desk, SpendFile("may.csv", files[1], owner))
    assert then.outcome == outcome
    assert len(then.remembered) == len(always)


def test_an_answer_that_refuses_the_file_is_not_kept(desk: Desk) -> None:
    assert answered(desk, 4, TRADING, **{"COLUMN:supplier_name": "Payee"}).outcome == "refused"
    assert profiles.listed(OFFICER, desk, BURY) == []


def test_a_folder_of_months_is_asked_once(desk: Desk) -> None:
    asked: list[str] = []

    def ask(file: str, question: Question) -> str:
        asked.append(f"{file} {question.code}")
        return "Amount (2)"

    files = [month(number, are_remembered=True) for number in (4, 5, 6)]
    receipts = list(submitting.submit(OFFICER, desk, files, ask=ask))
    assert [receipt.accepted_pence for receipt in receipts] == [240_00] * 3
    assert asked == ["month-4.csv AMOUNT_COLUMN"]


def test_the_same_period_says_what_each_answer_does_to_the_stored_total(desk: Desk) -> None:
    answered(desk)
    other = month(4).content + b"05/04/2024,Harrowfen PLC,9.00,9.00\n"
    (question,) = (q for q in send(desk, SpendFile("again.csv", other, month(4).owner)).questions if not q.answer)
    effects = {choice.value: choice.effect for choice in question.choices}
    assert effects["replace"] == (
        "would count £249.00 from 3 rows in place of £240.00 from 2 rows; the stored total of Bury goes from £240.00 "
        "to £249.00 (+£9.00)"
    )
    assert effects["add"].endswith("the stored total of Bury goes from £240.00 to £489.00 (+£249.00)")


def test_every_choice_says_what_it_would_count(desk: Desk) -> None:
    (file,) = submitting.preview(OFFICER, desk, month(4))
    assert {choice.value: choice.effect for choice in file.unanswered[0].choices} == {
        "Amount": "would count £200.00 from 2 rows, paid 3 April 2024 to 4 April 2024",
        "Amount (2)": "would count £240.00 from 2 rows, paid 3 April 2024 to 4 April 2024",
    }


def test_a_corrected_column_holds_while_the_file_is_understood_in_the_same_way(desk: Desk) -> None:
    answered(desk, 4, TRADING, **{"COLUMN:supplier_name": "Trading Name"})
    may = send(desk, month(5, TRADING))
    assert (may.outcome, may.columns["supplier_name"]) == ("taken", "Trading Name")
    june = send(desk, month(6, TRADING.replace("Trading Name", "Payee Name").replace("Supplier", "Vendor Name")))
    assert june.outcome == "asked"
    assert [question.code for question in june.questions if not question.answer] == ["COLUMN:supplier_name"]


def test_a_file_that_another_body_sends_is_no_part_of_the_profile(desk: Desk) -> None:
    answered(desk)
    file = SpendFile("may.csv", month(5).content, owners.council("Bolton", desk))
    (receipt,) = submitting.submit(Viewer(Role.ADVISORY_GROUP), desk, [file])
    assert receipt.outcome == "asked"


def test_an_answer_may_be_for_one_file_of_an_upload_alone(desk: Desk) -> None:
    (member,) = (file.received for file in submitting.preview(OFFICER, desk, month(4)))
    file = month(4, answers={"AMOUNT_COLUMN": "Amount", scoped("AMOUNT_COLUMN", member): "Amount (2)"})
    assert send(desk, file).accepted_pence == 240_00
    stranger = month(5, answers={scoped("AMOUNT_COLUMN", member): "Amount (2)"})
    assert send(desk, stranger).outcome == "asked"


def test_an_answer_is_changed_forgotten_and_each_is_undone(desk: Desk) -> None:
    answered(desk)
    (kept,) = profiles.listed(OFFICER, desk, BURY)
    profiles.change(OFFICER, desk, BURY, kept.key, "Amount")
    assert send(desk, month(5)).accepted_pence == 200_00
    profiles.undo(OFFICER, desk, BURY)
    assert profiles.listed(OFFICER, desk, BURY) == [kept]
    profiles.forget(OFFICER, desk, BURY, "amount_column")
    assert send(desk, month(6)).outcome == "asked"
    profiles.undo(OFFICER, desk, BURY)
    assert send(desk, month(6)).accepted_pence == 240_00
    told = [entry.action.removeprefix("profile answer ") for entry in profiles.history(OFFICER, desk, BURY)]
    assert told == ["undone", "forgotten", "undone", "changed", "kept"]


def test_an_answer_set_by_hand_holds_for_every_layout(desk: Desk) -> None:
    answered(desk)
    profiles.set_for_every_file(OFFICER, desk, BURY, "amount_column", "Amount")
    assert send(desk, month(5, THREE)).accepted_pence == 200_00
    assert [one.key for one in profiles.listed(OFFICER, desk, BURY)] == ["AMOUNT_COLUMN"]
    assert send(desk, month(6, THREE.replace("Amount,", "Value,"))).outcome == "asked"


@pytest.mark.parametrize(
    ("code", "value"),
    [("AMOUNT", "Net"), ("HIDDEN", "perhaps"), ("HEADINGS", "as suggested"), ("COLUMN:colour", "Colour")],
    ids=["no such question", "no such answer", "hangs on one file", "no such column"],
)
def test_what_cannot_be_answered_by_hand_is_told(desk: Desk, code: str, value: str) -> None:
    with pytest.raises(WrongWords):
        profiles.set_for_every_file(OFFICER, desk, BURY, code, value)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_profile_moves_by_file(desk: Desk, tmp_path: Path, ending: str) -> None:
    answered(desk)
    kept = profiles.listed(OFFICER, desk, BURY)
    file = tmp_path / f"profile.{ending}"
    table = profile_tables.as_table(kept)
    file.write_bytes(
        exports.csv_rows(table) if ending == "csv" else json.dumps(profiles.exported(OFFICER, desk, BURY)).encode()
    )
    profiles.forget(OFFICER, desk, BURY, "AMOUNT_COLUMN")
    assert profiles.brought_in(OFFICER, desk, BURY, profile_tables.read(file)) == "Kept: 1 answer."
    (again,) = profiles.listed(OFFICER, desk, BURY)
    assert (again.key, again.value, again.choices) == (kept[0].key, kept[0].value, kept[0].choices)
    assert send(desk, month(5)).accepted_pence == 240_00


def test_what_is_no_exported_profile_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("[1, 2]")
    with pytest.raises(CannotDo, match="no exported profile"):
        profile_tables.read(file)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"hangs_on": '["Payment Da'}, id="a list that is cut off"),
        pytest.param({"hangs_on": "5"}, id="a number for a list"),
        pytest.param({"hangs_on": '{"a": 1}'}, id="an object for a list"),
        pytest.param({"hangs_on": [1]}, id="a number for a heading"),
        pytest.param({"choices": '["include"]'}, id="a choice without its words"),
        pytest.param({"choices": [["include", 1]]}, id="a choice whose words are a number"),
        pytest.param({"value": None}, id="no value"),
        pytest.param({"code": 7}, id="a number for a question"),
    ],
)
def test_of_a_damaged_profile_nothing_is_kept_and_a_sentence_says_why(desk: Desk, cells: dict[str, object]) -> None:
    whole = {"code": "HIDDEN", "value": "include"}
    with pytest.raises(WrongWords, match="Export it once more"):
        profiles.brought_in(OFFICER, desk, BURY, [whole, {**whole, **cells}])
    assert profiles.listed(OFFICER, desk, BURY) == []


def test_an_answer_that_was_typed_into_a_profile_is_the_one_that_a_file_is_read_with(desk: Desk) -> None:
    typed = {"code": "amount_column", "value": " Amount (2) ", "hangs_on": None, "choices": ""}
    by_its_words = {"code": "hidden", "value": "Yes, read them like the others"}
    assert profiles.brought_in(OFFICER, desk, BURY, [typed, by_its_words]) == "Kept: 2 answers."
    kept = {one.key: one.value for one in profiles.listed(OFFICER, desk, BURY)}
    assert kept == {"AMOUNT_COLUMN": "Amount (2)", "HIDDEN": "include"}
    assert send(desk, month(5)).accepted_pence == 240_00


@pytest.mark.parametrize(
    "viewer",
    [Viewer(Role.OFFICER, OTHER), Viewer(Role.MEMBER, BURY), Viewer(Role.OFFICER)],
    ids=["another council's officer", "a member", "an officer of no council"],
)
def test_a_profile_is_for_those_who_may_submit(desk: Desk, viewer: Viewer) -> None:
    for use in (
        lambda: profiles.listed(viewer, desk, BURY),
        lambda: profiles.history(viewer, desk, BURY),
        lambda: profiles.undo(viewer, desk, BURY),
        lambda: profiles.forget(viewer, desk, BURY, "HIDDEN"),
        lambda: profiles.change(viewer, desk, BURY, "HIDDEN", "include"),
        lambda: profiles.set_for_every_file(viewer, desk, BURY, "HIDDEN", "include"),
        lambda: profiles.exported(viewer, desk, BURY),
        lambda: profiles.brought_in(viewer, desk, BURY, []),
    ):
        with pytest.raises(NotAllowed):
            use()

"""Deciding on categories: every figure follows, next month's file too, and undo leaves no trace."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.categories.decisions import CATEGORY, INFLUENCE
from procurement.services.categories import (
    category_decisions,
    category_group_view,
    category_history,
    category_lookup,
    category_queue,
    category_sharing,
    decided_categories,
)
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk
from procurement.services.figures import totals, tracing
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.taken_over import TakenOver
from procurement.services.terminal import write_out
from procurement.tables import CATEGORY_DECISION
from tests.services import suppliers_desk
from tests.services.categories_desk import (
    APRIL,
    BURY,
    GROUP,
    LEEDS,
    MAY,
    MEMBER,
    ODDMENTS,
    OFFICER,
    PERSON,
    SUNDRY,
    keep,
    open_at,
)

UTILITIES, ELECTRIC_NOT_FINER = "370000", "371099"
ELECTRIC, RENTS, TAXES = "371000", "202000", "201400"
ZORBING, FROBNICATE = "Tarnbeck Zorbing Ltd", "Harrowfen Frobnicate Ltd"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store in which Bury and Leeds have the same April, but for a private person whom Bury alone pays."""
    desk = open_at(tmp_path_factory.mktemp("categories") / "store")
    keep(desk, "Bury", APRIL)
    keep(desk, "Leeds", APRIL[:-1])
    return desk


@pytest.fixture
def desk(filled: Desk) -> Iterator[Desk]:
    """The same store, of which every decision is undone afterwards."""
    yield filled
    decisions = filled.store.register.decisions
    decisions.undo_many([one.id for one in decisions.standing("category")], "a test", datetime.now(UTC))


@pytest.fixture
def own_desk(filled: Desk, tmp_path: Path) -> Desk:
    """A store like it, to be changed."""
    shutil.copytree(filled.store.home, tmp_path / "store")
    return open_at(tmp_path / "store")


def last(desk: Desk) -> int:
    """The number of the latest decision."""
    return desk.store.register.decisions.last_number()


def heading(value: str, council: str = BURY, what: str = CATEGORY, why: str = "") -> Say:
    return Say(what, Subject("heading", council, publisher_category=ODDMENTS), value, why)


def supplier(value: str, council: str = "", what: str = CATEGORY, why: str = "", name: str = ZORBING) -> Say:
    return Say(what, Subject("supplier", council, supplier_name=name), value, why)


def by(desk: Desk, word: str, column: str, level: str = "national") -> dict[object, int]:
    table = totals.total(GROUP, desk, totals.Wanted(level, (word,)))
    return dict(table.group_by(column).agg(pl.col("spend_pence").sum()).iter_rows())


def test_figures_follow_a_decision_and_undo_leaves_no_trace(desk: Desk) -> None:
    before = by(desk, "category", "level1")
    change = category_decisions.preview(GROUP, desk, [heading(ELECTRIC)])
    assert by(desk, "category", "level1") == before, "a preview keeps nothing"
    done = category_decisions.decide(GROUP, desk, [heading("Utilities > Electricity")])
    assert done.change.sentence == change.sentence == (
        "2 lines (2 payments, £9,000.00) of 2 suppliers in 1 council change: £9,000.00 from “not known” to "
        "“Utilities › Electricity”. No total changes."
    )  # fmt: skip
    after = by(desk, "category", "level1")
    assert (after["Utilities"], after[""]) == (900_000, before[""] - 900_000)
    assert sum(after.values()) == sum(before.values())
    assert desk.store.register.decisions.standing("category")[-1].value["value"] == ELECTRIC
    category_decisions.undo(GROUP, desk, *done.numbers)
    assert by(desk, "category", "level1") == before
    assert tracing.trace_name(GROUP, desk, "level=national")["decided"].unique().to_list() == [""]


def test_next_months_file_and_other_spellings_follow_without_a_click(own_desk: Desk) -> None:
    category_decisions.decide(GROUP, own_desk, [heading(ELECTRIC), supplier(RENTS)])
    keep(own_desk, "Bury", MAY, month=5)
    found = by(own_desk, "category", "level1")
    assert found["Utilities"] == 900_000 + 10_000, "the heading's, and May's under the heading in capitals"
    assert found["Financial Services"] == 700_000 + 5_000, "the supplier's, where its council has not said otherwise"


def test_a_traced_figure_says_which_decision_made_it(desk: Desk) -> None:
    category_decisions.decide(OFFICER, desk, [heading(ELECTRIC)])
    category_decisions.decide(GROUP, desk, [supplier("no", LEEDS, INFLUENCE, "one seller by law")])
    rows = tracing.trace_name(GROUP, desk, "level=national")
    told = dict(rows.filter(pl.col("decided") != "").select("authority", "decided").iter_rows())
    assert told["Bury"].startswith(f"category: decision {last(desk) - 1}, the officer of Bury, ")
    assert told["Leeds"].startswith(f"influence: decision {last(desk)}, the advisory group, ")
    assert rows["amount_pence"].sum() == sum(by(desk, "category", "level1").values())
    closed = tracing.trace_name(MEMBER, desk, "level=national")
    assert set(closed["decided"]) == {""}, "payments that are summed say nothing of single lines"


def test_a_category_decides_what_can_be_influenced_and_a_person_goes_first(desk: Desk) -> None:
    before = by(desk, "influenceable", "influenceable")
    category_decisions.decide(GROUP, desk, [heading(TAXES)])
    assert by(desk, "influenceable", "influenceable")[False] == before.get(False, 0) + 900_000
    done = category_decisions.decide(GROUP, desk, [heading("yes", what=INFLUENCE, why="a contract is due")])
    assert done.change.sentence.endswith("£9,000.00 can be influenced now. No total changes.")
    assert by(desk, "influenceable", "influenceable") == before
    own = decided_categories.of_council(desk, BURY)
    assert own["line_text_key"].is_unique().all()
    assert own.filter(proclass_code=TAXES)["influence_reason"].unique().to_list() == [
        f"a person decided so (decision {last(desk)}): a contract is due"
    ]


@pytest.mark.parametrize(
    ("viewer", "say", "problem", "words"),
    [
        (OFFICER, heading(ELECTRIC, LEEDS), NotAllowed, "its own officers or the advisory group"),
        (OFFICER, supplier(ELECTRIC), NotAllowed, "its own officers"),
        (MEMBER, heading(ELECTRIC), NotAllowed, "its own officers"),
        (GROUP, heading("999999"), WrongWords, "is no ProClass code or heading"),
        (GROUP, heading("Electric"), WrongWords, "Did you mean"),
        (GROUP, heading("maybe", what=INFLUENCE, why="x"), WrongWords, '"yes" or "no"'),
        (GROUP, heading("no", what=INFLUENCE), WrongWords, "Say why"),
        (GROUP, Say(CATEGORY, Subject("heading", BURY), ELECTRIC), WrongWords, "Which lines are meant"),
        (GROUP, Say(CATEGORY, Subject("planet", BURY, account="x"), ELECTRIC), WrongWords, "nothing that lines"),
        (GROUP, supplier(ELECTRIC, name="Nowhere Ltd"), CannotDo, "no stored line answers to it"),
        (GROUP, supplier(ELECTRIC, name=PERSON), WrongWords, "may name a private person"),
    ],
    ids=["other council", "every council", "member", "code", "heading", "word", "no reason", "no lines", "scope",
         "nowhere", "private"],
)  # fmt: skip
def test_what_cannot_be_said_is_a_sentence_and_nothing_is_kept(desk: Desk, viewer, say, problem, words) -> None:
    before = last(desk)
    with pytest.raises(problem, match=words):
        category_decisions.preview(viewer, desk, [say])
    with pytest.raises(problem, match=words):
        category_decisions.decide(viewer, desk, [say])
    assert last(desk) == before


def test_an_answer_says_how_many_lines_it_makes_coarser(desk: Desk) -> None:
    category_decisions.decide(GROUP, desk, [heading(ELECTRIC)])
    coarser = category_decisions.preview(GROUP, desk, [heading(UTILITIES)])
    assert coarser.coarser["spend_pence"].to_list() == [700_000, 200_000]
    assert "2 lines (£9,000.00) of these lose their finer heading." in coarser.sentence
    assert "finer" not in category_decisions.preview(GROUP, desk, [heading(RENTS)]).sentence, "another, and as fine"
    category_decisions.decide(GROUP, desk, [heading(UTILITIES)])
    assert category_decisions.preview(GROUP, desk, [heading(ELECTRIC)]).coarser.is_empty(), "it becomes finer"
    category_decisions.decide(GROUP, desk, [heading(ELECTRIC_NOT_FINER)])
    assert category_decisions.preview(GROUP, desk, [heading(ELECTRIC)]).coarser.is_empty(), "nothing finer was said"


def test_officers_undo_their_own_council_s_decisions_alone(desk: Desk) -> None:
    first, second = category_decisions.decide(GROUP, desk, [heading(ELECTRIC), supplier(RENTS)]).numbers
    assert [one.said.id for one in category_history.history(OFFICER, desk)] == [second, first]
    assert [one.said.id for one in category_history.history(Viewer(Role.OFFICER, LEEDS), desk)] == [second]
    with pytest.raises(NotAllowed):
        category_decisions.undo(OFFICER, desk, first, second)
    assert category_decisions.undo(OFFICER, desk, first).sentence.startswith(f"Decision {first} is undone. 2 lines")
    with pytest.raises(CannotDo, match=f"There is no decision {first}"):
        category_decisions.undo(OFFICER, desk, first)


def test_the_queue_is_by_pounds_and_each_answer_takes_its_group_out(desk: Desk) -> None:
    found = category_queue.queue(GROUP, desk)
    assert found.waiting["spend_pence"].to_list() == [1_400_000, 800_000, 400_000]
    assert found.waiting["scope"].to_list() == ["supplier"] * 3
    assert (found.hidden, found.share_coded, found.share_by_rules) == (1, 600 / 3200, 600 / 3200)
    assert "Quillfeather" not in str(found.waiting.to_dicts()) + str(found.lines.to_dicts())
    first = found.waiting["place"][0]
    seen = category_group_view.view_waiting(GROUP, desk, "", (), first)
    assert (seen.group["text"], seen.lines.height) == (ZORBING, 2)
    assert [seen.say_influence(can, "why").value for can in (True, False)] == ["yes", "no"]
    category_decisions.decide(GROUP, desk, [seen.say(RENTS)])
    left = category_queue.queue(GROUP, desk)
    assert (left.waiting.height, left.coded_pence, left.decided_pence) == (2, 2_000_000, 1_400_000)
    with pytest.raises(CannotDo, match="wait no longer"):
        category_group_view.view_waiting(GROUP, desk, "", (), first)


def test_what_a_private_person_was_paid_is_told_to_the_own_council_alone(desk: Desk) -> None:
    """Before a decision, when it is taken, and beside it afterwards."""
    of_account = Say(CATEGORY, Subject("account", "", account="A3"), RENTS)
    assert category_decisions.preview(GROUP, desk, [of_account]).pence == 0
    done = category_decisions.decide(
        OFFICER, desk, [Say(CATEGORY, replace(of_account.subject, authority_code=BURY), RENTS)]
    )
    assert done.change.pence == 50_000
    pence = [category_history.history(viewer, desk, BURY)[0].pence for viewer in (OFFICER, GROUP)]
    assert pence == [50_000, 0]
    assert (
        category_queue.queue(GROUP, desk).whole_pence
        == category_queue.queue(OFFICER, desk, BURY).whole_pence * 2 - 100_000
    )


def test_a_group_that_is_not_one_thing_is_asked_about_in_parts(desk: Desk) -> None:
    own = category_queue.queue(OFFICER, desk, BURY)
    assert own.waiting["scope"].to_list()[0] == "heading"
    assert PERSON in str(own.lines.to_dicts()), "an officer reads the own council's names"
    apart = category_queue.queue(OFFICER, desk, BURY, (own.waiting["place"][0],))
    assert apart.waiting["text"].to_list()[:3] == [ZORBING, FROBNICATE, "Quillmere Wibble Ltd"]
    assert apart.waiting_pence == own.waiting_pence
    with pytest.raises(NotAllowed):
        category_queue.queue(OFFICER, desk, LEEDS)


def test_what_stands_for_like_lines_is_suggested_and_taken_for_many(desk: Desk) -> None:
    category_decisions.decide(OFFICER, desk, [supplier(RENTS, BURY, name=FROBNICATE)])
    found = category_queue.queue(GROUP, desk)
    (row,) = category_queue.with_suggestion(found).iter_rows(named=True)
    assert (row["text"], row["suggestion"]) == (FROBNICATE, RENTS)
    assert row["rule"] == f"a person decided so (decision {last(desk)})"
    seen = category_group_view.view_waiting(GROUP, desk, "", (), row["place"])
    assert (seen.choices["code"].to_list(), seen.is_likely) == ([RENTS], True), "half of its pounds stand there"
    done = category_queue.take_suggestions(GROUP, desk, "", [row["place"]])
    assert done.change.lines["authority"].to_list() == ["Leeds"]


def test_any_lines_are_found_by_words_to_be_corrected(desk: Desk) -> None:
    found = category_lookup.find(GROUP, desk, "", "agency staff")
    assert set(found.waiting["scope"]) == {"supplier", "heading"}
    seen = category_group_view.view(GROUP, desk, found, found.waiting["place"][0])
    assert seen.group["suggested"] == "Human Resources › Temporary & Agency Staff"
    change = category_decisions.preview(GROUP, desk, [seen.say(RENTS)])
    assert change.moves["before"].to_list() == ["Human Resources › Temporary & Agency Staff"]
    assert category_lookup.find(GROUP, desk, "", "quillfeather").waiting.is_empty()
    assert category_lookup.find(GROUP, desk, "", " ").waiting.is_empty()
    assert category_lookup.find(OFFICER, desk, BURY, "quillfeather").waiting.height == 1


def test_decisions_are_shared_as_a_file_without_private_names(desk: Desk, tmp_path: Path) -> None:
    says = [heading(ELECTRIC), supplier(RENTS), supplier("no", BURY, INFLUENCE, "=one seller")]
    category_decisions.decide(GROUP, desk, says)
    person = [supplier(RENTS, BURY, name=PERSON), heading("no", what=INFLUENCE, why=f"as {PERSON} said")]
    category_decisions.decide(OFFICER, desk, person)
    file = tmp_path / "decisions.csv"
    shared = category_sharing.export(OFFICER, desk)
    assert shared.schema == CATEGORY_DECISION
    assert shared.height == 4
    write_out(shared, file, as_json=False)
    assert "Quillfeather" not in file.read_text()
    assert "'=one seller" in file.read_text(), "a spreadsheet runs nothing"
    other = open_at(tmp_path / "other")
    keep(other, "Leeds", APRIL)
    officer = Viewer(Role.OFFICER, LEEDS)
    done = category_sharing.take_over(officer, other, file.read_bytes(), file.name)
    assert (len(done.numbers), done.waiting, [row for row, _ in done.left_out]) == (1, 0, [2, 4, 5])
    assert (
        category_history.history(officer, other)[0].told
        == f"lines of “{ZORBING}” in Leeds are “Financial Services › Rents”"
    )
    again = category_sharing.take_over(GROUP, other, file.read_bytes(), file.name)
    assert (len(again.numbers), again.waiting, again.known) == (4, 3, 0), "Bury's wait until a file has them"
    keep(other, "Bury", APRIL)
    assert by(other, "category", "level1")["Utilities"] == 900_000, "the council's own goes first"
    assert category_sharing.take_over(GROUP, other, file.read_bytes(), file.name).known == 4
    file.write_text(f"decision,of,council,publisher_category,value\ncategory,heading,{BURY},{ODDMENTS},{RENTS}\n")
    (left,) = category_sharing.take_over(GROUP, other, file.read_bytes(), file.name).left_out
    assert left[1].endswith("made here, says otherwise")


def test_a_reason_is_one_line_of_what_a_screen_shows(desk: Desk) -> None:
    category_decisions.decide(GROUP, desk, [heading("no", what=INFLUENCE, why=" one\n\x00\u202eseller ")])
    assert category_history.history(GROUP, desk)[0].said.why == "one seller"
    with pytest.raises(WrongWords, match="Say why"):
        category_decisions.decide(GROUP, desk, [heading("no", what=INFLUENCE, why="\u200b")])


def take_over(desk: Desk, *rows: str) -> TakenOver:
    content = "\n".join(["decision,of,council,supplier,number,publisher_category,value", *rows]).encode()
    return category_sharing.take_over(GROUP, desk, content, "theirs.csv")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f"category,heading,{BURY},,,{ODDMENTS.upper()}.,{RENTS}", id="a heading in capitals"),
        pytest.param(f"category,supplier,{BURY},{ZORBING.upper()},,,{RENTS}", id="a supplier in capitals"),
    ],
)
def test_the_contrary_of_what_was_decided_here_is_left_out_however_it_is_spelt(desk: Desk, row: str) -> None:
    says = [heading(ELECTRIC, BURY), supplier(ELECTRIC, BURY)]
    category_decisions.decide(GROUP, desk, says)
    done = take_over(desk, row, row.replace(RENTS, ELECTRIC))
    assert (done.numbers, done.known, [place for place, _ in done.left_out]) == ((), 1, [2])
    assert done.left_out[0][1].endswith("made here, says otherwise")


def test_what_was_decided_of_a_name_elsewhere_is_not_done_to_two_suppliers_that_share_it_here(own_desk: Desk) -> None:
    names = tuple(("Tarnbeck Hire Ltd", "90.00", "Zeta vim", number) for number in ("01234567", "07654321"))
    suppliers_desk.keep(own_desk, "Leeds", names, month=7)
    row = f"category,supplier,,Tarnbeck Hire Ltd,,,{RENTS}"
    done = take_over(own_desk, row, row.replace("Ltd,,", "Ltd,GB-COH-07654321,"))
    assert [place for place, _ in done.left_out] == [2]
    assert (len(done.numbers), done.waiting) == (1, 0)
    lines = decided_categories.standing(own_desk).decided.lines
    assert lines.height == 1


def test_of_a_name_that_means_several_suppliers_the_identifiers_are_told(own_desk: Desk) -> None:
    """The number was asked for, and a bare one answered that no line answers to it."""
    names = tuple(("Tarnbeck Hire Ltd", "90.00", "Zeta vim", number) for number in ("01234567", "07654321"))
    suppliers_desk.keep(own_desk, "Leeds", names, month=7)
    meant = supplier(RENTS, name="Tarnbeck Hire Ltd")
    with pytest.raises(WrongWords, match="beside it too: GB-COH-01234567 and GB-COH-07654321"):
        category_decisions.decide(GROUP, own_desk, [meant])
    told = replace(meant, subject=replace(meant.subject, number="GB-COH-07654321"))
    assert category_decisions.decide(GROUP, own_desk, [told]).change.lines.height == 1


def test_a_line_and_an_account_can_be_decided_on(desk: Desk) -> None:
    line = Subject("line", "", FROBNICATE, account=SUNDRY)
    done = category_decisions.decide(GROUP, desk, [Say(CATEGORY, line, RENTS)])
    assert done.change.councils == 2
    account = Say(CATEGORY, Subject("account", BURY, account=SUNDRY.upper()), ELECTRIC)
    with pytest.raises(CannotDo, match="of a narrower set of lines"):
        category_decisions.decide(GROUP, desk, [account])
    category_decisions.undo(GROUP, desk, *done.numbers)
    assert category_decisions.decide(GROUP, desk, [account]).change.councils == 1


def test_a_scrub_takes_what_it_erases_out_of_decisions(own_desk: Desk) -> None:
    says = [heading(ELECTRIC), supplier(RENTS, BURY, name="Quillmere Wibble Ltd")]
    category_decisions.decide(GROUP, own_desk, says)
    uploads = [one.upload_id for one in own_desk.store.register.uploads.standing()]
    own_desk.store.scrub(uploads, datetime.now(UTC), "a test", "a test")
    assert category_history.history(GROUP, own_desk) == []
    assert by(own_desk, "category", "level1") == {}

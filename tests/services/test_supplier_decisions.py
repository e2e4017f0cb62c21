"""Deciding on suppliers in a store: pounds follow, next month's file needs no click, and undo leaves no trace."""

import random
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, suppliers_of
from procurement.services.figures import totals
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.suppliers import (
    supplier_decisions,
    supplier_history,
    supplier_queue,
    supplier_settling,
    supplier_sharing,
    supplier_view,
)
from procurement.services.suppliers.decided_suppliers import DecidedSuppliers
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.taken_over import TakenOver
from procurement.services.terminal import write_out
from procurement.suppliers.decisions import NOBODY, Named
from tests.services.suppliers_desk import APRIL, GROUP, keep, open_at

MEMBER = Viewer(Role.MEMBER, "E08000002")
NORTH, OAKFERN, QUILL = "Oakfern Care (North) Ltd", "Oakfern Care Ltd", "Quillmere Joinery Limited"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = open_at(tmp_path / "store")
    keep(opened, "Bury", APRIL)
    return opened


def by_supplier(desk: Desk) -> dict[str, int]:
    table = totals.total(GROUP, desk, totals.Wanted("national", ("supplier",)))
    assert table["spend_pence"].sum() == 1_355_000 + _more(desk)
    return dict(table.select("supplier", "spend_pence").iter_rows())


def _more(desk: Desk) -> int:
    """What was uploaded besides April's file."""
    return desk.store.ledger.payments().select(pl.col("amount_pence").sum()).collect().item() - 1_355_000


def say(what: str, a: str, b: str = "", value: str = "") -> Say:
    return Say(what, Named(a), Named(b) if b else NOBODY, value)


def decide(desk: Desk, *says: Say) -> supplier_decisions.Done:
    return supplier_decisions.decide(GROUP, desk, says, "one invoice address")


def test_a_merge_moves_the_pounds_and_undo_moves_them_back(desk: Desk) -> None:
    before = by_supplier(desk)
    assert (before[OAKFERN], before[NORTH]) == (700_000, 400_000)
    done = decide(desk, say("same", OAKFERN, NORTH))
    assert done.sentence == (
        "Decision 1 is kept. 1 payment (£4,000.00) under 1 name count under another supplier now. No total changes."
    )
    after = by_supplier(desk)
    assert after == {**{name: pence for name, pence in before.items() if name != NORTH}, OAKFERN: 1_100_000}
    supplier_decisions.undo(GROUP, desk, 1)
    assert by_supplier(desk) == before
    (past,) = desk.store.register.decisions.history()
    assert (past.by, past.undone_by, past.why) == ("advisory group", "advisory group", "one invoice address")


def test_a_split_moves_the_pounds_of_one_name_and_undo_moves_them_back(desk: Desk) -> None:
    before = by_supplier(desk)
    together = "QUILLMERE JOINERY LTD"
    assert before[together] == 40_000
    decide(desk, say("alone", QUILL))
    assert (by_supplier(desk)[QUILL], by_supplier(desk)[together]) == (31_000, 9_000)
    supplier_decisions.undo(GROUP, desk, 1)
    assert by_supplier(desk) == before


def test_next_months_file_follows_without_a_click(desk: Desk) -> None:
    decide(desk, say("same", OAKFERN, NORTH), say("alone", QUILL), say("name", OAKFERN, value="Oakfern"),
           say("group", OAKFERN, value="Oakfern Holdings"), say("kind", OAKFERN, value="charity"))  # fmt: skip
    keep(
        desk,
        "Bolton",
        (("OAKFERN CARE (NORTH) LTD.", "10.00", "Care"), ("Quillmere Joinery, Limited", "5.00", "Doors")),
    )
    found = by_supplier(desk)
    assert (found["Oakfern"], found["Quillmere Joinery, Limited"]) == (1_101_000, 31_500)
    kinds = totals.total(GROUP, desk, totals.Wanted("national", ("kind",)))
    assert dict(kinds.select("supplier_kind", "spend_pence").iter_rows())["charity"] == 1_101_000
    groups = totals.total(GROUP, desk, totals.Wanted("national", ("group",)))
    assert dict(groups.select("supplier_group", "spend_pence").iter_rows())["Oakfern Holdings"] == 1_101_000


def test_a_group_is_no_merge(desk: Desk) -> None:
    before = by_supplier(desk)
    decide(desk, say("group", OAKFERN, value="Holdings"), say("group", NORTH, value="Holdings"))
    assert by_supplier(desk) == before
    groups = totals.total(GROUP, desk, totals.Wanted("national", ("group",)))
    assert dict(groups.select("supplier_group", "spend_pence").iter_rows())["Holdings"] == 1_100_000


def test_a_kind_decides_what_can_be_influenced_until_it_is_undone(desk: Desk) -> None:
    def influenceable() -> dict[bool, int]:
        table = totals.total(GROUP, desk, totals.Wanted("national", ("influenceable",)))
        return dict(table.select("influenceable", "spend_pence").iter_rows())

    before = influenceable()
    decide(desk, say("kind", OAKFERN, value="public body"))
    assert influenceable()[False] == before.get(False, 0) + 700_000
    supplier_decisions.undo(GROUP, desk, 1)
    assert influenceable() == before


def test_an_old_id_leads_to_where_its_texts_are(desk: Desk) -> None:
    ids = dict(suppliers_of(desk).select("supplier_name", "supplier_id").iter_rows())
    decide(desk, say("same", OAKFERN, NORTH))
    found = supplier_view.view(GROUP, desk, ids[NORTH])
    assert (found.supplier_id, found.spend_pence) == (ids[OAKFERN], 1_100_000)
    assert found.moves.select("old_id", "new_id", "sort", "cause").rows() == [
        (ids[NORTH], ids[OAKFERN], "merged", "decision 1")
    ]
    supplier_decisions.undo(GROUP, desk, 1)
    assert supplier_view.view(GROUP, desk, ids[NORTH]).supplier_id == ids[NORTH]


@pytest.mark.parametrize(
    ("what", "problem", "words"),
    [
        (say("merge", OAKFERN, NORTH), WrongWords, "can't be said of suppliers"),
        (say("same", OAKFERN), WrongWords, "needs two names"),
        (say("same", OAKFERN, "Nowhere Ltd"), WrongWords, "no stored name answers to it"),
        (say("kind", OAKFERN, value="planet"), WrongWords, "is no kind of supplier"),
        (say("name", OAKFERN, value=" "), WrongWords, "needs a name"),
        (say("name", OAKFERN, value="x" * 201), WrongWords, "at most 200 characters"),
        (say("same", NORTH, OAKFERN), CannotDo, "decision 1 says that two of their names are not the same. Undo that"),
    ],
    ids=["word", "one name", "nowhere", "kind", "no name", "too long", "against an earlier one"],
)
def test_what_cannot_be_said_is_a_sentence_and_nothing_is_kept(desk: Desk, what, problem, words) -> None:
    decide(desk, say("same", OAKFERN, QUILL), say("different", QUILL, NORTH))
    desk.store.register.decisions.undo(1, "advisory group", datetime.now(UTC))
    desk.store.register.decisions.undo(2, "advisory group", datetime.now(UTC))
    decide(desk, say("different", QUILL, NORTH), say("same", QUILL, OAKFERN))
    expected = words.replace("decision 1", "decision 3")
    with pytest.raises(problem, match=expected):
        decide(desk, say("group", OAKFERN, value="G"), what)
    assert desk.store.register.decisions.last_number() == 4


NAMESAKES = (
    ("Holmbank Transport Ltd", "10.00", "Haulage", "2222222"),
    ("Holmbank Transport Ltd", "5.00", "", "3333333"),
)
SECOND = Named("Holmbank Transport Ltd", "GB-COH-02222222")


def test_a_name_that_means_several_suppliers_is_asked_for_by_its_numbers(desk: Desk) -> None:
    keep(desk, "Bolton", NAMESAKES)
    with pytest.raises(WrongWords, match=r"means several suppliers\. .*: GB-COH-02222222, GB-COH-03333333\."):
        decide(desk, say("same", "Holmbank Transport Ltd", OAKFERN))
    assert decide(desk, Say("same", SECOND, Named(OAKFERN))).numbers == (1,)


def test_two_companies_by_their_numbers_may_be_one_group_and_no_supplier(desk: Desk) -> None:
    keep(desk, "Bolton", NAMESAKES)
    with pytest.raises(CannotDo, match=r"So they are two bodies\..* put both into one group\."):
        decide(desk, Say("same", SECOND, Named("Holmbank Transport Ltd", "GB-COH-03333333")))


def test_what_an_answer_settles_of_a_name_that_fits_two_companies_is_asked_no_more(desk: Desk) -> None:
    keep(desk, "Bolton", (*NAMESAKES, ("Holmbank Transport Limited", "7.00", "Haulage")))
    named = pl.col("name_a").str.starts_with("Holmbank")
    waiting = supplier_queue.queue(GROUP, desk).waiting.filter(named)
    assert waiting["reason"].str.ends_with("but more than one supplier fits the name").to_list() == [True, True]
    supplier_queue.answer(GROUP, desk, waiting["pair"][0], is_same=True)
    assert supplier_queue.queue(GROUP, desk).waiting.filter(named).is_empty(), "the other number is another company's"


def test_numbers_are_told_in_words() -> None:
    told = [supplier_queue.number_in_words(number) for number in ("GB-COH-02222222", "GB-VAT-980780684", "")]
    assert told == ["company number 02222222", "VAT number 980780684", "no number published"]


def test_no_supplier_is_put_together_with_what_stands_for_many(desk: Desk) -> None:
    keep(desk, "Bolton", (("VARIOUS", "10.00", "Goods"),))
    before = by_supplier(desk)
    with pytest.raises(CannotDo, match=r"stands for payments to many.* say first of what kind it is"):
        decide(desk, say("same", "VARIOUS", OAKFERN))
    assert by_supplier(desk) == before


def test_members_may_look_and_not_decide(desk: Desk) -> None:
    decide(desk, say("same", OAKFERN, NORTH))
    assert len(supplier_history.history(MEMBER, desk)) == 1
    for job in (
        lambda: supplier_decisions.decide(MEMBER, desk, [say("alone", OAKFERN)]),
        lambda: supplier_decisions.undo(MEMBER, desk, 1),
        lambda: supplier_queue.queue(MEMBER, desk),
        lambda: supplier_sharing.export(MEMBER, desk),
    ):
        with pytest.raises(NotAllowed):
            job()


def test_the_queue_is_in_order_of_what_an_answer_is_worth_and_counts_what_is_answered(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    rows = (("Tarnbeck Care Ltd", "50.00", "x"), ("Tarnbeck Care (North) Ltd", "10.00", "x"))
    keep(desk, "Bury", (*APRIL, *rows))
    found = supplier_queue.queue(GROUP, desk)
    worth = (found.waiting["stake_pence"] * found.waiting["probability"]).to_list()
    assert worth == sorted(worth, reverse=True)
    first = found.waiting.row(0, named=True)
    assert (first["name_a"], first["name_b"], first["stake_pence"]) == (OAKFERN, NORTH, 400_000)
    assert found.waiting.height == 2
    supplier_queue.answer(GROUP, desk, first["pair"], is_same=False)
    left = supplier_queue.queue(GROUP, desk)
    assert (left.waiting.height, left.settled, left.settled_pence) == (1, 1, 400_000)
    with pytest.raises(CannotDo, match="waits no longer"):
        supplier_queue.answer(GROUP, desk, first["pair"], is_same=True)
    supplier_queue.answer_all(GROUP, desk, left.waiting["pair"].to_list(), is_same=True)
    done = supplier_queue.queue(GROUP, desk)
    assert (done.waiting.height, done.settled, done.share_settled) == (0, 2, 1.0)
    supplier_decisions.undo(GROUP, desk, 1)
    assert supplier_queue.queue(GROUP, desk).waiting["pair"].to_list() == [first["pair"]]


def test_a_likely_pair_comes_before_an_unlikely_one_of_a_few_pounds_more(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    names = ("Oakfern Care (North) Ltd", "Quillmere Advice Bureau Services", "Quillmere Advice Bureau")
    keep(desk, "Bury", (("Oakfern Care Ltd", "900.00", "x"), *((name, "44.00", "x") for name in names)))
    keep(desk, "Bolton", ((names[0], "6.00", "x"),))
    waiting = supplier_queue.queue(GROUP, desk).waiting
    assert waiting["stake_pence"].to_list() == [4_400, 5_000]
    assert waiting["probability"].is_sorted(descending=True)


def test_a_councils_queue_holds_the_pairs_of_which_it_pays_a_name(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", ((OAKFERN, "70.00", "x"),))
    keep(desk, "Bolton", ((NORTH, "40.00", "x"), ("Tarnbeck Care Ltd", "9.00", "x"), ("Tarnbeck Ltd", "8.00", "x")))
    stakes = {
        council: supplier_queue.queue(GROUP, desk, council).waiting["stake_pence"].to_list()
        for council in ("", "E08000002", "E08000001", "E08000006")
    }
    assert stakes == {"": [4_000, 800], "E08000002": [4_000], "E08000001": [4_000, 800], "E08000006": []}
    (pair,) = supplier_queue.queue(GROUP, desk, "E08000002").waiting["pair"]
    supplier_queue.answer(GROUP, desk, pair, is_same=True)
    ours = supplier_queue.queue(GROUP, desk, "E08000002")
    assert (ours.waiting.height, ours.settled, ours.settled_pence, ours.share_settled) == (0, 1, 4_000, 1.0)
    assert supplier_queue.queue(GROUP, desk, "E08000006").settled == 0


def test_a_supplier_shows_its_spellings_councils_categories_years_and_decisions(desk: Desk) -> None:
    keep(desk, "Bolton", ((OAKFERN, "10.00", "Home care", "02227962"),), month=6)
    decide(desk, say("same", OAKFERN, NORTH), say("group", NORTH, value="Oakfern Holdings"))
    (row,) = supplier_view.find(GROUP, desk, "oakfern care (north)").iter_rows(named=True)
    found = supplier_view.view(MEMBER, desk, row["supplier_id"])
    assert (found.supplier, found.supplier_group, found.spend_pence) == (OAKFERN, "Oakfern Holdings", 1_101_000)
    assert found.identifiers == ("company number 02227962",)
    assert found.spellings.select("supplier_name", "spend_pence").rows() == [
        (OAKFERN, 700_000), (NORTH, 400_000), (OAKFERN, 1_000),
    ]  # fmt: skip
    assert found.spellings["reason"][1] == "a person decided so (decision 1)"
    assert found.councils.select("authority", "spend_pence").rows() == [("Bury", 1_100_000), ("Bolton", 1_000)]
    assert found.categories["spend_pence"].sum() == found.years["spend_pence"].sum() == 1_101_000
    assert [one.said.id for one in found.past] == [2, 1]
    assert 'belongs to the group "Oakfern Holdings", said by the advisory group on' in found.past[0].sentence


def test_suppliers_are_found_by_words_group_and_id(desk: Desk) -> None:
    decide(desk, say("group", OAKFERN, value="Fernwood Holdings"))
    ids = dict(suppliers_of(desk).select("supplier_name", "supplier_id").iter_rows())
    assert supplier_view.find(GROUP, desk, "quillmere  JOINERY")["supplier_id"].to_list() == [ids[QUILL]]
    assert supplier_view.find(GROUP, desk, "fernwood")["supplier_id"].to_list() == [ids[OAKFERN]]
    assert supplier_view.find(GROUP, desk, ids[NORTH])["supplier"].to_list() == [NORTH]
    assert supplier_view.find(GROUP, desk, "…").is_empty()
    assert supplier_view.find(GROUP, desk, "").height == 4
    with pytest.raises(WrongWords, match="No supplier has the id"):
        supplier_view.view(GROUP, desk, "NAME-nowhere")


def test_decisions_are_shared_as_a_file(desk: Desk, tmp_path: Path) -> None:
    decide(desk, say("same", OAKFERN, NORTH), say("alone", QUILL), say("name", OAKFERN, value="=Oakfern"))
    file = tmp_path / "decisions.csv"
    write_out(supplier_sharing.export(GROUP, desk), file, as_json=False)
    assert "'=Oakfern" in file.read_text(), "a spreadsheet runs nothing"
    other = open_at(tmp_path / "other")
    keep(other, "Leeds", APRIL[2:])
    done = supplier_sharing.take_over(GROUP, other, file.read_bytes(), file.name)
    assert (len(done.numbers), done.known, done.waiting, done.left_out) == (3, 0, 0, ())
    assert set(suppliers_of(other).filter(supplier_name=NORTH)["supplier_label"]) == {"=Oakfern"}
    again = supplier_sharing.take_over(GROUP, other, file.read_bytes(), file.name)
    assert (again.numbers, again.known) == ((), 3)


def test_what_was_decided_here_outweighs_a_shared_file(desk: Desk, tmp_path: Path) -> None:
    decide(desk, say("different", OAKFERN, NORTH), say("group", OAKFERN, value="Ours"))
    file = tmp_path / "theirs.csv"
    file.write_text(f"decision,name_a,name_b,value\nsame,{NORTH.upper()},{OAKFERN},\ngroup,{OAKFERN},,Theirs\n")
    done = supplier_sharing.take_over(GROUP, desk, file.read_bytes(), file.name)
    assert (done.numbers, done.known) == ((), 0)
    assert done.left_out == tuple((row, f"decision {row - 1}, made here, says otherwise") for row in (2, 3))


def test_a_shared_file_is_taken_row_by_row(desk: Desk, tmp_path: Path) -> None:
    decide(desk, say("different", QUILL, NORTH), say("same", QUILL, OAKFERN))
    file = tmp_path / "theirs.csv"
    file.write_text(
        "decision,name_a,name_b,value,at\n"
        f"same,{NORTH},{OAKFERN},,2026-01-01\nmerge,a,b,,\nkind,{QUILL},,planet,\n"
        "same,Elsewhere Ltd,Elsewhere Limited,,\nsame,Mr Tobias Quillfeather,Tobias Quillfeather,,\n"
        f"group,{NORTH},,Holdings,\ngroup,{NORTH.upper()},,Holdings,\n"
    )
    done = supplier_sharing.take_over(GROUP, desk, file.read_bytes(), file.name)
    assert [row for row, _ in done.left_out] == [2, 3, 4, 6]
    assert (len(done.numbers), done.known, done.waiting) == (3, 0, 1)
    assert "Row 6 is left out: a name of it may name a private person." in done.sentences
    keep(desk, "Bolton", (("Elsewhere Ltd", "1.00", "x"), ("Elsewhere Limited", "1.00", "x")))
    assert supplier_history.history(GROUP, desk)[2].idle == "", "the names are there now"


def take_over(desk: Desk, *rows: str) -> TakenOver:
    content = "\n".join(["decision,name_a,number_a,name_b,value", *rows]).encode()
    return supplier_sharing.take_over(GROUP, desk, content, "theirs.csv")


def test_what_was_decided_of_a_company_elsewhere_is_not_done_to_its_namesake(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", (("Tarnbeck Hire Ltd", "900.00", "x", "01234567"), ("Oakfern Foods Ltd", "50.00", "x")))
    stood = suppliers_of(desk)
    done = take_over(desk, "same,Tarnbeck Hire Ltd,GB-COH-07654321,Oakfern Foods Ltd,")
    assert (len(done.numbers), done.waiting) == (1, 1)
    assert suppliers_of(desk).select(stood.columns).equals(stood)
    keep(desk, "Leeds", (("Tarnbeck Hire Ltd", "70.00", "x", "07654321"),))
    joined = suppliers_of(desk).filter(pl.col("supplier_id") == "GB-COH-07654321")["supplier_name"]
    assert sorted(joined) == ["Oakfern Foods Ltd", "Tarnbeck Hire Ltd"], "this is the company that was meant"


def test_the_contrary_of_what_was_decided_here_is_left_out_though_their_file_has_a_number(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", (("Tarnbeck Hire Ltd", "900.00", "x"), ("Oakfern Foods Ltd", "50.00", "x")))
    decide(desk, say("different", "Tarnbeck Hire Ltd", "Oakfern Foods Ltd"))
    done = take_over(desk, "same,Tarnbeck Hire Ltd,GB-COH-07654321,Oakfern Foods Ltd,")
    assert (done.numbers, done.left_out) == ((), ((2, "decision 1, made here, says otherwise"),))


@pytest.mark.parametrize("row", ["different,Oakfern Foods Ltd,,Quillmere Print Ltd,", "alone,Quillmere Print Ltd,,,"])
def test_a_row_by_which_a_decision_made_here_would_hold_no_more_is_left_out(tmp_path: Path, row: str) -> None:
    desk = open_at(tmp_path / "store")
    names = ("Oakfern Foods Ltd", "Tarnbeck Hire Ltd", "Quillmere Print Ltd")
    keep(desk, "Bury", tuple((name, "90.00", "x") for name in names))
    decide(desk, say("same", names[0], names[1]), say("same", names[1], names[2]))
    done = take_over(desk, row, row)
    assert (done.numbers, [place for place, _ in done.left_out]) == ((), [2, 3])
    assert done.left_out[1][1] == "decision 2, made here, would hold no more"
    assert suppliers_of(desk)["supplier_id"].n_unique() == 1
    assert [one.idle for one in supplier_history.history(GROUP, desk)] == ["", ""]


def test_a_decision_that_a_person_took_back_by_another_says_so_in_the_list(desk: Desk) -> None:
    decide(desk, say("same", QUILL, OAKFERN), say("same", OAKFERN, NORTH))
    decide(desk, say("different", QUILL, NORTH))
    assert [one.idle for one in supplier_history.history(GROUP, desk)] == [
        "", "decision 3, made later, says otherwise", "",
    ]  # fmt: skip


def test_a_council_that_pays_several_spellings_of_a_supplier_is_one(desk: Desk) -> None:
    keep(desk, "Bury", (("OAKFERN CARE LIMITED", "60.00", "Home care"),), month=5)
    keep(desk, "Leeds", ((NORTH, "60.00", "Home care"),), month=5)
    (row,) = supplier_queue.queue(GROUP, desk).waiting.to_dicts()
    assert {row["name_a"]: row["councils_a"], row["name_b"]: row["councils_b"]}[NORTH] == 2
    assert {row["councils_a"], row["councils_b"]} == {1, 2}


TOBIAS, ADA = "Mr Tobias Quillfeather", "Mrs Ada Quillfeather"
OWN, OTHERS = Viewer(Role.OFFICER, "E08000002"), Viewer(Role.OFFICER, "E08000035")


@pytest.fixture
def with_people(desk: Desk) -> Desk:
    """Bury pays two private people besides, whom its own officer says to be one."""
    keep(desk, "Bury", ((TOBIAS, "900.00", "x"), (ADA, "90.00", "x")), month=5)
    supplier_decisions.decide(OWN, desk, [say("same", TOBIAS, ADA)], "married")
    return desk


@pytest.mark.parametrize("viewer", [OTHERS, GROUP], ids=["another council's officer", "the advisory group"])
def test_a_decision_that_one_may_not_read_is_not_ones_to_undo(with_people: Desk, viewer: Viewer) -> None:
    (made,) = supplier_history.history(OWN, with_people)
    with pytest.raises(CannotDo, match="no decision 1 on suppliers that stands"):
        supplier_decisions.undo(viewer, with_people, made.said.id)
    assert supplier_history.history(OWN, with_people) == [made]
    assert "undone" in supplier_decisions.undo(OWN, with_people, made.said.id)
    with pytest.raises(CannotDo, match="List them first"):
        supplier_decisions.undo(OWN, with_people)


@pytest.mark.parametrize("what", ["name", "group"])
@pytest.mark.parametrize("viewer", [OWN, GROUP], ids=["the own officer", "the advisory group"])
def test_no_supplier_is_called_by_what_may_name_a_private_person(with_people: Desk, viewer: Viewer, what: str) -> None:
    with pytest.raises(WrongWords, match="everybody reads"):
        supplier_decisions.decide(viewer, with_people, [say(what, OAKFERN, value=TOBIAS.upper())])
    done = take_over(with_people, f"{what},{OAKFERN},,,{TOBIAS}")
    assert (done.numbers, done.left_out) == ((), ((2, supplier_sharing.PRIVATE),))
    assert len(decide(with_people, say(what, OAKFERN, value="Tobias Quillfeather Care Ltd")).numbers) == 1


def test_a_file_for_other_councils_names_nobody_private_whoever_asks(with_people: Desk) -> None:
    supplier_decisions.decide(OWN, with_people, [say("same", OAKFERN, NORTH)], f"{TOBIAS} runs both")
    shared = supplier_sharing.export(OWN, with_people)
    assert shared.select("name_a", "why").rows() == [(OAKFERN, "")]
    assert [one.why for one in supplier_history.history(OWN, with_people)] == [f"{TOBIAS} runs both", "married"]
    decide(with_people, say("group", QUILL, value="Quillmere Holdings"))
    assert supplier_sharing.export(OTHERS, with_people)["why"].to_list() == ["", "one invoice address"]


def test_what_a_supplier_is_called_is_one_line_of_what_a_screen_shows(desk: Desk) -> None:
    decide(desk, say("name", OAKFERN, value="  Oakfern\n\x00\u202eCare  Group "))
    assert "Oakfern Care Group" in suppliers_of(desk)["supplier_label"].to_list()
    with pytest.raises(WrongWords, match="needs a name"):
        decide(desk, say("name", OAKFERN, value="\u200b\n"))
    take_over(desk, 'group,Oakfern Care Ltd,,,"Oakfern\nHoldings"')
    assert "Oakfern Holdings" in suppliers_of(desk)["supplier_group"].to_list()


def test_ten_thousand_decisions_from_a_file_leave_register_and_readings_consistent(tmp_path: Path) -> None:
    draw = random.Random(11)
    names = [f"{a} {b} Ltd" for a in ("Oakfern", "Tarnbeck", "Quillmere", "Harrowfen") for b in
             ("Care", "Joinery", "Hire", "Lifts", "Foods", "Print", "Taxis", "Energy", "Plant", "Roofing")]  # fmt: skip
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", tuple((name, f"{at + 1}.00", "x") for at, name in enumerate(names)))
    untouched = suppliers_of(desk).sort("supplier_text_key")
    rows = []
    for at in range(10_000):
        a, b = draw.sample(names, 2)
        what = draw.choice(["same", "different", "same", "different", "name", "group", "alone"])
        rows.append(f"{what},{a},{b if what in ('same', 'different') else ''},{what} {at}")
    file = tmp_path / "many.csv"
    file.write_text("decision,name_a,name_b,value\n" + "\n".join(rows))
    done = supplier_sharing.take_over(GROUP, desk, file.read_bytes(), file.name)
    assert len(done.numbers) + done.known + len(done.left_out) == 10_000
    assert len(done.numbers) > 5_000
    readings = suppliers_of(desk).sort("supplier_text_key")
    per_supplier = readings.group_by("supplier_id").agg(pl.col("supplier_label", "supplier_group", "kind").n_unique())
    assert per_supplier.drop("supplier_id").max().row(0) == (1, 1, 1)
    table = totals.total(GROUP, desk, totals.Wanted("national", ("supplier",)))
    assert table["spend_pence"].sum() == sum(range(1, 41)) * 100
    assert table["suppliers"].sum() == readings["supplier_id"].n_unique()
    assert (
        DecidedSuppliers()
        .standing(desk.store.register, desk.suppliers)
        .readings.sort("supplier_text_key")
        .equals(readings)
    ), "read anew from the register, it is the same"
    supplier_settling.settle(desk, "a test")
    assert suppliers_of(desk).sort("supplier_text_key").equals(readings), "matching anew changes no decision"
    standing = set(readings["supplier_id"])
    for row in desk.store.register.supplier_moves.all():
        assert row["new_id"] in standing, "every move leads to what stands"
    undone = [one.id for one in desk.store.register.decisions.standing("supplier")]
    draw.shuffle(undone)
    for numbers in (undone[:1], undone[1:4000], undone[4000:]):
        supplier_decisions.undo(GROUP, desk, *numbers)
    assert suppliers_of(desk).sort("supplier_text_key").equals(untouched)

"""Possible duplicates of a stored council: who may see them, what is said of them, and how they leave."""

import io
from datetime import date, timedelta
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.analysis.unusual.kinds import IN_TWO_FILES, KINDS, LARGE_FIRST, SAME_AMOUNT, SAME_REFERENCE
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.unusual import unusual_decisions, unusual_exports, unusual_payments
from procurement.services.unusual.unusual_decisions import FINE, RECOVER, WAITS
from procurement.services.unusual.unusual_payments import AtStake
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile
from procurement.tables import UNUSUAL_FINDING

BURY, BOLTON = "E08000002", "E08000001"
OFFICER = Viewer(Role.OFFICER, BURY)
OTHERS = (Viewer(Role.ADVISORY_GROUP), Viewer(Role.MEMBER, BURY), Viewer(Role.OFFICER, BOLTON), Viewer(Role.OFFICER))
HEADINGS = "Payment Date,Supplier Name,Net Amount,Transaction Number,Purpose\n"
APRIL = (
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,INV-1043,Hire\n"
    "17/04/2024,QUILLMARSH SCAFFOLDING LIMITED,1250.00,inv 1043,Hire\n"
    "18/04/2024,Harrowfen Energy PLC,4210.55,E-2001,Town hall\n"
    "19/04/2024,=Tarnbeck Agency Ltd,777.77,T-3001,Staff\n"
    "25/04/2024,=Tarnbeck Agency Ltd,777.77,T-3001,Staff\n"
)
MAY = "18/04/2024,Harrowfen Energy PLC,4210.55,E-2001,Town hall\n20/05/2024,Harrowfen Energy PLC,3880.10,E-2044,Depot\n"


def keep(desk: Desk, council: str, name: str, rows: str) -> str:
    answers = {"SAME_PERIOD": "add"}
    upload = SpendFile(name, (HEADINGS + rows).encode(), owners.council(council, desk), answers)
    (receipt,) = submitting.submit(Viewer(Role.ADVISORY_GROUP), desk, [upload], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = open_desk(tmp_path / "store", date(2026, 11, 24))
    keep(opened, "Bury", "april.csv", APRIL)
    keep(opened, "Bolton", "bolton.csv", APRIL)
    return opened


def test_findings_of_one_council_are_listed_the_weightiest_first(desk: Desk) -> None:
    found = unusual_payments.listed(OFFICER, desk, BURY)
    assert found.columns == [*UNUSUAL_FINDING.names(), "state"]
    assert found.select("kind", "at_risk_pence", "state").rows() == [
        (SAME_REFERENCE, 125_000, WAITS),
        (SAME_REFERENCE, 77_777, WAITS),
    ]
    assert unusual_payments.by_kind(OFFICER, desk, BURY).rows() == [(SAME_REFERENCE, "Same reference", 2, 2, 202_777)]
    assert unusual_payments.at_stake(OFFICER, desk, BURY) == AtStake(2, 202_777, 0, 0, 0, 0)


def test_possible_duplicates_stand_before_what_is_only_unusual(desk: Desk) -> None:
    days = [date(2023, 1, 5) + timedelta(days=31 * at) for at in range(15)]
    usual = [
        f"{day:%d/%m/%Y},Harrowfen Energy PLC,{700 + 13.37 * at:.2f},E-{at + 7000},Depot" for at, day in enumerate(days)
    ]
    keep(desk, "Bury", "years.csv", "\n".join([*usual, "05/05/2024,Alder Works PLC,90000.10,A-9001,Roof"]) + "\n")
    kinds = unusual_payments.listed(OFFICER, desk, BURY)["kind"].to_list()
    assert kinds == [SAME_REFERENCE, SAME_REFERENCE, LARGE_FIRST]


def test_every_payment_of_a_finding_leads_to_its_file_and_line(desk: Desk) -> None:
    name = unusual_payments.listed(OFFICER, desk, BURY)["finding"][0]
    lines = unusual_payments.payments(OFFICER, desk, BURY, name)
    assert lines.select("file", "line", "part", "amount_pence").rows() == [
        ("april.csv", 2, "first", 125_000),
        ("april.csv", 3, "again", 125_000),
    ]
    assert lines["file_sha256"].str.len_chars().to_list() == [64, 64]
    stored = desk.store.ledger.payments().filter(pl.col("authority_code") == BURY).collect()
    both = lines.join(stored, on=["upload_id", "line"], how="inner", validate="1:1")
    assert both["supplier_name"].to_list() == both["supplier_name_right"].to_list()


@pytest.mark.parametrize("viewer", OTHERS, ids=["group", "member", "another council", "officer of none"])
def test_nobody_else_reads_settles_or_takes_them_away(desk: Desk, viewer: Viewer) -> None:
    name = unusual_payments.listed(OFFICER, desk, BURY)["finding"][0]
    attempts = (
        lambda: list(unusual_payments.steps(viewer, desk, BURY)),
        lambda: unusual_payments.listed(viewer, desk, BURY),
        lambda: unusual_payments.payments(viewer, desk, BURY, name),
        lambda: unusual_payments.by_kind(viewer, desk, BURY),
        lambda: unusual_payments.at_stake(viewer, desk, BURY),
        lambda: unusual_payments.settle(viewer, desk, BURY, [name], FINE, "looked up"),
        lambda: unusual_decisions.history(viewer, desk, BURY),
        lambda: unusual_decisions.undo(viewer, desk, BURY, 1),
        lambda: unusual_decisions.set_own_limit(viewer, desk, BURY, 5),
        lambda: unusual_exports.workbook(viewer, desk, BURY),
        lambda: unusual_exports.csv(viewer, desk, BURY),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="its own officers"):
            attempt()


def test_a_decision_is_kept_with_its_reason_and_can_be_undone(desk: Desk) -> None:
    first, second = unusual_payments.listed(OFFICER, desk, BURY)["finding"]
    unusual_payments.settle(OFFICER, desk, BURY, [first], RECOVER, "Both invoices are for the same week")
    unusual_payments.settle(OFFICER, desk, BURY, [second], FINE, "Two sites")
    assert unusual_payments.listed(OFFICER, desk, BURY)["state"].to_list() == [RECOVER, FINE]
    assert unusual_payments.listed(OFFICER, desk, BURY, state=WAITS).is_empty()
    assert unusual_payments.by_kind(OFFICER, desk, BURY).rows() == [(SAME_REFERENCE, "Same reference", 2, 0, 0)]
    assert unusual_payments.at_stake(OFFICER, desk, BURY) == AtStake(0, 0, 0, 0, 1, 125_000)
    past = unusual_decisions.history(OFFICER, desk, BURY)
    assert [(one.finding, one.value, one.by, one.why) for one in past] == [
        (second, FINE, "officer", "Two sites"),
        (first, RECOVER, "officer", "Both invoices are for the same week"),
    ]
    unusual_decisions.undo(OFFICER, desk, BURY, past[1].id)
    assert unusual_payments.listed(OFFICER, desk, BURY)["state"].to_list() == [WAITS, FINE]
    with pytest.raises(CannotDo, match="There is no decision"):
        unusual_decisions.undo(OFFICER, desk, BURY, past[1].id)


def test_what_was_said_first_counts_again_when_the_second_is_undone(desk: Desk) -> None:
    name = unusual_payments.listed(OFFICER, desk, BURY)["finding"][0]
    unusual_payments.settle(OFFICER, desk, BURY, [name], FINE, "Two sites")
    unusual_payments.settle(OFFICER, desk, BURY, [name], RECOVER, "One site after all")
    unusual_decisions.undo(OFFICER, desk, BURY, unusual_decisions.history(OFFICER, desk, BURY)[0].id)
    assert unusual_payments.listed(OFFICER, desk, BURY)["state"][0] == FINE


def test_a_decision_of_one_council_says_nothing_of_another(desk: Desk) -> None:
    name = unusual_payments.listed(OFFICER, desk, BURY)["finding"][0]
    unusual_payments.settle(OFFICER, desk, BURY, [name], FINE, "Two sites")
    assert unusual_payments.listed(OTHERS[2], desk, BOLTON)["state"].to_list() == [WAITS, WAITS]


@pytest.mark.parametrize(
    ("findings", "value", "why", "sentence"),
    [
        ([], FINE, "x", "No finding was chosen"),
        (["none"], FINE, "x", "is no finding of this council"),
        ([], "maybe", "x", "is no answer; choose fine or to recover"),
        (["none"], FINE, "  ", "Say in a few words why"),
    ],
    ids=["nothing", "unknown", "no answer", "no reason"],
)
def test_a_slip_is_told_in_a_sentence(desk: Desk, findings: list[str], value: str, why: str, sentence: str) -> None:
    with pytest.raises(CannotDo, match=sentence):
        unusual_payments.settle(OFFICER, desk, BURY, findings, value, why)


@pytest.mark.parametrize(("kind", "state"), [("odd", ""), ("", "odd")])
def test_a_kind_or_state_that_is_none_is_told(desk: Desk, kind: str, state: str) -> None:
    with pytest.raises(WrongWords, match="choose from"):
        unusual_payments.listed(OFFICER, desk, BURY, kind, state)


def test_a_payment_in_two_files_is_found_when_the_second_comes_and_goes_when_it_is_withdrawn(desk: Desk) -> None:
    upload = keep(desk, "Bury", "may.csv", MAY)
    assert unusual_payments.listed(OFFICER, desk, BURY)["kind"][0] == IN_TWO_FILES
    lines = unusual_payments.payments(OFFICER, desk, BURY).filter(pl.col("part") == "again")
    assert ("may.csv", 2) in lines.select("file", "line").rows()
    desk.store.withdraw(upload, at=desk.store.register.uploads.all()[0].received_at, by="officer", why="")
    assert IN_TWO_FILES not in unusual_payments.listed(OFFICER, desk, BURY)["kind"].to_list()


def test_it_is_looked_for_once_until_something_changes(desk: Desk) -> None:
    assert list(unusual_payments.steps(OFFICER, desk, BURY)) == list(KINDS)
    assert list(unusual_payments.steps(OFFICER, desk, BURY)) == []
    name = unusual_payments.listed(OFFICER, desk, BURY)["finding"][0]
    unusual_payments.settle(OFFICER, desk, BURY, [name], FINE, "Two sites")
    assert list(unusual_payments.steps(OFFICER, desk, BURY)) == []
    keep(desk, "Bury", "may.csv", MAY)
    assert list(unusual_payments.steps(OFFICER, desk, BURY)) == list(KINDS)


def test_the_council_s_own_limit_is_kept(desk: Desk) -> None:
    unusual_decisions.set_own_limit(OFFICER, desk, BURY, 10_000)
    assert unusual_decisions.own_limit(desk, BURY) == 10_000
    assert unusual_decisions.own_limit(desk, BOLTON) == 0
    assert list(unusual_payments.steps(OFFICER, desk, BURY)) == list(KINDS)
    with pytest.raises(CannotDo, match="or 0 for none"):
        unusual_decisions.set_own_limit(OFFICER, desk, BURY, -1)


def test_an_export_says_what_it_is_and_runs_no_formula(desk: Desk) -> None:
    book = fastexcel.read_excel(unusual_exports.workbook(OFFICER, desk, BURY))
    said = book.load_sheet("Where this is from", header_row=None).to_polars()
    assert any("do not publish" in str(text) for text in said[:, 1])
    lines = book.load_sheet("Payments").to_polars()
    assert lines["supplier_name"].str.starts_with("=").sum() == 0
    assert lines["supplier_name"].str.starts_with("'=Tarnbeck").sum() == 2
    assert lines["amount_pence"].sum() == 2 * (125_000 + 77_777)
    text = unusual_exports.csv(OFFICER, desk, BURY, kind=SAME_REFERENCE).decode("utf-8-sig")
    top, table = text.split("\n\n", 1)
    assert "# Council,Bury" in top
    assert pl.read_csv(io.StringIO(table)).height == 2
    assert unusual_exports.csv(OFFICER, desk, BURY, kind=SAME_AMOUNT).decode("utf-8-sig").count("finding,kind") == 1


def test_a_file_is_named_for_what_it_is(desk: Desk, tmp_path: Path) -> None:
    assert unusual_exports.write(OFFICER, desk, BURY, tmp_path / "found.xlsx").height == 2
    assert (tmp_path / "found.xlsx").read_bytes()[:2] == b"PK"
    with pytest.raises(WrongWords, match="neither"):
        unusual_exports.write(OFFICER, desk, BURY, tmp_path / "found.pdf")

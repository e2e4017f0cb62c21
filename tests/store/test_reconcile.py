"""What a start after a crash finds, mends and says: the ledger's log is always right."""

import polars as pl
import pytest
from sqlalchemy import delete, update

from procurement.store.desk_store import Store, open_store
from procurement.store.problems import StoreProblem
from procurement.store.register_tables import UPLOADS
from procurement.store.restart_notes import PUT_RIGHT


def reopened(store: Store) -> Store:
    store.close()
    return open_store(store.home)


def must_come_again(store) -> list[bool]:
    """Of each note that is kept for those concerned, whether its file has to be uploaded again; the last one first."""
    return [one.detail["is_cut_off"] for one in store.register.audit.latest() if one.action == PUT_RIGHT]


def test_an_upload_cut_off_before_its_commit_is_swept_away(store, submission):
    entry = ("0123456789abcdef", submission())
    store.register.uploads.announce([entry])
    store.ledger._payments.write_uploads([entry[0]], entry[1].payments.with_columns(upload_id=pl.lit(entry[0])))
    assert store.ledger.payments().collect().is_empty()
    again = reopened(store)
    assert again.register.uploads.all() == []
    assert again.ledger._payments.scan().collect().is_empty()
    assert again.notes == (
        "The upload of april.csv on 24 November 2026 at 09:30 was cut off before it was stored, and nothing of it was "
        "kept. Upload it again.",
    )
    assert must_come_again(again) == [True]


def test_an_upload_cut_off_after_its_commit_is_stored(store, submission):
    entry = ("0123456789abcdef", submission())
    store.register.uploads.announce([entry])
    store.ledger.write_many([entry])
    again = reopened(store)
    record = again.register.uploads.get(entry[0])
    assert (record.state, record.payments_pence) == ("stored", 11_845)
    assert "It is wholly there" in again.notes[0]
    assert must_come_again(again) == [False]


def test_a_withdrawal_cut_off_after_its_commit_is_listed(store, submission, now):
    kept = store.keep(submission())
    store.ledger.withdraw(kept.upload_id, now, "officer", "wrong month")
    again = reopened(store)
    assert again.register.uploads.get(kept.upload_id).ended_why == "wrong month"
    assert "was listed as stored and is withdrawn" in again.notes[0]


def test_a_lost_register_is_listed_anew_from_the_ledger(store, submission):
    kept = store.keep(submission())
    before = store.register.uploads.get(kept.upload_id)
    with store.register.database.writing() as connection:
        connection.execute(delete(UPLOADS))
    again = reopened(store)
    assert again.register.uploads.get(kept.upload_id) == before
    assert "never received" in again.notes[0]


def test_an_upload_that_the_ledger_lost_is_said_to_be_missing_once(store, submission):
    kept = store.keep(submission())
    with store.register.database.writing() as connection:
        connection.execute(update(UPLOADS).values(upload_id="fedcba9876543210"))
    again = reopened(store)
    assert {one.upload_id: one.state for one in again.register.uploads.all()} == {
        "fedcba9876543210": "missing",
        kept.upload_id: "stored",
    }
    assert ["not in the ledger" in note for note in again.notes] == [True, False]
    assert must_come_again(again) == [False, True]
    assert reopened(again).notes == ()


@pytest.mark.parametrize("is_writing", [True, False], ids=["another program writes", "nobody writes"])
def test_an_upload_that_another_program_is_writing_is_left_alone(store, submission, is_writing):
    store.register.uploads.announce([("0123456789abcdef", submission())])
    if is_writing:
        with store.lock.held():
            again = open_store(store.home)
    else:
        again = open_store(store.home)
    assert [one.state for one in again.register.uploads.all()] == (["receiving"] if is_writing else [])
    again.close()


@pytest.mark.parametrize("table", ["payments", "uploads"])
@pytest.mark.parametrize("kept_bytes", [0, 100], ids=["empty", "broken off"])
def test_a_commit_that_a_power_cut_tore_is_put_aside(store, submission, table, kept_bytes):
    stands = store.keep(submission("march.csv"))
    entry = ("0123456789abcdef", submission())
    store.register.uploads.announce([entry])
    if table == "uploads":
        store.ledger.write_many([entry])
    else:
        rows = entry[1].payments.with_columns(upload_id=pl.lit(entry[0]), authority_code=pl.lit("E06000001"))
        store.ledger._payments.write_uploads([entry[0]], rows)
    last = max((store.ledger.folder / table / "_delta_log").glob("*.json"))
    last.write_bytes(last.read_bytes()[:kept_bytes])
    again = reopened(store)
    assert again.ledger.standing_ids() == [stands.upload_id]
    assert again.ledger.payments().collect().height == 2
    assert [note.split(" on ")[0] for note in again.notes] == ["The upload of april.csv"]
    assert again.keep(submission()).is_new
    assert again.ledger.payments().collect().height == 4


def test_a_commit_that_broke_later_is_not_put_aside_but_told(store, submission):
    """What was told to be stored is never undone in silence: the disk failed here, not the power in mid-commit."""
    store.keep(submission())
    last = max((store.ledger.folder / "uploads" / "_delta_log").glob("*.json"))
    last.write_bytes(last.read_bytes()[:100])
    store.close()
    with pytest.raises(StoreProblem, match="restore the store's folder from its last copy"):
        open_store(store.home)
    assert last.exists()

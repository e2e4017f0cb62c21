"""Erasing uploads from the store: what goes, what stays, what a stop leaves for the next to open."""

import hashlib
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from procurement.store import register_database, register_scrub, scrubbing
from procurement.store.desk_store import Store, open_store
from procurement.store.problems import StoreProblem
from procurement.store.readings import KEPT_SUPPLIER_READING
from procurement.store.register_tables import METADATA
from procurement.store.scrub_orders import Order, Orders
from procurement.tables import SUPPLIER_READING

AT = datetime(2026, 11, 25, tzinfo=UTC)
WITHOUT_SENTENCES = {"supplier_readings", "category_readings", "hubs", "hub_members", "back_catalogue_runs"} | {
    "supplier_moves"
}


def scrub(store: Store, *ids: str) -> None:
    store.scrub(ids, AT, "officer", "asked for")


def keep(store: Store, submission, **words) -> str:
    """Store an upload with the bytes that its name stands for."""
    made = submission(**words)
    store.originals.keep(made.upload.file_name.encode())
    return store.keep(made).upload_id


def test_each_table_of_the_register_is_thought_of():
    """A new table that may repeat what stood in a file belongs in register_scrub.SPEAKING."""
    assert set(METADATA.tables) == {table.name for table in register_scrub.SPEAKING} | WITHOUT_SENTENCES


def test_what_is_scrubbed_is_in_no_figure_and_no_history_and_the_rest_stays(store, submission):
    gone, stays = keep(store, submission), keep(store, submission, name="may.csv", pence=(7,))
    before = store.version()
    scrub(store, gone)
    assert store.version() != before
    assert store.ledger.standing_ids() == [stays]
    assert store.ledger.payments().collect()["amount_pence"].to_list() == [7]
    for rows in (store.ledger.payments_of(gone), store.ledger.held_back_of(gone), store.ledger.issues_of(gone)):
        assert rows.collect().is_empty()
    assert store.ledger.payments(version="2").collect()["amount_pence"].to_list() == [7]
    record = store.register.uploads.get(gone)
    assert (record.state, record.file_name, record.payments, record.ended_why) == (
        "scrubbed",
        "(scrubbed)",
        2,
        "asked for",
    )


def test_what_was_said_of_other_uploads_stays_as_it_was_said(store, submission):
    """Of the scrubbed one the word of its scrubbing is left, and not why it was withdrawn before."""
    gone, other = keep(store, submission), keep(store, submission, name="may.csv", pence=(7,))
    store.withdraw(gone, AT, "officer", "names a person")
    store.withdraw(other, AT, "officer", "sent twice")
    before = store.ledger.log().filter(upload_id=other)
    scrub(store, gone)
    log = store.ledger.log()
    assert log.filter(upload_id=other).equals(before)
    assert "sent twice" in before["why"].to_list()
    assert set(log.filter(upload_id=gone)["why"]) == {"", "asked for"}


def test_scrubbing_again_changes_nothing_and_is_told_once(store, submission):
    gone = keep(store, submission)
    scrub(store, gone)
    log = store.ledger.log()
    scrub(store, gone)
    assert store.ledger.log().equals(log)
    assert len(store.register.audit.about(gone, [register_scrub.SCRUBBED_ENTRY])) == 1


def test_the_same_bytes_are_a_new_upload_afterwards(store, submission):
    gone = keep(store, submission)
    scrub(store, gone)
    again = store.keep(submission())
    assert (again.is_new, again.upload_id != gone) == (True, True)


def test_an_upload_that_never_was_is_said_to_be_none(store, submission):
    keep(store, submission)
    with pytest.raises(StoreProblem, match="No upload has the id 'nosuch'"):
        scrub(store, "nosuch")
    assert Orders(store.home / "scrubbing.json").waiting() == []


def test_bytes_that_another_body_has_too_stay(store, submission):
    gone, other = keep(store, submission), keep(store, submission, body="E06000002")
    sha256 = hashlib.sha256(b"april.csv").hexdigest()
    scrub(store, gone)
    assert store.originals.read(sha256) == b"april.csv"
    scrub(store, other)
    with pytest.raises(StoreProblem, match="is not in"):
        store.originals.read(sha256)


@pytest.mark.parametrize(("days", "is_kept"), [(0, True), (2, False)], ids=["on its way", "left by a dead program"])
def test_bytes_of_no_upload_go_once_they_are_old(store, submission, days, is_kept):
    gone = keep(store, submission)
    sha256 = store.originals.keep(b"cut off")
    place = store.originals._place(sha256)
    then = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    os.utime(place, (then, then))
    scrub(store, gone)
    assert place.exists() is is_kept


def test_a_scrub_that_was_cut_off_is_finished_by_the_next_to_open_and_said_once(store, submission):
    gone = keep(store, submission)
    Orders(store.home / "scrubbing.json").give(Order((gone,), AT, "officer", "asked for"))
    store.close()
    again = open_store(store.home)
    assert [note for note in again.notes if f"The scrubbing of upload {gone} was cut off and is finished now" in note]
    assert again.register.uploads.get(gone).state == "scrubbed"
    again.close()
    once_more = open_store(store.home)
    assert once_more.notes == ()
    once_more.close()


def test_a_scrub_that_was_cut_off_is_finished_by_the_next_to_write(store, submission):
    gone = keep(store, submission)
    Orders(store.home / "scrubbing.json").give(Order((gone,), AT, "officer", "asked for"))
    keep(store, submission, name="may.csv")
    assert store.register.uploads.get(gone).state == "scrubbed"


def test_a_fault_of_the_program_does_not_keep_the_store_shut(store, submission, monkeypatch):
    gone = keep(store, submission)
    Orders(store.home / "scrubbing.json").give(Order((gone,), AT, "officer", "asked for"))
    store.close()
    monkeypatch.setattr(scrubbing.ledger_scrub, "clear", fail)
    again = open_store(store.home)
    assert "The program failed (KeyError)." in again.notes[0]
    again.close()


def test_a_scrub_that_cannot_be_finished_stops_nobody_and_is_told(store, submission, monkeypatch):
    gone, other = keep(store, submission), keep(store, submission, name="may.csv")
    with monkeypatch.context() as patched:
        patched.setattr(scrubbing.ledger_scrub, "clear", refuse)
        with pytest.raises(StoreProblem, match=r"Scrubbing is not finished.*The disk is full"):
            scrub(store, gone)
        store.close()
        for _ in range(2):
            again = open_store(store.home)
            assert "Scrubbing is not finished" in again.notes[0]
            again.close()
        assert again.ledger.standing_ids() == [other]
        assert len(again.register.audit.since("put right after a stop", AT - timedelta(days=1))) == 1
        assert again.keep(submission(name="june.csv")).is_new
        again.close()
    finished = open_store(store.home)
    assert "is finished now" in finished.notes[0]
    finished.close()


def test_another_program_that_reads_for_too_long_is_told_of(store, submission, monkeypatch):
    gone = keep(store, submission)
    store.close()
    monkeypatch.setattr(register_database, "PATIENCE_MILLISECONDS", 50)
    with closing(sqlite3.connect(store.home / "register.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM uploads").fetchone()
        with pytest.raises(StoreProblem, match=r"Scrubbing is not finished.*Stop the other program"):
            scrub(store, gone)
        assert store.ledger.standing_ids() == []
    scrub(store, gone)
    assert Orders(store.home / "scrubbing.json").waiting() == []


def test_readings_go_that_no_upload_needs_and_a_persons_stay_with_their_text(store, submission, now):
    gone, _ = keep(store, submission, pence=(1, 2, 3)), keep(store, submission, name="may.csv", pence=(1, 2))
    blank = {name: "" for name, kind in SUPPLIER_READING.items() if kind == pl.String()}
    made = [
        {**blank, "supplier_text_key": key, "supplier_name": name, "supplier_id": "S", "supplier_label": "Orla Quill"}
        for key, name in ((2, "Orla & Co"), (3, "Quill"), (4, "Orla Quill"))
    ]
    rows = pl.DataFrame(made, schema_overrides=SUPPLIER_READING).with_columns(score=pl.lit(1.0))
    store.register.readings.keep_suppliers(rows.select(list(SUPPLIER_READING)), now)
    scrub(store, gone)
    left = store.register.readings.suppliers()
    assert left.schema == KEPT_SUPPLIER_READING
    assert left.select("supplier_text_key", "supplier_id", "supplier_label").rows() == [
        (2, "S", "Orla & Co"),
        (3, "S", "Orla & Co"),
    ]


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def fail(*_: object) -> None:
    raise KeyError("Orla Quill")

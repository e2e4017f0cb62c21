"""Bringing the register in line with the ledger's log, and saying what had gone wrong; the log is always right."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl

from procurement.store import upload_log
from procurement.store.arrivals import Arrival
from procurement.store.ledger import Ledger
from procurement.store.ledger_tables import STORED
from procurement.store.register_tables import MISSING, RECEIVING
from procurement.store.restart_notes import Note
from procurement.store.uploads import UploadRecord, Uploads


def settle(ledger: Ledger, uploads: Uploads) -> tuple[Note, ...]:
    """Make the list of uploads agree with the ledger; the caller holds the writer lock.

    An upload that was being received is listed as stored where its commit was made; where it was not, whatever rows
    it had written are swept away and it is unlisted. Returns a note a correction; nothing to correct gives none.
    """
    in_log = {row["upload_id"]: row for row in _rows(upload_log.uploads(ledger.log()))}
    listed = {one.upload_id: one for one in uploads.all()}
    unlogged = [one for one in listed.values() if one.upload_id not in in_log]
    dropped = [one for one in unlogged if one.state == RECEIVING]
    missing = [one for one in unlogged if one.state not in (RECEIVING, MISSING)]
    changed = [row for row in in_log.values() if _state(listed, row) != row["state"]]
    if not (dropped or missing or changed):
        return ()
    if dropped:
        ledger.sweep([one.upload_id for one in dropped])
    uploads.mirror(changed, [one.upload_id for one in dropped], [one.upload_id for one in missing])
    return (
        *[_say_dropped(one) for one in dropped],
        *[_say_missing(one) for one in missing],
        *[_say_changed(row, _state(listed, row)) for row in changed],
    )


def _state(listed: dict[str, UploadRecord], row: dict[str, Any]) -> str:
    return listed[row["upload_id"]].state if row["upload_id"] in listed else ""


def _rows(stored: pl.DataFrame) -> list[dict[str, Any]]:
    as_listed = stored.rename({"at": "received_at", "by": "received_by"}).drop("number", "event", "why")
    return [{**row, "receipt": json.loads(row["receipt"])} for row in as_listed.to_dicts()]


def say_arrivals(arrivals: Sequence[Arrival], said: Sequence[Note], standing: Sequence[UploadRecord]) -> list[Note]:
    """A note on each file that a program was taking in when it died, but for those that `said` speaks of already."""
    spoken_of = {(note.authority_code, note.sha256) for note in said}
    stored = {(one.authority_code, one.sha256) for one in standing}
    left = [one for one in arrivals if (one.authority_code, one.sha256) not in spoken_of]
    return [_say_arrival(one, (one.authority_code, one.sha256) in stored) for one in left]


def _say_arrival(one: Arrival, is_stored: bool) -> Note:
    at = datetime.fromisoformat(one.at)
    became = _stopped_after(one.file_name, at) if is_stored else _cut_off(one.file_name, at)
    return Note(became, one.file_name, one.authority_code, one.sha256, is_cut_off=not is_stored)


def _say_dropped(one: UploadRecord) -> Note:
    return _note(one, _cut_off(one.file_name, one.received_at), is_cut_off=True)


def _note(one: UploadRecord, sentence: str, is_cut_off: bool = False) -> Note:
    return Note(sentence, one.file_name, one.authority_code, one.sha256, is_cut_off)


def _cut_off(name: str, at: datetime) -> str:
    return (
        f"The upload of {name} on {at:%d %B %Y at %H:%M} was cut off before it was stored, and nothing of it was kept. "
        "Upload it again."
    )


def _stopped_after(name: str, at: datetime) -> str:
    return (
        f"The program stopped just after {name} was stored on {at:%d %B %Y}. It is wholly there; nothing needs doing."
    )


def _say_missing(one: UploadRecord) -> Note:
    return _note(
        one,
        f"{one.file_name}, uploaded on {one.received_at:%d %B %Y}, is listed but its payments are not in the ledger, "
        "so they are in no figure. Restore the ledger from a copy, or upload the file again.",
        is_cut_off=True,
    )


def _say_changed(row: dict[str, Any], listed_as: str) -> Note:
    name, was = row["file_name"], listed_as or "never received"
    sentence = (
        f"{name}, uploaded on {row['received_at']:%d %B %Y}, was listed as {was} and is {row['state']}. "
        "The list is put right."
    )
    if listed_as == RECEIVING and row["state"] == STORED:
        sentence = _stopped_after(name, row["received_at"])
    return Note(sentence, name, row["authority_code"], row["sha256"])

"""Bringing the register in line with the ledger's log, and saying what had gone wrong; the log is always right."""

import json
from typing import Any

import polars as pl

from procurement.store import upload_log
from procurement.store.ledger import Ledger
from procurement.store.ledger_tables import STORED
from procurement.store.register_tables import MISSING, RECEIVING
from procurement.store.uploads import UploadRecord, Uploads


def settle(ledger: Ledger, uploads: Uploads) -> tuple[str, ...]:
    """Make the list of uploads agree with the ledger; the caller holds the writer lock.

    An upload that was being received is listed as stored where its commit was made; where it was not, whatever rows
    it had written are swept away and it is unlisted. Returns a sentence a correction; nothing to correct gives none.
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


def _say_dropped(one: UploadRecord) -> str:
    return (
        f"The upload of {one.file_name} on {one.received_at:%d %B %Y at %H:%M} was cut off before it was stored, and "
        "nothing of it was kept. Upload it again."
    )


def _say_missing(one: UploadRecord) -> str:
    return (
        f"{one.file_name}, uploaded on {one.received_at:%d %B %Y}, is listed but its payments are not in the ledger, "
        "so they are in no figure. Restore the ledger from a copy, or upload the file again."
    )


def _say_changed(row: dict[str, Any], listed_as: str) -> str:
    name, day = row["file_name"], f"{row['received_at']:%d %B %Y}"
    if listed_as == RECEIVING and row["state"] == STORED:
        return f"The program stopped just after {name} was stored on {day}. It is wholly there; nothing needs doing."
    was = listed_as or "never received"
    return f"{name}, uploaded on {day}, was listed as {was} and is {row['state']}. The list is put right."

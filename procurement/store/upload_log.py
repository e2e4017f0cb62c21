"""The log of uploads: which events are written to it, and which uploads stand once they are read in order."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl

from procurement.store import tombstones
from procurement.store.ledger_tables import REPLACED, SCRUBBED, STORED, UPLOAD_LOG, WITHDRAWN
from procurement.store.submission import Submission, Upload

is_storing = pl.col("event") == STORED
is_standing = pl.col("state") == STORED


def stored(entries: Sequence[tuple[str, Submission]]) -> list[dict[str, Any]]:
    """The events of storing `entries`, each followed by the endings of the uploads that it replaces."""
    events: list[dict[str, Any]] = []
    for upload_id, submission in entries:
        events.append(_stored(upload_id, submission))
        events += [_replaced(old, upload_id, submission.upload) for old in submission.replaces]
    return events


def withdrawn(upload_id: str, at: datetime, by: str, why: str) -> dict[str, Any]:
    """The event of withdrawing an upload."""
    return {"event": WITHDRAWN, "at": at, "by": by, "why": why, "upload_id": upload_id}


def scrubbed(upload_id: str, replaced_by: str, at: datetime, by: str, why: str) -> dict[str, Any]:
    """The event of erasing an upload; it goes on saying which upload had replaced it."""
    return {
        "event": SCRUBBED,
        "at": at,
        "by": by,
        "why": why,
        "upload_id": upload_id,
        "replaced_by": replaced_by,
    }


def number(events: Sequence[dict[str, Any]], after: int) -> pl.DataFrame:
    """UPLOAD_LOG rows of `events`, numbered on from `after`."""
    rows = pl.DataFrame(list(events), schema=UPLOAD_LOG)
    numbers = pl.int_range(after + 1, after + 1 + rows.height, dtype=pl.Int64, eager=True)
    return rows.with_columns(number=numbers).with_columns(pl.col(pl.String).fill_null(""))


def standing_ids(log: pl.DataFrame, version: str = "") -> list[str]:
    """Uploads stored and not ended, in order; `version` looks no further than that many events."""
    seen = log.filter(pl.col("number") <= int(version)) if version else log
    ended = seen.filter(~is_storing).get_column("upload_id")
    return seen.filter(is_storing & ~pl.col("upload_id").is_in(ended.implode())).get_column("upload_id").to_list()


def uploads(log: pl.DataFrame) -> pl.DataFrame:
    """A row an upload ever stored, in order: its stored event, with `state`, `ended_at`, `ended_by`, `ended_why`.

    Of a scrubbed one it says nothing of what was in it, from the moment that the scrubbing began.
    """
    endings = log.filter(~is_storing).select(
        "upload_id",
        state="event",
        ended_at="at",
        ended_by="by",
        ended_why="why",
        replaced_by="replaced_by",
    )
    last = endings.unique("upload_id", keep="last", maintain_order=True)
    kept = log.filter(is_storing).drop("replaced_by").join(last, on="upload_id", how="left", validate="1:1")
    blank = pl.col("ended_by", "ended_why", "replaced_by").fill_null("")
    stated = kept.with_columns(pl.col("state").fill_null(STORED), blank).sort("number")
    return tombstones.put(stated, where=pl.col("state") == SCRUBBED)


def _stored(upload_id: str, submission: Submission) -> dict[str, Any]:
    upload = submission.upload
    return {
        "event": STORED,
        "at": upload.received_at,
        "by": upload.received_by,
        "upload_id": upload_id,
        "authority_code": upload.authority_code,
        "file_name": upload.file_name,
        "sha256": upload.sha256,
        "receipt": json.dumps(upload.receipt, ensure_ascii=False),
        "first_day": upload.first_day,
        "last_day": upload.last_day,
        "is_demonstration": upload.is_demonstration,
        "payments": submission.payments.height,
        "payments_pence": submission.payments.get_column("amount_pence").sum(),
        "held_back": submission.held_back.height,
        "held_back_pence": submission.held_back.get_column("amount_pence").sum(),
    }


def _replaced(old: str, new: str, upload: Upload) -> dict[str, Any]:
    return {
        "event": REPLACED,
        "at": upload.received_at,
        "by": upload.received_by,
        "upload_id": old,
        "replaced_by": new,
    }

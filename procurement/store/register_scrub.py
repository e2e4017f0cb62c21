"""Taking what scrubbed uploads said out of the register: their readings, and every sentence that repeats them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, select, update

from procurement.store import category_models, tombstones
from procurement.store.audit import Entry, add
from procurement.store.facts import count_change
from procurement.store.redacting import Redactor
from procurement.store.register_tables import (
    AUDIT_TRAIL,
    BACK_CATALOGUE_FILES,
    CASES,
    CATEGORY_MODELS,
    COUNCIL_PROFILES,
    DECISIONS,
    STORE_FACTS,
    SUPPLIER_PAIRS,
    UPLOADS,
)
from procurement.store.restart_notes import PUT_RIGHT

SCRUBBED_ENTRY = "upload scrubbed"
BY_SCRUBBING = "scrubbing"
SAID_OF_IT = "What was said here was about an upload that has been scrubbed."
SPEAKING: Mapping[Table, tuple[str, ...]] = {
    AUDIT_TRAIL: ("subject", "detail"),
    DECISIONS: ("key", "value", "why"),
    CASES: ("name", "inputs", "why", "ended_why"),
    CATEGORY_MODELS: ("told", "why", "ended_why"),
    COUNCIL_PROFILES: ("answers",),
    STORE_FACTS: ("value",),
    UPLOADS: ("receipt", "ended_why"),
    BACK_CATALOGUE_FILES: ("path", "reason", "evidence"),
    SUPPLIER_PAIRS: ("reason",),
}
"""Where people or the software wrote something down that may repeat what stood in a file."""
OF_A_FILE = {"path": tombstones.NAME, "reason": "", "evidence": "", "accepted_pence": 0, "held_back_pence": 0}
DAYS_OF_A_FILE = dict.fromkeys(("named_first", "named_last", "first_day", "last_day"))
"""What is left of a file in the lists of back-catalogues."""


@dataclass(frozen=True)
class Gone:
    """An upload that is scrubbed: what it is known by in the register. `file_name` as it was, "" where it is gone."""

    upload_id: str
    authority_code: str
    sha256: str
    file_name: str


def forget(connection: Connection, uploads: Sequence[Gone], texts: Redactor, entries: Sequence[Entry]) -> None:
    """Clear what the register says of `uploads` and what repeats `texts`; then add `entries` to the audit trail.

    One transaction with whatever else the caller does in it.
    """
    for one in uploads:
        _forget_file(connection, one)
    _forget_told(connection, uploads)
    _forget_taken_in(connection, uploads)
    for table, columns in SPEAKING.items():
        _redact(connection, table, columns, texts)
    count_change(connection, DECISIONS, SUPPLIER_PAIRS)
    category_models.forget(connection, datetime.now(UTC), BY_SCRUBBING)
    add(connection, entries)


def _forget_told(connection: Connection, uploads: Sequence[Gone]) -> None:
    """Of the entries on the uploads themselves keep who, what and when, with numbers of rows."""
    ids = {one.upload_id for one in uploads}
    for row in connection.execute(select(AUDIT_TRAIL)).mappings().all():
        changed: dict[str, Any] = {}
        if row["subject"] in ids and row["action"] != SCRUBBED_ENTRY:
            changed = {"detail": {key: one for key, one in dict(row["detail"]).items() if key == "payments"}}
        elif row["action"] == PUT_RIGHT and any(_is_about(row["detail"], one) for one in uploads):
            told = {**row["detail"], "file_name": tombstones.NAME, "sentence": SAID_OF_IT}
            changed = {"detail": told, "subject": tombstones.NAME}
        if any(row[name] != value for name, value in changed.items()):
            connection.execute(update(AUDIT_TRAIL).where(AUDIT_TRAIL.c.id == row["id"]).values(changed))


def _forget_taken_in(connection: Connection, uploads: Sequence[Gone]) -> None:
    """Lists of what became of the files of a folder keep their row, its outcome and its numbers of lines."""
    files = BACK_CATALOGUE_FILES.c
    is_theirs = files.upload_id.in_([one.upload_id for one in uploads])
    were_not_stored = files.sha256.in_([one.sha256 for one in uploads]) & (files.upload_id == "")
    changed = update(BACK_CATALOGUE_FILES).where(is_theirs | were_not_stored)
    connection.execute(changed.values({**OF_A_FILE, **DAYS_OF_A_FILE}))


def _is_about(note: Mapping[str, Any], one: Gone) -> bool:
    if note["authority_code"] != one.authority_code or note["file_name"] == tombstones.NAME:
        return False
    return note["sha256"] == one.sha256 or (note["sha256"] == "" and note["file_name"] == one.file_name)


def _forget_file(connection: Connection, one: Gone) -> None:
    """A profile keeps what was answered, and no longer says for which file; so do the changes that are listed of it."""
    if not one.file_name:
        return
    of_council = COUNCIL_PROFILES.c.authority_code == one.authority_code
    answers = connection.execute(select(COUNCIL_PROFILES.c.answers).where(of_council)).scalar_one_or_none()
    if answers:
        left = {key: _without_file(answer, one) for key, answer in answers.items()}
        connection.execute(update(COUNCIL_PROFILES).where(of_council).values(answers=left))
    changes = (AUDIT_TRAIL.c.subject == one.authority_code) & AUDIT_TRAIL.c.action.startswith("profile answer")
    for row in connection.execute(select(AUDIT_TRAIL.c.id, AUDIT_TRAIL.c.detail).where(changes)).all():
        before_and_after = {side: _without_file(row.detail.get(side), one) for side in ("before", "after")}
        kept = update(AUDIT_TRAIL).where(AUDIT_TRAIL.c.id == row.id)
        connection.execute(kept.values(detail={**row.detail, **before_and_after}))


def _without_file(answer: Any, one: Gone) -> Any:
    return {**answer, "file": ""} if isinstance(answer, dict) and answer.get("file") == one.file_name else answer


def _redact(connection: Connection, table: Table, columns: tuple[str, ...], texts: Redactor) -> None:
    keys = list(table.primary_key)
    rows = connection.execute(select(*keys, *[table.c[name] for name in columns])).all()
    said = [list(row[len(keys) :]) for row in rows]
    for row, before, after in zip(rows, said, texts.documents(said), strict=True):
        if before != after:
            is_it = and_(*[key == value for key, value in zip(keys, row, strict=False)])
            connection.execute(update(table).where(is_it).values(dict(zip(columns, after, strict=True))))

"""The register's list of uploads: an index of the ledger's log, and the uploads that are being received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, select, update

from procurement.store.ledger_tables import STORED
from procurement.store.problems import StoreProblem
from procurement.store.register_database import Database
from procurement.store.register_tables import MISSING, RECEIVING, UPLOADS
from procurement.store.submission import Submission
from procurement.store.upserting import upsert


@dataclass(frozen=True)
class UploadRecord:
    """An upload as listed; `state` is receiving, stored, withdrawn, replaced, scrubbed or missing."""

    upload_id: str
    authority_code: str
    file_name: str
    sha256: str
    received_at: datetime
    received_by: str
    state: str
    receipt: dict[str, Any]
    first_day: date | None
    last_day: date | None
    is_demonstration: bool
    payments: int
    payments_pence: int
    held_back: int
    held_back_pence: int
    replaced_by: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


@dataclass(frozen=True)
class Uploads:
    """Uploads of every body and state."""

    database: Database

    def all(self, authority_code: str = "") -> list[UploadRecord]:
        """Every upload, ended ones too, oldest first, of one body where it is given."""
        return self._read(_of_body(authority_code))

    def standing(self, authority_code: str = "") -> list[UploadRecord]:
        """Uploads that figures are made of, oldest first, of one body where it is given."""
        return self._read(_of_body(authority_code).where(UPLOADS.c.state == STORED))

    def bodies(self) -> list[str]:
        """Codes of the bodies of every listed upload, whatever its state, also of those that are being received."""
        with self.database.reading() as connection:
            return sorted(connection.execute(select(UPLOADS.c.authority_code).distinct()).scalars())

    def get(self, upload_id: str) -> UploadRecord:
        """One upload; raises StoreProblem where there is none of that id."""
        with self.database.reading() as connection:
            found = connection.execute(select(UPLOADS).where(UPLOADS.c.upload_id == upload_id)).mappings().first()
        if found is None:
            raise StoreProblem(f"No upload has the id {upload_id!r}. List them with `procurement uploads`.")
        return UploadRecord(**found)

    def of_bytes(self, sha256: str) -> list[UploadRecord]:
        """Every upload of these bytes, by any body, whatever became of it."""
        return self._read(select(UPLOADS).where(UPLOADS.c.sha256 == sha256))

    def announce(self, entries: Sequence[tuple[str, Submission]]) -> None:
        """List uploads as being received, before any of their rows is written."""
        with self.database.writing() as connection:
            upsert(connection, UPLOADS, [_receiving(upload_id, submission) for upload_id, submission in entries])

    def are_announced(self) -> bool:
        """Whether any upload is listed as being received."""
        with self.database.reading() as connection:
            asked = select(UPLOADS.c.upload_id).where(UPLOADS.c.state == RECEIVING).limit(1)
            return connection.execute(asked).first() is not None

    def mirror(self, rows: Sequence[dict[str, Any]], dropped: Sequence[str], missing: Sequence[str]) -> None:
        """Write what the ledger's log says: `rows` as they are there, `dropped` unlisted, `missing` marked."""
        ended_first = sorted(rows, key=lambda row: row["state"] == STORED)
        with self.database.writing() as connection:
            connection.execute(delete(UPLOADS).where(UPLOADS.c.upload_id.in_(dropped)))
            connection.execute(update(UPLOADS).where(UPLOADS.c.upload_id.in_(missing)).values(state=MISSING))
            upsert(connection, UPLOADS, ended_first)

    def _read(self, asked: Select[Any]) -> list[UploadRecord]:
        in_order = asked.order_by(UPLOADS.c.received_at, UPLOADS.c.upload_id)
        with self.database.reading() as connection:
            return [UploadRecord(**row) for row in connection.execute(in_order).mappings()]


def _of_body(authority_code: str) -> Select[Any]:
    asked = select(UPLOADS)
    return asked.where(UPLOADS.c.authority_code == authority_code) if authority_code else asked


def _receiving(upload_id: str, submission: Submission) -> dict[str, Any]:
    upload = submission.upload
    nothing_yet = dict.fromkeys(("payments", "payments_pence", "held_back", "held_back_pence"), 0)
    not_ended = {"replaced_by": "", "ended_at": None, "ended_by": "", "ended_why": ""}
    return {"upload_id": upload_id, **vars(upload), "state": RECEIVING, **nothing_yet, **not_ended}

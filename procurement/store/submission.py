"""One upload as it is handed to the store: what was received, and the rows that were made of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Upload:
    """What is known of an uploaded file. `received_at` carries its time zone; `receipt` is whatever JSON can hold."""

    authority_code: str
    file_name: str
    sha256: str
    received_at: datetime
    received_by: str
    receipt: dict[str, Any] = field(default_factory=dict[str, Any])
    first_day: date | None = None
    last_day: date | None = None
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone: two councils' clocks could not be compared."""
        if self.received_at.tzinfo is None:
            raise ValueError("received_at needs a time zone")


@dataclass(frozen=True)
class Submission:
    """An upload with its rows.

    payments: PAYMENT; `upload_id` and `authority_code` may be absent or anything, for the store fills them in.
    held_back: HELD_BACK. issues: ISSUE. replaces: the uploads that this one stands in for from now on.
    """

    upload: Upload
    payments: pl.DataFrame
    held_back: pl.DataFrame
    issues: pl.DataFrame
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """Where a submission went; `is_new` is false where the same bytes of the same body were there already."""

    upload_id: str
    is_new: bool


def name_upload(upload: Upload, earlier: int) -> str:
    """The id of an upload: the same for the same body, bytes and number of earlier uploads of those bytes.

    Sixteen hexadecimal digits of a SHA-256, so that ids in links and figures do not move when a store is rebuilt.
    """
    of = f"{upload.authority_code}|{upload.sha256}|{earlier}"
    return hashlib.sha256(of.encode()).hexdigest()[:16]

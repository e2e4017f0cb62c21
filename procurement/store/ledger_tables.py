"""The ledger's four tables: payments, held-back rows and issues by upload, and the log of which uploads exist."""

import polars as pl

from procurement.tables import HELD_BACK, ISSUE, TEXT

MOMENT = pl.Datetime("us", "UTC")

STORED_HELD_BACK = pl.Schema({"upload_id": TEXT, **HELD_BACK})
STORED_ISSUE = pl.Schema({"upload_id": TEXT, **ISSUE})

STORED, WITHDRAWN, REPLACED, SCRUBBED = "stored", "withdrawn", "replaced", "scrubbed"

UPLOAD_LOG = pl.Schema(
    {
        "number": pl.Int64(),
        "event": TEXT,
        "at": MOMENT,
        "by": TEXT,
        "why": TEXT,
        "upload_id": TEXT,
        "replaced_by": TEXT,
        "authority_code": TEXT,
        "file_name": TEXT,
        "sha256": TEXT,
        "receipt": TEXT,
        "first_day": pl.Date(),
        "last_day": pl.Date(),
        "is_demonstration": pl.Boolean(),
        "payments": pl.Int64(),
        "payments_pence": pl.Int64(),
        "held_back": pl.Int64(),
        "held_back_pence": pl.Int64(),
    }
)
"""What happened to uploads, in order of `number`: stored, then perhaps withdrawn or replaced, then perhaps scrubbed.

Receipt is JSON. From authority_code onwards a row is filled where the event is stored, and empty where it is another.
Only ever appended to, but for scrubbing: it takes what an upload said out of its rows, and leaves rows and numbers.
"""

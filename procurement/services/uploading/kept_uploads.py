"""One council's uploads as a person looks at them: what became of each, and what leaves when one is withdrawn."""

from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_see_private_people, check_can_submit
from procurement.services.desk import Desk
from procurement.services.uploading import uploads
from procurement.services.uploading.receipts import Receipt
from procurement.store.ledger_tables import STORED
from procurement.store.uploads import UploadRecord
from procurement.ui import words

STATES = {
    "receiving": "being received",
    "stored": "in the figures",
    "withdrawn": "withdrawn",
    "replaced": "replaced",
    "scrubbed": "erased",
    "missing": "missing",
}


def listed(viewer: Viewer, desk: Desk, council: str) -> pl.DataFrame:
    """A row an upload of the council, the newest first, as `uploads.list_uploads` has them, and `said` of its state.

    Empty where nothing was uploaded. Raises NotAllowed where the viewer does not upload for the council.
    """
    check_can_submit(viewer, council)
    found = uploads.list_uploads(viewer, desk).filter(pl.col("authority_code") == council)
    return found.with_columns(said=pl.col("state").replace(STATES))


def counts(desk: Desk, upload_id: str) -> bool:
    """Whether the upload is in the figures, so that it can be withdrawn."""
    return desk.store.register.uploads.get(upload_id).state == STORED


def story(viewer: Viewer, desk: Desk, upload_id: str) -> str:
    """When the upload was kept and by whom, and what ended it, in sentences."""
    item = uploads.find_upload(viewer, desk, upload_id)
    kept = f"Kept on {words.day(item.received_at.date())} by {_who(item.received_by)}."
    return f"{kept} {_end(item)}".strip()


def leaving(viewer: Viewer, desk: Desk, upload_id: str) -> str:
    """What would leave every figure if the upload were withdrawn."""
    item = uploads.find_upload(viewer, desk, upload_id)
    sums = words.pounds_exactly(item.payments_pence)
    verb = "leaves" if item.payments == 1 else "leave"
    return f"{words.count(item.payments, 'payment')} ({sums}) {verb} every figure"


def receipt(viewer: Viewer, desk: Desk, upload_id: str) -> dict[str, Any]:
    """The receipt as it was given, for the council's own officers: its sentences may quote what stands in the file."""
    item = uploads.find_upload(viewer, desk, upload_id)
    check_can_see_private_people(viewer, item.authority_code)
    return {name: item.receipt[name] for name in item.receipt if name in _NAMES}


def _end(item: UploadRecord) -> str:
    if item.ended_at is None:
        return ""
    day, why = words.day(item.ended_at.date()), f" Reason: {item.ended_why.rstrip('.')}." if item.ended_why else ""
    if item.replaced_by and item.state != "scrubbed":
        return f"Replaced on {day} by upload {item.replaced_by}.{why}"
    return f"{STATES[item.state].capitalize()} on {day} by {_who(item.ended_by)}.{why}"


def _who(by: str) -> str:
    return f"an {by}" if by == "officer" else f"the {by}" if by else "somebody who was not named"


_NAMES = frozenset(Receipt(file="", sha256="", outcome="").as_json())

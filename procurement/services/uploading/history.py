"""A new file beside what is stored of its council: warnings that protect the figures, put on its receipt."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

import polars as pl

from procurement.services.desk import Desk
from procurement.services.uploading import stored_payments
from procurement.services.uploading.reading import ReadFile
from procurement.spend.alerts import file_warnings
from procurement.spend.alerts.file_warnings import Earlier
from procurement.spend.judged import Judged
from procurement.tables import ISSUE

LOOK_BACK = timedelta(days=400)
"""A year and a month: what a month is compared with."""
AROUND = timedelta(days=45)
"""Late rows and corrections of the same payments are published within about this time."""

COMPARED = (
    "upload_id",
    "paid_on",
    "supplier_name",
    "amount_pence",
    "publisher_category",
    "department",
    "account",
    "transaction_number",
)


def warned(file: ReadFile, desk: Desk, replaces: Collection[str] = (), beside: Sequence[ReadFile] = ()) -> ReadFile:
    """The file with its warnings as issues and as the receipt's alerts; a refused file as it is.

    replaces: the uploads that the file stands in for, which it is not compared with. beside: files of the same body
    that came before it and wait to be stored with it.
    """
    if file.judged is None or file.judged.first_day is None or file.judged.last_day is None:
        return file
    thresholds = desk.reference["file_warning_thresholds"]
    limits = dict(thresholds.select("threshold", pl.col("value").cast(pl.Float64)).iter_rows())
    earlier = _with_waiting(_earlier(file.judged, desk, file.owner.authority_code, replaces), beside)
    found = file_warnings.against(file.judged.payments, file.receipt.columns, earlier, limits)
    if not found:
        return file
    issues = pl.DataFrame([(None, rule, "", "", said) for rule, said in found], schema=ISSUE, orient="row")
    judged = replace(file.judged, issues=pl.concat([issues, file.judged.issues]))
    return replace(file, judged=judged, receipt=replace(file.receipt, alerts=tuple(said for _, said in found)))


def _earlier(judged: Judged, desk: Desk, code: str, replaces: Collection[str]) -> Earlier:
    standing = [item for item in desk.store.register.uploads.standing(code) if item.upload_id not in replaces]
    assert judged.first_day is not None
    assert judged.last_day is not None
    first, last = judged.first_day - LOOK_BACK, judged.last_day + AROUND
    latest = max(standing, key=lambda item: (item.last_day or first, item.received_at), default=None)
    return Earlier(
        stored_payments.of_body(desk.store, code, (first, last), COMPARED, without=replaces),
        dict(latest.receipt.get("columns", {})) if latest else {},
        {item.upload_id: f"{item.file_name} (upload {item.upload_id})" for item in standing},
    )


def _with_waiting(earlier: Earlier, beside: Sequence[ReadFile]) -> Earlier:
    """What is stored with what is about to be: the columns are then those of the last file that came."""
    payments, columns, names = [earlier.payments], earlier.columns, dict(earlier.names)
    for file in beside:
        assert file.judged is not None
        waiting = file.judged.payments.lazy().with_columns(upload_id=pl.lit(file.receipt.sha256))
        payments.append(waiting.select(COMPARED))
        columns = file.receipt.columns
        names[file.receipt.sha256] = f"{file.received.name}, which came with it"
    return Earlier(pl.concat(payments), columns, names)

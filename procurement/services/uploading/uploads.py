"""Uploads that were made: list them, read their payments and held-back rows, withdraw one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from procurement.access import (
    Viewer,
    can_see_payments,
    can_see_private_people,
    check_can_see_payments,
    check_can_submit,
)
from procurement.services.desk import Desk
from procurement.services.owners import from_code
from procurement.services.privacy import disclosing, people
from procurement.services.uploading import left_lines, sheet_places
from procurement.store.uploads import UploadRecord

FILE_NAME_SHOWN = 30
SHOWN = ("line", "paid_on", "supplier_name", "amount_pence", "publisher_category", "department", "purpose")


def list_uploads(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """A row an upload that the viewer may read, the newest first: id, body, file, state, days, lines and pence."""
    rows = [
        _row(item, desk) for item in desk.store.register.uploads.all() if can_see_payments(viewer, item.authority_code)
    ]
    schema = dict.fromkeys(("upload_id", "authority", "file_name", "state", "received_at", "from", "to"), pl.String)
    numbers = dict.fromkeys(("lines", "accepted", "held_back", "accepted_pence", "held_back_pence"), pl.Int64)
    frame = pl.DataFrame(rows, schema={**schema, **numbers, "authority_code": pl.String})
    return frame.reverse()


def in_brief(listed: pl.DataFrame) -> pl.DataFrame:
    """The list of uploads for a terminal's width: an id on one line, then whose, which file, its days and its sum."""
    return listed.select(
        pl.col("upload_id").alias("upload"),
        "authority",
        pl.col("file_name").str.slice(0, FILE_NAME_SHOWN).alias("file"),
        "state",
        "from",
        "to",
        "accepted",
        "held_back",
        pounds("accepted_pence").alias("pounds"),
    )


def _row(item: UploadRecord, desk: Desk) -> dict[str, Any]:
    receipt = item.receipt
    counts = {name: receipt[name] for name in ("lines", "accepted", "held_back", "accepted_pence", "held_back_pence")}
    return {
        "upload_id": item.upload_id,
        "authority_code": item.authority_code,
        "authority": from_code(item.authority_code, desk).name,
        "file_name": item.file_name,
        "state": item.state,
        "received_at": f"{item.received_at:%Y-%m-%d %H:%M}",
        "from": receipt["from"],
        "to": receipt["to"],
        **counts,
    }


def find_upload(viewer: Viewer, desk: Desk, upload_id: str) -> UploadRecord:
    """The upload with that id; raises StoreProblem with a sentence where there is none, NotAllowed where not theirs."""
    item = desk.store.register.uploads.get(upload_id)
    check_can_see_payments(viewer, item.authority_code)
    return item


def payments(viewer: Viewer, desk: Desk, upload_id: str = "", authority_code: str = "") -> pl.DataFrame:
    """Accepted payments with the file and line that each stands on, in the order of the files.

    Columns: upload_id, file, line, date, supplier, amount (pounds as text, exact), category, department, purpose,
    authority_code; category is the account where the publisher has no column of categories. The texts of a payment
    that may name a private person are withheld from all but its council's own officers; payments to private or redacted
    payees are not listed for others, who get the sums that these stand in, without file and line, where no upload is
    named. A named upload is read even where it was replaced or withdrawn; none named: every payment in the figures that
    the viewer may read.
    """
    if upload_id:
        find_upload(viewer, desk, upload_id)
    ledger = desk.store.ledger
    stored = ledger.payments_of(upload_id) if upload_id else ledger.payments()
    if authority_code:
        stored = stored.filter(pl.col("authority_code") == authority_code)
    kept = desk.store.register.uploads.all()
    shown = stored.collect()
    allowed = [code for code in shown["authority_code"].unique() if can_see_payments(viewer, code)]
    marked = people.with_private_lines(desk, shown.filter(pl.col("authority_code").is_in(allowed)), not upload_id)
    own = [code for code in allowed if can_see_private_people(viewer, code)]
    protected = (pl.col("payee_is_private") | pl.col("is_redacted")) & ~pl.col("authority_code").is_in(own)
    listed = sheet_places.in_files(_listed(marked.filter(~protected), kept), kept)
    sums = [] if upload_id else [_sums(desk, [code for code in allowed if code not in own])]
    return pl.concat([people.withhold(viewer, listed, ["supplier", "category", "department", "purpose"]), *sums])


def _listed(rows: pl.DataFrame, kept: Sequence[UploadRecord]) -> pl.DataFrame:
    """The columns of `payments`, and line_is_private, of PAYMENT with it."""
    names = {item.upload_id: item.file_name for item in kept}
    return rows.sort("upload_id", "line").select(
        "upload_id",
        pl.col("upload_id").replace_strict(names, default="").alias("file"),
        "line",
        pl.col("paid_on").alias("date"),
        pl.col("supplier_name").alias("supplier"),
        pounds("amount_pence").alias("amount"),
        pl.coalesce(filled("publisher_category"), filled("account"), pl.lit("")).alias("category"),
        "department",
        "purpose",
        "authority_code",
        "line_is_private",
    )


def _sums(desk: Desk, councils: list[str]) -> pl.DataFrame:
    """The same columns: a row for each sum in which protected payments of these councils alone may be shown."""
    rows = disclosing.guarded(desk).rows.filter(pl.col("authority_code").is_in(councils))
    keys = ("authority_code", "upload_id", "supplier", "level1")
    summed = rows.group_by(keys).agg(pl.col("amount_pence").sum()).sort("authority_code", "upload_id")
    blank = pl.lit("")
    return summed.select(
        "upload_id",
        blank.alias("file"),
        pl.lit(None, pl.Int64).alias("line"),
        pl.lit(None, pl.Date).alias("date"),
        "supplier",
        pounds("amount_pence").alias("amount"),
        pl.col("level1").alias("category"),
        blank.alias("department"),
        blank.alias("purpose"),
        "authority_code",
    )


def filled(column: str) -> pl.Expr:
    """A text column with null where it says nothing."""
    return pl.when(pl.col(column) != "").then(pl.col(column))


def pounds(column: str) -> pl.Expr:
    """Pence as exact pounds in text: -5 pence is -0.05."""
    size = pl.col(column).abs()
    sign = pl.when(pl.col(column) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, size // 100, pl.lit("."), (size % 100).cast(pl.String).str.zfill(2))


def held_back(viewer: Viewer, desk: Desk, upload_id: str) -> pl.DataFrame:
    """The rows of an upload that are in no figure, by line, each with its rule and what to do.

    Where sheets were read together, `sheet` says which it is on, and `line` is its row there. A row that may name a
    private person is told by its line alone to all but its council's own officers.
    """
    receipt = find_upload(viewer, desk, upload_id).receipt
    return sheet_places.in_one(held_back_lines(viewer, desk, upload_id), receipt)


def held_back_lines(viewer: Viewer, desk: Desk, upload_id: str) -> pl.DataFrame:
    """The same rows under the lines that they are kept by, as people may read them."""
    return people.withheld_rows(
        viewer, desk, find_upload(viewer, desk, upload_id).authority_code, whole_held_back(viewer, desk, upload_id)
    )


def whole_held_back(viewer: Viewer, desk: Desk, upload_id: str) -> pl.DataFrame:
    """The same rows as they are kept, for working on the file itself; they are not to be shown."""
    find_upload(viewer, desk, upload_id)
    return desk.store.ledger.held_back_of(upload_id).collect().sort("line", "rule")


def issues(viewer: Viewer, desk: Desk, upload_id: str) -> pl.DataFrame:
    """The warnings on an upload, those on the whole file first, withheld as held-back rows are."""
    item = find_upload(viewer, desk, upload_id)
    found = desk.store.ledger.issues_of(upload_id).collect().sort("line", "rule", nulls_last=False)
    return sheet_places.in_one(people.withheld_rows(viewer, desk, item.authority_code, found), item.receipt)


def withdraw(viewer: Viewer, desk: Desk, upload_id: str, why: str = "") -> str:
    """Take an upload out of every figure; it stays readable. Returns what happened, in a sentence."""
    item = find_upload(viewer, desk, upload_id)
    check_can_submit(viewer, item.authority_code)
    desk.store.withdraw(upload_id, at=datetime.now(UTC), by=str(viewer.role), why=why)
    told = f"Upload {upload_id} ({item.file_name}) is withdrawn: none of it is in any figure. It stays readable."
    return " ".join([told, *left_lines.count_again(viewer, desk, item.authority_code), *_gone_with(item, desk)])


def _gone_with(item: UploadRecord, desk: Desk) -> list[str]:
    """That what an upload had taken the place of counts nowhere now that it is withdrawn; nothing where it had not."""
    had = [one for one in desk.store.register.uploads.all(item.authority_code) if one.replaced_by == item.upload_id]
    if not had:
        return []
    names = ", ".join(f"{one.file_name} (upload {one.upload_id})" for one in had)
    return [f"It had taken the place of {names}. That is in no figure either: upload it again where it should count."]

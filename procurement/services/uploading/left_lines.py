"""Payments that a file left to another upload count in the file itself again, once that upload is in no figure."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from procurement.access import Viewer
from procurement.in_words import counted
from procurement.services import owners
from procurement.services.desk import Desk
from procurement.services.uploading import asking, settling, stored_payments, storing
from procurement.services.uploading.asking import PART_OF
from procurement.services.uploading.reading import ReadFile, SpendFile, members_of
from procurement.services.uploading.receipts import STORED_ALREADY
from procurement.services.uploading.storing import Taken
from procurement.spend.limits import COMMAND_LINE
from procurement.spend.rows import same_payments
from procurement.spend.rows.same_payments import COMPARED, THE_SAME
from procurement.store.ledger_tables import STORED
from procurement.store.problems import StoreProblem
from procurement.store.uploads import UploadRecord


def count_again(viewer: Viewer, desk: Desk, authority_code: str) -> tuple[str, ...]:
    """Read anew the body's uploads that left lines to one that ended; a sentence for each, none where there is none.

    Each is stored in its own place, with what no other upload holds among its payments; one whose bytes are lost stays
    as it is, and the sentence says so. Raises StoreProblem where the store can't be written.
    """
    short = [one for one in desk.store.register.uploads.standing(authority_code) if _is_short(one, desk)]
    return tuple(sentence for one in short for sentence in _again(one, viewer, desk))


def _is_short(item: UploadRecord, desk: Desk) -> bool:
    return any(not _stands(str(one), desk) for one in item.receipt.get("left_to", ()))


def _stands(upload_id: str, desk: Desk) -> bool:
    """Whether an upload is in the figures, itself or read anew with more of its payments."""
    item = desk.store.register.uploads.get(upload_id)
    met = {upload_id}
    while item.state != STORED and item.replaced_by and item.replaced_by not in met:
        after = desk.store.register.uploads.get(item.replaced_by)
        if after.sha256 != item.sha256:
            return False
        met.add(after.upload_id)
        item = after
    return item.state == STORED


def _again(item: UploadRecord, viewer: Viewer, desk: Desk) -> Iterator[str]:
    file = _left_as_before(item, desk)
    if file is None or file.judged is None:
        yield (
            f"{item.file_name} (upload {item.upload_id}) had left payments to it, and can't be read again: upload it "
            "anew."
        )
        return
    (receipt,) = storing.store([Taken(file, (item.upload_id,), item.is_demonstration)], viewer, desk)
    more = receipt.accepted - item.payments
    yield (
        f"{counted(more, 'payment')} of {item.file_name} that had been left to it "
        f"{'counts' if more == 1 else 'count'} there again: upload {receipt.upload_id} takes the place of "
        f"{item.upload_id}."
    )


def _left_as_before(item: UploadRecord, desk: Desk) -> ReadFile | None:
    """The file read as it was, with those of its lines held back that other uploads hold now; None where unreadable."""
    try:
        content = desk.store.originals.read(item.sha256)
    except StoreProblem:
        return None
    held = desk.store.ledger.held_back_of(item.upload_id).collect()
    is_left = pl.col("rule") == STORED_ALREADY
    upload = SpendFile(
        item.file_name,
        content,
        owners.from_code(item.authority_code, desk),
        dict(item.receipt.get("answers", {})),
        COMMAND_LINE,
        item.is_demonstration,
        uses_profile=False,
        held_before=held.filter(~is_left),
        part_of=str(item.receipt.get(PART_OF, "")),
    )
    members = [one for one in members_of(upload) if one.sha256 == item.sha256]
    if not members:
        return None
    file = settling.read_one(replace(members[0], part_of=upload.part_of), upload, desk)
    return file if file.judged is None else _without_stored(file, held.filter(is_left)["line"], item, desk)


def _without_stored(file: ReadFile, lines: pl.Series, item: UploadRecord, desk: Desk) -> ReadFile:
    judged = file.judged
    assert judged is not None
    if judged.first_day is None or judged.last_day is None:
        return file
    were_left = judged.payments.filter(pl.col("line").is_in(lines.implode()))
    days = (judged.first_day, judged.last_day)
    stored = stored_payments.of_body(
        desk.store, item.authority_code, days, ("upload_id", *COMPARED), without=[item.upload_id]
    )
    pairs = same_payments.pairs(were_left.select("line", *COMPARED), stored.collect())
    return asking.left_to_others(file, pairs.filter(pl.col("how").is_in(list(THE_SAME))))

"""Store files that are read and decided: their warnings, readings and rows, and what each receipt then says."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from procurement.access import Viewer
from procurement.services.desk import Desk
from procurement.services.privacy import private_people, private_texts
from procurement.services.privacy.private_people import Seen, Withheld
from procurement.services.privacy.private_texts import LookedAt
from procurement.services.suppliers import supplier_settling
from procurement.services.uploading import history, readings
from procurement.services.uploading.reading import ReadFile
from procurement.services.uploading.receipts import Receipt
from procurement.spend.rows import text_keys
from procurement.store.ledger_tables import SCRUBBED
from procurement.store.outcome import outcome_told
from procurement.store.submission import Kept, Submission, Upload


@dataclass(frozen=True)
class Taken:
    """A file that is ready to be stored, the uploads that it replaces, and whether it is invented."""

    file: ReadFile
    replaces: tuple[str, ...] = ()
    is_demonstration: bool = False


def mates(file: ReadFile, waiting: Sequence[Taken | Receipt]) -> list[ReadFile]:
    """The files of the same body that wait to be stored."""
    return [item.file for item in waiting if isinstance(item, Taken) and item.file.owner == file.owner]


def store(waiting: Sequence[Taken | Receipt], viewer: Viewer, desk: Desk) -> Iterator[Receipt]:
    """Store the files among these in one moment; yields a receipt each, in order, those that are receipts as they are.

    Raises StoreProblem, which says what became of the files, where the store can't be written; then none is stored,
    or all are.
    """
    taken = [item for item in waiting if isinstance(item, Taken)]
    kept: list[Kept] = []
    seen: Seen | None = None
    if taken:
        with outcome_told(desk.store.ledger, [_upload(item, viewer) for item in taken]):
            taken, kept, seen = _kept(taken, viewer, desk)
            supplier_settling.after_upload(desk)
            _keep_ready(desk)
    withheld = private_people.of_uploads(desk, [one.upload_id for one in kept], seen)
    stored = iter(zip(taken, kept, strict=True))
    for item in waiting:
        yield _final(*next(stored), desk, withheld) if isinstance(item, Taken) else item


def _kept(taken: list[Taken], viewer: Viewer, desk: Desk) -> tuple[list[Taken], list[Kept], Seen | None]:
    """The files with their warnings, where each was stored, and what was seen of their payments.

    Warnings, readings and what the disk takes need nothing of each other, so that they are made side by side.
    """
    each = [_marked(item) for item in taken]
    payments = pl.concat(each)
    scrubbed = desk.store.count_scrubbed()
    with ThreadPoolExecutor(max_workers=1) as beside:
        warning = beside.submit(_warned, taken, desk)
        readings.match_suppliers(desk, payments)
        looking = beside.submit(private_texts.look, desk, payments.lazy())
        readings.code_lines(desk, payments)
        warned = warning.result()
        _keep_bytes(taken, desk)
        looked = looking.result()
        listing = beside.submit(_list_suppliers, desk)
        submissions = [_submission(item, rows, viewer) for item, rows in zip(warned, each, strict=True)]
        kept = desk.store.keep_many(submissions)
        listing.result()
    if desk.store.count_scrubbed() > scrubbed:  # a scrub in between drops what no upload needed yet
        readings.make(desk, payments)
        _keep_bytes(taken, desk)
    return warned, kept, _seen(each, kept, looked)


def _seen(each: list[pl.DataFrame], kept: list[Kept], looked: LookedAt) -> Seen | None:
    """What was seen of the payments, which are now stored; none where a file was there before, maybe read otherwise."""
    if not all(one.is_new for one in kept):
        return None
    named = [rows.with_columns(upload_id=pl.lit(one.upload_id)) for rows, one in zip(each, kept, strict=True)]
    return Seen(pl.concat(named), looked)


def _warned(taken: list[Taken], desk: Desk) -> list[Taken]:
    """The files with what each shows beside what is stored and beside those that came before it."""
    return [
        replace(item, file=history.warned(item.file, desk, item.replaces, mates(item.file, taken[:place])))
        for place, item in enumerate(taken)
    ]


def _list_suppliers(desk: Desk) -> None:
    """List new suppliers, which the next file needs."""
    desk.known_suppliers.keep_up(desk.store.register.readings.suppliers(), desk.suppliers)


def _keep_ready(desk: Desk) -> None:
    """What the next program would have to read or make again, where that is much."""
    readings = desk.store.register.readings
    desk.store.keep_ready(lambda: desk.known_suppliers.keep(readings.suppliers(), desk.suppliers))


def _marked(item: Taken) -> pl.DataFrame:
    """Its payments with the keys of their texts, whose they are, and a mark that tells its lines from other files'."""
    assert item.file.judged is not None
    code, sha256 = item.file.owner.authority_code, item.file.received.sha256
    return text_keys.add(item.file.judged.payments).with_columns(
        authority_code=pl.lit(code), upload_id=pl.lit(f"{code} {sha256}")
    )


def _keep_bytes(taken: list[Taken], desk: Desk) -> None:
    """Keep the files as they came; they are in no figure by that."""
    for item in taken:
        desk.store.originals.keep(item.file.received.content)


def _upload(item: Taken, viewer: Viewer) -> Upload:
    judged, received = item.file.judged, item.file.received
    assert judged is not None
    return Upload(
        authority_code=item.file.owner.authority_code,
        file_name=received.name,
        sha256=received.sha256,
        received_at=datetime.now(UTC),
        received_by=str(viewer.role),
        receipt=item.file.receipt.as_json(),
        first_day=judged.first_day,
        last_day=judged.last_day,
        is_demonstration=item.is_demonstration,
    )


def _submission(item: Taken, payments: pl.DataFrame, viewer: Viewer) -> Submission:
    judged = item.file.judged
    assert judged is not None
    return Submission(_upload(item, viewer), payments, judged.held_back, judged.issues, item.replaces)


def _final(item: Taken, kept: Kept, desk: Desk, withheld: Mapping[str, Withheld]) -> Receipt:
    notes = [_replaced(item.replaces, desk)] if item.replaces else []
    if not kept.is_new:
        notes = ["The same file came twice; it is stored once."]
    held = withheld[kept.upload_id]
    receipt = replace(item.file.receipt, upload_id=kept.upload_id, withheld=held.payments, withheld_pence=held.pence)
    return replace(receipt, note=" ".join([*notes, *_scrubbed_before(receipt, desk)]))


def _replaced(upload_ids: Sequence[str], desk: Desk) -> str:
    """Which uploads a file took the place of, for its receipt."""
    if len(upload_ids) == 1:
        return f"Replaces upload {upload_ids[0]}, which stays readable."
    names = [f"{desk.store.register.uploads.get(one).file_name} (upload {one})" for one in upload_ids]
    return f"Replaces {len(names):,} uploads, which stay readable: {', '.join(names)}."


def _scrubbed_before(receipt: Receipt, desk: Desk) -> list[str]:
    """That somebody had these very bytes erased, for the person who brings them again."""
    days = [one.ended_at for one in desk.store.register.uploads.of_bytes(receipt.sha256) if one.state == SCRUBBED]
    last = max((day for day in days if day), default=None)
    said = "This very file was scrubbed on {}; it is stored again now. Scrub it again if it should not be here."
    return [said.format(f"{last.day} {last:%B %Y}")] if last else []

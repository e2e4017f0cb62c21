"""Take spend files from bytes to stored payments, losing nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from procurement.access import Viewer, check_can_submit
from procurement.services.desk import Desk
from procurement.services.privacy import private_people, private_texts
from procurement.services.privacy.private_people import Withheld
from procurement.services.suppliers import supplier_settling
from procurement.services.uploading import asking, effects, history, profiles, readings
from procurement.services.uploading.asking import Ask
from procurement.services.uploading.questions import are_same_payments
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.services.uploading.receipts import Receipt
from procurement.services.uploading.settling import read_upload
from procurement.spend.rows import text_keys
from procurement.store.arrivals import Arriving
from procurement.store.ledger_tables import SCRUBBED
from procurement.store.outcome import outcome_told
from procurement.store.submission import Kept, Submission, Upload

BATCH_LINES = 60_000
"""Files are stored together up to about this many lines, so that a back-catalogue takes few commits."""


@dataclass(frozen=True)
class Taken:
    """A file that is ready to be stored, the upload that it replaces ("" where none), and whether it is invented."""

    file: ReadFile
    replaces: str = ""
    is_demonstration: bool = False


def submit(
    viewer: Viewer,
    desk: Desk,
    uploads: Iterable[SpendFile],
    take_suggested: bool = False,
    demonstration: bool = False,
    ask: Ask | None = None,
) -> Iterator[Receipt]:
    """Read, judge and store each file; yields a receipt a file, in order, once its batch is stored.

    A file with an unanswered question is not stored unless `take_suggested`, or `ask` gets it answered. Answers are
    remembered before the next file is read, so that it is not asked the same. Raises NotAllowed where the viewer may
    not submit for a body, StoreProblem where the store can't be written.
    """
    waiting: list[Taken | Receipt] = []
    with desk.store.arrivals.receiving() as arriving:
        for upload in uploads:
            check_can_submit(viewer, upload.owner.authority_code)
            for file in _read(upload, desk, arriving):
                invented = demonstration or upload.is_demonstration
                if file.judged is None:
                    profiles.remember(viewer, desk, file, upload)
                if _meets_again(file, _mates(file, waiting)):
                    yield from _store(waiting, viewer, desk)
                    waiting = []
                mates = _mates(file, waiting)
                refusal = _not_wanted(file, desk, invented)
                waiting.append(refusal or _decided(viewer, file, upload, desk, take_suggested, ask, invented, mates))
            if sum(item.file.receipt.lines for item in waiting if isinstance(item, Taken)) >= BATCH_LINES:
                yield from _store(waiting, viewer, desk)
                arriving.are_stored()
                waiting = []
        yield from _store(waiting, viewer, desk)


def _read(upload: SpendFile, desk: Desk, arriving: Arriving) -> list[ReadFile]:
    """The files of an upload, listed as arriving, so that a restart could say what became of them."""
    code = upload.owner.authority_code
    arriving.begin(upload.name, code)
    read = read_upload(upload, desk)
    arriving.was_read(code, [(file.received.name, file.received.sha256) for file in read])
    return read


def preview(viewer: Viewer, desk: Desk, upload: SpendFile) -> list[ReadFile]:
    """What would be made of a file, with its questions and what each answer would do, before anything is stored."""
    check_can_submit(viewer, upload.owner.authority_code)
    read = (asking.complete(file, upload, desk) for file in read_upload(upload, desk))
    return [history.warned(effects.shown(file, upload, desk), desk, replaces) for file, replaces in read]


def _not_wanted(file: ReadFile, desk: Desk, demonstration: bool) -> Receipt | None:
    """The receipt of a file that is not stored whatever anybody answers; None where it may be."""
    if file.judged is None:
        return file.receipt
    mixing = _mixing(desk, demonstration)
    if mixing:
        return replace(file.receipt, outcome="refused", reason=mixing)
    for earlier in desk.store.register.uploads.of_bytes(file.received.sha256):
        if earlier.state == "stored" and earlier.authority_code == file.owner.authority_code:
            return replace(file.receipt, upload_id=earlier.upload_id, note=_received_before(earlier.received_at))
    return None


def _decided(
    viewer: Viewer,
    file: ReadFile,
    upload: SpendFile,
    desk: Desk,
    take_suggested: bool,
    ask: Ask | None,
    demonstration: bool,
    mates: list[ReadFile],
) -> Taken | Receipt:
    file, replaces = asking.complete(file, upload, desk)
    if file.unanswered and ask and not take_suggested:
        file, upload, replaces = asking.put(file, upload, desk, ask)
    if file.unanswered and not take_suggested:
        file = effects.shown(file, upload, desk)
        return replace(file.receipt, outcome="asked", reason=f"A person must answer: {file.unanswered[0].sentence}")
    profiles.remember(viewer, desk, file, upload)
    if file.judged is None:
        return file.receipt
    file = _answered(history.warned(file, desk, replaces, mates))
    for question in (question for question in file.questions if question.answer == "stop"):
        return replace(
            file.receipt, outcome="refused", reason=f"{question.sentence} Until that is known, it stays out."
        )
    return Taken(file, replaces, demonstration)


def _mates(file: ReadFile, waiting: list[Taken | Receipt]) -> list[ReadFile]:
    """The files of the same body that wait to be stored."""
    return [item.file for item in waiting if isinstance(item, Taken) and item.file.owner == file.owner]


def _meets_again(file: ReadFile, mates: list[ReadFile]) -> bool:
    """Whether a file that waits to be stored holds the same payments, so that it must be stored to be asked about."""
    return any(file.judged and mate.judged and are_same_payments(file.judged, mate.judged) for mate in mates)


def _answered(file: ReadFile) -> ReadFile:
    """The file with the suggested answer written beside each question that nobody answered, for the receipt."""
    questions = tuple(replace(question, answer=question.chosen) for question in file.questions)
    answers = {**file.receipt.answers, **{question.code: question.answer for question in questions}}
    return replace(file, questions=questions, receipt=replace(file.receipt, questions=questions, answers=answers))


def _mixing(desk: Desk, demonstration: bool) -> str:
    """Why this upload may not enter this store, "" where it may: invented and real spend never mix."""
    held = desk.store.is_demonstration()
    if held is None or held == demonstration:
        return ""
    kinds = ("invented", "real") if held else ("real", "invented")
    return (
        f"This store holds {kinds[0]} spend and the file is {kinds[1]}; the two never mix. Choose another folder with "
        "PROCUREMENT_HOME for it."
    )


def _received_before(when: datetime) -> str:
    return f"Already received on {when.day} {when:%B %Y}; nothing was stored twice."


def _store(waiting: list[Taken | Receipt], viewer: Viewer, desk: Desk) -> Iterator[Receipt]:
    taken = [item for item in waiting if isinstance(item, Taken)]
    kept: list[Kept] = []
    if taken:
        submissions = [_submission(item, viewer) for item in taken]
        payments = pl.concat([_marked(submission) for submission in submissions])
        scrubbed = desk.store.count_scrubbed()
        with outcome_told(desk.store.ledger, [submission.upload for submission in submissions]):
            _prepare(taken, payments, desk)
            kept = _keep(submissions, payments, desk)
            if desk.store.count_scrubbed() > scrubbed:  # a scrub in between drops what no upload needed yet
                _prepare(taken, payments, desk)
            supplier_settling.after_upload(desk)
    withheld = private_people.of_uploads(desk, [one.upload_id for one in kept])
    places = iter(kept)
    for item in waiting:
        yield _final(item, next(places), desk, withheld) if isinstance(item, Taken) else item


def _keep(submissions: Sequence[Submission], payments: pl.DataFrame, desk: Desk) -> list[Kept]:
    """Store uploads, and meanwhile make ready what is asked next, for the disk takes as long as that does."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        looking = beside.submit(_look_ahead, payments, desk)
        kept = desk.store.keep_many(submissions)
        looking.result()
    return kept


def _look_ahead(payments: pl.DataFrame, desk: Desk) -> None:
    """Look at texts for private people, which the receipt tells of, and list new suppliers, which the next file needs.

    What is found is kept by text, so that a failure to store leaves nothing that counts.
    """
    private_texts.of_payments(desk, payments.lazy())
    desk.known_suppliers.keep_up(desk.store.register.readings.suppliers(), desk.suppliers)


def _marked(submission: Submission) -> pl.DataFrame:
    """Its payments with whose they are, and a mark that tells its lines from those of other files."""
    upload = submission.upload
    return submission.payments.with_columns(
        authority_code=pl.lit(upload.authority_code), upload_id=pl.lit(f"{upload.authority_code} {upload.sha256}")
    )


def _prepare(taken: list[Taken], payments: pl.DataFrame, desk: Desk) -> None:
    """Keep what an upload needs besides its rows: readings of its texts, and its bytes; it is in no figure by that."""
    readings.make(desk, payments)
    for item in taken:
        desk.store.originals.keep(item.file.received.content)


def _submission(item: Taken, viewer: Viewer) -> Submission:
    judged, received = item.file.judged, item.file.received
    assert judged is not None
    upload = Upload(
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
    replaces = (item.replaces,) if item.replaces else ()
    return Submission(upload, text_keys.add(judged.payments), judged.held_back, judged.issues, replaces)


def _final(item: Taken, kept: Kept, desk: Desk, withheld: Mapping[str, Withheld]) -> Receipt:
    notes = [f"Replaces upload {item.replaces}, which stays readable."] if item.replaces else []
    if not kept.is_new:
        notes = ["The same file came twice; it is stored once."]
    held = withheld[kept.upload_id]
    receipt = replace(item.file.receipt, upload_id=kept.upload_id, withheld=held.payments, withheld_pence=held.pence)
    return replace(receipt, note=" ".join([*notes, *_scrubbed_before(receipt, desk)]))


def _scrubbed_before(receipt: Receipt, desk: Desk) -> list[str]:
    """That somebody had these very bytes erased, for the person who brings them again."""
    days = [one.ended_at for one in desk.store.register.uploads.of_bytes(receipt.sha256) if one.state == SCRUBBED]
    last = max((day for day in days if day), default=None)
    said = "This very file was scrubbed on {}; it is stored again now. Scrub it again if it should not be here."
    return [said.format(f"{last.day} {last:%B %Y}")] if last else []

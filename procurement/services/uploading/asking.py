"""A file's last question (the same period again), and putting what is open to a person, one question at a time."""

from collections.abc import Callable, Collection
from dataclasses import replace

import polars as pl

from procurement.services.desk import Desk
from procurement.services.uploading import again_questions, effects, large_files, settling, stored_payments
from procurement.services.uploading.again_questions import REPLACE, REST
from procurement.services.uploading.reading import ReadFile, SpendFile, counted_anew, scoped
from procurement.services.uploading.receipts import STORED_ALREADY
from procurement.services.uploading.sent_again import SentAgain, Stored, beside
from procurement.spend import judge
from procurement.spend.findings import Question
from procurement.spend.rows.same_payments import COMPARED

Ask = Callable[[str, Question], str]
"""Given a file's name and a question, what a person answers: the value of a choice, or "" where they would not say."""

PART_OF = "part_of"
"""In a receipt: of which larger file an upload is a part."""


def complete(file: ReadFile, upload: SpendFile, desk: Desk) -> tuple[ReadFile, tuple[str, ...]]:
    """The file with the question whether its payments were sent before, and the uploads that it replaces.

    What the lines prove is answered, unless a person says otherwise. Lines that count elsewhere are held back as the
    answer, or the suggestion, has it. Parts of a large file prove nothing one by one, for lines move between the parts.
    """
    if upload.replaces:
        return _left_as_before(file, upload.replaces, desk), (upload.replaces,)
    if file.judged is None or _is_stored(file, desk):
        return file, ()
    again = _beside(file, desk)
    if again is None:
        return file, ()
    total = sum(one.payments_pence for one in desk.store.register.uploads.standing(file.owner.authority_code))
    question = again_questions.put(again, file.judged, file.owner, total)
    known = again_questions.sure(again)
    if file.received.part_of and again.versions:
        question, known = replace(question, suggested=REPLACE), ""
    if gone := _gave_way_to(file, again, desk):
        question, known, upload = again_questions.sent_before(question, gone), "", replace(upload, uses_profile=False)
    asked = settling.with_question(file, question, upload, desk, known)
    chosen = asked.questions[-1].chosen
    replaced = again.versions if chosen == REPLACE else ()
    if chosen == REST or (chosen == REPLACE and not file.received.part_of):
        lines = again.lines_left(replaced)
        asked = left_to_others(asked, again.pairs.filter(pl.col("line").is_in(lines.implode())))
    return asked, tuple(one.upload_id for one in replaced)


def _is_stored(file: ReadFile, desk: Desk) -> bool:
    """Whether these very bytes stand already: sending them again changes nothing, so there is nothing to ask."""
    known = desk.store.register.uploads.of_bytes(file.received.sha256)
    return any(one.state == "stored" and one.authority_code == file.owner.authority_code for one in known)


def _left_as_before(file: ReadFile, replaced: str, desk: Desk) -> ReadFile:
    """A file that is to take an upload's place, as where rows were mended, leaves what that left to others."""
    before = desk.store.register.uploads.get(replaced).receipt
    left_to, pence = tuple(map(str, before.get("left_to", ()))), int(before.get("left_pence", 0))
    return replace(file, receipt=replace(file.receipt, left_to=left_to, left_pence=pence))


def repeats(file: ReadFile, others: Collection[ReadFile]) -> bool:
    """Whether a file holds payments of others of its body, so that these must be stored before it is asked about."""
    judged = {str(at): one.judged for at, one in enumerate(others) if one.judged}
    rows = [one.payments.lazy().select(*COMPARED).with_columns(upload_id=pl.lit(at)) for at, one in judged.items()]
    uploads = [
        Stored(at, "", one.accepted, one.accepted_pence, one.first_day, one.last_day)
        for at, one in judged.items()
        if one.first_day and one.last_day
    ]
    return bool(rows and file.judged and beside("", file.judged, pl.concat(rows), uploads))


def _beside(file: ReadFile, desk: Desk) -> SentAgain | None:
    """The file beside what stands of its body; other parts of one large file are no earlier versions of it."""
    part_of, judged = file.received.part_of, file.judged
    if judged is None or judged.first_day is None or judged.last_day is None:
        return None
    standing = desk.store.register.uploads.standing(file.owner.authority_code)
    parts = [
        one.upload_id
        for one in standing
        if part_of and large_files.are_other_parts(part_of, str(one.receipt.get(PART_OF, "")))
    ]
    months = stored_payments.whole_months(judged.first_day, judged.last_day)
    near = stored_payments.of_body(
        desk.store, file.owner.authority_code, months, ("upload_id", *COMPARED), without=parts
    )
    uploads = [
        Stored(one.upload_id, one.file_name, one.payments, one.payments_pence, one.first_day, one.last_day)
        for one in standing
        if one.upload_id not in parts and one.first_day and one.last_day
    ]
    return beside(file.received.name, judged, near, uploads)


def left_to_others(file: ReadFile, pairs: pl.DataFrame) -> ReadFile:
    """The file with the lines held back whose payments count in uploads that stand; pairs: PAIR of these lines."""
    judged = file.judged
    assert judged is not None
    if pairs.is_empty():
        return file
    left_pence = int(judged.payments.filter(pl.col("line").is_in(pairs["line"].implode()))["amount_pence"].sum())
    for (upload_id,), rows in pairs.group_by("upload_id", maintain_order=True):
        advice = f"The payment is stored already in upload {upload_id} and counts there. There is nothing to do."
        is_there = pl.col("line").is_in(rows["line"].implode())
        judged = judge.hold_back(judged, is_there, STORED_ALREADY, "supplier_name", advice)
    return counted_anew(file, judged, tuple(pairs["upload_id"].unique().sort()), left_pence)


def _gave_way_to(file: ReadFile, again: SentAgain, desk: Desk) -> str:
    """The upload beside the file that stands in the place of these very bytes, put there at once or by and by."""
    uploads = desk.store.register.uploads
    beside_it = {one.upload.upload_id for one in again.uploads}
    for one in uploads.of_bytes(file.received.sha256):
        met: set[str] = set()
        while one.replaced_by and one.upload_id not in met and one.authority_code == file.owner.authority_code:
            met.add(one.upload_id)
            if one.replaced_by in beside_it:
                return one.replaced_by
            one = uploads.get(one.replaced_by)
    return ""


def put(
    file: ReadFile, replaces: tuple[str, ...], upload: SpendFile, desk: Desk, ask: Ask
) -> tuple[ReadFile, SpendFile, tuple[str, ...]]:
    """Put each open question of a file once, its effects shown, reading the file anew under each answer.

    file and replaces: as `complete` gave them. Returns the file, the upload with the answers, and the uploads that it
    replaces. A question that the person would not answer stays open, and ends the asking.
    """
    while file.unanswered:
        question = effects.shown(file, upload, desk).unanswered[0]
        said = ask(file.received.name, question)
        if not said:
            break
        upload = replace(upload, answers={**upload.answers, scoped(question.code, file.received): said})
        file, replaces = complete(settling.read_one(file.received, upload, desk), upload, desk)
    return file, upload, replaces

"""Take spend files from bytes to stored payments, losing nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeGuard

from procurement.access import Viewer, check_can_submit
from procurement.services.desk import Desk
from procurement.services.uploading import (
    again_questions,
    asking,
    effects,
    history,
    large_files,
    left_lines,
    profiles,
    storing,
)
from procurement.services.uploading.asking import Ask
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.services.uploading.receipts import Receipt
from procurement.services.uploading.settling import read_upload
from procurement.services.uploading.storing import Taken
from procurement.spend.findings import Question
from procurement.store.arrivals import Arriving

BATCH_LINES = 60_000
"""Files are stored together up to about this many lines, so that a back-catalogue takes few commits."""


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
                if _meets_again(file, storing.mates(file, waiting)):
                    yield from _stored(waiting, viewer, desk)
                    waiting = []
                mates = storing.mates(file, waiting)
                refusal = _not_wanted(file, desk, invented, waiting)
                waiting.append(refusal or _decided(viewer, file, upload, desk, take_suggested, ask, invented, mates))
            if sum(item.file.receipt.lines for item in waiting if isinstance(item, Taken)) >= BATCH_LINES:
                yield from _stored(waiting, viewer, desk)
                arriving.are_stored()
                waiting = []
        yield from _stored(waiting, viewer, desk)


def _stored(waiting: Sequence[Taken | Receipt], viewer: Viewer, desk: Desk) -> Iterator[Receipt]:
    """The receipts of files that are stored; what others had left to uploads that these replace counts again."""
    receipts = list(storing.store(waiting, viewer, desk))
    ended = {item.file.owner.authority_code: at for at, item in enumerate(waiting) if _replaces(item)}
    for code, at in ended.items():
        told = left_lines.count_again(viewer, desk, code)
        receipts[at] = replace(receipts[at], note=" ".join([receipts[at].note, *told]))
    yield from receipts


def _replaces(item: Taken | Receipt) -> TypeGuard[Taken]:
    return isinstance(item, Taken) and bool(item.replaces)


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


def _not_wanted(file: ReadFile, desk: Desk, demonstration: bool, waiting: Sequence[Taken | Receipt]) -> Receipt | None:
    """The receipt of a file that is not stored whatever anybody answers; None where it may be."""
    if file.judged is None:
        return file.receipt
    mixing = _mixing(desk, demonstration, waiting)
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
        file, upload, replaces = asking.put(file, replaces, upload, desk, ask)
    if file.unanswered and not take_suggested:
        file = effects.shown(file, upload, desk)
        return replace(file.receipt, outcome="asked", reason=f"A person must answer: {file.unanswered[0].sentence}")
    profiles.remember(viewer, desk, file, upload)
    if file.judged is None:
        return file.receipt
    proved = {one.code for one in file.questions if one.answer} - file.answers.keys()
    file = _answered(file)
    for question in (question for question in file.questions if question.answer == "stop"):
        if question.code == again_questions.CODE:
            return _left_out(file, question, "known" if question.code in proved else "refused")
        receipt = history.warned(file, desk, replaces, mates).receipt
        return replace(receipt, outcome="refused", reason=f"{question.sentence} Until that is known, it stays out.")
    return Taken(file, replaces, demonstration)


def _left_out(file: ReadFile, question: Question, outcome: str) -> Receipt:
    """The receipt of a file whose payments are stored already, as its lines prove or a person says."""
    told = question.sentence.removesuffix(again_questions.ASKS)
    reason = f"{told} The file is left out, so that nothing counts twice."
    return replace(file.receipt, outcome=outcome, reason=reason)


def _meets_again(file: ReadFile, mates: list[ReadFile]) -> bool:
    """Whether a file that waits to be stored holds the same payments, so that it must be stored to be asked about."""
    mine = file.received.part_of
    others = [mate for mate in mates if not large_files.are_other_parts(mine, mate.received.part_of)]
    return asking.repeats(file, others)


def _answered(file: ReadFile) -> ReadFile:
    """The file with the suggested answer written beside each question that nobody answered, for the receipt."""
    questions = tuple(replace(question, answer=question.chosen) for question in file.questions)
    answers = {**file.receipt.answers, **{question.code: question.answer for question in questions}}
    return replace(file, questions=questions, receipt=replace(file.receipt, questions=questions, answers=answers))


def _mixing(desk: Desk, demonstration: bool, waiting: Sequence[Taken | Receipt]) -> str:
    """Why this upload may not enter this store, "" where it may: invented and real spend never mix.

    In an empty store the first file that waits to be stored settles which of the two it holds.
    """
    first = (item.is_demonstration for item in waiting if isinstance(item, Taken))
    held = desk.store.is_demonstration()
    held = next(first, None) if held is None else held
    if held is None or held == demonstration:
        return ""
    kinds = ("invented", "real") if held else ("real", "invented")
    return (
        f"This store holds {kinds[0]} spend and the file is {kinds[1]}; the two never mix. Choose another folder with "
        "PROCUREMENT_HOME for it."
    )


def _received_before(when: datetime) -> str:
    return f"Already received on {when.day} {when:%B %Y}; nothing was stored twice."

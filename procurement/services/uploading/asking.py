"""A file's last question (the same period again), and putting what is open to a person, one question at a time."""

from collections.abc import Callable
from dataclasses import replace

from procurement.services.desk import Desk
from procurement.services.uploading import effects, settling
from procurement.services.uploading.questions import same_period, sent_before
from procurement.services.uploading.reading import ReadFile, SpendFile, scoped
from procurement.spend.findings import Question

Ask = Callable[[str, Question], str]
"""Given a file's name and a question, what a person answers: the value of a choice, or "" where they would not say."""


def complete(file: ReadFile, upload: SpendFile, desk: Desk) -> tuple[ReadFile, str]:
    """The file with the question whether its period was sent before, and the upload that it replaces ("" for none)."""
    if upload.replaces:
        return file, upload.replaces
    if file.judged is None or _is_stored(file, desk):
        return file, ""
    found = same_period(file.judged, file.owner, desk.store, {}, file.received.part_of)
    if found is None:
        return file, ""
    question, earlier = found
    if _gave_way_to(file, earlier, desk):
        question, upload = sent_before(question, earlier), replace(upload, uses_profile=False)
    asked = settling.with_question(file, question, upload, desk)
    return asked, earlier if asked.questions[-1].chosen == "replace" else ""


def _is_stored(file: ReadFile, desk: Desk) -> bool:
    """Whether these very bytes stand already: sending them again changes nothing, so there is nothing to ask."""
    known = desk.store.register.uploads.of_bytes(file.received.sha256)
    return any(one.state == "stored" and one.authority_code == file.owner.authority_code for one in known)


def _gave_way_to(file: ReadFile, standing: str, desk: Desk) -> bool:
    """Whether these very bytes were stored before, and what replaced them, at once or by and by, is what stands."""
    uploads = desk.store.register.uploads
    for one in uploads.of_bytes(file.received.sha256):
        met: set[str] = set()
        while one.replaced_by and one.upload_id not in met and one.authority_code == file.owner.authority_code:
            met.add(one.upload_id)
            if one.replaced_by == standing:
                return True
            one = uploads.get(one.replaced_by)
    return False


def put(file: ReadFile, upload: SpendFile, desk: Desk, ask: Ask) -> tuple[ReadFile, SpendFile, str]:
    """Put each open question of a complete file once, its effects shown, reading the file anew under each answer.

    Returns the file, the upload with the answers, and the upload that it replaces. A question that the person would
    not answer stays open, and ends the asking.
    """
    replaces = upload.replaces
    while file.unanswered:
        question = effects.shown(file, upload, desk).unanswered[0]
        said = ask(file.received.name, question)
        if not said:
            break
        upload = replace(upload, answers={**upload.answers, scoped(question.code, file.received): said})
        file, replaces = complete(settling.read_one(file.received, upload, desk), upload, desk)
    return file, upload, replaces

"""Which answers a file is read with: those given now, then those of the council's profile; the rest is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from procurement.services.desk import Desk
from procurement.services.uploading import layouts
from procurement.services.uploading.reading import FIRST_TEXTS, Asked, Reader, ReadFile, SpendFile, members_of
from procurement.services.uploading.remembered import (
    AMOUNT_BASIS,
    AS_UNDERSTOOD,
    COLUMN,
    Profile,
    Remembered,
    find,
    from_plain,
    is_volunteered,
    latest,
    name,
    value_of,
)
from procurement.spend.findings import Choice, Question
from procurement.spend.money.amount_basis import BASES
from procurement.spend.named_table import UNSTATED
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable

NEEDED = ("amount", "paid_on", "supplier_name")


def read_upload(upload: SpendFile, desk: Desk) -> list[ReadFile]:
    """Every file of an upload, each read or refused on its own, with its council's profile under the answers given."""
    return [read_one(member, upload, desk) for member in members_of(upload)]


def read_one(member: Received, upload: SpendFile, desk: Desk) -> ReadFile:
    """One file of an upload."""
    read_before: dict[tuple[str, str], TextTable] = {} if upload.table is None else {FIRST_TEXTS: upload.table}
    return settle(Reader(member, upload, desk, read_before), upload.given(member), _profile(upload, desk))


def _profile(upload: SpendFile, desk: Desk) -> Profile:
    return profile_of(upload.owner.authority_code, desk) if upload.uses_profile else {}


def profile_of(authority_code: str, desk: Desk) -> Profile:
    """What is remembered of a body's files, by key."""
    return {key: from_plain(row) for key, row in desk.store.register.profiles.answers(authority_code).items()}


@dataclass
class Rounds:
    """A file is read, answers are found for its questions, and it is read again, until no more is found."""

    reader: Reader
    given: Mapping[str, str]
    profile: Profile
    used: dict[str, str] = field(default_factory=dict[str, str])
    remembered: dict[str, Remembered] = field(default_factory=dict[str, Remembered])
    asked: dict[str, Asked] = field(default_factory=dict[str, Asked])


def settle(reader: Reader, given: Mapping[str, str], profile: Profile) -> ReadFile:
    """One file read with every answer that holds for it, and questions for the rest.

    An answer given now comes first. One of the profile holds where its layout is this file's; elsewhere the question
    is asked again, and the old answer is its suggestion. An answer that is none of the choices is no answer.
    """
    rounds = Rounds(reader, given, profile)
    file = reader.read({})
    while more := _more(rounds, file):
        rounds.used |= more
        again = reader.read(rounds.used)
        if again.judged is None and file.judged is None and all(code in rounds.remembered for code in rounds.used):
            return file  # the file is refused whatever the profile says, so its own reason is the one to show
        file = again
    if file.judged is not None:
        file = _with_suggestions(rounds, file)
    return replace(
        file,
        answers=dict(rounds.used),
        remembered=dict(rounds.remembered),
        asked=dict(rounds.asked),
        receipt=replace(file.receipt, remembered=tuple(one.sentence for one in rounds.remembered.values())),
    )


def with_question(file: ReadFile, question: Question, upload: SpendFile, desk: Desk, sure: str = "") -> ReadFile:
    """The file with one more question, one that hangs on no layout, answered where the answer is given or kept.

    sure: what answers it where nobody says otherwise; "" where a person must be asked.
    """
    given = upload.given(file.received)
    value = value_of(question, given.get(question.code, ""))
    kept = None if question.code in given else find(_profile(upload, desk), question.code, ())
    known = value or (value_of(question, kept.value) if kept else "")
    asked = {**file.asked, question.code: Asked(question, ())}
    answer = known or ("" if question.code in given else sure)
    file = replace(file.with_questions((*file.questions, replace(question, answer=answer))), asked=asked)
    file = replace(file, answers={**file.answers, question.code: known} if known else file.answers)
    if kept is None or not known:
        return file
    said = replace(file.receipt, remembered=(*file.receipt.remembered, kept.sentence))
    return replace(file, receipt=said, remembered={**file.remembered, question.code: kept})


def _more(rounds: Rounds, file: ReadFile) -> dict[str, str]:
    """Answers to what this reading of the file asks, and corrections; none gives an empty dictionary."""
    first = not rounds.asked and not rounds.used
    for question in file.unanswered:
        rounds.asked.setdefault(question.code, Asked(question, layouts.of_question(question, file)))
    found = dict(_to_questions(rounds, file))
    if first:
        found |= dict(_corrections(rounds, file))
    if first and file.judged is None:
        found |= rounds.given
    return found


def _to_questions(rounds: Rounds, file: ReadFile) -> Iterator[tuple[str, str]]:
    for question in file.unanswered:
        code = question.code
        if code in rounds.used:
            continue
        value = value_of(question, rounds.given.get(code, ""))
        kept = find(rounds.profile, code, rounds.asked[code].hangs_on)
        if not value and code not in rounds.given and kept and (value := value_of(question, kept.value)):
            rounds.remembered[code] = kept
        if value:
            yield code, value


def _corrections(rounds: Rounds, file: ReadFile) -> Iterator[tuple[str, str]]:
    """What a person says of a file unasked: given now, or remembered for a file that is understood in the same way."""
    for code in {**rounds.given, **{one.code: "" for one in rounds.profile.values()}}:
        if not is_volunteered(code) or code in rounds.asked:
            continue
        hangs_on = layouts.of_statement(code, file)
        rounds.asked[code] = Asked(_put(code, file, ""), hangs_on)
        kept = find(rounds.profile, code, hangs_on)
        if code in rounds.given:
            said = rounds.given[code]
            yield code, value_of(_put(code, file, ""), said) or UNSTATED if code == AMOUNT_BASIS else said
        elif kept and _fits(kept, file):
            rounds.remembered[code] = kept
            yield code, kept.value


def _fits(kept: Remembered, file: ReadFile) -> bool:
    if kept.code == AMOUNT_BASIS or kept.value == AS_UNDERSTOOD or kept.value == "-":
        return True
    headings = {heading.casefold() for heading in file.publisher_headings}
    return kept.value.casefold() in headings or file.judged is None


def _with_suggestions(rounds: Rounds, file: ReadFile) -> ReadFile:
    """The file with what was answered for another layout asked again: the old answer is suggested, never used."""
    waiting = {question.code: question for question in file.unanswered}
    old = {code: kept for code in rounds.asked if (kept := latest(rounds.profile, code)) and code not in rounds.used}
    again = [_put(code, file, kept.value) for code, kept in old.items() if _is_open(code, waiting, file)]
    put = [*file.questions, *again]
    file = file.with_questions(tuple(put))
    meant = {one.code: value_of(one, old[one.code].value) for one in put if one.code in old and not one.answer}
    suggested = {code: value for code, value in meant.items() if value}
    if not suggested:
        return file
    read = rounds.reader.read({**rounds.used, **suggested})
    if read.judged is None:
        return file
    raised = [*read.questions, *(one for one in again if one.code not in {found.code for found in read.questions})]
    return read.with_questions(
        tuple(
            replace(one, answer="", suggested=suggested[one.code]) if one.code in suggested else one for one in raised
        )
    )


def _is_open(code: str, waiting: Mapping[str, Question], file: ReadFile) -> bool:
    """Whether a correction that was made for another layout must be asked about: not where the file speaks itself."""
    if not is_volunteered(code) or code in waiting or file.judged is None:
        return False
    return code != AMOUNT_BASIS or UNSTATED in file.judged.payments["amount_basis"]


def _put(code: str, file: ReadFile, old: str) -> Question:
    """The question whether a correction holds for this file as well."""
    if code == AMOUNT_BASIS:
        sentence = f'Do the amounts in "{file.receipt.columns.get("amount", "")}" include VAT?'
        return Question(code, sentence, BASES, UNSTATED)
    ours = code.removeprefix(COLUMN)
    found = file.receipt.columns.get(ours, "")
    by_itself = Choice(AS_UNDERSTOOD, f'Read it from "{found}"' if found else "Leave it empty")
    needed = {file.receipt.columns.get(one, "").casefold() for one in NEEDED if one != ours} | {found.casefold()}
    others = [heading for heading in file.publisher_headings if heading.casefold() not in needed]
    same = [heading for heading in others if heading.casefold() == old.casefold()]
    sentence = f"{name(code)}? This file's headings are not those for which that was answered before."
    return Question(code, sentence, (by_itself, *(Choice(one, f'"{one}"') for one in same or others)), AS_UNDERSTOOD)

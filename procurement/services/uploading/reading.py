"""One file from bytes to judged rows under given answers, with the questions that are left; nothing is stored here."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

import polars as pl

from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.uploading.questions import other_body
from procurement.services.uploading.receipts import Receipt, refused
from procurement.services.uploading.remembered import AS_UNDERSTOOD, Remembered
from procurement.spend import headings, judge, read, receive
from procurement.spend.alerts import warnings
from procurement.spend.findings import ColumnMissing, Question, Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable

CORRECTABLE = headings.CORRECTABLE
"""Our columns that a person may point at another heading."""

FIRST_TEXTS = ("", "")
"""The texts of a file before anybody said which sheet, and whether hidden rows count."""


BALANCE = (
    "accepted", "held_back", "accepted_pence", "held_back_pence", "held_back_unread", "first_day", "last_day",
)  # fmt: skip


@dataclass(frozen=True)
class SpendFile:
    """An upload as it arrives: its name (only ever shown), its bytes, whose it is, and answers already given.

    answers: question code (or COLUMN:ours, or AMOUNT_BASIS) to value; `scoped` names one for a single file of a ZIP.
    replaces: the upload that it stands in for, where that is known; "" where it is to be found out. held_before:
    HELD_BACK, rows of that upload that nobody has mended and that must stay held back.
    uses_profile: whether the council's profile answers what `answers` does not; a file read once more does without.
    are_remembered: whether the answers become the council's profile; always: codes of those that speak of one file
    alone, and are to be remembered all the same.
    received, table: the file checked, and its texts read, where that was done already; then nothing is done twice.
    part_of: of which larger file it is a part, and which, as large_files.Part says; "" for none.
    """

    name: str
    content: bytes
    owner: Owner
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: Limits = field(default_factory=Limits)
    is_demonstration: bool = False
    replaces: str = ""
    held_before: pl.DataFrame | None = None
    uses_profile: bool = True
    are_remembered: bool = False
    always: frozenset[str] = frozenset()
    received: Received | None = None
    table: TextTable | None = None
    part_of: str = ""

    def given(self, member: Received) -> dict[str, str]:
        """The answers given for one of its files."""
        own = {code: value for code, value in self.answers.items() if not code.startswith("#")}
        mark = scoped("", member)
        named = {code.removeprefix(mark): value for code, value in self.answers.items() if code.startswith(mark)}
        return {**own, **named}


@dataclass(frozen=True)
class Asked:
    """A question as it was first put, before anybody answered, and what an answer to it hangs on."""

    question: Question
    hangs_on: tuple[str, ...]


@dataclass(frozen=True)
class ReadFile:
    """One file inside an upload, read: its receipt so far, and its rows where it was not refused.

    answers: those it was read with. remembered: the ones among them that are from the council's profile. asked: the
    questions and corrections met on the way, by code.
    """

    owner: Owner
    received: Received
    receipt: Receipt
    judged: Judged | None = None
    questions: tuple[Question, ...] = ()
    publisher_headings: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    remembered: Mapping[str, Remembered] = field(default_factory=dict[str, Remembered])
    asked: Mapping[str, Asked] = field(default_factory=dict[str, Asked])

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that still wait for a person."""
        return tuple(question for question in self.questions if not question.answer)

    def with_questions(self, questions: tuple[Question, ...]) -> "ReadFile":
        """The same file with these questions, on its receipt too."""
        return replace(self, questions=questions, receipt=replace(self.receipt, questions=questions))


def scoped(code: str, member: Received) -> str:
    """An answer's code for one file of an upload alone."""
    return f"#{member.sha256[:12]} {code}"


def members_of(upload: SpendFile) -> list[Received]:
    """The files of an upload (a ZIP holds several), each with its refusal where it has one; never raises Refused."""
    if upload.received is not None:
        return [upload.received]
    try:
        members = receive.check(upload.name, upload.content, upload.limits)
        return [replace(one, part_of=upload.part_of) for one in members]
    except Refused as problem:
        digest = sha256(upload.content).hexdigest()
        return [Received(receive.shown_name(upload.name), upload.content, digest, kind="", refusal=str(problem))]


@dataclass(frozen=True)
class Reader:
    """Reads one file under one set of answers after another; the texts of a sheet are read once."""

    member: Received
    upload: SpendFile
    desk: Desk
    tables: dict[tuple[str, str], TextTable] = field(default_factory=dict[tuple[str, str], TextTable])

    def read(self, answers: Mapping[str, str]) -> ReadFile:
        """The file under these answers, read or refused; never raises Refused."""
        said = {code: value for code, value in answers.items() if value != AS_UNDERSTOOD}
        return replace(_read_member(self.member, self.upload, self.desk, said, self._table), answers=dict(answers))

    def _table(self, answers: Mapping[str, str]) -> TextTable:
        place = (answers.get("SHEET", ""), answers.get("HIDDEN", ""))
        if place not in self.tables:
            aliases = self.desk.reference["heading_aliases"]
            self.tables[place] = read.as_text(self.member, self.upload.limits, answers, aliases)
        return self.tables[place]


def _read_member(
    member: Received,
    upload: SpendFile,
    desk: Desk,
    answers: dict[str, str],
    table_of: Callable[[Mapping[str, str]], TextTable],
) -> ReadFile:
    if member.refusal:
        return ReadFile(upload.owner, member, refused(member.name, member.sha256, member.refusal))
    try:
        table = table_of(answers)
        named = headings.apply(
            table, desk.reference["heading_aliases"], desk.reference["redaction_wordings"], answers, member.name
        )
        judged = judge.rows(named, desk.today, answers, desk.reference["redaction_wordings"])
        if upload.held_before is not None:
            judged = judge.keep_holding(judged, upload.held_before)
        judged, body_questions = other_body(judged, upload.owner, desk, answers)
    except Refused as problem:
        found = problem.headings if isinstance(problem, ColumnMissing) else ()
        sorry = refused(member.name, member.sha256, str(problem))
        return ReadFile(upload.owner, member, sorry, publisher_headings=found)
    questions = (*judged.questions, *body_questions)
    receipt = replace(_receipt(member, upload.owner, judged), questions=questions, answers=answers)
    return ReadFile(upload.owner, member, receipt, judged, questions, tuple(named.labels.values()))


def counted_anew(file: ReadFile, judged: Judged, left_to: tuple[str, ...], left_pence: int) -> ReadFile:
    """The file with other rows of it held back, which are left to other uploads, and its receipt counted anew."""
    fresh = _receipt(file.received, file.owner, judged)
    names = (*BALANCE, "held_back_rules", "warnings")
    receipt = replace(
        file.receipt, left_to=left_to, left_pence=left_pence, **{name: getattr(fresh, name) for name in names}
    )
    return replace(file, judged=judged, receipt=receipt)


def _receipt(member: Received, owner: Owner, judged: Judged) -> Receipt:
    rules = Counter(judged.held_back["rule"].to_list())
    return Receipt(
        file=member.name,
        sha256=member.sha256,
        outcome="taken",
        fixes=judged.fixes,
        warnings=warnings.in_words(judged.issues),
        lines=judged.lines,
        accepted=judged.accepted,
        held_back=judged.held_back.height,
        blank=judged.blank,
        headings=judged.headings,
        totals=judged.totals,
        accepted_pence=judged.accepted_pence,
        held_back_pence=judged.held_back_pence,
        held_back_unread=judged.held_back["amount_pence"].null_count(),
        first_day=str(judged.first_day or ""),
        last_day=str(judged.last_day or ""),
        held_back_rules=dict(sorted(rules.items())),
        columns=judged.columns or {},
        authority_code=owner.authority_code,
        sheets=judged.sheets,
        part_of=member.part_of,
    )

"""One file from bytes to judged rows, with every question that a person must answer; nothing is stored here."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

import polars as pl

from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.questions import other_body
from procurement.services.receipts import Receipt, refused
from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Question, Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.receive import Received

CORRECTABLE = headings.CORRECTABLE
"""Our columns that a person may point at another heading."""


@dataclass(frozen=True)
class SpendFile:
    """An upload as it arrives: its name (only ever shown), its bytes, whose it is, and answers already given.

    replaces: the upload that it stands in for, where that is known; "" where it is to be found out. held_before:
    HELD_BACK, rows of that upload that nobody has mended and that must stay held back.
    """

    name: str
    content: bytes
    owner: Owner
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: Limits = field(default_factory=Limits)
    is_demonstration: bool = False
    replaces: str = ""
    held_before: pl.DataFrame | None = None


@dataclass(frozen=True)
class ReadFile:
    """One file inside an upload, read: its receipt so far, and its rows where it was not refused."""

    owner: Owner
    received: Received
    receipt: Receipt
    judged: Judged | None = None
    questions: tuple[Question, ...] = ()
    publisher_headings: tuple[str, ...] = ()

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that still wait for a person."""
        return tuple(question for question in self.questions if not question.answer)


def read_upload(upload: SpendFile, desk: Desk) -> list[ReadFile]:
    """Every file of an upload (a ZIP holds several), each read or refused on its own; never raises Refused."""
    try:
        members = receive.check(upload.name, upload.content, upload.limits)
    except Refused as problem:
        name, digest = receive.shown_name(upload.name), sha256(upload.content).hexdigest()
        whole = Received(name, upload.content, digest, kind="", refusal=str(problem))
        return [ReadFile(upload.owner, whole, refused(name, digest, str(problem)))]
    return [_read_member(member, upload, desk) for member in members]


def _read_member(member: Received, upload: SpendFile, desk: Desk) -> ReadFile:
    if member.refusal:
        return ReadFile(upload.owner, member, refused(member.name, member.sha256, member.refusal))
    answers = dict(upload.answers)
    try:
        table = read.as_text(member, upload.limits, answers)
        named = headings.apply(table, desk.reference["heading_aliases"], answers, member.name)
        judged = judge.rows(named, desk.today, answers, desk.reference["redaction_wordings"])
        if upload.held_before is not None:
            judged = judge.keep_holding(judged, upload.held_before)
        judged, body_questions = other_body(judged, upload.owner, desk, answers)
    except Refused as problem:
        return ReadFile(upload.owner, member, refused(member.name, member.sha256, str(problem)))
    questions = (*judged.questions, *body_questions)
    receipt = replace(_receipt(member, upload.owner, judged), questions=questions, answers=answers)
    return ReadFile(upload.owner, member, receipt, judged, questions, tuple(named.labels.values()))


def _receipt(member: Received, owner: Owner, judged: Judged) -> Receipt:
    rules = Counter(judged.held_back["rule"].to_list())
    return Receipt(
        file=member.name,
        sha256=member.sha256,
        outcome="taken",
        fixes=judged.fixes,
        warnings=tuple(judged.issues.filter(pl.col("line").is_null())["sentence"].to_list()),
        lines=judged.lines,
        accepted=judged.accepted,
        held_back=judged.held_back.height,
        blank=judged.blank,
        headings=judged.headings,
        totals=judged.totals,
        accepted_pence=judged.accepted_pence,
        held_back_pence=judged.held_back_pence,
        first_day=str(judged.first_day or ""),
        last_day=str(judged.last_day or ""),
        held_back_rules=dict(sorted(rules.items())),
        columns=judged.columns or {},
        authority_code=owner.authority_code,
    )

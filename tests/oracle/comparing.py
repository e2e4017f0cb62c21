"""The software's reading of an upload beside the slow reader's: what balances, what agrees, and what does not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.workbooks.sheet_choice import TOGETHER
from tests.oracle import slow_reader, slow_text
from tests.oracle.council_files import CouncilFile
from tests.oracle.receipt_says import Receipt, receipt_of
from tests.oracle.slow_reader import Read
from tests.oracle.slow_workbooks import CannotTell
from tests.oracle.uploads import Upload
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY

TAKEN, ASKED, REFUSED = "taken", "asked", "refused"
SHORTEST_SENTENCE = 20
OUR_FAULT = ("accounted for", "counted twice")
DAY_QUESTIONS = ("MONTH_FIRST", "TWO_DIGIT_YEARS", "DATE_COLUMN")
MEANT = {"SHEET": TOGETHER, "AMOUNT_SIGNS": "as written"}


@dataclass
class Tally:
    """What came of some files. uncompared: accepted rows of broken workbooks, of which the slow reader knows nothing.

    problems: a sentence for each disagreement.
    """

    files: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys((TAKEN, ASKED, REFUSED), 0))
    lines: int = 0
    accepted: int = 0
    held_back: int = 0
    uncompared: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another's files too."""
        for name in ("files", "lines", "accepted", "held_back", "uncompared"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for outcome, files in other.outcomes.items():
            self.outcomes[outcome] += files
        self.problems += other.problems


def compare(upload: Upload) -> Tally:
    """Read an upload both ways. Any exception but Refused is a problem as well."""
    tally = Tally(files=1)
    try:
        received = receive.check(upload.name, upload.content, Limits())
    except Refused as refused:
        tally.outcomes[REFUSED] += 1
        tally.problems += [*bad_sentence(str(refused)), *(f"refused: {refused}" for _ in upload.known)]
        return tally
    except Exception as error:
        tally.problems.append(f"{type(error).__name__}: {error}")
        return tally
    for file in received:
        compare_file(file, upload.known.get(file.name), tally)
    return tally


def compare_file(file: Received, known: CouncilFile | None, tally: Tally) -> None:
    """Read one file both ways and count what came of it."""
    try:
        judged, receipt = software_reading(file, {})
    except Refused as refused:
        tally.outcomes[REFUSED] += 1
        tally.problems += [*bad_sentence(str(refused)), *([f"refused: {refused}"] if known else [])]
        return
    except Exception as error:
        tally.problems.append(f"{type(error).__name__}: {error}")
        return
    tally.outcomes[ASKED if judged.questions else TAKEN] += 1
    tally.lines, tally.accepted = tally.lines + judged.lines, tally.accepted + judged.accepted
    tally.held_back += judged.held_back.height
    tally.problems += [*unbalanced(judged), *answered_otherwise(file, judged)]
    tally.problems += known_otherwise(known, known and as_made(file, judged))
    try:
        slow = {row.line: row for row in slow_reader.read(file.content, receipt)}
        tally.problems += disagreements(judged, receipt, file.content, slow)
        tally.uncompared += sum(slow[line].is_unknown for line in judged.payments["line"] if line in slow)
    except CannotTell:
        tally.uncompared += judged.accepted


def software_reading(file: Received, answers: dict[str, str]) -> tuple[Judged, Receipt]:
    """The file as the software reads it, and what its receipt says of how."""
    table = read.as_text(file, Limits(), answers, ALIASES)
    named = headings.apply(table, ALIASES, REDACTIONS, answers, file.name)
    judged = judge.rows(named, TODAY, answers, REDACTIONS)
    return judged, receipt_of(table, named, judged)


def bad_sentence(said: str) -> list[str]:
    """What is wrong with the sentence of a refusal: too short, or the software blames itself."""
    return [f"refusal: {said}"] if len(said) < SHORTEST_SENTENCE or any(words in said for words in OUR_FAULT) else []


def unbalanced(judged: Judged) -> Iterator[str]:
    """What does not add up, counted anew."""
    parts = judged.payments.height + judged.held_back.height + judged.blank + judged.headings + judged.totals
    if parts != judged.lines:
        yield f"lines: {judged.lines} read, {parts} accounted for"
    if judged.payments["amount_pence"].has_nulls() or judged.payments["paid_on"].has_nulls():
        yield "an accepted row without an amount or a day"
    pence = sum(judged.payments["amount_pence"].drop_nulls()) + sum(judged.held_back["amount_pence"].drop_nulls())
    if pence != judged.pence:
        yield f"pence: {judged.pence} read, {pence} accounted for"
    if judged.held_back.filter(pl.col("advice") == "").height:
        yield "a held-back row without advice"


def answered_otherwise(file: Received, judged: Judged) -> Iterator[str]:
    """Whether a file comes to something else once each of its questions is answered as suggested."""
    if judged.questions:
        answers = {question.code: question.suggested for question in judged.questions}
        again, _ = software_reading(file, answers)
        if not again.payments.equals(judged.payments) or any(not question.answer for question in again.questions):
            yield f"answered as suggested it is read otherwise: {answers}"


def as_made(file: Received, judged: Judged) -> Judged:
    """The file as whoever made it answers where chance raises a question: sheets that share a payment are parts of one
    list, and a minus is written where it is meant."""
    asked = {question.code for question in judged.questions}
    answers = {code: answer for code, answer in MEANT.items() if code in asked}
    return software_reading(file, answers)[0] if answers else judged


def known_otherwise(known: CouncilFile | None, judged: Judged | None) -> Iterator[str]:
    """How the payments differ from those that the file was made of; where its days are asked about, those are left."""
    if known is None or judged is None:
        return
    if judged.lines != known.lines:
        yield f"the file was made of {known.lines} lines, {judged.lines} were read"
    columns = ["paid_on", "supplier_name", "amount_pence"]
    asked = any(question.code in DAY_QUESTIONS for question in judged.questions)
    made, found = list(known.paid), judged.payments.select(columns).rows()
    if asked and len(found) == len(made):
        made, found = ([payment[1:] for payment in payments] for payments in (made, found))
    if made != found and not (asked and len(made) != len(found)):
        differing = [pair for pair in zip(made, found, strict=False) if pair[0] != pair[1]]
        yield f"the file was made of {len(made)} payments, {len(found)} were read; {differing[:1]}"


def disagreements(judged: Judged, receipt: Receipt, content: bytes, slow: dict[int, Read]) -> Iterator[str]:
    """Where the slow reader reads something else than the software."""
    if receipt.kind == "csv" and slow_text.encoding_of(content) != receipt.encoding:
        yield f"encoding: {receipt.encoding} beside {slow_text.encoding_of(content)}"
    if len(slow) != judged.lines:
        yield f"lines: {judged.lines} beside {len(slow)}"
    blank = sum(row.why == "blank" for row in slow.values())
    if blank != judged.blank:
        yield f"blank: {judged.blank} beside {blank}"
    yield from on_accepted(judged, slow)
    yield from on_others(judged, slow)


def on_accepted(judged: Judged, slow: dict[int, Read]) -> Iterator[str]:
    """Accepted rows that the slow reader reads otherwise, or not at all."""
    for payment in judged.payments.iter_rows(named=True):
        row = slow.get(payment["line"])
        if row and row.is_unknown:
            continue
        if row is None or row.payment is None:
            yield f"row {payment['line']} accepted; slowly: {row.why if row else 'no such row'}: {payment}"
            continue
        for name, value in row.payment.items():
            if payment[name] != value:
                yield f"row {payment['line']}, {name}: {payment[name]!r} beside {value!r}"


def on_others(judged: Judged, slow: dict[int, Read]) -> Iterator[str]:
    """Rows not accepted that the slow reader reads, and held-back amounts that it reads otherwise."""
    accepted = set(judged.payments["line"])
    held = {row["line"]: row for row in judged.held_back.iter_rows(named=True)}
    for line, row in ((line, row) for line, row in slow.items() if not row.is_unknown):
        if row.payment is not None and line not in accepted and not (row.may_be_held and line in held):
            yield f"row {line} not accepted ({held[line]['rule'] if line in held else 'no payment'}): {row.payment}"
        if line in held and row.pence != held[line]["amount_pence"] and not row.may_be_held:
            yield f"row {line}, pence held back: {held[line]['amount_pence']} beside {row.pence} ({row.why})"

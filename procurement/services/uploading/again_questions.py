"""The question whether a file's payments were sent before: what is stored of them, and what each answer would do."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from procurement.services.owners import Owner
from procurement.services.uploading.sent_again import SentAgain, Stored
from procurement.spend.findings import Choice, Question
from procurement.spend.judged import Judged
from procurement.spend.rows.same_payments import OTHER_AMOUNT, OTHER_DAY, OTHER_NAME, REDACTED, RENAMED, THE_SAME
from procurement.ui.words import count, pounds_exactly

CODE = "SAME_PERIOD"
REPLACE, REST, ADD, STOP = "replace", "rest", "add", "stop"
MOST_NAMED = 3
ASKS = " What is this file?"


def put(again: SentAgain, judged: Judged, owner: Owner, total_pence: int) -> Question:
    """What a person is asked of a file that repeats stored payments; total_pence: what is stored of the body."""
    return Question(CODE, f"{stored(again)}{ASKS}", _choices(again, judged, owner, total_pence), _best(again))


def sure(again: SentAgain) -> str:
    """The answer that the lines themselves prove, so that nobody need be asked; "" where they prove none."""
    if again.is_copy:
        return STOP
    return REPLACE if again.is_whole else REST if again.is_overlap and again.same < again.sent else ""


def sent_before(question: Question, standing: str) -> Question:
    """The question for a file that was stored before and gave way to the upload that stands now.

    Nothing is suggested but to leave what stands: it is what somebody made of this file, by mending rows of it or by
    a corrected version.
    """
    sentence = f"This very file was stored before, and upload {standing} took its place. What is it sent again for?"
    stays = Choice(STOP, f"By mistake: leave upload {standing} in its place", "nothing is stored")
    others = [choice for choice in question.choices if choice.value != STOP]
    return replace(question, sentence=sentence, choices=(stays, *others), suggested=STOP)


def stored(again: SentAgain) -> str:
    """How many of the file's payments are stored already, how alike they are, and where, as a sentence."""
    of_file, is_one = f"{count(again.sent, 'payment')} of this file", again.same == 1
    said = f"stored already{_details(again)}, in {named([one.upload for one in again.uploads])}."
    if not again.same:
        return f"Payments of this file seem to be {said}"
    if again.same == again.sent:
        return f"The {of_file} is {said}" if is_one else f"All {of_file} are {said}"
    return f"{again.same:,} of the {of_file} {'is' if is_one else 'are'} {said}"


def _details(again: SentAgain) -> str:
    """How the lines that are not equal are alike, in brackets; nothing where all are equal."""
    more = " more" if again.same else f" of {again.sent:,}"
    kinds = {
        REDACTED: " of them with the name left out in one of the files",
        RENAMED: " of them under another name, with the same number",
        OTHER_AMOUNT: f"{more} by day and supplier, with another amount",
        OTHER_DAY: f"{more} by supplier and amount, on another day of the month",
        OTHER_NAME: f"{more} by day and amount, under another name",
    }
    told = [f"{again.count(kind):,}{said}" for kind, said in kinds.items() if again.count(kind)]
    return f" ({'; '.join(told)})" if told else ""


def named(uploads: Sequence[Stored]) -> str:
    """Uploads by their files and ids, the first few where there are many."""
    first = [f"{one.file_name} (upload {one.upload_id})" for one in uploads[:MOST_NAMED]]
    more = len(uploads) - len(first)
    if more:
        return f"{', '.join(first)} and {count(more, 'more upload')}"
    return first[0] if len(first) == 1 else f"{', '.join(first[:-1])} and {first[-1]}"


def _choices(again: SentAgain, judged: Judged, owner: Owner, total: int) -> tuple[Choice, ...]:
    whole = f"would count {pounds_exactly(judged.accepted_pence)} from {count(judged.accepted, 'row')}"
    found: list[Choice] = []
    if versions := again.versions:
        pence, payments = sum(one.pence for one in versions), sum(one.payments for one in versions)
        instead = f"{whole} in place of {pounds_exactly(pence)} from {count(payments, 'row')}"
        left, said = _left(again.lines_left(versions), judged)
        effect = f"{instead}{said}; {_change(owner, total, judged.accepted_pence - left - pence)}"
        earlier = "the earlier upload" if len(versions) == 1 else f"{len(versions):,} earlier uploads"
        found.append(Choice(REPLACE, f"A corrected version: replace {earlier}", effect))
    if 0 < again.same < again.sent:
        left, said = _left(again.lines_left(), judged)
        rest = judged.accepted_pence - left
        counts = f"would count {pounds_exactly(rest)} from {count(again.sent - again.same, 'row')}"
        effect = f"{counts}{said}; {_change(owner, total, rest)}"
        found.append(Choice(REST, "Partly the same payments: count only those that are not stored yet", effect))
    beside = "the earlier upload" if len(again.uploads) == 1 else f"{len(again.uploads):,} earlier uploads"
    added = f"{whole} beside {beside}; {_change(owner, total, judged.accepted_pence)}"
    found.append(Choice(ADD, "Other payments: add them", added))
    found.append(Choice(STOP, "The same payments again: leave this file out", "nothing is stored"))
    return tuple(found)


def _left(lines: pl.Series, judged: Judged) -> tuple[int, str]:
    """What the lines that are left to other uploads come to, and that in words; nothing where there are none."""
    if lines.is_empty():
        return 0, ""
    pence = int(judged.payments.filter(pl.col("line").is_in(lines.implode()))["amount_pence"].sum())
    return pence, f"; {count(lines.len(), 'row')} ({pounds_exactly(pence)}) would be held back, as stored already"


def _change(owner: Owner, before: int, change: int) -> str:
    way = "stays at" if change == 0 else f"goes from {pounds_exactly(before)} to"
    sign = "+" if change > 0 else ""
    return f"the stored total of {owner.name} {way} {pounds_exactly(before + change)} ({sign}{pounds_exactly(change)})"


def _best(again: SentAgain) -> str:
    """The likeliest answer: what is certain; what names of versions say; else by what is new, changed and covered."""
    if known := sure(again):
        return known
    new = again.sent - again.count(*THE_SAME, OTHER_AMOUNT, OTHER_DAY, OTHER_NAME)
    if again.is_named_earlier:
        return STOP
    if again.versions and (again.is_named_later or again.are_nearly_whole):
        is_other = len(again.uploads) > 1 and not new
        is_same = again.same == again.sent
        return REPLACE if again.is_named_later or not (is_other or is_same) else STOP
    return REST if 0 < again.same < again.sent else STOP

"""Questions that need more than the file itself: another body's name inside it, a period that was sent before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from procurement.in_words import counted
from procurement.places import authorities
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.uploading import large_files, stored_payments
from procurement.spend import judge
from procurement.spend.findings import Choice, Question, Refused
from procurement.spend.judged import Judged
from procurement.store.desk_store import Store
from procurement.ui.words import count, pounds_exactly

SAME_LINE = ["paid_on", "supplier_name", "amount_pence"]
SAME_PAYEES_SHARE = 0.5
"""Where amounts differ: at least this share of the smaller one's days with their suppliers are the same."""

SAME_LINES_SHARE = 0.2
"""A stored upload is about the same payments when at least this share of the smaller one's lines are equal."""

PART_OF = "part_of"
"""In a receipt: of which larger file an upload is a part."""

ALIKE = ((SAME_LINE, SAME_LINES_SHARE), (SAME_LINE[:2], SAME_PAYEES_SHARE))


def other_body(
    judged: Judged, owner: Owner, desk: Desk, answers: dict[str, str]
) -> tuple[Judged, tuple[Question, ...]]:
    """Ask where rows name another council than the one the file was sent for.

    Returns the rows as the answer leaves them: "own" holds the other bodies' rows back. Raises Refused where a person
    says that the file is not this council's.
    """
    others = _other_bodies(judged, owner, desk)
    if not owner.is_council or not others:
        return judged, ()
    theirs = judged.payments.filter(pl.col("body_name").is_in(others))
    question = _body_question(owner, others, theirs, judged).answered_from(answers)
    if question.chosen == "stop" and question.answer:
        raise Refused(f"The file is {others[0]}'s, not {owner.name}'s. Upload it for {others[0]}.")
    if question.chosen != "own":
        return judged, (question,)
    advice = f"The row belongs to another body than {owner.name}. Upload it for that body."
    return judge.hold_back(judged, pl.col("body_name").is_in(others), "OTHER_BODY", "body_name", advice), (question,)


def _other_bodies(judged: Judged, owner: Owner, desk: Desk) -> list[str]:
    names = judged.payments["body_name"].unique().sort().to_list()
    known = {
        name: authorities.recognise_name(desk.authorities, name, desk.reference["authority_names"])
        for name in names
        if name
    }
    return [name for name, code in known.items() if code and code != owner.authority_code]


def _body_question(owner: Owner, others: list[str], theirs: pl.DataFrame, judged: Judged) -> Question:
    what = f"{count(theirs.height, 'row')} ({pounds_exactly(int(theirs['amount_pence'].sum()))})"
    named = ", ".join(others[:3])
    whole = theirs.height == judged.payments.height
    return Question(
        code="OTHER_BODY",
        sentence=f"{what} of {named} in the file, which was sent for {owner.name}. Whose spend is it?",
        choices=(
            Choice("own", f"Take only {owner.name}'s rows", f"{what} would be held back"),
            Choice("all", f"Count every row as {owner.name}'s", "nothing is held back"),
            Choice("stop", "Do not take this file", "nothing is stored"),
        ),
        suggested="stop" if whole else "own",
    )


def are_same_payments(one: Judged, other: Judged) -> bool:
    """Whether two files of one body are alike enough to be asked about, as one stored and one sent are."""
    if one.first_day is None or other.first_day is None or one.last_day is None or other.last_day is None:
        return False
    if one.first_day > other.last_day or other.first_day > one.last_day:
        return False
    return any(_share(one, other, keys) >= share for keys, share in ALIKE)


def _share(one: Judged, other: Judged, keys: list[str]) -> float:
    mine, theirs = one.payments.select(keys).unique(), other.payments.select(keys).unique()
    return mine.join(theirs, on=keys, how="semi").height / max(1, min(mine.height, theirs.height))


def same_period(
    judged: Judged, owner: Owner, store: Store, answers: dict[str, str], part_of: str = ""
) -> tuple[Question, str] | None:
    """Ask where a stored upload of this body holds the same payments; returns the question and that upload's id.

    Two files of one month are common (invoices and purchase cards) and late rows overlap between months; so the lines
    themselves decide: day, supplier and amount equal on a fifth or more of the smaller file, or day and supplier on
    half of it, as where the amounts were corrected. part_of: the larger file that this is a part of; the other parts of
    it are no earlier version of this one.
    """
    if judged.first_day is None or judged.last_day is None:
        return None
    days = (judged.first_day, judged.last_day)
    standing = store.register.uploads.standing(owner.authority_code) if part_of else []
    parts = [
        item.upload_id for item in standing if large_files.are_other_parts(part_of, str(item.receipt.get(PART_OF, "")))
    ]
    near = stored_payments.of_body(store, owner.authority_code, days, ("upload_id", *SAME_LINE), without=parts)
    for keys, share in ALIKE:
        found = _most_alike(near.select("upload_id", *keys), judged.payments.select(keys).unique(), share)
        if found:
            effects = _period_effects(store, owner, found["upload_id"], judged)
            return _period_question(found, keys, *effects).answered_from(answers), str(found["upload_id"])
    return None


def sent_before(question: Question, standing: str) -> Question:
    """The question of `same_period` for a file that was stored before and gave way to the upload that stands now.

    Nothing is suggested but to leave what stands: it is what somebody made of this file, by mending rows of it or by
    a corrected version.
    """
    sentence = f"This very file was stored before, and upload {standing} took its place. What is it sent again for?"
    stays = Choice("stop", f"By mistake: leave upload {standing} in its place", "nothing is stored")
    return replace(question, sentence=sentence, choices=(stays, *question.choices), suggested=stays.value)


def _most_alike(stored: pl.LazyFrame, mine: pl.DataFrame, share: float) -> dict[str, Any]:
    """Of the uploads that share so much of the smaller one's distinct rows with `mine`, the one that shares most.

    Its id, and how many rows are shared, stored and sent; nothing where there is none. A large upload that happens to
    share more rows, and yet too few of them, does not stand before a small one that holds the same payments.
    """
    same = stored.join(mine.lazy(), on=mine.columns, how="semi").unique().group_by("upload_id").agg(shared=pl.len())
    shared = same.collect(engine="streaming")
    rows = stored.filter(pl.col("upload_id").is_in(shared["upload_id"].implode())).unique()
    sizes = rows.group_by("upload_id").agg(stored=pl.len()).collect(engine="streaming")
    alike = (
        shared.join(sizes, on="upload_id", how="left", validate="1:1")
        .with_columns(sent=pl.lit(mine.height))
        .filter(pl.col("shared") >= share * pl.min_horizontal("stored", "sent"))
        .sort("shared", "upload_id", descending=[True, False])
    )
    return {} if alike.is_empty() else alike.row(0, named=True)


def _period_effects(store: Store, owner: Owner, earlier_id: str, judged: Judged) -> tuple[str, str]:
    """What replacing the earlier upload, or adding to it, would do to what is stored of this body."""
    standing = store.register.uploads.standing(owner.authority_code)
    total = sum(item.payments_pence for item in standing)
    earlier = next((item for item in standing if item.upload_id == earlier_id), None)
    pence, payments = (earlier.payments_pence, earlier.payments) if earlier else (0, 0)
    mine = f"would count {pounds_exactly(judged.accepted_pence)} from {count(judged.accepted, 'row')}"
    instead = f"{mine} in place of {pounds_exactly(pence)} from {count(payments, 'row')}"
    return (
        f"{instead}; {_change(owner, total, judged.accepted_pence - pence)}",
        f"{mine} beside the earlier upload; {_change(owner, total, judged.accepted_pence)}",
    )


def _change(owner: Owner, before: int, change: int) -> str:
    way = "stays at" if change == 0 else f"goes from {pounds_exactly(before)} to"
    sign = "+" if change > 0 else ""
    return f"the stored total of {owner.name} {way} {pounds_exactly(before + change)} ({sign}{pounds_exactly(change)})"


def _period_question(found: Mapping[str, Any], keys: Sequence[str], replacing: str, adding: str) -> Question:
    return Question(
        code="SAME_PERIOD",
        sentence=(
            f"{counted(found['shared'], 'of these payments is', 'of these payments are')} stored already"
            f"{'' if keys == SAME_LINE else ', by day and supplier, with another amount'} "
            f"(upload {found['upload_id']}). What is this file?"
        ),
        choices=(
            Choice("replace", "A corrected version: replace the earlier upload", replacing),
            Choice("add", "Other payments: add them", adding),
        ),
        suggested="replace",
    )

"""The question that other bodies' names inside a file raise."""

import polars as pl

from procurement.places import authorities
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.spend import judge
from procurement.spend.findings import Choice, Question, Refused
from procurement.spend.judged import Judged
from procurement.ui.words import count, pounds_exactly


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

"""Decisions on categories that stand: what was said of which lines, by whom, when, why, and for how many pounds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl

from procurement.access import Role, Viewer, can_check_categories, check_can_compare
from procurement.categories.decisions import ACCOUNT, CATEGORY, HEADING, LINE, SUPPLIER, YES
from procurement.services.categories import category_changes, category_texts_shown, category_words, decided_categories
from procurement.services.categories.decided_categories import DECIDED_ON, Said, Subject
from procurement.services.desk import Desk
from procurement.services.owners import BODY_PREFIX
from procurement.ui.words import day, pounds_exactly

OF = {HEADING: "lines under “{text}”", SUPPLIER: "lines of “{text}”", ACCOUNT: "lines on the account “{text}”"}


@dataclass(frozen=True)
class Past:
    """A decision that stands, in words; idle: why it has no effect, "" where it has; pence: of the lines it decides."""

    said: Said
    told: str
    by: str
    at: datetime
    idle: str
    pence: int

    @property
    def sentence(self) -> str:
        """What was said, by whom, when and why, after its number, with the pounds that stand by it."""
        effect = f"without effect: {self.idle}" if self.idle else pounds_exactly(self.pence)
        because = f", because: {self.said.why}" if self.said.why else ""
        return f"{self.said.id}. {self.told}{because} ({effect}); said by {self.by} on {day(self.at.date())}"


def history(viewer: Viewer, desk: Desk, council: str = "") -> list[Past]:
    """Decisions that stand, the newest first; of one council where it is given.

    What names somebody whom the viewer may not read is left out, and officers see their own council's decisions and
    those for every council. Raises NotAllowed.
    """
    check_can_compare(viewer)
    standing = decided_categories.standing(desk)
    said = [one for one in standing.said if _is_for(viewer, one.subject, council)]
    shown = category_texts_shown.are_shown(viewer, desk, [one.subject for one in said])
    kept = {one.id: one for one in desk.store.register.decisions.standing(DECIDED_ON)}
    paid = category_changes.effects_of(viewer, desk, standing.decided, [one.id for one in said])
    idle = standing.decided.idle
    found = [
        Past(
            one,
            in_words(desk, one),
            _whom(desk, kept[one.id].by, one),
            kept[one.id].at,
            idle.get(one.id, ""),
            paid[one.id],
        )
        for one, is_shown in zip(said, shown, strict=True)
        if is_shown and one.id in kept
    ]
    return found[::-1]


def may_undo(viewer: Viewer, one: Past) -> bool:
    """Whether the viewer may take a decision back."""
    return can_check_categories(viewer, one.said.subject.authority_code)


def told_of(desk: Desk, rows: pl.DataFrame) -> pl.Series:
    """Of rows with category_decision and influence_decision: who decided and when, "" where the rules did."""
    told = {one.id: one for one in desk.store.register.decisions.standing(DECIDED_ON)}
    subjects = {one.id: one for one in decided_categories.standing(desk).said}
    said = {
        number: f"decision {number}, {_whom(desk, told[number].by, one)}, {day(told[number].at.date())}"
        for number, one in subjects.items()
        if number in told
    }
    what = (("category_decision", "category"), ("influence_decision", "influence"))
    texts = [
        pl.format("{}: {}", pl.lit(label), pl.col(name).replace_strict(said, default=None, return_dtype=pl.String))
        for name, label in what
    ]
    return rows.select(decided=pl.concat_str(texts, separator="; ", ignore_nulls=True).fill_null(""))["decided"]


def in_words(desk: Desk, said: Said) -> str:
    """What a decision says, of which lines."""
    if said.what == CATEGORY:
        return f"{of_lines(desk, said.subject)} are “{category_words.heading(desk, said.value)}”"
    return f"{of_lines(desk, said.subject)} can{'' if said.value == YES else 'not'} be influenced"


def of_lines(desk: Desk, subject: Subject) -> str:
    """Which lines a decision is about."""
    words = " / ".join(subject.texts)
    told = f"lines that say “{words}”" if subject.scope == LINE else OF[subject.scope].format(text=words)
    return f"{told} in {council_name(desk, subject.authority_code)}"


def council_name(desk: Desk, code: str) -> str:
    """The name of a council or body, "every council" for ""."""
    if not code:
        return "every council"
    known = desk.authorities.filter(desk.authorities["authority_code"] == code)["name"].to_list()
    return known[0] if known else code.removeprefix(BODY_PREFIX)


def as_json(past: Sequence[Past]) -> list[dict[str, Any]]:
    """Decisions as plain values."""
    return [
        {
            **asdict(one.said),
            "sentence": one.sentence,
            "by": one.by,
            "at": one.at.isoformat(),
            "idle": one.idle,
            "spend_pence": one.pence,
        }
        for one in past
    ]


def _is_for(viewer: Viewer, subject: Subject, council: str) -> bool:
    own = subject.authority_code == "" or can_check_categories(viewer, subject.authority_code)
    return own and (not council or subject.authority_code in ("", council))


def _whom(desk: Desk, by: str, said: Said) -> str:
    is_own = by == Role.OFFICER and said.subject.authority_code
    return f"the {by} of {council_name(desk, said.subject.authority_code)}" if is_own else f"the {by}"

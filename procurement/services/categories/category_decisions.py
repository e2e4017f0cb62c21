"""People decide what lines were bought as, and whether that can be influenced; every decision says who, when and why.

A decision is kept against texts, so it holds for next month's file. It takes the writer's turn, since it looks at what
stands before it changes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from procurement.access import Viewer, check_can_check_categories
from procurement.categories.decisions import ACCOUNT, CATEGORY, HEADING, INFLUENCE, LINE, NO, SCOPES, SUPPLIER, YES
from procurement.in_words import one_line
from procurement.services.categories import category_changes, category_texts_shown, category_words, decided_categories
from procurement.services.categories.category_changes import Change
from procurement.services.categories.decided_categories import DECIDED_ON, Said, Standing, Subject, stand
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.store.decisions import New
from procurement.ui.words import count, listed

MOST_CHARACTERS = 500
NEEDS = {SUPPLIER: "supplier_name", HEADING: "publisher_category", ACCOUNT: "account"}
NAMES = {SUPPLIER: "a supplier's name", HEADING: "the council's own category", ACCOUNT: "an account"}


@dataclass(frozen=True)
class Say:
    """What a person says of some lines: their category (a ProClass code), or influenceable (yes or no, and why)."""

    what: str
    subject: Subject
    value: str
    why: str = ""


@dataclass(frozen=True)
class Done:
    """The numbers of the decisions that were recorded, what changed, and both in a sentence."""

    numbers: tuple[int, ...]
    change: Change
    sentence: str


def preview(viewer: Viewer, desk: Desk, says: Sequence[Say]) -> Change:
    """What would change if a person said so: which lines, of whom, and the pounds. Nothing is recorded.

    Raises NotAllowed, WrongWords and CannotDo as `decide` does.
    """
    meant = _checked(viewer, desk, says)
    before = decided_categories.standing(desk)
    after = after_all(desk, before, meant)
    _check_effect(meant, after, before)
    return category_changes.between(viewer, desk, before.decided, after.decided)


def decide(viewer: Viewer, desk: Desk, says: Sequence[Say]) -> Done:
    """Record what a person says, in order, and say what it changed.

    Raises NotAllowed; WrongWords where a word or a text stands for nothing; CannotDo where it would change nothing
    because of what was decided before. Then nothing of it is recorded.
    """
    meant = _checked(viewer, desk, says)
    with desk.store.turn("deciding on categories"):
        before = decided_categories.standing(desk)
        after = after_all(desk, before, meant)
        _check_effect(meant, after, before)
        change = category_changes.between(viewer, desk, before.decided, after.decided)
        numbers = record(viewer, desk, meant)
    return Done(tuple(numbers), change, f"{_recorded(numbers)} {change.sentence}")


def undo(viewer: Viewer, desk: Desk, *numbers: int) -> Done:
    """Take decisions back, as if they had never been made; says what that changed. CannotDo where one does not stand.

    Raises NotAllowed where one is about lines that the viewer may not decide on; then none is taken back.
    """
    meant = sorted(set(numbers))
    with desk.store.turn("deciding on categories"):
        before = decided_categories.standing(desk)
        known = {one.id: one for one in before.said}
        unknown = [number for number in meant if number not in known]
        if unknown or not meant:
            raise CannotDo(f"There is no decision {(unknown or [0])[0]} on categories that stands. List them first.")
        for number in meant:
            check_can_check_categories(viewer, known[number].subject.authority_code)
        after = stand(desk, [one for one in before.said if one.id not in meant])
        change = category_changes.between(viewer, desk, before.decided, after)
        desk.store.register.decisions.undo_many(meant, str(viewer.role), datetime.now(UTC))
    which = ", ".join(str(number) for number in meant)
    undone = f"Decision {which} is undone." if len(meant) == 1 else f"Decisions {which} are undone."
    return Done(tuple(meant), change, f"{undone} {change.sentence}")


def record(viewer: Viewer, desk: Desk, says: Sequence[Say]) -> list[int]:
    """Keep what was checked, in one transaction; the caller holds the writer's turn."""
    now = datetime.now(UTC)
    kept = [(one, *decided_categories.as_kept(Said(0, one.what, one.subject, one.value))) for one in says]
    rows = [New(DECIDED_ON, key, value, str(viewer.role), now, one.why) for one, key, value in kept]
    return desk.store.register.decisions.record_many(rows)


def whole(desk: Desk, say: Say) -> Say:
    """What was said with its texts trimmed and its heading as a code; raises WrongWords where it cannot be said."""
    one = replace(say.subject, **{name: getattr(say.subject, name).strip() for name in (*NEEDS.values(), "number")})
    one = say.subject if one.scope == LINE else one
    say = replace(say, why=one_line(say.why))
    if say.what not in (CATEGORY, INFLUENCE):
        raise WrongWords(f'"{say.what}" can\'t be said of lines; choose {CATEGORY} or {INFLUENCE}.')
    if one.scope not in SCOPES:
        raise WrongWords(f'"{one.scope}" is nothing that lines are chosen by; choose {", ".join(SCOPES)}.')
    if not one.texts or (one.scope in NEEDS and not getattr(one, NEEDS[one.scope])):
        raise WrongWords(f"Which lines are meant? Give {NAMES.get(one.scope, 'the texts of the line')}.")
    if len(say.why) > MOST_CHARACTERS:
        raise WrongWords(f"A reason has at most {MOST_CHARACTERS} characters.")
    if say.what == CATEGORY:
        return replace(say, subject=one, value=category_words.code_of(desk, say.value))
    if say.value not in (YES, NO):
        raise WrongWords(f'Whether lines can be influenced is "{YES}" or "{NO}", not "{say.value}".')
    if not say.why:
        raise WrongWords("Say why: the reason stands beside every figure that it changes.")
    return replace(say, subject=one)


def after_all(desk: Desk, before: Standing, says: Sequence[Say]) -> Standing:
    """What would stand with some more decisions, numbered as they would be."""
    first = desk.store.register.decisions.last_number() + 1
    new = [Said(first + at, one.what, one.subject, one.value, one.why) for at, one in enumerate(says)]
    said = [*before.said, *new]
    return Standing(said, stand(desk, said))


def _checked(viewer: Viewer, desk: Desk, says: Sequence[Say]) -> list[Say]:
    if not says:
        raise CannotDo("Nothing was chosen yet.")
    for one in says:
        check_can_check_categories(viewer, one.subject.authority_code)
    meant = [whole(desk, one) for one in says]
    shown = category_texts_shown.are_shown(viewer, desk, [one.subject for one in meant])
    for one, is_shown in zip(meant, shown, strict=True):
        if not is_shown:
            told = f'"{one.subject.texts[0]}": no stored line answers to it, or it may name a private person.'
            raise WrongWords(told)
        if one.subject.scope == SUPPLIER and decided_categories.means_several(desk, one.subject):
            beside = decided_categories.identifiers_of(desk, one.subject.supplier_name)
            raise WrongWords(
                f'"{one.subject.supplier_name}" means several suppliers. Give the identifier beside it too: '
                f"{listed(beside) or 'it has none here, so decide line by line'}."
            )
    return meant


def _check_effect(says: Sequence[Say], after: Standing, before: Standing) -> None:
    for one, made in zip(says, after.said[len(before.said) :], strict=True):
        why = after.decided.idle.get(made.id)
        if why:
            raise CannotDo(f'"{" / ".join(one.subject.texts)}": {why}.')


def _recorded(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Decision {numbers[0]} is kept."
    return f"{count(len(numbers), 'decision')} ({numbers[0]} to {numbers[-1]}) are kept."

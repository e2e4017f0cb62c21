"""People decide which names are one supplier, and what it is called; every decision says who and when, and is undone.

A decision is kept against names, so it holds for next month's file. It takes the writer's turn, since it looks at what
stands before it changes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection

from procurement.access import Viewer, check_can_check_suppliers
from procurement.in_words import one_line
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.suppliers import supplier_names_shown
from procurement.services.suppliers.decided_suppliers import DECIDED_ON, Standing, changed, moves, stand
from procurement.services.suppliers.supplier_names_shown import EVERYONE
from procurement.services.uploading import readings
from procurement.store import supplier_moves
from procurement.store.decisions import New
from procurement.suppliers.decided_sets import (
    ABOUT_ONE,
    ABOUT_TWO,
    GROUP,
    KIND,
    NAME,
    NOT_FOUND,
    STANDS_FOR_MANY,
    TWO_NUMBERS,
)
from procurement.suppliers.decisions import NOBODY, Decision, Named, numbers_of, plain_names
from procurement.tables import SUPPLIER_KINDS
from procurement.ui.words import count, pounds_exactly

CHOOSABLE_KINDS = tuple(kind for kind in SUPPLIER_KINDS if kind != "redacted")
MOST_CHARACTERS = 200
WHAT_TO_DO = {
    TWO_NUMBERS: "So they are two bodies. Where these belong together, put both into one group.",
    STANDS_FOR_MANY: "Where it is one supplier after all, say first of what kind it is.",
}
UNDO_FIRST = "Undo that first, or put both into one group."


@dataclass(frozen=True)
class Say:
    """What a person says: same or different (of `a` and `b`), alone, name, kind or group (of `a`, with a value)."""

    what: str
    a: Named
    b: Named = NOBODY
    value: str = ""


@dataclass(frozen=True)
class Done:
    """The numbers of the decisions that were recorded, and what they did in a sentence."""

    numbers: tuple[int, ...]
    sentence: str


def decide(viewer: Viewer, desk: Desk, says: Sequence[Say], why: str = "") -> Done:
    """Record what a person says, in order, and say what it did to the figures.

    Raises NotAllowed; WrongWords where a word or a name stands for nothing; CannotDo where it would break an earlier
    decision, or make one supplier of two company numbers. Then nothing of it is recorded.
    """
    check_can_check_suppliers(viewer)
    says = [tidy(one) for one in says]
    _check_words(says)
    with desk.store.turn("deciding on suppliers"):
        before = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
        _check_names(viewer, desk, says)
        first = desk.store.register.decisions.last_number() + 1
        new = [Decision(first + at, one.what, one.a, one.b, one.value) for at, one in enumerate(says)]
        after = stand(before.base, [*before.said, *new], desk.suppliers)
        _check_effect(desk, new, after)
        numbers = record(viewer, desk, before, after, new, [one_line(why)] * len(new))
        if numbers == [one.id for one in new]:
            desk.decided_suppliers.became(after, desk.store.register)
    follow_kinds(desk, before, after)
    return Done(tuple(numbers), f"{_recorded(numbers)} {effect(desk, before, after)}")


def undo(viewer: Viewer, desk: Desk, *numbers: int) -> str:
    """Take decisions back, as if they had never been made. Returns what that did.

    Raises NotAllowed, and CannotDo where one does not stand, or speaks of a name that the viewer may not read; then
    none is taken back.
    """
    check_can_check_suppliers(viewer)
    with desk.store.turn("deciding on suppliers"):
        before = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
        named = {one.id: one for one in before.said if one.id in numbers}
        shown = supplier_names_shown.are_shown(viewer, desk, [(one.a.name, one.b.name) for one in named.values()])
        unknown = set(numbers) - {number for number, is_shown in zip(named, shown, strict=True) if is_shown}
        if unknown or not numbers:
            number = min(unknown, default=0)
            raise CannotDo(f"There is no decision {number} on suppliers that stands. List them first.")
        after = stand(before.base, [one for one in before.said if one.id not in numbers], desk.suppliers)
        now, moved = datetime.now(UTC), moves(before, after)
        which = ", ".join(str(number) for number in sorted(set(numbers)))

        def also(connection: Connection, _: Sequence[int]) -> None:
            """Keep what moved by undoing, in the same transaction."""
            supplier_moves.add(connection, moved, f"undoing {which}", str(viewer.role), now)

        desk.store.register.decisions.undo_many(sorted(set(numbers)), str(viewer.role), now, also)
        desk.decided_suppliers.became(after, desk.store.register)
    follow_kinds(desk, before, after)
    undone = f"Decision {which} is undone." if len(set(numbers)) == 1 else f"Decisions {which} are undone."
    return f"{undone} {effect(desk, before, after)}"


def record(
    viewer: Viewer, desk: Desk, before: Standing, after: Standing, new: Sequence[Decision], whys: Sequence[str]
) -> list[int]:
    """Keep decisions with the moves that they cause, in one transaction; the caller holds the writer's turn."""
    now, moved = datetime.now(UTC), moves(before, after)
    rows = [
        New(DECIDED_ON, _key(one), {"what": one.what, "value": one.value}, str(viewer.role), now, why)
        for one, why in zip(new, whys, strict=True)
    ]

    def also(connection: Connection, numbers: Sequence[int]) -> None:
        """Keep what moved under the numbers of the decisions, in the same transaction."""
        several = f"decisions {numbers[0]} to {numbers[-1]}"
        cause = several if len(numbers) > 1 else f"decision {numbers[0]}"
        supplier_moves.add(connection, moved, cause, str(viewer.role), now)

    return desk.store.register.decisions.record_many(rows, also)


def effect(desk: Desk, before: Standing, after: Standing) -> str:
    """What moved from one supplier to another, in a sentence; no total changes."""
    stood, stands = changed(before, after)
    ids = ["supplier_text_key", "supplier_id"]
    both = stood.select(ids).join(stands.select(ids), on="supplier_text_key", suffix="_now", validate="1:1")
    moved = both.filter(pl.col("supplier_id") != pl.col("supplier_id_now"))
    paid = moved.join(supplier_names_shown.spend(desk), on="supplier_text_key", validate="1:1")
    if moved.is_empty():
        return "No pound counts under another supplier. No total changes."
    return (
        f"{count(int(paid['payments'].sum()), 'payment')} ({pounds_exactly(int(paid['spend_pence'].sum()))}) under "
        f"{count(moved.height, 'name')} count under another supplier now. No total changes."
    )


def follow_kinds(desk: Desk, before: Standing, after: Standing) -> None:
    """Whether a payment can be influenced hangs on the kind of its supplier, so it is read again where that changed."""
    kinds = ["supplier_text_key", "kind"]
    stood, stands = changed(before, after)
    other = stands.select(kinds).join(stood.select(kinds), on=kinds, how="anti")
    if other.height:
        readings.code_again(desk, other["supplier_text_key"])


def tidy(one: Say) -> Say:
    """What a person says, its value as one line of text."""
    return replace(one, value=one_line(one.value))


def _check_words(says: Sequence[Say]) -> None:
    if not says:
        raise CannotDo("Nothing was chosen yet.")
    for one in says:
        check_word(one)


def check_word(one: Say) -> None:
    """Raise WrongWords where what is said is nothing that can be said of a supplier."""
    if one.what not in (*ABOUT_ONE, *ABOUT_TWO):
        raise WrongWords(f'"{one.what}" can\'t be said of suppliers; choose {", ".join((*ABOUT_TWO, *ABOUT_ONE))}.')
    if not one.a.name.strip() or (one.what in ABOUT_TWO and not one.b.name.strip()):
        raise WrongWords(f'"{one.what}" needs {"two names" if one.what in ABOUT_TWO else "a name"}.')
    if one.what == KIND and one.value not in CHOOSABLE_KINDS:
        raise WrongWords(f'"{one.value}" is no kind of supplier; choose from {", ".join(CHOOSABLE_KINDS)}.')
    if one.what == NAME and not one.value.strip():
        raise WrongWords("A supplier needs a name. To have the old one back, undo the decision.")
    if len(one.value) > MOST_CHARACTERS:
        raise WrongWords(f"A name has at most {MOST_CHARACTERS} characters.")


def _check_names(viewer: Viewer, desk: Desk, says: Sequence[Say]) -> None:
    """A name that the viewer may not read is not found by asking for it either."""
    names = pl.Series([named.name for one in says for named in (one.a, one.b) if named.name], dtype=pl.String)
    shown = supplier_names_shown.may_be_shared(viewer, desk, names)
    if not shown.all():
        raise WrongWords(f'"{names.filter(~shown).item(0)}": {NOT_FOUND}, or it may name a private person.')
    called = [one.value for one in says if one.what in (NAME, GROUP)]
    open_to_all = supplier_names_shown.are_shown(EVERYONE, desk, [(name,) for name in called])
    barred = [name for name, is_open in zip(called, open_to_all, strict=True) if not is_open]
    if barred:
        raise WrongWords(f'"{barred[0]}" may name a private person, and everybody reads what a supplier is called.')


def _check_effect(desk: Desk, new: Sequence[Decision], after: Standing) -> None:
    for one in new:
        why = after.decided.idle.get(one.id)
        if why == NOT_FOUND:
            named = [each for each in (one.a, one.b) if each.name]
            several = [said for each in named if (said := _several_mean(each, desk, after))]
            names = " and ".join(f'"{each.name}"' for each in named)
            raise WrongWords(" ".join(several) or f"{names}: {why}. Names are meant as they were published.")
        if why:
            raise CannotDo(f'"{one.a.name}" and "{one.b.name}": {why}. {WHAT_TO_DO.get(why, UNDO_FIRST)}')


def _several_mean(named: Named, desk: Desk, after: Standing) -> str:
    """That a name means several suppliers, and the identifiers to choose from; "" where it means one or none."""
    (plain,) = plain_names(pl.Series([named.name], dtype=pl.String))
    texts = after.base.filter((pl.col("plain") == plain) & (pl.col("supplier_id") != ""))
    numbers = numbers_of(texts, desk.suppliers)["number"].unique().sort().to_list()
    if texts["supplier_id"].n_unique() < 2 or named.number in numbers:
        return ""
    return f'"{named.name}" means several suppliers. Say which by the number beside it: {", ".join(numbers)}.'


def _key(one: Decision) -> dict[str, Any]:
    return {"a": vars(one.a), "b": vars(one.b) if one.b.name else None}


def _recorded(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Decision {numbers[0]} is kept."
    return f"{count(len(numbers), 'decision')} ({numbers[0]} to {numbers[-1]}) are kept."

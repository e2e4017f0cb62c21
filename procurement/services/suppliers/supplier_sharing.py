"""Decisions on suppliers as a file, so that what one council worked out is not worked out again by the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from procurement.access import Viewer, check_can_check_suppliers
from procurement.in_words import one_line
from procurement.publish import disarming
from procurement.services import files
from procurement.services.categories import category_texts_shown
from procurement.services.desk import Desk
from procurement.services.problems import WrongWords
from procurement.services.suppliers import supplier_decisions, supplier_names_shown
from procurement.services.suppliers.decided_suppliers import Standing, stand
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.suppliers.supplier_history import Past, history
from procurement.services.suppliers.supplier_names_shown import EVERYONE
from procurement.services.taken_over import TakenOver, from_whom
from procurement.suppliers.decided_sets import ABOUT_TWO, GROUP, NAME, NOT_FOUND, WITH_A_VALUE
from procurement.suppliers.decisions import Decision, Named, meant, plain_names
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_DECISION, TEXT

NEEDED = ("decision", "name_a", "name_b", "value")
PRIVATE = "a name of it may name a private person"
Words = tuple[str, ...]


def export(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """SUPPLIER_DECISION: the decisions that stand, in the order they were made.

    It goes to other councils, so that what may name a private person is never in it, whoever asks. Raises NotAllowed.
    """
    check_can_check_suppliers(viewer)
    past = history(EVERYONE, desk)[::-1]
    whys = category_texts_shown.are_open(EVERYONE, desk, [one.why for one in past])
    rows = [_row(one if is_open else replace(one, why="")) for one, is_open in zip(past, whys, strict=True)]
    return pl.DataFrame(rows, schema=SUPPLIER_DECISION, orient="row")


def take_over(viewer: Viewer, desk: Desk, content: bytes, file_name: str) -> TakenOver:
    """Keep the decisions of an exported file that can stand here; columns NEEDED, and number_a and number_b if any.

    A row that stands already is passed over; one that would break a decision made here is left out, and said. Raises
    NotAllowed, and CannotDo where the file lacks a column.
    """
    check_can_check_suppliers(viewer)
    rows = files.columns_of(content, file_name, NEEDED).fill_null("")
    with desk.store.turn("taking over decisions on suppliers"):
        before = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
        wanted, left_out = _wanted(viewer, desk, rows)
        new, contrary = _new(wanted, before, desk.suppliers)
        first = desk.store.register.decisions.last_number() + 1
        asked = {
            row: Decision(first + at, one.what, one.a, one.b, one.value) for at, (row, one) in enumerate(new.items())
        }
        kept, barred, after = _that_can_stand(asked, before, desk.suppliers)
        whys = [one_line(from_whom(_as_told(rows.row(row - 2, named=True)))) for row in kept]
        numbers = supplier_decisions.record(viewer, desk, before, after, list(kept.values()), whys) if kept else []
    supplier_decisions.follow_kinds(desk, before, after)
    waiting = sum(after.decided.idle.get(one.id) == NOT_FOUND for one in kept.values())
    effect = supplier_decisions.effect(desk, before, after)
    return TakenOver(
        "names",
        tuple(numbers),
        len(wanted) - len(new) - len(contrary),
        waiting,
        tuple(sorted({**left_out, **contrary, **barred}.items())),
        effect,
    )


def _row(one: Past) -> Words:
    said = one.said
    moment = one.at.isoformat(timespec="seconds")
    return (said.what, said.a.name, said.a.number, said.b.name, said.b.number, said.value, one.by, moment, one.why)


def _wanted(viewer: Viewer, desk: Desk, rows: pl.DataFrame) -> tuple[dict[int, Say], dict[int, str]]:
    """By row of the file what it says; and why those rows are left out that say nothing that can be kept."""
    wanted: dict[int, Say] = {}
    left_out: dict[int, str] = {}
    for place, row in enumerate(rows.iter_rows(named=True), start=2):
        cell = {name: disarming.as_it_was(row.get(name) or "").strip() for name in SUPPLIER_DECISION}
        a, b = (Named(cell[f"name_{side}"], cell[f"number_{side}"]) for side in ("a", "b"))
        say = Say(cell["decision"], a, b, cell["value"] if cell["decision"] in WITH_A_VALUE else "")
        try:
            wanted[place] = supplier_decisions.tidy(say)
            supplier_decisions.check_word(wanted[place])
        except WrongWords as problem:
            del wanted[place]
            left_out[place] = str(problem).removesuffix(".")
    says = list(wanted.items())
    named = supplier_names_shown.are_shown(viewer, desk, [(one.a.name, one.b.name) for _, one in says])
    given = [(one.value if one.what in (NAME, GROUP) else "",) for _, one in says]
    called = supplier_names_shown.are_shown(EVERYONE, desk, given)
    for (place, _), *is_shown in zip(says, named, called, strict=True):
        if not all(is_shown):
            del wanted[place]
            left_out[place] = PRIVATE
    return wanted, left_out


def _that_can_stand(
    asked: dict[int, Decision], before: Standing, reference: SupplierReference
) -> tuple[dict[int, Decision], dict[int, str], Standing]:
    """By row those that can stand beside what was decided here, why the others can't, and what stands with them."""
    kept, barred = dict(asked), dict[int, str]()
    while True:
        after = stand(before.base, [*before.said, *kept.values()], reference)
        silent, broken = _silent(after), _broken(before, after)
        found = {row: silent[one.id] for row, one in kept.items() if one.id in silent}
        found |= {
            row: f"decision {broken[one.id]}, made here, would hold no more"
            for row, one in kept.items()
            if one.id in broken
        }
        if not found:
            return kept, barred, after
        barred |= found
        kept = {row: one for row, one in kept.items() if row not in found}


def _silent(after: Standing) -> dict[int, str]:
    """Why decisions have no effect, but for those that wait for a name, or that a later one took back."""
    outdone = after.decided.sets.outdone
    return {number: why for number, why in after.decided.idle.items() if why != NOT_FOUND and number not in outdone}


def _broken(before: Standing, after: Standing) -> dict[int, int]:
    """By a new decision the one made here that it would take back."""
    held = {one.id for one in before.said} - set(before.decided.idle)
    return {by: number for number, by in after.decided.sets.outdone.items() if number in held}


def _new(
    wanted: dict[int, Say], before: Standing, reference: SupplierReference
) -> tuple[dict[int, Say], dict[int, str]]:
    """Those that say what nobody has said here; and why those are left out of which the contrary was said here.

    A row that repeats an earlier one of the file is kept: what was said between the two may have undone it.
    """
    said = before.said
    subjects = _subjects([*said, *wanted.values()], before, reference)
    here = {subject: one for one, subject in zip(said, subjects, strict=False)}
    new: dict[int, Say] = {}
    contrary: dict[int, str] = {}
    for (place, one), subject in zip(wanted.items(), subjects[len(said) :], strict=True):
        stood = here.get(subject)
        if stood is None:
            new[place] = one
        elif (stood.what, stood.value) != (one.what, one.value):
            contrary[place] = f"decision {stood.id}, made here, says otherwise"
    return new, contrary


def _subjects(said: Sequence[Decision | Say], before: Standing, reference: SupplierReference) -> list[frozenset[Words]]:
    """What each speaks of: of two names whether they are the same, or of one name what is said.

    A name is what it means here, where the number beside it may not be known; a name of nothing here is its words.
    """
    made = [Decision(at, one.what, one.a, one.b, one.value) for at, one in enumerate(said)]
    parties = [(one.a, one.b) for one in meant(before.base, made, reference)]
    names = [name for one in said for name in (one.a.name, one.b.name)]
    plain = plain_names(pl.Series(names, dtype=TEXT)).to_list()
    found: list[frozenset[Words]] = []
    for one, words, known in zip(said, zip(plain[::2], plain[1::2], strict=True), parties, strict=True):
        a, b = (
            (party,) if party else (name, named.number)
            for party, name, named in zip(known, words, (one.a, one.b), strict=True)
        )
        found.append(frozenset({a, b} if one.what in ABOUT_TWO else {(one.what, *a)}))
    return found


def _as_told(row: Mapping[str, str | None]) -> list[str]:
    """Why it was decided, and by whom and when, where it comes from."""
    return [disarming.as_it_was(row.get(name) or "") for name in ("why", "by", "at")]

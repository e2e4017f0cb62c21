"""Decisions on categories as a file, so that what one council worked out is not worked out again by the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from procurement.access import Role, Viewer, can_check_categories, check_can_check_categories
from procurement.categories.decisions import NO_LINE, SUPPLIER
from procurement.publish import disarming
from procurement.services import files
from procurement.services.categories import (
    category_changes,
    category_decisions,
    category_texts_shown,
    decided_categories,
    line_texts,
)
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.category_history import Past, history
from procurement.services.categories.decided_categories import Said, Subject
from procurement.services.desk import Desk
from procurement.services.problems import WrongWords
from procurement.services.taken_over import TakenOver, from_whom
from procurement.tables import CATEGORY_DECISION, TEXT

NEEDED = ("decision", "of", "value")
SEVERAL = "its name is of several suppliers here, so it needs the number that stands beside it"
PRIVATE = "a text of it may name a private person"
OTHERS = "it is about another council, for which its own officers or the advisory group decide"
SUBJECT = {"of": "scope", "council": "authority_code", "supplier": "supplier_name"}
"""Columns of the file that are called otherwise in a subject."""
About = tuple[str, str, str, frozenset[int | str | None]]
EVERYONE = Viewer(Role.ADVISORY_GROUP)
"""A file goes to other councils, so that no officer's leave to read names is used for it."""


def export(viewer: Viewer, desk: Desk, council: str = "") -> pl.DataFrame:
    """CATEGORY_DECISION: the decisions that stand, in the order they were made; of one council where it is given.

    What may name a private person is never in it, whoever asks. Raises NotAllowed.
    """
    check_can_check_categories(viewer, council or viewer.council)
    past = history(viewer, desk, council)[::-1]
    shown = category_texts_shown.are_shown(EVERYONE, desk, [one.said.subject for one in past])
    whys = category_texts_shown.are_open(EVERYONE, desk, [one.said.why for one in past])
    rows = [_row(one, is_open) for one, is_shown, is_open in zip(past, shown, whys, strict=True) if is_shown]
    return pl.DataFrame(rows, schema=CATEGORY_DECISION, orient="row")


def taught(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """The lines whose category people decided, to learn from: supplier, the other texts, proclass_code, no line twice.

    Lines that may name a private person are not in it, whoever asks. Raises NotAllowed.
    """
    check_can_check_categories(viewer, viewer.council)
    decided = decided_categories.standing(desk).decided.lines.filter(pl.col("category_decision").is_not_null())
    own = [one for one in decided["authority_code"].unique() if can_check_categories(viewer, one)]
    codes = decided.filter(pl.col("authority_code").is_in(own)).select(*line_texts.LINE_KEY, "proclass_code")
    lines = line_texts.spent(desk).join(codes, on=list(line_texts.LINE_KEY), validate="1:1")
    shown = category_texts_shown.withheld(EVERYONE, desk, lines).filter(~pl.col("is_withheld"))
    texts = [pl.col("supplier_name").alias("supplier"), *line_texts.TEXTS[1:], "proclass_code"]
    return shown.select(texts).unique().sort(pl.all())


def take_over(viewer: Viewer, desk: Desk, content: bytes, file_name: str) -> TakenOver:
    """Keep the decisions of an exported file that can stand here; columns NEEDED, and those of the texts.

    A row for every council is kept for the officer's own alone. A row that stands already is passed over; one of which
    the contrary was decided here is left out, and said. Raises NotAllowed, and CannotDo where the file lacks a column.
    """
    check_can_check_categories(viewer, viewer.council)
    rows = files.columns_of(content, file_name, NEEDED).fill_null("")
    with desk.store.turn("taking over decisions on categories"):
        before = decided_categories.standing(desk)
        wanted, left_out = _wanted(viewer, desk, rows)
        new, contrary = _new(desk, wanted, before.said)
        after = category_decisions.after_all(desk, before, list(new.values()))
        numbers = category_decisions.record(viewer, desk, list(new.values())) if new else []
        change = category_changes.between(viewer, desk, before.decided, after.decided)
    idle = after.decided.idle
    waiting = sum(idle.get(one.id) == NO_LINE for one in after.said[len(before.said) :])
    known = len(wanted) - len(new) - len(contrary)
    left = tuple(sorted({**left_out, **contrary}.items()))
    return TakenOver("lines", tuple(numbers), known, waiting, left, change.sentence)


def _wanted(viewer: Viewer, desk: Desk, rows: pl.DataFrame) -> tuple[dict[int, Say], dict[int, str]]:
    """By row of the file (the heading is row 1) what it says; and why the others are left out."""
    wanted: dict[int, Say] = {}
    left_out: dict[int, str] = {}
    for place, cells in enumerate(rows.iter_rows(named=True), start=2):
        say = _say(cells)
        if viewer.role is Role.OFFICER and not say.subject.authority_code:
            say = replace(say, subject=replace(say.subject, authority_code=viewer.council))
        if not can_check_categories(viewer, say.subject.authority_code):
            left_out[place] = OTHERS
            continue
        try:
            wanted[place] = category_decisions.whole(desk, say)
        except WrongWords as problem:
            left_out[place] = str(problem).removesuffix(".")
    shown = category_texts_shown.are_shown(EVERYONE, desk, [one.subject for one in wanted.values()])
    for place, is_shown in zip(list(wanted), shown, strict=True):
        if not is_shown:
            del wanted[place]
            left_out[place] = PRIVATE
    for place in _of_several(desk, wanted):
        del wanted[place]
        left_out[place] = SEVERAL
    return wanted, left_out


def _of_several(desk: Desk, wanted: Mapping[int, Say]) -> list[int]:
    """The rows about a supplier whose name, with its number where there is one, is of several suppliers here."""
    of_names = {place: one.subject for place, one in wanted.items() if one.subject.scope == SUPPLIER}
    names = pl.Series([one.supplier_name for one in of_names.values()], dtype=TEXT)
    several = zip(of_names.items(), decided_categories.mean_several(desk, names), strict=True)
    return [place for (place, one), is_so in several if is_so and decided_categories.means_several(desk, one)]


def _say(cells: Mapping[str, str | None]) -> Say:
    cell = {name: disarming.as_it_was(cells.get(name) or "") for name in CATEGORY_DECISION}
    names = [name for name in CATEGORY_DECISION if name not in ("decision", "value", "by", "at", "why")]
    subject = Subject(**{SUBJECT.get(name, name): cell[name] for name in names})
    return Say(cell["decision"], subject, cell["value"], from_whom(cell[name] for name in ("why", "by", "at")))


def _new(desk: Desk, wanted: dict[int, Say], said: Sequence[Said]) -> tuple[dict[int, Say], dict[int, str]]:
    """Those that say what nobody has said here; and why those are left out of which the contrary was said here."""
    about = _about(desk, [*said, *wanted.values()])
    here = dict(zip(about, said, strict=False))
    new: dict[int, Say] = {}
    contrary: dict[int, str] = {}
    in_file: dict[About, str] = {}
    for (place, one), subject in zip(wanted.items(), about[len(said) :], strict=True):
        stood = here.get(subject)
        if stood is None and in_file.get(subject) != one.value:
            new[place] = one
            in_file[subject] = one.value
        elif stood is not None and stood.value != one.value:
            contrary[place] = f"decision {stood.id}, made here, says otherwise"
    return new, contrary


def _about(desk: Desk, says: Sequence[Say | Said]) -> list[About]:
    """What each speaks of: what is said, of which lines of which council.

    The lines are those that its texts mean here, however these are spelt; where they mean none, its words as decisions
    call them.
    """
    said = [Said(at, one.what, one.subject, one.value) for at, one in enumerate(says)]
    found = decided_categories.meant(desk, said).group_by("id").agg("key", "plain")
    meant = {number: frozenset([*keys, *words]) - {None} for number, keys, words in found.iter_rows()}
    names = line_texts.plain(pl.Series([one.subject.supplier_name for one in says], dtype=TEXT))
    return [
        (
            one.what,
            one.subject.scope,
            one.subject.authority_code,
            meant[one.id] or frozenset([name, one.subject.number]),
        )
        for one, name in zip(said, names, strict=True)
    ]


def _row(one: Past, is_open: bool) -> dict[str, str]:
    subject = one.said.subject
    texts = {theirs: getattr(subject, ours) for theirs, ours in SUBJECT.items()}
    others = {
        name: getattr(subject, name) for name in ("number", "publisher_category", "account", "purpose", "department")
    }
    told = {"by": one.by, "at": one.at.isoformat(), "why": one.said.why if is_open else ""}
    return {"decision": one.said.what, "value": one.said.value, **texts, **others, **told}

"""How each council's files are read: the answers that people gave, kept, shown, changed, undone, moved."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from procurement.access import Viewer, check_can_set_profile
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.uploading.profile_words import checked, exported_answer
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.services.uploading.remembered import Remembered, from_plain, is_for_one_file, is_volunteered
from procurement.services.uploading.settling import profile_of
from procurement.store.audit import Entry
from procurement.ui import words

KEPT, CHANGED, FORGOTTEN, UNDONE, IMPORTED = (
    f"profile answer {what}" for what in ("kept", "changed", "forgotten", "undone", "imported")
)
ACTIONS = (KEPT, CHANGED, FORGOTTEN, UNDONE, IMPORTED)


def listed(viewer: Viewer, desk: Desk, council: str) -> list[Remembered]:
    """Every answer remembered for a council (a code), in the order of their questions; none gives an empty list."""
    check_can_set_profile(viewer, council)
    return sorted(profile_of(council, desk).values(), key=lambda answer: (answer.code, answer.at, answer.key))


def remember(viewer: Viewer, desk: Desk, file: ReadFile, upload: SpendFile) -> None:
    """Keep the answers given for one file, except those for that file alone that nobody wants kept.

    Of a file that was refused only those are kept that are always to be given: a slip may be what refused it.
    """
    given = upload.given(file.received)
    now = datetime.now(UTC)
    kept = [
        _kept(code, value, file, str(viewer.role), now)
        for code, value in file.answers.items()
        if code in given
        and code in file.asked
        and (code in upload.always or (file.judged is not None and _lasts(code, value, upload)))
    ]
    known = profile_of(file.owner.authority_code, desk)
    new = [one for one in kept if one.key not in known or known[one.key].value != one.value]
    _change(viewer, desk, file.owner.authority_code, {one.key: one for one in new}, KEPT)


def change(viewer: Viewer, desk: Desk, council: str, key: str, value: str) -> str:
    """Give one remembered answer another value, among those that were offered. Returns what happened, in a sentence."""
    old = _found(viewer, desk, council, key)
    if value not in dict(old.choices) and not is_volunteered(old.code):
        raise WrongWords(f'"{value}" is none of the answers; choose from {_listed(v for v, _ in old.choices)}.')
    new = replace(old, value=value, by=str(viewer.role), at=_now())
    _change(viewer, desk, council, {key: new}, CHANGED)
    return f"Kept. From the next file on: {new.label}."


def set_for_every_file(viewer: Viewer, desk: Desk, council: str, code: str, value: str) -> str:
    """Answer a question for all of a council's files, whatever their layout, in place of what was remembered of it.

    Raises WrongWords where there is no such question, or the answer is none of its answers.
    """
    check_can_set_profile(viewer, council)
    known = checked(code, value)
    new = replace(known, by=str(viewer.role), at=_now())
    before = {one.key: None for one in profile_of(council, desk).values() if one.code == known.code}
    _change(viewer, desk, council, {**before, new.key: new}, CHANGED)
    return f"Kept. For every file from now on, {new.code} is {new.label}, where a file offers that answer."


def forget(viewer: Viewer, desk: Desk, council: str, key: str) -> str:
    """Forget one answer by its key, or all answers to a question by its code; the next such file is asked again."""
    check_can_set_profile(viewer, council)
    gone: dict[str, Remembered | None] = {
        one.key: None
        for one in listed(viewer, desk, council)
        if key.casefold() in (one.key.casefold(), one.code.casefold())
    }
    if not gone:
        raise _nothing_kept(viewer, desk, council, key)
    _change(viewer, desk, council, gone, FORGOTTEN)
    return "Forgotten. The next file that raises this question is asked again."


def history(viewer: Viewer, desk: Desk, council: str) -> list[Entry]:
    """Every change of a council's profile, newest first; `detail` holds the key and the answer before and after."""
    check_can_set_profile(viewer, council)
    return desk.store.register.audit.about(council, ACTIONS)


def undo(viewer: Viewer, desk: Desk, council: str) -> str:
    """Take the last change of a profile back; undoing again goes forward again. Raises CannotDo where there is none."""
    done = history(viewer, desk, council)
    if not done:
        raise CannotDo("Nothing was changed yet, so there is nothing to undo.")
    last = [entry for entry in done if (entry.at, entry.action) == (done[0].at, done[0].action)]
    before = {entry.detail["key"]: entry.detail["before"] for entry in last}
    _change(viewer, desk, council, {key: from_plain(row) if row else None for key, row in before.items()}, UNDONE)
    return "The last change is undone."


def exported(viewer: Viewer, desk: Desk, council: str) -> dict[str, Any]:
    """A council's profile as JSON holds it."""
    return {"council": council, "answers": [one.plain() for one in listed(viewer, desk, council)]}


def brought_in(viewer: Viewer, desk: Desk, council: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Add exported answers to a council's profile, each in place of the one for the same question and layout.

    Raises WrongWords, with nothing kept, where a row is no answer.
    """
    check_can_set_profile(viewer, council)
    read = [exported_answer(row) for row in rows]
    mine = {one.key: replace(one, by=str(viewer.role), at=_now()) for one in read}
    _change(viewer, desk, council, mine, IMPORTED)
    return f"Kept: {words.count(len(mine), 'answer')}."


def _lasts(code: str, value: str, upload: SpendFile) -> bool:
    return upload.are_remembered and not is_for_one_file(code, value)


def _kept(code: str, value: str, file: ReadFile, by: str, at: datetime) -> Remembered:
    asked = file.asked[code]
    choices = tuple((choice.value, choice.label) for choice in asked.question.choices)
    words = asked.question.sentence
    return Remembered(code, value, words, by, at.isoformat(), file.received.name, asked.hangs_on, choices)


def _change(viewer: Viewer, desk: Desk, council: str, changes: Mapping[str, Remembered | None], action: str) -> None:
    plain = {key: one.plain() if one else None for key, one in changes.items()}
    if plain:
        desk.store.register.profiles.change(council, plain, str(viewer.role), datetime.now(UTC), action)


def _found(viewer: Viewer, desk: Desk, council: str, key: str) -> Remembered:
    check_can_set_profile(viewer, council)
    one = profile_of(council, desk).get(key)
    if one is None:
        raise _nothing_kept(viewer, desk, council, key)
    return one


def _nothing_kept(viewer: Viewer, desk: Desk, council: str, key: str) -> CannotDo:
    known = sorted({one.code for one in listed(viewer, desk, council)})
    return CannotDo(f'No answer to "{key}" is remembered. Remembered are {_listed(known) if known else "none"}.')


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _now() -> str:
    return datetime.now(UTC).isoformat()

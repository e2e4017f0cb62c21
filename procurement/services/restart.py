"""What a start after a crash put right, told to those whose uploads it concerns, until they have read it."""

import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from procurement.access import Role, Viewer, can_submit
from procurement.services.desk import Desk, open_desk
from procurement.store.problems import StoreProblem
from procurement.store.restart_notes import PUT_RIGHT, Note, from_entries

TOLD_FOR_DAYS = 7
"""After a week it is in the audit trail alone."""
COMMAND_LINE = "the command line"


def open_desk_told(home: Path | None, asking: Viewer) -> Desk:
    """The desk of a command; standard error says first what was put right and was not said there before."""
    desk = open_desk(home)
    found = unread(asking, desk, COMMAND_LINE)
    if found:
        sys.stderr.write("".join(f"{sentence}\n" for sentence in found))
        with suppress(StoreProblem):  # a sentence that is said twice is better than a command that fails
            mark_read(asking, desk, COMMAND_LINE)
    return desk


def unread(viewer: Viewer, desk: Desk, reader: str = "") -> list[str]:
    """Sentences on uploads of bodies that the viewer may submit for, oldest first, not marked as read by `reader`.

    A file that was cut off is no longer spoken of once it is stored. reader: "" is the viewer's council or role.
    """
    week_ago = datetime.now(UTC) - timedelta(days=TOLD_FOR_DAYS)
    read_until = desk.store.register.facts.get(_key(viewer, reader), "")
    entries = desk.store.register.audit.since(PUT_RIGHT, week_ago)
    notes = [note for at, note in reversed(from_entries(entries)) if at.isoformat() > read_until]
    stored = {(one.authority_code, one.sha256) for one in desk.store.register.uploads.standing()} if notes else set()
    return [note.sentence for note in notes if can_submit(viewer, note.authority_code) and not _is_over(note, stored)]


def mark_read(viewer: Viewer, desk: Desk, reader: str = "") -> None:
    """Tell this reader no more of what has been said until now."""
    desk.store.register.facts.put(_key(viewer, reader), datetime.now(UTC).isoformat())


def _is_over(note: Note, stored: set[tuple[str, str]]) -> bool:
    return note.is_cut_off and (note.authority_code, note.sha256) in stored


def _key(viewer: Viewer, reader: str) -> str:
    return f"restart notes read by {reader or (viewer.council if viewer.role is Role.OFFICER else viewer.role)}"

"""What was put right after a program died, kept in the audit trail until the people concerned have read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from procurement.store.audit import Entry

PUT_RIGHT = "put right after a stop"
BY_THE_STORE = "the store"


@dataclass(frozen=True)
class Note:
    """A sentence on one upload, for those who may submit for its body.

    sha256: of its bytes, "" where they were never read. is_cut_off: whether the file has to be uploaded again.
    """

    sentence: str
    file_name: str
    authority_code: str
    sha256: str = ""
    is_cut_off: bool = False


def as_entries(notes: Sequence[Note], at: datetime) -> list[Entry]:
    """Entries of the audit trail."""
    return [Entry(at, BY_THE_STORE, PUT_RIGHT, one.file_name, vars(one)) for one in notes]


def from_entries(entries: Sequence[Entry]) -> list[tuple[datetime, Note]]:
    """Notes with the moment at which each was made, in the order of `entries`."""
    return [(one.at, Note(**one.detail)) for one in entries if one.action == PUT_RIGHT]

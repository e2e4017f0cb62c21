"""Erase an upload for good: what was in it is nowhere in the store afterwards, and its place in history says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from procurement.access import Viewer, check_can_scrub
from procurement.services.desk import Desk
from procurement.services.owners import from_code
from procurement.services.problems import CannotDo
from procurement.services.uploading import left_lines
from procurement.store.ledger_tables import SCRUBBED
from procurement.store.register_tables import MISSING, RECEIVING
from procurement.store.uploads import UploadRecord
from procurement.ui.words import count

BEYOND_REACH = (
    "What cannot be erased from here: copies and backups of the store, files that people downloaded or exported, and "
    "what the app remembers until it is started again."
)


@dataclass(frozen=True)
class Scrub:
    """What would be, or was, erased. related: uploads of the same payments that are not among them.

    sharers: uploads that are kept and have the very bytes of one of them, for which those bytes stay. counted_again:
    what became of payments that others had left to these, a sentence each.
    """

    uploads: tuple[UploadRecord, ...]
    related: tuple[UploadRecord, ...]
    sharers: tuple[UploadRecord, ...]
    bodies: tuple[str, ...]
    counted_again: tuple[str, ...] = ()

    @property
    def payments(self) -> int:
        """How many payments go."""
        return sum(one.payments for one in self.uploads)

    @property
    def held_back(self) -> int:
        """How many held-back rows go."""
        return sum(one.held_back for one in self.uploads)

    def as_json(self) -> dict[str, Any]:
        """Plain values, without anything of the content."""
        ids = {name: [one.upload_id for one in getattr(self, name)] for name in ("uploads", "related", "sharers")}
        counts = {"payments": self.payments, "held_back": self.held_back}
        return {**ids, "bodies": list(self.bodies), **counts, "sentences": self.done()}

    def asked(self) -> str:
        """The question before it is done."""
        names = ", ".join(f"{one.upload_id} ({one.file_name}, {one.state})" for one in self.uploads)
        also = " ".join(self._others())
        return (
            f"This erases for good {names} of {' and '.join(self.bodies)}: {self._rows()}, the uploaded file, its name "
            f"and its receipt, from every figure and from history. {also}".rstrip()
        )

    def done(self) -> list[str]:
        """What was done, what is left elsewhere, and what is beyond reach: a sentence each."""
        ids = " and ".join(one.upload_id for one in self.uploads)
        is_one = len(self.uploads) == 1
        said = (
            f"Upload{'' if is_one else 's'} {ids} of {' and '.join(self.bodies)} {'is' if is_one else 'are'} scrubbed: "
            f"{self._rows()} are in no figure and no longer in the store, nor is the file's name, its receipt, nor "
            "what was read from it alone. History keeps that it was scrubbed, when, by whom and why."
        )
        return [said, *self.counted_again, *self._others(), BEYOND_REACH]

    def _rows(self) -> str:
        return f"{count(self.payments, 'payment')} and {count(self.held_back, 'held-back row')}"

    def _others(self) -> list[str]:
        sentences: list[str] = []
        if self.related:
            ids = ", ".join(one.upload_id for one in self.related)
            sentences.append(
                f"Other versions of it hold the same payments and stay: {ids}. To erase them too: "
                f"procurement scrub {self.uploads[0].upload_id} --with-related."
            )
        if self.sharers:
            ids = ", ".join(one.upload_id for one in self.sharers)
            sentences.append(f"The uploaded bytes themselves stay, for another upload is of the very same file: {ids}.")
        return sentences


def plan(viewer: Viewer, desk: Desk, upload_id: str, with_related: bool = False) -> Scrub:
    """What scrubbing an upload would erase; nothing is changed.

    with_related: with the uploads that it replaced or that replaced it, and those of the same bytes of the same body.
    Raises StoreProblem where there is no such upload, NotAllowed where not theirs, CannotDo where it is not in the
    ledger.
    """
    every = desk.store.register.uploads.all()
    named = desk.store.register.uploads.get(upload_id)
    family = [one for one in _family(named, every) if one.state != SCRUBBED and one.upload_id != upload_id]
    uploads = (named, *family) if with_related else (named,)
    for one in uploads:
        check_can_scrub(viewer, one.authority_code)
        _check_is_stored(one)
    hashes, ids = {one.sha256 for one in uploads}, {one.upload_id for one in uploads}
    kept = [one for one in every if one.upload_id not in ids and one.state != SCRUBBED]
    bodies = dict.fromkeys(from_code(one.authority_code, desk).name for one in uploads)
    return Scrub(
        uploads,
        () if with_related else tuple(family),
        tuple(one for one in kept if one.sha256 in hashes),
        tuple(bodies),
    )


def scrub(viewer: Viewer, desk: Desk, upload_id: str, why: str, with_related: bool = False) -> Scrub:
    """Erase an upload, with its other versions where that is asked; one that was scrubbed is gone through again.

    Raises as `plan` does, CannotDo where no reason is given, and StoreProblem where the disk or another program keeps
    it from finishing, which says how far it came.
    """
    check_reason(why)
    planned = plan(viewer, desk, upload_id, with_related)
    ids = [one.upload_id for one in planned.uploads]
    desk.store.scrub(ids, at=datetime.now(UTC), by=str(viewer.role), why=why.strip())
    codes = dict.fromkeys(one.authority_code for one in planned.uploads)
    told = [sentence for code in codes for sentence in left_lines.count_again(viewer, desk, code)]
    return replace(planned, counted_again=tuple(told))


def check_reason(why: str) -> None:
    """Raise CannotDo where no reason is given: whoever finds later that an upload is gone will ask."""
    if not why.strip():
        raise CannotDo("Say why with --why: whoever finds later that the upload is gone will ask.")


def _family(one: UploadRecord, every: Sequence[UploadRecord]) -> list[UploadRecord]:
    """The upload with all that it replaced or that replaced it, near and far, and those of the same bytes and body."""
    found, waiting = {one.upload_id: one}, [one]
    while waiting:
        known = waiting.pop()
        near = [
            other
            for other in every
            if other.upload_id not in found and other.authority_code == known.authority_code and _are_kin(known, other)
        ]
        found |= {other.upload_id: other for other in near}
        waiting += near
    return list(found.values())


def _are_kin(one: UploadRecord, other: UploadRecord) -> bool:
    return one.sha256 == other.sha256 or other.replaced_by == one.upload_id or one.replaced_by == other.upload_id


def _check_is_stored(one: UploadRecord) -> None:
    if one.state in (RECEIVING, MISSING):
        raise CannotDo(
            f"Upload {one.upload_id} is {one.state}, so there are no rows of it to scrub. Open the store once more; if "
            "it stays so, restore the ledger from a copy first."
        )

"""What is known of a file before it is read: its bytes are stored, were refused, or were told whose they are."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from procurement.services import owners, software
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.uploading import settling
from procurement.services.uploading.ingesting import Answering
from procurement.services.uploading.whose import Verdict
from procurement.store.back_catalogues import CatalogueFile, StoredBytes

TAKEN, KNOWN, REFUSED, ASKED = "taken", "known", "refused", "asked"
A_PERSON_SAID = "A person said so"
OWNER_TOLD = "whose a spend file is"
BEING_WRITTEN = ("receiving", "missing")


@dataclass
class Memory:
    """Uploads by their bytes; refusals, and copies of what was stored, by bytes and settings; owners by path and bytes;
    by bytes what people said.

    Uploads that were withdrawn, replaced or erased count as known: a folder taken in again must not bring them back.
    """

    stored: Mapping[str, list[StoredBytes]]
    refusals: dict[tuple[str, str], CatalogueFile] = field(default_factory=dict[tuple[str, str], CatalogueFile])
    copies: dict[tuple[str, str], CatalogueFile] = field(default_factory=dict[tuple[str, str], CatalogueFile])
    owners: dict[tuple[str, str], CatalogueFile] = field(default_factory=dict[tuple[str, str], CatalogueFile])
    answered: dict[str, str] = field(default_factory=dict[str, str])
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def upload_of(self, sha: str, authority_code: str) -> StoredBytes | None:
        """The upload of these bytes for this body that stands, else the last one that did; None where there is none."""
        mine = [one for one in self.stored.get(sha, []) if one.authority_code == authority_code]
        were = [one for one in mine if one.state not in BEING_WRITTEN]
        standing = [one for one in were if one.state == "stored"]
        return (standing or were or [None])[-1]

    def as_before(self, sha: str, settings: str) -> CatalogueFile | None:
        """The row of these bytes that were not stored under the same settings: refused, or a copy of what was."""
        return self.refusals.get((sha, settings)) or self.copies.get((sha, settings))

    def verdict(self, path: str, sha: str, desk: Desk) -> Verdict | None:
        """Whose the same file was found to be in an earlier run."""
        earlier = self.owners.get((path, sha))
        if earlier is None:
            return None
        return Verdict(owners.from_code(earlier.authority_code, desk), evidence=earlier.evidence)

    def answer(self, file: Path, desk: Desk) -> Owner | None:
        """Whose a person said that a file of these very bytes is; a path may stand for other files by now."""
        if not self.answered:
            return None
        try:
            code = self.answered.get(sha256(file.read_bytes()).hexdigest())
        except OSError:
            return None
        return owners.from_code(code, desk) if code else None


def recall(desk: Desk, is_anew: bool) -> Memory:
    """What is known; where everything is to be done anew, only what is stored at this moment."""
    kept = desk.store.register.back_catalogues
    stored = kept.stored_bytes()
    if is_anew:
        standing = {sha: [one for one in ones if one.state == "stored"] for sha, ones in stored.items()}
        return Memory(standing)
    memory = Memory(stored)
    memory.answered |= {one.key: one.value for one in desk.store.register.decisions.standing(OWNER_TOLD)}
    for one in kept.earlier((TAKEN, KNOWN, REFUSED)):
        if one.outcome == REFUSED:
            memory.refusals[one.sha256, one.settings] = one
            continue
        if one.outcome == KNOWN and one.settings:
            memory.copies[one.sha256, one.settings] = one
        memory.owners[one.path, one.sha256] = one
        memory.lines[one.upload_id] = one.lines
        if one.evidence.startswith(A_PERSON_SAID):
            memory.answered[one.sha256] = one.authority_code
    return memory


def keep_answer(file: Path, owner: Owner, by: str, desk: Desk) -> None:
    """Remember whose a person said that a file, and those of its group, are: a run may stop before it is reached."""
    with suppress(OSError):
        key = sha256(file.read_bytes()).hexdigest()
        desk.store.register.decisions.record(OWNER_TOLD, key, owner.authority_code, by, datetime.now(UTC), "")


def settings(authority_code: str, desk: Desk, answering: Answering, yes: bool) -> str:
    """What a refusal rests on besides the bytes: the software, the answers given, and what is remembered."""
    profile = sorted((key, kept.value) for key, kept in settling.profile_of(authority_code, desk).items())
    said = [software.version(), authority_code, sorted(answering.given.items()), yes, profile]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]

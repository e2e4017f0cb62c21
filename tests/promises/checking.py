"""What a store holds after something went wrong, held against what was uploaded to it, to the line and the penny."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from procurement.services.desk import Desk
from procurement.store.originals import Originals
from procurement.store.register_tables import MISSING, RECEIVING
from tests.promises.invented_files import HELD_BACK, Invented

Contents = dict[str, tuple[int, int, int]]
"""By the hash of each standing upload: its payments, their pence, its held-back rows."""


@dataclass
class Faults:
    """What was found wrong, a sentence each."""

    partial: list[str] = field(default_factory=list[str])
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    untold: list[str] = field(default_factory=list[str])

    def any(self) -> list[str]:
        """All of them."""
        return [*self.partial, *self.lost, *self.doubled, *self.untold]


def wanted(files: Iterable[Invented]) -> Contents:
    """What a store that holds exactly these files would say."""
    return {file.sha256: (file.rows, file.pence, HELD_BACK) for file in files}


def check(desk: Desk, files: Iterable[Invented], faults: Faults, when: str) -> None:
    """Note in `faults` whatever differs from a store that holds exactly `files`, each once and wholly."""
    store, should = desk.store, wanted(files)
    ids = store.ledger.standing_ids()
    hashes = {one.upload_id: one.sha256 for one in store.register.uploads.all()}
    found = [hashes.get(one, "") for one in ids]
    is_there = _contents(desk, hashes)
    faults.doubled += [f"{when}: {one} stands twice" for one in set(found) if found.count(one) > 1]
    faults.lost += [f"{when}: {one} does not stand" for one in should if one not in found]
    faults.partial += [f"{when}: {one} stands and should not" for one in found if one not in should]
    faults.partial += [
        f"{when}: {one} holds {is_there.get(one)} and not {should[one]}"
        for one in found
        if one in should and is_there.get(one) != should[one]
    ]
    listed = {one.upload_id for one in store.register.uploads.standing()}
    if listed != set(ids):
        faults.partial.append(f"{when}: the register lists {sorted(listed)} and the ledger {sorted(ids)}")
    unsure = [one.file_name for one in store.register.uploads.all() if one.state in (RECEIVING, MISSING)]
    faults.partial += [f"{when}: {name} is left as being received or missing" for name in unsure]


def check_originals(desk: Desk, faults: Faults, when: str) -> None:
    """Note each original that is not the bytes of its own name, and each standing upload without one."""
    originals: Originals = desk.store.originals
    for file in _whole_files(originals.folder):
        if hashlib.sha256(file.read_bytes()).hexdigest() != file.name:
            faults.partial.append(f"{when}: the original {file.name} holds other bytes")
    kept = {file.name for file in _whole_files(originals.folder)}
    standing = desk.store.register.uploads.standing()
    faults.lost += [f"{when}: {one.file_name} has no original" for one in standing if one.sha256 not in kept]


def _contents(desk: Desk, hashes: dict[str, str]) -> Contents:
    """Rows as any reader of the ledger gets them, by the upload that they came with."""
    held_back = desk.store.ledger.held_back().group_by("upload_id").len("held_back")
    payments = desk.store.ledger.payments().group_by("upload_id").agg(pl.len(), pl.col("amount_pence").sum())
    both = payments.join(held_back, on="upload_id", how="full", coalesce=True).fill_null(0).collect()
    return {hashes.get(row[0], row[0]): (row[1], row[2], row[3]) for row in both.iter_rows()}


def _whole_files(folder: Path) -> list[Path]:
    return [file for file in folder.glob("*/*") if not file.name.startswith("arriving-")]

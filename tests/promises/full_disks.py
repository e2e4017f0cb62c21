"""Uploads to a disk that fails at its nth change, and what their store holds and their uploader was told."""

import errno
import shutil
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from procurement.services.desk import open_desk
from tests.promises.checking import Faults, check, check_originals
from tests.promises.failing_disk import Fault
from tests.promises.invented_files import Invented
from tests.promises.uploader import Order, start, submit

LONGEST_SECONDS = 120
EARLIER, ARRIVING = Invented(0, 60), Invented(1, 60)
FULL = Fault(number=errno.ENOSPC)
FILLED = Fault(number=errno.ENOSPC, is_lasting=True)
QUOTA = Fault(number=errno.EDQUOT, is_lasting=True)
FAILING = Fault(number=errno.EIO)
NOT_SYNCING = Fault(number=errno.EIO, kind="syncs")
READ_ONLY = Fault(number=errno.EROFS, kind="everything", is_lasting=True)
NO_NAMES = Fault(number=errno.ENOSPC, kind="names")
REASONS = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "The disk is full",
    errno.EIO: "disk",
    errno.EROFS: "may not be written to",
}
MAY_BE_FULL = "it may be full"
"""SQLite keeps to itself why a write was refused, and a disk that refused once no longer tells."""


@dataclass
class Filling:
    """Trials of one fault at each n: how each ended, and what was wrong."""

    folder: Path
    by: Literal["service", "command"]
    refused: int = 0
    stored_and_told: int = 0
    undisturbed: int = 0
    faults: Faults = field(default_factory=Faults)
    said: Counter[str] = field(default_factory=Counter[str])

    def try_each(self, fault: Fault, numbers: range) -> None:
        """Upload to a copy of a store that holds one upload, with the nth change failing, for each n."""
        for at in numbers:
            self._try(replace(fault, at=at))

    def _try(self, fault: Fault) -> None:
        home = self._fresh_store()
        child = start(Order(home, (ARRIVING,), self.folder / "said.txt", by=self.by, fault=fault))
        list(child.stages())
        child.process.join(LONGEST_SECONDS)
        self._judge(home, fault, child.process.exitcode, child.said())

    def _fresh_store(self) -> Path:
        pattern, home = self.folder / "pattern", self.folder / "store"
        if not pattern.exists():
            desk = open_desk(pattern)
            submit(desk, EARLIER)
            desk.store.close()
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(pattern, home)
        return home

    def _judge(self, home: Path, fault: Fault, code: int | None, said: str) -> None:
        when = f"{fault.kind} {fault.at} failing with {errno.errorcode[fault.number]}, by {self.by}"
        desk = open_desk(home)
        is_kept = ARRIVING.sha256 in {one.sha256 for one in desk.store.register.uploads.standing()}
        check(desk, [EARLIER, ARRIVING] if is_kept else [EARLIER], self.faults, when)
        self.faults.untold += [f"{when}: {wrong}: {said}" for wrong in self._untold(fault, code, said, is_kept)]
        receipt = submit(desk, ARRIVING)
        if receipt.outcome != "taken":
            self.faults.lost.append(f"{when}, then retried: {receipt.reason}")
        check(desk, [EARLIER, ARRIVING], self.faults, f"{when}, then retried")
        check_originals(desk, self.faults, when)
        desk.store.close()

    def _untold(self, fault: Fault, code: int | None, said: str, is_kept: bool) -> list[str]:
        """What the person was not told, or was told falsely."""
        if code == 0:
            self.undisturbed += 1
            return [] if is_kept else ["it was said to be stored and is not"]
        self.said[said.strip()] += 1
        wrong = ["a traceback"] if "Traceback" in said or code != 1 else []
        if is_kept:
            self.stored_and_told += 1
            return wrong if f"{ARRIVING.name} is stored" in said else [*wrong, "it is stored and that was not said"]
        self.refused += 1
        reasons = (REASONS[fault.number], *([] if fault.is_lasting else [MAY_BE_FULL]))
        wrong += [] if any(reason in said for reason in reasons) else ["the reason is missing"]
        is_told = f"Nothing of {ARRIVING.name} was stored" in said or self.by == "command"
        return wrong if is_told else [*wrong, "it was not said that nothing was stored"]

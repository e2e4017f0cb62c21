"""Whether a scrub that is killed, or meets a full disk, is finished later and leaves the rest alone: a table.

python -m tests.promises.kill_scrub [--kills 50] [--writes 60] [--seed N]

Ends with code 1 where a promise was broken, and says which. The tests beside this file run the same with small numbers.
"""

import argparse
import errno
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import scrubbing
from tests.promises import failing_disk, people_files
from tests.promises.failing_disk import Fault
from tests.promises.other_uploads import are_equal, kept_of_others
from tests.promises.people_files import OF_APRIL, People
from tests.promises.scrub_steps import STEPS, WHY
from tests.promises.traces import traces
from tests.promises.uploader import DONE, GROUP, Child, Order, start

LONGEST_SECONDS = 120
FULL, FILLED = Fault(number=errno.ENOSPC), Fault(number=errno.ENOSPC, is_lasting=True)
FAILING, NOT_SYNCING = Fault(number=errno.EIO), Fault(number=errno.EIO, kind="syncs")
NO_NAMES = Fault(number=errno.ENOSPC, kind="names")
DISKS = {
    "the nth write finds the disk full": FULL,
    "the disk is full from the nth write on": FILLED,
    "the nth write fails (EIO)": FAILING,
    "the nth sync fails (EIO)": NOT_SYNCING,
    "the nth new name finds the disk full": NO_NAMES,
}


@dataclass
class Scrubs:
    """Scrubs of one upload with its other version, each in a copy of one store, and what was wrong afterwards.

    `untouched` and `scrubbed` are what the store says of the other uploads before, and after an undisturbed scrub.
    """

    folder: Path
    chance: random.Random
    people: People = field(init=False)
    untouched: dict[str, Any] = field(init=False)
    scrubbed: dict[str, Any] = field(init=False)
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    kills: Counter[str] = field(default_factory=Counter[str])
    finished_by_opening: int = 0
    refused: int = 0
    undisturbed: int = 0
    said: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        """Fill the store that is copied, and learn from one scrub how long each step takes and what it changes."""
        desk = open_desk(self.folder / "pattern")
        self.people = people_files.fill(desk)
        desk.store.close()
        people_files.leave_killed_writes(self.folder / "pattern")
        self.untouched = self._read(self._fresh_store())
        seen = list(self._start(Fault()).stages())
        for (step, began), (_, ended) in pairwise(seen):
            self.seconds[step] = max(self.seconds.get(step, 0.0), ended - began)
        self.scrubbed = self._read(self.home)
        if traces(self.home, OF_APRIL):
            self.faults.append("an undisturbed scrub left something")

    @property
    def home(self) -> Path:
        """Where the store is that is scrubbed next."""
        return self.folder / "store"

    def kill(self, step: str) -> bool:
        """Kill a scrub within `step`, open, check, scrub again, check; False where it got away."""
        self._fresh_store()
        child = self._start(Fault())
        turns = self.chance.randrange(1, 5)
        last = ""
        for said, _ in child.stages():
            last, turns = said, turns - (said == step)
            if said == step and (turns == 0 or step not in ("removing rows", "forgetting history")):
                time.sleep(self.chance.uniform(0, self.seconds.get(step, 0.05)))
                child.process.kill()
        child.process.join(LONGEST_SECONDS)
        if last == DONE or child.process.exitcode != -9:
            return False
        self.kills[last] += 1
        self._look(f"killed while {last}", is_told=last not in ("", "keeping the word", "dropping the word"))
        return True

    def fail(self, fault: Fault) -> None:
        """Scrub on a disk that fails at one of its changes; the same checks, and what the person was told."""
        self._fresh_store()
        child = self._start(fault)
        list(child.stages())
        child.process.join(LONGEST_SECONDS)
        when = f"{fault.kind} {fault.at} failing with {errno.errorcode[fault.number]}"
        if child.process.exitcode == 0:
            self.undisturbed += 1
        else:
            self.refused += 1
            self.said[child.said().strip()] += 1
            if child.process.exitcode != 1 or "Traceback" in child.said() or "disk" not in child.said():
                self.faults.append(f"{when}: ended with {child.process.exitcode} and said {child.said()!r}")
        self._look(when, is_told=False)

    def _start(self, fault: Fault) -> Child:
        said_to = self.folder / "said.txt"
        return start(Order(self.home, (), said_to, by="scrub", scrubs=self.people.april, fault=fault))

    def _look(self, when: str, is_told: bool) -> None:
        """Open as a restart does: nothing was begun, or all is finished; then scrub again, and nothing is left."""
        desk = open_desk(self.home)
        state = desk.store.register.uploads.get(self.people.april).state
        is_finished = state == "scrubbed"
        self.finished_by_opening += bool(desk.store.notes)
        self._check(desk, self.scrubbed if is_finished else self.untouched, f"{when}, opened again")
        if is_finished and traces(self.home, OF_APRIL):
            self.faults.append(f"{when}: {traces(self.home, OF_APRIL)[:3]} left after opening")
        if is_told and not any("was cut off and is finished now" in one for one in desk.store.notes):
            self.faults.append(f"{when}: the opening said {desk.store.notes}")
        scrubbing.scrub(GROUP, desk, self.people.april, WHY, with_related=True)
        self._check(desk, self.scrubbed, f"{when}, scrubbed again")
        desk.store.close()
        if left := traces(self.home, OF_APRIL):
            self.faults.append(f"{when}: {left[:3]} left after scrubbing again")

    def _check(self, desk: Desk, wanted: dict[str, Any], when: str) -> None:
        found = kept_of_others(desk, self.people)
        self.faults += [f"{when}: {name} differs" for name in wanted if not are_equal(wanted[name], found[name])]

    def _read(self, home: Path) -> dict[str, Any]:
        desk = open_desk(home)
        found = kept_of_others(desk, self.people)
        desk.store.close()
        return found

    def _fresh_store(self) -> Path:
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.folder / "pattern", self.home)
        return self.home


def kill_each(scrubs: Scrubs, kills: int, steps: Iterable[str] = STEPS) -> None:
    """Kill scrubs until so many were killed, as evenly over the steps as they let themselves be."""
    wanted, tries = list(steps), Counter[str]()
    while scrubs.kills.total() < kills and tries.total() < 4 * kills:
        step = min(wanted, key=lambda one: (scrubs.kills[one], tries[one]))
        tries[step] += 1
        scrubs.kill(step)


def main() -> int:
    """Run all of it."""
    told = _arguments()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="promises-") as folder:
        scrubs = Scrubs(Path(folder), random.Random(told.seed))
        kill_each(scrubs, told.kills)
        _say("  step                          milliseconds  kills")
        for step in STEPS:
            _say(f"  {step:30}{scrubs.seconds.get(step, 0) * 1000:12.0f}  {scrubs.kills[step]:5}")
        _say(f"  {scrubs.kills.total()} kills; {scrubs.finished_by_opening} were finished by the next opening")
        for name, fault in DISKS.items() if failing_disk.is_there() else ():
            _fail(scrubs, name, fault, told.writes)
        faults = scrubs.faults
    _say("\n".join(["", *faults, f"{len(faults)} broken promises in {time.monotonic() - began:,.0f} seconds"]))
    return 1 if faults else 0


def _fail(scrubs: Scrubs, name: str, fault: Fault, writes: int) -> None:
    refused, undisturbed = scrubs.refused, scrubs.undisturbed
    scrubs.said.clear()
    for at in range(1, writes + 1, 4):
        scrubs.fail(Fault(at, fault.number, fault.kind, fault.is_lasting))
    _say(f"  {name}: told {scrubs.refused - refused}, never reached {scrubs.undisturbed - undisturbed}")
    for said, count in scrubs.said.most_common(2):
        _say(f"      {count} times: {said}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name, usual in (("kills", 50), ("writes", 120), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

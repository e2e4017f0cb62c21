"""Uploads killed at moments that nobody chose, and what their store holds when it is opened again."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from procurement.services.desk import open_desk
from tests.promises.checking import Faults, check, check_originals
from tests.promises.invented_files import Invented
from tests.promises.uploader import AFTER, DONE, READING, STARTING, WRITING, Order, start, submit

LONGEST_SECONDS = 120


@dataclass
class Killing:
    """One store that uploads are killed in; `standing` is what it must hold, by number."""

    folder: Path
    chance: random.Random
    rows: int
    standing: dict[int, Invented] = field(default_factory=dict[int, Invented])
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    kills: Counter[str] = field(default_factory=Counter[str])
    kept: Counter[str] = field(default_factory=Counter[str])
    replacing: int = 0
    by_command: int = 0
    retried: int = 0
    faults: Faults = field(default_factory=Faults)

    @property
    def home(self) -> Path:
        """Where the store is."""
        return self.folder / "store"

    def time_stages(self, uploads: int = 4) -> None:
        """Learn how long each stage takes, from uploads that nobody disturbs."""
        for _ in range(uploads):
            self._attempt(self._next_file(), kill_in="")

    def kill(self, stage: str) -> bool:
        """Kill an upload within `stage`, open the store again, check, retry, check; False where it got away."""
        file = self._next_file()
        landed = self._attempt(file, stage)
        if landed:
            self.kills[landed] += 1
            self._look(file, landed)
            self._retry(file)
        return bool(landed)

    def _next_file(self) -> Invented:
        """A new month, or now and then the correction of one that stands, which it replaces."""
        if self.standing and self.chance.random() < 0.3:
            return self.standing[self.chance.choice(list(self.standing))].corrected()
        return Invented(max(self.standing, default=-1) + 1, self.rows)

    def _attempt(self, file: Invented, kill_in: str) -> str:
        """Let a child upload; returns the stage that it was killed in, "" where it came to its end."""
        by = "command" if self.chance.random() < 0.2 else "service"
        child = start(Order(self.home, (file,), self.folder / "said.txt", by=by))
        seen: list[tuple[str, float]] = []
        for stage, at in child.stages():
            seen.append((stage, at))
            if stage == kill_in:
                time.sleep(self.chance.uniform(0, self.seconds.get(stage, 0.1)))
                child.process.kill()
        child.process.join(LONGEST_SECONDS)
        if seen[-1][0] == DONE or child.process.exitcode == 0:
            self._finished(file, seen)
            return ""
        if child.process.exitcode != -9:
            self.faults.untold.append(f"{file.name} ended with {child.process.exitcode}: {child.said()}")
            return ""
        self.replacing += file.version > 0
        self.by_command += by == "command"
        return seen[-1][0]

    def _finished(self, file: Invented, seen: list[tuple[str, float]]) -> None:
        self.standing[file.number] = file
        for (stage, began), (_, ended) in pairwise(seen):
            before = self.seconds.get(stage, ended - began)
            self.seconds[stage] = 0.7 * before + 0.3 * (ended - began)

    def _look(self, file: Invented, landed: str) -> None:
        """Open the store as a restart does: the upload is there wholly or not at all, and a sentence says which."""
        desk = open_desk(self.home)
        when = f"kill {self.kills.total()} of {file.name} while {landed}"
        is_kept = file.sha256 in {one.sha256 for one in desk.store.register.uploads.standing()}
        should = {**self.standing, file.number: file} if is_kept else self.standing
        check(desk, should.values(), self.faults, when)
        self.kept[landed] += is_kept
        said = " ".join(desk.store.notes)
        wanted = "It is wholly there" if is_kept else "nothing of it was kept. Upload it again"
        if (said or landed != STARTING) and not (file.name in said and wanted in said):
            self.faults.untold.append(f"{when}: kept is {is_kept} and the restart said {said!r}")
        desk.store.close()

    def _retry(self, file: Invented) -> None:
        desk = open_desk(self.home)
        when = f"retry after kill {self.kills.total()} of {file.name}"
        receipt = submit(desk, file)
        self.retried += 1
        self.standing[file.number] = file
        if receipt.outcome != "taken":
            self.faults.lost.append(f"{when}: {receipt.outcome}: {receipt.reason}")
        check(desk, self.standing.values(), self.faults, when)
        desk.store.close()

    def finish(self) -> None:
        """Hold every original against its name, once all is over."""
        desk = open_desk(self.home)
        check_originals(desk, self.faults, "at the end")
        desk.store.close()


def kill_uploads(
    folder: Path, kills: int, rows: int, seed: int, stages: tuple[str, ...] = (READING, WRITING, AFTER)
) -> Killing:
    """Kill `kills` uploads in each stage, in one store that grows, tidies itself and is corrected meanwhile."""
    killing = Killing(folder, random.Random(seed), rows)
    killing.time_stages()
    while any(killing.kills[stage] < kills for stage in stages):
        killing.kill(min(stages, key=lambda stage: killing.kills[stage]))
    killing.finish()
    return killing

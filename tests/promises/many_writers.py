"""Many uploads at the same moment: by processes, by the threads of one server, and of the same file twice."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from procurement.services.desk import open_desk
from tests.promises.checking import Faults, check, check_originals
from tests.promises.invented_files import Invented
from tests.promises.uploader import Child, Order, start

LONGEST_SECONDS = 900
WITHOUT_ERROR = "taken"


@dataclass
class Crowd:
    """What a crowd of uploads came to; `waits` are the seconds that each process needed from the word go."""

    payments: int = 0
    notes: list[str] = field(default_factory=list[str])
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list[float])
    faults: Faults = field(default_factory=Faults)


def at_once(
    folder: Path,
    shares: Sequence[tuple[Invented, ...]],
    by: Literal["service", "command", "threads"] = "service",
    is_made: bool = True,
) -> Crowd:
    """Let a process for each share of files upload it, all from one word; then count what the store holds.

    is_made: whether the store is laid out before they begin; otherwise they meet in an empty folder.
    """
    home = folder / "store"
    if is_made:
        open_desk(home).store.close()
    orders = [Order(home, share, folder / f"said-{k}.txt", by, is_to_wait=True) for k, share in enumerate(shares)]
    children = [start(order) for order in orders]
    for child in children:
        next(stage for stage, _ in child.stages() if stage == "ready")
    began = time.monotonic()
    for child in children:
        child.pipe.send("go")
    crowd = Crowd()
    crowd.waits = [_ended(child, crowd.faults) - began for child in children]
    crowd.seconds = max(crowd.waits)
    _count(home, children, crowd)
    return crowd


def _ended(child: Child, faults: Faults) -> float:
    """When the child had stored its last file; what it wrote that is no receipt of a stored file is noted."""
    last = [at for _, at in child.stages()][-1]
    child.process.join(LONGEST_SECONDS)
    if child.process.exitcode != 0:
        faults.untold.append(f"a process ended with {child.process.exitcode} and said {child.said()!r}")
    return last


def _count(home: Path, children: Sequence[Child], crowd: Crowd) -> None:
    for child in children:
        for line in child.said().splitlines():
            if not line.startswith("{"):
                crowd.faults.untold.append(f"somebody was shown {line!r}")
                continue
            receipt = json.loads(line)
            crowd.notes.append(receipt["note"])
            if receipt["outcome"] != WITHOUT_ERROR:
                crowd.faults.lost.append(f"{receipt['file']} was {receipt['outcome']}: {receipt['reason']}")
    desk = open_desk(home)
    check(desk, {file for child in children for file in child.order.files}, crowd.faults, "afterwards")
    check_originals(desk, crowd.faults, "afterwards")
    crowd.payments = desk.store.ledger.payments().collect().height
    desk.store.close()

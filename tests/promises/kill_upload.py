"""Whether the store holds each upload wholly or not at all, whatever happens to the program or the disk: a table.

python -m tests.promises.kill_upload [--kills 100] [--processes 50] [--rows 5000] [--writes 50] [--seed N]

Ends with code 1 where a promise was broken, and says which. The tests beside this file run the same with small numbers.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.promises import full_disks, read_only
from tests.promises.checking import Faults
from tests.promises.full_disks import Filling
from tests.promises.invented_files import Invented
from tests.promises.kills import kill_uploads
from tests.promises.many_writers import at_once

ROWS_OF_A_KILLED_FILE = 1_000
DISKS = {
    "the nth write finds the disk full": full_disks.FULL,
    "the disk is full from the nth write on": full_disks.FILLED,
    "the quota is used up at the nth write": full_disks.QUOTA,
    "the nth write fails (EIO)": full_disks.FAILING,
    "the nth sync fails (EIO)": full_disks.NOT_SYNCING,
    "the nth new name finds the disk full": full_disks.NO_NAMES,
    "read-only from the nth change on": full_disks.READ_ONLY,
}


def main() -> int:
    """Run all of it."""
    told = _arguments()
    faults: list[str] = []
    for title, trial in (
        ("Killed at random moments", lambda folder: _kills(folder, told)),
        ("Many at once", lambda folder: _crowds(folder, told)),
        ("A disk that fails", lambda folder: _disks(folder, told)),
        ("A folder that may not be written to", _read_only),
    ):
        if told.only and told.only not in title.lower():
            continue
        _say(f"\n{title}")
        faults += _timed(trial)
    _say("\n".join(["", *faults, f"{len(faults)} broken promises"]))
    return 1 if faults else 0


def _timed(trial: Callable[[Path], list[Faults]]) -> list[str]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="promises-") as folder:
        found = [fault for faults in trial(Path(folder)) for fault in faults.any()]
    _say(f"  {time.monotonic() - began:,.0f} seconds")
    return found


def _kills(folder: Path, told: argparse.Namespace) -> list[Faults]:
    done = kill_uploads(folder, told.kills, ROWS_OF_A_KILLED_FILE, told.seed)
    _say("  stage             milliseconds  kills  found stored after")
    for stage, count in sorted(done.kills.items()):
        _say(f"  {stage:17} {done.seconds.get(stage, 0) * 1000:12.0f}  {count:5}  {done.kept[stage]}")
    found = done.faults
    _say(f"  {done.replacing} replaced an earlier upload; {done.by_command} went by the command line")
    _say(
        f"  partial {len(found.partial)}, lost {len(found.lost)}, doubled {len(found.doubled)} after {done.retried} "
        f"retries; untold {len(found.untold)}"
    )
    return [found]


def _crowds(folder: Path, told: argparse.Namespace) -> list[Faults]:
    shares = [(Invented(number, told.rows),) for number in range(told.processes)]
    same = Invented(0, told.rows)
    crowds = {
        f"{told.processes} processes, {told.rows:,} rows each": lambda at: at_once(at, shares, is_made=False),
        "8 threads of one server": lambda at: at_once(at, [tuple(Invented(k, told.rows) for k in range(8))], "threads"),
        "the same file by 2 processes": lambda at: at_once(at, [(same,), (same,)]),
        "the same file by 2 commands": lambda at: at_once(at, [(same,), (same,)], "command"),
        "the same file by 2 threads": lambda at: at_once(at, [(same, same)], "threads"),
    }
    found: list[Faults] = []
    for number, (name, run) in enumerate(crowds.items()):
        place = folder / str(number)
        place.mkdir()
        crowd = run(place)
        found.append(crowd.faults)
        _say(
            f"  {name:34} {crowd.payments:8,} rows in {crowd.seconds:5.1f} s (the first done after "
            f"{min(crowd.waits):.1f} s); errors shown {len(crowd.faults.untold)}; said: {sorted(set(crowd.notes))}"
        )
    return found


def _disks(folder: Path, told: argparse.Namespace) -> list[Faults]:
    found: list[Faults] = []
    for name, fault in DISKS.items():
        for by in ("service", "command"):
            step = 1 if fault in (full_disks.FULL, full_disks.FILLED) and by == "service" else 5
            done = Filling(folder, by)
            done.try_each(fault, range(1, told.writes + 1, step))
            found.append(done.faults)
            _say(
                f"  {name}, by {by}: refused and unchanged {done.refused}, stored and told so {done.stored_and_told}, "
                f"never reached {done.undisturbed}; broken {len(done.faults.any())}"
            )
            for said, count in done.said.most_common(2):
                _say(f"      {count} times: {said}")
    return found


def _read_only(folder: Path) -> list[Faults]:
    faults, said = read_only.upload_to_a_read_only_folder(folder)
    _say("\n".join(f"  {one}" for one in said))
    return [faults]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name, usual in (("kills", 100), ("processes", 50), ("rows", 5_000), ("writes", 50), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--only", default="", help="Part of a title, such as killed, many, disk or folder.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""What a small file costs in a store that knows a million suppliers, by commands that start anew each time.

Run: python -m benchmarks.large_register [NAMES], 1,000,000 unless told; needs 2 GB of disk. The first command finds
nothing kept ready and keeps it; those after it find it. Printed are seconds, processor seconds, the most memory of any
so far, and the ratio to the first; beside them what a command costs that reads nothing at all.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl

from benchmarks import supplier_names_made
from benchmarks.supplier_run import known_of
from procurement.services.desk import open_desk

PROJECT = Path(__file__).resolve().parents[1]
FILES, LINES, SEED = 3, 2_000, 20_262
COUNCIL = "Bury"


@dataclass(frozen=True)
class Spent:
    """What one command cost: clock and processor seconds, and the most memory of any command so far in GB."""

    clock: float
    processor: float
    memory: float


def fill(home: Path, names: pl.DataFrame) -> None:
    """A register that knows these names, each a text of its supplier."""
    desk = open_desk(home)
    known = known_of(names)
    desk.store.register.readings.keep_suppliers(known, datetime.now(UTC))
    desk.store.close()


def write(file: Path, names: list[str], month: int) -> None:
    """A spend file with a line a name."""
    lines = [f'05/{month:02d}/2024,"{name}",{500 + place},Goods' for place, name in enumerate(names)]
    file.write_text("\n".join(["Date,Supplier,Net Amount,Purpose", *lines]), encoding="utf-8")


def run(home: Path, *words: str) -> Spent:
    """Run a command on the store; RuntimeError with what it said where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "procurement", *words],
        env={**os.environ, "PROCUREMENT_HOME": str(home)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stderr)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(clock, processor, after.ru_maxrss / 1e6)


def main(size: int) -> None:
    """Fill a store, take small files in, and print what each cost."""
    made = supplier_names_made.make(size + FILES * LINES, SEED)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        fill(home, made.head(size))
        print(f"{LINES:,} new lines in a store that knows {size:,} names; seconds, processor seconds, GB, ratio")
        spent: list[Spent] = []
        for place in range(FILES):
            file = Path(folder) / f"{place}.csv"
            write(file, made["name"].slice(size + place * LINES, LINES).to_list(), place + 1)
            spent.append(run(home, "ingest", str(file), "--authority", COUNCIL, "--yes"))
            told = "nothing kept ready" if place == 0 else "kept ready"
            _print(told, spent[-1], spent[0])
        _print("no store at all", run(home, "--help"), spent[0])
        kept = sum(place.stat().st_size for place in (home / "ready").rglob("*") if place.is_file())
        register = (home / "register.sqlite3").stat().st_size
        print(f"kept ready: {kept / 1e9:.2f} GB beside a register of {register / 1e9:.2f} GB")


def _print(told: str, one: Spent, first: Spent) -> None:
    ratio = one.processor / first.processor
    print(f"  {told:20}{one.clock:8.2f}{one.processor:8.2f}{one.memory:7.2f}{ratio:7.2f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

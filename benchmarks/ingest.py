"""What it costs to take spend files in, beside polars.read_csv and beside pandas on the same work in the same run.

    python -m benchmarks.ingest [--lines 1000000] [--register 1000000] [--files 100] [--grow-to 2000000]

Every job runs alone in a process of its own; processor seconds count, for machines here are noisy. Tables: a messy file
read, judged and stored; growth with the length of the file; council-sized files one after another; a council's month
against a register of a million names, with where the time goes.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import ingest_month

FROM_LINES = 10_000
COUNCIL_LINES = 10_000
TRIES = 3
Cost = dict[str, Any]


def main() -> None:
    """Print every table."""
    told = _arguments()
    with tempfile.TemporaryDirectory(prefix="ingest-") as folder:
        _peers(Path(folder), told.lines)
        _growth(Path(folder), told.grow_to)
        _councils(told.files)
        ingest_month.print_month(told.register)


def measured(job: str, path: Path, tries: int = 1) -> Cost:
    """What a job of ingest_jobs came to, and the least that it cost in so many tries."""
    return min((_run(job, path) for _ in range(tries)), key=lambda cost: cost["cpu"])


def _run(job: str, path: Path, *more: str) -> Cost:
    words = [sys.executable, "-m", "benchmarks.ingest_jobs", job, str(path), *more]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _made(folder: Path, lines: int) -> Path:
    """A file of so many lines, made in a process of its own: a child's peak memory counts from its parent's."""
    path = folder / f"{lines}.csv"
    if not path.exists():
        _run("make", path, str(lines))
    return path


def _peers(folder: Path, lines: int) -> None:
    path = _made(folder, lines)
    print(f"\nA messy file of {lines:,} lines, {path.stat().st_size / 1e6:.0f} MB in Windows-1252")
    cost = {job: measured(job, path, TRIES) for job in ("scan", "ours", "pandas")}
    cost["stored"] = measured("stored", path)
    ours, pandas = cost["ours"], cost["pandas"]
    same = ("accepted", "pence", "held_back")
    assert [ours[one] for one in same] == [pandas[one] for one in same], "the peer must do the same work"
    titles = {
        "scan": "polars.read_csv, text",
        "ours": "read and judged",
        "pandas": "the same in pandas",
        "stored": "bytes to stored, matched, coded",
    }
    print(
        f"  {'':32} {'processor s':>11} {'seconds':>8} {'of read_csv':>11} {'peak MB':>8} {'accepted':>9} {'held':>6}"
    )
    for job, title in titles.items():
        row = cost[job]
        times, held = row["cpu"] / cost["scan"]["cpu"], row.get("held_back", "")
        print(f"  {title:32} {row['cpu']:11.2f} {row['seconds']:8.2f} {times:11.1f} {row['peak_mb']:8.0f} "
              f"{row['accepted']:9,} {held:>6}")  # fmt: skip
    print(f"  read_csv was {cost['scan']['note']}; it finds no money, no days, no line numbers")
    print(f"  pandas takes {pandas['cpu'] / ours['cpu']:.1f} times the processor time of reading and judging (aim: 3)")


def _growth(folder: Path, most: int) -> None:
    print("\nGrowth: read and judged")
    print(f"  {'lines':>10} {'processor s':>11} {'microseconds a line':>19} {'peak MB':>8}")
    lines = FROM_LINES
    while lines <= most:
        row = measured("ours", _made(folder, lines))
        print(f"  {lines:10,} {row['cpu']:11.2f} {row['cpu'] / lines * 1e6:19.1f} {row['peak_mb']:8.0f}")
        lines = most if lines < most < lines * 10 else lines * 10


def _councils(files: int) -> None:
    print(f"\n{files} files of {COUNCIL_LINES:,} lines, one after another into one store, as one command does")
    spent = ingest_month.many_files(files, COUNCIL_LINES)
    tenth = max(files // 10, 1)
    first, last = spent[:tenth], spent[-tenth:]
    print(f"  {sum(spent):.1f} processor seconds, {sum(spent) / files:.2f} a file; the first tenth "
          f"{sum(first) / tenth:.2f} a file, the last {sum(last) / tenth:.2f}")  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name, usual in (("lines", 1_000_000), ("register", 1_000_000), ("files", 100), ("grow-to", 2_000_000)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args()


if __name__ == "__main__":
    main()

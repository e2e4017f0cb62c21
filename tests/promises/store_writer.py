"""A program that uploads to a store, for tests that run several at once, kill one, or fill its disk.

python store_writer.py HOME FIRST COUNT ROWS [--die-after STEP] [--largest-file BYTES]

Uploads files number FIRST to FIRST + COUNT - 1, of ROWS payments of one pound each. Says "ready" once the store is open
and waits for a line on standing input. Ends with code 3 and the sentence on standard error where the store refuses.
"""

import argparse
import hashlib
import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from procurement.store.delta_table import LedgerTable
from procurement.store.desk_store import Store, open_store
from procurement.store.problems import StoreProblem
from procurement.store.submission import Submission, Upload
from procurement.store.uploads import Uploads
from procurement.tables import HELD_BACK, ISSUE, PAYMENT

STEPS = ("original", "announced", "held back", "issues", "payments", "logged", "listed")


def main() -> int:
    """Upload as told."""
    told = _arguments()
    try:
        store = open_store(told.home)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        if told.die_after:
            _die_after(told.die_after)
        if told.largest_file:
            _limit_files(told.largest_file)
        for number in range(told.first, told.first + told.count):
            upload(store, number, told.rows)
    except StoreProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 3
    return 0


def upload(store: Store, number: int, rows: int) -> None:
    """Upload file `number`, of `rows` payments."""
    sha256 = store.originals.keep(f"file {number}".encode())
    if "original" in _dies_after:
        _die()
    upload = Upload("E06000001", f"{number}.csv", sha256, datetime(2026, 11, 24, tzinfo=UTC), "officer")
    store.keep(Submission(upload, _payments(number, rows), _held_back(), _issues()))


def _payments(number: int, rows: int) -> pl.DataFrame:
    chance = random.Random(number)
    names = [hashlib.sha256(chance.randbytes(8)).hexdigest() for _ in range(rows)]
    blank = {name: "" for name, kind in PAYMENT.items() if kind == pl.String()}
    same = {**blank, "paid_on": date(2024, 4, 9), "is_redacted": False, "amount_pence": 100}
    varying = pl.DataFrame({"line": range(rows), "supplier_name": names})
    keys = {"supplier_text_key": pl.col("line"), "line_text_key": pl.col("line")}
    others = {name: pl.lit(value) for name, value in same.items() if name != "supplier_name"}
    return varying.with_columns(**others, **keys).select(list(PAYMENT)).cast(PAYMENT)


def _held_back() -> pl.DataFrame:
    return pl.DataFrame([[1, "AMOUNT_NOT_MONEY", "Net", "x", "Mend it.", None, "[]"]], schema=HELD_BACK, orient="row")


def _issues() -> pl.DataFrame:
    return pl.DataFrame([[None, "NO_CREDITS", "", "", "No line is a credit."]], schema=ISSUE, orient="row")


_dies_after: set[str] = set()


def _die_after(step: str) -> None:
    """Arrange for this process to be killed, as by kill -9, straight after `step`."""
    _dies_after.add(step)
    by_table = {"held_back": "held back", "issues": "issues", "payments": "payments", "uploads": "logged"}
    _afterwards(LedgerTable, "write_uploads", lambda table: by_table[table.folder.name] in _dies_after)
    _afterwards(LedgerTable, "append", lambda table: by_table[table.folder.name] in _dies_after)
    _afterwards(Uploads, "announce", lambda _: "announced" in _dies_after)
    _afterwards(Uploads, "mirror", lambda _: "listed" in _dies_after)


def _afterwards(owner: type, method: str, is_time: Callable[[Any], bool]) -> None:
    really = getattr(owner, method)

    def run(self: Any, *args: Any) -> None:
        really(self, *args)
        if is_time(self):
            _die()

    setattr(owner, method, run)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _limit_files(largest_bytes: int) -> None:
    """Let no file grow beyond `largest_bytes`: the operating system then refuses writes, as a full disk does."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_bytes, largest_bytes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    for name in ("first", "count", "rows"):
        parser.add_argument(name, type=int)
    parser.add_argument("--die-after", choices=STEPS, default="")
    parser.add_argument("--largest-file", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

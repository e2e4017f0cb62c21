"""A council's month sent to a store that knows a million suppliers, and many councils' files one after another."""

import cProfile
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import messy_files
from procurement.access import Role, Viewer
from procurement.places import authorities
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import totals
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile
from procurement.spend.rows import text_keys
from procurement.tables import SUPPLIER_READING

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 24)
MONTH_LINES, MONTHS_BEFORE = 20_000, 2
STAGES = {
    "receive": ("receive.py", "check"),
    "read as text": ("read.py", "as_text"),
    "headings": ("headings.py", "apply"),
    "judge": ("judge.py", "rows"),
    "effects of the answers": ("effects.py", "shown"),
    "asked and answered": ("submitting.py", "_decided"),
    "keys of the texts": ("text_keys.py", "add"),
    "what is known, from the register": ("readings.py", "suppliers"),
    "match suppliers": ("readings.py", "match_suppliers"),
    "code lines": ("readings.py", "code_lines"),
    "keep the file": ("originals.py", "keep"),
    "keep the rows, log and register": ("desk_store.py", "keep_many"),
}


def print_month(register: int) -> None:
    """A file of MONTH_LINES against `register` names, once what stays in memory is there."""
    print(f"\nA month of {MONTH_LINES:,} lines against a register of {register:,} names, warm")
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "store", TODAY)
        _fill(desk, register)
        for month in range(MONTHS_BEFORE):
            _submit(desk, month)
        spent = [_timed(desk, MONTHS_BEFORE + turn) for turn in range(3)]
        for name, at in (("read, judged, matched, coded, stored", 0), ("its roll-ups", 1)):
            seconds, cpu = min(one[at] for one in spent), min(one[at + 2] for one in spent)
            print(f"  {name:40} {seconds:6.2f} s, {cpu:6.2f} processor seconds")
        whole = min(one[0] + one[1] for one in spent)
        print(f"  {'altogether':40} {whole:6.2f} s (aim: under 1)")
        _profile(desk, MONTHS_BEFORE + 3)
        desk.store.close()


def many_files(files: int, lines: int) -> list[float]:
    """Processor seconds that each file took, one council after another, in one run of submit."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "store", TODAY)
        codes = authorities.principal_councils(desk.authorities, TODAY).sort("name")["authority_code"].to_list()
        marks = [time.process_time()]

        def uploads() -> Iterator[SpendFile]:
            for number in range(files):
                content = messy_files.file_bytes(lines, seed=number)
                made.append(time.process_time() - marks[-1])
                yield SpendFile(f"{number}.csv", content, owners.from_code(codes[number % len(codes)], desk))
                marks.append(time.process_time())

        made: list[float] = []
        for receipt in submitting.submit(GROUP, desk, uploads(), take_suggested=True):
            assert receipt.outcome == "taken", receipt.reason
        desk.store.close()
        marks.append(time.process_time())
    steps = np.diff(marks)[:files]
    return [float(step - making) for step, making in zip(steps, made, strict=True)]


def _fill(desk: Desk, count: int) -> None:
    """A register of `count` names, each a supplier of its own; the months' suppliers are among them."""
    names = pl.Series(messy_files.names(int(count * 1.2), np.random.default_rng(messy_files.POOL_SEED)))
    texts = pl.DataFrame({"supplier_name": names.unique(maintain_order=True).head(count)})
    facts = texts.with_columns(
        pl.lit("").alias(name) for name in (*text_keys.SUPPLIER_COLUMNS[1:], *text_keys.LINE_COLUMNS[1:])
    )
    keyed = text_keys.add(facts)
    made = {"supplier_label": "supplier_name", "kind": pl.lit("company"), "rule": pl.lit("own name")}
    readings = keyed.with_columns(
        supplier_id=pl.lit("NAME-") + pl.col("supplier_text_key").cast(pl.String),
        score=pl.lit(1.0),
        reason=pl.lit("no other name is near enough to be this supplier"),
        **made,
    )
    yesterday = datetime.now(UTC) - timedelta(days=1)
    desk.store.register.readings.keep_suppliers(readings.select(SUPPLIER_READING.names()), yesterday)


def _submit(desk: Desk, month: int) -> None:
    content = messy_files.file_bytes(MONTH_LINES, seed=month, first_day=date(2024, 1 + month, 1))
    file = SpendFile(f"month-{month}.csv", content, owners.council("Bury", desk))
    (receipt,) = submitting.submit(GROUP, desk, [file], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason


def _timed(desk: Desk, month: int) -> tuple[float, float, float, float]:
    """Seconds of storing and of rolling up, then the processor seconds of both; making the file is left out."""
    content = messy_files.file_bytes(MONTH_LINES, seed=month, first_day=date(2024, 1 + month, 1))
    file = SpendFile(f"month-{month}.csv", content, owners.council("Bury", desk))
    marks = [(time.perf_counter(), time.process_time())]
    (receipt,) = submitting.submit(GROUP, desk, [file], take_suggested=True)
    marks.append((time.perf_counter(), time.process_time()))
    totals.total(GROUP, desk, totals.Wanted("national", ("category", "month")))
    marks.append((time.perf_counter(), time.process_time()))
    assert receipt.outcome == "taken", receipt.reason
    (a, x), (b, y), (c, z) = marks
    return b - a, c - b, y - x, z - y


def _profile(desk: Desk, month: int) -> None:
    """Where the processor time of one more month goes in the main thread; the profile itself slows Python."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(_timed, desk, month)
    spent = [(one.code, one.totaltime) for one in profile.getstats() if not isinstance(one.code, str)]
    print("  where the time goes, in processor seconds under a profiler:")
    for title, (file, function) in STAGES.items():
        seconds = sum(
            took for code, took in spent if code.co_name == function and code.co_filename.endswith(f"/{file}")
        )
        print(f"    {title:42} {seconds:6.2f}")

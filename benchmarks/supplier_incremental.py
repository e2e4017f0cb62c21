"""A few new spellings against many known names: warm, from a cold process, and as right as matching all of them."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import polars as pl

from benchmarks import supplier_names_made
from benchmarks.supplier_labels import read_reference
from benchmarks.supplier_run import OURS, known_of, own_peak, texts_of
from procurement.store import mapped_files
from procurement.store.kept_names import KeptNames
from procurement.suppliers import known_names, known_rows, matching
from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_rows import KnownRows
from procurement.tables import SUPPLIER_READING

PROJECT = Path(__file__).resolve().parents[1]
NEW, SEED = 2_000, 20_262
__all__ = ["OURS", "table"]


def table(folder: Path, size: int) -> None:
    """Print seconds warm and cold, and precision and recall of what the new names were attached to."""
    reference = read_reference()
    made = supplier_names_made.make(size + NEW, SEED)
    old, new = made.head(size), made.tail(NEW)
    true = old["supplier"].to_list()
    known = known_of(old)
    index = known_names.add(KnownNames(), known, reference)
    KeptNames(folder / "index").keep(index, reference)
    known.select(SUPPLIER_READING.names()).write_ipc(folder / "known.arrow")
    texts_of(new["name"], first=size).write_ipc(folder / "new.arrow")
    command = [sys.executable, "-m", "benchmarks.supplier_incremental", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=True)
    said = json.loads(done.stdout.strip().splitlines()[-1])
    print(f"\n{NEW:,} new spellings against {size:,} known: warm {said['warm']:.2f} s (CPU {said['warm_cpu']:.2f}),")
    print(f"  from a cold process {said['cold']:.2f} s (CPU {said['cold_cpu']:.2f}), {said['peak']:.2f} GB")
    known_true = set(true)
    answers = pl.read_ipc(folder / "said.arrow")["supplier_id"].to_list()
    pairs = list(zip(answers, new["supplier"].to_list(), strict=True))
    attached = [(answer, f"MADE-{supplier}") for answer, supplier in pairs if answer.startswith("MADE-")]
    right = sum(answer == supplier for answer, supplier in attached)
    wanted = sum(supplier in known_true for _, supplier in pairs)
    print(f"  precision {right / max(len(attached), 1):.3f}  recall {right / max(wanted, 1):.3f}")


def measure(folder: Path) -> None:
    """In a process of its own: map the index, match, and match again."""
    cpu, start = 0.0, time.perf_counter() - time.process_time()
    reference = read_reference()
    index = KeptNames(folder / "index").read(reference)
    known = mapped_files.frame(folder / "known.arrow")
    new = pl.read_ipc(folder / "new.arrow")
    if not index.parts:
        raise RuntimeError("the index was not kept")
    times: list[tuple[float, float]] = []
    rows, read = _unlisted(known), pl.DataFrame()
    for _ in range(4):
        near = known_names.near(index, new, rows, reference)
        read = matching.match(new, near.known, reference, near.nearby)
        rows = known_rows.list_rows(known, rows)
        times.append((time.perf_counter() - start, time.process_time() - cpu))
        start, cpu = time.perf_counter(), time.process_time()
    read.write_ipc(folder / "said.arrow")
    peak = own_peak()
    (cold, cold_cpu), (warm, warm_cpu) = times[0], min(times[1:])
    print(json.dumps({"cold": cold, "cold_cpu": cold_cpu, "warm": warm, "warm_cpu": warm_cpu, "peak": peak}))


def _unlisted(known: pl.DataFrame) -> KnownRows:
    """Rows of which no key is listed yet, so that the first question goes through all of them."""
    nothing = known_rows.list_rows(known.clear())
    return replace(nothing, rows=known, by_key=replace(nothing.by_key, keys=known["supplier_text_key"]))


if __name__ == "__main__":
    measure(Path(sys.argv[1]))

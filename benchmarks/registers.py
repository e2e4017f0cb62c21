"""What loading Companies House's file costs beside reading it alone, and how well payees are found in a register.

Run: python -m benchmarks.registers [ROWS ...]; 100,000, 1,000,000 and 5,000,000 rows where none are named. Every
company is invented. The peer, polars.read_csv of the whole file, makes no check, no order and no index, and keeps
nothing: it is what any reader of the file must do at least.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks import invented_payees, invented_registers
from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.registers import public_registers, register_matching
from procurement.suppliers import matching
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

SIZES = (100_000, 1_000_000, 5_000_000)
PAYEES = 20_000
MERGED_OF = 20
"""One company in so many takes part in the table of merging."""
OPERATOR = Viewer(Role.ADVISORY_GROUP)
MEGABYTE = 1024 * 1024


def main() -> None:
    """Print the costs at each size, then precision and recall of finding payees in the largest that was loaded."""
    if sys.argv[1:2] == ["--job"]:
        print(json.dumps(JOBS[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4]))))
        return
    sizes = [int(size.replace(",", "")) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'rows':>10} {'file MB':>8} {'job':24} {'seconds':>8} {'CPU s':>7} {'rows/s':>9} {'peak MB':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path, store = Path(folder) / "companies.csv", Path(folder) / "store"
            invented_registers.write(path, size)
            for job in JOBS:
                print_cost(job, size, path, store)
            desk = open_desk(store)
            payees = some_payees(size)
            accuracy_table(desk, payees, size)
            merging_table(desk, payees.filter(pl.col("truth").hash() % MERGED_OF == 0), size)


def print_cost(job: str, size: int, path: Path, store: Path) -> None:
    """Run one job in a process of its own, and print what it took."""
    command = [sys.executable, "-m", "benchmarks.registers", "--job", job, str(path), str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took = json.loads(done.stdout.splitlines()[-1])
    rate = took["rows"] / took["seconds"]
    print(
        f"{size:>10,} {path.stat().st_size / MEGABYTE:>8,.0f} {job:24} {took['seconds']:>8.1f} {took['cpu']:>7.1f} "
        f"{rate:>9,.0f} {took['peak']:>8,.0f}",
        flush=True,
    )


def load(path: Path, store: Path) -> dict[str, float]:
    """Load the file as a register, as the command does."""
    desk = open_desk(store)
    start, cpu = time.perf_counter(), time.process_time()
    record = public_registers.load(OPERATOR, desk, "companies-house", [path], lambda *_: None)
    assert record.bodies + record.refused == record.rows
    return cost(start, cpu, record.rows)


def read_alone(path: Path, store: Path) -> dict[str, float]:
    """Read every column as text with Polars, and do nothing with it."""
    del store
    start, cpu = time.perf_counter(), time.process_time()
    rows = pl.read_csv(path, infer_schema=False).height
    return cost(start, cpu, rows)


JOBS = {"load": load, "polars.read_csv": read_alone}


def cost(start: float, cpu: float, rows: int) -> dict[str, float]:
    """Seconds, CPU-seconds, rows, and megabytes at the peak of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "rows": rows, "peak": peak}


def some_payees(size: int) -> pl.DataFrame:
    """Payees of companies in a register of that size, and strangers to it."""
    first = invented_registers.companies(min(size, invented_registers.ROWS_AT_ONCE))
    return invented_payees.payees(first.head(PAYEES), seed=size)


def accuracy_table(desk: Desk, payees: pl.DataFrame, size: int) -> None:
    """By how a payee was written: how many there are, are settled, rightly, and put to a person with the right body."""
    start = time.perf_counter()
    found = register_matching.matches(desk, payees)
    took = time.perf_counter() - start
    truth = payees.select("supplier_text_key", "truth", "way")
    joined = truth.join(found, on="supplier_text_key", how="left", validate="1:m").with_columns(
        pl.col("verdict").fill_null("none"), is_right=(pl.col("number") == pl.col("truth")).fill_null(value=False)
    )
    by_text = joined.group_by("supplier_text_key", "way", "truth", "verdict").agg(pl.col("is_right").any())
    print(f"\n{payees.height:,} payees met a register of {size:,} rows in {took:.1f} s")
    print(
        f"  {'written as':34} {'payees':>7} {'settled':>8} {'rightly':>8} {'precision':>9} {'asked':>7} {'rightly':>8}"
    )
    for way in [*payees["way"].unique().sort().to_list(), ""]:
        print_way(by_text.filter(pl.col("way") == way) if way else by_text, way or "all")


def print_way(rows: pl.DataFrame, way: str) -> None:
    """One line of the table."""
    settled, asked = rows.filter(pl.col("verdict") == "same"), rows.filter(pl.col("verdict") == "ask")
    right = int(settled["is_right"].sum())
    precision = f"{right / settled.height:.4f}" if settled.height else "-"
    print(
        f"  {way:34} {rows.height:>7,} {settled.height:>9,} {right:>9,} {precision:>9} {asked.height:>9,} "
        f"{int(asked['is_right'].sum()):>9,}"
    )


def merging_table(desk: Desk, payees: pl.DataFrame, size: int) -> None:
    """Pairs of names of one company that matching puts together, from names alone and with what the register adds."""
    nobody = pl.DataFrame(schema=SUPPLIER_READING)
    texts = payees.select(SUPPLIER_TEXT.names())
    told = {"names alone": texts, "with the register": register_matching.identify(desk, texts).select(texts.columns)}
    print(f"\nPairs of names of one company that are put together, register of {size:,} rows:")
    for how, given in told.items():
        read = matching.match(given, nobody, desk.suppliers)
        frame = payees.select(
            truth=pl.when(pl.col("truth") == "").then("supplier_text_key").otherwise(pl.col("truth").hash())
        ).with_columns(said=read["supplier_id"])
        right, said, true = (pairs_of(frame, by) for by in (["said", "truth"], ["said"], ["truth"]))
        print(f"  {how:20} precision {right / max(said, 1):.4f}  recall {right / max(true, 1):.4f}  of {true:,} pairs")


def pairs_of(frame: pl.DataFrame, by: list[str]) -> int:
    """How many pairs of rows agree on `by`."""
    return int(frame.group_by(by).len().select((pl.col("len") * (pl.col("len") - 1) // 2).sum()).item() or 0)


if __name__ == "__main__":
    main()

"""Which duplicates are found among invented payments, how many of those found are real, and what it costs.

    python -m benchmarks.duplicates [PAYMENTS ...], 200,000 unless told: precision and recall by count and by pounds
    python -m benchmarks.duplicates --speed 1000000 5000000: processor seconds, and as ratios to a bare scan and group

What is planted is known by its lines. A finding of a possible duplicate is right where a line of it was planted. Equal
amounts that fall together by chance among the invented bills count as wrong, though nobody could tell them apart.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.duplicates_made import STYLES, Made, make
from procurement.analysis.unusual import kinds, limits, looking
from procurement.analysis.unusual.limits import Limits
from procurement.analysis.unusual.looking import Findings
from procurement.services.desk import open_reference

NEEDED = ["upload_id", "line", "paid_on", "transaction_number", "supplier_text_key", "line_text_key", "amount_pence",
          "supplier_ref", "amount_basis", "is_redacted"]  # fmt: skip
REPEATS = 3


def accuracy(made: Made, rules: Limits) -> None:
    """Print recall of each plant and precision of each kind, by count and by pounds."""
    found = looking.all_of(made.payments.lazy(), made.suppliers, made.categories, rules)
    told = found.payments.join(made.planted.select("line", "plant"), on="line", how="left", validate="m:1")
    print("planted                          lines   found     of the pounds")
    lines = told.filter(pl.col("plant").is_not_null()).select("line").unique()
    for plant, rows in sorted(made.planted.group_by("plant")):
        hit = rows.join(lines, on="line", how="semi")
        share = hit["pence"].sum() / max(rows["pence"].sum(), 1)
        print(f"{plant[0]!s:32}{rows.height:>6}{hit.height / max(rows.height, 1):>8.1%}{share:>14.1%}")
    print("kind found                    findings   right     of the pounds")
    _print_precision(found, told)
    wrong = told.filter(pl.col("plant").is_null().all().over("finding"), pl.col("part") == kinds.AGAIN)
    counted = wrong.join(made.sorts, on="line", how="left", validate="m:1").unique("finding").group_by("sort").len()
    print("wrong duplicates, by what they are:", dict(sorted(counted.iter_rows())))


def _print_precision(found: Findings, told: pl.DataFrame) -> None:
    right = told.group_by("finding").agg(is_right=pl.col("plant").is_not_null().any())
    judged = found.findings.join(right, on="finding", how="left", validate="1:1")
    groups = [(kind, judged.filter(kind=kind)) for kind in kinds.KINDS]
    groups += [("all possible duplicates", judged.filter(pl.col("kind").is_in(list(kinds.DUPLICATES))))]
    for kind, rows in groups:
        if rows.height:
            good = rows.filter("is_right")
            share = good["at_risk_pence"].sum() / max(rows["at_risk_pence"].sum(), 1)
            print(f"{kind:32}{rows.height:>6}{good.height / rows.height:>8.1%}{share:>14.1%}")


def cost(ask: Callable[[], object]) -> tuple[float, float]:
    """The least processor seconds of a few tries, and the least seconds on the wall."""
    spent: list[tuple[float, float]] = []
    for _ in range(REPEATS):
        began, wall = time.process_time(), time.perf_counter()
        ask()
        spent.append((time.process_time() - began, time.perf_counter() - wall))
    return min(one for one, _ in spent), min(one for _, one in spent)


def speed(count: int, rules: Limits) -> None:
    """Print what looking costs beside reading the columns that it needs, and beside one group of them."""
    made = make(count, STYLES[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "payments.parquet"
        made.payments.write_parquet(path, row_group_size=250_000)
        rows, suppliers, categories = made.payments.height, made.suppliers, made.categories
        del made
        scanned = pl.scan_parquet(path)
        scan = cost(lambda: scanned.select(NEEDED).collect())
        keys = ["supplier_text_key", "paid_on", "transaction_number"]
        group = cost(lambda: scanned.group_by(keys).agg(pl.len(), pl.col("amount_pence").sum()).collect())
        looked = cost(lambda: looking.all_of(scanned, suppliers, categories, rules))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{rows:,} payments: {looked[0]:.1f} s of processor ({looked[1]:.1f} s on the wall); "
        f"bare scan {scan[0]:.2f} s, "
        f"so {looked[0] / scan[0]:.1f} times; one bare group by supplier, day and reference {group[0]:.1f} s, so "
        f"{looked[0] / group[0]:.1f} times. Peak of this process, making the payments included: {peak:.1f} GB."
    )


def main(words: list[str]) -> None:
    """Print the tables that are asked for."""
    rules = limits.build(open_reference())
    counts = [int(word) for word in words if word.isdigit()]
    if "--speed" in words:
        for count in counts or [1_000_000]:
            speed(count, rules)
        return
    for count in counts or [200_000]:
        for style in STYLES:
            made = make(count, style)
            print(f"\n{made.payments.height:,} payments; the reference is {style}")
            accuracy(made, rules)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Invented names of known truth at growing sizes: ours and others, each in a process of its own; new against known."""

import itertools
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import supplier_incremental, supplier_names_made, supplier_peers
from benchmarks.supplier_labels import read_reference
from benchmarks.supplier_run import CLUSTERS_ALONE, OURS
from procurement.suppliers import wording

PROJECT = Path(__file__).resolve().parents[1]
QUICK, SIZES = (10_000,), (10_000, 100_000, 1_000_000, 2_000_000)
SEED = 20_261
"""No model has seen a list of this seed."""
SHOWN = ("precision", "recall", "f1", "bcubed", "purity", "at_risk")


def tables(arguments: list[str]) -> None:
    """Print a table a size, how processor time grows, and what a few new names cost against many known."""
    sizes = QUICK if "--quick" in arguments else SIZES
    with tempfile.TemporaryDirectory() as folder:
        spent = {size: one_size(size, Path(folder), everything="--all" in arguments) for size in sizes}
        for small, large in itertools.pairwise(sizes):
            exponent = math.log(spent[large] / spent[small]) / math.log(large / small)
            print(f"Growth of processor time from {small:,} to {large:,} names: exponent {exponent:.2f}")
        known = min(sizes[-1], 1_000_000)
        supplier_incremental.table(Path(folder), known)


def one_size(size: int, folder: Path, everything: bool) -> float:
    """Print the table of one size; returns our processor seconds for clusters alone."""
    path = folder / f"{size}.parquet"
    made = supplier_names_made.make(size, SEED)
    made.with_columns(core=wording.split(made["name"], read_reference())["core"]).write_parquet(path)
    print(f"\n{size:,} invented names of {made['supplier'].n_unique():,} suppliers (seed {SEED})")
    run(OURS, path)
    mine = run(CLUSTERS_ALONE, path)
    for name, (_, most) in supplier_peers.PEERS.items():
        if size <= most or everything:
            theirs = run(name, path)
            if theirs and mine:
                print(f"  {'':24}{theirs['cpu'] / mine['cpu']:8.1f} times ours for clusters alone")
        else:
            print(f"  {name:24} not asked for at this size (--all asks)")
    return mine["cpu"] if mine else math.nan


def run(matcher: str, path: Path) -> dict[str, float] | None:
    """Run one matcher in a process of its own and print its line; None, loudly, where it cannot run."""
    command = [sys.executable, "-m", "benchmarks.supplier_run", matcher, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    if done.returncode:
        why = done.stderr.strip().splitlines()[-1:] or ["killed"]
        print(f"  {matcher:24} SKIPPED: {why[0]} (packages: requirements-bench.txt)")
        return None
    said = json.loads(done.stdout.strip().splitlines()[-1])
    figures = "  ".join(f"{name} {said[name]:.3f}" for name in SHOWN)
    print(f"  {matcher:24}{said['cpu']:8.2f} CPU s  {said['peak']:5.2f} GB  {figures}  largest {said['largest']}")
    return said

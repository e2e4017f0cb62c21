"""How well kinds of supplier are told from names: precision and recall on invented, mostly tricky, names.

Run: python -m benchmarks.supplier_kinds. The rows are supplier_kind_rows.csv; nobody in them is real, and they are
harder than published names are on the whole.
"""

from pathlib import Path

import polars as pl

from benchmarks.train_supplier_model import read_reference
from procurement.suppliers import kinds
from procurement.tables import SUPPLIER_KINDS

ROWS = Path(__file__).with_name("supplier_kind_rows.csv")


def main() -> None:
    """Print a line a kind, then every name that is read otherwise."""
    rows = pl.read_csv(ROWS, infer_schema=False)
    told = rows.with_columns(said=kinds.kind_of(rows["name"], read_reference()))
    right = pl.col("kind") == pl.col("said")
    print(f"{told.height} invented names, {told.filter(right).height} read rightly")
    print(f"{'kind':28} {'names':>6} {'said':>6} {'right':>6} {'precision':>10} {'recall':>8}")
    for kind in SUPPLIER_KINDS:
        true, said = told.filter(pl.col("kind") == kind).height, told.filter(pl.col("said") == kind).height
        both = told.filter((pl.col("kind") == kind) & right).height
        print(f"{kind:28} {true:>6} {said:>6} {both:>6} {share(both, said):>10} {share(both, true):>8}")
    for name, kind, said in told.filter(~right).iter_rows():
        print(f"  {name!r} is a {kind}, read as {said}")


def share(part: int, whole: int) -> str:
    """A share to three places, a dash of nothing."""
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()

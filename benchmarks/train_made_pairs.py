"""Pairs of invented names with their truth, drawn from lists of several sizes, to learn from beside the labelled ones.

Learnt at one size, what looks rare there is common in a national list, and chains appear.
"""

import polars as pl

from benchmarks import supplier_names_made
from procurement.suppliers import candidates, names, reference

SIZES = ((2_000, 101), (20_000, 102), (60_000, 103), (200_000, 104))
"""Names in each list and the seed it is made by; these seeds are used nowhere else."""
PAIRS_FROM_EACH = 15_000


def draw(known: reference.SupplierReference) -> pl.DataFrame:
    """name_a, name_b, label, id_a, id_b, set: candidate pairs as matching itself would weigh them."""
    return pl.concat([from_list(size, seed, known) for size, seed in SIZES])


def from_list(size: int, seed: int, known: reference.SupplierReference) -> pl.DataFrame:
    """A sample of the candidate pairs of one list, of faces that differ."""
    made = supplier_names_made.make(size, seed).sort("name")
    understood = names.understand(made["name"], known)
    found = candidates.find(understood.faces)
    parts = understood.parts.with_row_index("number").filter(pl.col("core_face") >= 0)
    one_a_face = parts.group_by("core_face").agg(pl.col("number").shuffle(seed=seed).first())
    some = found.sample(min(found.height * 2 // 3, 4 * PAIRS_FROM_EACH), seed=seed)
    sides = [
        some.join(one_a_face, left_on=side, right_on="core_face", how="left", maintain_order="left")["number"]
        for side in ("left", "right")
    ]
    pairs = pl.DataFrame({"a": sides[0], "b": sides[1]}).drop_nulls().head(PAIRS_FROM_EACH)
    name, supplier = made["name"], made["supplier"]
    return pairs.select(
        name_a=name.gather(pairs["a"]),
        name_b=name.gather(pairs["b"]),
        label=(supplier.gather(pairs["a"]) == supplier.gather(pairs["b"])).cast(pl.Int64),
        id_a=pl.format("made {} {}", pl.lit(size), supplier.gather(pairs["a"])),
        id_b=pl.format("made {} {}", pl.lit(size), supplier.gather(pairs["b"])),
        set=pl.lit(f"made {size:,}"),
    )

"""Figures of new suppliers over several bodies together, and how far chance alone could move those of each body."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.category_tables import with_verdicts

DRAWS = 2_000
AIM = 85.0


def print_pooled(title: str, bodies: Mapping[str, pl.DataFrame]) -> None:
    """Pounds answered and right of each body with its range, then of all: pooled and as means of the bodies’ shares.

    bodies: coded lines of suppliers that nothing was learned from, with pounds. The range of a body is what 90 of 100
    drawings of as many of its suppliers (with repetition) give, so it tells how much hangs on a few large ones.
    """
    sums = {name: by_supplier(rows) for name, rows in bodies.items()}
    print(f"\n{title}: % of pounds answered, % of these right at level 1 (aim: {AIM:.0f} and {AIM:.0f})")
    for name, rows in sums.items():
        (answered, right), ranges = shares(rows), drawn(rows)
        print(f"  {name:44} {answered:5.1f} {right:5.1f}   90 of 100 draws: {ranges}")
    largest = max(sums, key=lambda name: float(sums[name][:, 0].sum()))
    every = np.concatenate(list(sums.values()))
    part = 100 * float(sums[largest][:, 0].sum()) / float(every[:, 0].sum())
    _print_row(f"pooled, every pound alike ({largest} is {part:.0f}%)", shares(every))
    _print_row(f"pooled without {largest}", shares(np.concatenate([sums[name] for name in sums if name != largest])))
    each = np.array([shares(rows) for rows in sums.values()])
    pounds = np.array([float(rows[:, 0].sum()) for rows in sums.values()])
    _print_row("mean of the bodies’ shares, weighted by their pounds", tuple(np.average(each, axis=0, weights=pounds)))
    _print_row("mean of the bodies’ shares, each counting once", tuple(each.mean(axis=0)))


def by_supplier(rows: pl.DataFrame) -> NDArray[np.float64]:
    """Pounds paid, answered, and answered right, a row a supplier."""
    judged = with_verdicts(rows)
    summed = judged.group_by("supplier_name", maintain_order=True).agg(
        paid=pl.col("pounds").sum(),
        answered=pl.col("pounds").filter(pl.col("answered")).sum(),
        right=pl.col("pounds").filter(pl.col("answered") & pl.col("level1_right")).sum(),
    )
    return summed.select("paid", "answered", "right").to_numpy().astype(np.float64)


def shares(sums: NDArray[np.float64]) -> tuple[float, float]:
    """Per cent of pounds answered, and of these right. sums: what `by_supplier` gives; 0 where there are no pounds."""
    paid, answered, right = (float(total) for total in sums.sum(axis=0))
    return 100 * answered / paid if paid else 0.0, 100 * right / answered if answered else 0.0


def drawn(sums: NDArray[np.float64]) -> str:
    """The ranges of both shares over drawings of suppliers, from one seed."""
    draws = np.random.default_rng(1).integers(0, len(sums), (DRAWS, len(sums)))
    found = np.array([shares(sums[draw]) for draw in draws])
    low, high = np.percentile(found, [5, 95], axis=0)
    return f"{low[0]:5.1f} to {high[0]:5.1f}, {low[1]:5.1f} to {high[1]:5.1f}"


def _print_row(name: str, pair: tuple[float, ...]) -> None:
    print(f"  {name:58} {pair[0]:5.1f} {pair[1]:5.1f}")

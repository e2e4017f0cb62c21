"""How far bodies agree with each other on what one supplier is paid for: what no reading can be expected to beat."""

from collections.abc import Mapping
from itertools import combinations

import polars as pl

from procurement.categories import words
from procurement.categories.rules import CategoryRules


def print_agreement(guessed: Mapping[str, pl.DataFrame], rules: CategoryRules) -> None:
    """For suppliers whom two bodies pay: how often their level-1 headings agree, and ours with each of theirs.

    guessed: of each body its labelled lines with an answer for every one, nothing learned. A supplier counts once a
    pair of bodies, by the heading under which most of its pounds are (of lines, where there are no pounds).
    """
    usual = {name: usual_headings(rows, rules) for name, rows in guessed.items()}
    print(
        "\nSuppliers of two bodies, nothing learned: how many, % on which the bodies agree, % where we agree with each"
    )
    found: list[pl.DataFrame] = []
    for first, second in combinations(usual, 2):
        found.append(compared(usual[first], usual[second]))
        _print_row(f"{first}, {second}", found[-1])
    _print_row("all pairs", pl.concat(found))


def usual_headings(rows: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """supplier (as a phrase), theirs (a list of level-1 codes) and ours: what most pounds of each are under."""
    said = rows.select(
        theirs=pl.col("level1_truth").list.sort(),
        ours="said_level1",
        supplier=words.as_phrase(rows["supplier_name"], rules.ignored),
        weight=pl.col("pounds") + pl.col("lines") / 1e6,
    ).filter(pl.col("supplier") != "")
    most = [_heaviest(said, column) for column in ("theirs", "ours")]
    return most[0].join(most[1], on="supplier", validate="1:1")


def compared(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """agree, with_first, with_second: a row a supplier of both. first, second: what `usual_headings` gives."""
    both = first.join(second, on="supplier", suffix="_of_second", validate="1:1")
    return both.select(
        agree=pl.col("theirs").list.set_intersection("theirs_of_second").list.len() > 0,
        with_first=pl.col("theirs").list.contains(pl.col("ours")),
        with_second=pl.col("theirs_of_second").list.contains(pl.col("ours_of_second")),
    )


def _heaviest(said: pl.DataFrame, column: str) -> pl.DataFrame:
    summed = said.group_by("supplier", column).agg(pl.col("weight").sum())
    ordered = summed.sort("supplier", "weight", column, descending=[False, True, False])
    return ordered.unique("supplier", keep="first", maintain_order=True).select("supplier", column)


def _print_row(name: str, pairs: pl.DataFrame) -> None:
    cells = [100 * float(pairs[column].cast(pl.Int64).sum()) / max(pairs.height, 1) for column in pairs.columns]
    print(f"  {name:58} {pairs.height:>4} {cells[0]:6.1f} {cells[1]:6.1f} {cells[2]:6.1f}")

"""The lines of one supplier are heard together: what else is bought of it tells something of each."""

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from procurement.categories.matrices import Numbers
from procurement.categories.scoring import Heard

STANDS_FOR_MANY = ("individual or sole trader", "pseudo-supplier", "redacted")
"""Kinds of supplier whose name is that of many, or of a person: their lines are heard one by one."""


def parts(lines: pl.DataFrame, about: int) -> list[pl.DataFrame]:
    """Lines by supplier, in parts of `about` so many that leave each supplier's lines together; none in gives none.

    lines: supplier_name, supplier_kind and any other columns. Lines whose name tells no one supplier may be parted
    anywhere; a part is longer where one supplier has more lines.
    """
    ordered = lines.sort("supplier_name", nulls_last=False, maintain_order=True)
    name = ordered["supplier_name"].fill_null("")
    begins = np.flatnonzero((name != name.shift(1)).fill_null(True).to_numpy() | are_alone(ordered))
    edges = np.append(begins, lines.height)
    cuts = edges[np.searchsorted(edges, np.arange(0, lines.height, about))]
    return [ordered[start:end] for start, end in pairwise(np.unique(np.append(cuts, lines.height)).tolist())]


def are_alone(lines: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether each line's supplier has a name that tells no one supplier, or that of a person."""
    nobody = lines["supplier_name"].fill_null("") == ""
    return (nobody | lines["supplier_kind"].is_in(STANDS_FOR_MANY).fill_null(False)).to_numpy()


def hear(scores: Numbers, heard: Heard, alone: NDArray[np.bool_], share: float) -> tuple[Numbers, NDArray[np.bool_]]:
    """The scores of lines, each moved towards the mean of its supplier's lines, and which lines were moved.

    scores: lines by level-1 headings. Those that are `alone`, or whose supplier sells several things or is remembered
    from earlier coding, stay as they are. Of n lines together the mean counts for `share` times (n - 1) / n: the only
    line of a supplier stays as it is, and two tell less of each other than many.
    """
    counts = np.bincount(heard.suppliers)
    sums = np.zeros((len(counts), scores.shape[1]))
    np.add.at(sums, heard.suppliers, scores)
    lines = counts[heard.suppliers]
    stays = alone | heard.is_several | _are_remembered(heard)
    weight = np.where(stays, 0.0, share * (lines - 1) / lines)[:, None]
    return scores + weight * (sums[heard.suppliers] / lines[:, None] - scores), weight[:, 0] > 0


def _are_remembered(heard: Heard) -> NDArray[np.bool_]:
    if heard.memory is None:
        return np.zeros(heard.lines, dtype=np.bool_)
    return np.isin(heard.memory.line_texts, heard.memory.occurrences.rows_in_use())

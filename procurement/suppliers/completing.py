"""Pairs that share no key, and hang together by a third name: weighed as well, so that no mean has to guess them.

Groups join by the mean of all their pairs. A new spelling often meets only some spellings of its supplier; those that
it did not meet say nothing against it, and what they do say is found by weighing them.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, names, verdicts
from procurement.suppliers.candidates import Flags, Pairs
from procurement.suppliers.reference import SupplierReference

MEMBER = pl.Schema({"number": pl.Int32(), "supplier": pl.String()})
"""A row of names that is a spelling of a known supplier."""
MOST = 100
"""Names of which a third name may be each; more are seen together otherwise, or hardly alike."""


def judge(
    pairs: Pairs,
    members: pl.DataFrame,
    is_new: npt.NDArray[np.bool_],
    understood: names.Names,
    reference: SupplierReference,
) -> pl.DataFrame:
    """verdicts.judge of pairs of name numbers (two in one, in order) and then of those that their verdicts bring in.

    members: MEMBER. is_new: of each name; only pairs that touch a new one are brought in.
    """
    judged = verdicts.judge(candidates.unpacked(pairs), understood, reference)
    more = by_a_third(judged, members)
    more = more[touches(more, is_new) & ~candidates.is_in(more, pairs)]
    if not len(more):
        return judged
    return pl.concat([judged, verdicts.judge(candidates.unpacked(more), understood, reference)])


def touches(pairs: Pairs, is_new: Flags) -> Flags:
    """Which pairs have a new name on either side."""
    return is_new[pairs >> 32] | is_new[pairs & 0xFFFFFFFF]


def by_a_third(judged: pl.DataFrame, members: pl.DataFrame) -> Pairs:
    """Pairs, each once, of names that are judged the same as a third, or of which one is so as a supplier's spelling.

    judged: left, right, verdict; members: MEMBER, of the other's supplier.
    """
    same = judged.filter(pl.col("verdict") == "same")
    met = pl.concat([same.select(third="left", name="right"), same.select(third="right", name="left")])
    few = met.filter(pl.len().over("third") <= MOST)
    both = [few.join(few, on="third", validate="m:m").select("name", other="name_right")]
    if members.height:
        supplier = met.join(members, left_on="third", right_on="number", validate="m:m").select("name", "supplier")
        spelt = supplier.unique().join(members, on="supplier", validate="m:m")
        both.append(spelt.select("name", other="number"))
    every = pl.concat(both)
    one, other = (every[side].to_numpy().astype(np.int64) for side in ("name", "other"))
    packed = np.minimum(one, other) << 32 | np.maximum(one, other)
    return candidates.each_once(packed[one != other])

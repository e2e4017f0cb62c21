"""The words of a name that tell it from others, and whether two names share one."""

import polars as pl

from procurement.suppliers import wording, words
from procurement.suppliers.reference import SupplierReference


def cores(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """The core of each name, in order."""
    parts = wording.split(names.unique().sort(), reference).select("name", "core")
    frame = pl.DataFrame({"name": names})
    return frame.join(parts, on="name", how="left", validate="m:1", maintain_order="left")["core"]


def share_a_word(left: pl.Series, right: pl.Series, reference: SupplierReference) -> pl.Series:
    """Whether two cores have a distinctive word in common, a row a pair."""
    pairs = pl.DataFrame({"left": left, "right": right}).with_row_index("pair")
    sides = [telling_words(pairs, side, reference).select("pair", "word").unique() for side in ("left", "right")]
    met = sides[0].join(sides[1], on=["pair", "word"], how="semi")["pair"]
    return pairs.select(pl.col("pair").is_in(met.implode())).to_series()


def telling_words(frame: pl.DataFrame, core: str, reference: SupplierReference) -> pl.DataFrame:
    """The frame with `word`, a row each word of the core that carries identity."""
    word = frame.with_columns(word=pl.col(core).str.split(" ")).explode("word")
    said = word.group_by("word").agg(used=pl.len().cast(pl.Int64)).sort("word")
    known = words.know(said["word"], reference, said["used"].to_numpy())
    weight = pl.DataFrame({"word": known.text, "weight": pl.Series(known.weight)})
    telling = word.join(weight, on="word", how="left", validate="m:1")
    return telling.filter(pl.col("weight") >= reference.threshold("least_identity"))

"""What was learned from lines that councils coded themselves: weights of words, and suppliers' known categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

WEIGHTS = pl.Schema(
    {
        "word_group": pl.String(),
        "phrase": pl.String(),
        "stage": pl.String(),
        "proclass_code": pl.String(),
        "weight": pl.Float64(),
    }
)
"""One weight; stage is level1 or leaf; phrase "" is the weight that a code has before any word is read.

In the word group "votes" a phrase is a level-1 code: what a vote of the vocabulary for it is worth to `proclass_code`.
"""

VOTES = "votes"

SUPPLIERS = pl.Schema({"supplier_phrase": pl.String(), "proclass_code": pl.String(), "lines": pl.Int64()})
"""How often a supplier's lines were given a code."""

HOMES = pl.Schema({"department_phrase": pl.String()})
"""The departments of coded lines, each as one phrase: a council's habits of coding count for its own departments."""


@dataclass(frozen=True)
class Model:
    """weights: WEIGHTS. suppliers: SUPPLIERS and homes: HOMES, kept with the council's own store and never shipped."""

    weights: pl.DataFrame
    suppliers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SUPPLIERS))
    homes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=HOMES))

    @classmethod
    def empty(cls) -> "Model":
        """A model that has learned nothing."""
        return cls(pl.DataFrame(schema=WEIGHTS))

    def without_words(self) -> "Model":
        """What each supplier's lines were coded as, alone."""
        return Model(pl.DataFrame(schema=WEIGHTS), self.suppliers)

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """The model as plain frames, to be saved as Parquet."""
        return {"weights": self.weights, "suppliers": self.suppliers, "homes": self.homes}

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame]) -> "Model":
        """The model from saved frames, or from a table of text; missing `suppliers` or `homes` mean none is known."""
        weights = frames["weights"].select(WEIGHTS.names()).cast(WEIGHTS)
        suppliers = frames.get("suppliers", pl.DataFrame(schema=SUPPLIERS))
        homes = frames.get("homes", pl.DataFrame(schema=HOMES))
        return cls(
            weights, suppliers.select(SUPPLIERS.names()).cast(SUPPLIERS), homes.select(HOMES.names()).cast(HOMES)
        )

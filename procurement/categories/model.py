"""What was learned from lines that councils coded themselves: weights of words, and suppliers' known categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from procurement.categories.matrices import Numbers

WEIGHTS = pl.Schema(
    {
        "word_group": pl.String(),
        "phrase": pl.String(),
        "stage": pl.String(),
        "proclass_code": pl.String(),
        "weight": pl.Float64(),
    }
)
"""One weight; stage is level1 or leaf; phrase "" is the weight that a code has before any word is read."""

SUPPLIERS = pl.Schema({"supplier_phrase": pl.String(), "proclass_code": pl.String(), "lines": pl.Int64()})
"""How often a supplier's lines were given a code."""


@dataclass(frozen=True)
class Model:
    """weights: WEIGHTS. suppliers: SUPPLIERS, kept with the council's own store and never shipped."""

    weights: pl.DataFrame
    suppliers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SUPPLIERS))

    @property
    def phrases(self) -> pl.DataFrame:
        """word_group, phrase, column: the phrases that have a weight, numbered."""
        spoken = self.weights.filter(pl.col("phrase") != "").select("word_group", "phrase").unique()
        return spoken.sort("word_group", "phrase").with_row_index("column")

    def table(self, stage: str, codes: list[str]) -> tuple[Numbers, Numbers]:
        """The weights of a stage as a table of phrases by codes, and the weights before any word is read."""
        places = pl.DataFrame({"proclass_code": codes}).with_row_index("place")
        rows = self.weights.filter(pl.col("stage") == stage).join(places, on="proclass_code", validate="m:1")
        worded = rows.join(self.phrases, on=["word_group", "phrase"], validate="m:1")
        table, before = np.zeros((self.phrases.height, len(codes))), np.zeros(len(codes))
        table[worded["column"].to_numpy(), worded["place"].to_numpy()] = worded["weight"].to_numpy()
        silent = rows.filter(pl.col("phrase") == "")
        before[silent["place"].to_numpy()] = silent["weight"].to_numpy()
        return table, before

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """The model as plain frames, to be saved as Parquet."""
        return {"weights": self.weights, "suppliers": self.suppliers}

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame]) -> "Model":
        """The model from saved frames, or from a table of text; a missing `suppliers` means none is known."""
        weights = frames["weights"].select(WEIGHTS.names()).cast(WEIGHTS)
        suppliers = frames.get("suppliers", pl.DataFrame(schema=SUPPLIERS))
        return cls(weights, suppliers.select(SUPPLIERS.names()).cast(SUPPLIERS))

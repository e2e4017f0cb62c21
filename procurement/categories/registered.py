"""What the register of companies says that a supplier does (SIC 2007), read as ProClass."""

from dataclasses import dataclass

import polars as pl

from procurement.categories.matrices import Occurrences
from procurement.categories.sources import Codes, Weights

SCHEME = "sic"
LONGEST, SHORTEST = 5, 2
"""Figures of a class of SIC as companies give it, and of the broadest heading: its division."""


@dataclass(frozen=True)
class RegisteredTrades:
    """SIC codes of any length by number. codes: sic, column. sentences: the reason that each is. weights: its votes.

    A code without a heading (holding companies, dormant ones) is known to say nothing, and hides the broader ones.
    """

    codes: pl.DataFrame
    sentences: pl.Series
    weights: Weights

    @classmethod
    def of(cls, crosswalk: pl.DataFrame, weight: float, codes: Codes) -> "RegisteredTrades":
        """From scheme, scheme_code, heading, proclass_code ("" for those that say nothing): its rows of SIC."""
        rows = crosswalk.filter(pl.col("scheme") == SCHEME).sort("scheme_code").with_row_index("column")
        why = pl.format("trade of this supplier on the register of companies: “{}” (SIC {})", "heading", "scheme_code")
        numbered = rows.cast({"column": pl.Int64})
        votes = numbered.select("column", "proclass_code", weight=pl.lit(weight))
        return cls(
            numbered.select("column", sic="scheme_code"),
            rows.select(why.alias("rule"))["rule"],
            Weights.strongest(votes, rows.height, codes),
        )

    def occurrences(self, given: pl.Series) -> Occurrences:
        """Which rows each text, SIC codes between semicolons, stands for: the narrowest of each of its codes."""
        one = pl.DataFrame({"sics": given}).with_row_index("text_id").cast({"text_id": pl.Int64})
        split = one.select("text_id", code=pl.col("sics").str.split(";")).explode("code", empty_as_null=True)
        whole = split.select("text_id", code=pl.col("code").str.strip_chars()).filter(pl.col("code") != "")
        # Codes of four figures are of the list before 2007, and mean something else.
        figures = whole.unique().filter(pl.col("code").str.contains(rf"^\d{{{LONGEST}}}$"))
        tried = [
            figures.select("text_id", "code", sic=pl.col("code").str.head(length), length=pl.lit(length))
            for length in range(SHORTEST, LONGEST + 1)
        ]
        met = pl.concat(tried).join(self.codes, on="sic", how="inner", validate="m:1")
        narrowest = met.sort("text_id", "code", "length", descending=[False, False, True]).unique(
            ["text_id", "code"], keep="first", maintain_order=True
        )
        rows, columns = narrowest["text_id"].to_numpy(), narrowest["column"].to_numpy()
        return Occurrences.once(rows, columns, len(given), self.codes.height)

"""What suppliers that many councils pay are known to sell: a reference table of names, met as a whole or begun with."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from procurement.categories import words
from procurement.categories.lexicon import Lexicon, Spoken
from procurement.categories.matrices import Occurrences
from procurement.categories.sources import Codes, Weights

WHOLE, BEGINS, HOLDS = "whole", "begins", "holds"
"""How a name of the table is met: it is all of the supplier's name, the name begins with it, or holds it anywhere."""

TRADING_AS = r"(?i)\bt/?a\b|\btrading as\b"
SAYS_NOTHING_AT_THE_END = " (GROUP|HOLDING)$"
FOUND = pl.Schema({"text_id": pl.Int64(), "column": pl.Int64(), "size": pl.Int64()})


@dataclass(frozen=True)
class KnownTrades:
    """Names by number (`column`): whole ones in `whole` (phrase, column), the others in `lexicon`, those of them at
    `begins` only where a text begins. sentences: the reason that each is. weights: what each speaks for.
    """

    whole: pl.DataFrame
    lexicon: Lexicon
    begins: NDArray[np.bool_]
    sentences: pl.Series
    weights: Weights

    @classmethod
    def of(cls, table: pl.DataFrame, ignored: pl.Series, codes: Codes) -> "KnownTrades":
        """From name, met_as, proclass_code, weight and as_of, all text. Names that clean to one phrase are one."""
        cleaned = table.with_columns(phrase=words.as_phrase(table["name"], ignored), is_whole=pl.col("met_as") == WHOLE)
        rows = cleaned.with_columns(phrase=pl.when("is_whole").then(_core("phrase")).otherwise("phrase"))
        rows = rows.filter(pl.col("phrase") != "")
        named = rows.unique(["is_whole", "phrase"], keep="first", maintain_order=True).sort("is_whole", "phrase")
        numbered = named.select(
            "is_whole", "phrase", "name", "met_as", "as_of", column=pl.int_range(pl.len(), dtype=pl.Int64)
        )
        votes = rows.join(numbered.select("is_whole", "phrase", "column"), on=["is_whole", "phrase"], validate="m:1")
        weights = Weights.strongest(
            votes.group_by("column", "proclass_code").agg(pl.col("weight").cast(pl.Float64).max()), named.height, codes
        )
        others = numbered.filter(~pl.col("is_whole"))
        day = pl.col("as_of").str.to_date().dt.strftime("%-d %B %Y")
        why = pl.format("known trade of this supplier: “{}”, reference table of {}", "name", day)
        return cls(
            numbered.filter("is_whole").select("phrase", "column"),
            Lexicon.of(others["phrase"], words.LONGEST_PHRASE),
            (others["met_as"] == BEGINS).to_numpy(),
            numbered.select(why.alias("rule"))["rule"],
            weights,
        )

    def occurrences(self, texts: pl.DataFrame, spoken: Spoken, ignored: pl.Series) -> Occurrences:
        """Which name each text (text_id, text; `spoken`: their words) is met by: one at most, the longest.

        A whole name goes before one that is held in it. What stands before and after "trading as" is each a name too.
        """
        parts = texts.filter(pl.col("text").str.contains(TRADING_AS)).select(
            "text_id", pl.col("text").str.replace_all(TRADING_AS, "\n").str.split("\n")
        )
        parts = parts.explode("text", empty_as_null=True).with_row_index("part").cast({"part": pl.Int64})
        split = words.split(parts.select("text", text_id="part"), ignored)
        in_parts = self._met(Spoken.of(split, parts.height)).rename({"text_id": "part"})
        owned = in_parts.join(parts.select("part", "text_id"), on="part", validate="m:1").select(FOUND.names())
        both = pl.concat([self._met(spoken), owned])
        longest = both.sort("text_id", "size", "column", descending=[False, True, False]).unique(
            "text_id", keep="first", maintain_order=True
        )
        rows, columns = longest["text_id"].to_numpy(), longest["column"].to_numpy()
        return Occurrences.once(rows, columns, texts.height, len(self.sentences))

    def _met(self, spoken: Spoken) -> pl.DataFrame:
        """FOUND: every name that each text is met by. A whole name counts as longer than any other."""
        whole = spoken.whole().select("text_id", phrase=_core("phrase"))
        as_whole = whole.join(self.whole, on="phrase", validate="m:1")
        found = [as_whole.select("text_id", "column", size=pl.lit(words.LONGEST_PHRASE + 1, dtype=pl.Int64))]
        is_first = np.diff(spoken.text, prepend=-1) != 0
        for size, places in self.lexicon.found(spoken).items():
            at = np.flatnonzero(places >= 0)
            at = at[is_first[at] | ~self.begins[places[at]]]
            found.append(pl.DataFrame([spoken.text[at], places[at], np.full(len(at), size)], schema=FOUND))
        return pl.concat(found)


def _core(phrase: str) -> pl.Expr:
    return pl.col(phrase).str.replace(SAYS_NOTHING_AT_THE_END, "")

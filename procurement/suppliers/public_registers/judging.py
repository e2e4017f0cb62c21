"""Rows of a register are taken or refused, each refusal with its reason; taken and refused add up to the rows."""

from dataclasses import dataclass

import polars as pl

from procurement.tables import EARLIER_NAMES, REGISTER_REFUSED, REGISTERED

SAME_AGAIN = "the same number stands on an earlier row with the same particulars"
DISAGREE = "its number stands on several rows that differ, and which of them is right cannot be told"
WHERE = ("file", "row")
NOWHERE = "it is a further name of a body that is not in the register"


@dataclass(frozen=True)
class Judged:
    """`taken`: REGISTERED with `earlier`. `refused`: REGISTER_REFUSED."""

    taken: pl.DataFrame
    refused: pl.DataFrame


def judge(refined: pl.DataFrame) -> Judged:
    """Part refined rows by their `problem`; no rows give none of either."""
    fits = pl.col("problem") == ""
    refused = refined.filter(~fits).with_columns(why="problem")
    judged = Judged(refined.filter(fits).drop("problem"), refused.select(REGISTER_REFUSED.names()))
    if judged.taken.height + judged.refused.height != refined.height:
        raise AssertionError("rows of the register taken and refused do not add up to the rows read")
    return judged


def settle_repeats(taken: pl.DataFrame) -> Judged:
    """One row a number: of rows that say the same, the first in file and row; of rows that differ, none.

    taken: REGISTERED with `earlier`, every row of each of its numbers. Returned in the order of number.
    """
    ordered = taken.sort("number", *WHERE)
    is_alone = ~pl.col("number").is_duplicated()
    alone, several = ordered.filter(is_alone), ordered.filter(~is_alone)
    particulars = [name for name in (*REGISTERED.names(), "earlier") if name not in (*WHERE, "number")]
    said = several.with_columns(said=pl.struct(particulars).struct.json_encode())
    differs = pl.col("said").n_unique().over("number") > 1
    why = pl.when(differs).then(pl.lit(DISAGREE)).when(~pl.col("number").is_first_distinct()).then(pl.lit(SAME_AGAIN))
    told = said.with_columns(why=why.otherwise(pl.lit("")))
    firsts = told.filter(pl.col("why") == "").select(ordered.columns)
    refused = told.filter(pl.col("why") != "").select(REGISTER_REFUSED.names())
    judged = Judged(pl.concat([alone, firsts]).sort("number"), refused)
    if judged.taken.height + judged.refused.height != taken.height:
        raise AssertionError("rows of the register taken and refused do not add up once repeats are settled")
    return judged


def empty() -> pl.DataFrame:
    """REGISTERED with `earlier`, without a row."""
    return pl.DataFrame(schema={**REGISTERED, "earlier": EARLIER_NAMES})

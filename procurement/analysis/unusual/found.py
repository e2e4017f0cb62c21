"""What a rule hands back: its findings, and which bill is what in each."""

from dataclasses import dataclass

import polars as pl

from procurement.analysis.unusual.kinds import AGAIN, FIRST, PAYMENT

FOUND = pl.Schema(
    {
        "number": pl.UInt32(),
        "kind": pl.String(),
        "at_risk_pence": pl.Int64(),
        "score": pl.Float64(),
        "evidence": pl.String(),
    }
)
MEMBER = pl.Schema({"number": pl.UInt32(), "kind": pl.String(), "bill": pl.UInt32(), "part": pl.String()})


@dataclass(frozen=True)
class Found:
    """findings: FOUND, numbered within the kind. members: MEMBER, a row a bill of a finding."""

    findings: pl.DataFrame
    members: pl.DataFrame

    @property
    def bills(self) -> pl.DataFrame:
        """The bills of all the findings, each once."""
        return self.members.select("bill").unique()


def nothing() -> Found:
    """No findings."""
    return Found(pl.DataFrame(schema=FOUND), pl.DataFrame(schema=MEMBER))


def of_groups(grouped: pl.DataFrame, kind: str, told: pl.DataFrame, repeats: bool) -> Found:
    """Found from bills with a `number` each and `told` (number, at_risk_pence, score, evidence).

    repeats: the first bill of a group by day is the one that was due, and the others are paid again.
    """
    ordered = grouped.sort("number", "paid_on", "upload", "line")
    is_first = pl.int_range(pl.len()).over("number") == 0
    part = pl.when(is_first).then(pl.lit(FIRST)).otherwise(pl.lit(AGAIN)) if repeats else pl.lit(PAYMENT)
    members = ordered.select("number", "bill", kind=pl.lit(kind), part=part)
    findings = (
        told.with_columns(kind=pl.lit(kind), score=pl.col("score").clip(0, 1).round(2))
        .select(FOUND.names())
        .cast(FOUND)
    )
    return Found(findings, members.select(MEMBER.names()).cast(MEMBER))

"""What looks private on some lines, and how what was read of different payments is put together."""

from dataclasses import dataclass

import polars as pl

from procurement.suppliers.private_people import LABEL
from procurement.tables import TEXT

LINE = ("authority_code", "supplier_text_key", "line_text_key")
AS_READ = ("supplier_kind", LABEL)
"""What the supplier of a line was read as, which the rules look at beside its texts."""
FOUND = pl.Schema(
    {
        "row": pl.Int64(),
        "authority_code": TEXT,
        "column": TEXT,
        "text": TEXT,
        "fingerprint": TEXT,
        "rule": TEXT,
        "reason": TEXT,
    }
)
"""A text that looks private on a line of a council, whatever the council says of it."""


@dataclass(frozen=True)
class Reading:
    """lines: `row`, LINE, supplier_name, AS_READ, payments and pence, a row a distinct line; texts: FOUND."""

    lines: pl.DataFrame
    texts: pl.DataFrame


def where(reading: Reading, is_one: pl.Expr) -> Reading:
    """What was read of some lines, told by what `lines` says of them; their rows keep their numbers."""
    lines = reading.lines.filter(is_one)
    return Reading(lines, reading.texts.join(lines.select("row"), on="row", how="semi"))


def together(parts: list[Reading]) -> Reading:
    """Readings of different lines as one, its rows in order and numbered as if they had been read together."""
    lines = pl.concat([part.lines.with_columns(part=pl.lit(at)) for at, part in enumerate(parts)])
    texts = pl.concat([part.texts.with_columns(part=pl.lit(at)) for at, part in enumerate(parts)])
    ordered = lines.sort(*LINE).with_columns(now=pl.int_range(pl.len()))
    placed = texts.join(ordered.select("part", "row", "now"), on=["part", "row"], validate="m:1")
    return Reading(
        ordered.with_columns(row="now").drop("now", "part"),
        placed.with_columns(row="now").select(FOUND.names()).sort("row", "column"),
    )


def one_after_another(parts: list[Reading]) -> Reading:
    """Readings of different bodies' payments as one, the rows of each numbered after those of the one before."""
    lines, texts, rows = list[pl.DataFrame](), list[pl.DataFrame](), 0
    for part in parts:
        lines.append(part.lines.with_columns(pl.col("row") + rows))
        texts.append(part.texts.with_columns(pl.col("row") + rows))
        rows += part.lines.height
    return Reading(pl.concat(lines), pl.concat(texts))


def with_more(before: Reading, made: Reading) -> Reading:
    """What was read before, and the lines of `made` that are not in it, each once."""
    first = 0 if before.lines.is_empty() else before.lines.select(pl.col("row").max()).item() + 1
    lines = made.lines.join(before.lines, on=[*LINE, *AS_READ], how="anti").with_columns(pl.col("row") + first)
    texts = made.texts.with_columns(pl.col("row") + first).join(lines, on="row", how="semi")
    return Reading(pl.concat([before.lines, lines]), pl.concat([before.texts, texts]))

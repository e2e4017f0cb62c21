"""A file's rows from top to bottom: title lines, headings, payments with blank rows between, totals, a footnote."""

from dataclasses import dataclass

import polars as pl

from procurement.demonstration.house_style import print_money
from procurement.demonstration.reference import Style


@dataclass(frozen=True)
class Layout:
    """rows: column_0 … as text (null for no cell), with `payment` the row of the payments or null; whole pence."""

    rows: pl.DataFrame
    first_line_of_table: int

    @property
    def lines(self) -> pl.DataFrame:
        """The physical line on which each payment begins (1 is the first); a break inside a cell makes a line more."""
        breaks = pl.sum_horizontal(pl.exclude("payment").str.count_matches("\n").fill_null(0)).cast(pl.Int64)
        numbered = self.rows.with_columns(line=1 + pl.int_range(pl.len()) + breaks.cum_sum() - breaks)
        return numbered.filter(pl.col("payment").is_not_null()).select(pl.col("line").cast(pl.Int64), "payment")


def lay_out(payments: pl.DataFrame, headings: pl.DataFrame, style: Style, council: str, period: str) -> Layout:
    """The rows of one file.

    payments: a file's payments as dressed for the house; headings: field and heading in order of position.
    """
    fields = [_cell(name) for name in headings["field"]]
    body = payments.select([pl.col(field).alias(f"column_{n}") for n, field in enumerate(fields)])
    body = body.with_columns(payment=pl.int_range(pl.len(), dtype=pl.Int64)).with_columns(place=pl.col("payment") * 4.0)
    titles = [line.format(council=council, period=period).split(",") for line in _lines(style.preamble)]
    heading = _row(headings["heading"].to_list(), body.schema, -1.0)
    above = [_row(cells, body.schema, -100.0 + n) for n, cells in enumerate(titles)]
    between = [*_blank_rows(body, style), *_repeated_headings(body, heading, style)]
    below = _foot(payments, fields, body, style)
    rows = pl.concat([*above, heading, body, *between, *below]).sort("place", maintain_order=True)
    return Layout(_emptied(rows.drop("place"), style), len(titles) + 1)


def _cell(name: str) -> str:
    return "paid_on_text" if name == "paid_on" else name


def _lines(text: str) -> list[str]:
    return text.split("|") if text else []


def _row(cells: list[str], schema: pl.Schema, place: float) -> pl.DataFrame:
    values = dict.fromkeys(schema) | {f"column_{n}": cell for n, cell in enumerate(cells)} | {"place": place}
    return pl.DataFrame([values], schema=schema)


def _blank_rows(body: pl.DataFrame, style: Style) -> list[pl.DataFrame]:
    every = style.blank_every
    return [_row([], body.schema, at * 4.0 - 3) for at in range(every, body.height, every)] if every else []


def _repeated_headings(body: pl.DataFrame, heading: pl.DataFrame, style: Style) -> list[pl.DataFrame]:
    every = style.repeat_heading_every
    places = range(every, body.height, every) if every else ()
    return [heading.with_columns(place=pl.lit(at * 4.0 - 2)) for at in places]


def _foot(payments: pl.DataFrame, fields: list[str], body: pl.DataFrame, style: Style) -> list[pl.DataFrame]:
    """A total of the rows whose amount can be read, and a footnote, where the house prints them."""
    end, foot = body.height * 4.0 + 10, []
    if style.total_label:
        readable = payments.filter(~pl.col("spoilt").str.starts_with("#"))
        total = readable.select(print_money(pl.col("amount_pence").sum(), style)).item()
        foot.append(_row([style.total_label, *[""] * (fields.index("net") - 1), total], body.schema, end))
    if style.footnote:
        foot.append(_row([style.footnote], body.schema, end + 1))
    return foot


def _emptied(rows: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Empty cells as null, so that nothing is printed for them; a house may print spare columns at the end."""
    cells = [name for name in rows.columns if name != "payment"]
    spare = [pl.lit(None, dtype=pl.String).alias(f"column_{len(cells) + n}") for n in range(style.trailing_delimiters)]
    emptied = [pl.when(pl.col(name) != "").then(name).otherwise(None).alias(name) for name in cells]
    return rows.with_columns(emptied).with_columns(spare)

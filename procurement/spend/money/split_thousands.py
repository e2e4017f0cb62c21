"""Amounts that their own commas cut into several cells (12 and 345.67), as in a text whose cells nobody quoted."""

from dataclasses import replace

import polars as pl

from procurement.spend.columns.column_contents import below
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Fix, Refused
from procurement.spend.money import amounts
from procurement.spend.money.decimal_commas import OF_MONEY
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import is_filled
from procurement.tables import UNREADABLE_ROWS

AMOUNT_CUT = "AMOUNT_CUT"
HEAD, MIDDLE = r"^[-+(£ ]*[0-9]{1,3}$", r"^[0-9]{3}$"
REST, REST_WITH_PENCE = r"^[0-9]{3}(?:\.[0-9]{1,2})?[-) ]*$", r"^[0-9]{3}\.[0-9]{2}[-) ]*$"
MOST_COMMAS = 3
A_THOUSAND = 100_000
"""Pence: of a file whose thousands have commas no whole amount is as large."""

MOST_HELD = 0.5
"""Where more of the rows look so, it is the way of the whole file, which is refused."""

MEND = "Put quotes around the amounts, or take their commas out, and upload the file again."
ROWS = "Most rows have more values than headings, and commas seem to cut their amounts in two."
ADVICE = f"The row has more values than headings, and a comma seems to cut an amount in two. {MEND}"


def join(table: TextTable, row: HeadingRow) -> TextTable:
    """The table with each cut amount as one, and what follows it back under its headings.

    A row has one cell more than the headings for each comma. Where there is one column of money, every cut amount ends
    in pence, and no other reaches a thousand, that is certain; elsewhere the rows that look so are set aside. Raises
    Refused where they are most rows.
    """
    money = [at for at, match in enumerate(row.matches[: row.width]) if match and match.ours in OF_MONEY]
    if table.kind != "csv" or table.delimiter != "," or len(table.columns) <= row.width or not money:
        return table
    cells = below(table.cells, row.last_line)
    commas = _commas(table.columns, row.width, money[0]) if len(money) == 1 else pl.lit(0)
    told = cells.with_columns(commas=commas, is_cut=_looks_cut(table.columns, row.width, money))
    if not told["is_cut"].any():
        return table
    if _is_certain(told, table.columns, money[0]):
        return _joined(table, told.select("line", "commas"), money[0])
    if told["is_cut"].sum() > MOST_HELD * told.height:
        raise Refused(f"{ROWS} {MEND}")
    return _set_aside(table, told.filter("is_cut")["line"])


def _looks_cut(columns: list[str], width: int, money: list[int]) -> pl.Expr:
    """Whether a row has more cells than the headings, and in some column of money one to three figures with three
    figures right of them."""
    is_long = pl.any_horizontal(is_filled(column) for column in columns[width:])
    pairs = [pl.col(columns[at]).str.contains(HEAD) & pl.col(columns[at + 1]).str.contains(REST) for at in money]
    return (is_long & pl.any_horizontal(pairs)).fill_null(value=False)


def _commas(columns: list[str], width: int, at: int) -> pl.Expr:
    """How many cells too many a row has, where so many of them are the rest of the amount in column `at`; else 0."""
    found = pl.lit(0)
    for many in range(1, min(MOST_COMMAS, len(columns) - width) + 1):
        beyond = columns[width + many :]
        is_as_long = is_filled(columns[width + many - 1]) & ~pl.any_horizontal(
            pl.lit(value=False), *(is_filled(column) for column in beyond)
        )
        middle = [pl.col(column).str.contains(MIDDLE) for column in columns[at + 1 : at + many]]
        is_cut = pl.col(columns[at]).str.contains(HEAD) & pl.col(columns[at + many]).str.contains(REST)
        fits = pl.all_horizontal(is_as_long, is_cut, *middle).fill_null(value=False)
        found = pl.when(fits).then(many).otherwise(found)
    return found


def _is_certain(told: pl.DataFrame, columns: list[str], at: int) -> bool:
    """Whether every row that looks cut is as long as its commas make it and ends in pence, and no other amount reaches
    a thousand."""
    ends = pl.lit(value=False)
    for many in range(1, min(MOST_COMMAS, len(columns) - at - 1) + 1):
        ends = (
            pl.when(pl.col("commas") == many)
            .then(pl.col(columns[at + many]).str.contains(REST_WITH_PENCE))
            .otherwise(ends)
        )
    whole = amounts.pence(told.filter(~pl.col("is_cut"))[columns[at]])
    return bool(told.filter("is_cut").select(ends.all()).item()) and not bool((whole.abs() >= A_THOUSAND).any())


def _joined(table: TextTable, told: pl.DataFrame, at: int) -> TextTable:
    cells = table.cells.join(told, on="line", how="left", validate="1:1", maintain_order="left")
    many = pl.col("commas").fill_null(0)
    moved: list[pl.Expr] = []
    for place, column in enumerate(table.columns[at:], at):
        cell = pl.col(column)
        for commas in range(1, MOST_COMMAS + 1):
            parts = table.columns[at : at + commas + 1]
            there = table.columns[place + commas : place + commas + 1]
            other = pl.concat_str(parts, separator=",") if place == at else pl.col(there[0]) if there else pl.lit(None)
            cell = pl.when(many == commas).then(other).otherwise(cell)
        moved.append(cell.alias(column))
    lines = int((told["commas"] > 0).sum())
    sentence = "Commas inside amounts cut them into several cells; each is read as one amount."
    fix = Fix("THOUSANDS_JOINED", sentence, lines)
    return replace(table, cells=cells.with_columns(moved).drop("commas"), fixes=(*table.fixes, fix))


def _set_aside(table: TextTable, lines: pl.Series) -> TextTable:
    is_cut = pl.col("line").is_in(lines.implode())
    text = pl.concat_str(table.columns, separator=",", ignore_nulls=True)
    held = table.cells.filter(is_cut).select(
        "line", rule=pl.lit(AMOUNT_CUT), column=pl.lit(""), value=text, advice=pl.lit(ADVICE)
    )
    unreadable = pl.concat([table.unreadable, held.cast(UNREADABLE_ROWS)])  # pyright: ignore[reportArgumentType]
    return replace(table, cells=table.cells.filter(~is_cut), unreadable=unreadable.sort("line"))

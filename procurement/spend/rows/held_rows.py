"""The sentence on a row that is held back: which row, which column, what it says, why, and what to do."""

import json
from collections.abc import Mapping, Sequence

import polars as pl

from procurement.in_words import counted
from procurement.spend.days import dates
from procurement.spend.money import amounts
from procurement.spend.named_table import NamedTable
from procurement.spend.rows import personal_numbers
from procurement.spend.rows.rows_above import ABOVE_HEADINGS
from procurement.spend.workbooks import sheet_lines
from procurement.tables import HELD_BACK

PERSONAL_NUMBER = "PERSONAL_NUMBER"
CARD_REPAYMENT = "CARD_REPAYMENT"

RULES = {
    **amounts.RULES,
    **dates.RULES,
    "SUPPLIER_MISSING": "no supplier is named",
    "ROW_TOO_LONG": "the row has more values than headings, so a comma may stand inside a name without quotes",
    "ROW_TOO_SHORT": "the row has fewer values than there are headings",
    ABOVE_HEADINGS: "the row reads as a payment, but it stands above the headings",
    CARD_REPAYMENT: "this is what was paid to the bank of the card, and what was bought with it is counted already",
    PERSONAL_NUMBER: "the text holds an e-mail address, a National Insurance or NHS number, or a sort code of a person",
}
MEND = {
    "AMOUNT_ERROR": "Open the file in the spreadsheet, mend the formula or widen the column, and upload it again.",
    "AMOUNT_FORMULA": "Open the workbook in Excel, save it, and upload it again.",
    "CURRENCY_NOT_STERLING": "Publish what was paid in pounds, and upload the file again.",
    "AMOUNT_SPACED": "Write the amount with a point, as in 1250.71, and upload the file again.",
    "AMOUNT_TOO_PRECISE": "Round the amount to pence in the ledger's own way, and upload the file again.",
    "DATE_NOT_SHOWN": "Widen the column in the spreadsheet, save the file, and upload it again.",
    "DATE_ORDER_CLASH": "Write the date as the other rows do, or as 2025-04-13, and upload the file again.",
    "DATE_ORDER_UNCERTAIN": "Write the date as 2025-04-13 or with the month in letters, and upload the file again.",
    "DATE_TWO_DIGIT_YEAR": "Write the year with four digits, and upload the file again.",
    "DATE_WITHOUT_YEAR": "Write the date with its year, or name the file by its month and year; upload it again.",
    "SUPPLIER_MISSING": "Name the supplier, or write REDACTED PERSONAL DATA where the name is withheld; upload again.",
    "ROW_TOO_LONG": "Put quotes around the text that holds a comma, and upload the file again.",
    ABOVE_HEADINGS: "If it is a payment, move it below the headings, and upload the file again.",
    CARD_REPAYMENT: "Leave it out; if it is money that came back, name who sent it, and upload the file again.",
    PERSONAL_NUMBER: "Redact it, and upload the file again.",
}
USUAL_MEND = "Correct it at the source, and upload the file again."
SHOWN_CHARACTERS = 80
Row = Mapping[str, str | int | None]


def describe(held: pl.DataFrame, named: NamedTable) -> pl.DataFrame:
    """HELD_BACK for rows with `line`, `rule`, `at` (the cell column to blame, "" for the whole row) and `pence`.

    Where `is_personal`, the texts are masked, whatever else is wrong with the row. row_text is the cells as the file
    has them, also those that are read otherwise; `value` is what was read.
    """
    written = named.as_written.filter(pl.col("line").is_in(held["line"].implode()))
    changed = written.drop("line").columns
    is_personal = pl.any_horizontal(pl.lit(value=False), *map(personal_numbers.is_personal, changed))
    personal = written.filter(is_personal)["line"].implode()
    of_line = {row["line"]: row for row in written.iter_rows(named=True)}
    told = held.with_columns(pl.col("is_personal") | pl.col("line").is_in(personal))
    rows = [_described(row, {**row, **of_line.get(row["line"], {})}, named) for row in told.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=HELD_BACK, orient="row")


def _described(row: Row, written: Row, named: NamedTable) -> tuple[object, ...]:
    rule, at, line = str(row["rule"]), str(row["at"]), int(row["line"] or 0)
    columns, labels, sheets = named.table.columns, named.labels, named.table.sheets
    cells = [str(written[column]) for column in columns if written[column] is not None]
    value = str(row[at] or "") if at else ", ".join(cells)
    text = json.dumps(cells, ensure_ascii=False)
    reason = RULES[rule]
    if rule in ("ROW_TOO_LONG", "ROW_TOO_SHORT"):
        headed = sum(not label.startswith("column ") for label in labels.values())
        reason = f"{counted(len(cells), 'value')}, {counted(headed, 'heading')}: {reason}"
    if row["is_personal"]:
        value, text = pl.select(personal_numbers.masked(pl.lit(pl.Series([value, text])))).to_series()
    if rule == PERSONAL_NUMBER:
        value = "(masked)"
    column = labels.get(at, "")
    place = sheet_lines.row(line, sheets)
    where = f'Row {place}, column "{column}"' if column else f"Row {place}"
    said = f'"{value[:SHOWN_CHARACTERS]}": {reason}' if value else reason
    advice = f"{where}: {said}. The row is held back and in no figure. {MEND.get(rule, USUAL_MEND)}"
    return line, rule, column, value, advice, row["pence"], text


def unreadable(rows: pl.DataFrame, sheets: Sequence[str] = ()) -> pl.DataFrame:
    """HELD_BACK for the rows that the reader could not turn into cells, masked as others are; no amount is known."""
    is_personal = personal_numbers.is_personal("value")
    rows = rows.with_columns(pl.when(is_personal).then(personal_numbers.masked(pl.col("value"))).otherwise("value"))
    texts = [json.dumps([value], ensure_ascii=False) for value in rows["value"].to_list()]
    place = sheet_lines.rows(sheets)
    where = pl.when(pl.col("column") != "").then(pl.format("Row {}, {}: ", place, "column"))
    said = pl.concat_str(
        where.otherwise(pl.format("Row {}: ", place)),
        pl.format('"{}": ', pl.col("value").str.head(SHOWN_CHARACTERS)),
        pl.col("advice").str.head(1).str.to_lowercase(),
        pl.col("advice").str.slice(1),
        pl.lit(" The row is held back and in no figure; what it comes to is not known."),
    )
    return rows.select(
        "line",
        "rule",
        "column",
        "value",
        said.alias("advice"),
        pl.lit(None, dtype=pl.Int64()).alias("amount_pence"),
        pl.Series("row_text", texts, dtype=pl.String()),
    )

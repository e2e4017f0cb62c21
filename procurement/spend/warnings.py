"""What is worth knowing about rows that were accepted, and about the file as a whole; nothing here changes a figure."""

import polars as pl

from procurement.spend import closing_lines
from procurement.spend.named_table import GROSS, UNSTATED
from procurement.tables import ISSUE

SHORTENED = r"^\d(?:\.\d+)?[eE]\+\d{1,2}$"
SAME = ("paid_on", "supplier_name", "amount_pence", "transaction_number", "purpose", "department", "account")


def of_rows(payments: pl.DataFrame) -> pl.DataFrame:
    """ISSUE for single payments: an amount of nothing, a number that a spreadsheet shortened. By line."""
    zero = _issue(
        payments.filter(pl.col("amount_pence") == 0),
        "AMOUNT_ZERO",
        "amount",
        pl.lit("0.00"),
        "The amount is £0.00; the line is kept.",
    )
    shortened = [
        _issue(
            payments.filter(pl.col(column).str.contains(SHORTENED)),
            "NUMBER_SHORTENED",
            column,
            pl.col(column),
            "A spreadsheet has shortened this number, so its last digits are lost; the payment is kept.",
        )
        for column in ("transaction_number", "supplier_ref", "company_number")
    ]
    return pl.concat([zero, *shortened]).sort("line", "rule", "column")


def of_notes(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """ISSUE for each line among the payments that is a remark; `rows` has `kind`. The line is no payment."""
    text = pl.concat_str(*[pl.col(column).fill_null("") for column in columns], separator=" ").str.strip_chars()
    notes = rows.filter(pl.col("kind") == closing_lines.NOTE)
    return _issue(notes, "NOTE_LINE", "", text, "This line is a remark, not a payment; it is in no figure.")


def of_file(payments: pl.DataFrame, basis: str, ragged: int) -> list[tuple[str, str]]:
    """Pairs of rule and sentence on the whole file: duplicates, VAT, rows with spilt cells."""
    found: list[tuple[str, str]] = []
    twice = int(payments.select(pl.struct(SAME).is_duplicated().sum()).item())
    if twice:
        found.append(
            (
                "IDENTICAL_LINES",
                f"{twice:,} lines are identical to another line; all are kept, for split invoices are real.",
            )
        )
    if basis == GROSS:
        found.append(("AMOUNT_GROSS", "The amounts include VAT, because the file has no net amount."))
    if basis == UNSTATED:
        found.append(("AMOUNT_BASIS_UNSTATED", "The file does not say whether its amounts include VAT."))
    if ragged:
        found.append(
            (
                "ROWS_SPILT",
                f"{ragged:,} rows have more or fewer cells than the headings; date, supplier and amount are sound.",
            )
        )
    return found


def of_totals(totals: pl.DataFrame, rows: pl.DataFrame) -> list[tuple[int, str, str]]:
    """Line, rule and sentence for each total line: it agrees with the payments above it, or differs by so much.

    totals and rows (the payments, held back or not): `line` and `pence`. A total may be of everything above it, or of
    what stands since the total before.
    """
    checked: list[tuple[int, str, str]] = []
    since = 0
    for line, pence in totals.filter(pl.col("pence").is_not_null()).select("line", "pence").iter_rows():
        above = rows.filter(pl.col("line") < line)
        whole = int(above["pence"].sum())
        part = int(above.filter(pl.col("line") > since)["pence"].sum())
        since = line
        if pence in (whole, part):
            checked.append(
                (
                    line,
                    "TOTAL_AGREES",
                    f"The total of £{pence / 100:,.2f} on line {line} agrees with the payments above it.",
                )
            )
        else:
            apart = min(abs(pence - whole), abs(pence - part))
            sentence = f"The total of £{pence / 100:,.2f} on line {line} differs from its lines by £{apart / 100:,.2f}."
            checked.append((line, "TOTAL_DIFFERS", sentence))
    return checked


def on_file(found: list[tuple[str, str]]) -> pl.DataFrame:
    """ISSUE without a line for each pair of rule and sentence."""
    rows = [(None, rule, "", "", sentence) for rule, sentence in found]
    return pl.DataFrame(rows, schema=ISSUE, orient="row")


def on_lines(found: list[tuple[int, str, str]]) -> pl.DataFrame:
    """ISSUE with a line for each triple of line, rule and sentence."""
    rows = [(line, rule, "", "", sentence) for line, rule, sentence in found]
    return pl.DataFrame(rows, schema=ISSUE, orient="row")


def _issue(rows: pl.DataFrame, rule: str, column: str, value: pl.Expr, sentence: str) -> pl.DataFrame:
    return rows.select(
        "line",
        pl.lit(rule).alias("rule"),
        pl.lit(column).alias("column"),
        value.alias("value"),
        pl.lit(sentence).alias("sentence"),
    )

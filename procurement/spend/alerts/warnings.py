"""What is worth knowing about rows that were accepted, and about the file as a whole; nothing here changes a figure."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from procurement.in_words import counted, pounds_exactly
from procurement.spend.named_table import GROSS, UNSTATED
from procurement.spend.rows import closing_lines, repeats
from procurement.spend.workbooks import sheet_lines
from procurement.tables import ISSUE

NUMBERS = ("transaction_number", "supplier_ref", "company_number", "vat_number", "charity_number")
FIRST_SAID = 3
SHOWN_CHARACTERS = 80


def of_rows(payments: pl.DataFrame, published: Mapping[str, str], sheets: Sequence[str] = ()) -> pl.DataFrame:
    """ISSUE for single payments: an amount of nothing, a number that a spreadsheet shortened. By line.

    published: our columns to the publisher's words for them.
    """
    zero = _issue(
        payments.filter(pl.col("amount_pence") == 0),
        "AMOUNT_ZERO",
        "amount",
        pl.lit("0.00"),
        _said(published, "amount", pl.lit("0.00"), "nothing was paid; the line is kept.", sheets),
    )
    shortened = [
        _issue(
            payments.filter(pl.col(column).str.contains(repeats.SHORTENED)),
            "NUMBER_SHORTENED",
            column,
            pl.col(column),
            _said(
                published,
                column,
                pl.col(column),
                "a spreadsheet has shortened this number and its last digits are lost. The payment is kept. To have the"
                " number, format the column as text in the spreadsheet, export it and upload it again.",
                sheets,
            ),
        )
        for column in NUMBERS
    ]
    return pl.concat([zero, *shortened]).sort("line", "rule", "column")


def _said(published: Mapping[str, str], column: str, value: pl.Expr, sentence: str, sheets: Sequence[str]) -> pl.Expr:
    said = published.get(column, column)
    return pl.concat_str(
        pl.lit("Row "),
        sheet_lines.rows(sheets),
        pl.lit(f', column "{said}": "'),
        value,
        pl.lit(f'": {sentence}'),
    )


def of_notes(rows: pl.DataFrame, columns: list[str], sheets: Sequence[str] = ()) -> pl.DataFrame:
    """ISSUE for each line among the payments that is a remark; `rows` has `kind`. The line is no payment."""
    text = pl.concat_str(*[pl.col(column).fill_null("") for column in columns], separator=" ").str.strip_chars()
    notes = rows.filter(pl.col("kind") == closing_lines.NOTE)
    said = pl.concat_str(
        pl.lit("Row "),
        sheet_lines.rows(sheets),
        pl.lit(': "'),
        text.str.head(SHOWN_CHARACTERS),
        pl.lit('" is read as a remark, not a payment; it is in no figure.'),
    )
    return _issue(notes, "NOTE_LINE", "", text, said)


def of_file(payments: pl.DataFrame, basis: str, ragged: int, amount: str = "", vat: str = "") -> list[tuple[str, str]]:
    """Pairs of rule and sentence on the whole file: duplicates, VAT, rows with spilt cells.

    amount, vat: the headings of the amount and of the VAT beside it, "" where there is none.
    """
    found = [*repeats.identical_lines(payments), *repeats.shared_numbers(payments)]
    if basis == GROSS:
        found.append(("AMOUNT_GROSS", _of_gross(amount, vat)))
    if basis == UNSTATED:
        found.append(("AMOUNT_BASIS_UNSTATED", "The file does not say whether its amounts include VAT."))
    if ragged:
        found.append(
            (
                "ROWS_SPILT",
                f"{counted(ragged, 'row has', 'rows have')} more or fewer cells than the headings; date, supplier and "
                "amount are sound.",
            )
        )
    return found


def _of_gross(amount: str, vat: str) -> str:
    read = f'The amounts are read from "{amount}" and include VAT' if amount else "The amounts include VAT"
    left = f'; "{vat}" beside it is not taken off' if vat else ""
    return (
        f"{read}, because the file has no net amount{left}. They count as they are, and comparisons say so. To count "
        "net amounts, add a column of them to the file and upload it again."
    )


def of_period(
    payments: pl.DataFrame, stated: tuple[date, date] | None, sheets: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """The pair of rule and sentence where payments are dated outside the days that the file says it covers."""
    if stated is None:
        return []
    first, last = stated
    outside = payments.filter(~pl.col("paid_on").is_between(first, last))
    if outside.is_empty():
        return []
    line, day = outside.select("line", "paid_on").row(0)
    dated = counted(outside.height, "payment is", "payments are")
    sentence = (
        f"{dated} dated outside the period that the file's name or title states, {in_full(first)} to {in_full(last)}; "
        f"the first is on line {sheet_lines.row(line, sheets)}, dated {in_full(day)}. All are kept; check "
        "that this is the right file."
    )
    return [("DATE_OUTSIDE_PERIOD", sentence)]


def in_full(day: date) -> str:
    """A day as people write it.

    >>> in_full(date(2025, 4, 3))
    '3 April 2025'
    """
    return f"{day.day} {day:%B %Y}"


def of_totals(totals: pl.DataFrame, rows: pl.DataFrame, sheets: Sequence[str] = ()) -> list[tuple[int, str, str]]:
    """Line, rule and sentence for each total line: it agrees with the payments above it, or differs by so much.

    totals and rows (the payments, held back or not): `line` and `pence`. A total may be of everything above it, of its
    sheet, or of what stands since the total before; one above all payments may be of them all.
    """
    checked: list[tuple[int, str, str]] = []
    since = 0
    for line, pence in totals.filter(pl.col("pence").is_not_null()).select("line", "pence").iter_rows():
        above = rows.filter(pl.col("line") < line)
        whole = int(above["pence"].sum())
        start = sheet_lines.number_of(line) * sheet_lines.A_SHEET
        of_sheet, part = (int(above.filter(pl.col("line") > after)["pence"].sum()) for after in (start, since))
        since, at = line, sheet_lines.row(line, sheets)
        where = "above" if above.height else "below"
        if pence in (whole, of_sheet, part) or (above.is_empty() and pence == int(rows["pence"].sum())):
            checked.append(
                (
                    line,
                    "TOTAL_AGREES",
                    f"The total of {pounds_exactly(pence)} on line {at} agrees with the payments {where} it.",
                )
            )
        else:
            apart = min(abs(pence - sum_above) for sum_above in (whole, of_sheet, part))
            sentence = (
                f"The total of {pounds_exactly(pence)} on line {at} differs from its lines by {pounds_exactly(apart)}."
            )
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


def in_words(issues: pl.DataFrame) -> tuple[str, ...]:
    """What a receipt says of ISSUE: those on the whole file, then for each rule the first line it met, and how many."""
    whole = issues.filter(pl.col("line").is_null())["sentence"].to_list()
    first = (
        issues.drop_nulls("line")
        .group_by("rule", maintain_order=True)
        .agg(pl.col("sentence").head(FIRST_SAID), more=pl.len().cast(pl.Int64) - FIRST_SAID)
    )
    lines = [
        sentence if place + 1 < len(sentences) or more <= 0 else f"{sentence} There {_more(more)} like it."
        for sentences, more in first.select("sentence", "more").iter_rows()
        for place, sentence in enumerate(sentences)
    ]
    return (*whole, *lines)


def _more(number: int) -> str:
    return f"{'is' if number == 1 else 'are'} {number:,} more"


def _issue(rows: pl.DataFrame, rule: str, column: str, value: pl.Expr, sentence: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "line",
        pl.lit(rule).alias("rule"),
        pl.lit(column).alias("column"),
        value.alias("value"),
        sentence.alias("sentence"),
    )

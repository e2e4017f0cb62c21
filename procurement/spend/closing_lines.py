"""Which rows are no payments: blank lines, titles and headings, notes, and totals, told by their structure."""

import polars as pl

from procurement.spend.plain_cells import is_filled, says_nothing

BLANK, HEADING, NOTE, TOTAL, PAYMENT = "blank", "heading", "note", "total", "payment"

TOTAL_WORDS = (
    r"(?i)^(?:(?:grand|sub|overall|report|page|monthly|month|net|gross|running|final|year|cumulative|section|file"
    r"|invoice)[ -]*)*"
    r"totals?(?:\s*(?:for|of|this|spend|spent|expenditure|payments?|amounts?|values?|paid|net|gross|cost|"
    r"invoices?|supplier|inc|exc|£|\(|:|-|=)\b?.*)?\s*[:=.£()]*$|^sum(?: total)?:?$|^grand sum:?$"
)
"""What a total calls itself, whole: TOTAL GAS & POWER LIMITED is none of it."""

ENDS_IN_TOTAL = r"(?i)^.{1,80}\S\s+(?:sub[ -]?)?total:?$"
"""A spreadsheet's own subtotals: "Adult Services Total"; believed only where the row has no date."""

NOTE_CELLS = 2
NARROW_TABLE = 4


def kinds(rows: pl.DataFrame, columns: list[str], last_heading_line: int, headings: list[list[str]]) -> pl.DataFrame:
    """`rows` with `kind`: BLANK, HEADING, NOTE, TOTAL or PAYMENT.

    rows: stripped cells with `pence`, `amount_rule`, `day` and `supplier`, by line. headings: the cells of each
    heading row, so that repeats of them further down are known. Empty in gives empty out.
    """
    measured = rows.with_columns(
        filled_cells=pl.sum_horizontal(is_filled(column).cast(pl.Int64()) for column in columns),
        total_word=pl.any_horizontal(pl.col(column).fill_null("").str.contains(TOTAL_WORDS) for column in columns),
        ends_in_total=pl.any_horizontal(pl.col(column).fill_null("").str.contains(ENDS_IN_TOTAL) for column in columns),
        words=pl.any_horizontal(pl.col(column).fill_null("").str.contains("[A-Za-z]{2}") for column in columns),
        is_heading=(pl.col("line") <= last_heading_line) | _repeats(headings, columns),
    )
    usual = measured.filter(pl.col("day").is_not_null() & pl.col("pence").is_not_null())["filled_cells"].median()
    note_cells = NOTE_CELLS if usual is None or float(str(usual)) >= NARROW_TABLE else 1
    no_payment_yet = pl.col("line") > _last_whole_payment(measured)
    # A paid line has a day, so a row with one is only a total where it calls itself exactly that.
    is_total = pl.col("day").is_null() & (
        (pl.col("total_word") & (pl.col("pence").is_not_null() | (pl.col("filled_cells") <= 2)))
        | (pl.col("ends_in_total") & pl.col("pence").is_not_null() & (pl.col("filled_cells") <= 3))
        | (pl.col("pence").is_not_null() & ~pl.col("words") & no_payment_yet & says_nothing("supplier"))
    )
    is_paid_line = pl.col("day").is_not_null() & ~says_nothing("supplier")
    is_note = (pl.col("filled_cells") <= note_cells) & pl.col("pence").is_null() & _no_broken_amount() & ~is_paid_line
    return measured.with_columns(
        kind=pl.when(pl.col("filled_cells") == 0)
        .then(pl.lit(BLANK))
        .when(pl.col("is_heading"))
        .then(pl.lit(HEADING))
        .when(is_total)
        .then(pl.lit(TOTAL))
        .when(is_note)
        .then(pl.lit(NOTE))
        .otherwise(pl.lit(PAYMENT))
    ).drop("filled_cells", "total_word", "ends_in_total", "words", "is_heading")


def _last_whole_payment(measured: pl.DataFrame) -> int:
    whole = measured.filter(
        pl.col("words") & pl.col("pence").is_not_null() & ~pl.col("total_word") & ~says_nothing("supplier")
    )
    return int(whole.select(pl.col("line").max().fill_null(0)).item())


def _no_broken_amount() -> pl.Expr:
    return ~pl.col("amount_rule").is_in(
        ["AMOUNT_ERROR", "AMOUNT_FORMULA", "CURRENCY_NOT_STERLING", "AMOUNT_TOO_PRECISE", "AMOUNT_TOO_LARGE"]
    )


def _repeats(headings: list[list[str]], columns: list[str]) -> pl.Expr:
    """Whether four fifths of a heading row stand in the same columns of this row."""
    repeated = pl.lit(False)
    for texts in headings:
        said = [(column, text.casefold()) for column, text in zip(columns, texts, strict=True) if text]
        if len(said) < 2:
            continue
        same = pl.sum_horizontal(
            (pl.col(column).fill_null("").str.to_lowercase() == text).cast(pl.Int64()) for column, text in said
        )
        repeated = repeated | (same * 5 >= len(said) * 4)
    return repeated

"""Which rows are no payments: blank lines, titles and headings, notes, and totals, told by their structure."""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from procurement.spend.columns.heading_row import A_FIGURE, MOST_FIGURES
from procurement.spend.days.payment_days import STATED
from procurement.spend.rows import kinds_of_cells, proved_totals
from procurement.spend.texts.plain_cells import is_filled, says_nothing
from procurement.spend.workbooks.sheet_lines import A_SHEET

BLANK, HEADING, NOTE, TOTAL, PAYMENT = "blank", "heading", "note", "total", "payment"

TOTAL_WORDS = (
    r"(?i)^(?:(?:grand|sub|overall|report|page|monthly|month|net|gross|running|final|year|cumulative|section|file"
    r"|invoice)[ -]*)*"
    r"totals?(?:\s*(?:for|of|this|spend|spent|expenditure|payments?|amounts?|values?|paid|net|gross|cost|"
    r"invoices?|supplier|inc|exc|£|\(|:|-|=)\b?.*|\s*(?:carried|brought) (?:forward|down|fwd)|\s*[bc]/(?:fwd|f|d))?"
    r"\s*[:=.£()]*$|^sum(?: total)?:?$|^grand sum:?$"
    r"|^(?:carried|brought) forward:?$|^[bc]/(?:f|fwd):?$"
    r"|^totals? (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[ '-]*(?:20)?(?:[0-9]{2})?:?$"
)
"""What a total calls itself, whole: TOTAL GAS & POWER LIMITED is none of it."""

ENDS_IN_TOTAL = r"(?i)^.{1,80}\S\s+(?:sub[ -]?)?total:?$"
"""A spreadsheet's own subtotals: "Adult Services Total"; believed only where the row has no date."""

A_GRAND_TOTAL = r"(?i)^(?:grand|sub|overall)[ -]?totals?:?$"
A_BARE_TOTAL = r"(?i)^totals?:?$"
"""Of a row with a day, what stands where the supplier should; the second counts only where the day is not its own."""

A_BALANCE = (
    r"(?i)^(?:(?:opening|closing|bank|account|cash ?book)[ -]+balances?|balances?[ -]*(?:brought|carried)[ -]*"
    r"(?:forward|down|fwd)|balances?[ -]*[bc][/.]?(?:fwd|f|d))\b(?: (?:as )?(?:at|on)\b.*)?[ :.]*$"
)
A_BALANCE_IN_SHORT = r"(?i)^(?:brought|carried) (?:forward|down|fwd):?$|^[bc]/(?:fwd|f|d):?$"
"""What stands in a ledger where a payee would, on a line that says how much there is and pays nobody. The shorter
words are believed on a line with a day; on one without they may be those of a sum."""

A_COUNT = (
    r"(?i)^(?:(?:record|row|line|transaction|payment|invoice|item)s? )?count[ :.]*$|^total vat\b[ :.]*$"
    r"|^(?:total )?(?:number|no\.?|count) of (?:records|rows|lines|transactions|payments|invoices|items)[ :.]*$"
    r"|^(?:average|mean|median)[ :.]*$|^running total[ :.]*$"
    r"|^(?:(?:cumulative|total) )?(?:payments?|spend|spending|expenditure|spent|paid)(?: made)?(?: for the)?"
    r" (?:year[ -])?to[ -]date[ :.]*$|^cumulative (?:payments?|spend|spending|expenditure|total)[ :.]*$"
    r"|^(?:average|mean|median|largest|smallest|highest|lowest|max(?:imum)?|min(?:imum)?)"
    r" (?:payment|transaction|invoice|amount|value|spend)s?(?: (?:amount|value|size)s?)?[ :.]*$"
)
"""What stands beside a figure that is no sum of the amounts above it, and no payee is called."""

DAYS_IN_DOUBT = ("DATE_TWO_DIGIT_YEAR", "DATE_ORDER_CLASH", "DATE_ORDER_UNCERTAIN")
"""The rules of cells that hold some day; which one is not certain."""

A_RULE = r"^[-=_*+|: ]{3,}$"
"""A cell with a piece of a drawn line in it."""
NOTE_CELLS = 2
NARROW_TABLE = 4
LINES_LOOKED_AT = 1_000


def kinds(
    rows: pl.DataFrame, columns: list[str], is_above: pl.Expr, headings: list[list[str]], starts: Sequence[int] = (0,)
) -> pl.DataFrame:
    """`rows` with `kind`: BLANK, HEADING, NOTE, TOTAL or PAYMENT.

    rows: stripped cells with `pence`, `amount_rule`, `day`, `day_rule`, `day_source` and `supplier`, by line.
    headings: the cells of each heading row, so that repeats of them further down are known. is_above: whether a line is
    of the headings or above them. starts: the line that each sheet begins at, where several are read together. Empty in
    gives empty out. Above the headings only a row that reads as a payment has a `day`, or a `day_rule` that leaves its
    day in doubt; every other is a title or heading. A row with an amount repeats no headings, though half a payment
    right above these be taken for some of them.
    """
    is_title = is_above & pl.col("day").is_null() & ~pl.col("day_rule").fill_null("").is_in(DAYS_IN_DOUBT)
    measured = rows.with_columns(
        filled_cells=pl.sum_horizontal(is_filled(column).cast(pl.Int64()) for column in columns),
        is_heading=is_title
        | (_repeats(rows, headings, columns) & pl.col("pence").is_null())
        | kinds_of_cells.are_named(rows, columns),
    )
    is_paid = pl.col("day").is_not_null() & pl.col("pence").is_not_null()
    median = measured.select(pl.col("filled_cells").filter(is_paid).median()).item()
    usual = None if median is None else float(str(median))
    note_cells = NOTE_CELLS if usual is None or usual >= NARROW_TABLE else 1
    measured = measured.with_columns(may_be_total=_may_be_total(rows, usual))
    measured = measured.with_columns(
        is_sum=proved_totals.are_sums(measured)
        | proved_totals.are_sums_of_groups(measured, columns)
        | proved_totals.are_listed_again(measured),
        is_dated_sum=proved_totals.are_dated_sums(measured, TOTAL_WORDS)
        | proved_totals.is_sum_of_all(measured)
        | proved_totals.are_sums_of_suppliers(measured),
    )
    is_proved = pl.col("is_sum") | pl.col("is_dated_sum")
    is_other = _is_named_total() | _is_other_figure() | pl.col("may_be_total") | is_proved
    is_plain = measured.select(is_paid & ~says_nothing("supplier") & ~is_other)
    in_doubt = (~is_plain.to_series()).arg_true()
    told = _told_in_full(measured[in_doubt], columns, note_cells, _after_the_payments(measured, columns, starts))
    plainly = measured.select(pl.when("is_heading").then(pl.lit(HEADING)).otherwise(pl.lit(PAYMENT))).to_series()
    kind = plainly.scatter(in_doubt, told) if in_doubt.len() else plainly
    return rows.with_columns(kind.alias("kind"))


def _may_be_total(rows: pl.DataFrame, usual: float | None) -> pl.Expr:
    """Whether a row has no day but the one that its whole file states, and fewer cells than its payments have.

    In a file without dates every row has that day, a total too.
    """
    if usual is None or not (rows["day_source"] == STATED).any():
        return pl.lit(False)
    return (pl.col("day_source") == STATED).fill_null(False) & (pl.col("filled_cells") < usual)


def _told_in_full(rows: pl.DataFrame, columns: list[str], note_cells: int, no_payment_yet: pl.Expr) -> pl.Series:
    """The kind of each row that may be something else than a payment: it lacks a day, an amount or a supplier."""
    measured = rows.with_columns(
        total_word=_is_called_total(columns),
        ends_in_total=pl.any_horizontal(pl.col(column).fill_null("").str.contains(ENDS_IN_TOTAL) for column in columns),
        words=_holds_words(columns),
    )
    # A paid line has a day, so a row with one is only a total where it calls itself exactly that.
    is_undated = pl.col("day").is_null() | pl.col("may_be_total") | pl.col("is_sum")
    is_undated_total = is_undated & (
        pl.col("is_sum")
        | (pl.col("total_word") & (pl.col("pence").is_not_null() | (pl.col("filled_cells") <= 2)))
        | (pl.col("ends_in_total") & pl.col("pence").is_not_null() & (pl.col("filled_cells") <= 3))
        | (pl.col("pence").is_not_null() & ~pl.col("words") & no_payment_yet & says_nothing("supplier"))
        | (pl.col("pence").is_not_null() & _is_starred(columns) & says_nothing("supplier"))
    )
    is_total = is_undated_total | pl.col("is_dated_sum") | (pl.col("pence").is_not_null() & _is_named_total())
    is_paid_line = ~is_undated & ~says_nothing("supplier")
    is_note = (pl.col("filled_cells") <= note_cells) & pl.col("pence").is_null() & _no_broken_amount() & ~is_paid_line
    return measured.select(
        pl.when((pl.col("filled_cells") == 0) | _is_ruled(columns))
        .then(pl.lit(BLANK))
        .when(pl.col("is_heading"))
        .then(pl.lit(HEADING))
        .when(is_total & ~_is_other_figure())
        .then(pl.lit(TOTAL))
        .when(is_note | _is_other_figure())
        .then(pl.lit(NOTE))
        .otherwise(pl.lit(PAYMENT))
    ).to_series()


def _is_ruled(columns: list[str]) -> pl.Expr:
    """Whether a row is a line drawn with dashes or the like, and says nothing."""
    return pl.all_horizontal(~is_filled(column) | pl.col(column).str.contains(A_RULE) for column in columns)


def _is_named_total() -> pl.Expr:
    """Whether the supplier of a row is a total; a filling station may be called TOTAL, on a day of its own."""
    is_grand = pl.col("supplier").str.contains(A_GRAND_TOTAL)
    return is_grand | ((pl.col("day_source").fill_null("") != "") & pl.col("supplier").str.contains(A_BARE_TOTAL))


def _is_other_figure() -> pl.Expr:
    """Whether a row says what is in the bank or the ledger, or how many lines there are, where another would name who
    was paid."""
    has_day = pl.col("day").is_not_null() & ~pl.col("may_be_total")
    said = pl.col("supplier").str
    return said.contains(A_BALANCE) | said.contains(A_COUNT) | (has_day & said.contains(A_BALANCE_IN_SHORT))


def _is_called_total(columns: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(column).fill_null("").str.contains(TOTAL_WORDS) for column in columns)


def _is_starred(columns: list[str]) -> pl.Expr:
    """Whether a cell holds the stars with which SAP's lists mark sums."""
    return pl.any_horizontal(pl.col(column).fill_null("").str.contains(r"^\*{1,3}$") for column in columns)


def _holds_words(columns: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(column).fill_null("").str.contains("[A-Za-z]{2}") for column in columns)


def _after_the_payments(rows: pl.DataFrame, columns: list[str], starts: Sequence[int]) -> pl.Expr:
    """Whether a line is below the last payment of its sheet."""
    if len(starts) == 1:
        return pl.col("line") > _last_whole_payment(rows, columns)
    after = pl.lit(False)
    for start, end in pairwise([*starts, starts[-1] + A_SHEET]):
        is_here = pl.col("line").is_between(start, end - 1)
        last = max(_last_whole_payment(rows.filter(is_here), columns), start)
        after = after | (is_here & (pl.col("line") > last))
    return after


def _last_whole_payment(rows: pl.DataFrame, columns: list[str]) -> int:
    """The last line with an amount, a supplier and words that is no total; 0 where there is none."""
    is_whole = pl.col("pence").is_not_null() & ~says_nothing("supplier")
    for end in range(rows.height, 0, -LINES_LOOKED_AT):
        some = rows.slice(max(end - LINES_LOOKED_AT, 0), min(end, LINES_LOOKED_AT)).filter(is_whole)
        found = some.filter(_holds_words(columns) & ~_is_called_total(columns))
        if found.height:
            return int(found.select(pl.col("line").max()).item())
    return 0


def _no_broken_amount() -> pl.Expr:
    return ~pl.col("amount_rule").is_in(
        ["AMOUNT_ERROR", "AMOUNT_FORMULA", "CURRENCY_NOT_STERLING", "AMOUNT_TOO_PRECISE", "AMOUNT_TOO_LARGE"]
    )


def _is_as_long(column: str, text: str) -> pl.Expr:
    """Whether a cell is as long as a text in lower case, or not all ASCII, so that it may be as long in lower case."""
    long = pl.col(column).fill_null("").str.len_bytes()
    return (long == len(text.encode())) | (long != pl.col(column).fill_null("").str.len_chars())


def _repeats(rows: pl.DataFrame, headings: list[list[str]], columns: list[str]) -> pl.Series:
    """Whether four fifths of a heading row stand in the same columns of each row.

    A payment may stand above the headings, where a line of them might; a row with several figures is no repeat of it.
    """
    repeated = pl.repeat(False, rows.height, dtype=pl.Boolean(), eager=True)
    for texts in headings:
        said = [(column, text.casefold()) for column, text in zip(columns, texts, strict=True) if text]
        if len(said) < 2 or sum(bool(A_FIGURE.search(text)) for _, text in said) > MOST_FIGURES:
            continue
        same = [pl.col(column).fill_null("").str.to_lowercase() == text for column, text in said]
        # Of one cell more than may differ, at least one is the same; so few rows need all their cells looked at.
        few = len(said) // 5 + 1
        some = rows.select(column for column, _ in said[:few])
        may_be_same = some.select(pl.any_horizontal(_is_as_long(*one) for one in said[:few])).to_series().arg_true()
        may_repeat = may_be_same.filter(some[may_be_same].select(pl.any_horizontal(same[:few])).to_series())
        enough = pl.sum_horizontal(one.cast(pl.Int64()) for one in same) * 5 >= len(said) * 4
        repeated = repeated.scatter(may_repeat.filter(rows[may_repeat].select(enough).to_series()), True)
    return repeated

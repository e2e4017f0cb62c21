"""Totals that arithmetic proves: a row without a day whose amount is the sum of the payments that it closes."""

import polars as pl

from procurement.spend.days.payment_days import STATED
from procurement.spend.texts.plain_cells import says_nothing

FEWEST_OF_ALL = 5
"""Of so many lines a payment is hardly the sum by chance."""

FEWEST_LISTED_AGAIN = 3
"""So many lines running that are each the sum of all that their supplier was paid above are a second list of it."""

FEWEST_OF_A_DAY = 2
"""A total with a day closes so many payments or more; of one alone it may be a second payment of the same amount."""

SPEAKS_OF_TOTAL = (
    r"(?i)\b(?:sub[ -]?)?totals?\b"
    r"|^(?:payments?|spend|spending|expenditure)(?: made)? (?:this|for the|in the|during the) (?:month|period|quarter)$"
)
BARE_CELLS = 2
"""Cells of a row that names no supplier: its amount, and perhaps a label; a payment without a supplier has more."""


def are_sums(rows: pl.DataFrame) -> pl.Series:
    """Whether each row is the sum of the payments since the row before it that may be one, or, above them all, of all.

    rows: in order, with `pence`, `day`, `day_source`, `supplier` and `filled_cells`. Only a row without a day of its
    own may be a sum, and one that names a supplier only where it calls that a total. Empty in gives empty out.
    """
    may_be = says_nothing("supplier") & (pl.col("filled_cells") <= BARE_CELLS) & pl.col("day").is_null()
    named = speaks_of_total("supplier") & has_no_day_of_its_own()
    closes = pl.col("pence").is_not_null() & (may_be | named)
    told = rows.select("pence", "day", closes=closes)
    if not told["closes"].any():
        return told["closes"]
    paid = pl.when(~pl.col("closes") & pl.col("day").is_not_null()).then("pence")
    group = pl.col("closes").cast(pl.Int64()).cum_sum().shift(1, fill_value=0)
    summed = told.with_columns(paid=paid, group=group).with_columns(
        part=pl.col("paid").sum().over("group"),
        lines=pl.col("paid").count().over("group"),
        before=pl.col("paid").is_not_null().cast(pl.Int64()).cum_sum(),
        whole=pl.col("paid").sum(),
        all_lines=pl.col("paid").count(),
    )
    of_part = (pl.col("lines") > 0) & (pl.col("pence") == pl.col("part"))
    of_all = (pl.col("before") == 0) & (pl.col("all_lines") > 1) & (pl.col("pence") == pl.col("whole"))
    return summed.select(pl.col("closes") & (of_part | of_all)).to_series()


def has_no_day_of_its_own() -> pl.Expr:
    """Whether a row has no day, or the one that its whole file states."""
    return pl.col("day").is_null() | (pl.col("day_source") == STATED).fill_null(value=False)


ENDS_IN_TOTAL = r"(?i)\s+(?:sub[ -]?)?totals?:?$"


def are_sums_of_suppliers(rows: pl.DataFrame) -> pl.Series:
    """Whether each row is called the total of the supplier of the payments right above it, and is their sum.

    rows: as `are_sums`. Empty in gives empty out.
    """
    names = rows["supplier"].fill_null("")
    closes = names.str.contains(ENDS_IN_TOTAL) & rows["pence"].is_not_null()
    if not closes.any():
        return closes
    runs = pl.DataFrame({"name": names, "pence": rows["pence"].fill_null(0), "run": names.rle_id()})
    summed = runs.with_columns(sum=pl.col("pence").sum().over("run"))
    is_theirs = pl.col("name").str.replace(ENDS_IN_TOTAL, "") == pl.col("name").shift()
    told = summed.select(closes & is_theirs & (pl.col("pence") == pl.col("sum").shift()))
    return told.to_series().fill_null(value=False)


def are_sums_of_groups(rows: pl.DataFrame, columns: list[str]) -> pl.Series:
    """Whether each row of few cells names what a column says of all payments right above it, and is their sum: a total
    of a department under the department's name.

    rows: as `are_sums`. columns: its cells. Where no such group has two payments or more nothing is proved, and none
    is. Empty in gives empty out.
    """
    names, pence = rows["supplier"].fill_null(""), rows["pence"].fill_null(0)
    closes = rows.select(pl.col("pence").is_not_null() & ~says_nothing("supplier")).to_series()
    closes &= rows["filled_cells"] <= BARE_CELLS
    proved = pl.repeat(False, rows.height, dtype=pl.Boolean(), eager=True)
    for column in columns:
        said = rows[column].fill_null("")
        if not (may_be := closes & (said == "") & (said.shift(fill_value="") == names)).any():
            continue
        runs = pl.DataFrame({"run": said.rle_id(), "pence": pence})
        summed = runs.select(pl.col("pence").sum().over("run").shift(), lines=pl.len().over("run").shift())
        closing = may_be & (summed["pence"] == pence)
        if (closing & (summed["lines"] >= FEWEST_OF_A_DAY)).any():
            proved |= closing
    return proved.fill_null(value=False)


def is_sum_of_all(rows: pl.DataFrame) -> pl.Series:
    """Whether a row is the last one with an amount, and that is the sum of all FEWEST_OF_ALL payments or more above it,
    each smaller, to suppliers of other names: whatever it calls itself, nobody is paid as much as all others together.

    rows: as `are_sums`. Empty in gives empty out.
    """
    last = rows.select(pl.col("pence").is_not_null().arg_true().last()).item()
    none = pl.repeat(False, rows.height, dtype=pl.Boolean(), eager=True)
    if last is None:
        return none
    above = rows.head(last).filter(pl.col("pence").is_not_null() & pl.col("day").is_not_null())
    name, pence = rows["supplier"][last], rows["pence"][last]
    is_all = above.height >= FEWEST_OF_ALL and pence == above["pence"].sum() and pence > (above["pence"].max() or 0)
    return none.scatter(last, True) if is_all and name not in above["supplier"] else none


def are_listed_again(rows: pl.DataFrame) -> pl.Series:
    """Whether each row is one of FEWEST_LISTED_AGAIN or more running that have fewer cells than the payments, no day of
    their own, and the sum of all that their suppliers were paid above them: a second list, of sums.

    rows: as `are_sums`, and `may_be_total`. Empty in gives empty out.
    """
    may_be = rows.select(pl.col("may_be_total") & pl.col("pence").is_not_null() & ~says_nothing("supplier")).to_series()
    if not may_be.any():
        return may_be
    told = rows.select("supplier", "pence").with_columns(may_be=may_be)
    paid = told.filter(~pl.col("may_be")).group_by("supplier").agg(paid=pl.col("pence").sum())
    found = told.join(paid, on="supplier", how="left", validate="m:1", maintain_order="left")
    same = found.select((pl.col("may_be") & (pl.col("pence") == pl.col("paid"))).fill_null(value=False)).to_series()
    filled = rows["filled_cells"] > 0
    runs = pl.DataFrame({"same": same.filter(filled)}).with_columns(run=pl.col("same").rle_id())
    long = runs.select(pl.col("same") & (pl.len().over("run") >= FEWEST_LISTED_AGAIN)).to_series()
    return same.scatter(filled.arg_true(), long)


def are_dated_sums(rows: pl.DataFrame, total_words: str) -> pl.Series:
    """Whether each row, though it has a day, names a total where its supplier should be, and is the sum of all the
    payments above it, two or more, or of those since the row before it that may be one, or, above them all, of all.

    rows: as `are_sums`. total_words: what a total calls itself, whole. Empty in gives empty out.
    """
    is_named = pl.col("supplier").fill_null("").str.contains(total_words)
    told = rows.select("pence", closes=pl.col("pence").is_not_null() & pl.col("day").is_not_null() & is_named)
    if not told["closes"].any():
        return told["closes"]
    is_paid = rows.select(pl.col("day").is_not_null() & pl.col("pence").is_not_null()).to_series() & ~told["closes"]
    summed = told.with_columns(
        paid=pl.when(is_paid).then("pence").fill_null(0),
        lines=is_paid.cast(pl.Int64()),
        group=pl.col("closes").cast(pl.Int64()).cum_sum().shift(1, fill_value=0),
    ).with_columns(
        part=pl.col("paid").sum().over("group"),
        part_lines=pl.col("lines").sum().over("group"),
        above=pl.col("paid").cum_sum(),
        lines_above=pl.col("lines").cum_sum(),
    )
    of_part = (pl.col("part_lines") >= FEWEST_OF_A_DAY) & (pl.col("pence") == pl.col("part"))
    of_all = (pl.col("lines_above") >= FEWEST_OF_A_DAY) & (pl.col("pence") == pl.col("above"))
    is_first = (pl.col("lines_above") == 0) & (pl.col("lines").sum() >= FEWEST_OF_A_DAY)
    of_those_below = is_first & (pl.col("pence") == pl.col("paid").sum())
    return summed.select(pl.col("closes") & (of_part | of_all | of_those_below)).to_series()


def speaks_of_total(column: str) -> pl.Expr:
    """Whether a cell has the word total in it, as "Total Adult Services" and "Alder Paving Ltd Total" do."""
    return pl.col(column).fill_null("").str.contains(SPEAKS_OF_TOTAL)

"""Identifiers that a file cannot mean: a column dragged down a sheet, so that its numbers rise or repeat row after row.

A spreadsheet's handle, pulled down, either adds one to each number or repeats it. Both put numbers beside names that
they do not belong to, and neither can be told from one row alone.
"""

import polars as pl

from procurement.suppliers import identifiers
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.telling import cores, telling_words
from procurement.tables import SUPPLIER_TEXT

DISTRUSTED = pl.Schema({"column": pl.String(), "number": pl.String(), "names": pl.Int64(), "reason": pl.String()})
"""A number, as published in `column` of one file, that is not to be believed; `names` it stands beside."""

COLUMNS = {"company_number": "company number", "vat_number": "VAT number", "charity_number": "charity number"}
SORTS = {"company": "company_number", "vat": "vat_number", "charity": "charity_number"}
"""The column that a cleaned number is read from."""
IN_ORDER_SHARE, IN_ORDER_CHANGES = 0.9, 3
"""A file is in the order of a column where so many of its changes from row to row, and at least so many, are rises."""


def find(lines: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """DISTRUSTED numbers of one file.

    lines: `line`, `supplier_name`, `company_number`, `vat_number`, `charity_number` of its payments. None gives none.
    """
    rows = lines.sort("line").with_columns(cores(lines.sort("line")["supplier_name"], reference))
    found = [
        each for column in COLUMNS for each in (_rising(rows, column, reference), _repeated(rows, column, reference))
    ]
    return pl.concat(found).unique(["column", "number"], keep="first", maintain_order=True).select(DISTRUSTED.names())


def blank(texts: pl.DataFrame, distrusted: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_TEXT without the distrusted numbers, with `doubt`: why one was taken away, "" for most texts."""
    told = texts.with_columns(doubt=pl.lit(""))
    for column, called in COLUMNS.items():
        doubts = distrusted.filter(pl.col("column") == column).select(pl.col("number").alias(column), "reason")
        joined = told.join(doubts, on=column, how="left", validate="m:1", maintain_order="left")
        said = pl.format("the {} beside it is not trusted: {}", pl.lit(called), "reason")
        is_doubted = pl.col("reason").is_not_null()
        told = joined.with_columns(
            pl.when(is_doubted).then(pl.lit("")).otherwise(pl.col(column)).alias(column),
            doubt=pl.when(is_doubted & (pl.col("doubt") != ""))
            .then(pl.format("{}; {}", "doubt", said))
            .when(is_doubted)
            .then(said)
            .otherwise("doubt"),
        ).drop("reason")
    return told.select(*SUPPLIER_TEXT.names(), "doubt")


def _rising(rows: pl.DataFrame, column: str, reference: SupplierReference) -> pl.DataFrame:
    """Numbers that rise by one from row to row while the name changes; rows of one name and number count once."""
    least = int(reference.threshold("least_rising_run"))
    bare = pl.col(column).str.replace_all(r"[^0-9]", "")
    steps = (
        rows.filter(bare.str.len_chars().is_between(5, 12))
        .select("core", number=column, value=bare.cast(pl.Int64))
        .filter((pl.struct("core", "value") != pl.struct("core", "value").shift(1)).fill_null(value=True))
        .with_columns(
            rises=((pl.col("value").diff() == 1) & (pl.col("core") != pl.col("core").shift(1))).fill_null(False)
        )
        .with_columns(run=(~pl.col("rises")).cum_sum())
    )
    long = steps.filter(pl.len().over("run") >= least)
    return long.select(
        column=pl.lit(column),
        number="number",
        names=pl.len().over("run").cast(pl.Int64),
        reason=pl.format(
            "it is one of {} numbers that rise by one from row to row, as when a cell is dragged down",
            pl.len().over("run"),
        ),
    )


def _repeated(rows: pl.DataFrame, column: str, reference: SupplierReference) -> pl.DataFrame:
    """Numbers on consecutive rows beside names that share no distinctive word, in a file in another order."""
    least = int(reference.threshold("least_unlike_names"))
    numbered = rows.with_row_index("place").filter(pl.col(column).str.contains(r"\d")).rename({column: "number"})
    spread = numbered.group_by("number").agg(
        names=pl.col("core").n_unique().cast(pl.Int64),
        rows=pl.len(),
        is_together=pl.col("place").max() - pl.col("place").min() + 1 == pl.len(),
    )
    if spread.is_empty() or _is_in_order(numbered["number"]):
        return pl.DataFrame(schema=DISTRUSTED)
    unlike = _unlike_names(numbered.select("number", "core").unique(), reference)
    found = spread.filter("is_together").join(unlike, on="number", how="inner", validate="1:1")
    return (
        found.filter(pl.col("unlike") >= least)
        .sort("number")
        .select(
            column=pl.lit(column),
            number="number",
            names="names",
            reason=pl.format(
                "it stands on {} rows in a row beside {} names that share no word, as when a cell is dragged down",
                "rows",
                "names",
            ),
        )
    )


def _is_in_order(numbers: pl.Series) -> bool:
    """Whether the rows are sorted by these numbers, so that equal ones stand together anyhow."""
    changed = numbers.filter((numbers != numbers.shift(1)).fill_null(value=True))
    rises = (changed > changed.shift(1)).drop_nulls()
    return rises.len() >= IN_ORDER_CHANGES and rises.sum() >= IN_ORDER_SHARE * rises.len()


def _unlike_names(pairs: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """number, unlike: how many of its names lack the distinctive word that most of them have, and one for those."""
    telling = telling_words(pairs, "core", reference)
    most = (
        telling.group_by("number", "word")
        .agg(pl.col("core").n_unique().alias("of"))
        .group_by("number")
        .agg(pl.col("of").max())
    )
    count = pairs.group_by("number").agg(names=pl.col("core").n_unique())
    return count.join(most, on="number", how="left", validate="1:1").select(
        "number", unlike=(pl.col("names") - pl.col("of").fill_null(1) + 1).cast(pl.Int64)
    )


def beside_too_many(texts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """DISTRUSTED numbers beside more names than one supplier has: of a VAT group, or a column filled down.

    texts: SUPPLIER_TEXT. The limits are those by which matching sets numbers aside (`identifiers.trust`); here the
    reason is said.
    """
    clean = identifiers.clean(texts, reference).with_columns(core=cores(texts["supplier_name"], reference))
    found = [
        clean.with_columns(names=pl.col("core").n_unique().over(sort).cast(pl.Int64))
        .filter((pl.col(sort) != "") & (pl.col("names") > reference.threshold(identifiers.LIMITS[sort])))
        .select(
            column=pl.lit(column),
            number=column,
            names="names",
            reason=pl.format("it stands beside {} names, so it is a group's or a column filled down", "names"),
        )
        for sort, column in SORTS.items()
    ]
    return pl.concat(found).unique(["column", "number"]).sort("column", "number")

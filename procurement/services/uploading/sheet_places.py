"""Where a line stands as people find it: of sheets that were read together, on which of them, and its row there."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from procurement.spend.workbooks import sheet_lines
from procurement.spend.workbooks.sheet_lines import A_SHEET
from procurement.store.uploads import UploadRecord

SHEETS = "sheets"


def in_files(rows: pl.DataFrame, kept: Iterable[UploadRecord]) -> pl.DataFrame:
    """Rows with upload_id, file and line: `file` names the sheet too, and `line` is the row that the sheet gives.

    Lines of a single table stay as they are. Empty in gives empty out.
    """
    sheets = {
        f"{one.upload_id} {number}": str(name)
        for one in kept
        for number, name in enumerate(one.receipt.get(SHEETS, ()), 1)
    }
    if not sheets:
        return rows
    key = pl.concat_str(pl.col("upload_id"), (pl.col("line") // A_SHEET).cast(pl.String()), separator=" ")
    name = key.replace_strict(sheets, default=None, return_dtype=pl.String())
    named = rows.with_columns(_sheet=name)
    return named.with_columns(
        file=pl.when(pl.col("_sheet").is_not_null())
        .then(pl.format('{}, sheet "{}"', "file", "_sheet"))
        .otherwise("file"),
        line=pl.when(pl.col("_sheet").is_not_null()).then(pl.col("line") % A_SHEET).otherwise("line"),
    ).drop("_sheet")


def in_one(rows: pl.DataFrame, receipt: Mapping[str, Any]) -> pl.DataFrame:
    """Rows of one upload by line, with `sheet` before it where its sheets were read together; else as they are."""
    sheets = [str(name) for name in receipt.get(SHEETS, ())]
    if not sheets:
        return rows
    return rows.select(sheet_lines.sheet(sheets).alias("sheet"), pl.col("line") % A_SHEET, pl.exclude("line"))

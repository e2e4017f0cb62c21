"""Held-back rows mended outside the app: a workbook to fill in, and the corrections read from it when it comes back."""

import polars as pl

from procurement.access import Viewer
from procurement.publish import disarming, mended_files
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo
from procurement.services.uploading import mending
from procurement.services.uploading.mending import ABOUT, UPLOAD, HeldRows
from procurement.spend import read, receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits


def workbook(viewer: Viewer, desk: Desk, upload_id: str) -> bytes:
    """An .xlsx of an upload's held-back rows: which upload and line, why, what to do, and the cells to correct."""
    held = mending.held_rows(viewer, desk, upload_id)
    frame = held.rows.select(pl.lit(upload_id).alias(UPLOAD), *ABOUT, *held.cells)
    return mended_files.to_fill_in(frame, locked=1 + len(ABOUT))


def corrections(viewer: Viewer, desk: Desk, upload_id: str, name: str, content: bytes) -> dict[int, list[str]]:
    """The rows that were changed in a workbook (or CSV) made by `workbook`, as line to cells; none gives none.

    Raises CannotDo where the file is not that workbook, is of another upload, or names a line that is not held back.
    """
    held = mending.held_rows(viewer, desk, upload_id)
    rows = _rows(name, content)
    wanted = [UPLOAD, "line", *held.cells]
    missing = [column for column in wanted if column not in rows.columns]
    if missing:
        raise CannotDo(
            f'The file has no column "{missing[0]}", so it is not the workbook of these held-back rows. Download the '
            "workbook again, correct it, and keep its headings as they are."
        )
    others = rows.filter(pl.col(UPLOAD) != upload_id)[UPLOAD].unique().sort().to_list()
    if others:
        raise CannotDo(
            f"The workbook holds rows of upload {others[0] or '(blank)'}, not of {upload_id}. Choose that upload first."
        )
    return held.edited(_as_before(held, _numbered(rows)))


def _rows(name: str, content: bytes) -> pl.DataFrame:
    """The first sheet as text under its own headings; blank rows, and notes in columns without one, left out."""
    try:
        (received,) = receive.check(name, content, Limits())
        table = read.as_text(received, Limits(), {})
    except (Refused, ValueError) as problem:
        raise CannotDo(f"The corrections can't be read. {problem}") from problem
    cells = table.cells.select(table.columns).fill_null("")
    if cells.is_empty():
        raise CannotDo("The workbook is empty. Download it again and correct the rows.")
    headings = {
        column: disarming.as_it_was(heading)
        for column, heading in zip(table.columns, cells.row(0), strict=True)
        if heading
    }
    if len(set(headings.values())) != len(headings):
        raise CannotDo("Two columns of the workbook are headed alike. Download it again and keep its headings.")
    named = cells.slice(1).select(pl.col(column).alias(heading) for column, heading in headings.items())
    return mended_files.rearmed(named.filter(pl.any_horizontal(pl.all() != "")))


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    numbered = rows.with_columns(line=pl.col("line").str.strip_chars().cast(pl.Int64, strict=False))
    strange = rows.filter(numbered["line"].is_null())["line"].to_list()
    if strange:
        raise CannotDo(f'"{strange[0]}" is no line number. Keep the column "line" as it was downloaded.')
    return numbered


def _as_before(held: HeldRows, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with each cell that only lost its edges or its line breaks on the way put back as it was."""
    before = held.rows.select("line", *held.cells)
    both = rows.join(before, on="line", how="left", suffix=" before", validate="m:1")
    return both.select("line", *[_kept(name) for name in held.cells])


def _kept(name: str) -> pl.Expr:
    now, before = pl.col(name), pl.col(f"{name} before")
    is_same = now.str.replace_all(r"\s+", " ").str.strip_chars() == before.str.replace_all(
        r"\s+", " "
    ).str.strip_chars().str.slice(0, mended_files.LONGEST_CELL)
    return pl.when(is_same).then(before).otherwise(now).alias(name)

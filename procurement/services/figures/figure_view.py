"""A figure as its page shows it: what it comes to, and the first of the payments behind it, however many there are."""

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_payments
from procurement.analysis import frames, parts
from procurement.analysis.disclosure.guarding import ATOM
from procurement.services.desk import Desk
from procurement.services.figures import tracing

FIRST_ROWS = 1_000
MOST_DOWNLOADED = 1_000_000
"""About as many rows as a spreadsheet opens."""
FILE = ["authority", "file"]


@dataclass(frozen=True)
class FigureView:
    """pence, files, and payments shown one by one, of the whole figure; rows: the first FIRST_ROWS of tracing.trace.

    parts: payments of which a part counts; sums: rows without file and line; hidden: files of councils whose single
    payments the viewer may not read, and hidden_pence, what they come to; decided: whether a person decided the
    category of a row shown.
    """

    rows: pl.DataFrame
    pence: int
    payments: int
    files: int
    parts: int
    sums: int
    sums_pence: int
    hidden: int
    hidden_pence: int
    decided: bool

    @property
    def can_be_downloaded(self) -> bool:
        """Whether the rows fit into one file that a person can open."""
        return self.payments + self.sums <= MOST_DOWNLOADED


def view(viewer: Viewer, desk: Desk, name: str) -> FigureView:
    """The figure of a name; payments are read one by one only from the files that the first rows are in.

    Raises as tracing.trace_name.
    """
    kept = tracing.behind(viewer, desk, tracing.read_name(name))
    files = _files(viewer, desk, kept)
    first = files.filter(pl.col("before") < FIRST_ROWS)["upload_id"].to_list()
    rows = tracing.told(viewer, desk, tracing.payments(kept.filter(nw.col("upload_id").is_in(first))))
    sums, single = files.filter("is_atom"), files.filter(~pl.col("is_atom"))
    is_open, hidden = single.filter("is_open"), single.filter(~pl.col("is_open"))
    return FigureView(
        rows=rows.head(FIRST_ROWS),
        pence=int(files["pence"].sum()),
        payments=int(is_open["payments"].sum()),
        files=single["upload_id"].n_unique(),
        parts=int(is_open["parts"].sum()),
        sums=sums.height,
        sums_pence=int(sums["pence"].sum()),
        hidden=hidden.height,
        hidden_pence=int(hidden["pence"].sum()),
        decided=bool((rows.head(FIRST_ROWS)["decided"] != "").any()),
    )


def what_is_shown(seen: FigureView) -> str:
    """How many of the rows the page shows, and where the others are."""
    rows = seen.payments + seen.sums
    if not seen.can_be_downloaded:
        return (
            f"The first {FIRST_ROWS:,} rows are shown. There are more than a spreadsheet opens: ask for a smaller "
            "figure, or have all of them from a terminal with `procurement trace`."
        )
    return f"The first {FIRST_ROWS:,} rows are shown; the download has them all." if rows > FIRST_ROWS else ""


def _files(viewer: Viewer, desk: Desk, kept: frames.Frame) -> pl.DataFrame:
    """A row a file or atom: upload_id, payments, pence, parts, is_atom, is_open, and the rows `before` it in order."""
    keys = ("authority_code", "authority", "upload_id")
    each = kept.select(*keys, "line", "amount_pence", "whole_pence")
    if parts.COUNTS in kept.collect_schema().names():  # some councils are split, so a payment may be several rows
        each = each.group_by(*keys, "line", "whole_pence").agg(amount_pence=nw.col("amount_pence").sum())
    is_part = nw.when(nw.col("whole_pence") != nw.col("amount_pence")).then(nw.lit(1)).otherwise(nw.lit(0))
    counted = frames.collect(
        each.with_columns(is_part=is_part)
        .group_by(*keys)
        .agg(payments=nw.len(), pence=nw.col("amount_pence").sum(), parts=nw.col("is_part").sum())
    )
    names = {one.upload_id: one.file_name for one in desk.store.register.uploads.all()}
    codes = [code for code in counted["authority_code"].unique() if can_see_payments(viewer, code)]
    is_atom = pl.col("upload_id").str.starts_with(ATOM)
    rows = pl.when(~is_atom & pl.col("authority_code").is_in(codes)).then("payments").otherwise(1)
    told = counted.with_columns(
        file=pl.col("upload_id").replace_strict(names, default=""),
        is_atom=is_atom,
        is_open=pl.col("authority_code").is_in(codes),
        rows=rows,
    )
    together = told.group_by(FILE).agg(pl.col("rows").sum()).sort(FILE)
    before = together.select(*FILE, before=pl.col("rows").cum_sum() - pl.col("rows"))
    return told.join(before, on=FILE, how="left", validate="m:1")

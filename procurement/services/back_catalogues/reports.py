"""The report of a back-catalogue as a person gets it: its file, its table for a terminal, its sentences."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from procurement.services.back_catalogues import back_catalogue_report
from procurement.services.uploading.uploads import pounds
from procurement.ui import words

MOST_NAMED = 12


def name(run_id: int) -> str:
    """What the report of a run is called where nobody names it."""
    return f"ingest-report-{datetime.now(UTC):%Y-%m-%d}-{run_id}.csv"


def write(place: Path, content: bytes) -> None:
    """Write a file wholly or not at all; raises OSError where the disk refuses, with an earlier one left as it was."""
    handle, aside = tempfile.mkstemp(dir=place.absolute().parent, prefix=".ingest-report-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o666 & ~_umask())
        Path(aside).replace(place)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Which permissions this machine withholds from new files; it can only be learnt by setting it."""
    known = os.umask(0)
    os.umask(known)
    return known


def in_words(listed: pl.DataFrame, left: int) -> str:
    """How many files came out how, in a sentence. left: how many were not reached."""
    found = back_catalogue_report.totals(listed)
    told = [
        f"{found['taken']:,} taken",
        f"{found['known']:,} stored before",
        f"{found['refused']:,} refused",
        f"{found['asked']:,} waiting for an answer",
        *([f"{left:,} not reached"] if left else []),
    ]
    return f"{words.count(listed.height + left, 'file')}: {words.listed(told)}."


def for_terminal(councils: pl.DataFrame) -> pl.DataFrame:
    """The table by council, narrow enough for a terminal."""
    return councils.select(
        "council",
        "files",
        "taken",
        pl.col("known").alias("before"),
        "refused",
        "asked",
        pl.col("covered").fill_null(0).alias("months"),
        pl.col("first").dt.strftime("%Y-%m").fill_null("").alias("from"),
        pl.col("last").dt.strftime("%Y-%m").fill_null("").alias("to"),
        pl.col("missing").list.len().fill_null(0).alias("gaps"),
        "lines",
        "accepted",
        pounds("accepted_pence").alias("pounds"),
    )


def gaps(councils: pl.DataFrame) -> Iterator[str]:
    """A sentence for each council that lacks months between its first and its last."""
    for council, missing in councils.select("council", "missing").iter_rows():
        if missing:
            named = words.listed([f"{month:%B %Y}" for month in missing], MOST_NAMED)
            yield f"{council} lacks {named}."

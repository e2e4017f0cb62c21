"""One Delta Lake table in a folder: made where absent, written by upload, tidied now and then."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import polars as pl
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from procurement.store import lasting
from procurement.store.panics import unsaid_panics
from procurement.store.problems import BROKEN, StoreProblem

CONFIGURATION = {"delta.enableDeletionVectors": "false"}
STATISTICS = "delta.dataSkippingStatsColumns"
"""Of which columns the log keeps the least and greatest value: never of texts, which would be names."""
NAMELESS = frozenset({"upload_id", "authority_code"})
IS_LEFT_BY_A_KILLED_WRITE = "*.[pj]*#*"
LAST_CHECKPOINT = "_last_checkpoint"
IS_PLAIN_ID = re.compile(r"[0-9A-Za-z_-]+")


@dataclass(frozen=True)
class LedgerTable:
    """A Delta table of one fixed schema: every text a String, every moment in UTC, no category or enum types."""

    folder: Path
    schema: pl.Schema

    def make(self) -> None:
        """Make the table where there is none."""
        empty = pl.DataFrame(schema=self.schema)
        configuration = {**CONFIGURATION, STATISTICS: self._with_statistics()}
        self._commit(lambda: write_deltalake(self.folder, empty, mode="ignore", configuration=configuration))
        lasting.sync_folder(self.folder.parent)

    def exists(self) -> bool:
        """Whether the table has been made."""
        return DeltaTable.is_deltatable(str(self.folder))

    def state(self) -> frozenset[str]:
        """What tells one state of the table from any other: the names of its commits, none of which ever changes."""
        return frozenset(one.name for one in (self.folder / "_delta_log").iterdir())

    def scan(self) -> pl.LazyFrame:
        """Every row, in no order.

        Delta Lake names its files as URLs do, with %20 for a space, and Polars takes such a name as it stands; so in a
        folder whose path a URL writes otherwise, the files are named as the disk knows them.
        """
        if quote(str(self.folder)) == str(self.folder):
            return pl.scan_delta(self.folder)
        files = self.files()
        return pl.scan_parquet(files, glob=False) if files else pl.LazyFrame(schema=self.schema)

    def append(self, rows: pl.DataFrame) -> None:
        """Add `rows` in one commit."""
        self._commit(lambda: write_deltalake(self.folder, self._checked(rows), mode="append"))

    def write_uploads(self, upload_ids: Sequence[str], rows: pl.DataFrame) -> None:
        """Make `rows` the whole of what the table holds of `upload_ids`, in one commit; no rows, no commit."""
        if rows.is_empty():
            return
        of_these = is_one_of(upload_ids)
        self._commit(lambda: write_deltalake(self.folder, self._checked(rows), mode="overwrite", predicate=of_these))

    def remove_uploads(self, upload_ids: Sequence[str]) -> None:
        """Take away every row of `upload_ids`."""
        self._commit(lambda: DeltaTable(self.folder).delete(is_one_of(upload_ids)))

    def files(self) -> list[str]:
        """The files that the table is spread over now: each commit adds one, and work slows as they grow."""
        return [unquote(uri) for uri in DeltaTable(self.folder).file_uris()]

    def has_more_files_than(self, count: int) -> bool:
        """Whether the table is spread over more files; the log is asked only where the folder holds as many at all."""
        on_disk = sum(1 for _ in self.folder.glob("*.parquet"))
        return on_disk > count and len(self.files()) > count

    def compact(self, keep_history_hours: int) -> None:
        """Put small files together, and drop files that no version of the last `keep_history_hours` needs."""
        self._commit(lambda: DeltaTable(self.folder).optimize.compact())
        table = DeltaTable(self.folder)
        table.vacuum(keep_history_hours, dry_run=False, enforce_retention_duration=False, full=True)
        for leftover in self.folder.rglob(IS_LEFT_BY_A_KILLED_WRITE):
            leftover.unlink(missing_ok=True)

    def keep_no_texts_in_the_log(self) -> None:
        """See to it that commits from now on note no least and greatest texts; tables of earlier versions did."""
        wanted = {STATISTICS: self._with_statistics()}
        if DeltaTable(self.folder).metadata().configuration.get(STATISTICS) != wanted[STATISTICS]:
            self._commit(lambda: DeltaTable(self.folder).alter.set_table_properties(wanted))

    def forget_history(self) -> None:
        """Leave the table as it stands, and nothing else in its folder: no earlier version, log, or killed write.

        A checkpoint on the disk comes first, and the log begins from there. Stopped at any moment the table reads as
        before, and the same again finishes it. Who is reading an earlier version meanwhile gets an error. The caller
        holds the writer lock.
        """
        self._commit(lambda: DeltaTable(self.folder).create_checkpoint())
        log, begins = self.folder / "_delta_log", DeltaTable(self.folder).version()
        hint = log / LAST_CHECKPOINT
        places = [log / f"{begins:020d}.json", log / f"{begins:020d}.checkpoint.parquet"]
        places += [self.folder / Path(file).name for file in self.files()]
        if not all(place.is_file() for place in places):
            raise StoreProblem(f"{self.folder} does not hold what its log says, so nothing was removed. {BROKEN}")
        if not _says_checkpoint(hint, begins):  # a table without the hint is whole; an old one leads to what is gone
            hint.unlink(missing_ok=True)
        for place in self.folder.rglob("*"):
            if place.is_file() and place not in (*places, hint):
                place.unlink(missing_ok=True)
        for folder in (log, self.folder):
            lasting.sync_folder(folder)

    def put_aside_torn_commit(self) -> None:
        """Undo a last commit whose file a power cut left empty or broken off: nothing was told to be stored by it."""
        commits = sorted((self.folder / "_delta_log").glob("[0-9]*.json"))
        if len(commits) > 1 and not _is_whole(commits[-1]):
            commits[-1].replace(commits[-1].with_name(f"{commits[-1].name}.torn"))
            lasting.sync_folder(commits[-1].parent)

    def _with_statistics(self) -> str:
        return ",".join(name for name, kind in self.schema.items() if kind != pl.String() or name in NAMELESS)

    def _checked(self, rows: pl.DataFrame) -> pl.DataFrame:
        if rows.schema != self.schema:
            raise ValueError(f"rows for {self.folder.name} have {rows.schema}, not {self.schema}")
        return rows

    def _commit(self, write: Callable[[], Any]) -> None:
        """Write, and write again where another writer's commit came first: a race that is lost writes nothing.

        What was written lasts through a power cut once this returns; Delta Lake itself leaves it in memory.
        """
        again = Retrying(
            retry=retry_if_exception_type(CommitFailedError),
            wait=wait_random_exponential(multiplier=0.05, max=2),
            stop=stop_after_attempt(20),
            reraise=True,
        )
        log = self.folder / "_delta_log"
        before = lasting.seen_in(self.folder, log)
        with unsaid_panics():
            again(write)
        lasting.make_last(before, self.folder, log)


def _is_whole(commit: Path) -> bool:
    """Whether a commit's file is one JSON object a line, and not empty."""
    try:
        return bool([json.loads(line) for line in commit.read_text(encoding="utf-8").splitlines()])
    except ValueError:
        return False


def _says_checkpoint(hint: Path, version: int) -> bool:
    """Whether the file that says where the last checkpoint is says this version."""
    try:
        return json.loads(hint.read_text(encoding="utf-8"))["version"] == version
    except (OSError, ValueError, KeyError):
        return False


def is_one_of(upload_ids: Sequence[str]) -> str:
    """The SQL predicate for rows of `upload_ids`; raises ValueError for an id that the store could not have made."""
    if not upload_ids or not all(IS_PLAIN_ID.fullmatch(one) for one in upload_ids):
        raise ValueError(f"not the ids of uploads: {upload_ids!r}")
    listed = ", ".join(f"'{one}'" for one in upload_ids)
    return f"upload_id IN ({listed})"

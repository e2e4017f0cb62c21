"""The ledger: payments, held-back rows and issues of every upload, in Delta Lake tables.

An upload exists from the commit that adds it to the log of uploads. Its rows are written before that commit, and
readers take the rows of those uploads alone that the log has stored and not ended, so a reader sees an upload wholly
or not at all, whatever moment a writer is stopped at. Callers that write hold the store's writer lock.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from procurement.store import upload_log
from procurement.store.delta_table import LedgerTable
from procurement.store.ledger_tables import SCRUBBED, STORED_HELD_BACK, STORED_ISSUE, UPLOAD_LOG
from procurement.store.panics import unsaid_panics
from procurement.store.problems import told_plainly
from procurement.store.submission import Submission
from procurement.tables import PAYMENT

FILES_BEFORE_COMPACTING = 200
KEEP_HISTORY_HOURS = 7 * 24


@dataclass(frozen=True)
class Ledger:
    """The four tables under one folder.

    The log, and what Polars finds out about a table's files before it reads any, are kept in memory, each for as long
    as the table's folder stays the same.
    """

    folder: Path
    _kept_scans: dict[str, tuple[frozenset[str], pl.LazyFrame]] = field(
        default_factory=dict[str, tuple[frozenset[str], pl.LazyFrame]], compare=False, repr=False
    )
    _kept_log: dict[frozenset[str], pl.DataFrame] = field(
        default_factory=dict[frozenset[str], pl.DataFrame], compare=False, repr=False
    )

    def make(self) -> None:
        """Make whichever tables are absent."""
        for table in self._tables():
            table.make()

    def is_made(self) -> bool:
        """Whether all four tables are there."""
        return all(table.exists() for table in self._tables())

    def payments(self, upload_ids: Sequence[str] | None = None, version: str = "") -> pl.LazyFrame:
        """PAYMENT of the uploads that stand (of `upload_ids` where given), in no order.

        version: as the ledger stood at that version, for a figure that was made then; "" is now.
        """
        return self._rows_of_standing(self._payments, upload_ids, version)

    def held_back(self, upload_ids: Sequence[str] | None = None, version: str = "") -> pl.LazyFrame:
        """HELD_BACK with its `upload_id`, of the uploads that stand, in no order."""
        return self._rows_of_standing(self._held_back, upload_ids, version)

    def issues(self, upload_ids: Sequence[str] | None = None, version: str = "") -> pl.LazyFrame:
        """ISSUE with its `upload_id`, of the uploads that stand, in no order."""
        return self._rows_of_standing(self._issues, upload_ids, version)

    def payments_of(self, upload_id: str) -> pl.LazyFrame:
        """PAYMENT of one upload, whether it still stands or not; none of one never stored, or scrubbed."""
        return self._rows_of_one(self._payments, upload_id)

    def held_back_of(self, upload_id: str) -> pl.LazyFrame:
        """HELD_BACK with its `upload_id`, of one upload, whether it still stands or not."""
        return self._rows_of_one(self._held_back, upload_id)

    def issues_of(self, upload_id: str) -> pl.LazyFrame:
        """ISSUE with its `upload_id`, of one upload, whether it still stands or not."""
        return self._rows_of_one(self._issues, upload_id)

    def payment_files(self) -> tuple[str, list[str]]:
        """The folder of the payments table and its Parquet files, for an engine that reads them by name.

        They hold rows of ended uploads too, and of one being written: keep those of `standing_ids`, asked for first.
        """
        with told_plainly("reading the ledger", self.folder):
            return str(self._payments.folder), self._payments.files()

    def log(self) -> pl.DataFrame:
        """UPLOAD_LOG in order: everything that ever happened to an upload, replaced and withdrawn ones included."""
        with told_plainly("reading the ledger", self.folder):
            state = self._log.state()
            rows = self._kept_log.get(state)
            if rows is None:
                rows = self._log.scan().sort("number").collect()
                self._kept_log.clear()
                self._kept_log[state] = rows
            return rows

    def version(self) -> str:
        """Which state of the ledger this is; it changes when, and only when, an upload is stored or ended."""
        return str(self.log().height)

    def standing_ids(self, version: str = "") -> list[str]:
        """The uploads that were stored and neither withdrawn nor replaced, in order of storing."""
        return upload_log.standing_ids(self.log(), version)

    def write_many(self, entries: Sequence[tuple[str, Submission]]) -> None:
        """Store uploads (each with its new id) in one moment: all of them exist afterwards, or none does."""
        if not entries:
            return
        ids = [upload_id for upload_id, _ in entries]
        rows = [
            (self._payments, pl.concat([_payments(one, sub) for one, sub in entries])),
            (self._held_back, _stack([(one, sub.held_back) for one, sub in entries], STORED_HELD_BACK)),
            (self._issues, _stack([(one, sub.issues) for one, sub in entries], STORED_ISSUE)),
        ]
        with unsaid_panics(), ThreadPoolExecutor(len(rows)) as at_once:
            for written in [at_once.submit(table.write_uploads, ids, some) for table, some in rows]:
                written.result()
        self._add_to_log(upload_log.stored(entries))

    def withdraw(self, upload_id: str, at: datetime, by: str, why: str) -> None:
        """End an upload: its rows leave every figure from now on and stay readable at earlier versions."""
        self._add_to_log([upload_log.withdrawn(upload_id, at, by, why)])

    def end_by_scrubbing(self, upload_ids: Sequence[str], at: datetime, by: str, why: str) -> None:
        """End uploads, in one moment, whose rows are about to be erased: none of them is read from now on."""
        kept = upload_log.uploads(self.log()).filter(
            pl.col("upload_id").is_in(list(upload_ids)) & (pl.col("state") != SCRUBBED)
        )
        events = [
            upload_log.scrubbed(one, replaced_by, at, by, why)
            for one, replaced_by in kept.select("upload_id", "replaced_by").iter_rows()
        ]
        if events:
            self._add_to_log(events)

    def table(self, name: str) -> LedgerTable:
        """One of the four tables: payments, held_back, issues, or uploads, which is the log."""
        return next(table for table in self._tables() if table.folder.name == name)

    def sweep(self, upload_ids: Sequence[str]) -> None:
        """Remove rows of uploads that never came to exist."""
        for table in (self._held_back, self._issues, self._payments):
            table.remove_uploads(upload_ids)

    def put_aside_torn_commits(self) -> None:
        """Make tables readable again whose last commit a power cut tore; whatever it held was never stored."""
        for table in self._tables():
            table.put_aside_torn_commit()

    def compact(self, keep_history_hours: int = KEEP_HISTORY_HOURS) -> None:
        """Tidy all four tables; rows, versions and history of uploads stay as they are."""
        for table in self._tables():
            table.compact(keep_history_hours)

    def is_scattered(self) -> bool:
        """Whether the tables are spread over so many files that each commit is several times slower."""
        return any(table.has_more_files_than(FILES_BEFORE_COMPACTING) for table in self._tables())

    def _add_to_log(self, events: Sequence[dict[str, Any]]) -> None:
        self._log.append(upload_log.number(events, after=int(self.version())))

    def _scan(self, table: LedgerTable) -> pl.LazyFrame:
        """Every row of a table, in no order."""
        state, kept = table.state(), self._kept_scans.get(table.folder.name)
        if kept is None or kept[0] != state:
            kept = self._kept_scans[table.folder.name] = (state, table.scan())
        return kept[1]

    def _rows_of_standing(self, table: LedgerTable, upload_ids: Sequence[str] | None, version: str) -> pl.LazyFrame:
        standing = self.standing_ids(version)
        asked = standing if upload_ids is None else sorted(set(standing) & set(upload_ids))
        return self._scan(table).filter(pl.col("upload_id").is_in(asked))

    def _rows_of_one(self, table: LedgerTable, upload_id: str) -> pl.LazyFrame:
        kept = upload_log.uploads(self.log()).filter(pl.col("state") != SCRUBBED)
        is_kept = upload_id in kept["upload_id"].to_list()
        return self._scan(table).filter((pl.col("upload_id") == upload_id) & is_kept)

    def _tables(self) -> tuple[LedgerTable, ...]:
        return (self._held_back, self._issues, self._payments, self._log)

    @property
    def _payments(self) -> LedgerTable:
        return LedgerTable(self.folder / "payments", PAYMENT)

    @property
    def _held_back(self) -> LedgerTable:
        return LedgerTable(self.folder / "held_back", STORED_HELD_BACK)

    @property
    def _issues(self) -> LedgerTable:
        return LedgerTable(self.folder / "issues", STORED_ISSUE)

    @property
    def _log(self) -> LedgerTable:
        return LedgerTable(self.folder / "uploads", UPLOAD_LOG)


def _payments(upload_id: str, submission: Submission) -> pl.DataFrame:
    ours = {"upload_id": pl.lit(upload_id), "authority_code": pl.lit(submission.upload.authority_code)}
    return submission.payments.with_columns(**ours).select(list(PAYMENT))


def _stack(parts: Sequence[tuple[str, pl.DataFrame]], schema: pl.Schema) -> pl.DataFrame:
    return pl.concat([rows.with_columns(upload_id=pl.lit(one)).select(list(schema)) for one, rows in parts])

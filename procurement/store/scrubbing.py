"""Erasing uploads: their rows at every version, their receipts, bytes and readings, and whatever repeats them.

Each step can be done again, and none needs what a later one has erased, so a scrub that is stopped goes on from the
start: by the next to open or to write, or by the same command. The order is: the word is kept; the uploads leave every
figure (one commit); the sums kept of payments, what is kept ready of the register, the register itself, the uploaded
bytes, the sentences of the ledger, the rows, the history; the word is dropped.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from procurement.store import erased_texts, ledger_scrub, reading_scrub, register_scrub, tombstones, upload_log
from procurement.store.arrivals import Arrivals
from procurement.store.audit import Entry
from procurement.store.kept_sums import KeptSums
from procurement.store.ledger import Ledger
from procurement.store.ledger_tables import SCRUBBED
from procurement.store.originals import Originals
from procurement.store.problems import DISK_AND_DATABASE, StoreProblem, advice
from procurement.store.reconcile import settle
from procurement.store.redacting import Redactor
from procurement.store.register import Register
from procurement.store.register_scrub import SCRUBBED_ENTRY, Gone
from procurement.store.restart_notes import Note
from procurement.store.scrub_orders import Order, Orders

UNFINISHED = (
    "Scrubbing is not finished: part of what is to be erased may still be in the store's files. It goes on by itself "
    "when the store is next opened; or run procurement scrub again."
)
SUMS = "sums"
"""The folder of sums kept of payments: all of them go, as they are soon made again."""
READY = "ready"
"""The folder of what is kept ready of the register (copies of tables, an index of names): all of it goes likewise."""

ORPHANED_AFTER = timedelta(days=1)
"""Uploaded bytes that belong to no upload for so long belong to none that is on its way."""


@dataclass(frozen=True)
class Scrubber:
    """What erases; every call is made by a caller that holds the writer lock."""

    home: Path
    ledger: Ledger
    register: Register
    originals: Originals
    arrivals: Arrivals

    @property
    def orders(self) -> Orders:
        """What is still to be erased."""
        return Orders(self.home / "scrubbing.json")

    def scrub(self, upload_ids: Sequence[str], at: datetime, by: str, why: str) -> None:
        """Erase these uploads; StoreProblem where one was never stored, or the disk fails, saying how far it came."""
        known = upload_log.uploads(self.ledger.log()).get_column("upload_id").to_list()
        for one in (one for one in upload_ids if one not in known):
            raise StoreProblem(f"No upload has the id {one!r}. List them with `procurement uploads`.")
        try:
            self.orders.give(Order(tuple(upload_ids), at, by, why))
            self.carry_out()
        except (StoreProblem, *DISK_AND_DATABASE) as problem:
            if not self.orders.waiting():
                raise
            raise StoreProblem(f"{UNFINISHED} {_reason(problem, self.home)}") from problem

    def finish(self) -> tuple[Note, ...]:
        """Carry out what a program that died, or a disk that failed, left undone; a note an upload, and no error."""
        waiting = self.orders.waiting()
        if not waiting:
            return ()
        ids = [one for order in waiting for one in order.upload_ids]
        try:
            self.carry_out()
        except Exception as problem:  # whatever it is: a fault in scrubbing must not keep the store shut
            said = f"was cut off. {UNFINISHED} {_reason(problem, self.home)}"
        else:
            said = "was cut off and is finished now: nothing of it is left."
        uploads = upload_log.uploads(self.ledger.log()).filter(pl.col("upload_id").is_in(ids))
        rows = uploads.select("upload_id", "authority_code", "sha256").iter_rows()
        return tuple(
            Note(f"The scrubbing of upload {one} {said}", tombstones.NAME, code, sha256) for one, code, sha256 in rows
        )

    def carry_out(self) -> None:
        """Do all that is ordered, from the start."""
        waiting = self.orders.waiting()
        for order in waiting:
            self.ledger.end_by_scrubbing(order.upload_ids, order.at, order.by, order.why)
        settle(self.ledger, self.register.uploads)
        KeptSums(self.home / SUMS).keep_only(())
        self.clear_ready()
        ids = sorted({one for order in waiting for one in order.upload_ids})
        texts = Redactor(erased_texts.only_in(self.ledger, ids))
        self._clear_register(ids, texts)
        self._clear_originals(ids)
        self.arrivals.sweep()
        ledger_scrub.clear(self.ledger, ids, texts)
        self.orders.are_done()

    def clear_ready(self) -> None:
        """Remove what is kept ready of the register; OSError where something of it stays."""
        if (self.home / READY).exists():
            shutil.rmtree(self.home / READY)

    def _clear_register(self, ids: Sequence[str], texts: Redactor) -> None:
        """Readings that no other upload needs, and what is said anywhere; then the file itself is written anew."""
        log = self.ledger.log()
        entries = self._entries(ids, log)
        payments = self.ledger.table("payments").scan().filter(~pl.col("upload_id").is_in(list(ids)))
        keys = [payments.select(pl.col(key).unique()).collect().to_series() for key in _KEYS]
        with self.register.database.writing() as connection:
            reading_scrub.keep_readings_of(connection, *keys)
            register_scrub.forget(connection, _gone(ids, log), texts, entries)
        self.register.database.leave_no_trace()

    def _entries(self, ids: Sequence[str], log: pl.DataFrame) -> list[Entry]:
        """An entry an upload, without content; one that has its entry already gets no other."""
        told = {one.subject for upload_id in ids for one in self.register.audit.about(upload_id, [SCRUBBED_ENTRY])}
        uploads = upload_log.uploads(log).filter(pl.col("upload_id").is_in([one for one in ids if one not in told]))
        return [
            Entry(
                row["ended_at"],
                row["ended_by"],
                SCRUBBED_ENTRY,
                row["upload_id"],
                {"why": row["ended_why"], "payments": row["payments"], "held_back": row["held_back"]},
            )
            for row in uploads.to_dicts()
        ]

    def _clear_originals(self, ids: Sequence[str]) -> None:
        """The uploaded bytes, but for those that an upload which is not scrubbed has too; and bytes of no upload."""
        uploads = upload_log.uploads(self.ledger.log())
        needed = {one.sha256 for one in self.register.uploads.all() if one.state != SCRUBBED}
        needed |= set(uploads.filter(pl.col("state") != SCRUBBED).get_column("sha256"))
        for sha256 in uploads.filter(pl.col("upload_id").is_in(list(ids))).get_column("sha256"):
            if sha256 not in needed:
                self.originals.erase(sha256)
        self.originals.sweep(needed, before=datetime.now(UTC) - ORPHANED_AFTER)


_KEYS = ("supplier_text_key", "line_text_key")


def _gone(ids: Sequence[str], log: pl.DataFrame) -> list[Gone]:
    """What the log's own rows say, before they are cleared; no name any more once they are."""
    rows = log.filter(upload_log.is_storing & pl.col("upload_id").is_in(list(ids)))
    columns = ("upload_id", "authority_code", "sha256", "file_name")
    found = [Gone(**row) for row in rows.select(columns).to_dicts()]
    return [Gone(one.upload_id, one.authority_code, one.sha256, _name(one.file_name)) for one in found]


def _name(file_name: str) -> str:
    return "" if file_name == tombstones.NAME else file_name


def _reason(problem: Exception, home: Path) -> str:
    """The disk's reason alone: that nothing was left half done is true of a step and not of the whole."""
    cause = problem.__cause__ if isinstance(problem, StoreProblem) else problem
    if isinstance(cause, DISK_AND_DATABASE):
        return advice(cause, home)
    return str(problem) if isinstance(problem, StoreProblem) else f"The program failed ({type(problem).__name__})."

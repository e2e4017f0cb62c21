"""The store that a desk works at: one folder with the ledger, the register and the uploaded files, opened together."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from procurement.store import admission
from procurement.store.arrivals import Arrivals
from procurement.store.audit import Entry
from procurement.store.kept_names import KeptNames
from procurement.store.kept_sums import KeptSums
from procurement.store.kept_tables import KeptTables
from procurement.store.ledger import KEEP_HISTORY_HOURS, Ledger
from procurement.store.ledger_tables import SCRUBBED, STORED
from procurement.store.originals import Originals
from procurement.store.problems import DISK_AND_DATABASE, StoreProblem, told_plainly
from procurement.store.reconcile import say_arrivals, settle
from procurement.store.register import Register
from procurement.store.register_database import Database, sqlite_url
from procurement.store.restart_notes import PUT_RIGHT, Note, as_entries
from procurement.store.scrubbing import READY, SUMS, Scrubber
from procurement.store.submission import Kept, Submission
from procurement.store.writer_lock import WriterLock

REFUSED_IN_A_PATH = re.compile(r"[\[\]^|]|%[0-9A-Fa-f]{2}")
"""What Delta Lake takes for something else in the name of a folder, or stops the program at."""


@dataclass(frozen=True)
class Store:
    """An open store. `notes` are sentences on what was put right when it was opened; usually there are none."""

    home: Path
    ledger: Ledger
    register: Register
    originals: Originals
    lock: WriterLock
    arrivals: Arrivals
    notes: tuple[str, ...] = ()

    def keep(self, submission: Submission) -> Kept:
        """Store one upload, wholly or not at all; the same bytes of the same body again change nothing."""
        return self.keep_many([submission])[0]

    def keep_many(self, submissions: Sequence[Submission]) -> list[Kept]:
        """Store uploads in one moment, and say where each went, in order.

        Raises StoreProblem, with nothing stored, where demonstration and real uploads would mix, where an upload to be
        replaced does not stand, and where the disk fails.
        """
        with self._writing("storing an upload"):
            kept, entries = admission.admit(self.ledger.log(), submissions)
            if entries:
                self._write(entries)
        return kept

    def withdraw(self, upload_id: str, at: datetime, by: str, why: str = "") -> None:
        """End an upload: it leaves every figure and stays in the history; StoreProblem where it does not stand."""
        with self._writing("withdrawing an upload"):
            if upload_id not in self.ledger.standing_ids():
                raise StoreProblem(
                    f"The upload {upload_id!r} is not among those that stand, so it cannot be withdrawn."
                )
            self.ledger.withdraw(upload_id, at, by, why)
            settle(self.ledger, self.register.uploads)
            self.register.audit.record([Entry(at, by, "upload withdrawn", upload_id, {"why": why})])

    def scrub(self, upload_ids: Sequence[str], at: datetime, by: str, why: str) -> None:
        """Erase uploads, those that stand too: nothing of what was in them is left in the store when this returns.

        Raises StoreProblem where one was never stored, or with how far it came where the disk fails; then the next to
        open or to write goes on with it.
        """
        with self._writing("scrubbing an upload"):
            self.put_right()
            self._scrubber.scrub(upload_ids, at, by, why)

    def count_scrubbed(self) -> int:
        """How many uploads were ever scrubbed."""
        return self.ledger.log().filter(pl.col("event") == SCRUBBED).height

    def version(self) -> str:
        """Which state of the whole store this is, as "ledger.register": equal versions give equal figures."""
        return f"{self.ledger.version()}.{self.register.version()}"

    @property
    def sums(self) -> KeptSums:
        """Sums of payments that were kept to save time."""
        return KeptSums(self.home / SUMS)

    def keep_sums(self, version: str, made: Mapping[str, pl.DataFrame], needed: Collection[str]) -> None:
        """Keep sums made of the ledger's `version` by name, and let go of those that are not `needed`.

        Where somebody is writing, another version stands by now, or the disk will not take them, they are not kept:
        nothing depends on it, and sums of what is being scrubbed must not come to stay.
        """
        with suppress(*DISK_AND_DATABASE), self.lock.held_if_free() as is_free:
            if is_free and self.ledger.version() == version and not self._scrubber.orders.waiting():
                self.sums.keep(made)
                self.sums.keep_only(needed)

    @property
    def names(self) -> KeptNames:
        """The index of known names that was kept to save time."""
        return KeptNames(self.home / READY / "names")

    def keep_ready(self, also: Callable[[], None]) -> None:
        """Copy the long tables of the register where their copies lack many rows, then do what is kept ready `also`.

        As with sums: not while somebody writes, and nothing depends on it.
        """
        with suppress(StoreProblem, *DISK_AND_DATABASE), self.lock.held_if_free() as is_free:
            if is_free and not self._scrubber.orders.waiting():
                self.register.readings.keep_copies()
                also()

    def is_demonstration(self) -> bool | None:
        """Whether this store holds demonstration uploads; None before the first upload, which settles it for good."""
        return admission.is_demonstration(self.ledger.log())

    def compact(self, keep_history_hours: int = KEEP_HISTORY_HOURS) -> None:
        """Tidy the ledger's files; changes no figure."""
        with self._writing("tidying the ledger"):
            self.ledger.compact(keep_history_hours)

    def close(self) -> None:
        """Let go of the register."""
        self.register.database.close()

    @contextmanager
    def turn(self, doing: str) -> Iterator[None]:
        """Hold the one writer's turn over a look at the store and what is written because of it."""
        with self._writing(doing):
            yield

    @contextmanager
    def _writing(self, doing: str) -> Iterator[None]:
        """Take the one writer's turn; whatever is still listed as being received was left by a program that died."""
        with told_plainly(doing, self.home), self.lock.held():
            if self.register.uploads.are_announced() or self._scrubber.orders.waiting():
                self.put_right()
            yield

    def put_right(self) -> tuple[Note, ...]:
        """Mend and note whatever programs that died have left; the caller holds the writer lock."""
        if self.register.uploads.are_announced():
            self.ledger.put_aside_torn_commits()
        notes = settle(self.ledger, self.register.uploads)
        left = self.arrivals.left_behind()
        arrivals = [one for ones in left.values() for one in ones]
        if arrivals:
            notes = (*notes, *say_arrivals(arrivals, notes, self.register.uploads.standing()))
        self.register.audit.record(as_entries(notes, datetime.now(UTC)))
        self.arrivals.forget(list(left))
        return (*notes, *self._finish_scrubbing())

    def _finish_scrubbing(self) -> tuple[Note, ...]:
        """A note an upload whose scrubbing was cut off; what can't be finished now stops nobody, and is said once."""
        notes = self._scrubber.finish()
        if notes:
            with suppress(StoreProblem):
                said = {one.detail["sentence"] for one in self.register.audit.about(notes[0].file_name, [PUT_RIGHT])}
                new = [one for one in notes if one.sentence not in said]
                self.register.audit.record(as_entries(new, datetime.now(UTC)))
        return notes

    @property
    def _scrubber(self) -> Scrubber:
        return Scrubber(self.home, self.ledger, self.register, self.originals, self.arrivals)

    def _write(self, entries: list[tuple[str, Submission]]) -> None:
        try:
            self.register.uploads.announce(entries)
            self.ledger.write_many(entries)
        except BaseException:
            with suppress(StoreProblem, *DISK_AND_DATABASE):  # the next to open or write settles it, where this cannot
                settle(self.ledger, self.register.uploads)
            raise
        settle(self.ledger, self.register.uploads)
        self.register.audit.record([_entry(upload_id, submission) for upload_id, submission in entries])
        with suppress(*DISK_AND_DATABASE):  # what is stored is stored; the next to write tidies, where this cannot
            if self.ledger.is_scattered():
                self.ledger.compact()


def open_store(home: Path, register_url: str = "") -> Store:
    """Open the store in `home`, making whatever is absent and putting right whatever a crash left.

    register_url: "" for a SQLite file in `home`, or a PostgreSQL URL. Raises StoreProblem where the folder cannot be
    made, read or written.
    """
    if REFUSED_IN_A_PATH.search(home.resolve().as_posix()):
        raise StoreProblem(
            f"The ledger can't be kept in {home}: no folder on the way to it may have [, ], ^, | or an escape such as "
            "%20 in its name. Choose another place with PROCUREMENT_HOME."
        )
    with told_plainly("opening", home):
        home.mkdir(parents=True, exist_ok=True)
        database = Database(register_url or sqlite_url(home / "register.sqlite3"))
        store = Store(
            home,
            Ledger(home / "ledger"),
            Register(database, KeptTables(home / READY)),
            Originals(home / "originals"),
            WriterLock(home / "turn.lock"),
            Arrivals(home / "receiving"),
        )
        if store.ledger.is_made():
            store.register.migrate()
        else:
            _make(store)
        return _settled(store)


def _make(store: Store) -> None:
    """Lay out a new store, one program at a time: SQLite can't be set up by two at once. The ledger is made last."""
    with store.lock.held():
        store.register.migrate()
        if not store.ledger.is_made():
            store.ledger.make()


def _settled(store: Store) -> Store:
    """The store after putting it right; while another program is writing, there is nothing dead to mend."""
    with store.lock.held_if_free() as is_free:
        notes = store.put_right() if is_free else ()
    return replace(store, notes=tuple(one.sentence for one in notes))


def _entry(upload_id: str, submission: Submission) -> Entry:
    upload = submission.upload
    pence = submission.payments.select(pl.col("amount_pence").sum()).item()
    detail = {"file_name": upload.file_name, "payments": submission.payments.height, "pence": pence}
    return Entry(upload.received_at, upload.received_by, f"upload {STORED}", upload_id, detail)

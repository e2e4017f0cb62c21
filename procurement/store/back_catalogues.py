"""The register's list of back-catalogues: each run over a folder, and what became of each file in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from procurement.store.problems import StoreProblem
from procurement.store.register_database import Database
from procurement.store.register_tables import BACK_CATALOGUE_FILES as FILES
from procurement.store.register_tables import BACK_CATALOGUE_RUNS as RUNS
from procurement.store.register_tables import UPLOADS
from procurement.store.upserting import upsert

RUNNING, FINISHED, STOPPED = "running", "finished", "stopped"


@dataclass(frozen=True)
class CatalogueRun:
    """One run. folders: what was named, for showing; files: how many were found; state: running, finished or stopped.

    A run that was killed stays "running" until the next one begins over the same folders.
    """

    run_id: int
    folders: str
    software: str
    by: str
    state: str
    files: int
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class CatalogueFile:
    """What became of one file. path: for showing, never opened again.

    outcome: taken, known (stored before), refused or asked. settings: what a refusal rests on besides the bytes, so
    that the same file is not read again for nothing. named_first, named_last: the period that its name states.
    """

    run_id: int
    number: int
    path: str
    outcome: str
    at: datetime
    sha256: str = ""
    reason: str = ""
    settings: str = ""
    authority_code: str = ""
    evidence: str = ""
    upload_id: str = ""
    size_bytes: int = 0
    lines: int = 0
    accepted: int = 0
    held_back: int = 0
    accepted_pence: int = 0
    held_back_pence: int = 0
    named_first: date | None = None
    named_last: date | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class StoredBytes:
    """Where the bytes of a file stand: whose upload they are, and what became of it."""

    upload_id: str
    authority_code: str
    state: str
    payments: int
    payments_pence: int
    held_back: int
    held_back_pence: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class BackCatalogues:
    """Every run and its files."""

    database: Database

    def begin(self, folders: str, files: int, software: str, by: str, at: datetime) -> int:
        """A new run; earlier ones over the same folders that never ended are marked as stopped."""
        row = {"folders": folders, "files": files, "software": software, "by": by, "state": RUNNING, "started_at": at}
        dead = (RUNS.c.state == RUNNING) & (RUNS.c.folders == folders)
        with self.database.writing() as connection:
            connection.execute(update(RUNS).where(dead).values(state=STOPPED))
            return connection.execute(insert(RUNS).values(row).returning(RUNS.c.run_id)).scalar_one()

    def record(self, files: Sequence[CatalogueFile]) -> None:
        """Keep what became of some files of a run."""
        if files:
            with self.database.writing() as connection:
                upsert(connection, FILES, [dict(vars(one)) for one in files])

    def end(self, run_id: int, state: str, at: datetime) -> None:
        """Mark a run as finished or stopped."""
        with self.database.writing() as connection:
            connection.execute(update(RUNS).where(RUNS.c.run_id == run_id).values(state=state, finished_at=at))

    def runs(self) -> list[CatalogueRun]:
        """Every run, the latest first."""
        with self.database.reading() as connection:
            found = connection.execute(select(RUNS).order_by(RUNS.c.run_id.desc())).mappings()
            return [CatalogueRun(**row) for row in found]

    def run(self, run_id: int) -> CatalogueRun:
        """One run; raises StoreProblem where there is none of that number."""
        found = [one for one in self.runs() if one.run_id == run_id]
        if not found:
            raise StoreProblem(f"No run has the number {run_id}. `procurement report` without --run shows the latest.")
        return found[0]

    def files(self, run_id: int) -> list[CatalogueFile]:
        """What became of the files of a run, in order."""
        asked = select(FILES).where(FILES.c.run_id == run_id).order_by(FILES.c.number)
        with self.database.reading() as connection:
            return [CatalogueFile(**row) for row in connection.execute(asked).mappings()]

    def bodies(self) -> dict[int, set[str]]:
        """By run, the codes of the bodies whose files it held; "" where that is not known of some file."""
        found: dict[int, set[str]] = {}
        with self.database.reading() as connection:
            for run_id, code in connection.execute(select(FILES.c.run_id, FILES.c.authority_code).distinct()):
                found.setdefault(run_id, set()).add(code)
        return found

    def earlier(self, outcomes: Sequence[str]) -> list[CatalogueFile]:
        """Files of these outcomes of every run, the oldest first."""
        asked = select(FILES).where(FILES.c.outcome.in_(outcomes)).order_by(FILES.c.run_id, FILES.c.number)
        with self.database.reading() as connection:
            return [CatalogueFile(**row) for row in connection.execute(asked).mappings()]

    def stored_bytes(self) -> dict[str, list[StoredBytes]]:
        """By SHA-256, every upload that was ever stored, the oldest first."""
        names = list(StoredBytes.__dataclass_fields__)
        columns: list[Any] = [UPLOADS.c.sha256, *(UPLOADS.c[name] for name in names)]
        found: dict[str, list[StoredBytes]] = {}
        with self.database.reading() as connection:
            for sha256, *values in connection.execute(select(*columns).order_by(UPLOADS.c.received_at)):
                found.setdefault(sha256, []).append(StoredBytes(**dict(zip(names, values, strict=True))))
        return found

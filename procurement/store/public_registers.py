"""Public registers as they were loaded: Parquet files in order of number and of name, and the record of each load.

    registers/companies-house.json      what stands: the folder's name, the files, their hashes, rows taken and refused
    registers/companies-house-1a2b3c/   bodies.parquet (by number), names.parquet (by name key), refused.parquet

A load is written aside and becomes the one that stands by the replacement of the record, so that whatever stops it
leaves the one before.
"""

import json
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from procurement.store.lasting import make_last, seen_in, sync_folder
from procurement.store.problems import StoreProblem, told_plainly
from procurement.tables import REGISTER_REFUSED, REGISTERED, REGISTERED_NAME

FOLDER = "registers"
BODIES, NAMES, REFUSED = "bodies.parquet", "names.parquet", "refused.parquet"
COMING = ".coming-"
FORGOTTEN_AFTER_SECONDS = 2 * 24 * 3600
"""A load that was stopped leaves its folder; it is cleared away once it is older than any load takes."""
ROWS_A_GROUP = 65_536


@dataclass(frozen=True)
class LoadedFile:
    """A file that was read: its name, the SHA-256 and size of its bytes, and what became of its rows."""

    name: str
    sha256: str
    bytes: int
    rows: int
    taken: int
    refused: int


@dataclass(frozen=True)
class Record:
    """A load. `loaded_at` is a moment in ISO text, UTC; `why_refused` counts refusals; `notes` are sentences.

    wording: the mark of the normaliser that made the name keys. rows = bodies + other_names + refused.
    """

    register: str
    title: str
    loaded_at: str
    files: tuple[LoadedFile, ...]
    rows: int
    bodies: int
    live: int
    names: int
    other_names: int
    refused: int
    why_refused: Mapping[str, int]
    notes: tuple[str, ...]
    wording: str
    folder: str = ""


class PartFile:
    """A Parquet file that grows by frames of one schema; it is whole once closed."""

    def __init__(self, path: Path, schema: pl.Schema) -> None:
        """path: where it is written, anew."""
        self._schema = schema
        self._writer = pq.ParquetWriter(path, pl.DataFrame(schema=schema).to_arrow().schema, compression="zstd")

    def add(self, frame: pl.DataFrame) -> None:
        """Append rows; none changes nothing."""
        if not frame.is_empty():
            self._writer.write_table(frame.select(self._schema.names()).to_arrow(), row_group_size=ROWS_A_GROUP)

    def close(self) -> None:
        """Write what makes the file readable."""
        self._writer.close()


@dataclass(frozen=True)
class PublicRegisters:
    """The registers kept beside a store, under its folder `home`."""

    home: Path

    @property
    def place(self) -> Path:
        """The folder of all registers; it may not be there yet."""
        return self.home / FOLDER

    def records(self) -> dict[str, Record]:
        """The load that stands of each register, by the register's name; none where nothing was loaded."""
        files = sorted(self.place.glob("*.json")) if self.place.is_dir() else []
        return {record.register: record for record in map(_read_record, files)}

    def bodies(self, record: Record) -> pl.LazyFrame:
        """REGISTERED in the order of number."""
        return self._scan(record, BODIES, REGISTERED)

    def names(self, record: Record) -> pl.LazyFrame:
        """REGISTERED_NAME in the order of name key."""
        return self._scan(record, NAMES, REGISTERED_NAME)

    def refused(self, record: Record) -> pl.LazyFrame:
        """REGISTER_REFUSED, in the order of file and row."""
        return self._scan(record, REFUSED, REGISTER_REFUSED)

    @contextmanager
    def coming(self, register: str) -> Iterator[Path]:
        """A folder to write a load into; it is gone afterwards unless `stand` made it the one that stands."""
        with told_plainly(f"loading the register {register}", self.place):
            self.place.mkdir(parents=True, exist_ok=True)
            self._sweep()
            folder = self.place / f"{COMING}{uuid.uuid4().hex[:12]}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def stand(self, coming: Path, record: Record) -> Record:
        """Make a load that was written into `coming` the one that stands, for good; what stood before goes."""
        before = self.records().get(record.register)
        name = f"{record.register}-{coming.name.removeprefix(COMING)}"
        make_last(frozenset(), coming)
        coming.rename(self.place / name)
        standing = Record(**{**record.__dict__, "folder": name})
        draft, others = self.place / f"{name}.draft", seen_in(self.place)
        draft.write_text(json.dumps(asdict(standing), indent=1, ensure_ascii=False), encoding="utf-8")
        make_last(others, self.place)
        draft.replace(self.place / f"{record.register}.json")
        sync_folder(self.place)
        if before is not None and before.folder:
            shutil.rmtree(self.place / before.folder, ignore_errors=True)
        return standing

    def forget(self, register: str) -> Record:
        """Take a register away; the record of what stood. Raises StoreProblem where none of that name is loaded."""
        record = self.records().get(register)
        if record is None:
            raise StoreProblem(f"No register {register!r} is loaded, so there is none to forget.")
        with told_plainly(f"forgetting the register {register}", self.place):
            (self.place / f"{register}.json").unlink()
            sync_folder(self.place)
        shutil.rmtree(self.place / record.folder, ignore_errors=True)
        return record

    def _scan(self, record: Record, name: str, schema: pl.Schema) -> pl.LazyFrame:
        path = self.place / record.folder / name
        if not path.is_file():
            raise StoreProblem(f"{path} is not there. Load the register {record.register} again.")
        return pl.scan_parquet(path, glob=False).select(pl.col(one).cast(kind) for one, kind in schema.items())

    def _sweep(self) -> None:
        """Clear away what stopped loads left, and folders that no record names."""
        named = {record.folder for record in self.records().values()}
        for entry in list(self.place.iterdir()):
            is_old = time.time() - entry.stat().st_mtime > FORGOTTEN_AFTER_SECONDS
            if is_old and entry.is_dir() and entry.name not in named:
                shutil.rmtree(entry, ignore_errors=True)
            elif is_old and entry.suffix == ".draft":
                entry.unlink(missing_ok=True)


def _read_record(path: Path) -> Record:
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(LoadedFile(**one) for one in said.pop("files"))
        return Record(**{**said, "files": files, "notes": tuple(said["notes"])})
    except (ValueError, TypeError, KeyError) as problem:
        raise StoreProblem(
            f"The record of a register, {path}, cannot be read: delete it and load the register again."
        ) from problem

"""Copies of long tables of the register as files, so that a program that starts need not read a million rows.

Never the truth, and never needed: the register says which file is the copy of which table, and what was written since
is read from the register.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import polars as pl

from procurement.store import mapped_files


@dataclass(frozen=True)
class KeptTables:
    """A folder of copies, each under a name that no other had before."""

    folder: Path

    def read(self, name: str, schema: pl.Schema) -> pl.DataFrame | None:
        """The copy of this name; None where there is none in these columns."""
        try:
            rows = mapped_files.frame(self.folder / name)
        except mapped_files.UNREADABLE:
            return None
        return rows if rows.schema == schema else None

    def write(self, table: str, rows: pl.DataFrame) -> str:
        """Write a copy of a table; its name. OSError where the disk will not take it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{table}-{uuid4().hex}.arrow"
        mapped_files.write_frame(rows, self.folder / name)
        return name

    def keep_only(self, table: str, name: str) -> None:
        """Remove every copy of a table but the one of this name, with what was half written."""
        for place in self.folder.glob(f"{table}-*"):
            if place.name != name:
                place.unlink(missing_ok=True)

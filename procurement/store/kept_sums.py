"""Sums of payments beside the ledger, in files that can be made again at any time: never the truth, and never needed.

Each file is named after all that it was made of, so a file of that name is what would be made, or is damaged.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError


@dataclass(frozen=True)
class KeptSums:
    """A folder of Parquet files, each written aside and then moved into place."""

    folder: Path

    def read(self, names: Collection[str], columns: Sequence[str] | None = None) -> pl.DataFrame | None:
        """The rows of those of `names` that are there, in all columns or some; None where none is, or one can't be
        read."""
        places = [place for place in map(self._place, sorted(names)) if place.is_file()]
        some = None if columns is None else list(columns)
        try:
            return pl.read_parquet(places, columns=some, glob=False) if places else None
        except (OSError, PolarsError):
            return None

    def keep(self, made: Mapping[str, pl.DataFrame]) -> None:
        """Write files of these names; OSError where the disk will not take them."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, rows in made.items():
            aside = self.folder / f"{name}.{os.getpid()}.aside"
            rows.write_parquet(aside)
            aside.replace(self._place(name))

    def keep_only(self, names: Collection[str]) -> None:
        """Remove whatever is in the folder but the files of these names."""
        kept = {self._place(name) for name in names}
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if place not in kept:
                place.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

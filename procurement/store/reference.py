"""Reading the reference tables: every CSV of a folder, as text, for the domain packages to take what they need."""

from pathlib import Path

import polars as pl

from procurement.store.problems import StoreProblem

State = tuple[tuple[str, int, int], ...]
"""Name, moment of the last change in nanoseconds, and size in bytes of each table of a folder."""


def state(folder: Path) -> State:
    """What tells whether a table of a folder was changed; a folder that is not there gives none."""
    told = ((file.name, file.stat()) for file in sorted(folder.glob("*.csv")))
    return tuple((name, of.st_mtime_ns, of.st_size) for name, of in told)


def load(folder: Path) -> dict[str, pl.DataFrame]:
    """Every CSV under `folder` as a frame of Strings by file name without .csv; an absent cell is "".

    Raises StoreProblem where the folder or a table in it cannot be read.
    """
    if not folder.is_dir():
        raise StoreProblem(f"The folder of reference tables, {folder}, is not there: restore it from the release.")
    return {file.stem: _read(file) for file in sorted(folder.glob("*.csv"))}


def _read(file: Path) -> pl.DataFrame:
    try:
        return pl.read_csv(file, infer_schema=False, encoding="utf8").fill_null("")
    except (OSError, pl.exceptions.PolarsError) as problem:
        raise StoreProblem(
            f"The reference table {file} cannot be read ({problem}): restore it from the release."
        ) from problem

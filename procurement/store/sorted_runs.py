"""A table larger than memory put in order: sorted runs on disk, then one range of keys after another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

ROWS_A_GROUP = 32_768
"""Rows of a run that are read together: a range of keys then touches few of them."""
SAMPLE_A_RUN = 512


@dataclass
class SortedRuns:
    """Frames of one schema, each kept as a Parquet file sorted by `by`, to be read back in the order of all of them.

    folder: where the runs are written; whoever made it takes it away. rows_a_run: how many rows wait in memory.
    """

    folder: Path
    name: str
    by: str
    rows_a_run: int
    rows: int = 0
    _waiting: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    _waiting_rows: int = 0
    _runs: list[Path] = field(default_factory=list[Path])
    _sample: list[pl.Series] = field(default_factory=list[pl.Series])

    def add(self, frame: pl.DataFrame) -> None:
        """Take in rows in any order; no rows change nothing."""
        if frame.is_empty():
            return
        self._waiting.append(frame)
        self._waiting_rows += frame.height
        self.rows += frame.height
        if self._waiting_rows >= self.rows_a_run:
            self._write()

    def ranges(self) -> Iterator[pl.DataFrame]:
        """Every row, a range of keys at a time and in the order of ranges; all rows of one key are in one range.

        Within a range rows are in no order. Nothing taken in gives nothing.
        """
        if self._waiting:
            self._write()
        if not self._runs:
            return
        for low, high in self._bounds():
            is_in = pl.lit(value=True) if low is None else pl.col(self.by) >= low
            is_in = is_in if high is None else is_in & (pl.col(self.by) < high)
            yield pl.scan_parquet(self._runs, glob=False).filter(is_in).collect(engine="streaming")

    def _write(self) -> None:
        run = self.folder / f"{self.name}-{len(self._runs):04}.parquet"
        ordered = pl.concat(self._waiting).sort(self.by)
        self._waiting, self._waiting_rows = [], 0
        ordered.write_parquet(run, compression="lz4", row_group_size=ROWS_A_GROUP)
        self._runs.append(run)
        step = max(1, ordered.height // SAMPLE_A_RUN)
        self._sample.append(ordered[self.by].gather_every(step))

    def _bounds(self) -> list[tuple[str | None, str | None]]:
        """Ranges of about half a run each, from a sample of the keys of every run."""
        sample = pl.concat(self._sample).sort()
        count = max(1, 2 * -(-self.rows // self.rows_a_run))
        cuts = sample.gather([place * sample.len() // count for place in range(1, count)]).unique().sort().to_list()
        return list(zip([None, *cuts], [*cuts, None], strict=True))

"""One load of a public register: rows read in runs on disk, then put in order, each taken or refused."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from procurement.in_words import counted
from procurement.services.problems import CannotDo
from procurement.services.registers import register_files
from procurement.services.registers.register_archives import RegisterFile
from procurement.services.registers.register_files import Batch
from procurement.store.public_registers import BODIES, NAMES, REFUSED, LoadedFile, PartFile, Record
from procurement.store.sorted_runs import SortedRuns
from procurement.suppliers.public_registers import cells, judging, naming
from procurement.suppliers.public_registers.adapters import Adapter
from procurement.suppliers.reference import SupplierReference
from procurement.tables import REGISTER_REFUSED, REGISTERED, REGISTERED_NAME

ROWS_A_RUN = 250_000


@dataclass
class Loading:
    """One load under way: rows read so far, in runs on disk, and the count of what became of them."""

    adapter: Adapter
    reference: SupplierReference
    folder: Path
    rows: Counter[str] = field(default_factory=Counter[str])
    refusals: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    files: list[RegisterFile] = field(default_factory=list[RegisterFile])
    others: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    unread_days: int = 0
    bodies: int = 0
    live: int = 0
    names: int = 0
    other_names: int = 0

    def __post_init__(self) -> None:
        self._bodies = SortedRuns(self.folder, "coming-bodies", "number", ROWS_A_RUN)
        self._names = SortedRuns(self.folder, "coming-names", "name_key", 2 * ROWS_A_RUN)

    def read(self, file: RegisterFile, tell: Callable[[int], None]) -> None:
        """Take in one file."""
        self.files.append(file)
        for batch in register_files.batches(file, self.adapter, tell):
            self.rows[file.path.name] += batch.rows.height + batch.ragged.height
            self._take(batch)

    def _take(self, batch: Batch) -> None:
        self.refusals.append(batch.ragged)
        judged = judging.judge(batch.table.refine(batch.rows))
        self.refusals.append(judged.refused)
        self.unread_days += cells.unread_days(batch.rows, batch.table.days)
        if batch.table.holds_names:
            self.others.append(judged.taken)
        else:
            self._bodies.add(judged.taken)

    def settle(self, tell: Callable[[int, int], None]) -> None:
        """Write what stands: bodies by number, each once; names by key; refusals in the order of the files."""
        if not self._bodies.rows:
            whole = sum(self.rows.values())
            if any(part.height for part in self.others):
                raise CannotDo(
                    "The files hold further names alone, and not the bodies that have them. Wanted: "
                    f"{self.adapter.wanted}."
                )
            raise CannotDo(
                f"None of {counted(whole, 'row')} can be taken. {self._commonest()} Wanted: {self.adapter.wanted}."
            )
        bodies = PartFile(self.folder / BODIES, REGISTERED)
        done, of = 0, 2 * self._bodies.rows
        others = pl.concat(self.others) if self.others else None
        for part in self._bodies.ranges():
            settled = judging.settle_repeats(part)
            self.refusals.append(settled.refused)
            bodies.add(settled.taken)
            self.bodies += settled.taken.height
            self.live += settled.taken.filter("is_live").height
            self._names.add(naming.keyed(self._name_rows(settled.taken, others), self.reference))
            done += part.height
            tell(done, of)
        bodies.close()
        self._refuse_nobodys(others)
        self._write_names(done, of, tell)
        refused = pl.concat(self.refusals).sort("file", "row")
        refused.write_parquet(self.folder / REFUSED)

    def _name_rows(self, bodies: pl.DataFrame, others: pl.DataFrame | None) -> pl.DataFrame:
        rows = naming.name_rows(bodies)
        if others is None:
            return rows
        known = bodies.select("number", "is_live")
        further = others.join(known, on="number", how="inner", validate="m:1")
        self.other_names += further.height
        again = further.join(rows, on=["number", "name"], how="anti").unique(["number", "name", "sort"])
        return pl.concat([rows, again.select(rows.columns)])

    def _refuse_nobodys(self, others: pl.DataFrame | None) -> None:
        """Further names of bodies that are not there."""
        if others is None:
            return
        numbers = pl.scan_parquet(self.folder / BODIES).select("number").collect()
        lost = others.join(numbers, on="number", how="anti")
        self.refusals.append(lost.with_columns(why=pl.lit(judging.NOWHERE)).select(REGISTER_REFUSED.names()))

    def _write_names(self, done: int, of: int, tell: Callable[[int, int], None]) -> None:
        names = PartFile(self.folder / NAMES, REGISTERED_NAME)
        for part in self._names.ranges():
            names.add(part.sort("name_key", "number", "sort", "name"))
            self.names += part.height
            tell(min(of, done + (of - done) * self.names // self._names.rows), of)
        names.close()
        for left in self.folder.glob("coming-*"):
            left.unlink()

    def _commonest(self) -> str:
        refused = pl.concat(self.refusals)
        if refused.is_empty():
            return "The files hold headings alone."
        return f"Most often: {refused['why'].value_counts(sort=True)['why'][0]}."

    def record(self, mark: str) -> Record:
        """What there is to say of the load; asserts that every row is accounted for."""
        refused = pl.read_parquet(self.folder / REFUSED)
        rows = sum(self.rows.values())
        if rows != self.bodies + self.other_names + refused.height:
            raise AssertionError(f"{rows} rows read, {self.bodies + self.other_names + refused.height} accounted for")
        of_file = Counter(name.split("/")[0] for name in refused["file"].to_list())
        files = tuple(
            LoadedFile(name, file.sha256, file.size, self.rows[name], self.rows[name] - of_file[name], of_file[name])
            for file in self.files
            for name in [file.path.name]
        )
        why = {row["why"]: row["count"] for row in refused["why"].value_counts(sort=True).iter_rows(named=True)}
        unread = counted(self.unread_days, "day")
        notes = [f"{unread} could not be read and left blank."] if self.unread_days else []
        return Record(
            register=self.adapter.name,
            title=self.adapter.title,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=files,
            rows=rows,
            bodies=self.bodies,
            live=self.live,
            names=self.names,
            other_names=self.other_names,
            refused=refused.height,
            why_refused=why,
            notes=tuple(notes),
            wording=mark,
        )

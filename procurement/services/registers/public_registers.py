"""Public registers: loaded from the files that their publishers give out, listed, forgotten."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_decide
from procurement.in_words import counted
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.registers import register_archives
from procurement.services.registers.register_loading import Loading
from procurement.store.public_registers import PublicRegisters, Record
from procurement.suppliers import rewriting, wording
from procurement.suppliers.public_registers.adapters import ADAPTERS, Adapter
from procurement.suppliers.reference import SupplierReference

KEYS = ("legal_forms", "name_abbreviations", "name_word_classes", "name_marks", "factoring_words", "supplier_aliases")
"""The reference tables that a name's key depends on."""
FEWEST_OF_BEFORE = 0.9
"""Registers grow from month to month; one that holds a smaller share of what it held may not be whole."""
Progress = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""


def adapter_of(name: str) -> Adapter:
    """The register of that name; raises WrongWords, with those there are, where there is none."""
    if name not in ADAPTERS:
        raise WrongWords(f"There is no register {name!r}. There are: {', '.join(ADAPTERS)}.")
    return ADAPTERS[name]


def kept(desk: Desk) -> PublicRegisters:
    """The registers beside the desk's store."""
    return PublicRegisters(desk.store.home)


def listed(desk: Desk) -> dict[str, Record]:
    """The registers that are loaded, by name; what they hold is public, so everybody may see it."""
    return kept(desk).records()


def forget(viewer: Viewer, desk: Desk, name: str) -> Record:
    """Take a register away; figures that rest on it say from then on that none is loaded."""
    check_can_decide(viewer)
    return kept(desk).forget(adapter_of(name).name)


def refused(desk: Desk, name: str) -> pl.DataFrame:
    """REGISTER_REFUSED of a register; raises CannotDo where it is not loaded."""
    record = listed(desk).get(adapter_of(name).name)
    if record is None:
        raise CannotDo(f"The register {name} is not loaded. Next: procurement registers load {name} FILE")
    return kept(desk).refused(record).collect()


def as_json(record: Record) -> dict[str, Any]:
    """The record of a load, for a script."""
    return {name: value for name, value in asdict(record).items() if name not in ("folder", "wording")}


def in_words(record: Record, desk: Desk | None = None) -> Iterator[str]:
    """What a load holds and what became of every row, a sentence a line; with a desk, also whether its keys hold."""
    day = f"{datetime.fromisoformat(record.loaded_at):%-d %B %Y, %H:%M} UTC"
    further = f" + {record.other_names:,} further names" if record.other_names else ""
    rows = f"{record.rows:,} rows = {record.bodies:,} bodies{further} + {record.refused:,} refused"
    yield f"{record.title} ({record.register}), loaded {day}: {record.bodies:,} bodies, {record.live:,} of them live."
    yield f"  {rows}; {record.names:,} names"
    for file in record.files:
        yield f"  {file.name}: {file.rows:,} rows, {file.refused:,} refused; SHA-256 {file.sha256}"
    yield from (f"  refused: {count:,} because {why}" for why, count in record.why_refused.items())
    yield from (f"  note: {note}" for note in record.notes)
    if desk is not None and record.wording != wording_mark(desk.suppliers):
        yield "  note: names are read otherwise since it was loaded, so some are not found; load it again."


def load(viewer: Viewer, desk: Desk, name: str, paths: list[Path], progress: Progress) -> Record:
    """Read a register's files and put them in place of what was loaded before; every row is taken or refused.

    Raises CannotDo or StoreProblem, in words, with the register as it was before.
    """
    check_can_decide(viewer)
    adapter = adapter_of(name)
    files = register_archives.find(paths, lambda at, of: progress("Checking the files", at, of))
    store = kept(desk)
    with store.coming(adapter.name) as folder:
        loading = Loading(adapter, desk.suppliers, folder)
        total = sum(file.size for file in files)
        done = 0
        for file in files:
            loading.read(file, lambda at, before=done: progress(f"Reading {adapter.title}", before + at, total))
            done += file.size
        loading.settle(lambda at, of: progress("Putting it in order", at, of))
        record = loading.record(wording_mark(desk.suppliers))
        return store.stand(folder, _beside(record, listed(desk).get(adapter.name)))


def _beside(record: Record, before: Record | None) -> Record:
    """The record, with a note where it holds far fewer bodies than the load before it."""
    if before is None or record.bodies >= FEWEST_OF_BEFORE * before.bodies:
        return record
    note = (
        f"It holds {counted(record.bodies, 'body', 'bodies')} where the load before held {before.bodies:,}: make sure "
        "that every file was named and arrived whole."
    )
    return replace(record, notes=(*record.notes, note))


def wording_mark(reference: SupplierReference) -> str:
    """A mark of everything that a name's key depends on: it changes when the keys would."""
    code = inspect.getsource(wording) + inspect.getsource(rewriting)
    mark = blake2b(code.encode(), digest_size=8)
    for table in KEYS:
        mark.update(getattr(reference, table).write_csv().encode())
    return mark.hexdigest()

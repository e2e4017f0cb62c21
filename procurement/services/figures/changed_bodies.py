"""Which bodies' sums may be others than when they were made: an upload or a decision leaves most as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import ref

import polars as pl

from procurement.analysis import coded
from procurement.analysis.numbered_texts import Readings
from procurement.services.categories import decided_categories
from procurement.services.desk import Desk
from procurement.services.figures import text_sums
from procurement.services.privacy import private_texts
from procurement.services.suppliers import paid_suppliers

SO_MANY = 0.5
"""Where more than this share of the bodies changed, all of them are as soon made anew."""


@dataclass(frozen=True)
class MadeOf:
    """What sums of payments with their readings hang on. names: text_sums.names of the bodies with payments."""

    names: Mapping[str, str]
    readings: Readings


_latest: dict[Path, tuple[str, MadeOf]] = {}
"""Of each store what its figures hang on now, with the version that it is of."""
_told: dict[Path, tuple[ref[MadeOf], MadeOf, list[str] | None]] = {}
"""What was told last of each store, since several figures were made at the same time and ask the same."""


def made_of(desk: Desk) -> MadeOf:
    """As the store stands now; the same one for as long as it stands so."""
    version, known = desk.store.version(), _latest.get(desk.store.home)
    if known is None or known[0] != version:
        names = text_sums.names(text_sums.bodies(desk))  # first: what comes meanwhile is made anew at the next question
        readings = Readings(
            paid_suppliers.of(desk),
            desk.store.register.readings.categories(),
            desk.authorities,
            private_texts.private_lines(desk),
            decided_categories.decided_lines(desk),
        )
        known = _latest[desk.store.home] = (version, MadeOf(names, readings))
    return known[1]


def since(desk: Desk, before: MadeOf, now: MadeOf) -> list[str] | None:
    """Codes of the bodies whose sums are to be made anew or, where they are gone, let go; None where all are.

    A body is among them if its uploads are others, or anything of coded.join's tables is that one of its texts or
    lines is joined to.
    """
    if not before.readings.authorities.equals(now.readings.authorities):
        return None
    told = _told.get(desk.store.home)
    if told is None or told[0]() is not before or told[1] is not now:
        told = _told[desk.store.home] = (ref(before), now, _changed(before, now, text_sums.by_text(desk)))
    return told[2]


def _changed(before: MadeOf, now: MadeOf, sums: pl.DataFrame) -> list[str] | None:
    was, is_now = before.readings, now.readings
    changed = {*text_sums.others(before.names, now.names)}
    changed.update(_paying(sums, "supplier_text_key", was.suppliers, is_now.suppliers, [*coded.SUPPLIER]))
    changed.update(_paying(sums, "line_text_key", was.categories, is_now.categories, [*coded.CATEGORY]))
    for one, other in ((was.private_lines, is_now.private_lines), (was.decided_lines, is_now.decided_lines)):
        changed.update(_of_lines(one, other))
    return None if len(changed) > SO_MANY * max(len(now.names), 1) else sorted(changed)


def _paying(sums: pl.DataFrame, key: str, was: pl.DataFrame, now: pl.DataFrame, columns: Sequence[str]) -> list[str]:
    """The bodies that have a text whose reading is another."""
    others = _others(was, now, [key], columns)[key]
    found = sums.filter(pl.col(key).is_in(others.implode()))["authority_code"].unique()
    return found.cast(pl.String).to_list()


def _of_lines(was: pl.DataFrame | None, now: pl.DataFrame | None) -> list[str]:
    """The bodies of which another line has a row, or a line another row, than before."""
    known = [table for table in (was, now) if table is not None]
    if not known:
        return []
    one, other = (known[0].clear() if table is None else table for table in (was, now))
    columns = [name for name in known[0].columns if name not in coded.LINE_KEY]
    return _others(one, other, coded.LINE_KEY, columns)["authority_code"].unique().to_list()


def _others(was: pl.DataFrame, now: pl.DataFrame, keys: list[str], columns: Sequence[str]) -> pl.DataFrame:
    """The keys, each once in either table, whose rows differ in a column or are in one table alone.

    One of the columns must have no nulls, so that a row that is not there differs.
    """
    if was is now:
        return now.select(keys).clear()
    one, other = (table.select(*keys, *columns) for table in (was, now))
    both = one.join(other, on=keys, how="full", coalesce=True, suffix=" now")
    differs = [pl.col(name).ne_missing(pl.col(f"{name} now")) for name in columns]
    return both.filter(pl.any_horizontal(differs)).select(keys)

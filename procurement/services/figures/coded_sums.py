"""Sums by text with their readings, alike ones added up, in memory while nothing changes: no question joins them again.

As they are, of protected payees too: `unguarded` alone asks here.
"""

from pathlib import Path
from threading import Lock

import polars as pl

from procurement.analysis import numbered, numbered_texts
from procurement.analysis.filters import Scope
from procurement.analysis.numbered import Numbered
from procurement.services.desk import Desk
from procurement.services.figures import changed_bodies, summed_payments
from procurement.services.figures.changed_bodies import MadeOf

_latest: dict[Path, tuple[str, MadeOf, Numbered]] = {}
_making = Lock()


def of(desk: Desk) -> Numbered:
    """Every standing payment, summed by what readings tell of it; for another state of the store, made anew of those
    bodies alone that may have changed."""
    with _making:
        state, known = desk.store.version(), _latest.get(desk.store.home)
        if known is None or known[0] != state:
            _latest.pop(desk.store.home, None)
            known = _latest[desk.store.home] = (state, *_made(desk, known))
        return known[2]


def _made(desk: Desk, known: tuple[str, MadeOf, Numbered] | None) -> tuple[MadeOf, Numbered]:
    now, sums = changed_bodies.made_of(desk), summed_payments.by_text(desk)
    changed = changed_bodies.since(desk, known[1], now) if known else None
    if known is None or changed is None:
        return now, numbered_texts.number(sums, now.readings)
    if not changed:
        return now, known[2]
    some = sums.filter(pl.col("authority_code").is_in(changed))
    return now, numbered.together([known[2].without(changed), numbered_texts.number(some, now.readings)])


def within(sums: Numbered, scope: Scope) -> pl.LazyFrame:
    """numbered.COLUMNS of a scope without days; its suppliers, and whether it is influenceable, are left to filters."""
    chosen = sums.within(scope.level1, scope.level2, scope.authorities)
    return sums.written_out(chosen=chosen)

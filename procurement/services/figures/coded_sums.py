"""Sums by text with their readings, alike ones added up, in memory while nothing changes: no question joins them again.

As they are, of protected payees too: `unguarded` alone asks here.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

import polars as pl

from procurement.analysis import numbered_texts
from procurement.analysis.filters import Scope
from procurement.analysis.numbered import Numbered
from procurement.analysis.numbered_texts import Readings
from procurement.services.desk import Desk
from procurement.services.figures import summed_payments

_latest: dict[Path, tuple[str, Numbered]] = {}
_making = Lock()


def of(desk: Desk, readings: Callable[[], Readings]) -> Numbered:
    """Every standing payment, summed by what readings tell of it, made once for each state of the store."""
    with _making:
        state, known = desk.store.version(), _latest.get(desk.store.home)
        if known is None or known[0] != state:
            _latest.pop(desk.store.home, None)
            made = numbered_texts.number(summed_payments.by_text(desk), readings())
            known = _latest[desk.store.home] = (state, made)
        return known[1]


def within(sums: Numbered, scope: Scope) -> pl.LazyFrame:
    """numbered.COLUMNS of a scope without days; its suppliers, and whether it is influenceable, are left to filters."""
    chosen = sums.within(scope.level1, scope.level2, scope.authorities)
    return sums.written_out(chosen=chosen)

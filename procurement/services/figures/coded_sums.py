"""Sums by text with their readings, alike ones added up, in memory while nothing changes: no question joins them again.

As they are, of protected payees too: `unguarded` alone asks here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from procurement.analysis import frames, numbered
from procurement.analysis.filters import Scope
from procurement.analysis.numbered import Numbered
from procurement.services.desk import Desk
from procurement.services.figures import summed_payments

ROWS_AT_ONCE = 1_000_000
"""Sums whose readings stand as texts in memory together, while they are numbered."""

_latest: dict[Path, tuple[str, Numbered]] = {}
_making = Lock()


def of(desk: Desk, joined: Callable[[Any], frames.Frame]) -> Numbered:
    """Every standing payment, summed by what readings tell of it, made once for each state of the store.

    joined: gives sums by text their readings.
    """
    with _making:
        state, known = desk.store.version(), _latest.get(desk.store.home)
        if known is None or known[0] != state:
            _latest.pop(desk.store.home, None)
            known = _latest[desk.store.home] = (state, numbered.number(_parts(desk, joined)))
        return known[1]


def within(sums: Numbered, scope: Scope) -> pl.LazyFrame:
    """numbered.COLUMNS of a scope without days; its suppliers, and whether it is influenceable, are left to filters."""
    chosen = sums.within(scope.level1, scope.level2, scope.authorities)
    return sums.written_out(chosen=chosen)


def _parts(desk: Desk, joined: Callable[[Any], frames.Frame]) -> Iterator[pl.DataFrame]:
    sums = summed_payments.by_text(desk)
    rows = sums.select(pl.len()).collect().item()
    for first in range(0, max(rows, 1), ROWS_AT_ONCE):
        yield frames.held(joined(sums.slice(first, ROWS_AT_ONCE)).select(numbered.COLUMNS))

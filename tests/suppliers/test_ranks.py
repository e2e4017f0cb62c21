"""Places in order."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import ranks

WIDE = 1 << 40


@pytest.mark.parametrize(
    "rows",
    [[(5, 1), (5, 0), (2, 9)], [(WIDE, WIDE, 3), (0, WIDE, 3), (0, WIDE, 2), (WIDE, WIDE, 3)], [(-1, 0), (0, -1)], []],
    ids=["two columns", "wider than a whole number", "below nought", "nothing"],
)
def test_rows_stand_where_sorting_puts_them(rows: list[tuple[int, ...]]) -> None:
    columns = [np.array([row[at] for row in rows], dtype=np.int64) for at in range(len(rows[0]) if rows else 1)]
    places = {row: place for place, row in enumerate(sorted(set(rows)))}
    assert ranks.of_rows(columns).tolist() == [places[row] for row in rows]


def test_texts_stand_where_sorting_puts_them() -> None:
    assert ranks.of_texts(pl.Series(["B", "", "AB", "B"])).tolist() == [2, 0, 1, 2]
    assert ranks.of_texts(pl.Series(["", ""])).tolist() == [0, 0]
    assert ranks.of_texts(pl.Series([], dtype=pl.String)).tolist() == []

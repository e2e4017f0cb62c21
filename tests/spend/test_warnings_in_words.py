"""A receipt says the first lines that a rule met, and how many more there are, never a number below nought."""

import polars as pl
import pytest

from procurement.spend.alerts import warnings
from procurement.tables import ISSUE


@pytest.mark.parametrize(
    ("met", "last"),
    [(1, "Line 1."), (2, "Line 2."), (3, "Line 3."), (4, "Line 3. There is 1 more like it."),
     (1_203, "Line 3. There are 1,200 more like it.")],
)  # fmt: skip
def test_how_many_more_are_like_those_said(met: int, last: str) -> None:
    rows = [(line, "AMOUNT_ZERO", "Amount", "0", f"Line {line}.") for line in range(1, met + 1)]
    said = warnings.in_words(pl.DataFrame(rows, schema=ISSUE, orient="row"))
    assert len(said) == min(met, warnings.FIRST_SAID)
    assert said[-1] == last

from dataclasses import replace

import polars as pl
import pytest

from procurement.demonstration import house_style
from procurement.demonstration.reference import Reference


@pytest.mark.parametrize(
    ("pence", "money_format", "negative", "printed"),
    [
        pytest.param(123_456_789, "commas", "minus", "1,234,567.89", id="millions with commas"),
        pytest.param(100_005, "commas", "minus", "1,000.05", id="nought is kept between commas"),
        pytest.param(99_999, "commas", "minus", "999.99", id="no comma below a thousand"),
        pytest.param(-477_400, "commas", "brackets", "(4,774.00)", id="credit in brackets"),
        pytest.param(-477_400, "plain", "trailing", "4774.00-", id="credit with the sign behind"),
        pytest.param(-30_385_044, "pound", "minus", "-£303,850.44", id="credit with a pound sign"),
        pytest.param(7, "plain", "minus", "0.07", id="pence alone"),
    ],
)
def test_print_money(shape: Reference, pence: int, money_format: str, negative: str, printed: str) -> None:
    style = replace(next(iter(shape.styles.values())), money_format=money_format, negative=negative)
    frame = pl.DataFrame({"pence": [pence]})
    assert frame.select(house_style.print_money(pl.col("pence"), style)).item() == printed

from datetime import date

import polars as pl
import pytest

from procurement.demonstration import publishing


@pytest.mark.parametrize(
    ("day", "publishes", "label"),
    [
        pytest.param(date(2024, 4, 1), "quarterly", "2024-25-q1", id="the first day of a year"),
        pytest.param(date(2025, 3, 31), "quarterly", "2024-25-q4", id="the last day of a year"),
        pytest.param(date(2025, 3, 31), "monthly", "2024-25-m12", id="March is the twelfth month"),
        pytest.param(date(2025, 4, 1), "monthly", "2025-26-m01", id="April is the first month"),
        pytest.param(date(2025, 12, 25), "annual", "2025-26", id="a year"),
    ],
)
def test_label(day: date, publishes: str, label: str) -> None:
    assert pl.DataFrame({"paid_on": [day]}).select(publishing.label(publishes)).item() == label


def test_another_rhythm_is_an_error() -> None:
    with pytest.raises(KeyError, match="weekly"):
        publishing.label("weekly")

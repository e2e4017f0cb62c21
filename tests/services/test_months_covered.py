"""Which months a body's payments cover: late rows cover none, however many months they are spread over."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.services.back_catalogues import months_covered
from procurement.services.desk import open_desk

BODY = "E08000002"


def found(**payments: int) -> pl.DataFrame:
    """MONTHS of a body in 2024: how many payments in each month."""
    months = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
    rows = [(BODY, date(2024, months[name], 1), number, 100 * number) for name, number in payments.items()]
    return pl.DataFrame(rows, schema=months_covered.MONTHS, orient="row")


@pytest.mark.parametrize(
    ("payments", "covered", "missing"),
    [
        ({"jan": 90, "feb": 100, "mar": 110}, 3, []),
        ({"jan": 1, "feb": 2, "mar": 1, "apr": 2, "may": 1, "jun": 400}, 1, []),
        ({"jan": 300, "feb": 3, "mar": 2, "apr": 4, "may": 1, "jun": 400}, 2, [2, 3, 4, 5]),
    ],
    ids=["each month is sent", "one month with late rows of five", "two months with late rows between"],
)
def test_months_of_a_few_late_rows_are_not_covered(
    tmp_path: Path, payments: dict[str, int], covered: int, missing: list[int]
) -> None:
    desk = open_desk(tmp_path / "store")
    made = months_covered.spans(found(**payments), desk)
    (row,) = made.to_dicts()
    assert (row["covered"], [month.month for month in row["missing"]]) == (covered, missing)
    states = months_covered.cells(found(**payments), made, desk)["state"].to_list()
    assert states.count("covered") == covered

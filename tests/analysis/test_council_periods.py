"""How long councils' payments cover."""

from datetime import date

import polars as pl
import pytest

from procurement.analysis import council_periods
from procurement.tables import CODED_PAYMENT, COUNCIL_PERIOD

SHARE = 0.2


def coded(months: dict[str, int], council: str = "E1") -> pl.DataFrame:
    """So many payments on the tenth of each month; no date for the month ""."""
    rows = [
        {"authority_code": council, "month": month, "paid_on": date.fromisoformat(f"{month}-10") if month else None}
        for month, many in months.items()
        for _ in range(many)
    ]
    return pl.DataFrame(rows, schema={name: CODED_PAYMENT[name] for name in ("authority_code", "month", "paid_on")})


# fmt: off
MONTHS = {
    "months without payments are none": ({"2024-04": 2, "2024-09": 1}, 2),
    "late rows of many months": ({"2024-01": 10, "2024-02": 9, **{f"2023-{month:02}": 1 for month in range(1, 10)}}, 2),
    "months of unlike size": ({"2024-01": 10, "2024-02": 4, "2024-03": 30}, 2),
    "a fourth of the usual month beside a great one": ({"2024-01": 5, "2024-02": 20, "2024-03": 20, "2024-04": 20,
                                                        "2024-05": 20, "2024-06": 70}, 6),
    "exactly a fifth of the usual month": ({"2024-01": 4, "2024-02": 20, "2024-03": 20}, 3),
    "months of like size": ({"2024-01": 10, "2024-02": 6, "2024-03": 30}, 3),
    "payments without a date": ({"2024-01": 3, "": 90}, 1),
    "no date at all": ({"": 3}, 0),
}
# fmt: on


@pytest.mark.parametrize(("months", "covered"), MONTHS.values(), ids=MONTHS.keys())
def test_the_months_that_payments_cover(months: dict[str, int], covered: int) -> None:
    """A second council beside changes nothing, and sums by month give what single payments do."""
    rows = coded(months)
    found = council_periods.periods(rows.lazy(), SHARE).collect()
    assert found["months"].to_list() == [covered]
    both = pl.concat([rows, coded({"2020-01": 500}, "E2")])
    assert council_periods.periods(both.lazy(), SHARE).collect().filter(authority_code="E1").equals(found)
    summed = rows.group_by("authority_code", "month", "paid_on").agg(counts_as_payment=pl.len())
    last = summed.with_columns(last_day="paid_on")
    assert council_periods.periods(last.lazy(), SHARE).collect().equals(found)


def test_first_and_last_day_are_those_of_all_payments() -> None:
    rows = coded({"2020-01": 1, "2024-01": 10, "2024-02": 10})
    row = council_periods.periods(rows.lazy(), SHARE).collect().row(0)
    assert row == ("E1", 2, date(2020, 1, 10), date(2024, 2, 10))


def test_within_a_month_the_first_and_last_day_count() -> None:
    days = [date(2024, 4, 28), date(2024, 4, 3), date(2024, 4, 30), date(2024, 4, 7)]
    rows = pl.DataFrame({"authority_code": "E1", "month": "2024-04", "paid_on": days})
    assert council_periods.periods(rows.lazy(), SHARE).collect().row(0) == (
        "E1",
        1,
        date(2024, 4, 3),
        date(2024, 4, 30),
    )


def test_nothing_gives_nothing() -> None:
    found = council_periods.periods(coded({}).lazy(), SHARE).collect()
    assert found.schema == COUNCIL_PERIOD
    assert found.is_empty()

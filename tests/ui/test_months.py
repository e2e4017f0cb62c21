"""Months in words: how many of them all councils cover at once."""

from datetime import date

import polars as pl
import pytest

from procurement.ui import months

OF_TWO = "Of 2 months that any of the 2 here covers, "
APRIL, MAY, JUNE = (date(2024, month, 1) for month in (4, 5, 6))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([], "", id="nothing stored"),
        pytest.param([("Bury", APRIL, "covered")], "", id="one council"),
        pytest.param(
            [("Bury", APRIL, "covered"), ("Bolton", APRIL, "covered"), ("Bury", MAY, "covered")],
            "Of 2 months that any of the 2 here covers, all cover 1: April 2024.",
            id="some months of all",
        ),
        pytest.param(
            [("Bury", APRIL, "covered"), ("Bolton", MAY, "covered"), ("Salford", MAY, "covered")],
            "Of 2 months that any of the 3 here covers, none is covered by all; at most 2 cover May 2024.",
            id="no month of all",
        ),
        pytest.param(
            [("Bury", MAY, "covered"), ("Bolton", MAY, "few"), ("Bolton", JUNE, "covered"), ("Bury", JUNE, "missing")],
            OF_TWO + "none is covered by all; at most 1 covers May 2024 and June 2024.",
            id="late rows and gaps cover nothing",
        ),
    ],
)
def test_months_that_all_cover_are_counted(rows: list[tuple[str, date, str]], said: str) -> None:
    frame = pl.DataFrame(rows, schema={"council": pl.String, "month": pl.Date, "state": pl.String}, orient="row")
    assert months.together_in_words(frame) == said


@pytest.mark.parametrize(("last", "gap"), [(date(2026, 4, 1), 1), (date(2036, 4, 1), 0)], ids=["two years", "twelve"])
def test_over_many_years_a_single_month_is_still_drawn(last: date, gap: int) -> None:
    """On a telephone a month of twelve years is a pixel wide, and a gap of one left nothing of it."""
    rows = [("Bury", APRIL, "covered", 1.0, 1, 100), ("Bolton", last, "covered", 1.0, 1, 100)]
    names = ["council", "month", "state", "of_usual", "payments", "spend_pence"]
    drawn = months.chart(pl.DataFrame(rows, schema=names, orient="row"))
    assert [trace.xgap for trace in drawn.data] == [gap]


def test_a_month_of_one_payment_that_was_taken_back_is_told_as_people_write_it() -> None:
    """Under the pointer stood "1 payments, £-1235"."""
    rows = [("Bury", APRIL, "covered", 1.0, 1, -123_456), ("Bury", MAY, "covered", 1.0, 2, 123_456_700)]
    names = ["council", "month", "state", "of_usual", "payments", "spend_pence"]
    figure = months.chart(pl.DataFrame(rows, schema=names, orient="row"))
    told = ["Bury, April 2024: 1 payment, -£1,234.56", "Bury, May 2024: 2 payments, £1,234,567.00"]
    assert list(figure.data[0].text[0]) == told

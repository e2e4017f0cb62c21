"""Quarters of which nothing is stored, or that are of other councils, are not compared as if they were a trend."""

import polars as pl
import pytest

from procurement.analysis import frames
from procurement.services.figures import quarters

Q1, Q2, Q4 = "2024-25 Q1", "2024-25 Q2", "2024-25 Q4"


def unlike(*paid: tuple[str, str]) -> str:
    """What is said of payments of £1 each in a quarter by a council."""
    rows = pl.DataFrame(paid, schema=["quarter", "authority_code"], orient="row").with_columns(
        amount_pence=pl.lit(100, pl.Int64), supplier_id=pl.lit("S"), is_redacted=pl.lit(value=False)
    )
    found = quarters.by_quarter(frames.lazy(rows.lazy()), 0.9)
    assert found.rows["spend_pence"].sum() == 100 * len(paid)
    return found.unlike


NOT_COMPARED = "The first and the last are not compared: "


@pytest.mark.parametrize(
    ("paid", "said"),
    [
        ([(Q1, "A"), (Q2, "A")], ""),
        ([(Q1, "A")], ""),
        ([(Q1, "A"), (Q4, "A")], f"{NOT_COMPARED}nothing is stored of 2 of the 4 quarters."),
        ([(Q1, "A"), (Q2, "B")], f"{NOT_COMPARED}they are not of the same councils."),
        (
            [(Q1, "A"), (Q4, "A"), (Q4, "B")],
            f"{NOT_COMPARED}nothing is stored of 2 of the 4 quarters and they are not of the same councils.",
        ),
    ],
    ids=["one council, one after the other", "one alone", "a gap", "another council", "both"],
)
def test_why_quarters_are_not_compared(paid: list[tuple[str, str]], said: str) -> None:
    assert unlike(*paid) == said

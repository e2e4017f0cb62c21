"""What is said twice in a file is remarked upon, and only where it is the same in all that is said of it."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.spend.rows import repeats
from procurement.tables import PAYMENT_FACTS

SAME: dict[str, Any] = {
    "paid_on": date(2024, 4, 3),
    "supplier_name": "Elm Ltd",
    "amount_pence": 5_00,
    "purpose": "Hire",
}


def payments(*rows: dict[str, Any]) -> pl.DataFrame:
    """PAYMENT_FACTS of rows that differ from SAME, on lines 2, 3 and on."""
    made = [{**SAME, "line": at, "is_redacted": False, **row} for at, row in enumerate(rows, 2)]
    return pl.DataFrame(made, schema=PAYMENT_FACTS).with_columns(pl.col(pl.String).fill_null(""))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"amount_pence": 1}, {}, {}], "2 lines are identical to another line, line 3 first"),
        ([{}, {"department": "Parks"}, {}, {"department": "Parks"}], "4 lines are identical to another line, line 2"),
        ([{}, {"purpose": "Hire in May"}], ""),
        ([{}, {"transaction_number": "7"}], ""),
        ([{}, {"paid_on": date(2024, 4, 4)}, {"amount_pence": 5_01}], ""),
        ([{}], ""),
        ([], ""),
    ],
    ids=["two", "two and two", "another purpose", "another number", "day or amount", "one", "none"],
)
def test_lines_are_identical_where_all_that_is_said_of_them_is(rows: list[dict[str, Any]], said: str) -> None:
    found = repeats.identical_lines(payments(*rows))
    assert [rule for rule, _ in found] == (["IDENTICAL_LINES"] if said else [])
    assert "".join(sentence for _, sentence in found).startswith(said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("7", 1), ("8", 1), ("8", 2), ("7", 2), ("9", 3)], '2 transaction numbers stand, "7" on line 2'),
        ([("INV 8", 1), ("INV 8", 2)], '1 transaction number stands, "INV 8" on line 2'),
        ([("REF-8", 1), ("REF-8", 2)], '1 transaction number stands, "REF-8" on line 2'),
        ([("8", 1), ("8", 1)], ""),
        ([("", 1), ("", 2)], ""),
        ([("CARD", 1), ("CARD", 2)], ""),
        ([("1.2E+15", 1), ("1.2E+15", 2)], ""),
    ],
    ids=["two numbers", "letters too", "an E before the digit", "one amount", "none", "no digit", "shortened"],
)
def test_a_number_beside_different_amounts_is_told(rows: list[tuple[str, int]], said: str) -> None:
    numbered = [{"transaction_number": number, "amount_pence": pence} for number, pence in rows]
    found = repeats.shared_numbers(payments(*numbered))
    assert [rule for rule, _ in found] == (["TRANSACTION_SPLIT"] if said else [])
    sentence = "".join(sentence for _, sentence in found)
    assert sentence.replace(" on several lines with different amounts", "").startswith(said)

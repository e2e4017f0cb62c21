"""Which lines of a file stand elsewhere: by day, supplier and amount, each line of the others used once."""

from datetime import date

import polars as pl
import pytest

from procurement.spend.rows import named_versions, same_payments
from procurement.spend.rows.same_payments import EQUAL, NUMBERED, OTHER_AMOUNT, OTHER_DAY, OTHER_NAME, REDACTED, RENAMED
from procurement.tables import PAYMENT_FACTS

SCHEMA = {name: PAYMENT_FACTS[name] for name in same_payments.COMPARED}
Line = tuple[int, str, int, str]


def _frame(lines: list[Line], column: str, marks: list[object]) -> pl.DataFrame:
    rows = [(date(2024, 4, day), name, pence, number, name == "REDACTED") for day, name, pence, number in lines]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return frame.with_columns(pl.Series(column, marks, dtype=pl.Int64 if column == "line" else pl.String))


def _pairs(mine: list[Line], **stored: list[Line]) -> list[tuple[int, str, str]]:
    frames = [_frame(lines, "upload_id", [name] * len(lines)) for name, lines in stored.items()]
    found = same_payments.pairs(_frame(mine, "line", list(range(1, len(mine) + 1))), pl.concat(frames))
    return list(found.rows())


A, B = (3, "Quillmarsh Ltd", 50_000, ""), (4, "Tarnbeck Ltd", 60_000, "")


@pytest.mark.parametrize(
    ("mine", "stored", "wanted"),
    [
        pytest.param([A, B], [A, B], [(1, "x", EQUAL), (2, "x", EQUAL)], id="the same lines"),
        pytest.param([A, A], [A], [(1, "x", EQUAL)], id="two equal lines are two payments"),
        pytest.param([A], [A, A], [(1, "x", EQUAL)], id="and one of two is one"),
        pytest.param([A], [(3, "QUILLMARSH  LTD.", 50_000, "")], [(1, "x", EQUAL)], id="written otherwise"),
        pytest.param([A], [(3, "Quillmarsh Ltd", 60_000, "")], [(1, "x", OTHER_AMOUNT)], id="another amount"),
        pytest.param([A], [(30, "Quillmarsh Ltd", 50_000, "")], [(1, "x", OTHER_DAY)], id="another day of the month"),
        pytest.param([A], [(3, "REDACTED", 50_000, "")], [(1, "x", REDACTED)], id="redacted there"),
        pytest.param([(3, "REDACTED", 50_000, "")], [A], [(1, "x", REDACTED)], id="redacted here"),
        pytest.param([A], [(3, "Tarnbeck Ltd", 50_000, "")], [(1, "x", OTHER_NAME)], id="another supplier"),
        pytest.param([A], [(4, "Tarnbeck Ltd", 50_000, "")], [], id="another supplier on another day"),
        pytest.param([(3, "A Ltd", 5, "T1")], [(3, "A Limited", 5, "T1")], [(1, "x", RENAMED)], id="renamed"),
        pytest.param([(3, "A Ltd", 5, "T1")], [(3, "A Ltd", 5, "T1")], [(1, "x", NUMBERED)], id="numbers agree"),
        pytest.param([(3, "A Ltd", 5, "T1")], [(3, "A Ltd", 5, "77")], [(1, "x", EQUAL)], id="numbers of another kind"),
        pytest.param(
            [(3, "A Ltd", 5, "T1"), (3, "A Ltd", 5, "T2")],
            [(3, "A Ltd", 5, "T1"), (3, "A Ltd", 5, "T3")],
            [(1, "x", NUMBERED)],
            id="where numbers agree, others are other payments",
        ),
    ],
)
def test_lines_are_paired(mine: list[Line], stored: list[Line], wanted: list[tuple[int, str, str]]) -> None:
    found = _pairs(mine, x=stored)
    assert [pair for pair in found if pair[2] != OTHER_AMOUNT or wanted == found] == wanted


def test_a_line_that_two_uploads_hold_is_paired_with_the_one_that_shares_more() -> None:
    assert _pairs([A, B], few=[A], many=[A, B]) == [(1, "many", EQUAL), (2, "many", EQUAL)]


def test_nothing_stored_pairs_nothing() -> None:
    assert _pairs([A], x=[]) == []


@pytest.mark.parametrize(
    ("name", "rank"),
    [("may 2024.csv", 0), ("may 2024 v2.csv", 1), ("May_2024_REVISED.xlsx", 1), ("may draft.csv", -1),
     ("may-2024-version-3.csv", 2), ("rev 1 may.csv", 0), ("Finals Day.csv", 0), ("vat 5.csv", 0)],
)  # fmt: skip
def test_a_name_says_how_late_a_version_it_is(name: str, rank: int) -> None:
    assert named_versions.rank(name) == rank

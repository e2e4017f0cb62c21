"""Parts of amounts: whole pence that add up to the amount."""

from fractions import Fraction

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.analysis import frames, parts

MILLION = 1_000_000
marks = st.lists(st.integers(1, MILLION - 1), max_size=6, unique=True).map(lambda inner: [0, *sorted(inner), MILLION])


def split(pence: int, ends: list[int]) -> list[int]:
    rows = pl.DataFrame({"pence": pence, "begins": ends[:-1], "ends": ends[1:]}, schema_overrides={"pence": pl.Int64})
    part = parts.part_of(nw.col("pence"), nw.col("begins"), nw.col("ends"))
    worked = frames.lazy(rows).with_columns(part=part).collect(backend="polars").to_native()
    assert worked["part"].dtype == pl.Int64
    return worked["part"].to_list()


@pytest.mark.parametrize(
    ("pence", "ends", "expected"),
    [
        (100, [0, 451_402, MILLION], [45, 55]),
        (1, [0, 500_000, MILLION], [1, 0]),
        (-1, [0, 500_000, MILLION], [-1, 0]),
        (100_001, [0, 500_000, MILLION], [50_001, 50_000]),
        (-100_001, [0, 500_000, MILLION], [-50_001, -50_000]),
        (0, [0, 1, MILLION], [0, 0]),
        (10, [0, 333_333, 666_667, MILLION], [3, 4, 3]),
        (123_456_789, [0, MILLION], [123_456_789]),
    ],
    ids=["a pound", "a penny", "a penny back", "odd", "a credit note", "nothing", "three", "whole"],
)
def test_an_amount_is_shared_in_whole_pence(pence: int, ends: list[int], expected: list[int]) -> None:
    assert split(pence, ends) == expected


@given(st.integers(-(2**63) + 1, 2**63 - 1) | st.integers(-(10**12), 10**12), marks)
@settings(max_examples=100, deadline=None)
def test_parts_add_up_and_lie_within_a_penny_of_their_share(pence: int, ends: list[int]) -> None:
    found = split(pence, ends)
    assert sum(found) == pence
    for part, begins, end in zip(found, ends[:-1], ends[1:], strict=True):
        assert abs(part - Fraction(pence * (end - begins), MILLION)) <= 1
    assert split(-pence, ends) == [-part for part in found]

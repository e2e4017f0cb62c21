"""Tables larger than memory are put in order a range of keys at a time."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.store.sorted_runs import SortedRuns


def in_order(folder: Path, keys: list[str], rows_a_run: int) -> list[list[str]]:
    runs = SortedRuns(folder, "test", "key", rows_a_run)
    for place in range(0, len(keys), 3):
        runs.add(pl.DataFrame({"key": keys[place : place + 3]}, schema={"key": pl.String}))
    return [part["key"].to_list() for part in runs.ranges()]


@settings(max_examples=40, deadline=None)
@given(keys=st.lists(st.text(alphabet="AB01", max_size=3), max_size=60), rows_a_run=st.integers(1, 20))
def test_ranges_hold_every_row_once_and_follow_each_other(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], rows_a_run: int
) -> None:
    parts = in_order(tmp_path_factory.mktemp("runs"), keys, rows_a_run)
    assert [key for part in parts for key in sorted(part)] == sorted(keys)


def test_equal_keys_come_in_one_range(tmp_path: Path) -> None:
    parts = in_order(tmp_path, ["B", "A", "B"] * 50, 10)
    assert sum("B" in part for part in parts) == 1


def test_no_range_is_larger_than_a_run_and_no_more_waits_in_memory(tmp_path: Path) -> None:
    """A range is about half a run, so that a few keys that come often are no trouble."""
    keys = [f"{(at * 367) % 1_000:03}" for at in range(1_000)]
    parts = in_order(tmp_path, keys, 100)
    assert max(map(len, parts)) <= 100
    assert 10 <= len(parts) <= 20
    assert len(list(tmp_path.iterdir())) == 10


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert in_order(tmp_path, [], 5) == []

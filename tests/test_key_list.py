"""Rows found by their keys are those that going through all of them finds."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement import key_list
from procurement.key_list import KeyList, list_keys

NUMBERS = st.integers(-(2**63), 2**63 - 1)
KEYS = st.lists(NUMBERS, unique=True, max_size=30)


def keys_of(numbers: list[int]) -> pl.Series:
    return pl.Series("key", numbers, dtype=pl.Int64)


def gone_through(keys: pl.Series, wanted: pl.Series) -> list[int]:
    return [at for at, key in enumerate(keys) if key in set(wanted)]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_keys_are_found_listed_or_behind(data: st.DataObject) -> None:
    numbers = data.draw(KEYS)
    first = data.draw(st.integers(0, len(numbers)))
    wanted = keys_of(data.draw(st.lists(st.sampled_from(numbers) | NUMBERS if numbers else NUMBERS, max_size=40)))
    listed = list_keys(keys_of(numbers), list_keys(keys_of(numbers[:first])))
    assert listed.rows.size == first, "those behind are not listed anew"
    assert listed.find(wanted).tolist() == gone_through(keys_of(numbers), wanted)


@pytest.mark.parametrize("now", [[3, 9, 5], [3], []])
def test_keys_that_changed_or_are_gone_are_listed_anew(now: list[int]) -> None:
    listed = list_keys(keys_of(now), list_keys(keys_of([3, 4, 5])))
    assert listed.rows.size == len(now)
    assert listed.find(keys_of([3, 4, 9])).tolist() == gone_through(keys_of(now), keys_of([3, 4, 9]))


def test_many_keys_behind_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_list, "MOST_BEHIND", 2)
    few: KeyList = list_keys(keys_of([7]))
    assert list_keys(keys_of([7, 1, 2]), few).rows.size == 1
    assert list_keys(keys_of([7, 1, 2, 3]), few).rows.size == 4

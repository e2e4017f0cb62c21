"""Sums beside the ledger: read where they are whole, made again where they are not, gone when no longer wanted."""

import polars as pl
import pytest

from procurement.store.kept_sums import KeptSums

A, B = pl.DataFrame({"text": ["x"], "pence": [1]}), pl.DataFrame({"text": ["y"], "pence": [2]})


@pytest.fixture
def sums(tmp_path) -> KeptSums:
    made = KeptSums(tmp_path / "a store" / "sums")
    made.keep({"a": A, "b": B})
    return made


def test_what_was_kept_is_read_by_name_in_all_columns_or_some(sums):
    assert sums.read(["b", "a", "never kept"]).equals(pl.concat([A, B]))
    assert sums.read(["a"]).equals(A)
    assert sums.read(["b"], ["pence"]).equals(B.select("pence"))
    assert sums.read(["never kept"]) is None
    assert sums.read([]) is None


def test_what_is_damaged_is_not_there(sums):
    (sums.folder / "a.parquet").write_bytes(b"PAR1")
    assert sums.read(["a", "b"]) is None
    assert sums.read(["b"]).equals(B)


def test_what_is_not_wanted_goes_with_what_was_half_written(sums):
    (sums.folder / "b.1.aside").write_text("")
    sums.keep_only(["b", "never kept"])
    assert [place.name for place in sums.folder.iterdir()] == ["b.parquet"]
    sums.keep_only([])
    assert list(sums.folder.iterdir()) == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    nowhere = KeptSums(tmp_path / "sums")
    assert nowhere.read(["a"]) is None
    nowhere.keep_only([])
    assert not nowhere.folder.exists()

"""One Delta table: rows by upload, one schema, no way for a name to become a predicate."""

from pathlib import Path

import polars as pl
import pytest
from deltalake.exceptions import CommitFailedError

from procurement.store import delta_table
from procurement.store.delta_table import LedgerTable, is_one_of

SCHEMA = pl.Schema({"upload_id": pl.String(), "pence": pl.Int64()})


def rows(*pairs: tuple[str, int]) -> pl.DataFrame:
    return pl.DataFrame(list(pairs), schema=SCHEMA, orient="row")


@pytest.fixture
def table(tmp_path):
    made = LedgerTable(tmp_path / "payments", SCHEMA)
    made.make()
    return made


def kept(table: LedgerTable) -> list[tuple[str, int]]:
    return table.scan().sort("upload_id", "pence").collect().rows()


def test_an_upload_written_twice_is_there_once(table):
    for _ in range(2):
        table.write_uploads(["a", "b"], rows(("a", 1), ("a", 2), ("b", 3)))
    assert kept(table) == [("a", 1), ("a", 2), ("b", 3)]


def test_writing_an_upload_leaves_the_others(table):
    table.write_uploads(["a", "b"], rows(("a", 1), ("b", 3)))
    table.write_uploads(["a"], rows(("a", 9)))
    assert kept(table) == [("a", 9), ("b", 3)]


def test_removing_an_upload_leaves_the_others(table):
    table.write_uploads(["a", "b"], rows(("a", 1), ("b", 3)))
    table.remove_uploads(["a"])
    assert kept(table) == [("b", 3)]


def test_rows_of_another_schema_are_refused(table):
    with pytest.raises(ValueError, match="payments have"):
        table.append(pl.DataFrame({"upload_id": ["a"], "pence": [1.5]}))


def test_making_a_table_again_keeps_its_rows(table):
    table.append(rows(("a", 1)))
    table.make()
    assert kept(table) == [("a", 1)]


def test_what_a_killed_write_left_is_swept(table):
    leftover = table.folder / "part-00001.snappy.parquet#1"
    leftover.write_bytes(b"half")
    table.append(rows(("a", 1)))
    table.compact(keep_history_hours=0)
    assert not leftover.exists()
    assert kept(table) == [("a", 1)]


def test_a_lost_race_is_run_again(table, monkeypatch):
    tries: list[int] = []
    really_write = delta_table.write_deltalake

    def lose_twice(*args: object, **options: object) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise CommitFailedError("another commit came first")
        really_write(*args, **options)

    monkeypatch.setattr(delta_table, "write_deltalake", lose_twice)
    table.append(rows(("a", 1)))
    assert (len(tries), kept(table)) == (3, [("a", 1)])


@pytest.mark.parametrize("ids", [[], ["a' OR 'a' = 'a"], ["a", ""], ["a b"]])
def test_only_ids_of_our_own_making_reach_a_predicate(ids):
    with pytest.raises(ValueError, match="not the ids of uploads"):
        is_one_of(ids)


@pytest.mark.parametrize("name", ["my store", "50% done", "café"], ids=["a space", "a percent sign", "an accent"])
def test_a_folder_may_be_called_anything(tmp_path, name):
    table = LedgerTable(tmp_path / name / "payments", SCHEMA)
    table.make()
    assert kept(table) == []
    table.write_uploads(["a", "b"], rows(("a", 1), ("b", 3)))
    table.remove_uploads(["a"])
    table.append(rows(("c", 5)))
    assert kept(table) == [("b", 3), ("c", 5)]
    assert table.scan().collect_schema() == SCHEMA
    assert all(Path(file).is_file() for file in table.files())

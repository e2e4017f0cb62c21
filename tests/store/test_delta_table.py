"""One Delta table: rows by upload, one schema, no way for a name to become a predicate."""

from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from procurement.store import delta_table
from procurement.store.delta_table import LedgerTable, is_one_of
from procurement.store.problems import StoreProblem

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


def test_a_history_that_is_forgotten_leaves_the_rows_and_nothing_else(table):
    table.write_uploads(["a", "b"], rows(("a", 1), ("b", 3)))
    table.remove_uploads(["a"])
    (table.folder / "part-00001.snappy.parquet#1").write_bytes(b"half")
    (table.folder / "_delta_log" / "00000000000000000009.json.torn").write_bytes(b"half")
    for _ in range(2):
        table.forget_history()
        assert kept(table) == [("b", 3)]
        left = [place.name for place in table.folder.rglob("*") if place.is_file()]
        assert len(left) == 4, "a data file, its commit, its checkpoint and where that is"
    with pytest.raises(DeltaError):
        DeltaTable(table.folder, version=1)
    table.append(rows(("c", 5)))
    assert kept(table) == [("b", 3), ("c", 5)]


@pytest.mark.parametrize("hint", ["", "half", '{"version":1,"size":1}'], ids=["none", "torn", "of an older version"])
def test_a_history_is_forgotten_without_a_true_hint_of_the_checkpoint(table, hint):
    """Delta Lake writes the hint after the checkpoint, so a full disk may keep the one and refuse the other."""
    table.write_uploads(["a", "b"], rows(("a", 1), ("b", 3)))
    table.remove_uploads(["a"])
    DeltaTable(table.folder).create_checkpoint()
    place = table.folder / "_delta_log" / "_last_checkpoint"
    place.unlink()
    if hint:
        place.write_text(hint)
    table.forget_history()
    table.append(rows(("c", 5)))
    table.forget_history()
    assert kept(table) == [("b", 3), ("c", 5)]


def test_a_table_whose_files_are_missing_keeps_what_is_left(table):
    table.append(rows(("a", 1)))
    lost, before = Path(table.files()[0]), len(list(table.folder.rglob("*.json")))
    lost.unlink()
    with pytest.raises(StoreProblem, match="does not hold what its log says"):
        table.forget_history()
    assert len(list(table.folder.rglob("*.json"))) == before


def test_the_log_keeps_no_least_or_greatest_text(tmp_path):
    table = LedgerTable(tmp_path / "named", pl.Schema({**SCHEMA, "name": pl.String()}))
    table.make()
    one = pl.DataFrame([("a", 7, "Orla Quill")], schema=table.schema, orient="row")
    table.append(one)
    DeltaTable(table.folder).alter.set_table_properties({delta_table.STATISTICS: "upload_id,pence,name"})
    table.append(one)
    said = [place.read_text() for place in sorted((table.folder / "_delta_log").glob("*.json"))]
    assert ["Orla" in text for text in said] == [False, False, False, True]
    for _ in range(2):
        table.keep_no_texts_in_the_log()
    table.append(one)
    assert DeltaTable(table.folder).version() == 5
    last = (table.folder / "_delta_log" / "00000000000000000005.json").read_text()
    assert ("Orla" in last, '\\"pence\\":7' in last) == (False, True)


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

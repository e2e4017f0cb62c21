"""The store as a whole: keeping, replacing, withdrawing, reopening, and refusing in sentences."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.store.delta_table import LedgerTable
from procurement.store.desk_store import Store, open_store
from procurement.store.problems import StoreProblem


def total(store: Store, version: str = "") -> int:
    return store.ledger.payments(version=version).select(pl.col("amount_pence").sum()).collect().item()


def test_what_is_kept_comes_back_as_it_was(store, submission):
    sent = submission()
    kept = store.keep(sent)
    back = store.ledger.payments([kept.upload_id]).collect().sort("line")
    ours = {"upload_id": pl.lit(kept.upload_id), "authority_code": pl.lit("E06000001")}
    assert kept.is_new
    assert back.equals(sent.payments.with_columns(**ours))
    assert store.ledger.held_back().collect().drop("upload_id").equals(sent.held_back)
    assert store.ledger.issues().collect().drop("upload_id").equals(sent.issues)


def test_the_list_of_uploads_says_what_was_kept(store, submission, now):
    record = store.register.uploads.get(store.keep(submission()).upload_id)
    assert (record.state, record.file_name, record.received_at) == ("stored", "april.csv", now)
    assert (record.payments, record.payments_pence, record.held_back, record.held_back_pence) == (2, 11_845, 1, 0)
    assert record.receipt == {"lines": 9}


def test_the_same_bytes_of_the_same_body_change_nothing(store, submission):
    first = store.keep(submission())
    version = store.version()
    again = store.keep(submission())
    assert (again.upload_id, again.is_new) == (first.upload_id, False)
    assert (store.version(), total(store)) == (version, 11_845)


def test_the_same_bytes_twice_in_one_batch_are_one_upload(store, submission):
    first, second = store.keep_many([submission(), submission()])
    assert (first.is_new, second.is_new, second.upload_id) == (True, False, first.upload_id)
    assert total(store) == 11_845


def test_the_same_bytes_of_two_bodies_are_two_uploads(store, submission):
    kept = store.keep_many([submission(), submission(body="E06000002")])
    assert [one.is_new for one in kept] == [True, True]
    assert total(store) == 2 * 11_845


def test_an_upload_without_payments_exists(store, submission):
    kept = store.keep(submission(pence=()))
    assert store.ledger.standing_ids() == [kept.upload_id]
    assert store.ledger.held_back([kept.upload_id]).collect().height == 1


def test_a_withdrawn_upload_leaves_every_figure_and_stays_in_history(store, submission, now):
    kept = store.keep(submission())
    version = store.ledger.version()
    store.withdraw(kept.upload_id, now, "officer", "wrong month")
    record = store.register.uploads.get(kept.upload_id)
    assert total(store) == 0
    assert store.ledger.held_back().collect().is_empty()
    assert total(store, version) == 11_845
    assert (record.state, record.ended_by, record.ended_why) == ("withdrawn", "officer", "wrong month")
    assert [one.action for one in store.register.audit.latest()] == ["upload withdrawn", "upload stored"]


def test_a_withdrawn_upload_may_be_uploaded_again_as_a_new_one(store, submission, now):
    first = store.keep(submission())
    store.withdraw(first.upload_id, now, "officer")
    second = store.keep(submission())
    assert second.is_new
    assert second.upload_id != first.upload_id
    assert total(store) == 11_845


def test_a_replacement_ends_the_old_upload_in_the_same_moment(store, submission):
    old = store.keep(submission())
    new = store.keep(submission("april corrected.csv", (100,), replaces=(old.upload_id,)))
    record = store.register.uploads.get(old.upload_id)
    assert total(store) == 100
    assert (record.state, record.replaced_by) == ("replaced", new.upload_id)
    assert store.register.uploads.get(new.upload_id).state == "stored"


def test_the_same_bytes_read_with_other_answers_replace_themselves_once(store, submission):
    old = store.keep(submission())
    better = submission(pence=(7,), replaces=(old.upload_id,))
    new, again = store.keep(better), store.keep(better)
    assert (new.is_new, again.is_new, again.upload_id) == (True, False, new.upload_id)
    assert total(store) == 7


def test_demonstration_and_real_uploads_that_come_together_are_both_refused(store, submission):
    with pytest.raises(StoreProblem, match="never mix"):
        store.keep_many([submission(), submission("may.csv", demonstration=True)])
    assert store.is_demonstration() is None
    assert store.register.uploads.all() == []


def test_the_same_bytes_twice_at_once_are_kept_once(store, submission):
    one, again, other = store.keep_many([submission(), submission(), submission(body="E06000002")])
    assert (one.is_new, again.is_new, other.is_new) == (True, False, True)
    assert one.upload_id == again.upload_id != other.upload_id


@pytest.mark.parametrize("first_is_demonstration", [True, False])
def test_demonstration_and_real_uploads_never_mix(store, submission, first_is_demonstration):
    store.keep(submission(demonstration=first_is_demonstration))
    kinds = ("real", "demonstration") if first_is_demonstration else ("demonstration", "real")
    said = f"may.csv is a {kinds[0]} upload and this store holds {kinds[1]} ones, which never mix"
    with pytest.raises(StoreProblem, match=said):
        store.keep(submission("may.csv", demonstration=not first_is_demonstration))
    assert store.is_demonstration() is first_is_demonstration
    assert len(store.register.uploads.all()) == 1


def test_a_store_without_uploads_is_of_neither_kind(store):
    assert store.is_demonstration() is None


def test_only_an_upload_that_stands_is_withdrawn_or_replaced(store, submission, now):
    with pytest.raises(StoreProblem, match="cannot be withdrawn"):
        store.withdraw("0123456789abcdef", now, "officer")
    with pytest.raises(StoreProblem, match="not among those that stand"):
        store.keep(submission(replaces=("0123456789abcdef",)))
    assert store.register.uploads.all() == []


def test_a_second_opening_finds_everything_and_has_nothing_to_say(store, submission):
    kept = store.keep(submission())
    again = open_store(store.home)
    assert again.notes == ()
    assert again.ledger.standing_ids() == [kept.upload_id]
    again.close()


def test_tidying_moves_no_figure_and_no_version(store, submission, now):
    for month in ("april", "may", "june"):
        store.keep(submission(f"{month}.csv"))
    before = store.version(), total(store), store.ledger.log()
    store.compact(keep_history_hours=0)
    assert (store.version(), total(store)) == before[:2]
    assert store.ledger.log().equals(before[2])
    assert len(store.ledger.payment_files()[1]) == 1


def test_a_failing_disk_leaves_the_store_as_it_was(store, submission, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store.keep(submission())
    monkeypatch.setattr(LedgerTable, "append", fail)
    with pytest.raises(StoreProblem, match="The disk is full"):
        store.keep(submission("may.csv"))
    monkeypatch.undo()
    assert [one.state for one in store.register.uploads.all()] == ["stored"]
    assert total(store) == 11_845
    assert store.keep(submission("may.csv")).is_new
    assert total(store) == 2 * 11_845


@pytest.mark.parametrize("name", ["my store", "store?", "st*re", "50% done", "café"])
def test_everything_is_kept_in_the_folder_whatever_it_is_called(tmp_path, submission, name):
    opened = open_store(tmp_path / name)
    opened.keep(submission())
    assert [place.name for place in tmp_path.iterdir()] == [name]
    opened.sums.keep({"a": pl.DataFrame({"pence": [1]})})
    assert opened.sums.read(["a"]) is not None
    opened.close()


@pytest.mark.parametrize("name", ["store [1]", "a|b", "my%20store"])
def test_a_folder_that_delta_lake_can_not_have_is_told_plainly(tmp_path, name):
    with pytest.raises(StoreProblem, match="Choose another place with PROCUREMENT_HOME"):
        open_store(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_told_plainly(tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreProblem, match="may not be written to"):
        open_store(tmp_path / "home")


def test_a_file_in_the_place_of_the_folder_is_told_plainly(tmp_path):
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(StoreProblem, match="A file stands where a folder is needed"):
        open_store(tmp_path / "home")


def test_a_moment_without_a_time_zone_is_refused(submission):
    upload = submission().upload
    with pytest.raises(ValueError, match="time zone"):
        type(upload)(**{**vars(upload), "received_at": datetime(2026, 11, 24)})

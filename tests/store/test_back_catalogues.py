"""Runs over folders of files: what became of each run and each file, and where the bytes of a file stand."""

from datetime import timedelta

import pytest

from procurement.store.back_catalogues import FINISHED, RUNNING, STOPPED, CatalogueFile
from procurement.store.problems import StoreProblem
from procurement.store.reconcile import settle


def test_a_run_that_never_ended_is_stopped_by_the_next_over_the_same_folders(register, now):
    runs = register.back_catalogues
    first, other = runs.begin("a", 2, "1.0", "officer", now), runs.begin("b", 1, "1.0", "officer", now)
    runs.end(runs.begin("c", 1, "1.0", "officer", now), FINISHED, now)
    again = runs.begin("a", 2, "1.0", "officer", now)
    runs.begin("c", 1, "1.0", "officer", now)
    assert [run.state for run in reversed(runs.runs())] == [STOPPED, RUNNING, FINISHED, RUNNING, RUNNING]
    runs.end(again, FINISHED, now + timedelta(hours=1))
    assert (runs.run(again).state, runs.run(again).finished_at) == (FINISHED, now + timedelta(hours=1))
    assert (runs.run(first).folders, runs.run(other).finished_at) == ("a", None)
    with pytest.raises(StoreProblem, match="No run has the number 99"):
        runs.run(99)


def test_files_are_listed_by_run_in_order_and_by_outcome(register, now):
    runs = register.back_catalogues
    first, second = (runs.begin(folder, 2, "1.0", "officer", now) for folder in "ab")
    taken = CatalogueFile(first, 1, "a/1.csv", "taken", now, authority_code="E06000001", accepted=3)
    refused = CatalogueFile(second, 1, "b/1.csv", "refused", now, reason="no headings")
    asked = CatalogueFile(first, 2, "a/2.csv", "asked", now)
    runs.record([])
    runs.record([asked, refused])
    runs.record([taken])
    assert runs.files(first) == [taken, asked]
    assert runs.files(99) == []
    assert runs.earlier(["refused", "taken"]) == [taken, refused]
    assert runs.earlier([]) == []
    assert runs.bodies() == {first: {"E06000001", ""}, second: {""}}
    runs.record([CatalogueFile(first, 2, "a/2.csv", "taken", now)])
    assert [one.outcome for one in runs.files(first)] == ["taken", "taken"]


def test_every_upload_of_the_same_bytes_is_told_by_them(store, submission, now):
    mine, theirs = store.keep(submission()), store.keep(submission(body="E06000002"))
    store.withdraw(mine.upload_id, now, "officer")
    settle(store.ledger, store.register.uploads)
    found = store.register.back_catalogues.stored_bytes()
    assert {(one.upload_id, one.authority_code, one.state) for one in found[submission().upload.sha256]} == {
        (mine.upload_id, "E06000001", "withdrawn"),
        (theirs.upload_id, "E06000002", "stored"),
    }
    (alike,) = {(one.payments, one.payments_pence, one.held_back) for one in found[submission().upload.sha256]}
    assert alike == (2, 11_845, 1)
    assert list(found) == [submission().upload.sha256]

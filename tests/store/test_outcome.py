"""Trouble with storing begins with whether the file is stored."""

from dataclasses import replace

import pytest

from procurement.store.outcome import outcome_told
from procurement.store.problems import StoreProblem

WHY = "The disk is full."


def _told(store, uploads) -> str:
    with pytest.raises(StoreProblem) as told, outcome_told(store.ledger, uploads):
        raise StoreProblem(WHY)
    return str(told.value)


def test_a_file_that_is_not_stored(store, submission):
    assert _told(store, [submission().upload]) == f"Nothing of april.csv was stored. {WHY}"


def test_a_file_that_is_stored(store, submission):
    store.keep(submission())
    said = _told(store, [submission().upload])
    assert said == f"april.csv is stored whole; it need not be uploaded again. {WHY}"


def test_the_same_bytes_of_another_body_are_another_file(store, submission):
    store.keep(submission())
    assert "Nothing of april.csv was stored" in _told(store, [replace(submission().upload, authority_code="E06000002")])


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (2, "0.csv and 1.csv"),
        (3, "0.csv, 1.csv and 2.csv"),
        (4, "0.csv, 1.csv, 2.csv and 1 other file"),
        (9, "0.csv, 1.csv, 2.csv and 6 other files"),
    ],
)
def test_many_files_are_counted(store, submission, count, named):
    uploads = [submission(f"{number}.csv").upload for number in range(count)]
    assert _told(store, uploads).startswith(f"Nothing of {named} was stored.")


def test_a_ledger_that_cannot_be_read(store, submission, monkeypatch):
    (store.ledger.folder / "uploads").rename(store.home / "away")
    assert _told(store, [submission().upload]).startswith("Whether april.csv was stored will be known once")

"""What a disk or a database says, as a sentence with advice."""

import sqlite3

import pytest
from deltalake.exceptions import DeltaError

from procurement.store.problems import BROKEN, BUSY, FULL, NOT_A_FOLDER, READ_ONLY, REFUSED, StoreProblem, told_plainly


@pytest.mark.parametrize(
    ("problem", "advice"),
    [
        pytest.param(OSError(28, "No space left on device"), FULL, id="full disk"),
        pytest.param(OSError(27, "File too large"), FULL, id="quota on one file"),
        pytest.param(OSError(30, "Read-only file system"), READ_ONLY, id="read-only disk"),
        pytest.param(PermissionError(13, "Permission denied"), READ_ONLY, id="no permission"),
        pytest.param(NotADirectoryError(20, "Not a directory"), NOT_A_FOLDER, id="a file in the way"),
        pytest.param(sqlite3.OperationalError("database is locked"), BUSY, id="busy database"),
        pytest.param(
            sqlite3.OperationalError("attempt to write a readonly database"), READ_ONLY, id="read-only database"
        ),
        pytest.param(sqlite3.OperationalError("database or disk is full"), FULL, id="full disk under a database"),
        pytest.param(DeltaError("Generic error: No space left on device (os error 28)"), FULL, id="full disk in Delta"),
        pytest.param(sqlite3.OperationalError("disk I/O error"), REFUSED, id="a write that a database could not make"),
        pytest.param(OSError(5, "Input/output error"), BROKEN, id="a disk that fails"),
    ],
)
def test_each_problem_has_its_advice(problem, advice, tmp_path):
    with pytest.raises(StoreProblem) as told, told_plainly("storing an upload", tmp_path):
        raise problem
    assert str(told.value).endswith(advice)
    assert "could not finish storing an upload" in str(told.value)


def test_a_mistake_of_our_own_is_not_blamed_on_the_disk():
    with pytest.raises(KeyError), told_plainly("storing an upload", "a folder"):
        raise KeyError("column")


@pytest.mark.parametrize("said", ["disk I/O error", "unable to open database file"])
def test_where_the_database_keeps_the_reason_the_disk_is_asked(said, tmp_path):
    gone = tmp_path / "gone" / "register.sqlite3"
    gone.parent.write_text("a file where a folder is needed")
    with pytest.raises(StoreProblem, match="A file stands where a folder is needed"), told_plainly("writing", gone):
        raise sqlite3.OperationalError(said)

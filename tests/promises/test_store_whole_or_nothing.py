"""The store holds each upload wholly or not at all: killed straight after any step, or with files that may not grow."""

import sys

import pytest

from procurement.store.desk_store import Store, open_store

ROWS = 300


def counts(store: Store) -> tuple[int, int, int, int]:
    """Uploads, payments, held-back rows and issues that stand."""
    frames = (store.ledger.payments(), store.ledger.held_back(), store.ledger.issues())
    payments, held_back, issues = (frame.collect().height for frame in frames)
    return len(store.register.uploads.standing()), payments, held_back, issues


@pytest.mark.parametrize(
    ("step", "is_kept"),
    [
        ("original", False),
        ("announced", False),
        ("held back", False),
        ("issues", False),
        ("payments", False),
        ("logged", True),
        ("listed", True),
    ],
)
def test_killed_after_a_step(tmp_path, start_writer, upload, step, is_kept):
    writer = start_writer(tmp_path, 1, 1, ROWS, "--die-after", step)
    writer.communicate("go\n", timeout=120)
    store = open_store(tmp_path)
    assert writer.returncode == -9
    assert counts(store) == ((1, ROWS, 1, 1) if is_kept else (0, 0, 0, 0))
    assert len(store.notes) == (0 if step in ("original", "listed") else 1)
    upload(store, 1, ROWS)
    assert counts(store) == (1, ROWS, 1, 1)
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to stand in for a full disk")
@pytest.mark.parametrize("largest_bytes", [5, 100_000])
def test_a_limit_on_the_size_of_files_changes_nothing_and_is_told_plainly(
    tmp_path, start_writer, upload, largest_bytes
):
    writer = start_writer(tmp_path, 1, 1, 20_000, "--largest-file", largest_bytes)
    _, said = writer.communicate("go\n", timeout=120)
    store = open_store(tmp_path)
    assert writer.returncode == 3
    assert "Make room on it" in said
    assert "Traceback" not in said
    assert counts(store) == (0, 0, 0, 0)
    upload(store, 1, ROWS)
    assert counts(store) == (1, ROWS, 1, 1)
    store.close()

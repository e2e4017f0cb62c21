"""The store holds each upload wholly or not at all: killed at any step, or with a disk that fills up."""

import random
import sys
import time

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


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_a_moment_nobody_chose(tmp_path, start_writer, upload, seed):
    writer = start_writer(tmp_path, 1, 40, ROWS)
    writer.stdout.readline()
    writer.stdin.write("go\n")
    writer.stdin.flush()
    time.sleep(random.Random(seed).uniform(0.05, 0.8))
    writer.kill()
    writer.communicate()
    store = open_store(tmp_path)
    uploads, payments, held_back, issues = counts(store)
    assert (payments, held_back, issues) == (uploads * ROWS, uploads, uploads)
    upload(store, 1, ROWS)
    assert counts(store)[0] == max(uploads, 1)
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to stand in for a full disk")
@pytest.mark.parametrize("largest_bytes", [5, 2_000, 20_000, 100_000, 400_000])
def test_a_full_disk_changes_nothing_and_is_told_plainly(tmp_path, start_writer, upload, largest_bytes):
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

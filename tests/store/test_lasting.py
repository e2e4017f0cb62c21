"""What was written is handed to the disk before anybody is told that it is stored."""

import os
from pathlib import Path

import pytest

from procurement.store import lasting
from procurement.store.desk_store import Store


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were handed to the disk, in order."""
    names: list[str] = []
    really = os.fsync

    def fsync(handle: int) -> None:
        names.append(str(Path(f"/proc/self/fd/{handle}").readlink()) if Path("/proc/self/fd").is_dir() else "")
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return names


def test_new_and_changed_files_and_their_folder_are_handed_over(tmp_path: Path, synced: list[str]) -> None:
    same, changed, new = (tmp_path / name for name in ("same", "changed", "new"))
    same.write_text("a")
    changed.write_text("b")
    os.utime(changed, ns=(0, 0))
    before = lasting.seen_in(tmp_path)
    changed.write_text("c")
    new.write_text("d")
    lasting.make_last(before, tmp_path)
    assert len(synced) == 3
    assert not Path("/proc/self/fd").is_dir() or synced == [str(changed), str(new), str(tmp_path)]


def test_nothing_new_hands_over_nothing(tmp_path: Path, synced: list[str]) -> None:
    lasting.make_last(lasting.seen_in(tmp_path), tmp_path, tmp_path / "absent")
    assert synced == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc here to tell which files were synced")
def test_an_upload_is_handed_to_the_disk_with_its_rows_before_its_log(
    store: Store, submission, synced: list[str]
) -> None:
    store.keep(submission())
    tables = [Path(name).relative_to(store.ledger.folder).parts[0] for name in synced]
    in_order = list(dict.fromkeys(tables))
    assert set(in_order[:-1]) == {"held_back", "issues", "payments"}
    assert in_order[-1] == "uploads"
    for table in in_order:
        folder = store.ledger.folder / table
        assert {str(folder), str(folder / "_delta_log")} <= set(synced)
        assert any(name.startswith(str(folder)) and name.endswith(".parquet") for name in synced)
        assert any(name.startswith(str(folder)) and name.endswith("1.json") for name in synced)

"""An upload that is killed at a moment nobody chose is stored wholly or not at all, and trying again stores it once.

`python -m tests.promises.kill_upload` does the same three hundred times, and more besides.
"""

from pathlib import Path

from tests.promises.kills import kill_uploads
from tests.promises.uploader import AFTER, READING, WRITING


def test_uploads_killed_in_each_stage(tmp_path: Path) -> None:
    done = kill_uploads(tmp_path, kills=2, rows=400, seed=7)
    assert done.faults.any() == []
    assert all(done.kills[stage] >= 2 for stage in (READING, WRITING, AFTER))
    assert done.kept[AFTER] == done.kills[AFTER]
    assert done.retried == done.kills.total()

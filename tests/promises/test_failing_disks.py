"""A disk that is full, read-only or failing changes nothing, or all of it, and the person is told which and what to do.

The disk is made to fail by a small C library, so these need a C compiler.
"""

import os
from pathlib import Path

import pytest

from tests.promises import failing_disk, full_disks, read_only
from tests.promises.full_disks import Filling


@pytest.fixture(autouse=True)
def _compiler() -> None:
    if failing_disk.is_there():
        return
    said = "there is no C compiler here (cc, gcc or clang), so no disk could be made to fail"
    if os.environ.get("DISK_TESTS") == "required":
        pytest.fail(said)
    pytest.skip(f"{said}: the promises about full disks were NOT tested")


@pytest.mark.parametrize(
    ("fault", "by", "numbers"),
    [
        pytest.param(full_disks.FULL, "service", range(2, 36, 11), id="one write of a full disk"),
        pytest.param(full_disks.FILLED, "command", range(3, 60, 19), id="a disk full from then on, by command"),
        pytest.param(full_disks.QUOTA, "service", range(2, 24, 10), id="a quota used up"),
        pytest.param(full_disks.FAILING, "service", range(5, 26, 10), id="a write that fails"),
        pytest.param(full_disks.NOT_SYNCING, "service", range(2, 14, 4), id="a disk that cannot promise"),
        pytest.param(full_disks.READ_ONLY, "command", range(1, 22, 10), id="a disk that turns read-only"),
    ],
)
def test_the_store_is_unchanged_or_has_it_all_and_the_person_knows(tmp_path, fault, by, numbers) -> None:
    done = Filling(tmp_path, by)
    done.try_each(fault, numbers)
    assert done.faults.any() == []
    assert done.refused + done.stored_and_told > 0, "the disk never failed, so nothing was tested"


def test_the_nth_write_of_each_kind_of_file_can_fail(tmp_path: Path) -> None:
    """Originals, the register and Delta Lake's own threads: the library stands before all three."""
    done = Filling(tmp_path, "service")
    done.try_each(full_disks.FULL, range(1, 20, 3))
    said = " ".join(done.said)
    assert all(words in said for words in ("keeping an uploaded file", "writing to the register", "storing an upload"))
    assert "panicked" not in said


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    faults, said = read_only.upload_to_a_read_only_folder(tmp_path)
    assert faults.any() == []
    assert len(said) == 2

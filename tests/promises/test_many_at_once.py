"""Many may upload at once: nothing is lost, nothing is doubled, and nobody is shown an error."""

from pathlib import Path

import pytest

from tests.promises.invented_files import Invented
from tests.promises.many_writers import at_once

ROWS = 200
TWICE = "The same file came twice; it is stored once."


def test_six_processes_make_a_store_and_upload_files_of_their_own(tmp_path: Path) -> None:
    shares = [(Invented(number, ROWS), Invented(number + 6, ROWS)) for number in range(6)]
    crowd = at_once(tmp_path, shares, is_made=False)
    assert crowd.faults.any() == []
    assert crowd.payments == 12 * ROWS


def test_eight_officers_of_one_server(tmp_path: Path) -> None:
    crowd = at_once(tmp_path, [tuple(Invented(number, ROWS) for number in range(8))], "threads")
    assert crowd.faults.any() == []
    assert crowd.payments == 8 * ROWS


@pytest.mark.parametrize("by", ["service", "command", "threads"])
def test_the_same_file_twice_is_stored_once_and_both_are_told(tmp_path: Path, by: str) -> None:
    same = Invented(0, ROWS)
    shares = [(same, same)] if by == "threads" else [(same,), (same,)]
    crowd = at_once(tmp_path, shares, by)
    assert crowd.faults.any() == []
    assert crowd.payments == ROWS
    assert len(crowd.notes) == 2
    assert sum(note == TWICE or note.startswith("Already received on") for note in crowd.notes) == 1

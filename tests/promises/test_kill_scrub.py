"""A scrub that is killed, or meets a full disk, is finished by the next opening, and moves nothing else.

`python -m tests.promises.kill_scrub --kills 50` does the same many more times.
"""

import os
import random

import pytest

from tests.promises import failing_disk
from tests.promises.failing_disk import Fault
from tests.promises.kill_scrub import FAILING, FILLED, FULL, NOT_SYNCING, Scrubs, kill_each


@pytest.fixture(scope="module")
def scrubs(tmp_path_factory: pytest.TempPathFactory) -> Scrubs:
    made = Scrubs(tmp_path_factory.mktemp("scrubs"), random.Random(7))
    assert made.faults == []
    return made


def test_a_scrub_killed_in_each_of_the_steps_that_change_most(scrubs: Scrubs) -> None:
    steps = ("ending it", "clearing the register", "writing the register anew", "removing rows", "forgetting history")
    kill_each(scrubs, len(steps), steps)
    assert scrubs.faults == []
    assert scrubs.kills.total() >= len(steps)
    assert scrubs.finished_by_opening > 0


@pytest.mark.parametrize(
    ("fault", "at"),
    [
        pytest.param(FULL, 1, id="before the word is kept"),
        pytest.param(FULL, 12, id="one write of a full disk"),
        pytest.param(FILLED, 30, id="a disk full from then on"),
        pytest.param(FAILING, 24, id="a write that fails"),
        pytest.param(NOT_SYNCING, 9, id="a disk that cannot promise"),
    ],
)
def test_a_disk_that_fails_leaves_a_usable_store_and_is_told_plainly(scrubs: Scrubs, fault: Fault, at: int) -> None:
    if not failing_disk.is_there():
        said = "there is no C compiler here (cc, gcc or clang), so no disk could be made to fail"
        if os.environ.get("DISK_TESTS") == "required":
            pytest.fail(said)
        pytest.skip(f"{said}: the promises about full disks were NOT tested")
    refused = scrubs.refused
    scrubs.fail(Fault(at, fault.number, fault.kind, fault.is_lasting))
    assert scrubs.faults == []
    assert scrubs.refused == refused + 1, "the disk never failed, so nothing was tested"

"""A back-catalogue that was stopped, or killed, goes on by the same command: nothing twice, nothing left out."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services import stopping
from procurement.services.back_catalogues import back_catalogue, back_catalogue_report
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import open_desk
from procurement.services.uploading import uploads

PROJECT = Path(__file__).resolve().parents[2]
CHILD = PROJECT / "tests" / "services" / "back_catalogue_child.py"
GROUP = Viewer(Role.ADVISORY_GROUP)
FILES, LINES = 30, 12
PENCE = sum(100 * (100 + line) for line in range(LINES)) * FILES


def folder_of(place: Path) -> Path:
    """Monthly files of one council, each of suppliers of its own."""
    folder = place / "bury"
    folder.mkdir()
    for at in range(FILES):
        year, month = 2021 + at // 12, at % 12 + 1
        lines = (
            f"{1 + line % 27:02d}/{month:02d}/{year},Quillmarsh {at} {line} Ltd,{100 + line}.00\n"
            for line in range(LINES)
        )
        (folder / f"{year}-{month:02d}.csv").write_text("Date,Supplier,Net Amount\n" + "".join(lines))
    return folder


def begin(home: Path, folder: Path, batch: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(CHILD), str(home), str(folder), str(batch)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=_place())


def _place() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(PROJECT)}


def check_whole(home: Path, folder: Path) -> None:
    """The same command again stores what is left, each file once and each penny."""
    desk = open_desk(home)
    outcome = back_catalogue.take_in(GROUP, desk, find([folder]), Wanted(), stopping.Stopper())
    listed = back_catalogue_report.files(GROUP, desk, back_catalogue_report.chosen(desk, outcome.run_id))
    assert set(listed["outcome"]) <= {"taken", "known"}
    assert listed.height == FILES
    assert listed["accepted_pence"].sum() == PENCE
    stored = uploads.list_uploads(GROUP, desk)
    assert stored.height == FILES
    assert set(stored["state"]) == {"stored"}
    assert desk.store.ledger.payments().collect()["amount_pence"].sum() == PENCE
    desk.store.close()


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_stores_what_it_has_read_and_says_so(tmp_path: Path, word: signal.Signals) -> None:
    home, folder = tmp_path / "store", folder_of(tmp_path)
    child = begin(home, folder, batch=3 * LINES)
    assert child.stdout is not None
    assert "taken" in child.stdout.readline()
    child.send_signal(word)
    told = child.stdout.read()
    assert child.wait(timeout=120) == 0
    assert told.splitlines()[-1] == "stopped True"
    desk = open_desk(home)
    (run,) = desk.store.register.back_catalogues.runs()
    stored = len(desk.store.register.uploads.standing())
    assert run.state == "stopped"
    assert 0 < stored < FILES
    assert stored == len(desk.store.register.back_catalogues.files(run.run_id)) == told.count(" taken") + 1
    desk.store.close()
    check_whole(home, folder)


@pytest.mark.parametrize("after", [1, 7], ids=["at the first file stored", "later"])
def test_killed_it_goes_on_from_what_is_stored(tmp_path: Path, after: int) -> None:
    home, folder = tmp_path / "store", folder_of(tmp_path)
    child = begin(home, folder, batch=2 * LINES)
    assert child.stdout is not None
    for _ in range(after):
        assert "taken" in child.stdout.readline()
    child.kill()
    child.wait(timeout=120)
    check_whole(home, folder)

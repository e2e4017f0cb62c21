"""The promise: what was scrubbed is nowhere in the store's folder, and nothing else has changed by a penny."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import scrubbing, uploads
from procurement.store import ledger
from procurement.store.delta_table import LedgerTable
from tests.promises import people_files
from tests.promises.other_uploads import are_equal, kept_of_others
from tests.promises.people_files import OF_APRIL, OF_MARCH, SHARED, People
from tests.promises.traces import Trace, traces
from tests.promises.uploader import GROUP


@dataclass
class Scene:
    """A store before and after the scrubs, as one reader of all its files and one of its services find it."""

    home: Path
    desk: Desk
    people: People
    before: dict[str, Any]
    found_before: list[Trace]
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, People]:
    """A store of an earlier version, whose logs keep the least and greatest texts; it tidied itself on the way."""
    home = tmp_path_factory.mktemp("filled") / "store"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ledger, "FILES_BEFORE_COMPACTING", 5)
        patched.setattr(LedgerTable, "_with_statistics", lambda table: ",".join(table.schema))
        desk = open_desk(home)
        people = people_files.fill(desk)
        desk.store.close()
    return home, people


@pytest.fixture(scope="module")
def scene(filled: tuple[Path, People], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    home, people = tmp_path_factory.mktemp("people") / "store", filled[1]
    shutil.copytree(filled[0], home)
    people_files.leave_killed_writes(home)
    desk = open_desk(home)
    made = Scene(home, desk, people, kept_of_others(desk, people), traces(home, [*OF_APRIL, *OF_MARCH, *SHARED]))
    made.said += scrubbing.scrub(GROUP, desk, people.april, "Asked for by the person", True).done()
    made.said += scrubbing.scrub(GROUP, desk, people.march, "Asked for by the person").done()
    yield made
    desk.store.close()


@pytest.mark.parametrize("text", [*OF_APRIL, *OF_MARCH])
def test_the_searcher_finds_each_text_before(scene: Scene, text: str) -> None:
    assert [one for one in scene.found_before if one.text == text]


@pytest.mark.parametrize(
    "part",
    [
        "ledger/payments/part",
        "ledger/payments/_delta_log",
        "ledger/held_back/part",
        "ledger/issues/part",
        "ledger/uploads/part",
        "parquet#1",
        ".json.tmp",
        ".torn",
        "originals/",
        "arriving-",
        "register.sqlite3",
        "ready/supplier_readings",
        "ready/names",
        "receiving/",
    ],
)
def test_the_searcher_looks_into_each_kind_of_file(scene: Scene, part: str) -> None:
    assert [one for one in scene.found_before if part in one.place and one.text not in SHARED]


@pytest.mark.parametrize("text", [*OF_APRIL, *OF_MARCH])
def test_nothing_is_found_afterwards(scene: Scene, text: str) -> None:
    assert traces(scene.home, [text]) == []


@pytest.mark.parametrize("text", SHARED)
def test_what_other_uploads_say_too_is_still_found(scene: Scene, text: str) -> None:
    assert traces(scene.home, [text])


def test_every_other_upload_is_unchanged_but_for_the_names_that_it_repeated(scene: Scene) -> None:
    after = kept_of_others(scene.desk, scene.people)
    changed = {name for name, value in scene.before.items() if not are_equal(value, after[name])}
    assert changed == {"may issues", "may record", "february record", "may suppliers", "standing pence"}
    may = [scene.before["may issues"], after["may issues"]]
    sentences = [" ".join(one.get_column("sentence")) for one in may]
    assert people_files.CORRECTED in sentences[0]
    assert sentences[1] == sentences[0].replace(people_files.CORRECTED, "[erased]")
    assert after["february record"].ended_why == "It was sent with [erased]"
    same = ("payments", "payments_pence", "held_back", "held_back_pence", "file_name", "state", "first_day", "sha256")
    assert all(getattr(scene.before["may record"], one) == getattr(after["may record"], one) for one in same)


def test_readings_that_stay_keep_their_supplier_and_lose_the_erased_name(scene: Scene) -> None:
    before, after = scene.before["may suppliers"], kept_of_others(scene.desk, scene.people)["may suppliers"]
    same = ["supplier_text_key", "supplier_name", "supplier_id", "kind", "score", "rule"]
    assert after.select(same).equals(before.select(same))
    assert "Zephyrinox" in str(before.filter(pl.col("supplier_name") == "Brackenholt Ltd").to_dicts())
    (shown,) = after.filter(pl.col("supplier_name") == "Brackenholt Ltd").to_dicts()
    assert shown["supplier_label"] == "Brackenholt Ltd"
    assert shown["reason"] == "the same supplier as a name that has been erased"


def test_what_stood_has_left_the_figures(scene: Scene) -> None:
    standing = scene.desk.store.register.uploads.standing()
    assert {one.upload_id for one in standing} == {scene.people.others[name] for name in ("january", "may", "leeds")}
    assert scene.desk.store.ledger.payments().collect()["amount_pence"].sum() == sum(
        one.payments_pence for one in standing
    )


def test_history_says_that_it_was_scrubbed_and_by_whom_and_why(scene: Scene) -> None:
    listed = uploads.list_uploads(GROUP, scene.desk)
    gone = listed.filter(pl.col("state") == "scrubbed").sort("upload_id")
    people = scene.people
    assert gone["upload_id"].to_list() == sorted([people.april, people.corrected, people.march])
    assert gone.select("file_name", "from", "to", "accepted_pence").unique().rows() == [("(scrubbed)", "", "", 0)]
    entries = scene.desk.store.register.audit.about(people.march, ["upload scrubbed"])
    assert [(one.by, one.detail["why"]) for one in entries] == [("advisory group", "Asked for by the person")]
    assert uploads.payments(GROUP, scene.desk, people.april).is_empty()
    assert uploads.held_back(GROUP, scene.desk, people.april).is_empty()


def test_the_person_is_told_what_is_beyond_reach(scene: Scene) -> None:
    assert any("copies and backups" in one for one in scene.said)


def test_the_council_keeps_its_profile_without_the_files_name(scene: Scene) -> None:
    register = scene.desk.store.register
    answers = register.profiles.answers(register.uploads.get(scene.people.april).authority_code)
    assert [(one["code"], one["value"], one["file"]) for one in answers.values()] == [("AMOUNT_COLUMN", "Amount", "")]


def test_the_same_file_may_come_again_and_says_so(filled: tuple[Path, People], tmp_path: Path) -> None:
    shutil.copytree(filled[0], tmp_path / "store")
    desk, people = open_desk(tmp_path / "store"), filled[1]
    scrubbing.scrub(GROUP, desk, people.april, "Asked for")
    receipt = people_files.submit(desk, "Bury", people_files.FILE, people_files.april_again(), {"SAME_PERIOD": "add"})
    assert (receipt.outcome, receipt.upload_id != people.april) == ("taken", True)
    assert "This very file was scrubbed on" in receipt.note
    desk.store.close()


def test_the_command_asks_first_and_prints_what_was_done(filled: tuple[Path, People], tmp_path: Path) -> None:
    home, people = tmp_path / "store", filled[1]
    shutil.copytree(filled[0], home)
    asked = _scrub(home, people.march, "--why", "Asked for")
    assert (asked.returncode, "say --yes" in asked.stderr) == (1, True)
    refused = _scrub(home, people.march, "--why", "Asked for", typed="n\n")
    assert (refused.returncode, "9 payments" in refused.stderr) == (1, True)
    assert "Nothing was erased" in refused.stderr
    assert traces(home, [OF_MARCH[0]])
    without = _scrub(home, people.march, "--yes")
    assert (without.returncode, "Say why" in without.stderr) == (1, True)
    done = _scrub(home, people.march, "--why", "Asked for", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["uploads"], said["payments"]) == ([people.march], 9)
    assert traces(home, OF_MARCH) == []
    again = _scrub(home, people.march, "--why", "Asked for", "--yes")
    assert again.returncode == 0, again.stderr


def _scrub(home: Path, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command; `typed` is what a person types at its terminal, "" where there is no terminal."""
    command = [sys.executable, "-m", "procurement", "scrub", *words, "--store", str(home)]
    ours, theirs = pty.openpty() if typed else (-1, subprocess.DEVNULL)
    if typed:
        os.write(ours, typed.encode())
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, stdin=theirs)
    finally:
        for end in (ours, theirs):
            if end >= 0:
                os.close(end)

"""Marks of programs at work: alive while their maker lives, whoever looks at them meanwhile."""

import os
import sqlite3
import threading
from contextlib import closing

from procurement.store import living
from procurement.store.living import Marks


def test_a_mark_is_alive_until_its_block_ends(tmp_path):
    marks = Marks(tmp_path)
    with marks.made() as mine:
        assert marks.is_alive(mine)
    assert not marks.is_alive(mine)


def test_a_mark_that_its_maker_has_not_locked_yet_may_be_alive(tmp_path):
    (tmp_path / "1-just-made").touch()
    (tmp_path / "0-left-behind").touch()
    os.utime(tmp_path / "0-left-behind", (0, 0))
    assert Marks(tmp_path).may_be_alive("1-just-made")
    assert not Marks(tmp_path).is_alive("1-just-made")
    assert not Marks(tmp_path).may_be_alive("0-left-behind")
    assert not Marks(tmp_path).may_be_alive("2-gone")


def test_whoever_looks_at_a_mark_in_the_moment_of_its_making_makes_its_maker_wait_and_not_fail(tmp_path, monkeypatch):
    looked_at = threading.Event()
    name = "00000000000000000007-" + "a" * 32
    monkeypatch.setattr(living.time, "time_ns", lambda: 7)
    monkeypatch.setattr(living.uuid, "uuid4", lambda: type("Fixed", (), {"hex": "a" * 32}))
    made: list[str] = []

    def make() -> None:
        looked_at.wait()
        with Marks(tmp_path).made() as mine:
            made.append(mine)

    maker = threading.Thread(target=make)
    maker.start()
    with closing(sqlite3.connect(tmp_path / name, timeout=0.0, isolation_level=None)) as looker:
        looker.execute("BEGIN EXCLUSIVE")
        looked_at.set()
        maker.join(0.2)
        assert made == []
    maker.join(30)
    assert made == [name]

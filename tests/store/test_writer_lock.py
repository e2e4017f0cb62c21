"""One writer at a time."""

import os
import sqlite3
import threading
import time

import pytest

from procurement.services.uploading.waiting import waiting_told
from procurement.store import writer_lock
from procurement.store.writer_lock import WriterLock


def test_a_held_turn_is_not_free_and_a_returned_one_is(tmp_path):
    lock = WriterLock(tmp_path / "turn.lock")
    with lock.held(), lock.held_if_free() as is_free:
        assert not is_free
    with lock.held_if_free() as is_free:
        assert is_free


def test_a_turn_is_returned_when_its_holder_fails(tmp_path):
    lock = WriterLock(tmp_path / "turn.lock")
    with pytest.raises(KeyError), lock.held():
        raise KeyError("mistake")
    with lock.held_if_free() as is_free:
        assert is_free


def test_threads_take_turns(tmp_path):
    lock = WriterLock(tmp_path / "turn.lock")
    seen: list[str] = []

    def work(name: str) -> None:
        with lock.held():
            seen.extend([name] * 50)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    blocks = [seen[start : start + 50] for start in range(0, 200, 50)]
    assert all(len(set(block)) == 1 for block in blocks)
    assert {block[0] for block in blocks} == set("abcd")


def _in_line(lock: WriterLock, count: int) -> bool:
    folder = lock.file.with_suffix(".line")
    return len([one for one in folder.iterdir() if "-journal" not in one.name]) >= count


def _wait_until(is_so) -> None:
    while not is_so():
        time.sleep(0.005)


def test_turns_come_in_the_order_of_asking_and_nobody_greedy_goes_first(tmp_path):
    lock = WriterLock(tmp_path / "turn.lock")
    turns: list[str] = []

    def work(name: str, times: int) -> None:
        for _ in range(times):
            with lock.held():
                turns.append(name)

    threads = [threading.Thread(target=work, args=(name, times)) for name, times in (("greedy", 3), ("a", 1), ("b", 1))]
    with lock.held():
        for number, thread in enumerate(threads, start=2):
            thread.start()
            _wait_until(lambda number=number: _in_line(lock, number))
    for thread in threads:
        thread.join()
    assert turns == ["greedy", "a", "b", "greedy", "greedy"]


def test_the_mark_of_a_dead_program_holds_nobody_up_and_is_cleared_away_later(tmp_path):
    lock = WriterLock(tmp_path / "turn.lock")
    left = tmp_path / "turn.line" / "00000000000000000001-dead"
    left.parent.mkdir()
    left.touch()
    with lock.held():
        assert left.exists()
    os.utime(left, (0, 0))
    with lock.held():
        assert not left.exists()


def test_whoever_waits_long_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(writer_lock, "SAY_EVERY_SECONDS", 0.0)
    lock = WriterLock(tmp_path / "turn.lock")
    is_told = threading.Event()
    heard: list[str] = []

    def wait() -> None:
        with waiting_told(lambda said: (heard.append(said), is_told.set())), lock.held():
            pass

    thread = threading.Thread(target=wait)
    with lock.held():
        thread.start()
        assert is_told.wait(60)
    thread.join()
    assert heard[0] == "Waiting for another upload to finish; this one comes next by itself."


def test_waiting_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(writer_lock, "PATIENCE_SECONDS", 0.05)
    lock = WriterLock(tmp_path / "turn.lock")
    with lock.held(), pytest.raises(sqlite3.OperationalError, match="locked"), WriterLock(lock.file).held():
        pass

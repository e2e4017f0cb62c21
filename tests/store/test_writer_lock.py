"""One writer at a time."""

import threading

import pytest

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

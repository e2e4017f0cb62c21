"""Uploaded bytes: kept once, wholly, under their own hash."""

import hashlib
import os
from pathlib import Path

import pytest

from procurement.store.originals import Originals
from procurement.store.problems import StoreProblem

CONTENT = "Date,Supplier,£\n".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_bytes_come_back_under_their_own_hash(tmp_path):
    originals = Originals(tmp_path)
    assert originals.keep(CONTENT) == SHA256
    assert originals.read(SHA256) == CONTENT


def test_the_same_bytes_are_kept_once(tmp_path):
    originals = Originals(tmp_path)
    assert originals.keep(CONTENT) == originals.keep(CONTENT)
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("name", ["../register.sqlite3", "", SHA256.upper(), SHA256 + "\n", "a" * 63])
def test_nothing_but_a_hash_is_ever_a_name(tmp_path, name):
    with pytest.raises(StoreProblem, match="not a SHA-256"):
        Originals(tmp_path).read(name)


def test_a_missing_file_is_told_plainly(tmp_path):
    with pytest.raises(StoreProblem, match="restore it"):
        Originals(tmp_path).read(SHA256)


def test_a_file_that_changed_since_is_never_handed_out(tmp_path):
    originals = Originals(tmp_path)
    originals.keep(CONTENT)
    files(tmp_path)[0].write_bytes(b"changed")
    with pytest.raises(StoreProblem, match="has changed"):
        originals.read(SHA256)


def test_a_full_disk_leaves_no_part_of_a_file(tmp_path, monkeypatch):
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreProblem, match="The disk is full"):
        Originals(tmp_path).keep(CONTENT)
    assert files(tmp_path) == []

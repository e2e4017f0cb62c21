"""Making what was written last through a power cut: a file that was closed may still be in memory alone."""

import os
from collections.abc import Iterator
from pathlib import Path

Seen = frozenset[tuple[str, int]]


def seen_in(*folders: Path) -> Seen:
    """Names of the files of `folders` with the moments that they were last changed at."""
    return frozenset((entry.path, entry.stat().st_mtime_ns) for entry in _files(folders))


def make_last(before: Seen, *folders: Path) -> None:
    """Hand the disk every file of `folders` that is new or changed since `before`, then the folders' lists of names.

    Raises OSError where the disk will not take them.
    """
    changed = sorted(seen_in(*folders) - before)
    for path, _ in changed:
        _sync(path, os.O_RDWR)
    for folder in folders if changed else ():
        sync_folder(folder)


def sync_file(file: Path) -> None:
    """Make what was written to a file last; OSError where the disk will not take it."""
    _sync(file, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call and needs none."""
    if os.name != "nt" and folder.is_dir():
        _sync(folder, os.O_RDONLY)


def _sync(path: str | Path, flags: int) -> None:
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _files(folders: tuple[Path, ...]) -> Iterator["os.DirEntry[str]"]:
    for folder in folders:
        if folder.is_dir():
            with os.scandir(folder) as entries:
                yield from (entry for entry in entries if entry.is_file())

"""Files of a public register as bytes: CSV or ZIP, refused where not whole, mended to UTF-8 as they are read."""

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from typing import Any

from procurement.services.problems import CannotDo
from procurement.spend import archive
from procurement.spend.limits import MEGABYTE, megabytes
from procurement.ui.words import listed

MOST_UNPACKED_BYTES = 16 * 1024 * MEGABYTE
MOST_RATIO = 60
"""Registers squeeze to a fifth or a sixth; a bomb to a thousandth."""
RATIO_MATTERS_ABOVE_BYTES = 100 * MEGABYTE
HEAD_BYTES = 256 * 1024
HASHED_AT_ONCE = 8 * MEGABYTE
TEXTS = (".csv", ".txt", ".tsv")
PART = re.compile(r"part(?P<part>\d{1,2})_(?P<of>\d{1,2})$", re.IGNORECASE)
"""How Companies House calls the parts of its data: BasicCompanyData-2026-11-01-part1_7."""
Tell = Callable[[int], None]


@dataclass(frozen=True)
class RegisterFile:
    """A file named by a person: where it is, and the SHA-256 and size of its bytes."""

    path: Path
    sha256: str
    size: int

    @property
    def is_zip(self) -> bool:
        """By its content: whatever it is called."""
        with self.path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def find(paths: list[Path], tell: Callable[[int, int], None]) -> list[RegisterFile]:
    """The files named, hashed; raises CannotDo where one is not there, is empty or is named twice, where two
    are called alike, or where names say that a part is missing.

    tell: hears how many bytes of how many are hashed.
    """
    if not paths:
        raise CannotDo("Name at least one file of the register.")
    absent = next((path for path in paths if not path.is_file()), None)
    if absent is not None:
        raise CannotDo(f"{absent} is not a file. Name the file that you downloaded.")
    _check_parts(paths)
    sizes = [path.stat().st_size for path in paths]
    found: list[RegisterFile] = []
    for place, (path, size) in enumerate(zip(paths, sizes, strict=True)):
        if size == 0:
            raise CannotDo(f"{path.name} is empty: it holds no byte. Download it again.")
        before = sum(sizes[:place])
        digest = _hashed(path, lambda done, before=before: tell(before + done, sum(sizes)))
        twin = next((one for one in found if one.sha256 == digest), None)
        if twin is not None:
            raise CannotDo(f"{path.name} and {twin.path.name} hold the same bytes. Name each file once.")
        if any(one.path.name == path.name for one in found):
            raise CannotDo(f"Two files are called {path.name}, so nobody could tell their rows apart. Rename one.")
        found.append(RegisterFile(path, digest, size))
    return found


def _check_parts(paths: list[Path]) -> None:
    """Raise CannotDo where names say which parts of how many they are, and some part is not among them."""
    named = [found for path in paths if (found := PART.search(path.stem))]
    for whole in sorted({int(found["of"]) for found in named}):
        there = {int(found["part"]) for found in named if int(found["of"]) == whole}
        lacking = sorted(set(range(1, whole + 1)) - there)
        if lacking:
            raise CannotDo(
                f"The register is in {whole} parts, of which {listed([str(one) for one in lacking], whole)} "
                f"{'is' if len(lacking) == 1 else 'are'} not named. Name all of them at once: a load takes the "
                "place of the one before."
            )


def _hashed(path: Path, tell: Tell) -> str:
    digest, done = sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(HASHED_AT_ONCE):
            digest.update(chunk)
            done += len(chunk)
            tell(done)
    return digest.hexdigest()


def texts_of(file: RegisterFile, tell: Tell) -> Iterator["Text"]:
    """Each text that a file is or holds, to be read before the next is asked for.

    tell: hears how many bytes of the file are gone through. Raises CannotDo, in words, where the file is not whole,
    holds no text, or would unpack to too much.
    """
    with file.path.open("rb") as raw:
        if not file.is_zip:
            yield Text(raw, file.path.name, lambda: tell(raw.tell()))
            return
        with _opened(raw, file) as zipped:
            for part in _texts_in(zipped, file):
                with _part(zipped, part, file) as inside:
                    yield Text(inside, f"{file.path.name}/{part.filename}", lambda: tell(raw.tell()))


@contextmanager
def _opened(raw: Any, file: RegisterFile) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        try:
            zipped = stack.enter_context(zipfile.ZipFile(raw))
        except archive.BROKEN:
            raise CannotDo(f"{file.path.name} did not arrive whole: its ZIP has no end. Download it again.") from None
        _check(zipped.infolist(), file)
        yield zipped


def _check(parts: list[zipfile.ZipInfo], file: RegisterFile) -> None:
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise CannotDo(f"{file.path.name} is protected by a password. Take the password off, or download it again.")
    if archive.overlap(parts):
        raise CannotDo(f"{file.path.name} holds entries that share the same bytes, as bombs do. Download it again.")
    if unpacked > MOST_UNPACKED_BYTES or (unpacked > RATIO_MATTERS_ABOVE_BYTES and unpacked > MOST_RATIO * file.size):
        raise CannotDo(
            f"{file.path.name} ({megabytes(file.size)}) would unpack to {megabytes(unpacked)}, as no register does. "
            "Download it again from its publisher."
        )


def _texts_in(zipped: zipfile.ZipFile, file: RegisterFile) -> list[zipfile.ZipInfo]:
    texts = [
        part
        for part in sorted(zipped.infolist(), key=lambda part: part.filename)
        if PurePosixPath(part.filename).suffix.lower() in TEXTS
        and not archive.is_link(part)
        and not archive.is_left_by_computer(part.filename)
    ]
    if not texts:
        inside = ", ".join(sorted(part.filename for part in zipped.infolist())[:5]) or "nothing"
        raise CannotDo(f"{file.path.name} holds no text file ({', '.join(TEXTS)}), but {inside}.")
    return texts


def _part(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, file: RegisterFile) -> Any:
    """An entry of the ZIP, to be read; raises CannotDo where it can't be begun."""
    try:
        return zipped.open(part)
    except NotImplementedError:
        raise CannotDo(
            f"{file.path.name} is packed in a way that can't be unpacked here, as Windows packs files of more than "
            f"2 GB. Unpack it and name {part.filename} instead."
        ) from None
    except archive.BROKEN:
        raise CannotDo(
            f"{file.path.name} did not arrive whole: {part.filename} in it can't be found. Download it again."
        ) from None


class Text(BufferedIOBase):
    """The bytes of a text, mended to UTF-8: without its byte order mark, what is no UTF-8 marked as damaged."""

    def __init__(self, source: Any, name: str, moved: Callable[[], None]) -> None:
        self._source, self._moved = source, moved
        self.name = name
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._ahead = b""
        self._last = b""
        self.head = self._peek()

    @property
    def is_broken_off(self) -> bool:
        """Whether what was read so far does not end with a line, as a download that stopped."""
        return not self._last.endswith((b"\n", b"\r"))

    def readable(self) -> bool:
        """Always, as io.RawIOBase asks."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes, a megabyte where none is named; nothing at the end."""
        wanted = MEGABYTE if size is None or size < 0 else size
        chunks = [self._ahead]
        while sum(map(len, chunks)) < wanted and (chunk := self._next()):
            chunks.append(chunk)
        whole = b"".join(chunks)
        self._ahead = whole[wanted:]
        return whole[:wanted]

    def _peek(self) -> bytes:
        first = self.read(HEAD_BYTES).removeprefix(codecs.BOM_UTF8)
        self._ahead = first + self._ahead
        return first

    def _next(self) -> bytes:
        try:
            chunk = self._source.read(MEGABYTE)
        except archive.BROKEN as problem:
            raise CannotDo(
                f"{self.name} did not arrive whole: part of it cannot be unpacked. Download it again."
            ) from problem
        self._moved()
        self._last = chunk[-1:] or self._last
        return self._decoder.decode(chunk, final=not chunk).encode()

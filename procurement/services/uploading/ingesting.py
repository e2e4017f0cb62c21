"""Take files from a disk: read each, keep its payments, give a receipt."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from procurement.access import Viewer
from procurement.services import files, owners
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.problems import CannotDo, sentence
from procurement.services.uploading import large_files, submitting
from procurement.services.uploading.asking import Ask
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt, refused
from procurement.services.uploading.remembered import ABOUT_ONE_FILE
from procurement.spend.findings import Refused
from procurement.spend.limits import COMMAND_LINE

MARK = "DEMONSTRATION.txt"
"""Beside invented files: the SHA-256 of each, so that they are known as invented when somebody ingests them."""


def owner_of(authority: str, body: str, desk: Desk) -> Owner:
    """Whose the files are; raises CannotDo unless exactly one of the two names is given."""
    authority, body = authority.strip(), body.strip()
    if bool(authority) == bool(body):
        raise CannotDo("Say whose spend this is: --authority with a council's name or code, or --body with a name.")
    return owners.council(authority, desk) if authority else owners.body(body)


def files_of(paths: Iterable[Path], owner: Owner) -> list[tuple[Path, Owner]]:
    """Each file with its owner, folders opened; raises FileNotFoundError with a sentence where a path is wrong."""
    return [(path, owner) for path in files.gather(paths)]


@dataclass(frozen=True)
class Answering:
    """How questions are answered: by answers given beforehand (code to value), then by whoever is there to `ask`.

    are_remembered: whether they become the council's profile; always: whether those that speak of one file do as well.
    """

    given: Mapping[str, str] = field(default_factory=dict[str, str])
    ask: Ask | None = None
    are_remembered: bool = False
    always: bool = False


def ingest(
    viewer: Viewer,
    desk: Desk,
    named: Iterable[tuple[Path, Owner]],
    yes: bool = False,
    answering: Answering | None = None,
) -> Iterator[Receipt]:
    """Submit the files one after another; yields a receipt a file, those that can't be opened last."""
    how = answering or Answering()
    closed: list[Receipt] = []
    opened = _opened(desk, named, closed, how)
    yield from submitting.submit(viewer, desk, opened, take_suggested=yes, ask=how.ask)
    yield from closed


def _opened(
    desk: Desk, named: Iterable[tuple[Path, Owner]], closed: list[Receipt], answering: Answering
) -> Iterator[SpendFile]:
    """The bytes of one file at a time, of a large text a part at a time.

    What the disk won't give becomes a refusal in `closed`, and the rest go on.
    """
    for path, owner in named:
        try:
            for part in large_files.contents(path, desk, COMMAND_LINE):
                yield SpendFile(
                    part.name,
                    part.content,
                    owner,
                    answering.given,
                    limits=COMMAND_LINE,
                    is_demonstration=is_invented(path, part.content),
                    are_remembered=answering.are_remembered,
                    always=ABOUT_ONE_FILE if answering.always else frozenset(),
                    part_of=part.of,
                )
        except (OSError, Refused) as problem:
            closed.append(refused(path.name, "", sentence(problem)))


def is_invented(path: Path, content: bytes) -> bool:
    """Whether a mark beside the file says that it is."""
    mark = path.parent / MARK
    return mark.is_file() and sha256(content).hexdigest() in mark.read_text(encoding="utf-8", errors="replace").split()

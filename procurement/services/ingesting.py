"""Take files from a disk: read each, keep its payments, give a receipt."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from procurement.access import Viewer
from procurement.services import files, owners, submitting
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.reading import SpendFile
from procurement.services.receipts import Receipt
from procurement.spend.limits import Limits

COMMAND_LINE = Limits(max_bytes=2 * 1024**3, max_rows=20_000_000)
"""Whoever has a terminal may read larger files than the page takes."""


def owner_of(authority: str, body: str, desk: Desk) -> Owner:
    """Whose the files are; raises ValueError unless exactly one of the two names is given."""
    if bool(authority) == bool(body):
        raise ValueError("Say whose spend this is: --authority with a council's name or code, or --body with a name.")
    return owners.council(authority, desk) if authority else owners.body(body)


def files_of(paths: Iterable[Path], owner: Owner) -> list[tuple[Path, Owner]]:
    """Each file with its owner, folders opened; raises FileNotFoundError with a sentence where a path is wrong."""
    return [(path, owner) for path in files.gather(paths)]


def ingest(viewer: Viewer, desk: Desk, named: Iterable[tuple[Path, Owner]], yes: bool = False) -> Iterator[Receipt]:
    """Submit the files one after another; the bytes of one file at a time are in memory until it is stored."""
    uploads = (SpendFile(path.name, path.read_bytes(), owner, limits=COMMAND_LINE) for path, owner in named)
    return submitting.submit(viewer, desk, uploads, take_suggested=yes)

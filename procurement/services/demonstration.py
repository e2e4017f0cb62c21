"""The demonstration: invented files of real councils, written to a folder or loaded through the real pipeline."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from procurement.access import Role, Viewer
from procurement.demonstration import reference, writing
from procurement.services import owners, standing
from procurement.services.desk import Desk, open_reference
from procurement.services.uploading import submitting
from procurement.services.uploading.ingesting import MARK
from procurement.services.uploading.reading import SpendFile

SEED = 20110908
LOADER = Viewer(Role.ADVISORY_GROUP)
ANSWERS = "answers.csv"
Progress = Callable[..., Iterator[Any]]


def write(folder: Path, seed: int, progress: Progress) -> pl.DataFrame:
    """Write the files and, beside them, the true supplier and category of each line; returns a row a file."""
    folder.mkdir(parents=True, exist_ok=True)
    made = progress(writing.files(reference.gather(open_reference()), seed), "Inventing payments")
    rows: list[dict[str, Any]] = []
    answers: list[pl.DataFrame] = []
    digests: list[str] = []
    for file in made:
        (folder / file.name).write_bytes(file.content)
        digests.append(sha256(file.content).hexdigest())
        answers.append(file.answers)
        rows.append({"file": file.name, "authority_code": file.authority_code, "bytes": len(file.content)})
    pl.concat(answers).write_csv(folder / ANSWERS)
    (folder / MARK).write_text("\n".join([standing.BANNER, *digests, ""]), encoding="utf-8")
    return pl.DataFrame(rows)


def load(desk: Desk, progress: Progress, seed: int = SEED) -> None:
    """Put the demonstration through the same reading and storing as any upload."""
    made = list(writing.files(reference.gather(desk.reference), seed))
    uploads = (
        SpendFile(file.name, file.content, owners.from_code(file.authority_code, desk))
        for file in progress(made, "Loading the demonstration councils")
    )
    for _ in submitting.submit(LOADER, desk, uploads, take_suggested=True, demonstration=True):
        pass

"""What became of uploads whose storing met with trouble: the first thing that the person who sent them asks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from procurement.store import upload_log
from procurement.store.ledger import Ledger
from procurement.store.problems import StoreProblem
from procurement.store.submission import Upload

NAMED_AT_MOST = 3


@contextmanager
def outcome_told(ledger: Ledger, uploads: Sequence[Upload]) -> Iterator[None]:
    """Begin any StoreProblem of the block with a sentence on whether `uploads` are stored, as the ledger has it."""
    try:
        yield
    except StoreProblem as problem:
        raise StoreProblem(f"{_sentence(ledger, uploads)} {problem}") from problem


def _sentence(ledger: Ledger, uploads: Sequence[Upload]) -> str:
    try:
        standing = upload_log.uploads(ledger.log()).filter(upload_log.is_standing)
    except StoreProblem:
        return f"Whether {_named(uploads)} was stored will be known once the store can be read; it then says so."
    held = set(standing.select("authority_code", "sha256").iter_rows())
    stored = [upload for upload in uploads if (upload.authority_code, upload.sha256) in held]
    absent = [upload for upload in uploads if upload not in stored]
    are = "is stored whole; it need" if len(stored) == 1 else "are stored whole; they need"
    return " ".join(
        [f"{_named(stored)} {are} not be uploaded again."] * bool(stored)
        + [f"Nothing of {_named(absent)} was stored."] * bool(absent)
    )


def _named(uploads: Sequence[Upload]) -> str:
    names = [upload.file_name for upload in uploads]
    if len(names) > NAMED_AT_MOST:
        others = len(names) - NAMED_AT_MOST
        names = [*names[:NAMED_AT_MOST], f"{others} other file{'s' * (others > 1)}"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

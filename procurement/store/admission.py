"""Which submissions may enter the ledger and under which ids, judged against the log before anything is written."""

from collections.abc import Sequence

import polars as pl

from procurement.store import upload_log
from procurement.store.problems import StoreProblem
from procurement.store.submission import Kept, Submission, Upload, name_upload

Bytes = tuple[str, str]
"""A body's code and the SHA-256 of a file: what makes two uploads the same."""


def admit(log: pl.DataFrame, submissions: Sequence[Submission]) -> tuple[list[Kept], list[tuple[str, Submission]]]:
    """Where each submission goes, in order, and those of them that are new, with their ids.

    Raises StoreProblem where demonstration and real uploads would mix, or one to be replaced does not stand.
    """
    uploads = upload_log.uploads(log)
    standing = _by_bytes(uploads.filter(pl.col("state") == upload_log.STORED))
    earlier = _by_bytes(uploads)
    kept: list[Kept] = []
    entries: list[tuple[str, Submission]] = []
    for submission in submissions:
        same = [one for one in standing.get(_bytes(submission.upload), []) if one not in submission.replaces]
        if same:
            kept.append(Kept(same[-1], is_new=False))
            continue
        _check_kind(is_demonstration(log), submission.upload)
        _check_replaces(standing, submission)
        upload_id = name_upload(submission.upload, len(earlier.get(_bytes(submission.upload), [])))
        standing.setdefault(_bytes(submission.upload), []).append(upload_id)
        kept.append(Kept(upload_id, is_new=True))
        entries.append((upload_id, submission))
    _check_one_kind([submission.upload for _, submission in entries])
    return kept, entries


def is_demonstration(log: pl.DataFrame) -> bool | None:
    """Whether the first upload ever stored was a demonstration; None where there was none."""
    stored = log.filter(upload_log.is_storing).get_column("is_demonstration")
    return None if stored.is_empty() else stored[0]


def _by_bytes(uploads: pl.DataFrame) -> dict[Bytes, list[str]]:
    ids: dict[Bytes, list[str]] = {}
    for code, sha256, upload_id in uploads.select("authority_code", "sha256", "upload_id").iter_rows():
        ids.setdefault((code, sha256), []).append(upload_id)
    return ids


def _bytes(upload: Upload) -> Bytes:
    return upload.authority_code, upload.sha256


def _check_kind(store_is_demonstration: bool | None, upload: Upload) -> None:
    if store_is_demonstration is None or store_is_demonstration == upload.is_demonstration:
        return
    held, arriving = ("demonstration", "real") if store_is_demonstration else ("real", "demonstration")
    raise StoreProblem(
        f"{upload.file_name} is a {arriving} upload and this store holds {held} ones, which never mix. "
        "Choose another folder with PROCUREMENT_HOME for it."
    )


def _check_one_kind(uploads: Sequence[Upload]) -> None:
    if len({upload.is_demonstration for upload in uploads}) > 1:
        raise StoreProblem("Demonstration and real uploads came together, which never mix: upload them to two stores.")


def _check_replaces(standing: dict[Bytes, list[str]], submission: Submission) -> None:
    all_standing = {one for ids in standing.values() for one in ids}
    for old in submission.replaces:
        if old not in all_standing:
            raise StoreProblem(
                f"{submission.upload.file_name} is to replace the upload {old!r}, which is not among those that stand. "
                "Somebody replaced or withdrew it meanwhile: upload the file again to see what stands now."
            )

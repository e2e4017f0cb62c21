"""What is inside a ZIP: refused from its directory where it would unpack to too much, else read member by member."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath

from procurement.in_words import counted
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits, megabytes

CHUNK_BYTES = 1024 * 1024
LEFT_BY_COMPUTERS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
BROKEN = (
    zipfile.BadZipFile, EOFError, OSError, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError,
    ValueError,
)  # fmt: skip
"""What a damaged ZIP raises, wherever in it the damage is."""

FIXED_HEADER_BYTES = 30
"""What stands before a member's name and bytes, at the least."""

NOT_WHOLE = "The file did not arrive whole: part of it cannot be unpacked. Upload it again."


def check_sizes(archive: zipfile.ZipFile, content_bytes: int, limits: Limits) -> None:
    """Raise Refused, from the directory alone, where a ZIP or workbook is locked or would unpack to too much."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("The file is protected by a password. Remove the password and upload it again.")
    if overlap(parts):
        raise Refused(
            "Entries of the archive share the same bytes, as no program writes them and as bombs do. "
            "Pack the files anew and upload that."
        )
    if len(parts) > limits.max_members:
        raise Refused(
            f"The archive holds {counted(len(parts), 'file')}; the limit is {limits.max_members:,}. "
            "Upload fewer at a time."
        )
    if unpacked > limits.max_unzipped_bytes:
        raise Refused(
            f"The file would unpack to {megabytes(unpacked)}; the limit is {megabytes(limits.max_unzipped_bytes)}. "
            "Split it and upload the parts."
        )
    if unpacked > limits.ratio_matters_above_bytes and unpacked > limits.max_unzip_ratio * content_bytes:
        raise Refused(
            f"The file would unpack to {unpacked // max(content_bytes, 1)} times its size ({megabytes(unpacked)}), as "
            "no spend file does. Save it as CSV and upload that."
        )


def overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries claim some of the same bytes, so that a small file unpacks to a great deal."""
    in_order = sorted(parts, key=lambda part: part.header_offset)
    return any(
        part.header_offset + FIXED_HEADER_BYTES + part.compress_size > after.header_offset
        for part, after in pairwise(in_order)
    )


def is_link(part: zipfile.ZipInfo) -> bool:
    """Whether an entry is a symbolic link: a name to be followed, not a file."""
    return stat.S_ISLNK(part.external_attr >> 16)


def members(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes | Refused]]:
    """Each file in a ZIP, by its path inside and in that order, with its bytes or why they could not be had.

    Folders and what a Mac or Windows leaves behind are passed over. Raises Refused where the archive as a whole may
    not be opened; an archive without a file gives nothing.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        check_sizes(archive, len(content), limits)
        for part in sorted(archive.infolist(), key=lambda part: part.filename):
            if not part.filename.endswith("/") and not is_left_by_computer(part.filename):
                yield part.filename, unpack(archive, part)


def is_left_by_computer(name: str) -> bool:
    """Whether a member is a note that an operating system keeps for itself."""
    return any(step in LEFT_BY_COMPUTERS or step.startswith("._") for step in PurePosixPath(name).parts)


def unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | Refused:
    """A member's bytes; a refusal where it is a link, damaged, or more than the directory declares."""
    if is_link(part):
        return Refused("This entry of the ZIP is a link to another file, not a file. Pack the file itself.")
    try:
        return archive.read(part)
    except BROKEN:
        return Refused(NOT_WHOLE)


def chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's bytes, a megabyte at a time. Raises Refused where they are damaged or not as declared."""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                yield chunk
    except BROKEN:
        raise Refused(NOT_WHOLE) from None

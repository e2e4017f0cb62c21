"""An upload becomes checked files: what each is by its content, within the limits, and safe to open."""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from procurement.spend import archive, file_kind
from procurement.spend.findings import Fix, Refused
from procurement.spend.limits import Limits as Limits
from procurement.spend.limits import megabytes
from procurement.spend.workbooks import ole_safety, workbook_safety

LONGEST_NAME = 120
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True)
class Received:
    """One file to be read: `name` is for showing only, `sha256` is what it is stored by.

    kind: csv (any delimited text), xlsx, xls, ods, html, xml or json. refusal: "" or why this member of a ZIP was not
    taken, in which case `kind` is "". part_of: of which larger file this is a part, and
    which, "" for none.
    """

    name: str
    content: bytes
    sha256: str
    kind: str
    fixes: tuple[Fix, ...] = ()
    refusal: str = ""
    part_of: str = ""


def check(name: str, content: bytes, limits: Limits) -> list[Received]:
    """The files of one upload: the file itself, or a ZIP's members, each with its own refusal where it has one.

    Raises Refused, saying what is wrong and how to mend it, where the upload as a whole cannot be taken; a member that
    cannot be taken does not stop the others.
    """
    refuse_too_large(len(content), limits)
    shown = shown_name(name)
    kind = file_kind.recognise(content)
    return members_of_zip(shown, content, limits) if kind == "zip" else [one_file(shown, content, kind, limits)]


def refuse_too_large(size_bytes: int, limits: Limits) -> None:
    """Raise Refused where a file is larger than the limit; its size is enough to know, before a byte of it is read."""
    if size_bytes > limits.max_bytes:
        raise Refused(
            f"The file is {megabytes(size_bytes)}; the limit is {megabytes(limits.max_bytes)}. "
            "Split it, for example by month, and upload the parts."
        )


def one_file(name: str, content: bytes, kind: str, limits: Limits) -> Received:
    """A file of a known kind, checked. Raises Refused where it is a workbook that may not be opened."""
    if kind == "xls":
        ole_safety.check(content, limits)
    safety = workbook_safety.check(content, limits) if kind in ("xlsx", "ods") else ()
    return Received(name, content, hashlib.sha256(content).hexdigest(), kind, (*named_otherwise(name, kind), *safety))


def members_of_zip(name: str, content: bytes, limits: Limits) -> list[Received]:
    """Each file of a ZIP, the second of one name as "april.csv (2)".

    Raises Refused where the archive may not be opened or holds no file.
    """
    paths: Counter[str] = Counter()
    received: list[Received] = []
    for path, unpacked in archive.members(content, limits):
        paths[path] += 1
        again = f" ({paths[path]})" if paths[path] > 1 else ""
        received.append(member(name, f"{path}{again}", unpacked, limits))
    if not received:
        raise Refused("The ZIP archive holds no file. Put the spend files in it and upload it again.")
    return received


def member(name: str, path: str, unpacked: bytes | Refused, limits: Limits) -> Received:
    """One file of a ZIP, shown as archive.zip/member.csv, taken or with its refusal."""
    shown = "/".join([name, *(shown_name(step) for step in path.split("/") if step not in ("", ".", ".."))])
    content = b"" if isinstance(unpacked, Refused) else unpacked
    try:
        if isinstance(unpacked, Refused):
            raise unpacked
        kind = file_kind.recognise(content)
        if kind == "zip":
            raise Refused("This is a ZIP inside a ZIP. Unpack it and upload the files that are in it.")
        return one_file(shown, content, kind, limits)
    except Refused as refused:
        return Received(shown, content, hashlib.sha256(content).hexdigest(), "", refusal=str(refused))


def named_otherwise(name: str, kind: str) -> tuple[Fix, ...]:
    """A note where the name's ending says something else than the content."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not ending or ending in file_kind.ENDINGS[kind]:
        return ()
    others = {ending for endings in file_kind.ENDINGS.values() for ending in endings}
    if ending not in others:
        return ()
    return (
        Fix(
            "KIND_BY_CONTENT",
            f"The name ends in .{ending}, but the file is {file_kind.KINDS[kind]}; it was read as that.",
        ),
    )


def shown_name(name: str) -> str:
    """A file's name without its folders, characters that cannot be seen, or more than 120 characters.

    >>> shown_name("../../april\\u202e.csv")
    'april.csv'
    """
    last = re.split(r"[\\/]", name.rstrip("\\/"))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN).strip() or "file"
    return visible if len(visible) <= LONGEST_NAME else f"{visible[: LONGEST_NAME - 11]}…{visible[-10:]}"

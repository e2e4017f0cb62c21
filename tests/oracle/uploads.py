"""Uploads to read: invented files in their containers, as they were made or mutated, as hypothesis strategies."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.oracle import containers, mutations
from tests.oracle.containers import TextForm
from tests.oracle.council_files import CouncilFile, Draw, council_files, months
from tests.spend import workbooks

CONTAINERS = ("csv", "xlsx", "xls", "ods", "zip", "sheets")
MONTHS = ("Apr", "May", "Jun")
GENERATED, MUTATED = "generated", "mutated"
LETTERS = {"utf-8": "wide", "utf-8-sig": "wide", "utf-16": "wide", "cp1252": "accented", "cp850": "plain"}
"""The letters that each encoding can hold."""

LINE_ENDS = (("\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\r\n", "\n", "\r"))
JUNK = {"__MACOSX/._april.csv": b"\x00\x05\x16\x07", "readme.pdf": b"%PDF-1.7\n%", "nothing.csv": b""}
NAME = "spend"


@dataclass(frozen=True)
class Upload:
    """One upload. known: the name of each file in it to what must come of that; nothing is known of mutated ones."""

    name: str
    content: bytes
    known: dict[str, CouncilFile] = field(default_factory=dict)


@st.composite
def text_forms(draw: Draw) -> TextForm:
    """How a text file is written."""
    return TextForm(
        draw(st.sampled_from([",", ",", ",", ";", "\t", "|"])),
        draw(st.sampled_from(sorted(LETTERS))),
        draw(st.sampled_from(LINE_ENDS)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def uploads(container: str, kind: str) -> st.SearchStrategy[Upload]:
    """Uploads of one container, GENERATED or MUTATED."""
    if container == "zip":
        return zips(kind)
    if container == "sheets":
        return sheets(kind)
    return generated(container) if kind == GENERATED else mutated(container)


@st.composite
def generated(draw: Draw, container: str) -> Upload:
    """One file as it was made."""
    form = draw(text_forms())
    file = draw(council_files(container, LETTERS[form.encoding] if container == "csv" else "wide"))
    name = f"{NAME}.{container}"
    return Upload(name, written(file, form, draw(st.booleans())), {name: file})


@st.composite
def mutated(draw: Draw, container: str) -> Upload:
    """One file whose rows, bytes, or both were spoilt."""
    form = draw(text_forms())
    file = draw(council_files(container, LETTERS[form.encoding] if container == "csv" else "wide"))
    how = draw(st.sampled_from(["rows", "bytes", "both", "spliced"]))
    if how == "spliced":
        other = draw(council_files(container, file.style.letters))
        file = mutations.spliced(file, other, draw(st.integers(0, len(file.rows))))
    elif how != "bytes":
        file = draw(mutations.of_rows(file))
    content = written(file, form, draw(st.booleans()))
    if how in ("bytes", "both"):
        content = draw(mutations.of_bytes(content, form.encoding if container == "csv" else ""))
    return Upload(f"{NAME}.{container}", content)


@st.composite
def sheets(draw: Draw, kind: str) -> Upload:
    """A workbook with a month on each of three sheets."""
    container = draw(st.sampled_from(["xlsx", "ods"]))
    file = draw(months(container))
    every = [file, *file.others]
    if kind == MUTATED:
        at = draw(st.integers(0, 2))
        every[at] = draw(mutations.of_rows(every[at]))
    rows = {name: sheet.rows for name, sheet in zip(MONTHS, every, strict=True)}
    content = containers.as_xlsx_sheets(rows) if container == "xlsx" else containers.as_ods_sheets(rows)
    name = f"{NAME}.{container}"
    return Upload(name, content, {} if kind == MUTATED else {name: file})


@st.composite
def zips(draw: Draw, kind: str) -> Upload:
    """A ZIP of one to three files, perhaps with something else beside them."""
    parts = [draw(uploads(draw(st.sampled_from(CONTAINERS[:4])), kind)) for _ in range(draw(st.integers(1, 3)))]
    members = {f"{at}-{part.name}": part.content for at, part in enumerate(parts)}
    junk = draw(st.lists(st.sampled_from(sorted(JUNK)), unique=True, max_size=2))
    content = workbooks.zip_of(members | {name: JUNK[name] for name in junk})
    known = {
        f"{NAME}.zip/{name}": file for name, part in zip(members, parts, strict=True) for file in part.known.values()
    }
    if kind == MUTATED and draw(st.integers(0, 3)) == 0:
        content = draw(mutations.of_bytes(content, ""))
    return Upload(f"{NAME}.zip", content, known)


def written(file: CouncilFile, form: TextForm, is_1904: bool) -> bytes:
    """The bytes of a file in its container."""
    if file.style.container == "csv":
        return containers.as_text(file.rows, form)
    if file.style.container == "ods":
        return containers.as_ods(file.rows)
    # Bare serial numbers of the other calendar would be other days.
    writes: Any = containers.as_xlsx if file.style.container == "xlsx" else containers.as_xls
    return writes(file.rows, is_1904 and file.style.typed)

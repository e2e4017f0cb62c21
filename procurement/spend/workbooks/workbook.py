"""An Excel or OpenDocument workbook becomes rows of text, numbered as its sheet numbers them."""

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast
from xml.etree.ElementTree import ParseError

import fastexcel
import polars as pl

from procurement.spend import file_kind, text_limits
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.findings import Fix, Refused
from procurement.spend.limits import Limits
from procurement.spend.marked_up import marked_tables
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable
from procurement.spend.workbooks import (
    hidden_rows,
    merged_cells,
    ods_hidden,
    one_column,
    red_figures,
    sheet_cells,
    sheet_choice,
    sheet_join,
    sheet_markup,
    sheet_space,
)
from procurement.spend.workbooks.merged_cells import Merge
from procurement.spend.workbooks.sheet_cells import SheetReader
from procurement.spend.workbooks.sheet_join import SheetRows
from procurement.spend.workbooks.sheet_markup import Workbook
from procurement.spend.workbooks.sheets import Sheet, measured

DAMAGED = "The workbook is damaged, or did not arrive whole. Open it in Excel, save it as a new .xlsx and upload that."
DATE_MODE_1904 = b"\x22\x00\x02\x00\x01\x00"
UNREADABLE = (fastexcel.FastExcelError, zipfile.BadZipFile, ParseError, LookupError, ValueError, struct.error)

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Opened:
    """A workbook fit to be read: its bytes, and for an .xlsx its markup and which rows were moved near.

    loaded: the sheets, where they come from the marks of a web page, XML or JSON; hidden and merged: what these hide,
    and their cells over several rows, by name.
    """

    content: bytes
    day_zero: str
    markup: Workbook | None = None
    moved: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    loaded: tuple[Sheet, ...] = ()
    hidden: Mapping[str, hidden_rows.Hidden] = field(default_factory=dict[str, hidden_rows.Hidden])
    merged: Mapping[str, Sequence[Merge]] = field(default_factory=dict[str, Sequence[Merge]])


def read(received: Received, limits: Limits, answers: Mapping[str, str], known: Aliases | None = None) -> TextTable:
    """The rows of the sheet that holds the payments, from row 1 of the sheet to the last that holds anything.

    Several sheets that are parts of one list are read together, where `known` tells what headings mean.
    Numbers come as they are (1234.5, 41758), date cells as 2025-04-03 00:00:00 (those of an .ods, which are text there,
    as it writes them), true and false in words, errors as #REF!, and a formula whose result was never saved as the
    formula. Raises Refused where the workbook is damaged, spreads too far, or is beyond the limits in rows or columns.
    """
    opened = or_damaged(lambda: open_workbook(received, limits))
    sheets = opened.loaded or or_damaged(lambda: load_sheets(opened.content))
    chosen = sheet_choice.choose(sheets, answers, known)
    text_limits.refuse_too_many_rows(sum(sheet.rows for sheet in chosen.sheets), limits)
    bare = [
        _with_merged(_with_formulas(sheet, opened, received.kind), opened, received.kind, known)
        for sheet in chosen.sheets
    ]
    settled, asked = hidden_rows.settle([(sheet.cells, sheet.hidden) for sheet in bare], answers)
    rows = [
        _within_limits(sheet.name, cells, hidden, opened.moved.get(sheet.name, {}), limits)
        for sheet, (cells, hidden) in zip(bare, settled, strict=True)
    ]
    joined = sheet_join.join(rows, known) if known and len(rows) > 1 else None
    return TextTable(
        cells=joined.cells if joined else rows[0].cells,
        kind=received.kind,
        unreadable=joined.unreadable if joined else rows[0].unreadable,
        sheet=rows[0].name,
        parts=joined.parts if joined else (),
        serial_day_zero=opened.day_zero,
        fixes=(
            *received.fixes,
            *chosen.notes,
            *kind_notes(opened.day_zero, received.kind),
            *(note for sheet in bare for note in sheet.notes),
        ),
        questions=(*chosen.questions, *asked),
    )


@dataclass(frozen=True)
class Bare:
    """A sheet with its formulas in place, and what it hides."""

    name: str
    cells: pl.DataFrame
    hidden: hidden_rows.Hidden
    notes: tuple[Fix, ...]


def _with_formulas(sheet: Sheet, opened: Opened, kind: str) -> Bare:
    markup = sheet_markup_of(opened, sheet.name)
    cells, notes = sheet_cells.with_formulas(sheet.cells, markup)
    red = or_damaged(lambda: red_figures.note(opened.content, sheet.name, markup)) if markup else ()
    return Bare(sheet.name, cells, or_damaged(lambda: hidden_in(opened, kind, sheet.name, markup)), (*notes, *red))


def _with_merged(bare: Bare, opened: Opened, kind: str, known: Aliases | None) -> Bare:
    """The sheet with merged texts on each of their rows; as it is where its rows were moved near, or an .xls tells
    nothing of them."""
    if known is None or opened.moved.get(bare.name) or kind == "xls":
        return bare
    if opened.loaded:
        merges = opened.merged.get(bare.name, ())
    elif kind == "ods":
        merges = or_damaged(lambda: merged_cells.of_ods(opened.content, bare.name))
    else:
        merges = merged_cells.of_markup(sheet_markup_of(opened, bare.name))
    cells, noted = merged_cells.fill(bare.cells, merges, known)
    return replace(bare, cells=cells, notes=(*bare.notes, *noted))


def _within_limits(
    name: str, cells: pl.DataFrame, hidden: pl.DataFrame, true_rows: Mapping[int, int], limits: Limits
) -> SheetRows:
    """The rows of a sheet as it numbers them; those with a cell beyond the limit among the unreadable."""
    cells = sheet_cells.renumbered(text_limits.without_empty_ends(cells), true_rows)
    text_limits.refuse_too_many_columns(cells, limits)
    cells, too_long = text_limits.hold_long_cells(cells, limits)
    return SheetRows(name, cells, pl.concat([hidden, too_long]).sort("line"))


def or_damaged(step: Callable[[], Answer]) -> Answer:
    """What a step of reading gives. Raises Refused where the workbook's own form fails it, or its reader panics.

    The reader of workbooks is written in Rust, and a panic there comes as a BaseException of a class that it does not
    export, so that it can be told only by its name.
    """
    try:
        return step()
    except UNREADABLE as error:
        raise Refused(password_sentence(error) or DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Refused(DAMAGED) from error
        raise


def password_sentence(error: Exception) -> str:
    """What to say where the reader met a password, else ""."""
    if "password" not in str(error).lower():
        return ""
    return "The workbook is protected by a password. Remove the password and upload it again."


def open_workbook(received: Received, limits: Limits) -> Opened:
    """The workbook, its sheets brought within reach. Raises Refused where they spread too far."""
    if received.kind in file_kind.MARKUP:
        marked = marked_tables.read(received.content, received.kind, limits)
        return Opened(b"", "1900", loaded=tuple(marked.sheets), hidden=marked.hidden, merged=marked.merged)
    if received.kind == "ods":
        sheet_space.check_ods(received.content, limits)
        return Opened(received.content, "1900")
    if received.kind == "xls":
        return Opened(received.content, "1904" if DATE_MODE_1904 in received.content else "1900")
    markup = sheet_markup.open_markup(received.content)
    content, moved = sheet_space.bring_near(received.content, markup, limits)
    return Opened(content, markup.day_zero, markup, moved)


def load_sheets(content: bytes) -> list[Sheet]:
    """Every sheet of a workbook with its rows."""
    reader = fastexcel.read_excel(content)
    values = cast(SheetReader, reader)
    loaded = ((name, *sheet_cells.load(values, name)) for name in reader.sheet_names)
    return [measured(name, one_column.split(cells), is_hidden=is_hidden) for name, cells, is_hidden in loaded]


def hidden_in(opened: Opened, kind: str, name: str, markup: bytes) -> hidden_rows.Hidden:
    """What the chosen sheet hides; nothing is known of it in an .xls, see `kind_notes`."""
    if opened.loaded:
        return opened.hidden.get(name, hidden_rows.Hidden())
    if kind != "ods":
        return hidden_rows.of_markup(markup)
    rows, columns, first = ods_hidden.places(opened.content, name)
    return hidden_rows.Hidden(frozenset(rows), frozenset(columns), first)


def kind_notes(day_zero: str, kind: str) -> tuple[Fix, ...]:
    """What a person should know of the kind of workbook: days counted from 1904, an .xls whose hidden rows count."""
    notes: list[Fix] = []
    if day_zero == "1904":
        notes.append(
            Fix("CALENDAR_1904", "The workbook counts its days from 1904, as on an old Mac; so they are read.")
        )
    if kind == "xls":
        sentence = (
            "Whether rows or columns of an .xls workbook are hidden cannot be told: all of them are read. If some "
            "should not count, delete them, or save the workbook as .xlsx to be asked about them."
        )
        notes.append(Fix("HIDDEN_NOT_TOLD", sentence))
    return tuple(notes)


def sheet_markup_of(opened: Opened, name: str) -> bytes:
    """The markup of an .xlsx's sheet, rows moved near; b"" for other kinds, whose markup is not looked at."""
    part = opened.markup.parts.get(name, "") if opened.markup else ""
    return sheet_markup.markup_of(opened.content, part) if part else b""

"""Texts of a public register become batches of rows in bounded memory; rows of another width are put aside."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from procurement.services.problems import CannotDo
from procurement.services.registers.register_archives import RegisterFile, Tell, Text, texts_of
from procurement.spend.limits import MEGABYTE
from procurement.suppliers.public_registers.adapters import Adapter, Table
from procurement.tables import REGISTER_REFUSED

BLOCK_BYTES = 16 * MEGABYTE


@dataclass
class Batch:
    """Some rows of one table of a register as text, with `file` and `row`; `ragged` are rows of another width."""

    table: Table
    rows: pl.DataFrame
    ragged: pl.DataFrame


def batches(file: RegisterFile, adapter: Adapter, tell: Tell) -> Iterator[Batch]:
    """The rows of a file, some tens of thousands at a time; `tell` hears how many of its bytes are gone through.

    Raises CannotDo, in words, where the file is not whole, or is no file of this register.
    """
    for text in texts_of(file, tell):
        yield from _batches_of(text, adapter)


def _batches_of(text: Text, adapter: Adapter) -> Iterator[Batch]:
    headings, table = _headings(text, adapter)
    named = {name: f"{headings.index(name)} {name}" for name in table.needed}
    ragged: list[Any] = []

    def put_aside(row: Any) -> str:
        """Keep a row of another width to be told of, and go on."""
        ragged.append(row)
        return "skip"

    with _told(text.name):
        reader = arrow_csv.open_csv(
            text,
            read_options=arrow_csv.ReadOptions(
                block_size=BLOCK_BYTES,
                use_threads=False,
                column_names=[f"{place} {name}" for place, name in enumerate(headings)],
                skip_rows=0 if adapter.columns else 1,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=adapter.delimiter,
                quote_char=_quote_of(text, adapter),
                newlines_in_values=True,
                invalid_row_handler=put_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(named.values()),
                column_types={column: pa.string() for column in named.values()},
                strings_can_be_null=False,
            ),
        )
    whole_name = {column: name for name, column in named.items()}
    next_row, told = (1 if adapter.columns else 2), 0
    while True:
        with _told(text.name):
            chunk = next(iter(reader), None)
        aside, told = ragged[told:], len(ragged)
        rows = (
            pl.DataFrame(schema=dict.fromkeys(named, pl.String())) if chunk is None else pl.DataFrame(pa.table(chunk))
        )
        numbers = _row_numbers(next_row, rows.height, {row.number for row in ragged})
        next_row = numbers[-1] + 1 if numbers.len() else next_row
        framed = rows.rename(whole_name if chunk is not None else {}).with_columns(file=pl.lit(text.name), row=numbers)
        yield Batch(table, framed, _refused(aside, text.name, len(headings)))
        if chunk is None:
            _check_whole(text, ragged, next_row, len(headings))
            return


def _quote_of(text: Text, adapter: Adapter) -> str | Literal[False]:
    """The mark around cells; False where tabs part bare headings: there a quotation mark is a letter of a name.

    The Charity Commission's texts are such. Read as the beginning of a cell, it would take in whole rows to the next.
    """
    return '"' if adapter.delimiter != "\t" or text.head.startswith(b'"') else False


def _check_whole(text: Text, ragged: list[Any], next_row: int, width: int) -> None:
    """Raise CannotDo where a text ends within a row, as a download that stopped; one cell alone may be a remark."""
    last = ragged[-1] if ragged else None
    if last is not None and last.number >= next_row and 1 < last.actual_columns < width and text.is_broken_off:
        raise CannotDo(
            f"{text.name} did not arrive whole: it ends in the middle of row {last.number:,}. Download it again."
        )


def _row_numbers(first: int, count: int, aside: set[int]) -> pl.Series:
    """The numbers of `count` rows from `first` on, passing over those that were put aside."""
    numbers = pl.int_range(first, first + count + len(aside), dtype=pl.Int64, eager=True)
    return numbers.filter(~numbers.is_in(list(aside))).head(count)


def _refused(aside: list[Any], name: str, width: int) -> pl.DataFrame:
    rows = [(name, row.number, "", f"it has {row.actual_columns} cells where {width} are needed") for row in aside]
    return pl.DataFrame(rows, schema=REGISTER_REFUSED, orient="row")


def _headings(text: Text, adapter: Adapter) -> tuple[tuple[str, ...], Table]:
    """The names of a file's columns, without spaces around them, and the table of the register that it is."""
    first = next(csv.reader(text.head.decode(errors="replace").splitlines(), delimiter=adapter.delimiter), [])
    if not first:
        raise CannotDo(f"{text.name} is empty: it holds no row. Download it again.")
    if adapter.columns:
        if len(first) != len(adapter.columns):
            raise CannotDo(
                f"{text.name} has {len(first)} columns where lists of the {adapter.title} have "
                f"{len(adapter.columns)} and no headings. Wanted: {adapter.wanted}."
            )
        return adapter.columns, adapter.tables[0]
    headings = tuple(name.strip() for name in first)
    table = adapter.table_for(headings)
    if table is None:
        lacking = ", ".join(adapter.missing(headings)[:4])
        raise CannotDo(
            f"{text.name} is no file of the {adapter.title}: it has no column {lacking}. Wanted: {adapter.wanted}."
        )
    return headings, table


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Raise CannotDo in place of what the reader says of rows that it cannot part."""
    try:
        yield
    except pa.ArrowInvalid as problem:
        if isinstance(problem.__cause__, CannotDo):
            raise problem.__cause__ from None
        raise CannotDo(
            f"{name} cannot be read to its end: a quotation mark is opened and not closed, or a row is too long "
            f"({problem}). Download it again."
        ) from problem

"""What a command prints: tables or JSON on standard output, progress and trouble on standard error."""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import polars as pl
from rich.console import Console
from rich.progress import track

from procurement.in_words import counted, pounds_exactly
from procurement.publish import exports
from procurement.services import publishing, standing
from procurement.services.desk import Desk
from procurement.services.privacy import private_people
from procurement.services.uploading.receipts import Receipt
from procurement.services.uploading.uploads import pounds
from procurement.ui import words

ASKED = 3
ROWS_SHOWN = 40
WIDTH = 160
Item = TypeVar("Item")


def progress_over(items: Iterable[Item], doing: str, quiet: bool = False, total: int | None = None) -> Iterator[Item]:
    """The items, with a progress bar on standard error while they are worked through."""
    known = list(items) if total is None else items
    count = len(known) if isinstance(known, list) else total
    return iter(track(known, doing, total=count, console=Console(stderr=True), disable=quiet, transient=True))


def show(frame: pl.DataFrame, as_json: bool, whole: Any = None) -> None:
    """Print a table, or as JSON either `whole` or the table's rows."""
    if as_json:
        say(_json(frame.to_dicts() if whole is None else whole))
        return
    with pl.Config(
        tbl_rows=ROWS_SHOWN,
        tbl_cols=-1,
        tbl_width_chars=WIDTH,
        fmt_str_lengths=60,
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
    ):
        say(str(_in_pounds(frame)))
    if frame.height > ROWS_SHOWN:
        say(f"{frame.height:,} rows, of which these are the first and the last; --json prints all of them.")


def _in_pounds(frame: pl.DataFrame) -> pl.DataFrame:
    """For reading: a column of pence under its own name in pounds; files and JSON keep whole pence."""
    pence = [name for name, kind in frame.schema.items() if name.endswith("_pence") and kind == pl.Int64]
    named = {name: f"{name.removesuffix('_pence')}_pounds" for name in pence}
    return frame.with_columns(pounds(name).alias(name) for name in pence).rename(named)


def write_out(frame: pl.DataFrame, out: Path | None, as_json: bool, desk: Desk | None = None) -> None:
    """Write the table to a CSV file with formulas disarmed, or print it where no file is named.

    desk: where the table comes from a store, so that a file of invented spend says so in every row.
    """
    if out is None:
        show(frame, as_json)
        return
    out.write_bytes(exports.csv_rows(frame) if desk is None else publishing.csv_of(desk, frame))
    say(json.dumps({"out": str(out), "rows": frame.height}) if as_json else f"{frame.height:,} rows written to {out}.")


def print_receipt(receipt: Receipt, as_json: bool) -> None:
    """A receipt as a line of JSON, or in words."""
    say(_json(receipt.as_json()) if as_json else "\n".join(_in_words(receipt)))


def warn_of_demonstration(desk: Desk) -> Desk:
    """The desk; where its spend is invented, standard error says so before any figure is printed."""
    if standing.is_demonstration(desk):
        sys.stderr.write(f"{standing.BANNER}\n")
    return desk


def _json(values: Any) -> str:
    return json.dumps(_finite(values), default=str, ensure_ascii=False, allow_nan=False)


def _finite(value: Any) -> Any:
    """The values with null for what JSON has no number for, such as a ratio to a cost of nothing."""
    if isinstance(value, Mapping):
        return {str(key): _finite(item) for key, item in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in cast(Sequence[Any], value)]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _in_words(receipt: Receipt) -> Iterator[str]:
    yield f"{receipt.file}: {receipt.outcome}{'. ' + receipt.reason if receipt.reason else ''}"
    if receipt.outcome in ("refused", "known"):
        return
    yield (
        f"  {receipt.lines:,} lines = {receipt.accepted:,} accepted + {receipt.held_back:,} held back + "
        f"{receipt.blank:,} blank + {receipt.headings:,} headings and notes + {receipt.totals:,} totals"
    )
    unread = f" and {counted(receipt.held_back_unread, 'row whose amount', 'rows whose amounts')} cannot be read"
    yield (
        f"  {pounds_exactly(receipt.accepted_pence)} accepted, {pounds_exactly(receipt.held_back_pence)} held back"
        f"{unread if receipt.held_back_unread else ''}"
    )
    yield f"  payments from {_day(receipt.first_day)} to {_day(receipt.last_day)}"
    yield from (f"  check: {text}" for text in receipt.alerts)
    if receipt.withheld:
        yield f"  withheld: {private_people.withheld_told(receipt)} Next: {_private_list(receipt)}"
    for rule, lines in receipt.held_back_rules.items():
        yield f"  held back: {lines:,} {rule}"
    for fix in receipt.fixes:
        yield f"  mended: {fix.sentence}"
    for question in receipt.questions:
        choices = ", ".join(choice.value for choice in question.choices)
        known = f"taken: {question.answer}" if question.answer else f"suggested: {question.suggested}"
        yield f"  question {question.code}: {question.sentence} ({choices}; {known})"
    yield from (f"  from the council's profile: {text}" for text in receipt.remembered)
    yield from (f"  note: {text}" for text in (*receipt.warnings, receipt.note) if text)


def _day(iso: str) -> str:
    return words.day(date.fromisoformat(iso)) if iso else "no day"


def _private_list(receipt: Receipt) -> str:
    """The command that lists the texts, with the council's code or the body's own."""
    return f'procurement private list --authority "{receipt.authority_code or "…"}"'


def say(text: str) -> None:
    """One line, or several, to standard output."""
    sys.stdout.write(f"{text}\n")

"""A council's remembered answers as tables: for a screen, for a CSV file, and back from either kind of file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from procurement.publish.disarming import MARK, STARTS_A_FORMULA
from procurement.services import files
from procurement.services.problems import CannotDo
from procurement.services.uploading.remembered import PEOPLE, Remembered, from_plain, name
from procurement.store.audit import Entry
from procurement.ui import words

COLUMNS = ("code", "value", "question", "by", "at", "file", "hangs_on", "choices")
BRIEF = ("key", "about", "answer", "by", "on", "file")


def as_table(kept: Sequence[Remembered]) -> pl.DataFrame:
    """A row an answer, every column text; the lists as JSON, so that a CSV file can be brought in again."""
    rows = [{**one.plain(), "hangs_on": _packed(one.hangs_on), "choices": _packed(one.choices)} for one in kept]
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))


def in_brief(kept: Sequence[Remembered]) -> pl.DataFrame:
    """A row an answer for a terminal's width, its key first."""
    rows = [(one.key, name(one.code), one.label, one.by, one.at[:10], one.file) for one in kept]
    return pl.DataFrame(rows, schema=dict.fromkeys(BRIEF, pl.String), orient="row")


def told(entry: Entry) -> str:
    """One change of a profile in a sentence: when, by whom, what it was and what it became."""
    before, after = entry.detail["before"], entry.detail["after"]
    about = name((after or before)["code"])
    what = entry.action.removeprefix("profile answer ")
    change = f"from {_value(before)} to {_value(after)}"
    return f"{words.day(entry.at)}, {PEOPLE.get(entry.by, entry.by)}: {about}: {what}, {change}."


def _value(row: dict[str, Any] | None) -> str:
    return from_plain(row).label if row else "nothing"


def read(path: Path) -> list[dict[str, Any]]:
    """The answers of an exported file; raises CannotDo where it is none."""
    if path.suffix.lower() == ".csv":
        return [_armed(row) for row in files.read_columns(path, COLUMNS[:2]).to_dicts()]
    return parsed(path.read_bytes(), path.name)


def parsed(content: bytes, file_name: str) -> list[dict[str, Any]]:
    """The answers of an exported JSON file; raises CannotDo where it is none."""
    try:
        rows = json.loads(content)["answers"]
        return [{part: row[part] for part in COLUMNS if part in row} | {"code": row["code"]} for row in rows]
    except (ValueError, TypeError, KeyError) as problem:
        raise CannotDo(
            f"{file_name} is no exported profile: a JSON file with a list of answers is needed, or a CSV file."
        ) from problem


def _packed(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""


def _armed(row: dict[str, Any]) -> dict[str, Any]:
    """The cells without the apostrophe that the export put before what a spreadsheet would run."""
    cells = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    was_disarmed = pl.all().str.starts_with(MARK) & pl.all().str.slice(1).str.contains(STARTS_A_FORMULA)
    return cells.select(pl.when(was_disarmed).then(pl.all().str.slice(1)).otherwise(pl.all())).to_dicts()[0]

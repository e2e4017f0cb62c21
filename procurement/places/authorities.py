"""Public bodies: which there are on a day, and which one a name means."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from procurement.places import naming
from procurement.tables import AUTHORITY, PRINCIPAL_COUNCIL_KINDS

Row = dict[str, Any]
NAMES = pl.Schema({"name": pl.String(), "authority_code": pl.String()})
NEAREST = 3


class UnknownAuthority(LookupError):
    """No authority, or more than one, has the name; the message is a sentence with the nearest names."""


def parse(reference: pl.DataFrame) -> pl.DataFrame:
    """AUTHORITY from the reference table as text; a blank date or number becomes null.

    Raises polars.exceptions.InvalidOperationError where a date or number can't be read, and ValueError where two rows
    share a code or a name. Empty in gives empty out.
    """
    text = reference.select(pl.col(AUTHORITY.names()).fill_null(""))
    table = text.select(_typed(name, kind) for name, kind in AUTHORITY.items()).sort("authority_code")
    for key in ("authority_code", "name"):
        if table[key].is_duplicated().any():
            twice = ", ".join(table.filter(pl.col(key).is_duplicated())[key].unique().sort().to_list())
            raise ValueError(f"authorities.csv has more than one row for {key} {twice}.")
    return table


def _typed(name: str, kind: pl.DataType) -> pl.Expr:
    if kind == pl.String():
        return pl.col(name)
    written = pl.when(pl.col(name) != "").then(pl.col(name))
    return written.str.to_date("%Y-%m-%d") if kind == pl.Date() else written.cast(kind)


def lived_on(day: date) -> pl.Expr:
    """Rows of AUTHORITY (or GROUPING) that are in being on `day`, first and last days included."""
    started = pl.col("start_date").is_null() | (pl.col("start_date") <= day)
    return started & (pl.col("end_date").is_null() | (pl.col("end_date") >= day))


def principal_councils(authorities: pl.DataFrame, on: date | None = None) -> pl.DataFrame:
    """The AUTHORITY rows that enter councils' totals: those in being `on` a day, or past, present and to come."""
    councils = authorities.filter(pl.col("kind").is_in(PRINCIPAL_COUNCIL_KINDS))
    return councils if on is None else councils.filter(lived_on(on))


def find(authorities: pl.DataFrame, name_or_code: str, on: date, names: pl.DataFrame | None = None) -> Row:
    """The one AUTHORITY row that a name or a GSS code means on a day, as a dictionary.

    names: NAMES, other names and former codes, where the caller has them. A full name wins over a name without words
    such as Council. Where past and present councils share a name, the one in being on the day is meant; a council
    that has ended is still found by a name that is its alone.
    Raises UnknownAuthority with the nearest names.
    """
    found = _meant(authorities, name_or_code, on, names)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{row['official_name']} ({row['authority_code']})" for row in found)
        raise UnknownAuthority(f"“{name_or_code}” could be {listed}. Give the full name or the code.")
    raise UnknownAuthority(
        f"No council is called “{name_or_code}”. The nearest are {_nearest(authorities, name_or_code)}."
    )


def recognise_name(authorities: pl.DataFrame, body_name: str, names: pl.DataFrame | None = None) -> str:
    """The code of the authority that a name in a file stands for; "" where it is none, or could be several.

    Where a council and its successor share the name, the successor is meant.
    """
    found = _meant(authorities, body_name, date.max, names) if naming.core(body_name) else []
    return str(found[0]["authority_code"]) if len(found) == 1 else ""


def heir(authorities: pl.DataFrame, code: str, on: date) -> str:
    """The council that stands for `code` on a day: itself, else its only successor, and so on.

    Returns "" where it had been split between several, or ended without a successor that is in being.
    """
    return heirs(authorities, [code], on)[0]


def heirs(authorities: pl.DataFrame, codes: Sequence[str], on: date) -> list[str]:
    """The `heir` of each code, in order; the register is gone through once."""
    known = authorities.select("authority_code", "start_date", "end_date", "replaced_by").to_dicts()
    rows: dict[str, Row] = {str(row["authority_code"]): row for row in known}
    return [_heir(rows, code, on) for code in codes]


def _heir(rows: dict[str, Row], code: str, on: date) -> str:
    while code in rows and (ended := rows[code]["end_date"]) is not None and ended < on:
        code = str(rows[code]["replaced_by"])
    row = rows.get(code)
    return code if row is not None and (row["start_date"] is None or row["start_date"] <= on) else ""


def _meant(authorities: pl.DataFrame, text: str, on: date, names: pl.DataFrame | None) -> list[Row]:
    found = authorities.filter(pl.col("authority_code") == text.strip().upper()).to_dicts()
    for form in (naming.ended, naming.plain, naming.core):
        found = found or _named(authorities, names, text, form)
    return _living(found, on) if len(found) > 1 else found


def _named(authorities: pl.DataFrame, names: pl.DataFrame | None, text: str, form: Callable[[str], str]) -> list[Row]:
    key = form(text)
    own = [authorities.select(pl.col(column).alias("name"), "authority_code") for column in ("name", "official_name")]
    every = pl.concat([*own, *([] if names is None else [names.select(NAMES.names())])])
    codes = {code for name, code in every.iter_rows() if key and form(name) == key}
    return authorities.filter(pl.col("authority_code").is_in(list(codes))).to_dicts()


def _living(rows: Sequence[Row], on: date) -> list[Row]:
    """Those in being on the day; councils are meant before combined authorities that share their name."""
    there = [r for r in rows if (r["start_date"] or date.min) <= on <= (r["end_date"] or date.max)] or list(rows)
    councils = [r for r in there if r["kind"] in PRINCIPAL_COUNCIL_KINDS]
    return councils or there


def _nearest(authorities: pl.DataFrame, text: str) -> str:
    every = authorities["name"].to_list()
    near = process.extract(text, every, scorer=fuzz.WRatio, processor=naming.core, limit=NEAREST)
    return ", ".join(str(name) for name, _, _ in near)

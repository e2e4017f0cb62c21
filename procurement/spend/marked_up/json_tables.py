"""Lists of records in JSON, as open data portals and maps give them: each record a row, its names the headings.

Where there are none, records under numbers, or a list a column; else lists of lists: their names stand in the first,
or in a list of their own as long as they are.
"""

import json
from collections.abc import Iterator
from typing import Any

from procurement.spend.findings import Refused
from procurement.spend.marked_up.grids import Grids

NO_LIST = "This is a JSON file without a list of payments. Upload the payments as CSV or as an Excel workbook."
FEWEST_FIELDS = 3
INSIDE = ("attributes", "properties")
"""Where maps keep the fields of a feature."""


def records(text: str) -> Grids:
    """Each list of records by the name that it stands under; numbers as they are written, true and false in words.

    The first row is the names of the fields. Raises Refused where the text is no JSON or holds no such list.
    """
    said = _read(text)
    fit = _fit({path or "records": _rows(found) for path, found in _lists(said, "")})
    if not fit:
        fit = _fit({path or "records": _rows(found) for path, found in _keyed(said, "")})
    if not fit:
        named = list(_names(said))
        fit = _fit({path or "rows": _with_names(rows, named) for path, rows in _rows_without_names(said, "")})
    if not fit:
        raise Refused(NO_LIST)
    return fit


def _fit(grids: Grids) -> Grids:
    return {path: rows for path, rows in grids.items() if len(rows[0]) >= FEWEST_FIELDS}


def _read(text: str) -> Any:
    try:
        return _loaded(text)
    except RecursionError:
        raise Refused(NO_LIST) from None
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [_loaded(line) for line in lines]
    except (ValueError, RecursionError):
        raise Refused(
            "This is a JSON file that is damaged or did not arrive whole. Export it again, as CSV if that can be had."
        ) from None


def _loaded(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_named)


def _named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A record in which a name that stands twice is told apart, so that no value is lost."""
    named: dict[str, Any] = {}
    for name, value in pairs:
        named[f"{name} ({sum(one.startswith(name) for one in named) + 1})" if name in named else name] = value
    return named


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of records, however deep, by the name that it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from _lists(inner, f"{path} {name}".strip())
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):  # pyright: ignore[reportUnknownVariableType]
        yield path, [_flat(one) for one in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _keyed(value: Any, path: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Every table that stands as one record: a record a number ({"0": {…}, "1": {…}}), or a list, or a numbered record,
    a column ({"Date": ["…"], "Amount": ["…"]}), all as long, however deep, by the name that it stands under."""
    if not isinstance(value, dict) or not value:
        return
    inner: list[Any] = list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    names = [str(name) for name in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    columns = [_column(one) for one in inner]
    if all(name.isdigit() for name in names) and all(isinstance(one, dict) for one in inner):
        yield path, [_flat(one) for one in inner]
    elif all(columns) and len({len(column) for column in columns}) == 1:
        cells = zip(*columns, strict=True)
        yield path, [dict(zip(names, row, strict=True)) for row in cells]
    else:
        for name, one in zip(names, inner, strict=True):
            yield from _keyed(one, f"{path} {name}".strip())


def _column(value: Any) -> list[str]:
    """The texts of a list of single values, or of a record of them whose names are numbers; none of anything else."""
    held: list[Any] = value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict) and all(str(name).isdigit() for name in value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        held = list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [] if any(isinstance(one, dict | list) for one in held) else [_text(one) for one in held]


def _rows_without_names(value: Any, path: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Every list of lists of one length, however deep, by the name that it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from _rows_without_names(inner, f"{path} {name}".strip())
    elif isinstance(value, list) and value and all(isinstance(one, list) and one for one in value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        rows = [[_text(cell) for cell in row] for row in value]  # pyright: ignore[reportUnknownVariableType]
        if len({len(row) for row in rows}) == 1:
            yield path, rows


def _names(value: Any) -> Iterator[list[str]]:
    """Every list of texts, or of records that have a name, however deep."""
    if isinstance(value, dict):
        for inner in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _names(inner)
    elif isinstance(value, list) and value:
        told = [one.get("name") if isinstance(one, dict) else one for one in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        texts = [text for text in told if isinstance(text, str)]  # pyright: ignore[reportUnknownVariableType]
        if len(texts) == len(told):  # pyright: ignore[reportUnknownArgumentType]
            yield texts


def _with_names(rows: list[list[str]], named: list[list[str]]) -> list[list[str]]:
    """The rows under the first list of names that is as long as they are; as they stand where the names are of them."""
    names = next((names for names in named if len(names) == len(rows[0])), rows[0])
    return rows if names == rows[0] else [names, *rows]


def _flat(record: dict[str, Any]) -> dict[str, str]:
    """Name to text of each field; the fields of a record within it stand under its name and theirs."""
    fields: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            inner = _flat(value)  # pyright: ignore[reportUnknownArgumentType]
            fields |= inner if name in INSIDE else {f"{name} {key}": text for key, text in inner.items()}
        else:
            fields[name] = _text(value)
    return fields


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()  # half of a pair of surrogates is no character


def _rows(found: list[dict[str, str]]) -> list[list[str]]:
    names = list(dict.fromkeys(name for row in found for name in row))
    return [names, *[[row.get(name, "") for name in names] for row in found]]

"""Lists of records in JSON, as open data portals and maps give them: each record a row, its names the headings."""

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
    lists = dict(_lists(_read(text), ""))
    grids = {path or "records": _rows(found) for path, found in lists.items()}
    fit = {path: rows for path, rows in grids.items() if len(rows[0]) >= FEWEST_FIELDS}
    if not fit:
        raise Refused(NO_LIST)
    return fit


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

"""Reading one value out of given inputs, or saying plainly what is wrong with it."""

import math
from collections.abc import Mapping, Sequence
from typing import cast

from procurement.cases.method import Range
from procurement.cases.problems import InputProblem

Given = Mapping[str, object]


def pick(given: object, path: str) -> object:
    """The value at a dotted path; InputProblem where a part of the path is missing."""
    here = given
    for part in path.split("."):
        if not isinstance(here, Mapping) or part not in here:
            raise InputProblem(f'"{path}" is missing from the inputs. Add it and run again.')
        here = cast(Given, here)[part]
    return here


def number(given: object, path: str, low: float = 0.0, high: float = math.inf) -> float:
    """The number at `path`, between `low` and `high`."""
    return _between(pick(given, path), path, low, high)


def share(given: object, path: str) -> float:
    """The number at `path`, between 0 and 1."""
    return number(given, path, 0.0, 1.0)


def whole(given: object, path: str, low: int, high: int) -> int:
    """The whole number at `path`, between `low` and `high`."""
    found = number(given, path, low, high)
    if found != int(found):
        raise InputProblem(f'"{path}" is {found:g}; it must be a whole number.')
    return int(found)


def numbers(given: object, path: str, low: float, high: float, length: int | None = None) -> tuple[float, ...]:
    """The list of numbers at `path`; of exactly `length` where that is given."""
    found = pick(given, path)
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise InputProblem(f'"{path}" must be a list of numbers.')
    items = cast(Sequence[object], found)
    if length is not None and len(items) != length:
        raise InputProblem(f'"{path}" has {len(items)} numbers; it must have {length}.')
    return tuple(_between(item, f"{path} no. {place}", low, high) for place, item in enumerate(items, start=1))


def triple(given: object, path: str, low: float, high: float) -> Range:
    """The three numbers at `path` (least, likeliest, greatest), in rising order."""
    least, likeliest, greatest = numbers(given, path, low, high, length=3)
    if not least <= likeliest <= greatest:
        raise InputProblem(f'"{path}" must rise from the least to the likeliest to the greatest value.')
    return Range(least, likeliest, greatest)


def text(given: object, path: str) -> str:
    """The words at `path`; blank is a problem."""
    found = pick(given, path)
    if not isinstance(found, str) or not found.strip():
        raise InputProblem(f'"{path}" must be some words.')
    return found


def entries(given: object, path: str) -> Sequence[object]:
    """The list at `path`, of anything."""
    found = pick(given, path)
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise InputProblem(f'"{path}" must be a list.')
    return cast(Sequence[object], found)


def _between(found: object, path: str, low: float, high: float) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        raise InputProblem(f'"{path}" is {found!r}; it must be a number.')
    if not low <= found <= high:
        limit = f"between {low:g} and {high:g}" if math.isfinite(high) else f"{low:g} or more"
        raise InputProblem(f'"{path}" is {found:g}; it must be {limit}.')
    return float(found)

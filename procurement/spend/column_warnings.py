"""Columns beside columns: a heading that was renamed, a column that now holds something else, or nothing."""

from collections.abc import Mapping

import polars as pl

WATCHED = {
    "supplier_name": "supplier",
    "publisher_category": "category",
    "department": "department",
    "account": "account",
}
LEAST_LINES = 20
"""A file of fewer lines may well hold nothing that was seen before."""


def renamed(columns: Mapping[str, str], earlier: Mapping[str, str]) -> list[tuple[str, str]]:
    """Our columns that are read from another heading than in the latest upload, by ours."""
    moved = [ours for ours in sorted(columns) if earlier.get(ours) and _plain(columns[ours]) != _plain(earlier[ours])]
    return [
        (
            "HEADING_RENAMED",
            f'{_called(ours)} is read from "{columns[ours]}"; in the file before it was "{earlier[ours]}". Check that '
            "both mean the same.",
        )
        for ours in moved
    ]


def changed(payments: pl.DataFrame, earlier: pl.DataFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Columns whose values are no longer those that were seen before, and columns that are no longer filled."""
    found: list[tuple[str, str]] = []
    for ours, called in WATCHED.items():
        filled, before = _filled(payments, ours), _filled(earlier, ours)
        if before.len() < limits["filled_before"] * earlier.height or payments.height < LEAST_LINES:
            continue
        if filled.is_empty():
            found.append(
                (
                    "COLUMN_EMPTIED",
                    f"No payment has a {called} any more, though the files before did. Was a column lost?",
                )
            )
        elif (share := float(filled.is_in(before.unique().implode()).mean() or 0)) < limits["known_values_lost"]:  # type: ignore[arg-type]
            found.append(
                (
                    "COLUMN_CHANGED",
                    f"Only {share:.0%} of the payments have a {called} that was seen before. Check that the column "
                    f"still holds the {called}.",
                )
            )
    return found


def _filled(payments: pl.DataFrame, ours: str) -> pl.Series:
    return payments[ours].filter(payments[ours] != "")


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _called(ours: str) -> str:
    return ours.replace("_", " ").capitalize()

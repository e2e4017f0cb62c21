"""Columns beside columns: a heading that was renamed, a column that now holds something else, or nothing."""

from collections.abc import Mapping

import polars as pl

WATCHED = {
    "supplier_name": "a supplier",
    "publisher_category": "a category",
    "department": "a department",
    "account": "an account",
}
LEAST_LINES = 20
"""A file of fewer lines may well hold nothing that was seen before."""
LEAST_SAID = 0.01
"""A smaller share is not said in figures."""


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


def changed(payments: pl.DataFrame, earlier: pl.LazyFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Columns whose values are no longer those that were seen before, and columns that are no longer filled."""
    emptied: list[tuple[str, str]] = []
    shares: dict[str, float] = {}
    seen = {f"{ours} seen": pl.col(ours).unique().implode() for ours in WATCHED}
    are_filled = {ours: (pl.col(ours) != "").sum() for ours in WATCHED}
    before = earlier.select(lines=pl.len(), **are_filled, **seen).collect(engine="streaming")
    counts = before.select("lines", *WATCHED).row(0, named=True)
    for ours, called in WATCHED.items():
        if payments.height < LEAST_LINES or counts[ours] < limits["filled_before"] * counts["lines"]:
            continue
        filled = payments[ours].filter(payments[ours] != "")
        if filled.is_empty():
            sentence = f"No payment has {called} any more, though the files before did. Was a column lost?"
            emptied.append(("COLUMN_EMPTIED", sentence))
        elif (share := _share_seen(filled, before[f"{ours} seen"])) < limits["known_values_lost"]:
            shares[called] = share
    return [*emptied, *_unlike_before(shares)]


def _unlike_before(shares: Mapping[str, float]) -> list[tuple[str, str]]:
    """One sentence for the columns that hold other values than before. shares: what each is called, to the share of
    its values that was seen before; a column that changed alone may have changed its meaning, several at once make
    another kind of file."""
    if not shares:
        return []
    *most, last = shares
    names = f"{', '.join(most)} or {last}" if most else last
    share = max(shares.values())
    few = f"{'At most' if most else 'Only'} {share:.0%}" if share >= LEAST_SAID else f"Fewer than {LEAST_SAID:.0%}"
    told = f"{f'{few} of the payments have' if share else 'No payment has'} {names} that was seen before."
    if most:
        return [
            (
                "FILE_OF_ANOTHER_KIND",
                f"{told} It looks like another kind of file, such as purchasing cards. Check that it is the right one.",
            )
        ]
    return [("COLUMN_CHANGED", f"{told} Check that the column still holds the {last.split(' ', 1)[1]}.")]


def _share_seen(filled: pl.Series, seen: pl.Series) -> float:
    """The share of values that are among those `seen`, a series of one list."""
    known = int(filled.is_in(seen).sum())
    return known / filled.len()


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _called(ours: str) -> str:
    return ours.replace("_", " ").capitalize()

"""Columns that hold something under no heading: markers, counts of the lines, the rest of a heading, or a question."""

import polars as pl

from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.named_table import JOINED

FEW_MARKS = 3
"""A column without a heading that repeats no more words than this ("INSERTED DETAIL", "detail") is a marker."""

SHORTEST_TABLE = 20
A_WHOLE_NUMBER = r"^\d{1,9}$"


def settle(draft: Draft, claimed: set[str]) -> None:
    """Leave markers and counts out of the draft, and list them; ask what else stands under no heading.

    claimed: the columns that are taken already. The answer that is proposed is the meaning of the heading to the left
    where that heading was printed over several columns, as a merged cell leaves it; else to leave the column out.
    """
    blank = [column for column in draft.unclaimed() if column not in claimed and not draft.labels[column].strip()]
    for column in blank:
        held = draft.contents[column]
        name = f"column {list(draft.labels).index(column) + 1}"
        if held.rows >= SHORTEST_TABLE and (held.distinct <= FEW_MARKS or held.filled < 0.02):
            draft.fix(
                "BLANK_HEADING", f"{name.capitalize()} has no heading and few different words, so it is left out."
            )
        elif _counts_the_lines(draft, column):
            draft.fix("BLANK_HEADING", f"{name.capitalize()} has no heading and counts the lines, so it is left out.")
        else:
            _ask(draft, column, name)


def _ask(draft: Draft, column: str, name: str) -> None:
    choices = (
        Choice("leave out", "Leave it out", "no figure changes"),
        *(Choice(ours, f"It is the {ours.replace('_', ' ')}", "no figure changes") for ours in JOINED),
    )
    sentence = f"{name.capitalize()} holds text under a blank heading: what is it?"
    proposed = _continued(draft, column) or "leave out"
    chosen = draft.ask(Question(f"BLANK_HEADING:{name}", sentence, choices, proposed))
    if chosen != "leave out":
        draft.columns[chosen] = (*draft.columns.get(chosen, ()), column)


def _counts_the_lines(draft: Draft, column: str) -> bool:
    """Whether each number is one more than that of the line before, over two lines or more."""
    cells = draft.cells[column].drop_nulls()
    numbers = cells.filter(cells != "")
    if numbers.len() < 2 or not numbers.str.contains(A_WHOLE_NUMBER).all():
        return False
    return bool((numbers.cast(pl.Int64()).diff().drop_nulls() == 1).all())


def _continued(draft: Draft, column: str) -> str:
    """What the nearest heading to the left means, where only filled columns without one stand between, and this one
    holds words; "" elsewhere."""
    columns = list(draft.labels)
    for left in reversed(columns[: columns.index(column)]):
        if draft.labels[left].strip():
            ours = draft.matches[left].ours if left in draft.matches else ""
            return ours if ours in JOINED and draft.contents[column].words >= 0.5 else ""
        if not draft.contents[left].filled:
            return ""
    return ""

"""Columns that hold something under no heading: markers, counts of the lines, the rest of a heading, or a question."""

import polars as pl

from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.named_table import JOINED
from procurement.spend.texts.plain_cells import is_filled

FEW_MARKS = 3
"""A column without a heading that repeats no more words than this ("INSERTED DETAIL", "detail") is a marker."""

SHORTEST_TABLE = 20


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
        elif not _stands_beside_a_payment(draft, column):
            said = "has no heading and stands beside no payment, so it is left out."
            draft.fix("BLANK_HEADING", f"{name.capitalize()} {said}")
        elif draft.counts_the_lines(column):
            draft.fix("BLANK_HEADING", f"{name.capitalize()} has no heading and counts the lines, so it is left out.")
        elif coded := _beside_a_code(draft, column):
            _read_with_its_code(draft, column, name, coded)
        else:
            _ask(draft, column, name)


def _stands_beside_a_payment(draft: Draft, column: str) -> bool:
    """Whether a line that names a supplier and an amount holds anything here; marks beside totals stand beside none."""
    needed = [draft.columns[ours][0] for ours in ("supplier_name", "amount", "paid_on") if ours in draft.columns]
    beside = pl.all_horizontal(is_filled(column), *(is_filled(other) for other in needed))
    return bool(draft.cells.select(beside.any()).item())


def _beside_a_code(draft: Draft, column: str) -> str:
    """The headed column of codes whose heading was printed over this one as well, with their texts and finer codes
    beside them ("Procurement Classification" over 270000, Highways, 271510, Kerbs); "" elsewhere."""
    left = _heading_over(draft, column)
    is_joined = left in draft.matches and draft.matches[left].ours in JOINED
    is_code = bool(left) and draft.contents[left].words < 0.5 and draft.contents[left].filled > 0
    first = list(draft.labels)[list(draft.labels).index(left) + 1] if is_joined and is_code else ""
    return left if first and draft.contents[first].words >= 0.5 else ""


def _read_with_its_code(draft: Draft, column: str, name: str, coded: str) -> None:
    """Join the words under no heading to the meaning of the code's heading; a finer code tells nothing more."""
    heading, ours = draft.labels[coded], draft.matches[coded].ours
    if draft.contents[column].words < 0.5:
        draft.fix("BLANK_HEADING", f'{name.capitalize()} has no heading and holds codes of "{heading}": left out.')
        return
    draft.columns[ours] = (*draft.columns.get(ours, ()), column)
    draft.fix("BLANK_HEADING", f'{name.capitalize()} has no heading and is read with the codes of "{heading}".')


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


def _continued(draft: Draft, column: str) -> str:
    """What the nearest heading to the left means, where only filled columns without one stand between, and this one
    holds words; "" elsewhere."""
    left = _heading_over(draft, column)
    ours = draft.matches[left].ours if left in draft.matches else ""
    return ours if ours in JOINED and draft.contents[column].words >= 0.5 else ""


def _heading_over(draft: Draft, column: str) -> str:
    """The nearest headed column to the left, where only filled columns stand between; "" elsewhere."""
    columns = list(draft.labels)
    for left in reversed(columns[: columns.index(column)]):
        if draft.labels[left].strip():
            return left
        if not draft.contents[left].filled:
            return ""
    return ""

"""Which column says when a payment was made."""

from procurement.spend.column_draft import MOSTLY, SOME, Draft
from procurement.spend.counting import counted
from procurement.spend.findings import Choice, Question
from procurement.spend.heading_match import AMOUNTS


def choose(draft: Draft) -> None:
    """Settle `paid_on` in the draft, with `fallback_date` for rows without one, and `period` where a column has it.

    Payment dates come before transaction dates, those before posting dates, and invoice dates come last. Leaves
    `paid_on` out where no column holds dates.
    """
    headed = draft.matching("paid_on")
    found = _holding_dates(draft, headed, MOSTLY) or _holding_dates(draft, headed, SOME)
    periods = draft.matching("period")
    if not found:
        found = _holding_dates(draft, periods, 0.9)[:1] or _by_contents(draft) or headed[: not periods]
    if found:
        best = draft.best(found) if found[0] in draft.matches else found[:1]
        draft.columns["paid_on"] = (best[0] if len(best) == 1 or draft.equal(best) else _ask(draft, best),)
    left = [column for column in found if column not in draft.columns["paid_on"]]
    if left:
        draft.columns["fallback_date"] = (left[0],)
    if periods and periods[0] not in draft.columns.get("paid_on", ()):
        draft.columns["period"] = (periods[0],)
    years = draft.matching("year")
    if years and "paid_on" not in draft.columns:
        draft.columns["year"] = (years[0],)


def _holding_dates(draft: Draft, columns: list[str], enough: float) -> list[str]:
    return [column for column in columns if draft.contents[column].dates >= enough]


def _by_contents(draft: Draft) -> list[str]:
    """No heading says date: the one column of dates under an unknown heading, or under an amount's ("Payment")."""
    of_amounts = [column for column in draft.matching(*AMOUNTS) if draft.contents[column].money < SOME]
    found = [column for column in [*draft.unclaimed(), *of_amounts] if draft.contents[column].dates >= 0.9]
    if len(found) != 1:
        return []
    draft.fix("DATE_BY_CONTENTS", f'"{draft.labels[found[0]]}" is read as the date of payment, because it holds dates.')
    return found


def _ask(draft: Draft, found: list[str]) -> str:
    suggested = max(found, key=lambda column: draft.contents[column].filled)
    choices = tuple(
        Choice(draft.labels[column], draft.labels[column], counted(draft.contents[column].distinct, "different day"))
        for column in found
    )
    names = " and ".join(f'"{draft.labels[column]}"' for column in found)
    question = Question(
        "DATE_COLUMN", f"Which column says when it was paid: {names}?", choices, draft.labels[suggested]
    )
    chosen = draft.ask(question)
    return next(column for column in found if draft.labels[column] == chosen)

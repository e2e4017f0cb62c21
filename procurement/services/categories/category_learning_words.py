"""What learning from coded lines found, in sentences."""

from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.categories.trial import Score, Trial
from procurement.services.categories import category_models
from procurement.services.categories.category_learning import Learned
from procurement.services.desk import Desk
from procurement.ui.words import count, pounds, share

NOTHING = "Nothing that was learned is in use: lines are read by the rules alone."


def sentences(found: Learned) -> list[str]:
    """What it was learned from, how well it did, and what it would change."""
    people = f", {count(found.by_people, 'line')} of them by people's decisions" if found.by_people else ""
    learned_from = (
        f"Learned from {count(found.lines, 'coded line')} of {count(found.suppliers, 'supplier')} in "
        f"{count(found.councils, 'council')}{people}."
    )
    return [learned_from, *_tried(found), _changes(found.moves)]


def _tried(found: Learned) -> list[str]:
    what_is_known = (
        "What is kept is what each supplier's lines were coded as, which helps where another council pays it."
    )
    if found.trial is None:
        return [f"There are too few suppliers to try it on, so no words are learned. {what_is_known}"]
    tried = f"Tried on {count(found.trial.suppliers, 'supplier')} kept apart: {_compared(found.trial)}"
    if found.has_words:
        return [f"{tried} That is better, so its words are used."]
    return [f"{tried} That is no better, so no words are learned. {what_is_known}"]


def _compared(trial: Trial) -> str:
    return f"the rules alone {_did(trial.without)}; with what was learned they {_did(trial.learned)}."


def _did(score: Score) -> str:
    return f"gave {share(score.share_answered)} of pounds a heading, of which {share(score.share_right)} the right one"


def _changes(moves: pl.DataFrame) -> str:
    return (
        "No pound would change its heading." if moves.is_empty() else f"{_moved(moves)} would change. No total would."
    )


def _moved(moves: pl.DataFrame) -> str:
    lines, pence = int(moves["lines"].sum()), int(moves["spend_pence"].sum())
    return f"The level-1 heading of {count(lines, 'line')} ({pounds(pence)})"


def kept(found: Learned) -> str:
    """That it was kept, and what that changed."""
    return f"Kept. {_moved(found.moves)} changed. No total did."


def taken_back(moves: pl.DataFrame) -> str:
    """That it was taken back, and what that changed."""
    return f"Taken back. {_moved(moves)} changed. No total did."


def history(viewer: Viewer, desk: Desk) -> list[dict[str, Any]]:
    """What was ever kept, newest first: number, by, at (ISO), why, lines, in_use, and how it ended."""
    check_can_compare(viewer)
    kept, in_use = desk.store.register.category_models.all(), desk.store.register.category_models.in_use()
    return [
        {
            "number": one.id,
            "by": one.by,
            "at": one.at.isoformat(),
            "why": one.why,
            "lines": one.told.get("lines", 0),
            "in_use": one.id == in_use,
            "ended": f"{one.ended_by}: {one.ended_why}" if one.ended_at else "",
        }
        for one in kept
    ]


def in_use(viewer: Viewer, desk: Desk) -> str:
    """Which of what was learned is in use, in a sentence."""
    for one in history(viewer, desk):
        if one["in_use"]:
            return f"In use is what was learned from {count(one['lines'], 'coded line')} on {one['at'][:10]}."
    return NOTHING


def strongest(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """category_models.STRONGEST of what is in use; no rows where no words were learned."""
    check_can_compare(viewer)
    model = category_models.rules(desk).model
    return pl.DataFrame(schema=category_models.STRONGEST) if model is None else category_models.strongest(desk, model)

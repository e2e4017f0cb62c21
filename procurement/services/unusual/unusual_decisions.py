"""What a council's officers said of unusual payments: looked at and fine, or to be recovered; and its own limit.

A decision is kept by council and finding, and a finding is named after the payments' own facts, so that the same file
sent anew needs no click. Decisions are only ever added, and undone by a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_see_unusual_payments
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.tables import TEXT
from procurement.ui.words import count

KIND = "unusual payment"
"""The kind of decision in the register: key {"council", "finding"}, value FINE or RECOVER."""
LIMIT = "limit for split orders"
"""The kind of decision that keeps a council's own limit: key {"council"}, value whole pounds before VAT."""

WAITS, FINE, RECOVER = "waits", "fine", "to recover"
STATES = (WAITS, FINE, RECOVER)
DECIDED = pl.Schema({"finding": TEXT, "state": TEXT})


@dataclass(frozen=True)
class Past:
    """A decision that stands: its number, of which finding, what was said, by whom, when and why."""

    id: int
    finding: str
    value: str
    by: str
    at: datetime
    why: str


def decided(desk: Desk, council: str) -> pl.DataFrame:
    """DECIDED: the latest that stands of each finding of the council."""
    latest = {one.key["finding"]: one.value for one in _standing(desk, council)}
    return pl.DataFrame(list(latest.items()), schema=DECIDED, orient="row")


def decide(
    viewer: Viewer, desk: Desk, council: str, findings: Sequence[str], value: str, why: str, known: Sequence[str]
) -> str:
    """Record what findings are: FINE or RECOVER, with the reason. Returns what happened, in a sentence.

    known: the findings there are. Raises NotAllowed, CannotDo where none is chosen or no reason is given, WrongWords
    where a finding or the value is none.
    """
    check_can_see_unusual_payments(viewer, council)
    if value not in (FINE, RECOVER):
        raise WrongWords(f'"{value}" is no answer; choose {FINE} or {RECOVER}.')
    if not findings:
        raise CannotDo("No finding was chosen yet.")
    if not why.strip():
        raise CannotDo(
            "Say in a few words why, so that whoever reads it next year understands. Name no private person."
        )
    unknown = set(findings) - set(known)
    if unknown:
        raise WrongWords(f'"{min(unknown)}" is no finding of this council now. List them first.')
    now = datetime.now(UTC)
    for finding in findings:
        key = {"council": council, "finding": finding}
        desk.store.register.decisions.record(KIND, key, value, str(viewer.role), now, why.strip())
    told = "looked at and fine" if value == FINE else "to be recovered"
    return f"Kept: {count(len(findings), 'finding')} {told}. No figure changes; it can be undone."


def history(viewer: Viewer, desk: Desk, council: str) -> list[Past]:
    """The council's decisions that stand, newest first. Raises NotAllowed for all but its own officers."""
    check_can_see_unusual_payments(viewer, council)
    return [
        Past(one.id, one.key["finding"], one.value, one.by, one.at, one.why)
        for one in reversed(_standing(desk, council))
    ]


def undo(viewer: Viewer, desk: Desk, council: str, decision: int) -> str:
    """Take a decision back: what was said of the finding before counts again, or it waits. Raises CannotDo if none."""
    if decision not in [one.id for one in history(viewer, desk, council)]:
        raise CannotDo(f"There is no decision {decision} of this council that stands. List them first.")
    desk.store.register.decisions.undo(decision, str(viewer.role), datetime.now(UTC))
    return f"Decision {decision} is undone. What was said of the finding before counts again; if nothing was, it waits."


def own_limit(desk: Desk, council: str) -> int:
    """The value in pounds before VAT from which the council's own rules ask for more; 0 where it has said none."""
    said = [one.value for one in desk.store.register.decisions.standing(LIMIT) if one.key["council"] == council]
    return int(said[-1]) if said else 0


def set_own_limit(viewer: Viewer, desk: Desk, council: str, pounds: int) -> str:
    """Keep the council's own limit, 0 for none, against which split orders are then held too.

    Raises NotAllowed for all but its own officers, CannotDo where the limit is below nothing.
    """
    check_can_see_unusual_payments(viewer, council)
    if pounds < 0:
        raise CannotDo("A limit is a number of pounds, or 0 for none.")
    now = datetime.now(UTC)
    desk.store.register.decisions.record(LIMIT, {"council": council}, pounds, str(viewer.role), now, "")
    told = f"£{pounds:,} before VAT" if pounds else "none"
    return f"Your own limit is kept: {told}."


def as_json(past: list[Past]) -> list[dict[str, Any]]:
    """Decisions as plain values."""
    return [{**vars(one), "at": one.at.isoformat()} for one in past]


def _standing(desk: Desk, council: str) -> list[Any]:
    return [one for one in desk.store.register.decisions.standing(KIND) if one.key["council"] == council]

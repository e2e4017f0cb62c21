"""Decisions on suppliers that stand: what was said, by whom, when, why, and whether it has an effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.services.desk import Desk
from procurement.services.suppliers import supplier_names_shown
from procurement.services.suppliers.decided_suppliers import DECIDED_ON, Standing
from procurement.suppliers.decided_sets import ALONE, DIFFERENT, GROUP, KIND, NAME, SAME
from procurement.suppliers.decisions import Decision, plain_names
from procurement.tables import TEXT
from procurement.ui.words import day

SENTENCES = {
    SAME: '"{a}" and "{b}" are the same supplier',
    DIFFERENT: '"{a}" and "{b}" are not the same supplier',
    ALONE: '"{a}" is a supplier of its own',
    NAME: 'the supplier of "{a}" is called "{value}"',
    KIND: 'the supplier of "{a}" is of the kind "{value}"',
    GROUP: 'the supplier of "{a}" belongs to the group "{value}"',
}
NO_GROUP = 'the supplier of "{a}" belongs to no group'


@dataclass(frozen=True)
class Past:
    """A decision that stands; `idle` says why it has no effect, "" where it has."""

    said: Decision
    by: str
    at: datetime
    why: str
    idle: str

    @property
    def sentence(self) -> str:
        """What was said, by whom and when, after its number."""
        pattern = NO_GROUP if self.said.what == GROUP and not self.said.value else SENTENCES[self.said.what]
        told = pattern.format(a=self.said.a.name, b=self.said.b.name, value=self.said.value)
        without = f" (without effect: {self.idle})" if self.idle else ""
        return f"{self.said.id}. {told}, said by the {self.by} on {day(self.at.date())}{without}"


def history(viewer: Viewer, desk: Desk, supplier_id: str = "") -> list[Past]:
    """Decisions that stand, the newest first; those that speak of one supplier where it is given.

    What names somebody whom the viewer may not read is left out. Raises NotAllowed.
    """
    check_can_compare(viewer)
    standing = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    kept = {one.id: one for one in desk.store.register.decisions.standing(DECIDED_ON)}
    said = [one for one in _on(standing, supplier_id) if one.id in kept]
    shown = supplier_names_shown.are_shown(viewer, desk, [(one.a.name, one.b.name) for one in said])
    idle = standing.decided.idle
    found = [Past(one, kept[one.id].by, kept[one.id].at, kept[one.id].why, idle.get(one.id, "")) for one in said]
    return [one for one, is_shown in zip(found, shown, strict=True) if is_shown][::-1]


def as_json(past: Sequence[Past]) -> list[dict[str, Any]]:
    """Decisions as plain values."""
    return [
        {
            "id": one.said.id,
            "what": one.said.what,
            "a": vars(one.said.a),
            "b": vars(one.said.b) if one.said.b.name else None,
            "value": one.said.value,
            "by": one.by,
            "at": one.at.isoformat(),
            "why": one.why,
            "idle": one.idle,
        }
        for one in past
    ]


def _on(standing: Standing, supplier_id: str) -> list[Decision]:
    """The decisions that speak of a name which the supplier has now; all where none is given."""
    if not supplier_id:
        return list(standing.said)
    ids = standing.readings.filter(pl.col("supplier_id") == supplier_id).select("supplier_text_key")
    names = set(standing.base.join(ids, on="supplier_text_key", how="semi")["plain"])
    plain = plain_names(
        pl.Series([one.name for said in standing.said for one in (said.a, said.b)], dtype=TEXT)
    ).to_list()
    pairs = zip(standing.said, plain[::2], plain[1::2], strict=True)
    return [said for said, a, b in pairs if a in names or b in names]

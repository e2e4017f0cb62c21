"""Every category's business case, worked out once for each state of the store, whoever asks: all are told the same."""

from datetime import date
from pathlib import Path

from procurement.access import Viewer, check_can_compare
from procurement.services.cases import opportunities
from procurement.services.cases.opportunities import Opportunities, Tell
from procurement.services.desk import Desk
from procurement.services.registers import public_registers

State = tuple[date, str, str]
"""The day of the map, the version of the store, and the public registers that are loaded."""

_latest: dict[Path, tuple[State, Opportunities]] = {}


def every(viewer: Viewer, desk: Desk, tell: Tell) -> Opportunities:
    """`opportunities.find` of all categories under the default assumptions.

    tell: called with how many steps of how many are done, only where it has to be worked out.
    """
    check_can_compare(viewer)
    state = (desk.today, desk.store.version(), repr(sorted(public_registers.listed(desk).items())))
    known = _latest.get(desk.store.home)
    if known is None or known[0] != state:
        tell(0, 1)
        known = _latest[desk.store.home] = (state, opportunities.find(viewer, desk, tell=tell))
    return known[1]

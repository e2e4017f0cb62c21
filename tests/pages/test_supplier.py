"""The page of one supplier: what belongs to its group stands beside it, and is none of it."""

from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.suppliers import supplier_decisions
from procurement.services.suppliers.supplier_decisions import Say
from procurement.suppliers.decisions import NOBODY, Named
from tests.pages.opening import opened
from tests.services.suppliers_desk import GROUP, keep, open_at

ADVISORY = Viewer(Role.ADVISORY_GROUP)
ROWS = (("Oakfern Care Ltd", "700.00", "x"), ("Tarnbeck Lodge Ltd", "400.00", "x"), ("Zelmouth Bus Ltd", "300.00", "x"))
WHOSE = {
    "two of it": (("Oakfern Care Ltd", "Tarnbeck Lodge Ltd"), "Also of this group: Tarnbeck Lodge Ltd (£400)."),
    "one of it": (("Oakfern Care Ltd",), "No other supplier is in this group."),
    "none": ((), ""),
}


@pytest.mark.parametrize(("names", "said"), WHOSE.values(), ids=WHOSE.keys())
def test_the_others_of_a_group_stand_beside_a_supplier(home: Path, names: tuple[str, ...], said: str) -> None:
    desk = open_at(home)
    keep(desk, "Bury", ROWS)
    if names:
        says = [Say("group", Named(name), NOBODY, "Oakfern Holdings") for name in names]
        supplier_decisions.decide(GROUP, desk, says, "one owner")
    desk.store.close()
    page = opened("supplier", ADVISORY)
    assert not page.exception
    told = " ".join(str(one.value) for one in page.markdown).replace("\\", "")
    assert said in told
    assert ("this group" in told) is bool(names)
    assert page.metric[0].value == "£700", "its own pounds, and none of the group's"

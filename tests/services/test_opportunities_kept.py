"""Every case is worked out once for each state of the store, whoever asks, and it is told how far it has come."""

from pathlib import Path

from procurement.access import Role, Viewer
from procurement.services.cases import opportunities, opportunities_kept
from tests.services.suppliers_desk import GROUP, keep, open_at

ROWS = (("Harrowfen Energy PLC", "4000.00", "Electricity"), ("Quillmarsh Stationery Ltd", "900.00", "Stationery"))
MEMBER = Viewer(Role.MEMBER, "E08000002")


def test_cases_are_worked_out_once_until_the_store_changes(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", ROWS)
    told: list[tuple[int, int]] = []
    first = opportunities_kept.every(GROUP, desk, lambda *said: told.append(said))
    assert first.listed.equals(opportunities.find(GROUP, desk).listed)
    categories = first.listed.height
    assert told == [(0, 1), *((done, 2 * categories) for done in range(1, 2 * categories + 1))]
    told.clear()
    assert opportunities_kept.every(MEMBER, desk, lambda *said: told.append(said)) is first
    assert told == []
    keep(desk, "Bolton", ROWS)
    second = opportunities_kept.every(MEMBER, desk, lambda *said: told.append(said))
    assert second.listed["councils"].sum() > first.listed["councils"].sum()
    assert told[0] == (0, 1)

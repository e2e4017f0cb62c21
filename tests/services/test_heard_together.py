"""An upload's new lines are heard together with its other lines of the same supplier; what was read before stays."""

from pathlib import Path

import pytest

from procurement.services.desk import Desk
from tests.services.categories_desk import keep, open_at

CLEAR = tuple(("Tarnbeck Zedqu Ltd", f"{100 + at}.00", "Gas", "Gas", "Gas" + " supply" * (at % 9)) for at in range(9))
SAYS_NOTHING = ("Tarnbeck Zedqu Ltd", "50.00", "", "", "Snark")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_at(tmp_path / "store")


def test_a_new_line_is_heard_with_known_ones_that_come_again(desk: Desk) -> None:
    keep(desk, "Bury", CLEAR)
    before = readings(desk)
    keep(desk, "Bury", (*CLEAR, SAYS_NOTHING), month=5)
    after = readings(desk)
    assert after.pop("Snark")[0] == "Utilities"
    assert after == before


def test_a_line_that_comes_alone_is_heard_alone_and_stays_so(desk: Desk) -> None:
    keep(desk, "Bury", (SAYS_NOTHING,))
    keep(desk, "Bury", (*CLEAR, SAYS_NOTHING), month=5)
    assert readings(desk)["Snark"][0] == ""


def readings(desk: Desk) -> dict[str, tuple[str, float]]:
    """Level 1 and confidence of each purpose."""
    lines = desk.store.ledger.payments().select("line_text_key", "purpose").collect().unique()
    coded = lines.join(desk.store.register.readings.categories(), on="line_text_key", validate="1:1")
    return {
        purpose: (level1, sure) for purpose, level1, sure in coded.select("purpose", "level1", "confidence").iter_rows()
    }

"""Why no payment lies behind a figure is told truly, of a store without any payment too."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import open_desk
from procurement.services.figures import unknown_values

GROUP = Viewer(Role.ADVISORY_GROUP)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("level=national", []),
        ("level=national;level1=Utilities", ["No payment has the category of level 1 “Utilities”."]),
    ],
    ids=["the whole", "a category"],
)
def test_an_empty_store_is_not_told_to_have_parts_of_a_figure(tmp_path: Path, name: str, said: list[str]) -> None:
    """It said that some payment has each part of the figure, where no payment was stored."""
    desk = open_desk(tmp_path / "store", date(2026, 11, 26))
    assert unknown_values.told_of_name(GROUP, desk, name) == said
    unknown_values.refuse(GROUP, desk, unknown_values.tracing.read_name("level=national"))

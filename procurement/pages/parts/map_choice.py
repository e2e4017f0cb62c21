"""The day by whose councils and places spend is told, and what that did to the pounds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from procurement.pages import shell
from procurement.services.figures import maps
from procurement.ui import words


def day(column: Any) -> date:
    """The day of the map: today, unless one of the days on which the map changed or will change is chosen."""
    today = shell.desk().today
    return column.selectbox(
        "Councils and places",
        [today, *maps.days(shell.desk())],
        format_func=lambda when: "of today" if when == today else f"from {words.day(when)}",
        help="Spend counts by the councils and places of that day, also what councils before or after them spent.",
        key="day of the map",
    )


def told(notes: Sequence[str]) -> None:
    """What was shared between councils of the map and by which rule; nothing where every council stands for itself."""
    for sentence in notes:
        shell.note(sentence)

"""The day by whose councils and places spend is told, and what that did to the pounds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from procurement.pages import shell
from procurement.places.successions import FIRST_MAP


def day(column: Any) -> date:
    """The day of the map, today unless another is chosen."""
    return column.date_input(
        "Councils and places of",
        shell.desk().today,
        min_value=FIRST_MAP,
        max_value=date(shell.desk().today.year + 5, 12, 31),
        format="DD/MM/YYYY",
        help="Spend counts by the councils and places of this day, also what councils before or after them spent.",
    )


def told(notes: Sequence[str]) -> None:
    """What was shared between councils of the map and by which rule; nothing where every council stands for itself."""
    for sentence in notes:
        shell.note(sentence)

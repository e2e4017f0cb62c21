"""What became of decisions that came as a file from another store."""

from collections.abc import Iterable
from dataclasses import dataclass

from procurement.ui.words import count


@dataclass(frozen=True)
class TakenOver:
    """numbers: of the decisions that were kept; known: rows that stood already; waiting: kept, but of nothing stored.

    left_out: (row of the file, why) of those that were not kept. what: the plural of what a decision is about.
    """

    what: str
    numbers: tuple[int, ...]
    known: int
    waiting: int
    left_out: tuple[tuple[int, str], ...]
    effect: str

    @property
    def sentences(self) -> list[str]:
        """What became of the rows."""
        told = f"{count(len(self.numbers), 'decision')} kept; {count(self.known, 'row')} stood already. {self.effect}"
        waits = f"{count(self.waiting, 'decision')} will apply once a file has the {self.what}." if self.waiting else ""
        left = [f"Row {row} is left out: {why}." for row, why in self.left_out]
        return [one for one in (told, waits, *left) if one]


def from_whom(cells: Iterable[str]) -> str:
    """Why a decision is kept that was taken over: its own reason, and by whom and when it was made, where told.

    >>> from_whom(["one house", "", "2026-11-26"])
    'taken over; one house; 2026-11-26'
    """
    return "; ".join(["taken over", *(one for one in cells if one)])

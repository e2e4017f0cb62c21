"""Invented spend files whose every line and penny is known before anything reads them."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

COUNCILS = ("Bury", "Leeds", "Salford", "Gateshead", "Darlington", "Trafford", "Manchester", "Wigan")
MONTHS = 25 * 12
FIRST_YEAR = 2000
HEADINGS = "Payment Date,Supplier Name,Net Amount,Purpose"
KINDS = ("Scaffolding", "Stationery", "Energy", "Catering", "Linen")
HELD_BACK = 1
"""Each file ends with one line whose amount is no amount, so that something is held back."""


@dataclass(frozen=True)
class Invented:
    """One council's month, told apart by `number`; a later `version` corrects it and replaces it."""

    number: int
    rows: int
    version: int = 0

    @property
    def council(self) -> str:
        """Whose month it is: numbers walk through the months of one council, then of the next."""
        return COUNCILS[self.number // MONTHS]

    @property
    def name(self) -> str:
        """The file's name."""
        return f"month-{self.number}-version-{self.version}.csv"

    @cached_property
    def amounts_pence(self) -> list[int]:
        """What each line pays; every fiftieth is a credit; a later version corrects every third line."""
        corrections = [self.version * (row % 3 == 0) for row in range(self.rows)]
        sizes = [100 + (37 * row + 13 * self.number) % 90_000 + more for row, more in enumerate(corrections)]
        return [-size if row % 50 == 49 else size for row, size in enumerate(sizes)]

    @property
    def pence(self) -> int:
        """What the whole file pays."""
        return sum(self.amounts_pence)

    @cached_property
    def content(self) -> bytes:
        """The file as a finance system would give it."""
        year, month = FIRST_YEAR + self.number % MONTHS // 12, 1 + self.number % 12
        lines = [
            f"{1 + row % 28:02d}/{month:02d}/{year},Quillmarsh {KINDS[row % 5]} {row % 40} Ltd,"
            f"{pence / 100:.2f},Depot {row % 7}"
            for row, pence in enumerate(self.amounts_pence)
        ]
        return "\n".join(
            [HEADINGS, *lines, f"28/{month:02d}/{year},Harrowfen Energy PLC,not known,Town hall", ""]
        ).encode()

    @property
    def sha256(self) -> str:
        """The name that its bytes are kept under."""
        return hashlib.sha256(self.content).hexdigest()

    def corrected(self) -> "Invented":
        """The same council's same month with other amounts."""
        return replace(self, version=self.version + 1)

"""A bad input with what an officer must be told of it: the shape of every fixture in this folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from procurement.spend.limits import Limits

HEADINGS = "Payment Date,Supplier Name,Net Amount,Purpose"
GOOD = "01/04/2025,Alder Paving Ltd,100.00,Kerbs"
LATER = "28/04/2025,Birch Homes Ltd,250.00,Care"


def rows(*lines: str, headings: str = HEADINGS) -> str:
    """A file with a good row before and after `lines`; the first of them stands on row 3."""
    return "\n".join([headings, GOOD, *lines, LATER]) + "\n"


@dataclass(frozen=True)
class Told:
    """What the receipt says. held: row, rule, column and value of each held-back row. mended and noticed: rules.

    asked: the code of the question and the values of its choices. counts: accepted, held back, blank, headings, totals;
    None where the case is about something else. pence: of the accepted payments.
    """

    outcome: str = "taken"
    reason: str = ""
    held: tuple[tuple[int, str, str, str], ...] = ()
    mended: frozenset[str] = frozenset()
    noticed: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    counts: tuple[int, int, int, int, int] | None = None
    pence: int | None = None


@dataclass(frozen=True)
class BadInput:
    """One row of the list of bad inputs: its number, what is wrong, the file, and what must be told.

    before: a file of the same council that was stored first. says: words that must stand somewhere on the receipt, its
    warnings or the advice on its held-back rows.
    """

    number: int
    title: str
    content: str | bytes | Callable[[], bytes]
    told: Told
    says: tuple[str, ...] = ()
    name: str = "april.csv"
    before: str | bytes = ""
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: Limits = field(default_factory=Limits)

    @property
    def bytes(self) -> bytes:
        """The file."""
        made = self.content() if callable(self.content) else self.content
        return made.encode() if isinstance(made, str) else made


def rules(*names: str) -> frozenset[str]:
    """Names of rules."""
    return frozenset(names)

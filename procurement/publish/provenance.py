"""What a figure that leaves the software carries with it: which store, which data, when, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Provenance:
    """Said beside every exported table; `banner` is "" unless the store is a demonstration.

    definition: what a row is, with units. about: anything else to say, such as the filters chosen.
    """

    title: str
    definition: str
    data_version: str
    made_on: date
    banner: str = ""
    about: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Pairs of a label and what it says, the banner first."""
        said = [("Demonstration", self.banner)] if self.banner else []
        said += [("Table", self.title), ("What a row is", self.definition), ("Data version", self.data_version)]
        said += [("Made on", self.made_on.isoformat()), *self.about.items()]
        note = "Text that a spreadsheet would run as a formula begins with an apostrophe; amounts are untouched."
        return [*said, ("Formulas", note)]

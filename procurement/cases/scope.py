"""What lies behind a figure of a case, so that it can be followed to its payments."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """The payments that a figure is made of: a category of certain councils between two days, both included."""

    level1: str
    level2: str
    level: str
    place: str
    authority_codes: tuple[str, ...]
    first_day: date | None
    last_day: date | None

    @property
    def category(self) -> str:
        """The category as a person would name it."""
        return f"{self.level1}: {self.level2}" if self.level2 else self.level1

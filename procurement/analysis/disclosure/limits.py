"""How many payees a sum needs before others may see it, and how much of it one of them may be."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Limits:
    """least_payees with a sum that is not nothing; most_share (0 to 1) of the sum that the largest may be.

    redacted_lines_a_month: how many redacted lines of a month may be one payee's, since their payees have no names.
    """

    least_payees: int
    most_share: float
    redacted_lines_a_month: int

    @property
    def least_rest(self) -> float:
        """What the others' sum must be at least, as a multiple of any one payee's: how far off a guess at it is."""
        return (1 - self.most_share) / self.most_share


def build(table: pl.DataFrame) -> Limits:
    """Limits from disclosure_limits.csv, as text; KeyError where one is missing, ValueError where one is none."""
    values = {name: float(value) for name, value in table.select("limit", "value").iter_rows()}
    found = Limits(int(values["least_payees"]), values["most_share"], max(int(values["redacted_lines_a_month"]), 1))
    if found.least_payees < 2 or not 0 < found.most_share < 1:
        raise ValueError("disclosure_limits.csv: least_payees must be 2 or more, and most_share between 0 and 1.")
    return found

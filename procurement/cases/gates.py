"""The gates a joint level must pass besides its price: is there a market, is it allowed, does it pay."""

import re
from collections.abc import Sequence

from procurement.cases.method import Group
from procurement.cases.pounds import percents

BARRED = "statutory/market bar"
DOES_NOT_PAY = "NPV<=0"
REACH = re.compile(r"market reach ([\d.e-]+)<([\d.e-]+)")
PLAINLY = {BARRED: "the law or the market bars it", DOES_NOT_PAY: "it would not pay"}
"""What `failures` says in the terms of the method, as a person says it."""


def reach_of(groups: Sequence[Group]) -> float:
    """Market reach of several groups: theirs weighted by addressable spend; 0 where there is none."""
    spend = sum(group.addressable * group.copies for group in groups)
    return sum(group.reach * group.addressable * group.copies for group in groups) / spend if spend > 0 else 0.0


def market_failures(level: str, reach: float, gate: float, barred: frozenset[str]) -> list[str]:
    """The gates that do not depend on money; passing means at or above `gate`."""
    failures = [f"market reach {round(reach, 4):g}<{gate:g}"] if reach < gate else []
    return failures + ([BARRED] if level in barred else [])


def failures(level: str, reach: float, gate: float, barred: frozenset[str], npv: float) -> list[str]:
    """Every gate failed, in the order reach, bar, net present value."""
    return market_failures(level, reach, gate, barred) + ([DOES_NOT_PAY] if npv <= 0 else [])


def in_words(failed: Sequence[str]) -> list[str]:
    """What `failures` gave, as a page and a paper say it; anything else stays as it is.

    >>> in_words(["market reach 0.0377<0.15", "NPV<=0"])
    ['only 4% of the spend is with suppliers in common (15% is needed)', 'it would not pay']
    >>> in_words(["market reach 0.15<0.15"])  # 0.14998 and 0.15
    ['just under 15% of the spend is with suppliers in common (15% is needed)']
    >>> in_words(["market reach 0<0.25"])
    ['none of the spend is with suppliers in common (25% is needed)']
    """
    return [_said(one) for one in failed]


def _said(failure: str) -> str:
    numbers = REACH.fullmatch(failure)
    if numbers is None:
        return PLAINLY.get(failure, failure)
    found, needed = percents(float(numbers[1]), float(numbers[2]))
    few = "just under " if found == needed else "only "
    if float(numbers[1]) == 0:
        few, found = "", "none"
    return f"{few}{found} of the spend is with suppliers in common ({needed} is needed)"

"""The gates a joint level must pass besides its price: is there a market, is it allowed, does it pay."""

from collections.abc import Sequence

from procurement.cases.method import Group

BARRED = "statutory/market bar"
DOES_NOT_PAY = "NPV<=0"


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

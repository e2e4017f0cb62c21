"""What a business case is appraised with (Method) and what is appraised (Subject)."""

from collections.abc import Mapping
from dataclasses import dataclass

from procurement.cases import saving


@dataclass(frozen=True)
class Range:
    """A parameter with the ends of its plausible range; shares and rates are fractions."""

    low: float
    default: float
    high: float


@dataclass(frozen=True)
class Method:
    """Every assumption that holds for all categories; money in pounds, constant prices, net of VAT.

    The `_drawn` ranges are used by the simulation alone.
    """

    discount_rate: float
    ramp: tuple[float, ...]
    set_up_cost: Mapping[str, float]
    run_cost: Mapping[str, float]
    transition_cost: float
    avoided_competition: float
    benefits_bias: float
    costs_bias: float
    reach_gates: Mapping[str, float]
    hhi_start: float
    benefits_bias_drawn: Range
    costs_bias_drawn: Range
    draws: int = 10_000
    seed: int = 20_110_908

    @property
    def factors(self) -> saving.Numbers:
        """Discount factors of the years appraised."""
        return saving.discount_factors(self.discount_rate, len(self.ramp))


@dataclass(frozen=True)
class Group:
    """Councils that would buy together: how many, and what they could buy together in a year.

    addressable: A of all of them, pounds a year. copies: how many equal groups this one stands for.
    councils: may be a fraction where hubs do not divide evenly.
    """

    place: str
    councils: float
    addressable: float
    hhi: float
    reach: float
    copies: float = 1.0
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """One category: its groups at each joint level, and what is assumed of it; `_drawn` for the simulation alone."""

    name: str
    groups: Mapping[str, tuple[Group, ...]]
    saving_per_tenfold: float
    saving_cap: float
    take_up: Mapping[str, float]
    saving_drawn: Range
    take_up_drawn: Mapping[str, Range]
    barred: frozenset[str] = frozenset()

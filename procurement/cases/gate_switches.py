"""The gates in the sensitivity: each with what was found, its threshold, and the threshold at which it flips."""

from dataclasses import dataclass
from typing import cast

from procurement.cases import councils
from procurement.cases.case import Case
from procurement.cases.method import Range

GATE = "gate"
BAR = "statutory_bar"


@dataclass(frozen=True)
class Gate:
    """A figure held against the assumption `name`; `is_least`: passes at or above it, else at or below it."""

    name: str
    figure: float | None
    is_least: bool = True

    def passes(self, threshold: float) -> bool:
        """Whether the gate opens at a threshold; a figure that is not known passes none."""
        if self.figure is None:
            return False
        return self.figure >= threshold if self.is_least else self.figure <= threshold


def gates(case: Case, level: str) -> list[Gate]:
    """Every numeric gate between a joint level and its worth, in the order of the decision."""
    found, whole = case.joint[level], case.whole
    gaining = councils.gaining_share(case, level, councils.BY_SPEND)
    return [
        Gate("min_councils", _number(whole["councils_long_enough"])),
        Gate("min_classified_share", _number(whole["classified_share"])),
        Gate("max_redacted_share", _number(whole["redacted_share"]), is_least=False),
        Gate("min_influenceable_share", _number(whole["influenceable_share"])),
        Gate(f"market_reach_gate_{level}", found.reach),
        Gate("min_chance_of_gain", found.spread.chance_of_gain),
        Gate("min_share_of_gainers", gaining),
        Gate("min_chance_of_best", case.chance_of_best[level]),
    ]


def rows(case: Case, level: str) -> list[dict[str, object]]:
    """CASE_SENSITIVITY of the gates of a level; one for a bar only where the level is barred.

    `switches_at` is the figure itself: at that threshold the gate still opens, beyond it no longer.
    """
    worth = round(case.npv(level) * 100)
    given = case.assumptions
    found = [_row(given.labels[gate.name], given.sources[gate.name], gate, given.range(gate.name), worth)
             for gate in gates(case, level)]  # fmt: skip
    if level in case.family.barred:
        bar = Gate(BAR, 0.0, is_least=False)
        source = f"{case.family.bar_reason} ({case.family.bar_source})"
        barred = _row("A bar by law or market (1 where it stands)", source, bar, Range(0.0, 1.0, 1.0), worth)
        found.append(barred | {"npv_at_low_pence": worth, "npv_at_high_pence": 0, "switches_at": 1.0})
    return found


def _row(label: str, source: str, gate: Gate, spread: Range, worth: int) -> dict[str, object]:
    return {
        "parameter": gate.name,
        "label": label,
        "kind": GATE,
        "low": spread.low,
        "default": spread.default,
        "high": spread.high,
        "npv_at_low_pence": worth if gate.passes(spread.low) else 0,
        "npv_at_high_pence": worth if gate.passes(spread.high) else 0,
        "switches_at": gate.figure,
        "overtakes_at": None,
        "source": source,
    }


def _number(value: object) -> float | None:
    return None if value is None else float(cast(float, value))

"""The figures of a case that a scenario keeps, and what moved between two sets of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from procurement.cases import gates
from procurement.cases.levels import JOINT_LEVELS
from procurement.services.cases.opportunities import CaseView
from procurement.services.papers.paper_traces import whole_pounds
from procurement.ui import theme

OF_LEVEL = {
    "scheme": "grouping",
    "councils": "councils",
    "annual_pence": "spend a year",
    "steady_saving_pence": "saving a year once running",
    "npv_pence": "worth",
    "p10_pence": "worth, cautious",
    "p50_pence": "worth, middle",
    "p90_pence": "worth, hopeful",
    "pv_cost_pence": "present value of costs",
    "chance_of_gain": "chance of a gain",
    "chance_of_best": "chance of being best",
    "reach": "market reach",
    "hhi": "concentration (HHI)",
    "gates_failed": "why it would not do",
}
SHARES = ("chance_of_gain", "chance_of_best", "reach")
ANSWER = "answer"
Value = str | int | float | None
MOVED = pl.Schema({"figure": pl.String(), "saved": pl.String(), "now": pl.String(), "has_moved": pl.Boolean()})


@dataclass(frozen=True)
class Figures:
    """Figures by key: the answer, and "level.column" of each joint level."""

    values: Mapping[str, Value]

    def shown(self, key: str) -> str:
        """A figure as people read it; "none" where there is none."""
        return shown(key, self.values.get(key))


def of_view(view: CaseView) -> Figures:
    """The figures of a case as its page shows them."""
    found: dict[str, Value] = {ANSWER: view.answer}
    for row in view.levels.filter(pl.col("level").is_in(JOINT_LEVELS)).to_dicts():
        found |= {f"{row['level']}.{column}": row[column] for column in OF_LEVEL}
    return Figures(found)


KEYS = [ANSWER, *(f"{level}.{column}" for level in JOINT_LEVELS for column in OF_LEVEL)]
"""Every figure, in the order in which they are shown."""


def label(key: str) -> str:
    """A figure's name.

    >>> label("national.npv_pence"), label("answer")
    ('National: worth', 'Answer')
    """
    level, _, column = key.partition(".")
    return f"{theme.LEVEL_NAMES[level]}: {OF_LEVEL[column]}" if column else "Answer"


def shown(key: str, value: Any) -> str:
    """A value as people read it.

    >>> shown("national.npv_pence", 123_450), shown("national.reach", 0.256), shown("answer", "local")
    ('£1,235', '25.6%', 'Local')
    """
    if value is None or value == "":
        return "none"
    if key == ANSWER:
        return theme.LEVEL_NAMES.get(value, str(value))
    column = key.partition(".")[2]
    if column == "gates_failed":
        return "; ".join(gates.in_words(str(value).split("; ")))
    if column.endswith("_pence"):
        return whole_pounds(value)
    if column in SHARES:
        return f"{value * 100:.1f}%"
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def moved(saved: Figures, now: Figures) -> pl.DataFrame:
    """MOVED: every figure as saved and as it is now. A figure has moved where what people read is another."""
    rows = [(label(key), saved.shown(key), now.shown(key), saved.shown(key) != now.shown(key)) for key in KEYS]
    return pl.DataFrame(rows, schema=MOVED, orient="row")

"""Every figure of a paper gets an id, and every assumption one: the annexes say what each is and where it is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from procurement.publish.papers import Grid

FIGURE_HEADINGS = ("Id", "Figure", "Value", "How it is made", "Payments behind it: type this in How we know")
ASSUMPTION_HEADINGS = ("Id", "Assumption", "Used", "Range", "Source")
OTHER_FAMILIES = ("saving_per_tenfold_", "saving_cap_")


@dataclass(frozen=True)
class Traced:
    """A figure of the paper: its value as printed, what it is, how it is made, the name of its payments."""

    value: str
    what: str
    made: str
    payments: str


@dataclass
class Traces:
    """Ids in the order in which figures are first named. assumed: those of `CaseView.assumptions` that count here."""

    assumed: pl.DataFrame
    units: Mapping[str, str]
    changed: Mapping[str, float]
    defaults: Mapping[str, float]
    figures: list[Traced] = field(default_factory=list[Traced])

    def figure(self, value: str, what: str, made: str, payments: str = "") -> str:
        """The value with its id behind it, such as "£4,500 [F3]"; the same figure again has the same id."""
        return f"{value} {self.mark(value, what, made, payments)}"

    def mark(self, value: str, what: str, made: str, payments: str = "") -> str:
        """The id of a figure alone, such as "[F3]"."""
        traced = Traced(value, what, made, payments)
        if traced not in self.figures:
            self.figures.append(traced)
        return f"[F{self.figures.index(traced) + 1}]"

    def assumption(self, name: str) -> str:
        """The id of an assumption, such as "[A3]". Raises KeyError where it does not count in this case."""
        names: list[str] = self.assumed["name"].to_list()
        if name not in names:
            raise KeyError(f'"{name}" is no assumption of this case')
        return f"[A{names.index(name) + 1}]"

    def figure_grid(self) -> Grid:
        """The annex of figures."""
        rows = [
            (f"F{at}", one.what, one.value, one.made, _spaced(one.payments) or "none by itself")
            for at, one in enumerate(self.figures, start=1)
        ]
        return Grid(
            "Every figure and where it is from", FIGURE_HEADINGS, tuple(rows), (1.1, 3, 2.2, 3.8, 4), anchors=True
        )

    def assumption_grid(self) -> Grid:
        """The annex of assumptions; what was changed says from what."""
        rows = [self._row(at, row) for at, row in enumerate(self.assumed.to_dicts(), start=1)]
        return Grid(
            "Every assumption and its source", ASSUMPTION_HEADINGS, tuple(rows), (1.2, 4, 2.2, 2.4, 5.6), (), True
        )

    def _row(self, at: int, row: Mapping[str, object]) -> tuple[str, ...]:
        name, unit = str(row["name"]), self.units[str(row["name"])]
        low, used, high = (amount(float(str(row[end])), unit) for end in ("low", "default", "high"))
        if name in self.changed:
            used = f"{used} (changed for this paper; the default is {amount(self.defaults[name], unit)})"
        return f"A{at}", str(row["label"]), used, "one value" if low == high else f"{low} to {high}", str(row["source"])


def _spaced(payments: str) -> str:
    """The name of a figure with room to break its line; it is read back all the same."""
    return payments.replace(";", "; ")


def counting(assumed: pl.DataFrame, family: str) -> pl.DataFrame:
    """The assumptions that enter a case: the rates of other families of goods and services are left out."""
    own = [f"{prefix}{family}" for prefix in OTHER_FAMILIES]
    is_other = pl.any_horizontal([pl.col("name").str.starts_with(prefix) for prefix in OTHER_FAMILIES])
    return assumed.filter(~is_other | pl.col("name").is_in(own))


def amount(value: float, unit: str) -> str:
    """An assumption's value as people write it.

    >>> amount(0.035, "share a year"), amount(150000, "£"), amount(10000, "£ a council"), amount(4, "years")
    ('3.5% a year', '£150,000', '£10,000 a council', '4 years')
    """
    if unit.startswith("share"):
        return f"{value * 100:g}%{unit.removeprefix('share')}"
    if unit.startswith("£"):
        return f"£{value:,.0f}{unit.removeprefix('£')}"
    return f"{value:g} {unit}" if unit != "number" else f"{value:.0f}"


def whole_pounds(pence: int | None) -> str:
    """Money to the pound, as the tables of the pages round it; "not known" where there is none.

    >>> whole_pounds(-123_450), whole_pounds(None)
    ('-£1,235', 'not known')
    """
    if pence is None:
        return "not known"
    pounds = (abs(pence) + 50) // 100
    return f"{'-' if pence < 0 and pounds else ''}£{pounds:,}"


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence with commas and "and"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))

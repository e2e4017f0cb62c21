"""A business case: one category, its evidence, and its worth at each level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from procurement.cases import group_table, local_economy
from procurement.cases.assumptions import Assumptions
from procurement.cases.draws import Draws
from procurement.cases.families import Family
from procurement.cases.grouping import Tried
from procurement.cases.levels import LOCAL, NATIONAL
from procurement.cases.method import Group, Method, Subject
from procurement.cases.scope import Scope
from procurement.cases.simulation import Spread
from procurement.cases.worth import Worth


@dataclass(frozen=True)
class Found:
    """A joint level of a case; `groups` are those that would form, or all that could be tried where none would."""

    level: str
    scheme: str
    groups: tuple[Group, ...]
    worth: Worth
    spread: Spread
    reach: float
    failures: tuple[str, ...]
    market_failures: tuple[str, ...]
    payback_year: int | None

    @property
    def npv(self) -> float:
        """Net present value, pounds."""
        return float(self.worth.npv[0])

    @property
    def councils(self) -> int:
        """Councils in the groups, whether or not they are expected to join."""
        return len({code for group in self.groups for code in group.codes})


@dataclass(frozen=True)
class Case:
    """evidence, spend, supplied: of CASE_EVIDENCE, CASE_SPEND, SUPPLIED; tried: the sub-national groups by scheme."""

    level1: str
    level2: str
    family: Family
    subject: Subject
    method: Method
    assumptions: Assumptions
    evidence: pl.DataFrame
    spend: pl.DataFrame
    supplied: pl.DataFrame
    tried: Mapping[str, Sequence[Tried]]
    draws: Draws
    joint: Mapping[str, Found]
    chance_of_best: Mapping[str, float]

    @cached_property
    def whole(self) -> Mapping[str, object]:
        """The evidence over all councils in the store."""
        return self.evidence.filter(pl.col("level") == "national").row(0, named=True)

    @cached_property
    def groups(self) -> pl.DataFrame:
        """CASE_GROUP: every group tried with its own range, drawn when it is first asked for."""
        nation = self.joint[NATIONAL]
        failed = "; ".join(nation.failures)
        everyone = [Tried(NATIONAL, group, nation.npv, failed) for group in nation.groups]
        return group_table.table(self.evidence, self.tried, everyone, self.subject, self.method, self.draws)

    @cached_property
    def annual_pence(self) -> Mapping[str, int]:
        """What each council that buys the category spends on it in a year."""
        return dict(self.spend.select("authority_code", "annual_pence").iter_rows())

    @cached_property
    def months(self) -> Mapping[str, int]:
        """How many months each council's payments cover; a council of which the evidence has no row is not in it."""
        own = self.evidence.filter(pl.col("level") == LOCAL)
        return dict(zip(own["authority_codes"].list.first().to_list(), own["months"].to_list(), strict=True))

    def lacks_a_year(self, code: str) -> bool:
        """Whether a council's spend a year is made up from fewer months than the evidence asks for."""
        return code in self.months and self.months[code] < self.assumptions.number("min_months")

    @cached_property
    def supplies(self) -> local_economy.Supplies:
        """Who supplies what to whom, ready to be held against groups."""
        return local_economy.arrange(self.supplied)

    def at_risk(self, level: str) -> pl.DataFrame:
        """CASE_AT_RISK of the groups of a level: the local economy beside the saving."""
        times = self.assumptions.number("lot_times_sales")
        return local_economy.at_risk(self.supplies, self.joint[level].groups, times)

    def name_of(self, code: str) -> str:
        """A council's name; its code where the evidence has no row of its own for it."""
        own = self.evidence.filter((pl.col("level") == LOCAL) & (pl.col("authority_codes").list.first() == code))
        return str(own["place"][0]) if own.height else code

    @property
    def is_bought(self) -> bool:
        """Whether there is anything to buy: not where payments show that next to nothing can be influenced."""
        share = self.whole["influenceable_share"]
        least = self.assumptions.number("min_influenceable_share")
        return self.whole["influenceable_from"] != "measured" or not isinstance(share, float) or share >= least

    def npv(self, level: str) -> float:
        """Net present value at a level, pounds; local is what the others are compared with, so nought."""
        return 0.0 if level == LOCAL else self.joint[level].npv

    def scope(self, level: str = NATIONAL, place: str = "") -> Scope:
        """The payments behind a figure: of all councils, or of one `place` of the MEMBERSHIP `level`."""
        rows = self.evidence.filter(pl.col("level") == level)
        row = (rows.filter(pl.col("place") == place) if place else rows).row(0, named=True)
        codes = tuple(row["authority_codes"])
        return Scope(self.level1, self.level2, level, row["place"], codes, row["first_day"], row["last_day"])

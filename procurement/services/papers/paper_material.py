"""What a board paper is made of: the case, for whom it is, and what they would gain."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.cases import councils as sharing
from procurement.cases import grouping, simulation, summary, worth
from procurement.cases.case import Case
from procurement.cases.draws import uniforms
from procurement.cases.levels import JOINT_LEVELS, NATIONAL, PROPOSED, SUBNATIONAL
from procurement.cases.method import Group
from procurement.cases.simulation import Spread
from procurement.services import standing
from procurement.services.cases import case_laws, opportunities
from procurement.services.cases.opportunities import CaseView, OpenCase
from procurement.services.desk import Desk
from procurement.services.figures.tracing import Figure
from procurement.services.papers.paper_traces import Traces, counting
from procurement.services.problems import WrongWords
from procurement.ui import words

NATION = "nation"
GROUP = "hub"
COUNCIL = "council"
Changes = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Audience:
    """For whom a paper is. kind: nation, hub (any grouping below the nation) or council; scheme: the hub's level."""

    kind: str = NATION
    place: str = "England"
    scheme: str = NATIONAL
    code: str = ""

    @property
    def label(self) -> str:
        """As a list of choices shows it."""
        if self.kind == GROUP:
            return f"{self.place} ({self.scheme.replace('-', ' ')})"
        return "England: all councils in the store" if self.kind == NATION else self.place


@dataclass(frozen=True)
class Joint:
    """Councils that would buy together at a level: what it is worth, in pence, with its range in pounds."""

    groups: tuple[Group, ...]
    annual_pence: int
    steady_pence: int
    npv_pence: int
    cost_pence: int
    spread: Spread


@dataclass(frozen=True)
class PaperMaterial:
    """Everything that the sections of a paper are written from. councils: as on the page, those of the audience."""

    desk: Desk
    opened: OpenCase
    view: CaseView
    audience: Audience
    level: str
    joint: Joint
    councils: pl.DataFrame
    laws: pl.DataFrame
    changes: Mapping[str, float]
    traces: Traces
    version: str

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.opened.case

    @property
    def category(self) -> str:
        """The category as people say it."""
        return f"{self.case.level2} ({self.case.level1})" if self.case.level2 else self.case.level1

    @property
    def is_joint(self) -> bool:
        """Whether the answer is to buy together."""
        return self.view.answer in JOINT_LEVELS

    def at_the_answer(self) -> pl.DataFrame:
        """The councils of the audience at the answer's level; `councils` of a hub are those at the hub's own."""
        if self.audience.kind == GROUP and self.opened.level == NATIONAL:
            return self.view.councils.filter(pl.col("authority_code").is_in(self.councils["authority_code"].implode()))
        return self.councils

    def payments(self) -> str:
        """The name of the payments behind the audience's figures."""
        return self.payments_of(self.audience)

    def payments_of(self, audience: Audience) -> str:
        """The name of the payments of the category in a place."""
        if audience.kind == COUNCIL:
            return self.payments_of_council(audience.code)
        category = (("level1", self.case.level1), ("level2", self.case.level2))
        place = audience.place if audience.kind == GROUP else ""
        return Figure(audience.scheme, place, category).name

    def payments_of_council(self, code: str) -> str:
        """The name of a council's payments of the category."""
        values = (("authority_code", code), ("level1", self.case.level1), ("level2", self.case.level2))
        return Figure("local", values=values, shared=True).name


def choices(viewer: Viewer, desk: Desk, level1: str, level2: str, changes: Changes = ()) -> list[Audience]:
    """For whom a paper can be: the nation, each standing grouping with buyers, each council that buys."""
    check_can_compare(viewer)
    return audiences(desk, opportunities.open_case(viewer, desk, level1, level2, changes))


def audiences(desk: Desk, opened: OpenCase) -> list[Audience]:
    """As `choices`, of a case that is open."""
    is_place = (pl.col("level") == SUBNATIONAL) & (pl.col("scheme") != PROPOSED)
    groups = opened.case.groups.filter(is_place).sort("scheme", "place")
    hubs = [Audience(GROUP, place, scheme) for scheme, place in groups.select("scheme", "place").iter_rows()]
    names = desk.authorities.select("authority_code", "name")
    bought = opened.case.spend.join(names, on="authority_code", how="inner", validate="m:1").sort("name")
    own = [Audience(COUNCIL, name, "local", code) for code, name in bought.select("authority_code", "name").iter_rows()]
    return [Audience(), *hubs, *own]


def named(found: list[Audience], wanted: str) -> Audience:
    """The audience of a label, a place or a council's code; "" is the nation. WrongWords where there is none."""
    plain = wanted.strip().casefold()
    if not plain:
        return found[0]
    for one in found:
        if plain in (one.label.casefold(), one.place.casefold(), one.code.casefold()):
            return one
    raise WrongWords(f'"{wanted}" is no council, hub or other place with spend in this category.')


def gather(desk: Desk, opened: OpenCase, audience: Audience, changes: Changes = ()) -> PaperMaterial:
    """The material of a paper for an audience."""
    view, case = opportunities.view_of(desk, opened), opened.case
    level = SUBNATIONAL if audience.kind == GROUP else opened.level
    joint = _joint(opened, audience, level)
    codes = tuple(sorted({code for group in joint.groups for code in group.codes}))
    table = desk.reference["case_assumptions"]
    traces = Traces(
        assumed=counting(view.assumptions, case.family.name),
        units=dict(table.select("parameter", "unit").iter_rows()),
        changed=dict(changes),
        defaults={name: float(value) for name, value in table.select("parameter", "default").iter_rows()},
    )
    return PaperMaterial(
        desk=desk,
        opened=opened,
        view=view,
        audience=audience,
        level=level,
        joint=joint,
        councils=_shares(desk, opened, view, audience, joint),
        laws=case_laws.of_case(desk, opened, {COUNCIL: (audience.code,), GROUP: codes}.get(audience.kind, ())),
        changes=dict(changes),
        traces=traces,
        version=standing.version(desk),
    )


def _shares(desk: Desk, opened: OpenCase, view: CaseView, audience: Audience, joint: Joint) -> pl.DataFrame:
    """CASE_COUNCIL with `council`: the page's rows, or a council's own; for a hub, those of the hub's own account."""
    if audience.kind == NATION:
        return view.councils
    if audience.kind == COUNCIL:
        return view.councils.filter(pl.col("authority_code") == audience.code)
    case = opened.case
    alone = replace(case, joint={**case.joint, SUBNATIONAL: replace(case.joint[SUBNATIONAL], groups=joint.groups)})
    names = desk.authorities.select("authority_code", pl.col("name").alias("council"))
    shares = sharing.share(alone, SUBNATIONAL).join(names, on="authority_code", how="left", validate="m:1")
    return shares.sort("npv_pence", "council", descending=[True, False])


def _joint(opened: OpenCase, audience: Audience, level: str) -> Joint:
    """The level as the page has it; for a hub its own group alone, worked out the same way."""
    case = opened.case
    found = case.joint[level]
    if audience.kind != GROUP:
        row = summary.levels(case).filter(pl.col("level") == level).row(0, named=True)
        return Joint(
            groups=found.groups,
            annual_pence=row["annual_pence"],
            steady_pence=row["steady_saving_pence"],
            npv_pence=row["npv_pence"],
            cost_pence=row["pv_cost_pence"],
            spread=found.spread,
        )
    groups = grouping.groups_at(case.evidence, audience.scheme, opened.gathered.not_places)
    group = next(one for one in groups if one.place == audience.place)
    value = worth.value(group, level, case.subject, case.method, worth.expected(case.subject, case.method, level))
    benefit, cost = sharing.group_pence(value)
    uniform = uniforms(case.method.draws, case.method.seed)
    draws = simulation.draws_at(level, case.subject, case.method, uniform)
    spread = simulation.spread(worth.value(group, level, case.subject, case.method, draws).npv)
    annual = case.evidence.filter(level=audience.scheme, place=audience.place)["annual_pence"].item()
    steady = round(value.steady_saving.item() * 100)
    return Joint((group,), annual, steady, benefit - cost, cost, spread)


def data_in_words(material: PaperMaterial) -> str:
    """Which payments the paper rests on."""
    whole = material.case.whole
    first, last = (words.day(date.fromisoformat(str(whole[name]))) for name in ("first_day", "last_day"))
    councils = words.count(int(str(whole["councils"])), "council")
    return f"{councils} in the store buy this, from {first} to {last}; data version {material.version}"

"""Where buying together stacks up: every category's business case, its level and its range."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.cases import (
    building,
    cautions,
    councils,
    decision,
    fair,
    options,
    ranking,
    sensitivity,
    summary,
)
from procurement.cases import words as case_words
from procurement.cases.case import Case
from procurement.cases.decision import Decision
from procurement.cases.gathering import Material
from procurement.cases.levels import NATIONAL, PROPOSED
from procurement.services.cases import case_evidence, local_economy_words
from procurement.services.desk import Desk
from procurement.services.figures import company_shares
from procurement.services.figures.tracing import Figure
from procurement.services.problems import CannotDo

VARIED = case_words.VARIED
Tell = Callable[[int, int], None]


def _nobody_is_told(done: int, steps: int) -> None:
    """For those who do not ask how far it has come."""


@dataclass(frozen=True)
class Opportunities:
    """listed: CASE_RANKING, the best first; whole: the same as plain values with the reasons in words.

    lacking: what those without enough evidence lack, and what to do.
    """

    listed: pl.DataFrame
    whole: list[dict[str, Any]]
    lacking: list[str]

    def as_json(self) -> list[dict[str, Any]]:
        """Plain values, ready to be written."""
        return self.whole

    def in_brief(self) -> pl.DataFrame:
        """category, answer, scheme, councils and the range in whole pounds, for a terminal's width."""
        pounds = [(pl.col(f"{name}_pence") // 100).alias(f"{name}_pounds") for name in ("p10", "p50", "p90")]
        category = pl.concat_str("level1", pl.lit(": "), "level2").str.strip_suffix(": ")
        return self.listed.select("rank", category.alias("category"), "answer", "scheme", "councils", *pounds)


@dataclass(frozen=True)
class OpenCase:
    """One category's case, what it was made of, and the answer."""

    gathered: Material
    case: Case
    decision: Decision
    local: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """The joint level that shares and sensitivities are shown for: the answer's, else the more local."""
        joint = self.case.joint
        return self.decision.answer if self.decision.answer in joint else next(iter(joint), "national")


@dataclass(frozen=True)
class CaseView:
    """One business case as its page shows it; frames as cases.* declare them.

    fair_shares: CASE_FAIR of the level shown; groups: CASE_GROUP with `figure`, the name of the payments behind each;
    at_risk: CASE_AT_RISK, with what its words mean. councils: CASE_COUNCIL with `council`, its name, and `months` that
    its payments cover. cautions: what to bear in mind before a figure is relied on.
    """

    headline: str
    shares_in_words: list[str]
    fair_shares: pl.DataFrame
    groups: pl.DataFrame
    at_risk: pl.DataFrame
    at_risk_definitions: tuple[str, ...]
    why: list[str]
    what_would_change_it: list[str]
    levels: pl.DataFrame
    steps: pl.DataFrame
    options: pl.DataFrame
    councils: pl.DataFrame
    tornado: pl.DataFrame
    assumptions: pl.DataFrame
    answer: str
    figure: str
    cautions: tuple[str, ...]
    limits: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, ready to be written."""
        return {
            name: value.to_dicts() if isinstance(value, pl.DataFrame) else value for name, value in vars(self).items()
        }


def find(
    viewer: Viewer,
    desk: Desk,
    categories: Sequence[str] = (),
    changes: tuple[tuple[str, float], ...] = (),
    tell: Tell = _nobody_is_told,
) -> Opportunities:
    """The cases of all categories (ProClass level 2), or of those named at level 1 or 2, the best first.

    tell: called with how many steps of how many are done.
    Raises CannotDo where a category named is none of those with spend.
    """
    check_can_compare(viewer)
    gathered = material(desk, dict(changes))
    steps = 2 * gathered.evidence.select("level1", "level2").n_unique()
    cases: list[Case] = []
    for case in building.build_each(gathered):
        cases.append(case)
        tell(len(cases), steps)
    named = {name.strip().casefold(): name for name in categories}
    wanted = [case for case in cases if not named or {case.level1.casefold(), case.level2.casefold()} & set(named)]
    known = {name.casefold() for case in wanted for name in (case.level1, case.level2)}
    for name in (name for key, name in named.items() if key not in known):
        raise CannotDo(f'No spend is in a category called "{name}". {_categories_in_words(cases)}')
    decided: list[tuple[Case, Decision]] = []
    whole: list[dict[str, Any]] = []
    for case in wanted:
        decided.append((case, decision.decide(case)))
        whole.append(_in_full(*decided[-1]))
        tell(len(cases) + len(whole), steps)
    return Opportunities(ranking.rank(decided), whole, case_words.lacking(decided))


def one(
    viewer: Viewer,
    desk: Desk,
    level1: str,
    level2: str,
    changes: tuple[tuple[str, float], ...] = (),
    local: Sequence[str] = (),
) -> CaseView:
    """One case in full, with a person's changes to the assumptions; LookupError where no council buys the category.

    local: postcode areas (BL) and districts (BL9) whose companies count as local; WrongWords where one is neither.
    """
    return view_of(desk, open_case(viewer, desk, level1, level2, changes, local))


def open_case(
    viewer: Viewer,
    desk: Desk,
    level1: str,
    level2: str,
    changes: tuple[tuple[str, float], ...] = (),
    local: Sequence[str] = (),
) -> OpenCase:
    """One case as it is worked out, for what is made of it; as `one`."""
    check_can_compare(viewer)
    places = company_shares.named(local)
    gathered = case_evidence.material_of(desk, dict(changes), tuple(places), level1, level2)
    case = building.build(gathered, level1, level2)
    return OpenCase(gathered, case, decision.decide(case), tuple(places))


def view_of(desk: Desk, opened: OpenCase) -> CaseView:
    """The case as its page shows it."""
    case, found, level = opened.case, opened.decision, opened.level
    fair_shares = fair.shares(case, level)
    names = desk.authorities.select("authority_code", pl.col("name").alias("council"))
    shares = councils.share(case, level).join(names, on="authority_code", how="left", validate="m:1")
    months = pl.col("authority_code").replace_strict(case.months, default=None, return_dtype=pl.Int64)
    return CaseView(
        headline=case_words.headline(case, found),
        shares_in_words=fair.words(case, fair_shares),
        fair_shares=fair_shares.table,
        groups=_with_figures(case),
        at_risk=case.at_risk(level),
        at_risk_definitions=local_economy_words.definitions(desk, case, opened.local),
        why=case_words.why(case, found),
        what_would_change_it=case_words.what_would_change_it(case, found),
        levels=summary.levels(case),
        steps=found.table(),
        options=options.compare(case),
        councils=shares.with_columns(months=months).sort("npv_pence", "council", descending=[True, False]),
        tornado=sensitivity.tornado(case, level),
        assumptions=case_evidence.changeable(opened.gathered),
        answer=found.answer,
        cautions=cautions.cautions(case, found),
        limits=tuple(case_words.LIMITS),
        figure=Figure("national", values=(("level1", case.level1), ("level2", case.level2))).name,
    )


def material(desk: Desk, changes: Mapping[str, float], local: Sequence[str] = ()) -> Material:
    """The evidence of every category in every place, under the default assumptions with `changes`.

    local: postcode areas and districts in capitals whose companies count as local.
    """
    return case_evidence.material(desk, dict(changes), tuple(local))


def _categories_in_words(cases: Sequence[Case]) -> str:
    names = sorted({case.level1 for case in cases})
    return f"These have spend: {'; '.join(names)}." if names else "Nothing is stored that a case could be made of."


def _in_full(case: Case, found: Decision) -> dict[str, Any]:
    return {
        "level1": case.level1,
        "level2": case.level2,
        "answer": found.answer,
        "headline": case_words.headline(case, found),
        "why": case_words.why(case, found),
        "what_would_change_it": case_words.what_would_change_it(case, found),
        "levels": summary.levels(case).to_dicts(),
        "steps": found.table().to_dicts(),
        "figure": Figure("national", values=(("level1", case.level1), ("level2", case.level2))).name,
    }


def _with_figures(case: Case) -> pl.DataFrame:
    """CASE_GROUP with `figure`; a proposed group is no place of a level, so its figure names its councils."""
    category = (("level1", case.level1), ("level2", case.level2))
    names = [
        Figure(values=category, councils=tuple(row["authority_codes"])).name
        if row["scheme"] == PROPOSED
        else Figure(row["scheme"], "" if row["scheme"] == NATIONAL else row["place"], category).name
        for row in case.groups.select("scheme", "place", "authority_codes").iter_rows(named=True)
    ]
    return case.groups.with_columns(pl.Series("figure", names, dtype=pl.String))

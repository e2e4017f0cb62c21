"""Which groups of councils could buy a category together, and which of them would form."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.cases import gates, worth
from procurement.cases.levels import SCHEMES, SUBNATIONAL
from procurement.cases.method import Group, Method, Subject

SMALLEST = 2
WORST_HHI = 10_000.0
PENCE = 100.0
OF_GROUP = ("place", "councils", "annual_pence", "influenceable_share", "common_share", "hhi", "reach",
            "authority_codes")  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """A group with what it is worth and why it would not form ("" where it would)."""

    scheme: str
    group: Group
    npv: float
    why_not: str


def groups_at(evidence: pl.DataFrame, level: str, not_places: frozenset[str]) -> tuple[Group, ...]:
    """The places of a MEMBERSHIP level with two or more buyers of the category, in order of name.

    A = B x I x C. Where reach or HHI can't be computed the group is given none of the first and the worst of the
    second, so that ignorance never makes a case.
    """
    return groups_by_level(evidence, (level,), not_places).get(level, ())


def groups_by_level(
    evidence: pl.DataFrame, levels: Sequence[str], not_places: frozenset[str]
) -> dict[str, tuple[Group, ...]]:
    """`groups_at` for several levels at once; a level without groups has no entry."""
    rows = (
        evidence.filter(
            pl.col("level").is_in(levels) & (pl.col("councils") >= SMALLEST) & ~pl.col("place").is_in(not_places)
        )
        .select("level", *OF_GROUP)
        .sort("place")
    )
    found: dict[str, list[Group]] = {}
    for level, *row in rows.iter_rows():
        found.setdefault(level, []).append(_group(*row))
    return {level: tuple(groups) for level, groups in found.items()}


def _group(
    place: str, councils: int, annual: int, influenceable: float, common: float, hhi: float | None, reach: float | None,
    codes: list[str],
) -> Group:  # fmt: skip
    """The group of a row of OF_GROUP."""
    return Group(
        place=place,
        councils=float(councils),
        addressable=annual / PENCE * influenceable * common,
        hhi=WORST_HHI if hhi is None else hhi,
        reach=0.0 if reach is None else reach,
        codes=tuple(codes),
    )


def try_all(
    evidence: pl.DataFrame, subject: Subject, method: Method, not_places: frozenset[str], least: int
) -> dict[str, list[Tried]]:
    """Every sub-national group by scheme; a group forms with `least` councils or more, a market, and a gain."""
    gate = method.reach_gates[SUBNATIONAL]
    found: dict[str, list[Tried]] = {}
    every = groups_by_level(evidence, SCHEMES, not_places)
    for scheme in SCHEMES:
        groups = every.get(scheme, ())
        npvs = worth.expected_npvs(groups, SUBNATIONAL, subject, method).tolist()
        for group, npv in zip(groups, npvs, strict=True):
            failed = gates.in_words(gates.failures(SUBNATIONAL, group.reach, gate, subject.barred, npv))
            few = [f"only {group.councils:g} councils"] if group.councils < least else []
            found.setdefault(scheme, []).append(Tried(scheme, group, npv, "; ".join(few + failed)))
    return {scheme: without_overlap(tried) for scheme, tried in found.items()}


def best_scheme(tried: dict[str, list[Tried]], least: int) -> tuple[str, tuple[Group, ...]]:
    """The scheme whose forming groups are worth most, with them; where none forms, all groups of the widest scheme.

    The widest has most councils in groups of `least` or more: it shows best why nothing forms. ("", ()) where no
    group is large enough. On a tie the earlier of region, county, combined authority, hub, proposed.
    """
    best, worth_most = ("", ()), (False, 0.0, -float("inf"))
    for scheme, groups in tried.items():
        forming = [one for one in groups if not one.why_not]
        used = forming or [one for one in groups if one.group.councils >= least]
        reached = 0.0 if forming else sum(one.group.councils for one in used)
        score = (bool(forming), reached, sum(one.npv for one in used))
        if used and score > worth_most:
            best, worth_most = (scheme, tuple(one.group for one in used)), score
    return best


def without_overlap(tried: Sequence[Tried]) -> list[Tried]:
    """Hubs that a person composed may share councils: the better hub keeps them, the other does not form."""
    taken: set[str] = set()
    kept: list[Tried] = []
    for one in sorted(tried, key=lambda each: (bool(each.why_not), -each.npv, each.group.place)):
        clash = not one.why_not and bool(taken & set(one.group.codes))
        kept.append(Tried(one.scheme, one.group, one.npv, "shares councils with a better hub") if clash else one)
        if not one.why_not and not clash:
            taken |= set(one.group.codes)
    return sorted(kept, key=lambda each: each.group.place)

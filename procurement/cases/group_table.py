"""Every grouping that was tried, as a table, each with its own range."""

from collections.abc import Mapping, Sequence

import polars as pl

from procurement.cases import grouping, simulation
from procurement.cases.draws import Draws
from procurement.cases.grouping import Tried
from procurement.cases.levels import NATIONAL, SUBNATIONAL
from procurement.cases.method import Method, Subject
from procurement.tables import CASE_GROUP

RANGE = ("p10_pence", "p50_pence", "p90_pence")


def table(
    evidence: pl.DataFrame,
    tried: Mapping[str, Sequence[Tried]],
    nation: Sequence[Tried],
    subject: Subject,
    method: Method,
    draws: Draws,
) -> pl.DataFrame:
    """CASE_GROUP of a category: the groups tried by scheme, then the nation. No groups give no rows.

    evidence: CASE_EVIDENCE of the category. This is where groups are drawn one by one: a list of cases needs only
    those that stand for a level, together.
    """
    hubs = [one for each in tried.values() for one in each]
    every = [*hubs, *nation]
    drawn = [
        spread
        for level, ones in ((SUBNATIONAL, hubs), (NATIONAL, nation))
        for spread in simulation.spreads([one.group for one in ones], level, subject, method, draws)
    ]
    groups, pence = [one.group for one in every], grouping.PENCE
    row_of = {place: number for number, place in enumerate(evidence.select("level", "place").iter_rows())}
    rows = evidence[[row_of[one.scheme, one.group.place] for one in every]]
    columns = {
        "level": [NATIONAL if one.scheme == NATIONAL else SUBNATIONAL for one in every],
        "scheme": [one.scheme for one in every],
        "place": [group.place for group in groups],
        "councils": [int(group.councils) for group in groups],
        "authority_codes": rows["authority_codes"],
        "annual_pence": rows["annual_pence"],
        "addressable_pence": [round(group.addressable * pence) for group in groups],
        "reach": [group.reach for group in groups],
        "hhi": [group.hhi for group in groups],
        "npv_pence": [round(one.npv * pence) for one in every],
        **{name: [round(getattr(spread, name[:3]) * pence) for spread in drawn] for name in RANGE},
        "chance_of_gain": [spread.chance_of_gain for spread in drawn],
        "forms": [not one.why_not for one in every],
        "why_not": [one.why_not for one in every],
    }
    return pl.DataFrame(columns, schema=CASE_GROUP).sort("level", "scheme", "place")

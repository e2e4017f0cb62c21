"""Fair shares: who would lose in a group, the largest part in which nobody loses, and what would hold the whole."""

from dataclasses import dataclass, replace

import polars as pl

from procurement.cases import councils
from procurement.cases.case import Case
from procurement.cases.method import Group
from procurement.cases.pounds import pounds
from procurement.tables import CASE_FAIR

FEWEST = 2
POOLED = (councils.SHARE_THE_GAIN, councils.MAKE_GOOD)
NO_LOSS = pl.col("npv_pence") >= 0


@dataclass(frozen=True)
class Fair:
    """table: CASE_FAIR; groups: for each group of the level the largest part of it in which nobody loses, if any."""

    level: str
    rule: str
    table: pl.DataFrame
    groups: tuple[Group, ...]

    @property
    def losers(self) -> tuple[str, ...]:
        """Codes of the councils that lose in the whole groups, the greatest loss first."""
        lost = self.table.filter(pl.col("npv_pence") < 0, pl.col("authority_code") != councils.HUB)
        return tuple(lost.sort("npv_pence", "authority_code")["authority_code"])


def shares(case: Case, level: str, rule: str = councils.BY_SPEND) -> Fair:
    """CASE_FAIR for every group of a level under a sharing rule.

    `npv_pence` (the hub's own account under a levy included) and `held_npv_pence` both add up to the level's NPV to
    the penny, and `payment_pence` to nought. `held_npv_pence` is null where the group as a whole loses: no rule can
    hold it. Raises KeyError for an unknown rule. No groups give an empty table.
    """
    found = [(group, largest(case, level, group, rule)) for group in case.joint[level].groups]
    tables = [_of_group(case, level, rule, group, kept) for group, kept in found]
    kept = tuple(kept for _, kept in found if kept is not None)
    return Fair(level, rule, pl.concat([CASE_FAIR.to_frame(), *tables]), kept)


def largest(case: Case, level: str, group: Group, rule: str) -> Group | None:
    """The largest part of a group in which no council's own NPV is below nought; None where none of two or more is.

    Those who lose leave, the rest are reckoned anew, and so on until nobody loses. Where costs are shared by spend or
    equally, or there is a levy, one more member lowers nobody's gain (the saving rate rises with numbers, fixed costs
    are spread wider): whoever gains in a part gains in every wider one that holds it, so no part without losers ever
    loses a member on the way, and what is left holds every such part. Where the net gain is pooled, nobody loses as
    long as the part as a whole does not, and of all parts of a size that of the greatest buyers is worth most: so
    the smallest leaves. Reach and concentration are held at the whole group's.
    """
    kept = group
    while len(kept.codes) >= FEWEST:
        rows = _members(councils.of_group(case, level, kept, rule))
        if rows.filter(~NO_LOSS).is_empty():
            return kept
        staying = rows.sort("annual_pence", "authority_code").tail(-1) if rule in POOLED else rows.filter(NO_LOSS)
        kept = part_of(case, kept, staying["authority_code"].to_list())
    return None


def part_of(case: Case, group: Group, codes: list[str]) -> Group:
    """The group with some of its councils: addressable spend in proportion to theirs, all else the same."""
    spend = case.spend.filter(pl.col("authority_code").is_in(group.codes))
    whole = int(spend["annual_pence"].sum())
    part = int(spend.filter(pl.col("authority_code").is_in(codes))["annual_pence"].sum())
    addressable = group.addressable * part / whole if whole else 0.0
    return replace(group, councils=float(len(codes)), addressable=addressable, codes=tuple(sorted(codes)))


def _members(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("authority_code") != councils.HUB)


def _of_group(case: Case, level: str, rule: str, group: Group, kept: Group | None) -> pl.DataFrame:
    whole = councils.of_group(case, level, group, rule).select("level", "place", "authority_code", "npv_pence")
    gains = whole["npv_pence"].sum() > 0
    held = councils.of_group(case, level, group, councils.MAKE_GOOD if gains else rule)
    held = held.select("authority_code", pl.col("npv_pence").alias("held_npv_pence"))
    inner = CASE_FAIR.to_frame().select("authority_code", "largest_npv_pence")
    if kept is not None:
        own = _members(councils.of_group(case, level, kept, rule))
        inner = own.select("authority_code", pl.col("npv_pence").alias("largest_npv_pence"))
    joined = whole.join(held, on="authority_code", how="left", validate="1:1").join(
        inner, on="authority_code", how="left", validate="1:1"
    )
    after = pl.when(pl.lit(gains)).then(pl.col("held_npv_pence").fill_null(0))
    paid = joined.with_columns(after.alias("held_npv_pence"))
    payment = (pl.col("held_npv_pence") - pl.col("npv_pence")).alias("payment_pence")
    return paid.with_columns(payment).select(CASE_FAIR.names()).cast(CASE_FAIR)


def words(case: Case, fair: Fair) -> list[str]:
    """Who loses, where nobody does, and what would hold the wider group; a sentence each. No groups give none."""
    if fair.table.is_empty():
        return []
    every = _members(fair.table)
    if not fair.losers:
        return [f"Nobody loses: each of the {every.height} councils gains or breaks even, where {_rule(fair)}."]
    names = [case.name_of(code) for code in fair.losers]
    said = [f"{len(names)} of {every.height} would lose, where {_rule(fair)}: {', '.join(names)}."]
    inside = fair.table["largest_npv_pence"].drop_nulls()
    if inside.is_empty():
        said.append("In no smaller part of it does everybody gain under that rule.")
    else:
        said.append(f"The largest part in which nobody loses has {inside.len()} councils, worth {_money(inside)}.")
    return [*said, _holding(fair)]


def _holding(fair: Fair) -> str:
    held = fair.table.filter(pl.col("held_npv_pence").is_not_null())
    if held.is_empty():
        return "As a whole it loses, so no way of sharing would hold it together."
    paid = held.filter(pl.col("payment_pence") > 0)["payment_pence"]
    return (
        f"All would stay if those who gain paid {_money(paid)} between them, each in proportion to its gain, "
        "so that nobody is worse off than now."
    )


def _money(pence: pl.Series) -> str:
    return pounds(int(pence.sum()) / 100)


def _rule(fair: Fair) -> str:
    return councils.RULES[fair.rule]

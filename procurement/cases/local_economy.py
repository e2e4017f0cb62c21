"""The local economy beside the saving: pounds with small, voluntary and local suppliers that lots put at risk.

None of it enters the net present value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.cases import numbering, purchases, ranked
from procurement.cases.method import Group
from procurement.tables import CASE_AT_RISK, SUPPLIED, SUPPLIER_TRAIT

SMALL, VOLUNTARY, LOCAL = "small or medium", "voluntary", "local"
TRAITS = (SMALL, VOLUNTARY, LOCAL)
ONE_LOT = "one lot"
LOTS = {
    ONE_LOT: ("group", False),
    "a lot for each kind of thing": ("group", True),
    "a lot for each council": ("member", False),
    "a lot for each kind of thing in each council": ("member", True),
}
"""Designs of lots, from the largest lots to the smallest: for each group or member of one, and by kind or not."""

Pence = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Row = tuple[str, str, int, float, int | None, int | None, float | None]

VOLUNTARY_DEFINITION = (
    "Voluntary: a supplier told to be a charity, by its name or a register. Social enterprises, co-operatives and "
    "community interest companies are not told apart from companies, so the share is the least it can be."
)
UNKNOWN_KIND = "unknown"


def risk_definition(times: float) -> str:
    """What at risk means."""
    return (
        f"At risk: what is now spent with a supplier in a lot whose yearly worth is more than {times:g} times all that "
        "the councils in the store pay that supplier in a year. What a supplier sells elsewhere is not in the "
        "payments, so more is called at risk than is. Pounds at risk are not lost: a supplier may bid with others, or "
        "under the winner."
    )


def supplied(
    bought: pl.DataFrame,
    council_periods: pl.DataFrame,
    by: str,
    traits: pl.DataFrame | None = None,
    sold: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """SUPPLIED: who supplies what to whom, a year of it, with what is known of the supplier.

    bought: PURCHASE; council_periods: COUNCIL_PERIOD. traits: SUPPLIER_TRAIT where a register tells size or place; a
    supplier without a row there, and every supplier where there is none, is not known. sold: `sales` of all purchases,
    where `bought` is a part of them. Only influenceable spend counts, and what has no supplier (redacted) counts in
    lots alone. By category, council, code and supplier; empty in gives empty out.
    """
    movable = purchases.to_categories(bought, by).filter(pl.col("influenceable").fill_null(True))
    rows = _yearly(movable, council_periods)
    ways = [
        ranked.rank_pairs(rows["level1"], rows["level2"]),
        *(ranked.rank(rows[name]) for name in ("authority_code", "proclass_code", "supplier_id")),
    ]
    kinds = ranked.rank(rows["supplier_kind"])
    key = np.zeros(rows.height, dtype=np.int64)
    for one in ways:
        key = key * one.size + one.numbers
    sums = ranked.add_up(key, rows["annual"].to_numpy(), kinds.numbers)
    sales_of = sales(bought, council_periods) if sold is None else sold
    told = SUPPLIER_TRAIT.to_frame() if traits is None else traits
    facts = ways[-1].texts
    for table in (sales_of, told):
        facts = facts.join(table, on="supplier_id", how="left", validate="1:1", maintain_order="left")
    tables = [*(one.texts for one in ways[:-1]), facts]
    parts = [table[one.numbers[sums.at]] for table, one in zip(tables, ways, strict=True)]
    told_of = [*parts, kinds.texts[sums.kind], pl.DataFrame({"annual_pence": sums.pence})]
    kind = pl.col("supplier_kind")
    voluntary = pl.when((pl.col("supplier_id") != "") & (kind != UNKNOWN_KIND)).then(kind == "charity")
    joined = pl.concat(told_of, how="horizontal").with_columns(voluntary.alias(VOLUNTARY))
    return joined.select(SUPPLIED.names()).cast(SUPPLIED)


def sales(bought: pl.DataFrame, council_periods: pl.DataFrame) -> pl.DataFrame:
    """supplier_id and sales_pence: a year of what all councils pay each supplier, in any category."""
    sold = _yearly(bought, council_periods).group_by("supplier_id").agg(pl.col("annual").sum().alias("sales_pence"))
    return sold.with_columns(pl.col("supplier_id").cast(pl.String))


def _yearly(bought: pl.DataFrame, council_periods: pl.DataFrame) -> pl.DataFrame:
    """PURCHASE of councils with months, with `annual`, a year of it in pence, and "" for a supplier who is none."""
    councils = ranked.rank(bought["authority_code"])
    months = council_periods.select("authority_code", "months")
    known = councils.texts.join(months, on="authority_code", how="left", validate="1:1", maintain_order="left")
    of_each = known["months"].fill_null(0).to_numpy()[councils.numbers]
    year = (pl.col("spend_pence") * 12 / pl.col("months")).round().cast(pl.Int64)
    supplier = pl.when(numbering.is_supplier).then("supplier_id").otherwise(pl.lit("").cast(pl.Categorical()))
    dated = purchases.numbered(bought).with_columns(months=pl.Series(of_each)).filter(pl.col("months") > 0)
    return dated.with_columns(year.alias("annual"), supplier.alias("supplier_id"))


@dataclass(frozen=True)
class Supplies:
    """SUPPLIED of one category as arrays, a place a row, so that any groups of councils are held against it.

    councils: for each code where its rows are; kind: the kind of thing, from nought; known, has: by trait.
    """

    councils: Mapping[str, Places]
    kind: Pence
    pence: Pence
    sales: Pence
    has_supplier: Flags
    known: Mapping[str, Flags]
    has: Mapping[str, Flags]


def arrange(rows: pl.DataFrame) -> Supplies:
    """rows: SUPPLIED of one category; empty in gives empty out."""
    numbered = ranked.rank(rows["authority_code"])
    order = np.argsort(numbered.numbers, kind="stable")
    ends = np.cumsum(np.bincount(numbered.numbers, minlength=numbered.texts.height)).tolist()
    codes = numbered.texts["authority_code"].to_list()
    places = {code: order[begin:end] for code, begin, end in zip(codes, [0, *ends], ends, strict=False)}
    told = rows.select(
        *(pl.col(trait).is_not_null().alias(f"known {trait}") for trait in TRAITS),
        *(pl.col(trait).fill_null(value=False) for trait in TRAITS),
        (pl.col("supplier_id") != "").alias("has_supplier"),
    )
    return Supplies(
        places,
        ranked.rank(rows["proclass_code"]).numbers,
        rows["annual_pence"].to_numpy(),
        rows["sales_pence"].to_numpy(),
        told["has_supplier"].to_numpy(),
        {trait: told[f"known {trait}"].to_numpy() for trait in TRAITS},
        {trait: told[trait].to_numpy() for trait in TRAITS},
    )


def at_risk(supplies: Supplies, groups: Sequence[Group], times: float) -> pl.DataFrame:
    """CASE_AT_RISK of one category: for each design of lots and trait, the groups' pounds a year and those at risk.

    A lot's worth is a year of all its group's influenceable spend, as if every council joined: the most that a lot can
    be. A supplier is at risk where the lot is more than `times` its sales to all councils. No groups, or no spend, give
    an empty table.
    """
    members = [(number, code) for number, group in enumerate(groups) for code in group.codes]
    parts = [supplies.councils.get(code, np.empty(0, dtype=np.intp)) for _, code in members]
    at = np.concatenate([np.empty(0, dtype=np.intp), *parts])
    if not len(at):
        return CASE_AT_RISK.to_frame()
    sizes = [len(part) for part in parts]
    number = {
        "member": np.repeat(np.arange(len(members)), sizes),
        "group": np.repeat(np.asarray([number for number, _ in members]), sizes),
    }
    pence, sales, kind = supplies.pence[at], supplies.sales[at], supplies.kind[at]
    out_of_reach = {
        lots: supplies.has_supplier[at] & (_lot_worth(pence, number[by], kind if by_kind else None) > times * sales)
        for lots, (by, by_kind) in LOTS.items()
    }
    spent = [
        _Spent(trait, int(pence[supplies.known[trait][at]].sum()), pence * supplies.has[trait][at]) for trait in TRAITS
    ]
    total = int(pence.sum())
    rows = [_row(lots, one, total, out) for lots, out in out_of_reach.items() for one in spent]
    return pl.DataFrame(rows, schema=CASE_AT_RISK, orient="row")


def _lot_worth(pence: Pence, number: Pence, kind: Pence | None) -> Pence:
    """For each row the pence of the lot that it falls in; numbers and kinds count from nought.

    Added up as floats, which hold whole pence exactly up to ninety million million pounds.
    """
    lot = number if kind is None else number * (int(kind.max()) + 1) + kind
    return np.bincount(lot, weights=pence)[lot]


@dataclass(frozen=True)
class _Spent:
    """What is spent with suppliers of whom a trait is known, and each row's pence with those who have it."""

    trait: str
    known: int
    pence: Pence


def _row(lots: str, spent: _Spent, total: int, out: Flags) -> Row:
    if not spent.known:
        return lots, spent.trait, total, 0.0, None, None, None
    risk = int((spent.pence * out).sum())
    return lots, spent.trait, total, spent.known / total, int(spent.pence.sum()), risk, risk / total


def least_lots(table: pl.DataFrame, trait: str, limit: float) -> str:
    """The largest lots that leave at most `limit` of the spend at risk for a trait; "" where no design does."""
    rows = zip(table["lots"], table["trait"], table["at_risk_share"], strict=True)
    return next((str(lots) for lots, of, share in rows if of == trait and share is not None and share <= limit), "")

"""The pairs that matching left to a person, with both suppliers as they stand now, and which are answered."""

from pathlib import Path

import polars as pl

from procurement.access import Viewer
from procurement.services.desk import Desk
from procurement.services.suppliers import supplier_names_shown
from procurement.services.suppliers.decided_suppliers import Standing
from procurement.services.suppliers.supplier_pairs import SIDES
from procurement.suppliers.decided_sets import EXCLUSIVE
from procurement.tables import SUPPLIER_PAIR, TEXT

_worked_out: dict[Path, tuple[pl.DataFrame, pl.DataFrame, pl.Series, pl.DataFrame]] = {}
"""What the suppliers of the rules in each store are paid, with the readings, the spend and the ids that it is of."""


def asked(viewer: Viewer, desk: Desk, council: str = "") -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs that wait, and those that are settled: SUPPLIER_PAIR with both suppliers, and stake_pence.

    council: only pairs of which it pays one supplier or both; "" for all. Pairs of which the viewer may not read a
    name, of which no payment stands, or that no answer can join, are in neither.
    """
    standing = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    pairs = _with_suppliers(viewer, desk, standing)
    if council:
        pairs = pairs.filter(pl.any_horizontal(pl.col(f"paid_by_{side}").list.contains(council) for side in SIDES))
    pairs = pairs.join(_held_apart(standing), on=["one", "other"], how="left", validate="m:1")
    is_joined = pl.col("supplier_id_a") == pl.col("supplier_id_b")
    is_settled = is_joined | pl.col("is_apart").fill_null(value=False)
    return pairs.filter(~is_settled & ~_are_two_bodies()), pairs.filter(is_settled)


def _are_two_bodies() -> pl.Expr:
    """Whether both suppliers go by a company number, or both by a charity number: no answer makes them one."""
    sides = [pl.col(f"supplier_id_{side}") for side in SIDES]
    both = [pl.all_horizontal(side.str.starts_with(scheme) for side in sides) for scheme in EXCLUSIVE]
    return pl.any_horizontal(both) & (sides[0] != sides[1])


def _with_suppliers(viewer: Viewer, desk: Desk, standing: Standing) -> pl.DataFrame:
    """The pairs that a person may be asked about, with both suppliers as they are now, `one` and `other` in order.

    At stake in a pair that was put together is what was at stake before; paid_by, of each side, is who paid it then.
    """
    pairs = desk.store.register.supplier_pairs.all()
    keys = pl.concat([pairs[f"supplier_text_key_{which}"] for which in SIDES]).unique()
    side = _texts(viewer, desk, standing, keys)
    for which in SIDES:
        named = side.rename({column: f"{column}_{which}" for column in side.columns})
        pairs = pairs.join(named, on=f"supplier_text_key_{which}", validate="m:1")
    is_joined = pl.col("supplier_id_a") == pl.col("supplier_id_b")
    ordered = pairs.filter(pl.col("by_rules_a") != pl.col("by_rules_b")).with_columns(
        one=pl.min_horizontal("supplier_id_a", "supplier_id_b"),
        other=pl.max_horizontal("supplier_id_a", "supplier_id_b"),
        paid_by_a=pl.when(is_joined).then("rules_paid_by_a").otherwise("paid_by_a"),
        paid_by_b=pl.when(is_joined).then("rules_paid_by_b").otherwise("paid_by_b"),
        stake_pence=pl.when(is_joined)
        .then(pl.min_horizontal(pl.col("rules_pence_a").abs(), pl.col("rules_pence_b").abs()))
        .otherwise(pl.min_horizontal(pl.col("spend_pence_a").abs(), pl.col("spend_pence_b").abs())),
    )
    likeliest = ordered.sort("probability", *SUPPLIER_PAIR.names()[:2], descending=[True, False, False])
    told = likeliest.filter(pl.col("one") != pl.col("other")).unique(
        ["one", "other"], keep="first", maintain_order=True
    )
    joined = likeliest.filter(pl.col("one") == pl.col("other"))
    return pl.concat([told, joined])


def _texts(viewer: Viewer, desk: Desk, standing: Standing, keys: pl.Series) -> pl.DataFrame:
    """Of these texts those of standing payments that the viewer may read, with their suppliers now and by the rules."""
    spend = supplier_names_shown.spend(desk)
    mine = pl.col("supplier_text_key").is_in(keys.implode())
    hidden = supplier_names_shown.withheld(viewer, desk)
    hidden_names = standing.base.filter(pl.col("supplier_text_key").is_in(hidden.implode()))["supplier_name"]
    shown = standing.readings.filter(
        mine, pl.col("supplier_id") != "", ~pl.col("supplier_text_key").is_in(hidden.implode())
    )
    read_as = standing.base.filter(mine).select("supplier_text_key", by_rules="supplier_id")
    known = _by_rules(desk, standing.base, spend, read_as["by_rules"])
    of_supplier = _as_decided(known, standing, spend)
    by_rules = known.select(by_rules="supplier_id", rules_pence="spend_pence", rules_paid_by="paid_by")
    texts = shown.join(spend.select("supplier_text_key"), on="supplier_text_key", how="semi")
    side = (
        texts.join(of_supplier, on="supplier_id", how="left", validate="m:1")
        .join(read_as, on="supplier_text_key", how="left", validate="1:1")
        .join(by_rules, on="by_rules", how="left", validate="m:1")
    )
    return side.select(
        "supplier_text_key",
        "supplier_id",
        "spend_pence",
        "councils",
        "paid_by",
        "by_rules",
        "rules_pence",
        "rules_paid_by",
        name="supplier_name",
        supplier=pl.when(_goes_by(hidden_names)).then("supplier_name").otherwise("supplier_label"),
    )


def _goes_by(hidden_names: pl.Series) -> pl.Expr:
    """Whether a supplier goes by a name that this viewer may not read."""
    return pl.col("supplier_label").is_in(hidden_names.str.strip_chars().unique().implode())


def _by_rules(desk: Desk, base: pl.DataFrame, spend: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """`_spend_of_suppliers` of these suppliers of the rules, which no decision changes; once for each state."""
    known = _worked_out.get(desk.store.home)
    if known is None or known[0] is not base or known[1] is not spend or not ids.is_in(known[2].implode()).all():
        known = _worked_out[desk.store.home] = (base, spend, ids, _spend_of_suppliers(base, spend, ids))
    return known[3]


def _as_decided(by_rules: pl.DataFrame, standing: Standing, spend: pl.DataFrame) -> pl.DataFrame:
    """`by_rules` as people's decisions make it: suppliers of which they changed a text are added up anew."""
    changed = standing.decided.changed
    before = standing.base.filter(pl.col("supplier_text_key").is_in(changed["supplier_text_key"].implode()))
    ids = pl.concat([changed["supplier_id"], before["supplier_id"]]).unique()
    anew = _spend_of_suppliers(standing.readings, spend, ids)
    return pl.concat([by_rules.filter(~pl.col("supplier_id").is_in(ids.implode())), anew])


def _spend_of_suppliers(readings: pl.DataFrame, spend: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """supplier_id, spend_pence, paid_by (codes of councils) and how many councils of each of these suppliers."""
    of_them = readings.filter(pl.col("supplier_id").is_in(ids.unique().implode()))
    paid = of_them.select("supplier_text_key", "supplier_id").join(spend, on="supplier_text_key", validate="1:1")
    summed = paid.group_by("supplier_id").agg(pl.col("spend_pence").sum())
    each = paid.select("supplier_id", code="authority_codes").explode("code", empty_as_null=True).unique()
    paid_by = each.sort("code").group_by("supplier_id", maintain_order=True).agg(paid_by="code")
    told = summed.join(paid_by, on="supplier_id", how="left", validate="1:1")
    return told.with_columns(councils=pl.col("paid_by").list.len().cast(pl.Int64))


def _held_apart(standing: Standing) -> pl.DataFrame:
    """one, other, is_apart: suppliers of which a person said that some name of one is none of the other's."""
    at = standing.decided.parties.join(
        standing.readings.select("supplier_text_key", "supplier_id"), on="supplier_text_key", validate="1:1"
    ).select("party", "supplier_id")
    where = dict(at.iter_rows())
    foes = standing.decided.sets.foes
    found = {
        (min(where[one], where[other]), max(where[one], where[other]))
        for one, others in foes.items()
        for other in others
        if one in where and other in where
    }
    schema = pl.Schema({"one": TEXT, "other": TEXT})
    return pl.DataFrame(sorted(found), schema=schema, orient="row").with_columns(is_apart=pl.lit(value=True))

"""Random stores: every roll-up is what adding up by hand gives, and children add up to parents, on every map.

RANDOM_STORES=1000 tries so many stores, others each time.
"""

import os
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.analysis import coded, condensed, frames, levels, parts, roll_up
from procurement.places import authorities, groupings, recut, successions
from procurement.tables import CATEGORY_READING, DECIDED_SUPPLIER, LEVELS, PAYMENT, ROLL_UP
from tests.oracle import slow_recut, slow_totals
from tests.oracle.slow_totals import Payment, Total

STORES = int(os.environ.get("RANDOM_STORES", "5"))
DAYS = [date(2010, 1, 1), date(2019, 6, 1), date(2023, 3, 31), date(2023, 4, 1), date(2026, 11, 26), date(2027, 4, 1)]
CHANGED = sorted({row[side] for row in slow_recut.STEPS for side in ("predecessor", "successor")})
BODIES = [*CHANGED, "E08000009", "E09000001", "E10000014", "E07000086", "E06000057", "body:A trust"]
UNDATED = ["level1", "proclass_code", "supplier_id", "supplier_kind", "supplier_group", "influenceable", "amount_basis",
           "authority_code"]  # fmt: skip
CHAINS = [["level1", "level2", "supplier_id"], ["financial_year", "quarter", "month"]]
"""Each column's groups lie within those of the one before."""


def reference(name: str) -> pl.DataFrame:
    return pl.read_csv(slow_recut.REFERENCE / f"{name}.csv", infer_schema=False).fill_null("")


COUNCILS = authorities.parse(reference("authorities"))


@cache
def shares_on(day: date) -> pl.DataFrame:
    found = groupings.parse(reference("groupings"))
    shares = groupings.place_shares(COUNCILS, day, found, successions.parse(reference("successions")))
    return shares.filter(pl.col("authority_code").is_in(BODIES))


payment = st.fixed_dictionaries(
    {
        "authority_code": st.sampled_from(BODIES),
        "paid_on": st.none() | st.dates(date(2022, 3, 25), date(2025, 4, 5)),
        "amount_pence": st.integers(-(10**11), 10**11) | st.integers(-300, 300),
        "is_redacted": st.sampled_from([False, False, False, True]),
        "amount_basis": st.sampled_from(["net", "gross"]),
        "supplier_text_key": st.integers(0, 5),
        "line_text_key": st.integers(0, 5),
    }
)
supplier = st.fixed_dictionaries(
    {
        "supplier_id": st.sampled_from(["s1", "s2", "s3"]),
        "supplier_kind": st.sampled_from(["company", "charity", "public body"]),
        "supplier_group": st.sampled_from(["", "A group"]),
    }
)
line = st.fixed_dictionaries(
    {
        "level1": st.sampled_from(["", "Waste", "Energy"]),
        "level2": st.sampled_from(["", "Skips", "Gas"]),
        "proclass_code": st.sampled_from(["", "101010", "202020"]),
        "influenceable": st.sampled_from([True, False, None]),
    }
)
stores = st.tuples(
    st.lists(payment, max_size=30),
    st.dictionaries(st.integers(0, 5), supplier, max_size=6),
    st.dictionaries(st.integers(0, 5), line, max_size=6),
)


def typed(rows: list[dict[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    blank = {name: "" if kind == pl.String() else None for name, kind in schema.items()}
    return pl.DataFrame([blank | row for row in rows], schema=schema)


def joined(paid: Any, suppliers: dict[int, Payment], lines: dict[int, Payment]) -> frames.Frame:
    of_suppliers = [
        {"supplier_text_key": key, "supplier_id": one["supplier_id"], "supplier_label": one["supplier_id"],
         "kind": one["supplier_kind"], "supplier_group": one["supplier_group"]}
        for key, one in suppliers.items()
    ]  # fmt: skip
    of_lines = [{"line_text_key": key, **one} for key, one in lines.items()]
    return coded.join(
        paid,
        typed(of_suppliers, DECIDED_SUPPLIER),
        typed(of_lines, CATEGORY_READING),
        COUNCILS.filter(pl.col("authority_code").is_in(BODIES)),
    )


def summed(payments: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Alike payments summed, but for councils that are split."""
    is_split = pl.col("authority_code").is_in(recut.split(shares)["authority_code"].implode())
    alone = payments.filter(is_split).select(*condensed.KEYS, "amount_pence", pl.lit(1, pl.Int64).alias(parts.COUNTS))
    return pl.concat([frames.collect(condensed.condense(payments.filter(~is_split))), alone])


def answer(placed: frames.Frame, by: list[str]) -> dict[tuple[Any, ...], Total]:
    rows = frames.collect(roll_up.roll_up(placed, ["place", *by]), ROLL_UP).rows()
    return {row[:-4]: row[-4:] for row in rows}


def adds_up(children: dict[tuple[Any, ...], Total], parents: dict[tuple[Any, ...], Total]) -> bool:
    """Whether spend and payments of the children of each parent, which their keys begin with, are the parent's."""
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    length = len(next(iter(parents), ()))
    for key, (pence, payments, _, _) in children.items():
        found[key[:length]][0] += pence
        found[key[:length]][1] += payments
    return {key: tuple(sums) for key, sums in found.items()} == {key: total[:2] for key, total in parents.items()}


@given(stores, st.sampled_from(LEVELS), st.sampled_from(DAYS))
@settings(max_examples=STORES, deadline=None, derandomize="RANDOM_STORES" not in os.environ)
def test_every_roll_up_is_what_adding_up_by_hand_gives(
    store: tuple[list[Payment], dict[int, Payment], dict[int, Payment]], level: str, on: date
) -> None:
    payments, suppliers, lines = store
    table, by_hand = typed(payments, PAYMENT), slow_totals.read(payments, suppliers, lines)
    one_by_one = levels.at_level(joined(table, suppliers, lines), shares_on(on), level)
    alike = levels.at_level(joined(summed(table, shares_on(on)), suppliers, lines), shares_on(on), level)
    for by in ([], *([name] for name in UNDATED)):
        expected = slow_totals.totals(by_hand, level, on, by)
        assert answer(one_by_one, by) == expected, by
        assert answer(alike, by) == expected, by
    for chain in CHAINS:
        parents = answer(one_by_one, [])
        for length in range(1, len(chain) + 1):
            children = answer(one_by_one, chain[:length])
            assert children == slow_totals.totals(by_hand, level, on, chain[:length]), chain[:length]
            assert adds_up(children, parents), chain[:length]
            parents = children


@given(stores, st.sampled_from(DAYS))
@settings(max_examples=STORES, deadline=None, derandomize="RANDOM_STORES" not in os.environ)
def test_places_of_every_level_add_up_to_the_nation(
    store: tuple[list[Payment], dict[int, Payment], dict[int, Payment]], on: date
) -> None:
    payments, suppliers, lines = store
    of_councils = [one for one in payments if one["authority_code"] in slow_recut.COUNCILS]
    whole = (sum(one["amount_pence"] for one in of_councils), len(of_councils))
    for rows in (typed(payments, PAYMENT), summed(typed(payments, PAYMENT), shares_on(on))):
        for level in LEVELS:
            placed = levels.once(levels.at_level(joined(rows, suppliers, lines), shares_on(on), level))
            found = answer(placed, []).values()
            assert (sum(one[0] for one in found), sum(one[1] for one in found)) == whole, level

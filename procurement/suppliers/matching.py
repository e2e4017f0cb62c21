"""Supplier texts become suppliers: identifiers first, then names, with what is already known."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from procurement.suppliers import (
    asking,
    candidates,
    clustering,
    completing,
    labelling,
    link_reasons,
    linking,
    names,
    reasons,
    text_nodes,
)
from procurement.suppliers.nearby import Nearby
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.verdicts import Judged
from procurement.tables import SUPPLIER_TEXT

NO_ROW = -1


@dataclass(frozen=True)
class Matched:
    """`readings`: SUPPLIER_READING of the texts given; `asks`: SUPPLIER_ASK, pairs for a person to settle.

    known: the rows that they were matched with, those of every known supplier in `asks` among them.
    """

    readings: pl.DataFrame
    asks: pl.DataFrame
    known: pl.DataFrame


def match(
    texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference, nearby: Nearby | None = None
) -> pl.DataFrame:
    """SUPPLIER_READING for `texts` (SUPPLIER_TEXT), in their order; see `settle`."""
    return settle(texts, known, reference, nearby).readings


def settle(
    texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference, nearby: Nearby | None = None
) -> Matched:
    """Attach each text to a supplier of `known` (SUPPLIER_READING) or to one another, or make a supplier of it.

    Suppliers of `known` keep their ids and are never merged with each other; the order of rows changes nothing. A
    withheld or empty name gets no supplier (id ""); a text that stands for no one supplier (HOUSING BENEFIT) gets an id
    of its own by its words alone. No texts give no rows.
    nearby: where `known` is a choice that known_names made, what it knows of the rest.
    """
    fresh = texts.select(SUPPLIER_TEXT.names())
    rows = text_nodes.gather(fresh, known, reference)
    distinct, times = names.each_once(rows["supplier_name"])
    parts, judge = taken_up(distinct, times, reference, nearby)
    told, crowded = (None, None) if nearby is None else (nearby.kinds, nearby.crowded(rows, reference))
    rows = text_nodes.describe(rows, parts, reference, told, crowded)
    nodes = text_nodes.make(rows, parts)
    judged = judge(nodes)
    links = linking.links(nodes, judged.pairs, reference)
    grouped = clustering.cluster(nodes, links, reference.threshold("least_linkage"), reference.threshold("unweighed"))
    placed = nodes.with_columns(grouped["group"].alias("cluster"), grouped["link"])
    suppliers = labelling.name_suppliers(rows, placed, parts, reference)
    placed = link_reasons.lead_to_shown(placed, rows, suppliers, links)
    asked = asking.find(placed, links, suppliers, reference)
    said = explain(judged, pl.concat([links["pair"].gather(placed["link"].drop_nulls()), asked["pair"]]), reference)
    del judged, judge  # a third of all memory, before more is needed
    readings = labelling.read(rows, placed, suppliers, links, said, parts)
    row = fresh.select("supplier_text_key").join(
        readings.select("supplier_text_key").with_row_index("row"),
        on="supplier_text_key",
        how="left",
        validate="m:1",
        maintain_order="left",
    )["row"]
    return Matched(readings[row], asking.with_reasons(asked, said), known)


def taken_up(
    distinct: pl.Series, times: pl.Series, reference: SupplierReference, nearby: Nearby | None
) -> tuple[pl.DataFrame, Callable[[pl.DataFrame], Judged]]:
    """names.Names.parts of distinct names, and what judges the pairs of nodes made of them."""
    if nearby is None:
        understood = names.understand(distinct, reference, times)
        return understood.parts, lambda nodes: judge_keys(nodes, understood, reference)
    parts = names.with_faces(kept(distinct, nearby))
    return parts, lambda nodes: judged_before(nodes, parts, reference, nearby)


def explain(judged: Judged, pairs: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """pair, listed, reason, own (see reasons.explain) of the pairs with these row numbers, null for none."""
    some = pairs.drop_nulls().unique().sort()
    return reasons.explain(judged.pairs[some], judged.understood, reference).with_columns(pair=some)


def judge_keys(nodes: pl.DataFrame, understood: names.Names, reference: SupplierReference) -> Judged:
    """Weigh the candidate pairs of names, one name a key, and those that share a VAT number; key_a and key_b added.

    Only pairs that touch a new node are weighed: what is known stays as it is.
    """
    keys = keys_of(nodes)
    one_a_key = replace(understood, parts=understood.parts[keys["name"]])
    fresh = one_a_key.parts.filter(keys["touched"])
    met = candidates.find(understood.faces, pl.concat([fresh["core_face"], fresh["alias_face"]]).unique())
    pairs = pl.concat([names.candidate_pairs(one_a_key, met), vat_pairs(nodes, keys)])
    return weigh_keys(pairs, nodes, keys, one_a_key, reference)


def keys_of(nodes: pl.DataFrame) -> pl.DataFrame:
    """key, name, touched, number: a row a key, with the first name that has it, and its row."""
    keys = nodes.group_by("key").agg(pl.col("name").min(), pl.col("touched").any()).sort("key")
    return keys.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int32))


def members_of(nodes: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """completing.MEMBER: the rows of `keys` (see keys_of) that known suppliers have."""
    known = nodes.filter(pl.col("known") != "").select("key", supplier="known").unique()
    return known.join(keys.select("key", "number"), on="key", validate="m:1").select(completing.MEMBER.names())


def weigh_keys(
    pairs: pl.DataFrame, nodes: pl.DataFrame, keys: pl.DataFrame, one_a_key: names.Names, reference: SupplierReference
) -> Judged:
    """Judge pairs of rows of `keys`, left before right, that touch a new node, and those that these bring in."""
    touched = keys["touched"].to_numpy()
    left, right = (pairs[side].to_numpy().astype(np.int64) for side in ("left", "right"))
    packed = left << 32 | right
    some = candidates.each_once(packed if touched.all() else packed[completing.touches(packed, touched)])
    judged = completing.judge(some, members_of(nodes, keys), touched, one_a_key, reference)
    sides = {f"key_{name}": keys["key"].gather(judged[side]) for name, side in (("a", "left"), ("b", "right"))}
    return Judged(judged.with_columns(**sides), one_a_key)


def judged_before(nodes: pl.DataFrame, parts: pl.DataFrame, reference: SupplierReference, nearby: Nearby) -> Judged:
    """What was judged of the names near, by the keys of these nodes; where nodes share VAT numbers all is judged again.

    parts: names.Names.parts of the nodes.
    """
    keys = keys_of(nodes)
    before, by_vat = nearby.judged.pairs, vat_pairs(nodes, keys)
    name = parts["name"].gather(keys["name"]).to_frame("name")
    theirs = name.join(nearby.key_of, on="name", how="left", validate="1:1", maintain_order="left")["key"]
    row_of = np.full(nearby.judged.understood.parts.height, NO_ROW, dtype=np.int64)
    row_of[theirs.drop_nulls().to_numpy()] = np.flatnonzero(theirs.is_not_null().to_numpy())
    left, right = (row_of[before[side].to_numpy()] for side in ("left", "right"))
    there = (left >= 0) & (right >= 0)
    if by_vat.is_empty():
        sides = {"key_a": keys["key"].gather(left[there]), "key_b": keys["key"].gather(right[there])}
        return Judged(before.filter(there).with_columns(**sides), nearby.judged.understood)
    understood = names.number_faces(parts.drop("core_face", "alias_face"), reference, None, nearby.beyond)
    one_a_key = replace(understood, parts=understood.parts[keys["name"]])
    pairs = candidates.unpacked(left[there] << 32 | right[there])
    return weigh_keys(pl.concat([pairs, by_vat]), nodes, keys, one_a_key, reference)


def kept(distinct: pl.Series, nearby: Nearby) -> pl.DataFrame:
    """The parts of distinct names as an index has kept them, in their order."""
    before = nearby.beyond.taken_apart
    return distinct.to_frame("name").join(before, on="name", how="left", validate="1:1", maintain_order="left")


def vat_pairs(nodes: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """PAIR: rows of `keys` (see keys_of) that stand beside one VAT number, left before right."""
    some = nodes.filter(pl.col("vat") != "")
    if some.is_empty():
        return pl.DataFrame(schema=candidates.PAIR)
    side = some.select("vat", "key").unique().join(keys.select("key", "number"), on="key", validate="m:1")
    both = side.join(side, on="vat", validate="m:m")
    return both.filter(pl.col("number") < pl.col("number_right")).select(left="number", right="number_right").unique()

"""Supplier texts become suppliers: identifiers first, then names, with what is already known."""

from dataclasses import dataclass, replace

import polars as pl

from procurement.suppliers import candidates, clustering, labelling, linking, names, reasons, verdicts
from procurement.suppliers.beyond import Beyond
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_TEXT


@dataclass(frozen=True)
class Matched:
    """`readings`: SUPPLIER_READING of the texts given; `asks`: SUPPLIER_ASK, pairs for a person to settle."""

    readings: pl.DataFrame
    asks: pl.DataFrame


def match(
    texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference, beyond: Beyond | None = None
) -> pl.DataFrame:
    """SUPPLIER_READING for `texts` (SUPPLIER_TEXT), in their order; see `settle`."""
    return settle(texts, known, reference, beyond).readings


def settle(
    texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference, beyond: Beyond | None = None
) -> Matched:
    """Attach each text to a supplier of `known` (SUPPLIER_READING) or to one another, or make a supplier of it.

    Suppliers of `known` keep their ids and are never merged with each other; the order of rows changes nothing. A
    withheld or empty name gets no supplier (id ""); a text that stands for no one supplier (HOUSING BENEFIT) gets an id
    of its own by its words alone. No texts give no rows.
    beyond: where `known` is a choice that known_names made, what it knows of the rest.
    """
    fresh = texts.select(SUPPLIER_TEXT.names())
    rows = linking.gather(fresh, known, reference)
    distinct, times = names.each_once(rows["supplier_name"])
    understood = names.understand(distinct, reference, times, beyond)
    rows = linking.describe(rows, understood, reference)
    nodes = linking.nodes(rows, understood)
    judged = judge_keys(nodes, understood, reference, beyond)
    links = linking.links(nodes, judged.pairs, reference)
    grouped = clustering.cluster(nodes, links, reference.threshold("least_linkage"), reference.threshold("unweighed"))
    placed = nodes.with_columns(grouped["group"].alias("cluster"), grouped["link"])
    suppliers = labelling.name_suppliers(rows, placed, understood)
    asked = labelling.asks(placed, links, suppliers, reference.threshold("least_ask"))
    said = explain(judged, pl.concat([links["pair"].gather(placed["link"].drop_nulls()), asked["pair"]]))
    parts = understood.parts
    del judged, understood  # a third of all memory, before more is needed
    readings = labelling.read(rows, placed, suppliers, links, said, parts)
    row = fresh.select("supplier_text_key").join(
        readings.select("supplier_text_key").with_row_index("row"),
        on="supplier_text_key",
        how="left",
        validate="m:1",
        maintain_order="left",
    )["row"]
    return Matched(readings[row], labelling.with_reasons(asked, said))


@dataclass(frozen=True)
class Judged:
    """`pairs`: verdicts.judge of pairs of keys, with key_a and key_b; `understood`: the names of those keys."""

    pairs: pl.DataFrame
    understood: names.Names


def explain(judged: Judged, pairs: pl.Series) -> pl.DataFrame:
    """pair, reason: why the pairs with these row numbers (null for none) got their verdicts."""
    some = pairs.drop_nulls().unique().sort()
    return pl.DataFrame({"pair": some, "reason": reasons.explain(judged.pairs[some], judged.understood)})


def judge_keys(
    nodes: pl.DataFrame, understood: names.Names, reference: SupplierReference, beyond: Beyond | None
) -> Judged:
    """Weigh the candidate pairs of names, one name a key, and those that share a VAT number; key_a and key_b added.

    Only pairs that touch a new node are weighed: what is known stays as it is.
    """
    keys = nodes.group_by("key").agg(pl.col("name").min(), pl.col("touched").any()).sort("key")
    parts = understood.parts[keys["name"]]
    one_a_key = replace(understood, parts=parts)
    fresh = parts.filter(keys["touched"])
    fresh_faces = pl.concat([fresh["core_face"], fresh["alias_face"]]).unique()
    met = (
        candidates.find(understood.faces, fresh_faces)
        if beyond is None
        else candidates.told(understood.faces, beyond.alike, fresh_faces)
    )
    found = names.candidate_pairs(one_a_key, met)
    number = pl.int_range(keys.height, dtype=pl.Int32, eager=True)
    by_vat = vat_pairs(nodes, keys.select("key", number=number))
    pairs = found if by_vat.is_empty() else pl.concat([found, by_vat]).unique().sort("left", "right")
    touched = keys["touched"]
    pairs = pairs.filter(touched.gather(pairs["left"]) | touched.gather(pairs["right"]))
    judged = verdicts.judge(pairs, one_a_key, reference)
    named = judged.with_columns(key_a=keys["key"].gather(judged["left"]), key_b=keys["key"].gather(judged["right"]))
    return Judged(named, one_a_key)


def vat_pairs(nodes: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    """Pairs of key numbers that stand beside one VAT number, left before right."""
    side = nodes.filter(pl.col("vat") != "").select("vat", "key").unique().join(numbered, on="key", validate="m:1")
    both = side.join(side, on="vat", validate="m:m")
    return both.filter(pl.col("number") < pl.col("number_right")).select(left="number", right="number_right").unique()

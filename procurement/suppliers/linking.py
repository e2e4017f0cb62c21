"""What matching starts from: texts with their parts and numbers, the nodes they make, and the links between."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import identifiers, kinds, ranks
from procurement.suppliers.clustering import KNOWN_NAME
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

NODE_KEY = ["key", "company", "charity", "vat", "known"]
NOT_MATCHED = ("redacted", "pseudo-supplier")


def gather(fresh: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Distinct fresh texts above the known ones, with `known` (the id, "" for a fresh text) and cleaned numbers.

    A fresh text whose key is already known is read again as what it is known to be.
    """
    new = fresh.unique("supplier_text_key").with_columns(
        pl.lit("").alias("known"),
        pl.lit("").alias("label"),
        pl.lit("").alias("known_kind"),
        is_fresh=pl.lit(value=True),
    )
    old = (
        known.select(SUPPLIER_READING.names())
        .filter(pl.col("supplier_id") != "")
        .select(
            *SUPPLIER_TEXT.names(),
            known="supplier_id",
            label="supplier_label",
            known_kind="kind",
            is_fresh=pl.col("supplier_text_key").is_in(new["supplier_text_key"].implode()),
        )
    )
    new = new.join(old.select("supplier_text_key"), on="supplier_text_key", how="anti")
    return identifiers.clean(pl.concat([new, old.select(new.columns)]), reference)


def describe(
    rows: pl.DataFrame,
    parts: pl.DataFrame,
    reference: SupplierReference,
    told: pl.DataFrame | None = None,
    crowded: Mapping[str, pl.Series] | None = None,
) -> pl.DataFrame:
    """Add each text's `name` (its number), kind, whether it takes part, `key` and `node` (null where it does not).

    key: the number of its (core, trading name, legal form, own text); node: of NODE_KEY, in their order. The kind of a
    known supplier stays. parts: of names.Names. told: name and kind of the names of fresh texts, and crowded: numbers
    of no one supplier, where these are known beforehand.
    """
    numbered = rows.join(
        parts.select(supplier_name="name").with_row_index("name"), on="supplier_name", how="left", validate="m:1"
    )
    name = numbered["name"]
    described = numbered.with_columns(
        kind=new_kinds(numbered, parts["name"], reference, told),
        core_face=parts["core_face"].gather(name),
        key=pl.Series(key_numbers(parts)).gather(name),
    )
    described = described.with_columns(takes_part=(pl.col("core_face") >= 0) & ~pl.col("kind").is_in(NOT_MATCHED))
    in_rows = identifiers.crowded_in(described, "core_face", reference) if crowded is None else crowded
    trusted = identifiers.trust(described, in_rows)
    taking = trusted["takes_part"].arg_true()
    some = trusted.select(NODE_KEY)[taking]
    columns = [some["key"].to_numpy(), *(ranks.of_texts(some[column]) for column in NODE_KEY[1:])]
    node = pl.repeat(None, trusted.height, dtype=pl.Int64, eager=True)
    return trusted.with_columns(node=node.scatter(taking, pl.Series(ranks.of_rows(columns))))


def new_kinds(
    rows: pl.DataFrame, distinct: pl.Series, reference: SupplierReference, told: pl.DataFrame | None
) -> pl.Series:
    """The kind of each row: what is known of a known supplier, else what the name tells."""
    if told is None:
        new = rows.filter(pl.col("known") == "")["name"].unique().sort()
        said = pl.Series(["unknown"]).new_from_index(0, distinct.len())
        said = said.scatter(new, kinds.kind_of_each(distinct.gather(new), reference))
    else:
        found = distinct.to_frame("name").join(told, on="name", how="left", validate="1:1", maintain_order="left")
        said = found["kind"].fill_null("unknown")
    is_told = rows["known_kind"] == ""
    return said.gather(rows["name"]).zip_with(is_told, rows["known_kind"])


def key_numbers(parts: pl.DataFrame) -> npt.NDArray[np.int64]:
    """A number for each different core, trading name, legal form and own text, in their order."""
    faces = [parts[column].to_numpy() for column in ("core_face", "alias_face")]
    return ranks.of_rows([*faces, ranks.of_texts(parts["form"]), ranks.of_texts(parts["own_text"])])


def nodes(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """node, group, NODE_KEY, label and kind if known, and a name to show with its number: a row a node, in order.

    Nodes of one known supplier start in one group.
    """
    found = (
        rows.filter("takes_part")
        .select("node", *NODE_KEY, "label", "known_kind", "name", "is_fresh", touched=pl.col("known") == "")
        .group_by("node")
        .agg(
            pl.col(NODE_KEY).first(),
            pl.col("label", "known_kind").max(),
            pl.col("name").min(),
            pl.col("is_fresh", "touched").any(),
        )
        .sort("node")
    )
    starts = pl.when(pl.col("known") == "").then(pl.col("node")).otherwise(pl.col("node").min().over("known"))
    return found.with_columns(supplier_name=parts["name"].gather(found["name"]), group=starts)


def links(found: pl.DataFrame, judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """LINK rows with `pair` (the row of `judged`, null where no names were weighed); one node of each is new."""
    same = same_name_links(found, reference)
    by_name = known_by_core(name_links(found, judged, reference), same, found, judged)
    numbered = [
        number_links(found, column, rule)
        for column, rule in (("company", "company number"), ("charity", "charity number"))
    ]
    every = pl.concat([by_name, same, *numbered]).sort("rule", "left", "right")
    touched = found["touched"]
    fresh = every.filter(touched.gather(every["left"]) | touched.gather(every["right"]))
    return spare_the_ambiguous(fresh, found)


def name_links(found: pl.DataFrame, judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Weighed pairs of keys as pairs of nodes.

    Names with one VAT number merge if they share a distinctive word; else it may be a group's, and a person is asked.
    """
    numbers = pl.Series(ranks.of_texts(found["vat"]))
    side = found.select("key", "node", vat=pl.when(pl.col("vat") == "").then(pl.lit(-1)).otherwise(numbers))
    pairs = (
        judged.with_row_index("pair")
        .select("pair", "probability", "verdict", "shared_best", a="key_a", b="key_b")
        .join(side, left_on="a", right_on="key", validate="m:m")
        .join(side, left_on="b", right_on="key", suffix="_right", validate="m:m")
    )
    shares_vat = (pl.col("vat") >= 0) & (pl.col("vat") == pl.col("vat_right"))
    by_vat = shares_vat & (pl.col("shared_best") >= reference.threshold("least_identity"))
    least = pl.when(by_vat).then(reference.threshold("least_same")).otherwise(reference.threshold("least_ask"))
    return pairs.select(
        left=pl.min_horizontal("node", "node_right"),
        right=pl.max_horizontal("node", "node_right"),
        probability=pl.when(shares_vat).then(pl.max_horizontal("probability", least)).otherwise("probability"),
        rule=pl.when(shares_vat).then(pl.lit("VAT number")).otherwise(pl.lit("name")),
        merges=by_vat | (pl.col("verdict") == "same"),
        pair=pl.col("pair").cast(pl.Int64),
    )


def same_name_links(found: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Nodes of one key (equal names beside different identifiers, or none).

    A name that one known supplier alone has is that one's, whatever else this is called: its rule is KNOWN_NAME.
    """
    side = found.select("key", "node", is_known=pl.col("known") != "")
    owned = found.filter(pl.col("known") != "").group_by("key").agg(pl.col("known").n_unique())
    of_one = owned.filter(pl.col("known") == 1)["key"].implode()
    is_owned = (pl.col("is_known") != pl.col("is_known_right")) & pl.col("key").is_in(of_one)
    return (
        side.join(side, on="key", validate="m:m")
        .filter(pl.col("node") < pl.col("node_right"))
        .select(
            left="node",
            right="node_right",
            probability=pl.lit(reference.threshold("same_key")),
            rule=pl.when(is_owned).then(pl.lit(KNOWN_NAME)).otherwise(pl.lit("same name")),
            merges=pl.lit(value=True),
            pair=pl.lit(None, dtype=pl.Int64),
        )
    )


def known_by_core(by_name: pl.DataFrame, same: pl.DataFrame, found: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """`by_name` with the rule KNOWN_NAME where a new name is, but for its legal form, that of one known supplier alone.

    It is that supplier's, however else this is spelt. same: links of names with equal keys, that none be another's.
    """
    known = found["known"]
    if (known == "").all():
        return by_name
    is_plain = (judged["equal"] == 1) & (judged["traded"] == 0) & (judged["verdict"] == "same")
    named = by_name.with_columns(
        is_plain=is_plain.gather(by_name["pair"]) & (by_name["rule"] == "name"),
        **{f"known_{side}": known.gather(by_name[side]) for side in ("left", "right")},
    )
    fitting = pl.concat(
        [
            named.filter("is_plain").select("left", "right", "known_left", "known_right"),
            same.select(
                "left", "right", known_left=known.gather(same["left"]), known_right=known.gather(same["right"])
            ),
        ]
    )
    is_one_sided = (pl.col("known_left") == "") != (pl.col("known_right") == "")
    new = pl.when(pl.col("known_left") == "").then("left").otherwise("right")
    owners = (
        fitting.filter(is_one_sided).group_by(new=new).agg(pl.max_horizontal("known_left", "known_right").n_unique())
    )
    of_one = owners.filter(pl.col("known_left") == 1)["new"].implode()
    is_owned = pl.col("is_plain") & is_one_sided & new.is_in(of_one)
    return named.with_columns(rule=pl.when(is_owned).then(pl.lit(KNOWN_NAME)).otherwise("rule")).select(by_name.columns)


def number_links(found: pl.DataFrame, column: str, rule: str) -> pl.DataFrame:
    """Each node with a number, to the first node that has it; a known one counts as first."""
    numbered = found.filter(pl.col(column) != "").sort(pl.col("known") == "", "node")
    first = numbered.select(column, first=pl.col("node").first().over(column), node="node")
    return first.filter(pl.col("node") != pl.col("first")).select(
        left=pl.min_horizontal("node", "first"),
        right=pl.max_horizontal("node", "first"),
        probability=pl.lit(1.0 if column == "company" else 0.999),
        rule=pl.lit(rule),
        merges=pl.lit(value=True),
        pair=pl.lit(None, dtype=pl.Int64),
    )


def spare_the_ambiguous(every: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """A name without a number that fits two company numbers is merged with neither: that would be a guess."""
    if (found["company"] == "").all():
        return every
    sides = every.with_columns(
        company=found["company"].gather(every["left"]), company_right=found["company"].gather(every["right"])
    )
    one_sided = (pl.col("company") == "") != (pl.col("company_right") == "")
    bare = pl.when(pl.col("company") == "").then("left").otherwise("right")
    said = pl.when(pl.col("company") == "").then("company_right").otherwise("company")
    fitting = sides.filter(one_sided & pl.col("merges")).select(bare=bare, said=said)
    torn = fitting.group_by("bare").agg(pl.col("said").n_unique()).filter(pl.col("said") > 1)["bare"].implode()
    return sides.with_columns(merges=pl.col("merges") & ~(one_sided & bare.is_in(torn))).select(every.columns)

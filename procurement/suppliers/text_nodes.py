"""What matching starts from: texts with their parts and numbers, and the nodes that they make."""

from collections.abc import Mapping

import polars as pl

from procurement.suppliers import identifiers, kinds, ranks
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


def key_numbers(parts: pl.DataFrame) -> ranks.Numbers:
    """A number for each different core, trading name, legal form and own text, in their order."""
    faces = [parts[column].to_numpy() for column in ("core_face", "alias_face")]
    return ranks.of_rows([*faces, ranks.of_texts(parts["form"]), ranks.of_texts(parts["own_text"])])


def make(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """node, group, NODE_KEY, label and kind if known, a name to show, number, faces, letters: a row a node in order.

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
    faces = {face: parts[face].gather(found["name"]).cast(pl.Int64) for face in ("core_face", "alias_face")}
    letters = parts["core"].gather(found["name"]).str.replace_all(" ", "", literal=True)
    return found.with_columns(supplier_name=parts["name"].gather(found["name"]), letters=letters, group=starts, **faces)

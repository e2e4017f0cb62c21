"""Each supplier gets an id for life, a name to show and a kind; each text the reason why it is there."""

import hashlib

import numpy as np
import polars as pl

from procurement.suppliers import link_reasons, ranks, spelling_reasons, wording
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

SAID_OF_SUPPLIER = ("supplier_id", "supplier_label")
KIND_ORDER = ("public body", "charity", "company", "individual or sole trader", "unknown")
COMPANY_SCHEME, CHARITY_SCHEME, NAME_SCHEME, PSEUDO_SCHEME = "GB-COH-", "GB-CHC-", "NAME-", "PSEUDO-"


def read(
    rows: pl.DataFrame,
    placed: pl.DataFrame,
    suppliers: pl.DataFrame,
    links: pl.DataFrame,
    said: pl.DataFrame,
    parts: pl.DataFrame,
) -> pl.DataFrame:
    """SUPPLIER_READING for fresh rows.

    placed: nodes with cluster, link and is_shown; said: the reason of each pair; parts: names.TAKEN_APART.
    """
    of_supplier = suppliers[row_of(suppliers["cluster"], placed["cluster"])]
    of_node = pl.concat(
        [
            of_supplier.select(*SAID_OF_SUPPLIER, kind="supplier_kind"),
            link_reasons.explain(placed, links, said),
            spelling_reasons.spellings(rows, parts["name"]),
        ],
        how="horizontal",
    )
    fresh = rows.filter("is_fresh").select(*SUPPLIER_TEXT.names(), "name", "node", "kind", "takes_part")
    chosen = fresh.filter("takes_part").drop("kind")
    matched = pl.concat([chosen, of_node[chosen["node"]]], how="horizontal").with_columns(
        **spelling_reasons.of_several_spellings()
    )
    matched = matched.with_columns(reason=spelling_reasons.by_the_list(matched, parts))
    matched = matched.with_columns(
        reason=spelling_reasons.by_other_names(matched, rows, parts), branch=parts["branch"].gather(matched["name"])
    )
    matched = matched.with_columns(
        reason=spelling_reasons.of_shown() + spelling_reasons.of_branch(pl.col("branch")) + pl.col("beside")
    )
    aside = unmatched(fresh.filter(~pl.col("takes_part")), parts)
    columns = SUPPLIER_READING.names()
    return pl.concat([matched.select(columns), aside.select(columns)])


def row_of(numbers: pl.Series, asked: pl.Series) -> pl.Series:
    """In which row of distinct whole numbers, from 0, each number asked for stands; it must be there."""
    row = np.zeros(int(numbers.max() or 0) + 1, dtype=np.int64)  # type: ignore[call-overload]
    row[numbers.to_numpy()] = np.arange(numbers.len())
    return pl.Series(row[asked.to_numpy()])


def name_suppliers(
    rows: pl.DataFrame, placed: pl.DataFrame, parts: pl.DataFrame, reference: SupplierReference
) -> pl.DataFrame:
    """cluster, supplier_id, supplier_label, supplier_kind: a row a cluster."""
    of_node = parts.select("core", "form", "alias", "own_text")[placed["name"]]
    anchored = pl.concat([placed, of_node], how="horizontal").select(
        *("cluster", "known", "company", "charity", "label", "known_kind"),
        anchor=pl.concat_str("core", "form", "alias", "own_text", "vat", separator="|"),
    )
    found = anchored.group_by("cluster").agg(
        pl.col("known", "company", "charity", "label", "known_kind").max(), pl.col("anchor").min()
    )
    members = (
        rows.filter("takes_part")
        .select("node", "name", "kind")
        .join(placed.select("node", "cluster"), on="node", how="left", validate="m:1")
    )
    named = found.join(best_names(members, parts, reference), on="cluster", validate="1:1").join(
        common_kinds(members), on="cluster", validate="1:1"
    )
    return named.select(
        "cluster",
        supplier_id=new_ids(named),
        supplier_label=pl.when(pl.col("label") != "").then("label").otherwise("best_name"),
        supplier_kind=pl.when(pl.col("known_kind") != "").then("known_kind").otherwise(kind_by_number()),
    )


def best_names(members: pl.DataFrame, parts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """cluster, best_name: the fullest spelling.

    That is one with no mark on the record, no trading name, a legal form, no branch, then with the longest core.
    members: cluster, and name as the number of a row of `parts`, which are in alphabetical order.
    """
    length = parts["core"].str.len_chars().cast(pl.Int64)
    several = members.filter(pl.len().over("cluster") > 1)["name"].unique()
    marked = several.filter(wording.are_marked(parts["name"].gather(several), reference))
    is_marked = pl.repeat(False, parts.height, dtype=pl.Boolean, eager=True).scatter(marked, values=True)
    flags = [is_marked, parts["alias"] != "", parts["form"] == "", parts["branch"] != ""]
    rank = pl.Series(ranks.of_rows([*(flag.cast(pl.Int64).to_numpy() for flag in flags), -length.to_numpy()]))
    packed = pl.col("rank") * parts.height + pl.col("name").cast(pl.Int64)
    best = members.with_columns(rank=rank.gather(members["name"])).group_by("cluster").agg(best=packed.min())
    number = best["best"] % parts.height
    return best.select("cluster", best_name=parts["name"].gather(number).str.strip_chars())


def common_kinds(members: pl.DataFrame) -> pl.DataFrame:
    """cluster, kind: the commonest that tells something; of equally common ones the first in KIND_ORDER."""
    ranked = members.select("cluster", rank=pl.col("kind").cast(pl.Enum(KIND_ORDER)).to_physical().cast(pl.Int64))
    counted = ranked.group_by("cluster", "rank").agg(rarity=members.height - pl.len().cast(pl.Int64))
    is_unknown = (pl.col("rank") == KIND_ORDER.index("unknown")).cast(pl.Int64)
    place = (is_unknown * (members.height + 1) + pl.col("rarity")) * len(KIND_ORDER) + pl.col("rank")
    best = counted.group_by("cluster").agg(first=place.min())
    return best.select("cluster", kind=pl.Series(KIND_ORDER).gather(best["first"] % len(KIND_ORDER)))


def kind_by_number() -> pl.Expr:
    """A charity number makes a charity of what is no public body; a company number a company of a person."""
    return (
        pl.when((pl.col("kind") != "public body") & (pl.col("charity") != ""))
        .then(pl.lit("charity"))
        .when(pl.col("kind").is_in(["unknown", "individual or sole trader"]) & (pl.col("company") != ""))
        .then(pl.lit("company"))
        .otherwise("kind")
    )


def new_ids(named: pl.DataFrame) -> pl.Series:
    """The known id; else the company or charity number in its org-id scheme; else a digest of its first name."""
    said = named.select(
        pl.when(pl.col("known") != "")
        .then("known")
        .when(pl.col("company") != "")
        .then(pl.lit(COMPANY_SCHEME) + pl.col("company"))
        .when(pl.col("charity") != "")
        .then(pl.lit(CHARITY_SCHEME) + pl.col("charity"))
        .otherwise(pl.lit(""))
    ).to_series()
    nameless = (said == "").arg_true()
    return said.scatter(nameless, NAME_SCHEME + digests(named["anchor"].gather(nameless)))


def digests(texts: pl.Series) -> pl.Series:
    """Twelve hexadecimal digits of BLAKE2b for each text: the same on every machine."""
    made = [hashlib.blake2b(text.encode(), digest_size=6).hexdigest() for text in texts.to_list()]
    return pl.Series(made, dtype=pl.String)


def unmatched(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Texts outside matching: a withheld or empty name has no supplier; a stand-in is its own, by its words alone."""
    is_stand_in = pl.col("kind") == "pseudo-supplier"
    own = pl.lit(PSEUDO_SCHEME) + pl.col("core").map_batches(digests, return_dtype=pl.String)
    return rows.with_columns(core=parts["core"].gather(rows["name"])).with_columns(
        supplier_id=pl.when(is_stand_in).then(own).otherwise(pl.lit("")),
        supplier_label=pl.when(is_stand_in)
        .then(pl.col("supplier_name").str.strip_chars().str.to_uppercase())
        .otherwise(pl.lit("")),
        score=pl.lit(1.0),
        rule=pl.when(is_stand_in).then(pl.lit("stands for no one supplier")).otherwise(pl.lit("no name")),
        reason=pl.when(is_stand_in)
        .then(pl.lit("a heading for payments to many people, not a supplier"))
        .when(pl.col("kind") == "redacted")
        .then(pl.lit("the name is withheld, so it is no supplier"))
        .otherwise(pl.lit("no name was published")),
    )

"""The links between nodes: by their names as weighed, by equal names, and by numbers that they share."""

import numpy as np
import polars as pl

from procurement.suppliers import clustering, names, ranks
from procurement.suppliers.clustering import KNOWN_NAME
from procurement.suppliers.reference import SupplierReference

NO_NUMBER = -1


def links(found: pl.DataFrame, judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """LINK rows with `pair` (the row of `judged`, null where no names were weighed); one node of each is new."""
    same = same_name_links(found, reference)
    by_name = spare_trading_names(name_links(found, judged, reference), found, judged)
    by_name = known_by_core(by_name, same, found, judged)
    numbered = (("company", "company number"), ("charity", "charity number"))
    others = [same, *(number_links(found, column, rule) for column, rule in numbered)]
    every = pl.concat([that_matter(by_name, others, found, reference), *others]).sort("rule", "left", "right")
    touched = found["touched"]
    fresh = every.filter(touched.gather(every["left"]) | touched.gather(every["right"]))
    return spare_the_ambiguous(fresh, found)


def name_links(found: pl.DataFrame, judged: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Weighed pairs of keys as pairs of nodes.

    Names with one VAT number merge if they share a distinctive word, or are one name but for legal form and trading
    name; else it may be a group's, and a person is asked.
    """
    pair, one, other = pairs_of_nodes(found["key"], judged["key_a"], judged["key_b"])
    vat = np.where((found["vat"] == "").to_numpy(), NO_NUMBER, ranks.of_texts(found["vat"]))
    pairs = judged.select("probability", "verdict", "shared_best", "equal", "traded")[pair].with_columns(
        left=np.minimum(one, other),
        right=np.maximum(one, other),
        pair=pair,
        shares_vat=(vat[one] == vat[other]) & (vat[one] != NO_NUMBER),
    )
    is_one_name = (pl.col("equal") == 1) & (pl.col("traded") == 0)
    is_distinctive = pl.col("shared_best") >= reference.threshold("least_identity")
    by_vat = pl.col("shares_vat") & (is_distinctive | is_one_name)
    least = pl.when(by_vat).then(reference.threshold("least_same")).otherwise(reference.threshold("least_ask"))
    return pairs.select(
        "left",
        "right",
        probability=pl.when("shares_vat").then(pl.max_horizontal("probability", least)).otherwise("probability"),
        rule=pl.when("shares_vat").then(pl.lit("VAT number")).otherwise(pl.lit("name")),
        merges=by_vat | (pl.col("verdict") == "same"),
        pair="pair",
    )


def that_matter(
    by_name: pl.DataFrame, others: list[pl.DataFrame], found: pl.DataFrame, reference: SupplierReference
) -> pl.DataFrame:
    """`by_name` without what changes nothing: unlikely pairs between nodes that hang together by no links at all.

    others: the links by other rules, all of which merge.
    """
    merging = pl.concat([some.select("left", "right") for some in (by_name.filter("merges"), *others)])
    part = clustering.parts(found, merging)
    is_inside = part[by_name["left"].to_numpy()] == part[by_name["right"].to_numpy()]
    is_likely = pl.col("merges") | (pl.col("probability") >= reference.threshold("least_ask"))
    return by_name.filter(is_likely | pl.Series(is_inside))


def pairs_of_nodes(
    key: pl.Series, left: pl.Series, right: pl.Series
) -> tuple[ranks.Numbers, ranks.Numbers, ranks.Numbers]:
    """For each pair of keys, every node of the one with every node of the other: the row of the pair, and two nodes.

    key: of each node, in their order, which is that of the keys too.

    >>> [side.tolist() for side in pairs_of_nodes(pl.Series([3, 5, 5]), pl.Series([3]), pl.Series([5]))]
    [[0, 0], [0, 0], [1, 2]]
    """
    many = np.bincount(key.to_numpy())
    first = np.cumsum(many) - many
    a, b = left.to_numpy(), right.to_numpy()
    times = many[a] * many[b]
    pair = np.repeat(np.arange(len(a)), times)
    turn, each = names.within(times), many[b][pair]
    return pair, first[a][pair] + turn // each, first[b][pair] + turn % each


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


def spare_trading_names(by_name: pl.DataFrame, found: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """`by_name` without a merge of a name that is the trading name of two bodies or more: whose it is would be a guess.

    So it is with franchises: HOME HELP, of which OAKFERN LTD T/A HOME HELP and ROWAN LTD T/A HOME HELP are two.
    """
    traded = by_name.with_row_index("row").filter(by_name["merges"] & (judged["traded"] == 1).gather(by_name["pair"]))
    if traded.is_empty():
        return by_name
    core, alias = found["core_face"], found["alias_face"]
    sides = [
        traded.select(
            "row",
            plain=one,
            body=core.gather(traded[other]),
            fits=core.gather(traded[one]) == alias.gather(traded[other]),
        )
        for one, other in (("left", "right"), ("right", "left"))
    ]
    fitting = pl.concat(sides).filter("fits").select("row", "plain", "body")
    known = found.filter((pl.col("known") != "") & (pl.col("alias_face") >= 0))
    already = found.filter(pl.col("known") != "").select(plain="node", known="known", alias_face="core_face")
    before = already.join(known.select("known", "alias_face", body="core_face"), on=["known", "alias_face"])
    fitting = pl.concat([fitting, before.select(pl.lit(None).alias("row"), "plain", "body")], how="vertical_relaxed")
    torn = fitting.filter(pl.col("body").n_unique().over("plain") > 1)["row"].drop_nulls().unique()
    return by_name.with_columns(by_name["merges"].scatter(torn, values=False))


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
    owner = pl.max_horizontal("known_left", "known_right")
    owned = fitting.filter(is_one_sided).group_by(new=new).agg(owners=owner.n_unique())
    of_one = owned.filter(pl.col("owners") == 1)["new"].implode()
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

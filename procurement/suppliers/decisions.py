"""People's decisions about suppliers, applied to what the rules made of the texts.

A decision speaks of names as published, so it holds for next month's file as well. The readings made by the rules are
never changed by it: taking a decision back is leaving it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from procurement.suppliers import decided_labels, identifiers
from procurement.suppliers.decided_sets import PSEUDO, Said, Sets, clash, go_through
from procurement.suppliers.decided_suppliers import REST, Cluster, put_together
from procurement.suppliers.labelling import CHARITY_SCHEME, COMPANY_SCHEME
from procurement.suppliers.reference import SupplierReference
from procurement.tables import TEXT

PLACED = pl.Schema(dict.fromkeys(("supplier_id", "party", "new_id", "piece"), TEXT))
VAT_SCHEME = "GB-VAT-"
AMBIGUOUS = "|"
"""Between a name and an identifier, where the name alone means several suppliers."""


@dataclass(frozen=True)
class Named:
    """A name as published, and the identifier (GB-COH-…, GB-CHC-…, GB-VAT-…) that stood beside it, "" for any."""

    name: str
    number: str = ""


NOBODY = Named("")


@dataclass(frozen=True)
class Decision:
    """What a person said: of one name, or of two; value: the new name, kind or group."""

    id: int
    what: str
    a: Named
    b: Named = NOBODY
    value: str = ""


@dataclass(frozen=True)
class Decided:
    """changed: DECIDED_SUPPLIER of the texts that read otherwise by decisions; idle: decisions without effect, and why.

    parties: supplier_text_key and party of every text that a decision speaks of; sets: who was put with whom.
    """

    changed: pl.DataFrame
    parties: pl.DataFrame
    sets: Sets
    idle: dict[int, str] = field(default_factory=dict[int, str])


def plain_names(names: pl.Series) -> pl.Series:
    """What a decision calls a name: letters and digits in lower case; spellings that differ in marks are one name."""
    frame = pl.DataFrame({"name": names})
    plain = pl.col("name").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ")
    return frame.select(plain=plain.str.strip_chars()).to_series()


def apply(base: pl.DataFrame, said: Sequence[Decision], reference: SupplierReference) -> Decided:
    """What decisions, in the order they were made, make of the readings of the rules.

    base: SUPPLIER_READING with `plain` (plain_names). A text without a supplier is left as it is. No decisions change
    nothing. The order of rows, and which ids the rules gave, change nothing but ids.
    """
    parties = _parties(_touched(base, said, reference))
    clusters = _clusters(parties)
    numbers, own_numbers = _numbers(clusters)
    stand_ins = frozenset(parties.filter(pl.col("kind") == PSEUDO)["party"].unique())
    sets = go_through(_on_parties(said, numbers), numbers, own_numbers, stand_ins)
    for party in sorted(numbers):
        sets.enter(party)
    placed = put_together(sets, clusters)
    where = [(cluster, party, new, str(head)) for (cluster, party), (new, head) in placed.items()]
    new_ids = pl.DataFrame(where, schema=PLACED, orient="row")
    joined = parties.join(new_ids, on=["supplier_id", "party"], how="left", validate="m:1")
    spoken_of = parties.filter(pl.col("party") != REST).select("supplier_text_key", "party")
    return Decided(decided_labels.label(joined, sets), spoken_of, sets, dict(sets.idle))


def meant(base: pl.DataFrame, said: Sequence[Decision], reference: SupplierReference) -> list[Said]:
    """The decisions, each on the parties that its names mean in `base` (as `apply` takes it); "" where one means none.

    Two that mean the same parties speak of the same, however the names are spelt and whatever numbers stand with them.
    """
    numbers, _ = _numbers(_clusters(_parties(_touched(base, said, reference))))
    return _on_parties(said, numbers)


def numbers_of(rows: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """SUPPLIER_TEXT rows with company, vat, charity (clean) and number: the first of company, charity and VAT."""
    clean = identifiers.clean(rows, reference)
    schemes = ((COMPANY_SCHEME, "company"), (CHARITY_SCHEME, "charity"), (VAT_SCHEME, "vat"))
    told = [pl.when(pl.col(column) != "").then(pl.lit(scheme) + pl.col(column)) for scheme, column in schemes]
    return clean.with_columns(number=pl.coalesce(*told, pl.lit("")))


def _touched(base: pl.DataFrame, said: Sequence[Decision], reference: SupplierReference) -> pl.DataFrame:
    """The texts of every supplier that holds a name which a decision speaks of, with their numbers."""
    names = [named.name for one in said for named in (one.a, one.b) if named.name]
    spoken = plain_names(pl.Series(names, dtype=pl.String)).unique()
    has_name = pl.col("plain").is_in(spoken.filter(spoken != "").implode())
    of_names = base.filter(has_name & (pl.col("supplier_id") != ""))["supplier_id"].unique()
    rows = base.filter(pl.col("supplier_id").is_in(of_names.implode()) & (pl.col("supplier_id") != ""))
    return numbers_of(rows, reference).with_columns(is_spoken_of=has_name)


def _parties(rows: pl.DataFrame) -> pl.DataFrame:
    """With `party`: the plain name, with its number where texts of the name are of several suppliers.

    Where even that means several suppliers, it is the first by name that is spoken of; REST is what nobody spoke of.
    """
    several = pl.col("supplier_id").n_unique().over("plain") > 1
    party = pl.when(several).then(pl.col("plain") + AMBIGUOUS + pl.col("number")).otherwise("plain")
    named = rows.with_columns(party=pl.when("is_spoken_of").then(party).otherwise(pl.lit(REST)))
    named = named.with_columns(order=pl.col("plain").min().over("supplier_id"))
    first = named.sort("order", "supplier_text_key")
    is_first = pl.col("supplier_id") == pl.col("supplier_id").first().over("party")
    return first.with_columns(party=pl.when(is_first).then("party").otherwise(pl.lit(REST)))


def _clusters(parties: pl.DataFrame) -> list[Cluster]:
    """The suppliers of the rules, by the first of their names."""
    grouped = parties.group_by("supplier_id", "party", maintain_order=True).agg(
        companies=(pl.lit(COMPANY_SCHEME) + pl.col("company").filter(pl.col("company") != "")).unique(),
        charities=(pl.lit(CHARITY_SCHEME) + pl.col("charity").filter(pl.col("charity") != "")).unique(),
    )
    own: dict[str, dict[str, frozenset[str]]] = {}
    for cluster, party, companies, charities in grouped.iter_rows():
        own.setdefault(cluster, {})[party] = frozenset([*companies, *charities])
    return [
        Cluster(cluster, sorted(one for one in by_party if one != REST), REST in by_party, by_party)
        for cluster, by_party in own.items()
    ]


def _numbers(clusters: Sequence[Cluster]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    whole: dict[str, frozenset[str]] = {}
    own: dict[str, frozenset[str]] = {}
    for cluster in clusters:
        together = frozenset[str]().union(*cluster.own.values())
        whole |= dict.fromkeys(cluster.parties, together)
        own |= {party: cluster.own[party] for party in cluster.parties}
    return whole, own


def _on_parties(said: Sequence[Decision], numbers: Mapping[str, frozenset[str]]) -> list[Said]:
    """The decisions, each on the parties that its names mean now; "" where a name means none.

    numbers: by party the company and charity numbers of its supplier. A name that was decided on beside one number is
    not the same name beside another.
    """
    named = [one for decision in said for one in (decision.a, decision.b)]
    plain = plain_names(pl.Series([one.name for one in named], dtype=pl.String)).to_list()
    beside = [f"{name}{AMBIGUOUS}{one.number}" for name, one in zip(plain, named, strict=True)]
    found = [
        name if name in numbers else both if both in numbers else "" for name, both in zip(plain, beside, strict=True)
    ]
    parties = [
        "" if clash(frozenset({one.number}), numbers.get(party, frozenset())) else party
        for one, party in zip(named, found, strict=True)
    ]
    return [
        Said(one.id, one.what, a, b, one.value) for one, a, b in zip(said, parties[::2], parties[1::2], strict=True)
    ]

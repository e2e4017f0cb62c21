"""English councils as payees: each is one body, however files write its name, and no other body is it.

BOLTON COUNCIL, BOLTON MBC and BOLTON METROPOLITAN BOROUGH COUNCIL are one body; a council for voluntary service in
Bolton is another.
"""

import polars as pl

from procurement.suppliers import bare_words, full_words
from procurement.suppliers.reference import SupplierReference
from procurement.tables import PRINCIPAL_COUNCIL_KINDS

OF_COUNTY = ("{} COUNTY COUNCIL", "{} CC", "{} COUNCIL")
OF_DISTRICT = ("{} COUNCIL", "{} BOROUGH COUNCIL", "{} DISTRICT COUNCIL", "BOROUGH OF {}")
OF_METROPOLITAN = (
    "{} METROPOLITAN BOROUGH COUNCIL",
    "{} METROPOLITAN DISTRICT COUNCIL",
    "{} METROPOLITAN COUNCIL",
    "{} METROPOLITAN BOROUGH",
    "{} MC",
    "METROPOLITAN BOROUGH OF {}",
)
OF_LONDON = (
    "LONDON BOROUGH OF {}",
    "LONDON BOROUGH {}",
    "LONDON BOROUGH OF {} COUNCIL",
    "{} LONDON BOROUGH COUNCIL",
    "{} LONDON BOROUGH",
    "ROYAL BOROUGH OF {}",
)
OF_CITY = (
    "{} CITY COUNCIL",
    "CITY OF {}",
    "CITY OF {} COUNCIL",
    "CITY OF {} METROPOLITAN BOROUGH COUNCIL",
    "CITY OF {} METROPOLITAN DISTRICT COUNCIL",
    "CITY OF {} METROPOLITAN DISTRICT",
)
"""Only of a council whose own name says CITY: elsewhere a parish may be a city (Chichester, Lichfield, Salisbury)."""
CLAIM = ("usual", "place", "written", "rank")
"""That a council, by its usual name, may be written so; rank: the lower, the stronger."""
LEAST_LEFT = 21
"""Letters that are left at least of a name that was cut at the width of a field, OF and AND apart."""
WAYS = {
    "county": OF_COUNTY,
    "district": OF_DISTRICT,
    "unitary": OF_DISTRICT,
    "metropolitan": (*OF_DISTRICT, *OF_METROPOLITAN),
    "london borough": (*OF_DISTRICT, *OF_LONDON),
    "sui generis": (),
}


def names(reference: SupplierReference) -> frozenset[str]:
    """The usual name of each principal council in full words, as a core."""
    return frozenset(reference.once(usual_names).values())


def usual_names(reference: SupplierReference) -> dict[str, str]:
    """The usual name of a council by each way of writing it, itself included, in full words.

    What two councils in being may be called, and what one in being and one that ended may, is the former's or nobody's.
    """
    of_kinds = reference.authorities.filter(pl.col("kind").is_in(PRINCIPAL_COUNCIL_KINDS))
    plain = of_kinds.with_columns(pl.col("name", "official_name").map_batches(in_capitals))
    councils = plain.with_columns(usual=usual(), rank=rank())
    claims = pl.concat([official(councils), listed(councils, reference), *(by_kind(councils, kind) for kind in WAYS)])
    full = claims.with_columns(
        full_words.spelt_out(claims[column], reference).alias(column) for column in ("place", "usual", "written")
    )
    every = pl.concat([full.drop("place"), cut(full)])
    first = every.filter(pl.col("rank") == pl.col("rank").min().over("written")).unique(["written", "usual"])
    return dict(first.filter(pl.len().over("written") == 1).select("written", "usual").sort("written").rows())


def in_capitals(names: pl.Series) -> pl.Series:
    """Bare words in capitals: Stockton-on-Tees, Hammersmith & Fulham."""
    return bare_words.of(names.str.to_uppercase())


def place() -> pl.Expr:
    """What a council is named after."""
    return pl.col("name").str.replace("^(?:CITY OF|COUNTY) ", "").str.replace(" TO [0-9]+$", "").alias("place")


def usual() -> pl.Expr:
    """LANCASHIRE COUNTY COUNCIL, LEEDS CITY COUNCIL, CAMDEN COUNCIL; the official name where it says no COUNCIL."""
    named = pl.col("official_name")
    return (
        pl.when(pl.col("kind") == "sui generis")
        .then(named)
        .when(named.str.contains(r"\bCOUNTY COUNCIL\b"))
        .then(pl.format("{} COUNTY COUNCIL", place()))
        .when(is_city())
        .then(pl.format("{} CITY COUNCIL", place()))
        .otherwise(pl.format("{} COUNCIL", place()))
    )


def is_city() -> pl.Expr:
    """Whether a council's own name says so."""
    return pl.col("official_name").str.contains(r"\bCITY\b")


def rank() -> pl.Expr:
    """1 of a council in being, 2 of one that has ended."""
    return pl.when(pl.col("end_date").fill_null("") == "").then(1).otherwise(2).cast(pl.Int32)


def official(councils: pl.DataFrame) -> pl.DataFrame:
    """CLAIM: the official names, which no other council's usual ways of writing can take."""
    return councils.select("usual", place(), written="official_name", rank=pl.lit(0, pl.Int32))


def listed(councils: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """CLAIM: names of authority_names.csv that end in COUNCIL; a place alone may be anybody there."""
    spelt = reference.authority_names.with_columns(written=in_capitals(reference.authority_names["name"]))
    named = spelt.filter(pl.col("written").str.ends_with(" COUNCIL")).select("written", "authority_code")
    return named.join(councils, on="authority_code", validate="m:1").select("usual", place(), "written", "rank")


def by_kind(councils: pl.DataFrame, kind: str) -> pl.DataFrame:
    """CLAIM: the usual ways of writing councils of one kind."""
    some = councils.filter(pl.col("kind") == kind)
    return pl.concat([written(some, WAYS[kind]), written(some.filter(is_city()), OF_CITY if WAYS[kind] else ())])


def written(councils: pl.DataFrame, ways: tuple[str, ...]) -> pl.DataFrame:
    """CLAIM: each council in each of these ways, and by its usual name."""
    each = pl.concat_list("usual", *(pl.format(way, place()) for way in ways))
    return councils.select("usual", place(), "rank", written=each).explode("written").select(CLAIM)


def cut(claims: pl.DataFrame) -> pl.DataFrame:
    """What a field that is too narrow leaves of each name, where that says more than the place; without `place`."""
    letters = pl.int_ranges(LEAST_LEFT, pl.col("written").str.len_chars().clip(lower_bound=LEAST_LEFT))
    each = claims.with_columns(letters=letters).explode("letters").drop_nulls("letters")
    left = each.with_columns(pl.col("written").str.head(pl.col("letters")).str.strip_chars_end())
    tells = pl.col("written").str.len_chars() > pl.col("place").str.len_chars()
    return left.filter(tells).select("usual", "written", "rank").unique()

"""The names of registered bodies, keyed as the matching of suppliers keys names."""

import polars as pl

from procurement.suppliers import wording
from procurement.suppliers.reference import SupplierReference
from procurement.tables import REGISTERED_NAME


def name_rows(bodies: pl.DataFrame) -> pl.DataFrame:
    """number, name, sort, until, is_live: the current and each earlier name of REGISTERED rows with `earlier`."""
    current = bodies.select("number", "name", "is_live", sort=pl.lit("current"), until=pl.lit(None, dtype=pl.Date))
    earlier = (
        bodies.filter(pl.col("earlier").list.len() > 0)
        .select("number", "is_live", "earlier")
        .explode("earlier")
        .select("number", "is_live", pl.col("earlier").struct.unnest(), sort=pl.lit("earlier"))
    )
    columns = ["number", "name", "sort", "until", "is_live"]
    return pl.concat([current.select(columns), earlier.select(columns)])


def keyed(names: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """REGISTERED_NAME of name rows, in no order: `name_key` and `form` as for suppliers' names."""
    told = keys(names["name"].unique(), reference)
    joined = names.join(told, on="name", how="left", validate="m:1")
    return joined.select(REGISTERED_NAME.names()).cast(REGISTERED_NAME)


def keys(names: pl.Series, reference: SupplierReference) -> pl.DataFrame:
    """name, name_key, form: a row a distinct name. The key is the core in canonical words, without spaces."""
    parts = wording.split(names, reference)
    return parts.select("name", "form", name_key=pl.col("core").str.replace_all(" ", "", literal=True))

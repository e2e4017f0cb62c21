"""A company's size by the accounts that it last filed, and where its registered office is."""

import polars as pl

COMPANY_FACTS = pl.Schema(
    {"number": pl.String(), "name": pl.String(), "size": pl.String(), "is_sme": pl.String(), "outward": pl.String()}
)
"""What a register says of a company; `is_sme` is yes, no or not known; `outward` is the first half of its postcode."""

NOT_KNOWN = "not known"


def facts(bodies: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """COMPANY_FACTS of REGISTERED rows, in their order; none gives none.

    sizes: company_sizes.csv. An accounts category that it has not is not known.
    """
    told = sizes.select("accounts_category", "size", "is_sme")
    joined = bodies.join(told, on="accounts_category", how="left", validate="m:1", maintain_order="left")
    return joined.select(
        "number",
        "name",
        pl.col("size").fill_null(NOT_KNOWN),
        pl.col("is_sme").fill_null(NOT_KNOWN),
        outward=pl.col("postcode").str.extract(r"^(\S+) ").fill_null(""),
    ).cast(COMPANY_FACTS)

"""Which headings of other schemes stand for a ProClass heading, and which ProClass heading for one of theirs."""

import polars as pl

EQUIVALENT = pl.Schema(dict.fromkeys(("scheme", "scheme_code", "heading", "relation", "proclass_code"), pl.String()))
"""A heading of another scheme (cpv, sercop, cipfa, mcc, sic, thomson) beside one of ProClass. relation: the heading
beside the one that was asked about: SAME, NARROWER (part of it) or BROADER (it is a part of it)."""

SAME, NARROWER, BROADER = "nearest", "narrower", "broader"
CHECK_DIGIT = r"^(\d{8})-\d$"


def of_proclass(code: str, table: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """EQUIVALENT of a ProClass code: its own first, then narrower, then broader ones.

    table: scheme, scheme_code, heading, proclass_code ("" where a heading says nothing of what is bought). headings:
    PROCLASS with level1_code and level2_code. Empty where the schemes have none, or the code is none of ProClass.
    """
    placed = table.join(
        headings.select("proclass_code", "level1_code", "level2_code"), on="proclass_code", how="inner", validate="m:1"
    )
    mine = headings.filter(pl.col("proclass_code") == code)
    above = [*mine["level1_code"].to_list(), *mine["level2_code"].to_list()]
    is_broader = pl.col("proclass_code").is_in([one for one in above if one and one != code])
    is_narrower = (pl.col("level1_code") == code) | (pl.col("level2_code") == code)
    relation = (
        pl.when(pl.col("proclass_code") == code)
        .then(pl.lit(SAME))
        .when(is_narrower)
        .then(pl.lit(NARROWER))
        .when(is_broader)
        .then(pl.lit(BROADER))
    )
    found = placed.with_columns(relation=relation).filter(pl.col("relation").is_not_null())
    order = pl.col("relation").replace_strict({SAME: 0, NARROWER: 1, BROADER: 2})
    return found.sort(order, "scheme", "scheme_code", "heading").select(EQUIVALENT.names()).cast(EQUIVALENT)


def of_other(asked: str, table: pl.DataFrame) -> pl.DataFrame:
    """EQUIVALENT of headings of other schemes: of that code, or else those that hold all the words asked for.

    A CPV code may have its check digit; one that the table lacks is looked for under the codes above it, and a SIC
    code likewise. table: as in `of_proclass`. Empty where nothing fits.
    """
    known = table.with_columns(relation=pl.lit(SAME))
    code = pl.select(pl.lit(asked.strip()).str.replace(CHECK_DIGIT, "${1}")).item()
    if code.isdigit():
        found = [known.filter(pl.col("scheme_code") == one) for one in (code, *_above(code))]
        nearest = next((rows for rows in found if rows.height), known.clear())
        is_exact = pl.col("scheme_code") == code
        known = nearest.with_columns(relation=pl.when(is_exact).then(pl.lit(SAME)).otherwise(pl.lit(BROADER)))
    else:
        for word in asked.casefold().split():
            known = known.filter(pl.col("heading").str.to_lowercase().str.contains(word, literal=True))
    return known.sort("scheme", "scheme_code", "heading").select(EQUIVALENT.names()).cast(EQUIVALENT)


def _above(code: str) -> list[str]:
    """The codes above one of CPV (eight figures) or of SIC (five or fewer), the narrowest first."""
    if len(code) == 8:
        return [code[:kept].ljust(8, "0") for kept in range(7, 1, -1)]
    return [code[:kept] for kept in range(len(code) - 1, 1, -1)]

"""How much of the spend is with small and medium companies, and with companies whose registered office is near."""

from collections.abc import Sequence

import polars as pl

COMPANY_SHARE = pl.Schema(
    {
        "measure": pl.String(),
        "answer": pl.String(),
        "suppliers": pl.Int64(),
        "spend_pence": pl.Int64(),
        "share": pl.Float64(),
    }
)
"""Spend by what is known of the suppliers: `answer` yes, no or not known; `share` 0 to 1 of all of it, null of none."""

SME, LOCAL = "small or medium company", "local company"
ANSWERS = ("yes", "no", "not known")

SME_DEFINITION = (
    "Small or medium: a company whose last accounts at Companies House are of a kind that only micro, small or "
    "medium-sized companies file. Full accounts count as not small, although some medium-sized companies file them, so "
    "the share is the least it can be. A subsidiary counts by its own accounts, not its group's. Not known: no company "
    "of the register was found for the supplier, or its accounts do not tell. The Procurement Act 2023 means something "
    "else (fewer than 250 staff, and a turnover of at most £44 million or a balance sheet of at most £38 million), and "
    "the register holds neither."
)
NO_REGISTER = (
    "Not given: no register of companies is loaded, and payments alone show neither size nor address. "
    "Whoever runs the platform can load one: procurement registers load companies-house FILE"
)


def local_definition(places: Sequence[str]) -> str:
    """What local means, given the postcode areas (BL) and districts (BL9) that a person named."""
    if not places:
        return "Local: not given, since no postcode area was named as local."
    return (
        f"Local: a company whose registered office has a postcode in {', '.join(places)}. A registered office is not "
        "always where the work is done, and may be an accountant's. Not known: no company was found for the supplier, "
        "or its office has no postcode in the register."
    )


def shares(spend: pl.DataFrame, companies: pl.DataFrame, local: Sequence[str] = ()) -> pl.DataFrame:
    """COMPANY_SHARE of `spend` (supplier_id, spend_pence): small or medium, and local where places are named.

    companies: supplier_id, is_sme and outward of the suppliers whose company is known, a row a supplier. Every measure
    has its three answers, and they add up to the whole spend.
    """
    told = spend.join(companies, on="supplier_id", how="left", validate="1:1")
    area = pl.col("outward").str.extract(r"^([A-Z]+)")
    near = area.is_in(list(local)) | pl.col("outward").is_in(list(local))
    has_place = pl.col("outward").is_not_null() & (pl.col("outward") != "")
    is_local = pl.when(has_place).then(pl.when(near).then(pl.lit("yes")).otherwise(pl.lit("no")))
    measures = {SME: pl.col("is_sme").fill_null("not known")}
    if local:
        measures[LOCAL] = is_local.fill_null("not known")
    total = int(spend["spend_pence"].sum())
    return pl.concat([_by_answer(told, name, answer, total) for name, answer in measures.items()])


def _by_answer(told: pl.DataFrame, measure: str, answer: pl.Expr, total: int) -> pl.DataFrame:
    counted = told.group_by(answer=answer).agg(suppliers=pl.len(), spend_pence=pl.col("spend_pence").sum())
    every = pl.DataFrame({"answer": ANSWERS}).join(
        counted, on="answer", how="left", validate="1:1", maintain_order="left"
    )
    filled = every.select(
        pl.lit(measure).alias("measure"),
        "answer",
        pl.col("suppliers", "spend_pence").fill_null(0).cast(pl.Int64),
    )
    share = pl.col("spend_pence") / total if total else pl.lit(None, dtype=pl.Float64)
    found = filled.with_columns(share=share).cast(COMPANY_SHARE)
    if found["spend_pence"].sum() != total or found["suppliers"].sum() != told.height:
        raise AssertionError(f"the answers to {measure!r} do not add up to the spend")
    return found

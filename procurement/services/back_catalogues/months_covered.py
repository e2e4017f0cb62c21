"""The months that each body's stored payments cover, as far as a viewer may see them."""

from collections.abc import Mapping, Sequence

import polars as pl

from procurement.access import Viewer, can_see_payments
from procurement.analysis import council_periods
from procurement.services import owners
from procurement.services.desk import Desk

MONTHS = pl.Schema(
    {"authority_code": pl.String(), "month": pl.Date(), "payments": pl.Int64(), "spend_pence": pl.Int64()}
)
SPANS = pl.Schema(
    {
        "authority_code": pl.String(),
        "first": pl.Date(),
        "last": pl.Date(),
        "covered": pl.Int64(),
        "missing": pl.List(pl.Date()),
    }
)
month_of = pl.col("paid_on").dt.truncate("1mo").alias("month")


def bodies(viewer: Viewer, desk: Desk) -> list[str]:
    """Codes of the bodies with a standing upload whose payments the viewer may see."""
    held = {item.authority_code for item in desk.store.register.uploads.standing()}
    return sorted(code for code in held if can_see_payments(viewer, code))


def months(viewer: Viewer, desk: Desk, codes: Sequence[str]) -> pl.DataFrame:
    """MONTHS of everything that stands for these bodies, by body and month; what the viewer may not see is left out."""
    allowed = [code for code in codes if can_see_payments(viewer, code)]
    stored = desk.store.ledger.payments().filter(pl.col("authority_code").is_in(allowed))
    counted = stored.group_by("authority_code", month_of).agg(
        payments=pl.len().cast(pl.Int64), spend_pence=pl.col("amount_pence").sum()
    )
    return counted.select(MONTHS.names()).sort("authority_code", "month").collect()


def spans(found: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """SPANS: of each body its first and last month covered, how many are, and which between them are not.

    found: MONTHS. A month with far fewer payments than the body's usual month holds late rows of other months, and is
    not covered by them.
    """
    main = found.filter(council_periods.is_covered(least_share(desk.reference)))
    made = main.group_by("authority_code").agg(
        first=pl.col("month").min(), last=pl.col("month").max(), covered=pl.len().cast(pl.Int64), there=pl.col("month")
    )
    between = pl.date_ranges("first", "last", interval="1mo").list.set_difference("there").list.sort()
    return made.with_columns(missing=between).select(SPANS.names()).sort("authority_code")


def cells(found: pl.DataFrame, made: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """MONTHS with those of which nothing is stored, each with its `state` and `of_usual`.

    found: MONTHS. made: its SPANS. state: covered; missing, between the first and the last covered; few, a few late
    rows before or after those. of_usual: payments over those of the body's usual month.
    """
    gaps = made.select("authority_code", pl.col("missing").alias("month")).explode("month").drop_nulls("month")
    gaps = gaps.with_columns(is_gap=True)
    usuals = found.group_by("authority_code").agg(usual=council_periods.USUAL)
    told = found.with_columns(is_covered=council_periods.is_covered(least_share(desk.reference)))
    both = told.join(gaps, on=["authority_code", "month"], how="full", coalesce=True, validate="1:1").with_columns(
        pl.col("payments", "spend_pence").fill_null(0), pl.col("is_gap").fill_null(False)
    )
    outside = pl.when("is_covered").then(pl.lit("covered")).otherwise(pl.lit("few"))
    state = pl.when("is_gap").then(pl.lit("missing")).otherwise(outside)
    beside = both.join(usuals, on="authority_code", how="left", validate="m:1")
    return (
        beside.with_columns(state=state, of_usual=pl.col("payments") / pl.col("usual"))
        .select(*MONTHS.names(), "state", "of_usual")
        .sort("authority_code", "month")
    )


def named(frame: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """A frame by `authority_code` with `council` beside it, by name."""
    codes = frame["authority_code"].unique().to_list()
    names = {code: owners.from_code(code, desk).name for code in codes}
    return frame.with_columns(council=pl.col("authority_code").replace_strict(names, return_dtype=pl.String)).sort(
        "council", maintain_order=True
    )


def least_share(reference: Mapping[str, pl.DataFrame]) -> float:
    """The share of a body's usual month, 0 to 1, under which a month holds late rows alone."""
    thresholds = reference["file_warning_thresholds"]
    return float(thresholds.filter(pl.col("threshold") == "main_month_share")["value"].item())

"""The NHS Organisation Data Service's lists: 27 columns without headings, days as 20130401."""

import polars as pl

from procurement.suppliers.public_registers import cells
from procurement.tables import EARLIER_NAMES, REGISTERED

COLUMNS = tuple(f"column_{place}" for place in range(1, 28))
CODE, NAME, POSTCODE, OPENED, CLOSED, STATUS = (f"column_{place}" for place in (1, 2, 10, 11, 12, 13))
NEEDED = (CODE, NAME, POSTCODE, OPENED, CLOSED, STATUS)
DAY = "%Y%m%d"
DAYS = {OPENED: DAY, CLOSED: DAY}
ORGANISATION_CODE = r"^[A-Z0-9]{3,10}$"


def refine(raw: pl.DataFrame) -> pl.DataFrame:
    """REGISTERED with `earlier` and `problem`, a row a row of `raw` (NEEDED columns as text, and `file`, `row`).

    `legal_form` is the list that it stands in (etr is NHS trusts); a body with a closing day is no longer live.
    """
    ended = cells.day(CLOSED, DAY)
    return raw.select(
        number=cells.tidy(CODE).str.to_uppercase(),
        name=cells.tidy(NAME),
        status=cells.tidy(STATUS),
        is_live=ended.is_null(),
        legal_form=pl.col("file").str.split("/").list.last().str.to_lowercase().str.replace(r"\.[a-z]+$", ""),
        accounts_category=pl.lit(""),
        sic_codes=pl.lit(""),
        postcode=cells.postcode(POSTCODE),
        began_on=cells.day(OPENED, DAY),
        ended_on=ended,
        company_number=pl.lit(""),
        file="file",
        row="row",
        earlier=pl.lit([], dtype=EARLIER_NAMES),
        problem=problem(),
    ).cast({**REGISTERED, "earlier": EARLIER_NAMES})


def problem() -> pl.Expr:
    """Why a row cannot be taken, in words, "" where it can."""
    code, name = cells.tidy(CODE).str.to_uppercase(), cells.tidy(NAME)
    return (
        pl.when(pl.concat_str(code, name).str.contains(cells.DAMAGED, literal=True))
        .then(pl.lit("its name or code is not in UTF-8, so letters of it are lost"))
        .when(~code.str.contains(ORGANISATION_CODE))
        .then(pl.lit("the first column is no organisation code: three to ten letters and digits"))
        .when(name == "")
        .then(pl.lit("the second column, the name, is empty"))
        .otherwise(pl.lit(""))
    )

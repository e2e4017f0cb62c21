"""The Charity Commission's public extract (tab-separated text): its table of charities, and of their other names."""

import polars as pl

from procurement.suppliers.public_registers import cells
from procurement.tables import EARLIER_NAMES, REGISTERED

NEEDED = (
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_registration_status",
    "date_of_registration",
    "date_of_removal",
    "charity_type",
    "charity_contact_postcode",
    "charity_company_registration_number",
)
NAMES_NEEDED = ("registered_charity_number", "linked_charity_number", "charity_name_type", "charity_name")
DAY = "%Y-%m-%d"
DAYS = {"date_of_registration": DAY, "date_of_removal": DAY}
LINKED = "a linked charity: it stands under the number of its main charity, which is taken"


def refine(raw: pl.DataFrame) -> pl.DataFrame:
    """REGISTERED with `earlier` and `problem`, a row a row of `raw` (NEEDED columns as text, and `file`, `row`).

    Registered and removed charities of England and Wales; a main charity stands for those linked to it.
    """
    status = cells.tidy("charity_registration_status")
    company = cells.tidy("charity_company_registration_number").str.to_uppercase()
    company = pl.when(company.str.contains(r"^\d{1,8}$")).then(company.str.zfill(8)).otherwise(company)
    is_company = (company.str.len_chars() == 8) & (company != "00000000")
    return raw.select(
        number=cells.tidy("registered_charity_number"),
        name=cells.unquoted("charity_name"),
        status=status,
        is_live=status.str.to_lowercase() == "registered",
        legal_form=cells.tidy("charity_type"),
        accounts_category=pl.lit(""),
        sic_codes=pl.lit(""),
        postcode=cells.postcode("charity_contact_postcode"),
        began_on=cells.day("date_of_registration", DAY),
        ended_on=cells.day("date_of_removal", DAY),
        company_number=pl.when(is_company).then(company).otherwise(pl.lit("")),
        file="file",
        row="row",
        earlier=pl.lit([], dtype=EARLIER_NAMES),
        problem=problem(),
    ).cast({**REGISTERED, "earlier": EARLIER_NAMES})


def refine_names(raw: pl.DataFrame) -> pl.DataFrame:
    """number, name, sort, until, file, row and `problem` of the table of other names (NAMES_NEEDED columns)."""
    is_earlier = cells.tidy("charity_name_type").str.to_lowercase().str.contains("previous")
    return raw.select(
        number=cells.tidy("registered_charity_number"),
        name=cells.unquoted("charity_name"),
        sort=pl.when(is_earlier).then(pl.lit("earlier")).otherwise(pl.lit("other")),
        until=pl.lit(None, dtype=pl.Date),
        file="file",
        row="row",
        problem=problem(),
    )


def problem() -> pl.Expr:
    """Why a row cannot be taken, in words, "" where it can."""
    number, name = cells.tidy("registered_charity_number"), cells.unquoted("charity_name")
    linked = cells.tidy("linked_charity_number")
    return (
        pl.when(pl.concat_str(number, name).str.contains(cells.DAMAGED, literal=True))
        .then(pl.lit("its name or number is not in UTF-8, so letters of it are lost"))
        .when(~number.str.contains(r"^\d{6,7}$"))
        .then(pl.lit("registered_charity_number is no charity number: six or seven digits"))
        .when(~linked.is_in(["", "0"]))
        .then(pl.lit(LINKED))
        .when(name == "")
        .then(pl.lit("charity_name is empty"))
        .otherwise(pl.lit(""))
    )

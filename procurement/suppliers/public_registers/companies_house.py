"""Companies House's "basic company data": its columns as published, some with a space in front, as REGISTERED."""

import polars as pl

from procurement.suppliers.public_registers import cells
from procurement.tables import EARLIER_NAMES, REGISTERED

MOST_EARLIER_NAMES = 10
SIC_COLUMNS = tuple(f"SICCode.SicText_{place}" for place in range(1, 5))
EARLIER = tuple(
    (f"PreviousName_{place}.CompanyName", f"PreviousName_{place}.CONDATE") for place in range(1, MOST_EARLIER_NAMES + 1)
)
NEEDED = (
    "CompanyName",
    "CompanyNumber",
    "RegAddress.PostCode",
    "CompanyCategory",
    "CompanyStatus",
    "DissolutionDate",
    "IncorporationDate",
    "Accounts.AccountCategory",
    *SIC_COLUMNS,
    *(column for pair in EARLIER for column in pair),
)
DAY = "%d/%m/%Y"
DAYS = {"DissolutionDate": DAY, "IncorporationDate": DAY, **{said: DAY for _, said in EARLIER}}
GONE = r"^(?i)(?:DISSOLVED|CONVERTED|CLOSED|REMOVED)"
PLAIN_NUMBER = r"^(?:[A-Z]{1,2})?\d+[A-Z]{0,2}$"


def refine(raw: pl.DataFrame) -> pl.DataFrame:
    """REGISTERED with `earlier` (EARLIER_NAMES) and `problem` ("" where the row can be taken), a row a row of `raw`.

    raw: NEEDED columns with trimmed headings, as text, and `file`, `row`. Numbers get their lost zeros back.
    """
    bare = cells.tidy("CompanyNumber").str.to_uppercase()
    digits = bare.str.contains(r"^\d{1,8}$")
    number = pl.when(digits).then(bare.str.zfill(8)).otherwise(bare)
    named = raw.with_columns(number=number, name=cells.tidy("CompanyName"))
    framed = named.join(earlier_names(raw), on="row", how="left", validate="1:1", maintain_order="left").with_columns(
        pl.col("earlier").fill_null(pl.lit([], dtype=EARLIER_NAMES))
    )
    ended = cells.day("DissolutionDate", DAY)
    status = cells.tidy("CompanyStatus")
    return framed.select(
        "number",
        "name",
        status=status,
        is_live=ended.is_null() & ~status.str.contains(GONE),
        legal_form=cells.tidy("CompanyCategory"),
        accounts_category=cells.tidy("Accounts.AccountCategory").str.to_uppercase(),
        sic_codes=sic_codes(),
        postcode=cells.postcode("RegAddress.PostCode"),
        began_on=cells.day("IncorporationDate", DAY),
        ended_on=ended,
        company_number=pl.col("number"),
        file="file",
        row="row",
        earlier="earlier",
        problem=problem(),
    ).cast({**REGISTERED, "earlier": EARLIER_NAMES})


def problem() -> pl.Expr:
    """Why a row cannot be taken, in words, "" where it can."""
    is_number = (pl.col("number").str.len_chars() == 8) & pl.col("number").str.contains(PLAIN_NUMBER)
    damaged = pl.concat_str("number", "name").str.contains(cells.DAMAGED, literal=True)
    return (
        pl.when(damaged)
        .then(pl.lit("its name or number is not in UTF-8, so letters of it are lost"))
        .when(~is_number | (pl.col("number") == "00000000"))
        .then(pl.lit("CompanyNumber is no company number: eight characters, digits or a prefix and digits"))
        .when(pl.col("name") == "")
        .then(pl.lit("CompanyName is empty"))
        .otherwise(pl.lit(""))
    )


def sic_codes() -> pl.Expr:
    """The codes in front of the four SIC texts ("62020 - Information technology …"), between semicolons."""
    codes = [pl.col(column).fill_null("").str.extract(r"^\s*(\d{4,5})\b").fill_null("") for column in SIC_COLUMNS]
    return pl.concat_str(codes, separator=";").str.replace_all(r";{2,}", ";").str.strip_chars(";")


def earlier_names(raw: pl.DataFrame) -> pl.DataFrame:
    """row, earlier: the previous names that are given, the latest first as published, each with the day it ended.

    Rows without any, which are most, have no row here.
    """
    given = [
        raw.filter(pl.col(name).fill_null("").str.strip_chars() != "").select(
            "row", name=cells.tidy(name), until=cells.day(said, DAY), place=pl.lit(place)
        )
        for place, (name, said) in enumerate(EARLIER)
    ]
    ordered = pl.concat(given).sort("row", "place")
    return ordered.group_by("row", maintain_order=True).agg(earlier=pl.struct("name", "until"))

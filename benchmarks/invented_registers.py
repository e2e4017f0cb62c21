"""Invented registers in the shapes that Companies House, the Charity Commission and the NHS publish; nobody is in them.

Names are made of invented words; numbers run through the ranges in use. A share of companies was renamed before.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

HEADINGS = (
    "CompanyName",
    " CompanyNumber",
    "RegAddress.CareOf",
    "RegAddress.POBox",
    "RegAddress.AddressLine1",
    " RegAddress.AddressLine2",
    "RegAddress.PostTown",
    "RegAddress.County",
    "RegAddress.Country",
    "RegAddress.PostCode",
    "CompanyCategory",
    "CompanyStatus",
    "CountryOfOrigin",
    "DissolutionDate",
    "IncorporationDate",
    "Accounts.AccountRefDay",
    "Accounts.AccountRefMonth",
    "Accounts.NextDueDate",
    "Accounts.LastMadeUpDate",
    "Accounts.AccountCategory",
    "Returns.NextDueDate",
    "Returns.LastMadeUpDate",
    "Mortgages.NumMortCharges",
    "Mortgages.NumMortOutstanding",
    "Mortgages.NumMortPartSatisfied",
    "Mortgages.NumMortSatisfied",
    *(f"SICCode.SicText_{place}" for place in range(1, 5)),
    "LimitedPartnerships.NumGenPartners",
    "LimitedPartnerships.NumLimPartners",
    "URI",
    *(
        heading
        for place in range(1, 11)
        for heading in (f"PreviousName_{place}.CONDATE", f" PreviousName_{place}.CompanyName")
    ),
    "ConfStmtNextDueDate",
    " ConfStmtLastMadeUpDate",
)
"""The headings of basic company data as published, a space before some of them."""

FIRSTS = ["B", "Br", "C", "Cl", "D", "F", "G", "H", "K", "L", "M", "P", "Qu", "S", "St", "T", "Th", "V", "W", "Wh"]
SECONDS = ["b", "ck", "d", "l", "ll", "m", "nd", "r", "rk", "rth", "s", "st", "v", "x", "z"]
STARTS = tuple(f"{first}{vowel}" for first in FIRSTS for vowel in "aeiou")
MIDDLES = tuple(f"{second}{vowel}" for second in SECONDS for vowel in ("a", "e", "i", "o", "en"))
ENDS = (
    *("marsh", "cote", "fen", "beck", "fern", "bridge", "stan", "ston", "wick", "thorpe"),
    *("mere", "shaw", "ley", "combe", "don", "garth", "holme", "sett", "worth"),
)
TRADES = ("Scaffolding", "Stationery", "Energy", "Care", "Catering", "Joinery", "Transport", "Training", "Paving")
PLACES = ("", "", "", "", " (North)", " Group", " Holdings", " UK", " Services", " & Sons")
FORMS = ("Limited", "Limited", "Limited", "Limited", "LTD", "LLP", "PLC", "C.I.C.")
SIZES = (
    ("MICRO ENTITY", 30),
    ("TOTAL EXEMPTION FULL", 26),
    ("NO ACCOUNTS FILED", 18),
    ("DORMANT", 12),
    ("FULL", 5),
    ("UNAUDITED ABRIDGED", 4),
    ("SMALL", 3),
    ("GROUP", 1),
    ("AUDIT EXEMPTION SUBSIDIARY", 1),
)
RENAMED_SHARE = 0.14
AREAS = ("BL", "M", "OL", "WN", "LS", "BD", "S", "NE", "DH", "B")
ROWS_AT_ONCE = 250_000


def companies(count: int, seed: int = 0, first: int = 0) -> pl.DataFrame:
    """number, name, earlier, until (text, "" for most), size, postcode of invented companies; numbers are distinct.

    The same seed and `first` give the same companies; another `first` gives others.
    """
    draw = np.random.default_rng((seed, first))
    place = np.arange(first, first + count)
    sort = place % 25
    digits = pl.Series((place + 1) * 3 + draw.integers(0, 3, count)).cast(pl.String)
    short = pl.Series(place // 25).cast(pl.String).str.zfill(6)
    frame = pl.DataFrame({"digits": digits, "short": short, "sort": sort, "name": _names(draw, count)})
    renamed = draw.random(count) < RENAMED_SHARE
    year, month = draw.integers(2008, 2026, count), draw.integers(1, 13, count)
    number = (
        pl.when(pl.col("sort") == 7)
        .then("SC" + pl.col("short"))
        .when(pl.col("sort") == 11)
        .then("OC" + pl.col("short"))
        .otherwise(pl.col("digits").str.zfill(8))
    )
    sizes, weights = zip(*SIZES, strict=True)
    return frame.select(
        "name",
        number=number,
        earlier=pl.when(pl.Series(renamed)).then(_names(draw, count)).otherwise(pl.lit("")),
        until=pl.when(pl.Series(renamed))
        .then(pl.format("03/{}/{}", pl.Series(month).cast(pl.String).str.zfill(2), pl.Series(year)))
        .otherwise(pl.lit("")),
        size=_choose(draw, sizes, count, np.array(weights) / sum(weights)),
        postcode=pl.format(
            "{}{} {}{}{}",
            _choose(draw, AREAS, count),
            pl.Series(draw.integers(1, 30, count)),
            pl.Series(draw.integers(1, 9, count)),
            _choose(draw, tuple("ABDEFG"), count),
            _choose(draw, tuple("HJLNPQ"), count),
        ),
    )


def _names(draw: np.random.Generator, count: int) -> pl.Series:
    words = [_choose(draw, part, count) for part in (STARTS, MIDDLES, MIDDLES, ENDS, STARTS, MIDDLES, ENDS)]
    second = pl.Series(draw.random(count) < 0.6)
    frame = pl.DataFrame({f"w{place}": word for place, word in enumerate(words)}).with_columns(
        trade=_choose(draw, TRADES, count), place=_choose(draw, PLACES, count), form=_choose(draw, FORMS, count)
    )
    further = pl.when(second).then(pl.format(" {}{}{}", "w4", "w5", "w6")).otherwise(pl.lit(""))
    name = pl.format("{}{}{}{}{} {}{} {}", "w0", "w1", "w2", "w3", further, "trade", "place", "form")
    return frame.select(name=name.str.to_uppercase()).to_series()


def _choose(
    draw: np.random.Generator, words: Sequence[str], count: int, weights: "np.ndarray | None" = None
) -> pl.Series:
    return pl.Series(words, dtype=pl.String).gather(draw.choice(len(words), count, p=weights))


def as_published(found: pl.DataFrame) -> pl.DataFrame:
    """Companies in the 55 columns of basic company data, as text."""
    told = {
        "CompanyName": pl.col("name"),
        " CompanyNumber": pl.col("number"),
        "RegAddress.AddressLine1": pl.lit("1 INVENTED WAY"),
        "RegAddress.PostTown": pl.lit("NOWHERE"),
        "RegAddress.PostCode": pl.col("postcode"),
        "CompanyCategory": pl.lit("Private Limited Company"),
        "CompanyStatus": pl.lit("Active"),
        "CountryOfOrigin": pl.lit("United Kingdom"),
        "IncorporationDate": pl.lit("03/04/2001"),
        "Accounts.AccountCategory": pl.col("size"),
        "SICCode.SicText_1": pl.lit("43991 - Scaffold erection"),
        "URI": "http://business.data.gov.uk/id/company/" + pl.col("number"),
        "PreviousName_1.CONDATE": pl.col("until"),
        " PreviousName_1.CompanyName": pl.col("earlier"),
    }
    return found.select(told.get(heading, pl.lit("")).alias(heading) for heading in HEADINGS)


def write(path: Path, count: int, seed: int = 0) -> None:
    """Write an invented file of basic company data with that many companies, every cell in quotation marks."""
    with path.open("wb") as file:
        file.write((",".join(HEADINGS) + "\n").encode())
        for first in range(0, count, ROWS_AT_ONCE):
            rows = as_published(companies(min(ROWS_AT_ONCE, count - first), seed, first))
            rows.write_csv(file, include_header=False, quote_style="always")

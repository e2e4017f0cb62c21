"""Whose spend a file is: a council by name or code, or a public body that is no council."""

from dataclasses import dataclass

import polars as pl

from procurement.places import authorities
from procurement.services.desk import Desk
from procurement.tables import PRINCIPAL_COUNCIL_KINDS

BODY_PREFIX = "body:"


@dataclass(frozen=True)
class Owner:
    """`authority_code` is a GSS code, or "body:" and the name of a body outside the councils' totals."""

    authority_code: str
    name: str
    is_council: bool


def council(name_or_code: str, desk: Desk) -> Owner:
    """The authority that a name or GSS code means today, else one that has ended; UnknownAuthority has near names."""
    names = desk.reference["authority_names"]
    row = authorities.find(desk.authorities, name_or_code, desk.today, names)
    return Owner(row["authority_code"], row["name"], row["kind"] in PRINCIPAL_COUNCIL_KINDS)


def body(name: str) -> Owner:
    """A public body that is no council, such as a hospital trust; it is kept under its own name."""
    plain = " ".join(name.split())
    return Owner(f"{BODY_PREFIX}{plain}", plain, is_council=False)


def from_code(code: str, desk: Desk) -> Owner:
    """The owner that an upload was stored under."""
    if code.startswith(BODY_PREFIX):
        return body(code.removeprefix(BODY_PREFIX))
    row = desk.authorities.filter(pl.col("authority_code") == code).row(0, named=True)
    return Owner(code, row["name"], row["kind"] in PRINCIPAL_COUNCIL_KINDS)

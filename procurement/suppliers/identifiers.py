"""Company, VAT and charity numbers: put into one form, checked, and trusted or not."""

import re
from collections.abc import Callable, Mapping

import polars as pl
from stdnum.exceptions import ValidationError
from stdnum.gb import vat

from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import by_distinct

CHARITY = r"^(?:SC0\d{5}|NIC?\d{5,6}|[1-9]\d{5,6})$"
CALLED = r"^\s*(?:(?:UK|COMPANY|CO|CHARITY|VAT|CRN|REGISTERED|REGISTRATION|REG|NUMBER|NUM|NO|NR)\b[\s.:#/-]*)+"
"""What some write before a number: "Company No. 1234567", "Reg. Charity No: 1138117", "VAT No GB 980 7806 84"."""
VAT_DIGITS = 9
"""A VAT number has nine digits; three more, where there are any, tell a branch of the one registered (HMRC)."""
SOCIETY = r"^((?:IP|SP|NP|NO)\d{4,5}(?:R|RS|RF)?)$"
"""Societies registered before 2014 keep numbers that end in a letter or two."""

LIMITS = {"company": "most_names_per_number", "charity": "most_names_per_number", "vat": "most_names_per_vat"}
"""The threshold of names beside one number of each sort."""


def clean(texts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Add `company`, `vat`, `charity` to SUPPLIER_TEXT rows: the checked number, "" where it is absent or no number."""
    company, charity = reference.once(company_numbers), charity_number("number")
    return texts.with_columns(
        company=cleaned(texts["company_number"], lambda some: some.to_frame("number").select(company).to_series()),
        vat=cleaned(texts["vat_number"], checked_vat),
        charity=cleaned(texts["charity_number"], lambda some: some.to_frame("number").select(charity).to_series()),
    )


def cleaned(numbers: pl.Series, work: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `work` makes of each distinct number; most files have none, and then there is nothing to do."""
    plain = numbers.fill_null("") if numbers.has_nulls() else numbers
    return by_distinct(plain, work) if (plain != "").any() else plain


def company_numbers(reference: SupplierReference) -> pl.Expr:
    """Company numbers of the column `number`."""
    return company_number("number", reference)


def company_number(column: str, reference: SupplierReference) -> pl.Expr:
    """Eight characters, leading zeros restored; only digits, or a prefix that Companies House uses and digits.

    Source: company_number_prefixes.csv; a number above highest_company_number has not been given out yet.
    """
    bare = pl.col(column).str.to_uppercase().str.replace(CALLED, "").str.replace(r"^\s*GB[-/]?(?:COH[-/])?", "")
    bare = bare.str.replace(r"\.0+$", "").str.replace_all(r"[^A-Z0-9]", "")
    prefixes = "|".join(reference.company_number_prefixes["prefix"])
    digits = bare.str.extract(r"^(\d{3,8})$").str.zfill(8)
    highest = int(reference.threshold("highest_company_number"))
    issued = digits.cast(pl.Int64).is_between(1, highest)
    prefix, tail = bare.str.extract(rf"^({prefixes})\d+$"), bare.str.extract(r"^[A-Z]+(\d{1,7})$")
    long = pl.when(prefix.str.len_chars() == 1).then(tail.str.zfill(7)).otherwise(tail.str.zfill(6))
    prefixed = pl.concat_str(prefix, long)
    society = bare.str.extract(SOCIETY)
    whole = [pl.when(number.str.len_chars() == 8).then(number) for number in (prefixed, society)]
    return pl.coalesce(pl.when(issued).then(digits), *whole, pl.lit(""))


def checked_vat(numbers: pl.Series) -> pl.Series:
    """Nine digits whose check digits agree (python-stdnum), or a public body's GD001, else "".

    The three digits of a branch are dropped; a number filled down by one fails.
    """
    return pl.Series([check_vat(number) for number in numbers.to_list()], dtype=pl.String)


def check_vat(number: str | None) -> str:
    """The bare number, "" where it is none."""
    if not number or not any(character.isdigit() for character in number):
        return ""
    bare = re.sub(CALLED, "", number.upper().strip().removesuffix(".0"))
    try:
        checked = str(vat.validate(bare))[:VAT_DIGITS]
    except ValidationError:
        return ""
    return checked if checked.strip("0") else ""


def charity_number(column: str) -> pl.Expr:
    """Six or seven digits, or a Scottish or Northern Irish number; the "-1" or "/1" of a subsidiary is dropped."""
    said = pl.col(column).str.to_uppercase().str.replace(CALLED, "")
    bare = said.str.replace(r"^\s*GB[-/]?(?:CHC|SC|NIC)[-/]", "").str.replace(r"\.0+$", "")
    bare = bare.str.replace(r"[-/]\d{1,2}$", "").str.replace_all(r"[^A-Z0-9]", "")
    return pl.when(bare.str.contains(CHARITY)).then(bare).otherwise(pl.lit(""))


def trust(rows: pl.DataFrame, crowded: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Blank numbers beside too many different names to be one supplier's: a group's, or a column filled down."""
    blanked = {
        column: pl.when(pl.col(column).is_in(numbers.implode())).then(pl.lit("")).otherwise(column)
        for column, numbers in crowded.items()
        if numbers.len()
    }
    return rows.with_columns(**blanked)


def crowded_in(rows: pl.DataFrame, core: str, reference: SupplierReference) -> dict[str, pl.Series]:
    """For each sort of number, those that stand beside too many different cores in these rows."""
    found: dict[str, pl.Series] = {}
    for column, limit in LIMITS.items():
        numbered = rows.filter(pl.col(column) != "").group_by(column).agg(pl.col(core).n_unique())
        found[column] = numbered.filter(pl.col(core) > reference.threshold(limit))[column]
    return found

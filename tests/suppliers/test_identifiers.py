"""Company, VAT and charity numbers."""

import pytest

from procurement.suppliers import identifiers
from procurement.suppliers.reference import SupplierReference

NUMBERS = {
    "leading zero lost": (2227962, "02227962"),
    "leading zeros kept": ("02227962", "02227962"),
    "scheme in front": ("gb/02165763", "02165763"),
    "Scottish": ("SC195354", "SC195354"),
    "Scottish with zeros lost": ("sc 5354", "SC005354"),
    "partnership": ("OC326594", "OC326594"),
    "read as a decimal": ("6986570.0", "06986570"),
    "above any number given out": ("25459259", ""),
    "a word": ("Various", ""),
    "a prefix nobody uses": ("QQ123456", ""),
    "nought": ("00000000", ""),
    "called a company number": ("Company No. 2227962", "02227962"),
    "called a registered number": ("Co. Reg. No: SC195354", "SC195354"),
    "a society of before 2014": ("IP28747R", "IP28747R"),
    "a letter at the end of another": ("SC19535R", ""),
    "a prefix of Northern Ireland before 1922": ("R0000123", "R0000123"),
    "a European company": ("SE000123", "SE000123"),
    "blank": ("", ""),
}


@pytest.mark.parametrize(("given", "number"), NUMBERS.values(), ids=NUMBERS.keys())
def test_company_numbers(given: object, number: str, texts, known_words: SupplierReference) -> None:
    row = texts([("OAKFERN LTD", str(given))])
    assert identifiers.clean(row, known_words)["company"].to_list() == [number]


VATS = {
    "spaced": ("980 7806 84", "980780684"),
    "with its country": ("GB980780684", "980780684"),
    "filled down by one": ("GB980780685", ""),
    "called a VAT number": ("VAT Reg. No: GB 980 7806 84", "980780684"),
    "a branch of the one registered": ("GB 980 7806 84 001", "980780684"),
    "a government department": ("GBGD001", "GD001"),
    "noughts, whose check digits agree": ("000 0000 00", ""),
    "no number": ("Awaiting", ""),
}


@pytest.mark.parametrize(("given", "number"), VATS.values(), ids=VATS.keys())
def test_vat_numbers(given: str, number: str, texts, known_words: SupplierReference) -> None:
    assert identifiers.clean(texts([("OAKFERN LTD", "", given)]), known_words)["vat"].to_list() == [number]


CHARITIES = {
    "plain": ("1138117", "1138117"),
    "subsidiary": ("231060-1", "231060"),
    "subsidiary behind a stroke": ("231060/1", "231060"),
    "called a charity number": ("Reg. Charity No. 1138117", "1138117"),
    "Scottish": ("SC012345", "SC012345"),
    "word": ("Yes", ""),
    "short": ("12", ""),
}


@pytest.mark.parametrize(("given", "number"), CHARITIES.values(), ids=CHARITIES.keys())
def test_charity_numbers(given: str, number: str, texts, known_words: SupplierReference) -> None:
    assert identifiers.clean(texts([("OAKFERN", "", "", given)]), known_words)["charity"].to_list() == [number]

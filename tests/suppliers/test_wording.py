"""Names taken apart."""

import polars as pl
import pytest

from procurement.suppliers import full_words, wording
from procurement.suppliers.reference import SupplierReference

CORES = {
    "case and legal form": ("Quillmere Joinery Ltd", "QUILLMERE JOINERY", "LIMITED"),
    "form with stops": ("QUILLMERE JOINERY L.T.D", "QUILLMERE JOINERY", "LIMITED"),
    "community interest company": ("Harrowdown Arts C.I.C.", "HARROWDOWN ARTS", "CIC"),
    "form cut at 35 characters": ("TARNBECK AND HOLM LIBRARY SERVICE L", "TARNBECK HOLM LIBRARY SERVICES", "LIMITED"),
    "and written &": ("Tarnbeck & Holm", "TARNBECK HOLM", ""),
    "accents": ("Café Zoë", "CAFE ZOE", ""),
    "letters of other languages": ("Sørensen Æbler Łodz Ltd", "SORENSEN AEBLER LODZ", "LIMITED"),
    "a Welsh ending": ("Quillmere Coed Cyf", "QUILLMERE COED", "LIMITED"),
    "a Welsh ending in full": ("QUILLMERE COED CWMNI BUDDIANT CYMUNEDOL", "QUILLMERE COED", "CIC"),
    "apostrophe": ("St Wystan's Nursery", "ST WYSTANS NURSERY", ""),
    "a grave accent for an apostrophe": ("St Wystan`s Nursery", "ST WYSTANS NURSERY", ""),
    "apostrophe damaged by transcoding": ("St Wystan\\xB4s Nursery", "ST WYSTANS NURSERY", ""),
    "initials with stops and spaces": ("A. B. C. Taxis (Selby) Ltd", "ABC TAXIS SELBY", "LIMITED"),
    "not an initial's neighbour": ("O & F (U.K.) LLP", "O F UK", "LLP"),
    "branch after the form": ("OAKFERN CARE LTD (ACORN WING)", "OAKFERN CARE", "LIMITED"),
    "account after a hash": ("OAKFERN PARKING LTD#OFP", "OAKFERN PARKING", "LIMITED"),
    "account number in brackets": ("OAKFERN PARKING LTD (11532010)", "OAKFERN PARKING", "LIMITED"),
    "a year is part of the name": ("OAKFERN LODGE (2006)", "OAKFERN LODGE 2006", ""),
    "vendor code in front": ("PSNA002 snaithby town band", "SNAITHBY TOWN BAND", ""),
    "digits run into the name": ("000038SNAITHBY TOWN BAND", "SNAITHBY TOWN BAND", ""),
    "a number that is the name": ("365 RESPONDERS LTD", "365 RESPONDERS", "LIMITED"),
    "mark on the record": ("DO NOT USE - OAKFERN GROUP LIMITED", "OAKFERN GROUP", "LIMITED"),
    "a vendor code in brackets": ("[100234] OAKFERN GROUP LTD", "OAKFERN GROUP", "LIMITED"),
    "do not use, in short": ("DNU - OAKFERN GROUP LTD", "OAKFERN GROUP", "LIMITED"),
    "do not use, in short and brackets": ("OAKFERN GROUP LTD (DNU)", "OAKFERN GROUP", "LIMITED"),
    "do not use, put at the end of the list": ("ZZZ DO NOT USE OAKFERN GROUP LTD", "OAKFERN GROUP", "LIMITED"),
    "closed, in stars": ("*CLOSED* OAKFERN GROUP LTD", "OAKFERN GROUP", "LIMITED"),
    "closed, behind a dash": ("OAKFERN GROUP LTD - CLOSED", "OAKFERN GROUP", "LIMITED"),
    "a company called so": ("DNU OAKFERN LTD", "DNU OAKFERN", "LIMITED"),
    "closed is a word": ("BEHIND CLOSED DOORS", "BEHIND CLOSED DOORS", ""),
    "a vendor's number behind stars": ("OAKFERN TRUST (HOLMBY)****5215", "OAKFERN TRUST HOLMBY", ""),
    "a client account": ("OAKFERN & HOLM LLP (CLIENT ACCOUNT)", "OAKFERN HOLM", "LLP"),
    "clients' account": ("Oakfern Lettings Ltd Client A/C", "OAKFERN LETTINGS", "LIMITED"),
    "paid by card": ("OAKFERN LODGE P CARD ONLY", "OAKFERN LODGE", ""),
    "paid by card, in brackets": ("Oakfern (CARD ONLY)", "OAKFERN", ""),
    "a card is part of the name": ("OAKFERN CARD COMPANY", "OAKFERN CARD", "COMPANY"),
    "LTD run on": ("OAKFERN TECHNICAL CONSULTANCYLTD", "OAKFERN TECHNICAL CONSULTANCY", "LIMITED"),
    "LTD run on, with a branch": ("OAKFERN SYSTEMSLTD-HOLMBY", "OAKFERN SYSTEMS", "LIMITED"),
    "LIMITED run on": ("OAKFERN CONSULTANCYLIMITED", "OAKFERN CONSULTANCY", "LIMITED"),
    "a form in a web address": ("www.oakfernltd.co.uk", "OAKFERN", "LIMITED"),
    "a web address cut short": ("www.oakfernhire.c", "OAKFERNHIRE", ""),
    "a web address with words behind it": ("www.oakfernhire.co.uk Holmby", "OAKFERNHIRE HOLMBY", ""),
    "a web address cut before UK": ("oakfernhire.co", "OAKFERNHIRE", ""),
    "unlimited is a word": ("UNLIMITED OAKFERN", "UNLIMITED OAKFERN", ""),
    "a trading name alone": ("T/A Oakfern Nursery", "OAKFERN NURSERY", ""),
    "no trading name behind t/a": ("Oakfern Trading Ltd t/a", "OAKFERN TRADING", "LIMITED"),
    "care of nobody who is named": ("C/O OAKFERN LTD", "OAKFERN", "LIMITED"),
    "initials t a": ("TA OAKFERN LTD", "TA OAKFERN", "LIMITED"),
    "in administration": ("OAKFERN CARE LTD (IN ADMINISTRATION)", "OAKFERN CARE", "LIMITED"),
    "factoring": ("HSBC INVOICE FINANCE (UK) LTD RE OAKFERN LTD", "OAKFERN", "LIMITED"),
    "a reinsurer is no factor": ("ALPINE RE LTD", "ALPINE RE", "LIMITED"),
    "abbreviations": ("OAKFERN MGMT SERVS", "OAKFERN MANAGEMENT SERVICES", ""),
    "known short name": ("HMRC", "HM REVENUE CUSTOMS", ""),
    "FT of the health service": ("Oakfern Hospitals NHS FT", "OAKFERN HOSPITAL NHS FOUNDATION TRUST", ""),
    "FT of a company": ("FT DESIGN LTD", "FT DESIGN", "LIMITED"),
    "SOLS behind a trade": ("OAKFERN STORAGE SOLS", "OAKFERN STORAGE SOLUTIONS", ""),
    "SOLS behind partners": ("OAKFERN & HOLM SOLS", "OAKFERN HOLM SOLICITORS", ""),
    "a preposition that begins the name": ("IN THE OAKFERN LTD", "IN OAKFERN", "LIMITED"),
    "a long form cut": ("QUILLMERE ARTS COMMUNITY INTEREST COM", "QUILLMERE ARTS", "CIC"),
    "nothing but a form": ("LTD", "LTD", ""),
    "nothing but a stop word": ("The", "THE", ""),
    "nothing": ("", "", ""),
}


@pytest.mark.parametrize(("name", "core", "form"), CORES.values(), ids=CORES.keys())
def test_core_and_form(name: str, core: str, form: str, known_words: SupplierReference) -> None:
    parts = wording.split(pl.Series([name]), known_words)
    assert parts.select("core", "form").row(0) == (core, form)


TRADING = {
    "t/a": ("OAKFERN CARE LTD T/A ROWAN HOUSE", "OAKFERN CARE", "ROWAN HOUSE"),
    "in brackets": ("OAKFERN CARE LTD (T/A ROWAN HOUSE)", "OAKFERN CARE", "ROWAN HOUSE"),
    "trading as": ("Oakfern Care trading as Rowan House Ltd", "OAKFERN CARE", "ROWAN HOUSE"),
    "behind a short word": ("OAKFERN UK T/A ROWAN HOUSE", "OAKFERN UK", "ROWAN HOUSE"),
    "formerly": ("OAKFERN UK LTD (FORMERLY HARROWFEN)", "OAKFERN UK", "HARROWFEN"),
    "formerly known as": ("OAKFERN LTD (FORMERLEY KNOWN AS HARROWFEN & SONS LTD)", "OAKFERN", "HARROWFEN SONS"),
    "previously": ("OAKFERN LTD PREVIOUSLY HARROWFEN (HOLMBY) LTD", "OAKFERN", "HARROWFEN HOLMBY"),
    "known as": ("OAKFERN AGENCY KNOWN AS HARROWFEN", "OAKFERN AGENCY", "HARROWFEN"),
    "f/k/a": ("OAKFERN LTD F/K/A HARROWFEN LTD", "OAKFERN", "HARROWFEN"),
    "initials are no trading name": ("MR J T A OAKFERN", "MR JTA OAKFERN", ""),
}


@pytest.mark.parametrize(("name", "core", "alias"), TRADING.values(), ids=TRADING.keys())
def test_trading_names(name: str, core: str, alias: str, known_words: SupplierReference) -> None:
    assert wording.split(pl.Series([name]), known_words).select("core", "alias").row(0) == (core, alias)


def test_rows_keep_their_order_and_none_is_lost(known_words: SupplierReference) -> None:
    names = pl.Series(["Zebra Ltd", "", "Aardvark Ltd", "&&&"])
    assert wording.split(names, known_words)["name"].to_list() == names.to_list()


def test_few_texts_are_spelt_out_as_many_are(known_words: SupplierReference) -> None:
    short = known_words.once(full_words.short_words)
    abbreviations, leaders = sorted(short.every), sorted({*full_words.LEADERS, "OAKFERN"})
    words = [*abbreviations, *(f"{one} OAKFERN {two}" for one in leaders for two in abbreviations), *leaders]
    texts = pl.Series(
        "text", [*words, *(f"{word} {words[-place]}" for place, word in enumerate(words)), "TARNBECK", ""]
    )
    one_by_one = [full_words.spelt_word_by_word(text, short) for text in texts.to_list()]
    together = texts.to_frame().select(full_words.in_full_words(pl.col("text"), short)).to_series().to_list()
    assert one_by_one == together
    assert sum(one != text for one, text in zip(one_by_one, texts.to_list(), strict=True)) > 1_000


@pytest.mark.parametrize(
    "written", ["OAKFERN STORES 2280", "OAKFERN STORES 2280 - DO NOT USE", "OAKFERN STORES LTD 2280"]
)
def test_the_number_of_a_shop_is_told_as_its_branch(written: str, known_words: SupplierReference) -> None:
    parts = wording.split(pl.Series([written]), known_words).row(0, named=True)
    assert (parts["core"], parts["branch"]) == ("OAKFERN STORES", "2280")

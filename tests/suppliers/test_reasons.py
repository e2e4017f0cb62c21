"""Reasons say what the evidence is, and nothing that it is not."""

import polars as pl
import pytest

from procurement.suppliers import comparing, forms
from procurement.suppliers.reference import SupplierReference

SAME = "same name but for capitals, punctuation, small words, plurals, short forms and legal form"
SAID = {
    "equal names": ("Quillmere Joinery Ltd", "QUILLMERE JOINERY LIMITED", SAME),
    "one legal form": (
        "Quillmere Joinery Ltd",
        "QUILLMERE JOINERY",
        f"{SAME}; only one gives its legal form (limited)",
    ),
    "COMPANY is no form of its own": (
        "Quillmere Joinery Co",
        "QUILLMERE JOINERY LTD",
        f"{SAME}; only one gives its legal form (limited)",
    ),
    "a trading name has no legal form": (
        "Oakfern Care Ltd T/A Rowanbank House",
        "ROWANBANK HOUSE",
        f"going by the trading or former name of one ('rowanbank house'); {SAME}",
    ),
    "one trading name": (
        "Oakfern Care Ltd T/A Rowanbank House",
        "OAKFERN CARE LTD",
        f"{SAME}; only one gives a trading or former name ('rowanbank house')",
    ),
    "a trading name in short": (
        "Oakfern Care Ltd T/A Rowanbank Dev",
        "OAKFERN CARE LTD",
        f"{SAME}; only one gives a trading or former name ('rowanbank dev')",
    ),
    "a former name": (
        "Oakfern Care Ltd (formerly Harrowfen)",
        "HARROWFEN",
        f"going by the trading or former name of one ('harrowfen'); {SAME}",
    ),
    "two trading names": (
        "Oakfern Care Ltd T/A Rowanbank House",
        "OAKFERN CARE LTD T/A SABLE LODGE",
        f"{SAME}; they give different trading or former names ('rowanbank house', 'sable lodge')",
    ),
    "a branch": (
        "Oakfern Care Ltd (Acorn Wing)",
        "OAKFERN CARE LTD",
        f"{SAME}; a branch or note is left out ('acorn wing')",
    ),
    "a note behind a hash": (
        "Oakfern Care Ltd#Acorn Wing",
        "OAKFERN CARE LTD",
        f"{SAME}; a branch or note is left out ('acorn wing')",
    ),
    "a form from abroad": (
        "Quillmere Joinery LLC",
        "QUILLMERE JOINERY",
        f"{SAME}; only one gives its legal form (a form used abroad)",
    ),
    "words behind the legal form are the end of the other": (
        "Oakfern Ltd (Joinery)",
        "OAKFERN JOINERY",
        "same name with what stands behind the legal form of one; only one gives its legal form (limited)",
    ),
    "a word more": (
        "Oakfern Joinery",
        "OAKFERN JOINERY TRAINING LTD",
        "same words 'oakfern joinery'; only one has 'training'; only one gives its legal form (limited); "
        "the words that only one has may make it another organisation",
    ),
    "a line of a table run into the next": (
        "Oakfern Care Ltd Total Rowanbank House",
        "OAKFERN CARE LTD",
        f"{SAME}; 'total' behind the legal form: two lines of a table may have been run together; "
        "a branch or note is left out ('total rowanbank house')",
    ),
    "a name on the list of other names": (
        "HMRC",
        "HM Revenue & Customs",
        "two names of one organisation, by our list of other names",
    ),
    "a name on the list, cut": (
        "APSE",
        "Association for Public Service Exc",
        "'apse' is read as 'association public services excellence', by our list of other names; "
        "same words 'association public services (service)'; 'excellence' against 'exc'",
    ),
    "no word in common, but nearly all letters": (
        "Quillmer Joiner",
        "QUILLMERE JOINERY",
        "nearly the same letters; 'quillmer joiner' against 'quillmere joinery'; "
        "the words that tell them from others are alike and not the same",
    ),
    "a company that became public": (
        "Oakfern Joinery Ltd",
        "Oakfern Joinery PLC",
        f"{SAME}; legal forms differ (limited, plc), which one company may have had in turn",
    ),
    "a direction": (
        "Quillmere Joinery North Ltd",
        "Quillmere Joinery South Ltd",
        "same words 'quillmere joinery'; 'north' against 'south'; "
        "each has a direction, such as north, mid or midlands, that the other lacks",
    ),
    "an initial": (
        "Quillmere Q Joinery Ltd",
        "Quillmere Joinery Ltd",
        "same words 'quillmere joinery'; only one has 'q'; they differ in initials or a very short word ('q')",
    ),
    "a word that the other has where it takes no part": (
        "OQM (OAKFERN, QUILL, MERE)",
        "OQM JOINERY OAKFERN QUILL MERE",
        "same words 'oakfern quill mere'; one has the initials of the other's words; only one has 'joinery'",
    ),
    "no word in common but for a space": (
        "Bond Care",
        "BONDCARE (HARROWFEN) LTD",
        "'bond care' is 'bondcare' but for a space; 'bond care' against 'bondcare harrowfen'; only one gives its legal "
        "form (limited); the words in which they differ may make them two organisations",
    ),
    "a slip in a word that the trading name has as well": (
        "Quilmere Joinery Partnership Ltd T/A Quillmere Fittings",
        "Quillmere Joinery Partnership Ltd",
        "same words 'joinery partnership'; 'quilmere' against 'quillmere'; "
        "only one gives a trading or former name ('quillmere fittings')",
    ),
    "an unlimited company": (
        "Quillmere",
        "QUILLMERE TARNBECK UNLIMITED CO.",
        "same word 'quillmere'; only one has 'tarnbeck'; only one gives its legal form (unlimited); "
        "the words that only one has may make it another organisation",
    ),
    "a number in words": (
        "Quillmere Joinery",
        "Quillmere Joinery First Project",
        "same words 'quillmere joinery'; only one has 'first project'; "
        "they differ in a number in words, or in a letter that may be a Roman figure ('first')",
    ),
    "a word for a sort of body": (
        "Quillmere Joinery",
        "Quillmere Joinery Hospital",
        "same words 'quillmere joinery'; only one has 'hospital'; they differ in a word for a sort of body, such as "
        "council, trust, school or enterprise ('hospital')",
    ),
    "words that only the list gave": (
        "NEOPOST LTD",
        "QUADIENT LTD",
        "'neopost' is read as 'quadient uk', by our list of other names; same word 'quadient'",
    ),
    "one word as two": (
        "HOMESTART OAKFERN",
        "Home Start Oakfern and Harrowfen",
        "same words 'homestart (home start) oakfern'; only one has 'harrowfen'; "
        "the words that only one has may make it another organisation",
    ),
    "a direction more": (
        "QUILLMERE NORTH EAST TARNBECK",
        "QUILLMERE NORTH TARNBECK",
        "same words 'quillmere north tarnbeck'; only one has 'east'; "
        "they differ in a direction, such as north, mid or midlands ('east')",
    ),
    "the longer name is as long as a field": (
        "Quillmere",
        "Quillmere Joinery Limited",
        "same word 'quillmere'; only one has 'joinery'; only one gives its legal form (limited); "
        "the words that only one has may make it another organisation",
    ),
}


@pytest.mark.parametrize("pair", SAID.values(), ids=SAID.keys())
def test_what_is_said(pair: tuple[str, str, str], known_words: SupplierReference) -> None:
    table = pl.DataFrame({"name_a": [pair[0], pair[1]], "name_b": [pair[1], pair[0]]})
    both = comparing.compare(table, known_words)["reason"].to_list()
    assert both[0] == pair[2]
    assert both[1].count("; ") == pair[2].count("; "), "the same parts whichever name is first"


def test_a_name_as_long_as_a_field_may_be_cut(known_words: SupplierReference) -> None:
    cut = "QUILLMERE AND TARNBECK LIB"
    assert len(cut) in forms.FIELD_WIDTHS
    table = pl.DataFrame({"name_a": [cut], "name_b": ["QUILLMERE AND TARNBECK LIBRARY SERVICES"]})
    assert "cut short by the width of a field" in comparing.compare(table, known_words)["reason"].item()

"""Two names side by side."""

import polars as pl
import pytest

from procurement.suppliers import comparing
from procurement.suppliers.reference import SupplierReference

SAME = {
    "legal form": ("QUILLMERE JOINERY LIMITED", "Quillmere Joinery Ltd"),
    "punctuation": ("TARNBECK & HOLM (SELBY) LTD", "TARNBECK AND HOLM SELBY LTD"),
    "cut at 35 characters": ("QUILLMERE AND TARNBECK LIBRARY SERV", "QUILLMERE AND TARNBECK LIBRARY SERVICES LTD"),
    "cut behind two letters of a word": (
        "QUILLMERE AND TARNBECK LIBRARY SE",
        "QUILLMERE AND TARNBECK LIBRARY SERVICES LTD",
    ),
    "a mark cut with its field": ("QUILLMERE JOINERY CENTRE - DUPLICAT", "QUILLMERE JOINERY CENTRE"),
    "a card payment taken by another": ("SUMUP *QUILLMERE CYCLES", "Quillmere Cycles"),
    "an order number behind a star": ("QUILLMERE* 296LX4075", "QUILLMERE"),
    "a web address": ("WWW.QUILLMERE.COM", "quillmere.com"),
    "kinds of school by their letters": ("QUILLMERE J, I & N SCHOOL", "Quillmere Junior Infant and Nursery School"),
    "a church school": ("QUILLMERE C of E SCHOOL", "Quillmere CE School"),
    "a church school in full": ("QUILLMERE C.E. SCHOOL", "Quillmere Church of England School"),
    "two shops of a chain": ("QUILLMERE STORES 2280", "QUILLMERE-STORES LTD 5114"),
    "a shop by a number with a nought first": ("QUILLMERE CYCLES 0568", "QUILLMERE CYCLES LIMITED"),
    "trading name alone": ("OAKFERN CARE LIMITED T/A QUILLMERE LODGE", "QUILLMERE LODGE"),
    "spaces": ("QUILL MERE JOINERY LTD", "QUILLMERE JOINERY LTD"),
    "initials with AND between them": ("G & S QUILLMERE LTD", "G S QUILLMERE LTD"),
    "home care in one word": ("QUILLMERE HOMECARE LTD", "Quillmere Home Care Limited"),
    "a charity in one word or two": ("HOMESTART QUILLMERE DISTRICT", "Home-Start Quillmere District"),
    "two words run together": ("SELBY QUILLMEREJOINERY SERVICES LTD", "SELBY QUILLMERE JOINERY SERVICES LTD"),
    "UK left out": ("QUILLMERE LTD", "QUILLMERE (UK) LTD"),
    "UK left out behind common words, one legal form": ("PARK LEISURE LTD", "PARK LEISURE (UK) LIMITED"),
    "GB in full": ("QUILLMERE JOINERY GREAT BRITAIN LTD", "QUILLMERE JOINERY"),
    "a university by its other name": ("UNIVERSITY OF QUILLMERE", "The Quillmere University"),
    "a fire service and its authority": ("QUILLMERE FIRE & RESCUE", "Quillmere Fire and Rescue Authority"),
    "a council in short": ("STOCKPORT MBC", "Stockport Metropolitan Borough Council"),
    "a council by its usual name": ("CAMDEN COUNCIL", "LONDON BOROUGH OF CAMDEN"),
    "a council cut short": ("ROYAL BOROUGH OF KENSINGTON & CHELS", "Royal Borough of Kensington & Chelsea"),
    "a web address without its dots": ("www.quillmerejoinery.com", "QUILLMERE JOINERY LIMITED"),
    "UK in full": ("QUILLMERE JOINERY UNITED KINGDOM", "QUILLMERE JOINERY"),
    "UK of a web address": ("www.quillmere.co.uk", "QUILLMERE LTD"),
    "initials of its own words": ("QJS QUILLMERE JOINERY SERVICES", "QUILLMERE JOINERY SERVICES"),
    "initials of its own words behind them": ("QUILLMERE JOINERY AND GLAZING (QJG)", "Quillmere Joinery & Glazing"),
    "words behind the legal form": ("QUILLMERE LTD (JOINERY)", "QUILLMERE JOINERY"),
    "what the ledger keeps the record for": ("TARNBECK HOMES RENT A/C", "TARNBECK HOMES (RENT)"),
    "a county cut short": ("TARNBECK RELIEF WARKS", "TARNBECK RELIEF WARWICKSHIRE"),
    "common words, one company": ("CARE SERVICES LTD", "Care Services Limited"),
    "common words, one company and its branch": ("CARE SERVICES LTD - ACORN", "Care Services Limited (Elm Wing)"),
    "common words, one company and its trading name": ("CARE SERVICES LTD T/A QUILLMERE LODGE", "CARE SERVICES LTD"),
    "common words, but for THE": ("THE COMMUNITY CARE CO", "Community Care Co."),
    "brothers who made a company": ("QUILLMERE BROS", "QUILLMERE BROTHERS LTD"),
    "a company that became public": ("QUILLMERE JOINERY LTD", "QUILLMERE JOINERY PLC"),
    "a legal form cut short": ("QUILLMERE COMMUNITY BAKERS COMMUNITY INTE", "QUILLMERE COMMUNITY BAKERS CIC"),
    "a partnership's form cut short": ("QUILLMERE BAKERS LIMITED LIABILITY PA", "QUILLMERE BAKERS LLP"),
    "the last word first": ("JOINERY SERVICES QUILLMERE LTD", "QUILLMERE JOINERY SERVICES"),
    "CE that is a word cut short": ("QUILLMERE AND TARNBECK CARE CE", "QUILLMERE AND TARNBECK CARE CENTRE"),
    "INTER that is part of a name": ("INTERQUILLMERE JOINERY", "INTER QUILLMERE JOINERY LTD"),
    "INTER at the end": ("QUILLMERE JOINERY INTER", "QUILLMERE JOINERY INTERNATIONAL LTD"),
    "a primary school in short": ("QUILLMERE PRI SCH", "QUILLMERE PRIMARY SCHOOL"),
    "developments in short": ("QUILLMERE DEVS", "QUILLMERE DEVELOPMENTS LTD"),
    "a trading name that is a company": ("OAKFERN CARE LTD T/A QUILLMERE LODGE LTD", "QUILLMERE LODGE LIMITED"),
}
NOT_SAME = {
    "directions": ("SOUTH QUILLMERE COUNCIL", "NORTH QUILLMERE COUNCIL"),
    "numbered companies": ("QUILLMERE SCHOOLS PROJECT CO 1 LTD", "QUILLMERE SCHOOLS PROJECT CO 2 LTD"),
    "a number that is part of the name": ("QUILLMERE COMPLIANCE 365", "QUILLMERE COMPLIANCE"),
    "ordinals": ("QUILLMERE HOLDINGS ONE LTD", "QUILLMERE HOLDINGS TWO LTD"),
    "care at home and a care home": ("QUILLMERE HOME CARE LTD", "QUILLMERE CARE HOME LTD"),
    "kinds of school": ("QUILLMERE PRIMARY SCHOOL", "QUILLMERE INFANT SCHOOL"),
    "towns": ("QUILLMERE SCAFFOLDING (LEEDS) LTD", "QUILLMERE SCAFFOLDING (YORK) LTD"),
    "a partnership and a company": ("QUILLMERE JOINERY LLP", "QUILLMERE JOINERY LTD"),
    "a trading name and a company": ("OAKFERN CARE LTD T/A QUILLMERE LODGE", "QUILLMERE LODGE LIMITED"),
    "a preposition in front": ("BY QUILLMERE LTD", "QUILLMERE LTD"),
    "a line run into the next": ("OAKFERN CARE LTD TOTAL ROWANBANK HOUSE", "OAKFERN CARE LTD"),
    "initials": ("A J QUILLMERE LTD", "R C QUILLMERE LTD"),
    "common words, one or many": ("CARE SERVICES LTD", "CARE SERVICE LTD"),
    "common words, two companies and their branch": ("CARE SERVICES LTD - ACORN", "CARE SERVICE LTD - ACORN"),
    "only common words": ("CARE SERVICES", "CARE SERVICES LTD"),
    "two people of a surname": ("MRS A TESTPERSON", "MR J TESTPERSON"),
    "a practice met in many towns": ("CHURCH LANE SURGERY", "THE CHURCH LANE SURGERY"),
    "a word more": ("QUILLMERE AND TARNBECK", "QUILLMERE AND TARNBECK SERVICES LTD"),
    "UK behind common words": ("CARE LTD", "CARE UK LTD"),
    "a council and a charity of its place": ("HACKNEY COUNCIL", "HACKNEY COUNCIL FOR VOLUNTARY SERVICE"),
    "a council as long as a field": ("LONDON BOROUGH OF HACKNEY", "HACKNEY COUNCIL FOR VOLUNTARY SERVICE"),
    "a council that another one replaced": ("NORTH YORKSHIRE COUNCIL", "NORTH YORKSHIRE COUNTY COUNCIL"),
    "two universities of a town": ("UNIVERSITY OF QUILLMERE", "QUILLMERE ST JUDE UNIVERSITY"),
    "a long tail": ("TARNBECK TRUST", "TARNBECK TRUST FOR LEARNING AND SUPPORT STUDIES IN HEALTH SERVICES"),
    "UK in front": ("QUILLMERE REGISTRY", "UK QUILLMERE REGISTRY"),
    "UK, and another legal form": ("QUILLMERE LLP", "QUILLMERE UK LTD"),
    "UK behind a person": ("J QUILLMERE", "J QUILLMERE UK LTD"),
    "two words more": ("QUILLMERE FOUNDRY", "QUILLMERE FOUNDRY BUSINESS SERVICES LTD"),
    "other words behind the legal form": ("QUILLMERE LTD (JOINERY)", "QUILLMERE CATERING"),
    "partners and a company": ("QUILLMERE PARTNERS", "QUILLMERE PARTNERS LTD"),
    "names that rhyme": ("YOUNG CARERS WOLERHOLME LTD", "YOUNG CARERS ROWERHOLME LTD"),
    "two slips in one word": ("KENSERTON MANOR CARE CENTRE LTD", "KELSERSTONE MANOR CARE CENTRE LTD"),
    "initials of a name that shares the other words": (
        "QRC RESEARCH LIMITED",
        "QUILLMERE RESEARCH CONSULTANTS QRC LIMITED",
    ),
    "a home named like a person": ("A TESTERFIELD", "TESTERFIELD BANK RESIDENTIAL CARE HOME"),
    "words of their own on common ones": ("MANOR CARE HOME GROUP", "MANOR PARK CARE HOME"),
    "two saints": ("ST MARKS NURSING HOME", "ST MARYS NURSING HOME"),
    "codes of a few letters": ("MDS MINIBUSES", "MS MINIBUSES LTD"),
    "common words a slip apart": ("EURO CAR PARTS LIMITED", "EURO CAR PARKS"),
    "all rests on a like word": ("ROWGATE HOUSE", "ROLGATE HOUSE"),
    "another first letter": ("J TESTERSON", "J ATESTERSON"),
    "two words in another order": ("JOINERY QUILLMERE", "QUILLMERE JOINERY"),
    "words in use in another order": ("FIRST ROYAL BRICKWORK", "ROYAL FIRST BRICKWORK"),
    "a town of which a letter is left": (
        "ST TESTERS C OF E PRIMARY SCHOOL S",
        "ST TESTERS C OF E PRIMARY SCHOOL SOUGH",
    ),
    "a council and its pension fund": ("QUILLMERE COUNCIL", "QUILLMERE COUNCIL PENSION FUND"),
}
DIFFERENT = {
    "withheld": ("REDACTED PERSONAL DATA", "REDACTED PERSONAL DATA"),
    "stand-ins": ("VARIOUS", "VARIOUS"),
    "an empty name": ("", "QUILLMERE LTD"),
    "nothing in common": ("QUILLMERE JOINERY LTD", "OAKFERN CATERING PLC"),
}


def verdict(pair: tuple[str, str], reference: SupplierReference) -> dict[str, object]:
    frame = pl.DataFrame({"name_a": [pair[0]], "name_b": [pair[1]]})
    return comparing.compare(frame, reference).row(0, named=True)


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME.keys())
def test_same(pair: tuple[str, str], known_words: SupplierReference) -> None:
    assert verdict(pair, known_words)["verdict"] == "same"


@pytest.mark.parametrize("pair", NOT_SAME.values(), ids=NOT_SAME.keys())
def test_never_merged_by_itself(pair: tuple[str, str], known_words: SupplierReference) -> None:
    assert verdict(pair, known_words)["verdict"] != "same"


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different(pair: tuple[str, str], known_words: SupplierReference) -> None:
    assert verdict(pair, known_words)["verdict"] == "different"


@pytest.mark.parametrize("pair", [*SAME.values(), *NOT_SAME.values()])
def test_the_sides_may_be_exchanged(pair: tuple[str, str], known_words: SupplierReference) -> None:
    one, other = verdict(pair, known_words), verdict((pair[1], pair[0]), known_words)
    assert one["probability"] == pytest.approx(other["probability"])


def test_the_reason_says_what_differs(known_words: SupplierReference) -> None:
    reason = str(verdict(("SOUTH QUILLMERE COUNCIL", "NORTH QUILLMERE COUNCIL"), known_words)["reason"])
    assert "'quillmere council'" in reason
    assert "'south' against 'north'" in reason


def test_no_pairs_give_no_rows(known_words: SupplierReference) -> None:
    empty = pl.DataFrame(schema={"name_a": pl.String(), "name_b": pl.String()})
    assert comparing.compare(empty, known_words).columns == ["name_a", "name_b", "probability", "verdict", "reason"]

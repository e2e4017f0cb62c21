"""Which texts look as if they named a private individual, by which rule; every person and firm here is invented."""

from pathlib import Path

import polars as pl
import pytest

from procurement.suppliers import private_people
from procurement.suppliers.private_people import COLUMNS, PrivateRules
from procurement.tables import PRIVATE_TEXT


@pytest.fixture(scope="module")
def rules(project: Path) -> PrivateRules:
    folder = project / "data" / "reference"
    names = ("private_people_rules", "private_people_words", "name_word_classes")
    return private_people.build(
        *[pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("") for name in names]
    )


def found(rules: PrivateRules, supplier: str, kind: str = "unknown", **texts: str) -> list[tuple[str, str]]:
    """(column, rule) of a line of these texts."""
    line = {"row": 1, "supplier_kind": kind, **dict.fromkeys(COLUMNS, ""), "supplier_name": supplier, **texts}
    table = private_people.find(pl.DataFrame([line]), rules)
    assert table.schema == PRIVATE_TEXT
    assert all(table["reason"].str.len_chars() > 10)
    return list(table.select("column", "rule").iter_rows())


@pytest.mark.parametrize(
    ("supplier", "rule"),
    [
        ("Mr Tobias Quillfeather", "TITLE_AND_NAME"),
        ("MR & MRS SKELWITH", "TITLE_AND_NAME"),
        ("Skelwith T Mr", "TITLE_BEHIND_NAME"),
        ("SKELWITH, ORLA (MRS)", "TITLE_BEHIND_NAME"),
        ("Skelwith-Oxendale O B Miss", "TITLE_BEHIND_NAME"),
        ("Green T Mr", "TITLE_BEHIND_NAME"),
        ("T Skelwith Mr", "TITLE_BEHIND_NAME"),
        ("SKELWITH T & O MR & MRS", "TITLE_BEHIND_NAME"),
        ("J & K Oxendale", "TWO_PEOPLE"),
        ("Orla Tarnbeck T/A Beck Joinery", "PERSON_TRADING_AS"),
        ("Aisha Harrowfen", "FIRST_NAME_AND_SURNAME"),
        ("WETHERLAM MAREK", "SURNAME_FIRST"),
        ("Ludworthy, I", "SURNAME_FIRST"),
        ("A B Ravenglass", "INITIALS_AND_SURNAME"),
        ("Thaxine Oodlebury", "TWO_WORDS_LIKE_A_NAME"),
        ("Foster Carer - T Quillfeather", "NAME_OF_A_CLIENT"),
    ],
    ids=lambda part: part if part.isupper() else "",
)
def test_a_supplier_that_is_a_person(rules: PrivateRules, supplier: str, rule: str) -> None:
    assert found(rules, supplier) == [("supplier_name", rule)]


@pytest.mark.parametrize(
    "supplier",
    [
        "Quillfeather & Sons Ltd",
        "Mr Tyre Ltd",
        "SKELWITH MS CENTRE",
        "Quillfeather Builders Dr",
        "Tobias Tarnbeck Limited",
        "St Cuthbert's RC Primary School",
        "Rose Tarnbeck House Care Home",
        "The George Inn",
        "Brindle Fostering",
        "Quillfeather Petroleum",
        "SKELWITH MUNICIPAL",
        "Oxendale Memorials",
        "",
    ],
)
def test_a_supplier_that_is_none(rules: PrivateRules, supplier: str) -> None:
    assert found(rules, supplier, purpose="Foster carer allowance") == []


def test_a_company_by_its_number_may_be_called_after_a_person(rules: PrivateRules) -> None:
    assert found(rules, "Aisha Harrowfen", kind="company") == []


def test_what_suppliers_are_read_as_counts(rules: PrivateRules) -> None:
    kept = found(rules, "Lady Quillmarsh Hotel", kind="individual or sole trader")
    assert kept == [("supplier_name", "READ_AS_A_PERSON")]


@pytest.mark.parametrize(
    "supplier",
    [
        "COUNCIL TAX REFUND MR T SKELWITH",
        "HOUSING BENEFIT - T SKELWITH",
        "HOUSING BENEFIT AISHA HARROWFEN",
        "ONE TIME VENDOR T SKELWITH",
        "DO NOT USE T O SKELWITH",
    ],
)
def test_a_person_behind_a_heading_for_many_is_a_person(rules: PrivateRules, supplier: str) -> None:
    (told,) = found(rules, supplier, "pseudo-supplier")
    assert told[0] == "supplier_name"


@pytest.mark.parametrize(
    "supplier", ["COUNCIL TAX REFUNDS", "HOUSING BENEFIT", "ONE TIME VENDOR", "DO NOT USE - ASK US"]
)
def test_a_heading_for_many_is_nobody(rules: PrivateRules, supplier: str) -> None:
    assert found(rules, supplier, "pseudo-supplier") == []


@pytest.mark.parametrize(
    "supplier", ["T O SKELWITH DO NOT USE", "(DO NOT USE) Aisha Harrowfen", "HARROWFEN AISHA - DUPLICATE"]
)
def test_a_mark_on_a_record_hides_no_person(rules: PrivateRules, supplier: str) -> None:
    assert len(found(rules, supplier, "unknown")) == 1


@pytest.mark.parametrize("column", ["purpose", "department", "publisher_category", "account"])
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("SEN transport for Quorra Zelnick", "NAME_OF_WHOM_IT_IS_FOR"),
        ("Client: Aisha Harrowfen", "NAME_OF_A_CLIENT"),
        ("Top up Mrs Ludworthy May", "TITLE_AND_NAME_IN_TEXT"),
        ("Fiona Brindlecote equipment", "FULL_NAME_IN_TEXT"),
        ("Oxendale, Priya", "SURNAME_FIRST_IN_TEXT"),
        ("J Tarnbeck", "INITIALS_AND_SURNAME_IN_TEXT"),
        ("Executors of Rupert Fennimore", "ESTATE_OF_A_PERSON"),
        ("Top up - Skelwith T Mrs", "TITLE_BEHIND_NAME_IN_TEXT"),
    ],
    ids=lambda part: part if part.isupper() else "",
)
def test_a_person_in_any_text(rules: PrivateRules, column: str, text: str, rule: str) -> None:
    assert found(rules, "Alder Taxis Ltd", "company", **{column: text}) == [(column, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Grant payment",
        "Works at James Street",
        "for Public Health",
        "Children, Young People",
        "MS Office",
        "Mr Men licence",
        "Children Looked After",
        "Courses For Non-Employees",
        "FOSTER PARENTS BASIC ALLOWANCE",
    ],
)
def test_no_person_in_a_text(rules: PrivateRules, text: str) -> None:
    assert found(rules, "Alder Ltd", "company", purpose=text) == []


@pytest.mark.parametrize(
    "paid", ["Foster carer allowance", "Direct payments", "SGO", "Client refund", "Parental mileage"]
)
def test_a_name_that_nothing_tells_is_told_by_what_it_is_paid(rules: PrivateRules, paid: str) -> None:
    assert found(rules, "Harding") == []
    ((column, _),) = found(rules, "Quorra", publisher_category=paid)
    assert column == "supplier_name"
    assert found(rules, "Quorra Ltd", "company", publisher_category=paid) == []


def test_the_name_that_a_supplier_goes_by_is_looked_at_too(rules: PrivateRules) -> None:
    assert found(rules, "Beck", supplier_label="Mrs O Tarnbeck") == [("supplier_label", "TITLE_AND_NAME")]


def test_no_lines_give_no_texts(rules: PrivateRules) -> None:
    nothing = pl.DataFrame(schema={"row": pl.Int64, "supplier_kind": pl.String, **dict.fromkeys(COLUMNS, pl.String)})
    assert private_people.find(nothing, rules).schema == PRIVATE_TEXT


def test_cells_of_a_row_are_read_wherever_they_stand(rules: PrivateRules) -> None:
    cells = private_people.read_cells(pl.Series(["Mr T Quill", "Foster carer", "Quorra", "Road works"]), rules)
    told = {
        row["text"]: (row["looks_private"], row["is_for_people"], row["is_person_like"]) for row in cells.to_dicts()
    }
    assert told == {
        "Mr T Quill": (True, False, True),
        "Foster carer": (False, True, False),
        "Quorra": (False, False, True),
        "Road works": (False, False, False),
    }

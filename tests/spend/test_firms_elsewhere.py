"""Headings that stand over each other's columns: where another column than the supplier's names the firms, ask."""

import pytest

from procurement.spend.findings import Refused
from tests.spend.reading_texts import judged, named

FIRMS = ("Alder Paving Ltd", "Birch Care plc", "Cedar Taxis Limited", "Elm Books Ltd", "Fir Services LLP")
HEAD = "Department,Supplier,Date,Amount"


def listed(row: str, lines: int = 10) -> str:
    """So many lines; {firm} is one of five firms and {thing} one of five words that are none."""
    things = ("Paving", "Care", "Taxis", "Books", "Services")
    rows = [row.format(firm=FIRMS[at % 5], thing=things[at % 5], day=at + 10) for at in range(lines)]
    return "\n".join([HEAD, *rows]) + "\n"


def test_firms_under_another_heading_are_asked_about() -> None:
    text = listed("{firm},{thing},{day}/05/2024,5.00")
    (question,) = judged(text).questions
    assert (question.code, question.suggested) == ("SUPPLIER_COLUMN", "Department")
    answered = judged(text, {"SUPPLIER_COLUMN": "Supplier"})
    assert answered.payments["supplier_name"][0] == "Paving", "a person may say that the heading is right"


@pytest.mark.parametrize(
    "text",
    [
        listed("{thing},{firm},{day}/05/2024,5.00"),
        listed("{firm},{firm},{day}/05/2024,5.00"),
        listed("{firm},{thing},{day}/05/2024,5.00", lines=9),
        listed("{firm},REDACTED PERSONAL DATA,{day}/05/2024,5.00"),
    ],
    ids=["firms under their heading", "firms under both", "few lines", "names withheld"],
)
def test_other_files_are_not_asked_about(text: str) -> None:
    assert "SUPPLIER_COLUMN" not in {question.code for question in named(text).questions}


def test_the_name_of_an_account_that_names_firms_is_the_supplier() -> None:
    lines = [f"{firm},A{at},1{at}/05/2024,5.00,Works" for at, firm in enumerate(FIRMS)]
    found = judged("\n".join(["Account Name,Account,Date,Net Amount,Description", *lines]) + "\n")
    assert found.questions == ()
    assert found.payments["supplier_name"].to_list() == list(FIRMS)


def test_descriptions_that_speak_of_firms_are_no_suppliers() -> None:
    lines = [f"{firm} - invoice {at},1{at}/05/2024,5.00" for at, firm in enumerate(FIRMS)]
    with pytest.raises(Refused, match="No column holds the supplier"):
        judged("\n".join(["Description,Date,Net Amount", *lines]) + "\n")

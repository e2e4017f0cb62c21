"""An invoice's total that is printed again on each of its lines is never added up."""

from tests.spend.reading_texts import judged

LINES = [
    ("Alder Paving Ltd", "1000.00", "1500.00"),
    ("Alder Paving Ltd", "500.00", "1500.00"),
    ("Birch Care Homes", "640.00", "640.00"),
    ("Cedar IT Ltd", "200.00", "150.00"),
    ("Cedar IT Ltd", "-50.00", "150.00"),
]


def file_of(line: str, total: str, lines: list[tuple[str, str, str]]) -> str:
    """A line of 2 May 2024 for each supplier, line amount and total."""
    rows = [f"02/05/2024,{supplier},{part},{whole}" for supplier, part, whole in lines]
    return "\n".join([f"Payment Date,Supplier Name,{line},{total}", *rows]) + "\n"


def test_the_lines_are_taken_where_they_add_up_to_the_total() -> None:
    found = judged(file_of("Line Amount", "Net Amount", LINES))
    assert (found.columns or {})["amount"] == "Line Amount"
    assert found.accepted_pence == 229_000
    assert set(found.payments["amount_basis"]) == {"net"}
    assert "INVOICE_TOTAL_REPEATED" in {fix.rule for fix in found.fixes}
    assert found.questions == ()


def test_what_the_columns_are_called_does_not_matter() -> None:
    found = judged(file_of("Value", "Amount Paid", LINES))
    assert ((found.columns or {})["amount"], found.accepted_pence) == ("Value", 229_000)


def test_parts_whose_other_lines_are_left_out_are_asked_about_with_the_part_suggested() -> None:
    lines = [("Alder Paving Ltd", "1000.00", "1500.00"), ("Birch Care Homes", "640.00", "640.00")]
    (question,) = judged(file_of("Sub Amount", "Invoice Amount", lines)).questions
    assert (question.code, question.suggested) == ("AMOUNT_COLUMN", "Sub Amount")
    assert [choice.effect for choice in question.choices] == [
        "the file comes to £1,640.00",
        "the file comes to £2,140.00",
    ]


def test_net_beside_gross_is_no_part_of_it() -> None:
    lines = [("Alder Paving Ltd", "1000.00", "1200.00"), ("Birch Care Homes", "640.00", "640.00")]
    found = judged(file_of("Net Amount", "Gross Amount", lines))
    assert ((found.columns or {})["amount"], found.questions) == ("Net Amount", ())


def test_a_total_on_the_first_line_of_its_invoice_alone_gives_way_to_the_lines() -> None:
    lines = [
        ("Alder Paving Ltd", "1000.00", "1500.00"),
        ("Alder Paving Ltd", "400.00", ""),
        ("Birch Care Homes", "640.00", "640.00"),
    ]
    found = judged(file_of("Line Amount", "Net Amount", lines))
    assert ((found.columns or {})["amount"], found.accepted_pence) == ("Line Amount", 204_000)
    assert "INVOICE_TOTAL_ONCE" in {fix.rule for fix in found.fixes}


def test_a_net_amount_that_no_line_stands_in_for_is_held_back() -> None:
    lines = [("Alder Paving Ltd", "", ""), ("Birch Care Homes", "640.00", "640.00")]
    found = judged(file_of("Line Amount", "Net Amount", lines))
    assert (found.accepted, found.held_back["rule"].to_list()) == (1, ["AMOUNT_MISSING"])

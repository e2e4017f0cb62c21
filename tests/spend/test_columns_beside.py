"""Of several columns that may answer, that of the payment is read: the others were ordered, planned or said before."""

from dataclasses import dataclass

import pytest

from procurement.spend.columns import heading_match
from procurement.spend.findings import ColumnMissing
from procurement.spend.judged import Judged
from tests.spend.reading_texts import ALIASES, judged

FIRMS = ("Alder Paving Ltd", "Birch Care Homes Ltd", "Cedar Taxis", "Elm Books Limited", "Fir IT plc", "Hazel & Sons")
PENCE = (125_050, 64_000, 521_075, 50_113, -7_525, 81_200)
OWNERS = ("Acorn Holdings Ltd", "Bramble Group plc", "Clover Holdings Ltd")


@dataclass(frozen=True)
class Beside:
    """A row of headings, and a row of cells: {s} the firm, {d} a day of May 2024, {a} the amount, {g} the same with a
    fifth on it, {n} the number of the line, {own} the owner of the firm. columns: what is to be read of it."""

    headings: str
    row: str
    columns: dict[str, str]
    basis: str = "unstated"


def of(beside: Beside) -> Judged:
    """The file of six payments under these headings, judged."""
    lines = [
        beside.row.format(
            s=firm, d=f"{10 + n:02d}/05/2024", a=pence / 100, g=f"{pence * 12 / 1000:.2f}", n=n, own=OWNERS[n % 3]
        )
        for n, (firm, pence) in enumerate(zip(FIRMS, PENCE, strict=True))
    ]
    return judged("\n".join([beside.headings, *lines]) + "\n", file_name="payments-may-2024.csv")


FILES = {
    "an order's value beside the cheque's": Beside(
        "Supplier,Pay Date,PO Value,Cheque Value", "{s},{d},99{n}.00,{a}", {"amount": "Cheque Value"}
    ),
    "a budget beside what an unknown heading holds": Beside(
        "Supplier,Pay Date,Budget,Outlay", "{s},{d},99{n}.00,{a}", {"amount": "Outlay"}
    ),
    "a discount beside the amount in the ledger's currency": Beside(
        "Supplier,Pay Date,Discount,Functional Currency Amount",
        "{s},{d},0.0{n},{a}",
        {"amount": "Functional Currency Amount"},
    ),
    "the currency of a transaction beside the ledger's": Beside(
        "Supplier,Pay Date,Transaction Currency Amount,Ledger Currency Amount",
        "{s},{d},77{n}.00,{a}",
        {"amount": "Ledger Currency Amount"},
    ),
    "all that a supplier was paid beside a payment": Beside(
        "Supplier,Pay Date,Total Spend with Supplier,Paid £", "{s},{d},77{n}.00,{a}", {"amount": "Paid £"}
    ),
    "one amount that is another and VAT": Beside(
        "Supplier,Pay Date,Invoice Value,Amount Paid", "{s},{d},{g},{a}", {"amount": "Amount Paid"}, "net"
    ),
    "a total that is a value and VAT": Beside(
        "Supplier,Pay Date,Spend Value,Total Value", "{s},{d},{a},{g}", {"amount": "Spend Value"}, "net"
    ),
    "the books of CedAr": Beside(
        "Supplier,Pay Date,Gross Home,VAT Home,Net Home", "{s},{d},{g},1.0{n},{a}", {"amount": "Net Home"}, "net"
    ),
    "net, in words that are all known, beside gross": Beside(
        "Supplier,Pay Date,Total inc VAT,Distribution Net", "{s},{d},{g},{a}", {"amount": "Distribution Net"}, "net"
    ),
    "VAT that cannot be recovered is part of a net amount": Beside(
        "Supplier,Pay Date,Net Amount (including irrecoverable VAT)",
        "{s},{d},{a}",
        {"amount": "Net Amount (including irrecoverable VAT)"},
        "net",
    ),
    "a delivery beside a posting": Beside(
        "Supplier,Delivery Date,Posting Date,Amount", "{s},01/02/2024,{d},{a}", {"paid_on": "Posting Date"}
    ),
    "a tax point beside Paid": Beside(
        "Supplier,Tax Point,Paid,Amount", "{s},0{n}/02/2024,{d},{a}", {"paid_on": "Paid"}
    ),
    "an entry in the books beside Paid, and a day on which it was due": Beside(
        "Supplier,Entry Date,Paid,Pay By,Amount", "{s},1{n}/02/2024,{d},1{n}/06/2024,{a}", {"paid_on": "Paid"}
    ),
    "the day of a file beside that of a document": Beside(
        "Supplier,Effective Date,Accounting Date,Amount", "{s},31/05/2024,{d},{a}", {"paid_on": "Accounting Date"}
    ),
    "days under Day": Beside("Supplier,Day,Invoice Date,Amount", "{s},{d},0{n}/02/2024,{a}", {"paid_on": "Day"}),
    "the owner of a firm beside its name under an unlikely heading": Beside(
        "Parent Supplier,Payee Details,Pay Date,Amount", "{own},{s},{d},{a}", {"supplier_name": "Payee Details"}
    ),
    "who pays beside an organisation that was paid": Beside(
        "Payer,Organisation,Pay Date,Amount", "Elmshire Council,{s},{d},{a}", {"supplier_name": "Organisation"}
    ),
    "a word for payees in a heading that is not known": Beside(
        "School Name,Our Vendor Called,Pay Date,Amount",
        "School {n} Ltd,{s},{d},{a}",
        {"supplier_name": "Our Vendor Called"},
    ),
}


@pytest.mark.parametrize("beside", FILES.values(), ids=FILES.keys())
def test_the_column_of_the_payment_is_read_without_a_question(beside: Beside) -> None:
    found = of(beside)
    assert found.columns is not None
    assert {ours: found.columns.get(ours) for ours in beside.columns} == beside.columns
    assert not found.questions
    assert found.payments["supplier_name"].to_list() == list(FIRMS)
    assert found.payments["amount_pence"].to_list() == list(PENCE)
    assert [day.day for day in found.payments["paid_on"]] == [10, 11, 12, 13, 14, 15]
    assert set(found.payments["amount_basis"]) == {beside.basis}


def test_where_only_owners_are_headed_as_suppliers_a_person_is_asked() -> None:
    (question,) = of(
        Beside("Ultimate Parent,Third Column,Pay Date,Amount", "{own},{s},{d},{a}", {"supplier_name": ""})
    ).questions
    assert question.code == "SUPPLIER_COLUMN"
    assert [choice.value for choice in question.choices] == ["Third Column", "Ultimate Parent"]
    assert question.suggested == "Third Column"


def test_an_order_is_asked_about_where_nothing_else_is_an_amount() -> None:
    (question,) = of(Beside("Supplier,Order No,Order Date,Order Value", "{s},P{n},{d},{a}", {})).questions
    assert question.code == "ORDERS"


def test_organisations_and_amounts_are_no_payments_where_no_heading_speaks_of_paying() -> None:
    with pytest.raises(ColumnMissing):
        of(Beside("Organisation,Date,Amount,Project", "{s},{d},{a},Roof", {}))


def test_with_few_lines_two_amounts_are_asked_about_though_one_is_the_other_and_vat() -> None:
    text = "Supplier,Pay Date,Amount,Amount\nAlder Paving Ltd,02/05/2024,100.00,120.00\n"
    assert [question.code for question in judged(text).questions] == ["AMOUNT_COLUMN"]


def test_an_unknown_heading_over_two_firms_lines_is_read_where_a_blank_one_would_be() -> None:
    """Names may be under a heading that is not known, beside one that only a few lines fill with what replaces them."""
    rows = [f"{firm},Trade {n},{10 + n}/05/2024,{n}00.00" for n, firm in enumerate(FIRMS, 1)]
    found = judged("\n".join(["Firm,Supplier Sector,Pay Date,Amount", *rows]) + "\n")
    assert found.payments["supplier_name"].to_list() == list(FIRMS)


HEADINGS = {
    "Date Released": "not_used",
    "Released date": "paid_on",
    "% VAT": "not_used",
    "VAT Base": "amount_vat",
    "Line VAT Value": "amount_vat",
    "Irrecoverable VAT Amount GBP": "irrecoverable_vat",
    "Net of everything in tonnes": None,
    "Distribution Net": "amount_net",
    "Paid (£)": "amount",
    "Paid over £500": None,
    "Fee £": None,
    "Merchant City": "not_used",
}


@pytest.mark.parametrize(("heading", "ours"), HEADINGS.items())
def test_what_a_heading_means(heading: str, ours: str | None) -> None:
    match = heading_match.Aliases(ALIASES).of(heading)
    assert (match.ours if match else None) == ours

"""Lists of contracts, grants and income, and nil returns, are refused by name; payments that speak of them are not."""

import pytest

from procurement.spend.findings import Refused
from tests.spend.reading_texts import judged

FIRMS = ("Alder Paving Ltd", "Birch Care Homes", "Cedar Taxis", "Elm Books Limited")


def listed(headings: str, row: str) -> str:
    """A file of four lines under headings; {firm} and {day} differ from line to line."""
    lines = [row.format(firm=firm, day=day) for day, firm in enumerate(FIRMS, 11)]
    return "\n".join([headings, *lines]) + "\n"


REFUSED = {
    "contracts with short headings": (
        "Contract Ref,Title,Supplier,Start,End,Total Value",
        "C{day},Road repairs,{firm},01/04/2023,31/03/2026,1250.50",
        "register of contracts",
    ),
    "grants as the Transparency Code has them": (
        "Date the grant was awarded,Period for which the grant is given,Beneficiary,Summary of the purpose,Amount",
        "{day}/05/2024,1 year,{firm},Youth club,1250.50",
        "list of grants awarded",
    ),
    "grants as 360Giving has them": (
        "Identifier,Amount Awarded,Award Date,Recipient Org:Name,Grant Programme:Title",
        "g-{day},1250.50,2024-05-{day},{firm},Small grants",
        "list of grants awarded",
    ),
    "grants as the code's table has them": (
        "Organisation awarded,Date awarded,Time period,Department awarding,Amount awarded",
        "{firm},{day}/05/2024,1 year,Culture,1250.50",
        "list of grants or contracts awarded",
    ),
    "open contracting": (
        "ocid,tender/title,awards/0/suppliers/0/name,awards/0/value/amount,awards/0/date",
        "ocds-{day},Roads,{firm},1250.50,2024-05-{day}",
        "list of grants or contracts awarded",
    ),
    "what is owed, by age": (
        "Supplier,Invoice No,Invoice Date,Current,30 Days,60 Days,90+ Days",
        "{firm},{day},{day}/05/2024,1250.50,0.00,0.00,0.00",
        "list of what is owed",
    ),
    "waivers of standing orders": (
        "Directorate,Supplier,Value of Waiver,Date Approved",
        "Place,{firm},1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "salaries": (
        "Post Title,Directorate,Name,Salary,As at",
        "Head of Roads,Place,{firm},81250.50,{day}/05/2024",
        "list of what people are paid",
    ),
    "allowances": (
        "Member,Supplier,Special Responsibility Allowance,Date",
        "A Member,{firm},1250.50,{day}/05/2024",
        "list of what people are paid",
    ),
    "a budget": (
        "Service,Supplier,Budget,Variance,Date",
        "Roads,{firm},1250.50,0.00,{day}/05/2024",
        "no list of payments",
    ),
    "a pipeline of tenders": (
        "Directorate,Requirement,Supplier,Expected Value,Tender Publish Date",
        "Place,Kerbs,{firm},1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "licences that are renewed": (
        "Supplier,Product,Renewal Date,Annual Cost",
        "{firm},Software,{day}/05/2024,1250.50",
        "no list of payments",
    ),
    "orders under a framework": (
        "Framework,Supplier,Call-off Date,Call-off Value",
        "RM1,{firm},{day}/05/2024,1250.50",
        "no list of payments",
    ),
    "money that is invested": (
        "Counterparty,Deal Date,Maturity,Amount,Interest Rate",
        "{firm},{day}/05/2024,{day}/08/2025,1250.50,5.1%",
        "list of investments or loans",
    ),
    "what is owed, by age, under headings that are not known": (
        "Supplier,Current,30 Days,60 Days,90+ Days,Balance",
        "{firm},1250.50,0.00,0.00,0.00,1250.50",
        "list of what is owed",
    ),
    "cheques that nobody has cashed": (
        "Bank reconciliation at 31 May 2024,,\nLess unpresented cheques,,\nCheque,Payee,Amount",
        "1000{day},{firm},1250.50",
        "no list of payments: it is headed",
    ),
    "hospitality": (
        "Date of Offer,Offered By,Description,Estimated Value",
        "{day}/05/2024,{firm},Lunch,1250.50",
        "register of gifts and hospitality",
    ),
    "business rates in credit": (
        "Liable Party,Rateable Value,Date",
        "{firm},1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "bids for a tender, under headings that are not known": (
        "Bidder,Bid Price,Opened",
        "{firm},1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "another currency": (
        "Supplier,Date Paid,Amount (EUR)",
        "{firm},{day}/05/2024,1250.50",
        "another currency",
    ),
    "sums of a year": (
        "Supplier,Date,Spend YTD",
        "{firm},{day}/05/2024,1250.50",
        "no list of payments",
    ),
    "orders with what was paid to date": (
        "PO Number,Supplier,Order Value,Invoiced To Date,Paid To Date,Last Payment Date",
        "P{day},{firm},1250.50,99.50,99.50,{day}/05/2024",
        "no list of payments",
    ),
    "stock": (
        "Supplier,Item,Unit Cost,Last Ordered",
        "{firm},Salt,1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "what was written off": (
        "Customer,Debt Type,Amount Written Off,Date Written Off",
        "{firm},Sundry,1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "assets": (
        "Asset,Supplier,Acquisition Date,Net Book Value",
        "Van,{firm},{day}/05/2024,1250.50",
        "no list of payments",
    ),
    "two lists side by side": (
        "Supplier,Date Paid,Amount,,Supplier,Date Paid,Amount",
        "{firm},{day}/05/2024,1250.50,,{firm},{day}/06/2024,99.50",
        "stand side by side",
    ),
    "money received": (
        "Date,Received From,Amount Received,Details",
        "{day}/05/2024,{firm},1250.50,Hire of the hall",
        "list of money received",
    ),
    "what customers owe": (
        "Customer,Invoice Number,Invoice Date,Amount Due,Amount Received",
        "{firm},S{day},{day}/05/2024,1250.50,1250.50",
        "list of money received",
    ),
    "notices of contracts": (
        "Notice Identifier,Title,Published Date,Closing Date,Awarded Date,Awarded Value,Supplier",
        "N{day},Roads,01/04/2024,20/04/2024,{day}/05/2024,1250.50,{firm}",
        "register of contracts",
    ),
    "what developers owe": (
        "Application No,Developer,Charge,Demand Notice Date",
        "24/{day},{firm},1250.50,{day}/05/2024",
        "those who owe the council money",
    ),
    "invoices raised to debtors": (
        "Debtor Account,Debtor Name,Invoice Raised Date,Net Amount",
        "{day},{firm},{day}/05/2024,1250.50",
        "those who owe the council money",
    ),
    "customers and what they still owe": (
        "Customer No,Customer Name,Invoice Date,Invoice Amount,Balance Outstanding",
        "{day},{firm},{day}/05/2024,1250.50,900.00",
        "those who owe the council money",
    ),
    "money placed with borrowers": (
        "Borrower,Amount Invested,Date Placed",
        "{firm},1250.50,{day}/05/2024",
        "those who owe the council money",
    ),
    "grants that members awarded": (
        "Ward,Organisation Name,Amount of Grant Awarded,Date Approved",
        "North,{firm},1250.50,{day}/05/2024",
        "no list of payments",
    ),
    "benefits overpaid to landlords": (
        "Landlord Name,Benefit Paid Date,Overpayment Amount",
        "{firm},{day}/05/2024,1250.50",
        "no list of payments",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_another_list_is_refused_by_its_name(name: str) -> None:
    headings, row, said = REFUSED[name]
    with pytest.raises(Refused, match=said):
        judged(listed(headings, row))


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Grant Recipient,Grant Scheme,Date Paid,Amount", "{firm},Small grants,{day}/05/2024,1250.50"),
        ("Supplier,Grant or Contract,Date,Amount", "{firm},Contract,{day}/05/2024,1250.50"),
        ("Supplier,Goods Received Value,Date", "{firm},1250.50,{day}/05/2024"),
        ("Payee,Date,Amount,Receipt", "{firm},{day}/05/2024,1250.50,Y"),
        ("Supplier,Date,Amount,Contract Award,Award Date", "{firm},{day}/05/2024,1250.50,C1,01/04/2024"),
        ("Supplier,Date,Amount,Paid within 30 days", "{firm},{day}/05/2024,1250.50,Y"),
        ("Supplier,Payment Date,Estimated Amount", "{firm},{day}/05/2024,1250.50"),
        ("Supplier,Date,Amount YTD,Amount", "{firm},{day}/05/2024,9999.00,1250.50"),
        ("Supplier,Date,Amount EUR,Amount GBP", "{firm},{day}/05/2024,9999.00,1250.50"),
        ("Customer Name,Payment Date,Payment Amount,Balance", "{firm},{day}/05/2024,1250.50,9999.00"),
        ("Supplier,Developer,Date,Amount", "{firm},Elmshire Homes,{day}/05/2024,1250.50"),
    ],
    ids=[
        "grants paid",
        "one heading of grants",
        "goods received",
        "a mark that there is a receipt",
        "two headings of awards",
        "one number of days",
        "an estimate with a day of payment",
        "the sum of a year beside the amount",
        "another currency beside the amount",
        "customers that are paid",
        "developers beside the supplier",
    ],
)
def test_payments_that_speak_of_them_are_taken(headings: str, row: str) -> None:
    found = judged(listed(headings, row))
    assert (found.accepted, found.accepted_pence) == (len(FIRMS), 125_050 * len(FIRMS))


@pytest.mark.parametrize("said", ["Nil return for May 2024", "Nil", "No payments over £500 this month"])
def test_a_nil_return_under_headings_says_what_it_is(said: str) -> None:
    with pytest.raises(Refused, match="nil return"):
        judged(f"Supplier,Payment Date,Net Amount\n{said},,\n", file_name="payments-may-2024.csv")


def test_a_payment_with_nil_vat_is_no_nil_return() -> None:
    one = judged("Supplier,Payment Date,Net Amount,VAT\nAlder Paving Ltd,11/05/2024,1250.50,Nil\n")
    assert one.accepted_pence == 125050

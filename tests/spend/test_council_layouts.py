"""Layouts of many councils, with invented payments: each is taken, with the right columns, days and pounds."""

# ruff: noqa: E501 -- the lines of a file are kept whole

from dataclasses import dataclass
from datetime import date

import pytest

from tests.spend.reading_texts import judged


@dataclass(frozen=True)
class Layout:
    """A file of three payments: Alder Paving Ltd 1,250.50, Birch Care Homes 640.00 and -75.25, all in May 2024."""

    text: str
    columns: dict[str, str | None]
    basis: str = "unstated"
    last_day: date = date(2024, 5, 21)
    file_name: str = "spend.csv"


def table(heading: str, *rows: str) -> str:
    """Lines of text under a heading."""
    return "\n".join([heading, *rows]) + "\n"


LAYOUTS = {
    "numbers of rows, one number for companies and charities, an area of spending": Layout(
        table(
            "row_id,Supplier Name,Supplier registered company/charity number,payment_date,transaction_number,Spend Area,amount",
            "1,Alder Paving Ltd,1166449,02/05/2024,7001,Highways,1250.50",
            "2,Birch Care Homes,1166560,14/05/2024,7002,Adults,640.00",
            "3,Birch Care Homes,1166560,21/05/2024,7003,Adults,-75.25",
        ),
        {"transaction_number": "transaction_number", "department": "Spend Area", "charity_number": None},
    ),
    "a number of the line beside that of the transaction": Layout(
        table(
            "Reference No,Entity,Date of Payment,Expense Area,Supplier,Transaction number,Amount in Sterling",
            '2,Elmshire,02/05/2024,Highways,Alder Paving Ltd,2100009658,"£1,250.50"',
            "3,Elmshire,14/05/2024,Adults,Birch Care Homes,2100009711,£640.00",
            "4,Elmshire,21/05/2024,Adults,Birch Care Homes,2100009702,-£75.25",
        ),
        {"transaction_number": "Transaction number", "amount": "Amount in Sterling"},
    ),
    "a pound sign over the amounts": Layout(
        table(
            "Payment Date,Transcation Number,£,Non recoverable VAT £,Supplier,Service Area",
            "02/05/2024,71,1250.5,0,Alder Paving Ltd,Highways",
            "14/05/2024,72,640,0,Birch Care Homes,Adults",
            "21/05/2024,73,-75.25,0,Birch Care Homes,Adults",
        ),
        {"amount": "£", "transaction_number": "Transcation Number"},
        "net",
    ),
    "levels of the organisation and a reference of the report": Layout(
        table(
            "Over £500 Report Ref,Invoice_Payment_Date,Org_Level_2_Desc,Supplier_Name,Nominal_Desc,Invoice_Line_Net_Amount",
            "R1,02/05/2024,Highways,Alder Paving Ltd,Kerbs,1250.50",
            "R2,14/05/2024,Adults,Birch Care Homes,Beds,640.00",
            "R3,21/05/2024,Adults,Birch Care Homes,Beds,-75.25",
        ),
        {
            "department": "Org_Level_2_Desc",
            "account": "Nominal_Desc",
            "transaction_number": "Over £500 Report Ref",
            "purpose": None,
        },
        "net",
    ),
    "a number of the line alone": Layout(
        table(
            "Reference No,Date,Department,Supplier,Amount",
            "1,02/05/2024,Highways,Alder Paving Ltd,1250.50",
            "2,14/05/2024,Adults,Birch Care Homes,640.00",
            "3,21/05/2024,Adults,Birch Care Homes,-75.25",
        ),
        {"transaction_number": "Reference No"},
    ),
    "a title right above headings that are all known": Layout(
        table(
            "Elmshire payments May 2024,,,,,\nInvoice Number,Profit Centre Description,G/L Description,Vendor,Clearing,Amount  £",
            "INV-1,Highways,Kerbs,Alder Paving Ltd,02/05/2024,1250.50",
            "INV-2,Adults,Beds,Birch Care Homes,14/05/2024,640.00",
            "INV-2,Adults,Beds,Birch Care Homes,21/05/2024,-75.25",
        ),
        {"transaction_number": "Invoice Number", "supplier_name": "Vendor", "paid_on": "Clearing"},
    ),
    "a description for publication, which is no slip for a location": Layout(
        table(
            "Date,Expense Area,Supplier,Amount,Publication Description",
            "02/05/2024,Highways,Alder Paving Ltd,1250.50,Kerbs",
            "14/05/2024,Adults,Birch Care Homes,640.00,Beds",
            "21/05/2024,Adults,Birch Care Homes,-75.25,Beds",
        ),
        {"department": "Expense Area", "purpose": "Publication Description"},
    ),
    "days without a year in a file named by three months": Layout(
        table(
            "Supplier Name,Service Area,Paid Date,Sum of Inv Amount",
            "Alder Paving Ltd,Highways,02-May,1250.50",
            "Birch Care Homes,Adults,14-May,640.00",
            "Birch Care Homes,Adults,21-May,-75.25",
        ),
        {"paid_on": "Paid Date", "amount": "Sum of Inv Amount"},
        file_name="q1_upload_2024_april_june.csv",
    ),
    "the words of the Transparency Code": Layout(
        table(
            "Date the expenditure was incurred,Local authority department which incurred the expenditure,Beneficiary,Summary of the purpose of the expenditure,Amount,VAT that cannot be recovered,Merchant category",
            '02/05/2024,Highways,Alder Paving Ltd,Kerbs,"1,250.50",0.00,Works',
            "14/05/2024,Adults,Birch Care Homes,Beds,640.00,0.00,Care",
            "21/05/2024,Adults,Birch Care Homes,Beds,-75.25,0.00,Care",
        ),
        {
            "supplier_name": "Beneficiary",
            "paid_on": "Date the expenditure was incurred",
            "department": "Local authority department which incurred the expenditure",
            "purpose": "Summary of the purpose of the expenditure",
            "publisher_category": "Merchant category",
        },
        "net",
    ),
    "a title, capital or revenue twice over, and a total": Layout(
        table(
            "Elmshire City Council invoices over £250 paid in May 2024,,,,,,,,,\n,,,,,,,,,\nDirectorate,Service Area,Group Description,Paid Date,Supplier Name,Internal Ref,Cap/Rev,Cost Centre,Cost Centre Name,Total",
            "Environment,Highways  ,Capital Expenditure,02-May-2024,Alder Paving Ltd,7001,Capital,2DP02,Kerbs,1250.50",
            "Adults,Care,Revenue Expenditure,14-May-2024,Birch Care Homes,7002,Revenue,1MM20,Homes,640.00",
            "Adults,Care,Revenue Income,21-May-2024,Birch Care Homes,7002,Revenue,1MM20,Homes,-75.25",
        ),
        {
            "supplier_name": "Supplier Name",
            "amount": "Total",
            "paid_on": "Paid Date",
            "department": "Directorate + Service Area + Cost Centre Name",
            "transaction_number": "Internal Ref",
        },
    ),
    "supplier or beneficiary, effective date, service code": Layout(
        table(
            "Body Name,Body,Effective Date,Service Label,Expenditure Category,Supplier Name/Beneficiary,Transaction Number,Amount excl VAT (£),Irrecoverable VAT",
            'Elmshire District Council,E07000999,02/05/2024,Highways,Works,Alder Paving Ltd,1001,"1,250.50",0.00',
            "Elmshire District Council,E07000999,14/05/2024,Adults,Third Party,Birch Care Homes,1002,640.00,0.00",
            "Elmshire District Council,E07000999,21/05/2024,Adults,Third Party,Birch Care Homes,1003,-75.25,0.00",
        ),
        {
            "supplier_name": "Supplier Name/Beneficiary",
            "amount": "Amount excl VAT (£)",
            "paid_on": "Effective Date",
            "department": "Service Label",
            "body_name": "Body Name",
        },
        "net",
    ),
    "vendor, posting date, amount in local currency": Layout(
        table(
            "Vendor,Vendor Name,Document No,Pstng Date,Amount in LC,G/L Account,G/L Account Name,Cost Ctr,Cost Centre Text",
            '100234,Alder Paving Ltd,19001,02.05.2024,"1.250,50",432100,Highway Works,H100,Highways',
            "100235,Birch Care Homes,19002,14.05.2024,640.00,451000,Residential Care,A200,Adults",
            "100235,Birch Care Homes,19003,21.05.2024,75.25-,451000,Residential Care,A200,Adults",
        ).replace('"1.250,50"', '"1,250.50"'),
        {
            "supplier_name": "Vendor Name",
            "supplier_ref": "Vendor",
            "amount": "Amount in LC",
            "paid_on": "Pstng Date",
            "account": "G/L Account Name",
            "department": "Cost Centre Text",
        },
    ),
    "creditor and cheque date": Layout(
        table(
            "Creditor Name,Creditor No,Cheque Date,Cheque Amount,Subjective,Cost Centre Description",
            "Alder Paving Ltd,C12,2 May 2024,£1250.50,Repairs,Highways",
            "Birch Care Homes,C13,14 May 2024,£640.00,Fees,Adults",
            "Birch Care Homes,C13,21 May 2024,-£75.25,Fees,Adults",
        ),
        {
            "supplier_name": "Creditor Name",
            "supplier_ref": "Creditor No",
            "paid_on": "Cheque Date",
            "account": "Subjective",
        },
    ),
    "payee, paid date and value with a pound sign": Layout(
        table(
            "Directorate,Payee,Paid Date,Value (£),Summary of purpose,ProClass Description",
            "Place,Alder Paving Ltd,02-May-2024,1250.50,Footway repairs,Highways",
            "People,Birch Care Homes,14-May-2024,640.00,Placement,Social care",
            "People,Birch Care Homes,21-May-2024,(75.25),Placement credit,Social care",
        ),
        {
            "supplier_name": "Payee",
            "amount": "Value (£)",
            "purpose": "Summary of purpose",
            "publisher_category": "ProClass Description",
        },
    ),
    "gross, VAT and net side by side": Layout(
        table(
            "Date of Payment,Supplier,Gross,VAT,Net,Description",
            "02/05/2024,Alder Paving Ltd,1500.60,250.10,1250.50,Paving",
            "14/05/2024,Birch Care Homes,768.00,128.00,640.00,Care",
            "21/05/2024,Birch Care Homes,-90.30,-15.05,-75.25,Care",
        ),
        {"amount": "Net"},
        "net",
    ),
    "amount, VAT and gross that add up": Layout(
        table(
            "Payment Date,Supplier Name,Amount,VAT,Gross,Purpose",
            "02/05/2024,Alder Paving Ltd,1250.50,250.10,1500.60,Paving",
            "14/05/2024,Birch Care Homes,640.00,0.00,640.00,Care",
            "21/05/2024,Birch Care Homes,-75.25,0.00,-75.25,Care",
        ),
        {"amount": "Amount"},
        "net",
    ),
    "headings over two rows": Layout(
        table(
            "Supplier,Payment,Invoice,Amount,,",
            "Name,Date,Number,Net,VAT,Gross",
            "Alder Paving Ltd,02/05/2024,77,1250.50,250.10,1500.60",
            "Birch Care Homes,14/05/2024,78,640.00,0,640.00",
            "Birch Care Homes,21/05/2024,79,-75.25,0,-75.25",
        ),
        {
            "supplier_name": "Supplier Name",
            "paid_on": "Payment Date",
            "amount": "Amount Net",
            "transaction_number": "Invoice Number",
        },
        "net",
    ),
    "title lines and a total at the foot": Layout(
        table(
            "Elmshire District Council,,,,",
            "Payments to suppliers over £500,,,,",
            "May 2024,,,,",
            ",,,,",
            "Service Area,Supplier Name,Payment Date,Expense Type,Net Amount (£)",
            'Highways,Alder Paving Ltd,02/05/2024,Works,"1,250.50"',
            "Adults,Birch Care Homes,14/05/2024,Care,640.00",
            "Adults,Birch Care Homes,21/05/2024,Care,-75.25",
            'Total,,,,"1,815.25"',
        ),
        {"supplier_name": "Supplier Name", "amount": "Net Amount (£)"},
        "net",
    ),
    "merged headings one column beside their values": Layout(
        table(
            "Department Area,,Service Area,,Description,,,Line,,HBC Ref No.,,Name:  ,,,Payment Date,,Amount Paid",
            "Highways,,Roads,,Paving,,,1,,B0001,,,Alder Paving Ltd,,02/05/2024,,1250.50",
            "Adults,,Care,,Placement,,,1,,B0002,,,Birch Care Homes,,14/05/2024,,640.00",
            "Adults,,Care,,Placement,,,2,,B0002,,,Birch Care Homes,,21/05/2024,,-75.25",
        ),
        {
            "supplier_name": "Name:",
            "amount": "Amount Paid",
            "paid_on": "Payment Date",
            "transaction_number": "HBC Ref No.",
        },
    ),
    "machine names of the national schema": Layout(
        table(
            "OrganisationLabel,OrganisationalUnit,BeneficiaryName,PaymentDate,TransactionNumber,Amount,IrrecoverableVATAmount,Purpose,ProclassCode",
            "Elmshire District Council,Highways,Alder Paving Ltd,2024-05-02,1,1250.50,0,Paving,391400",
            "Elmshire District Council,Adults,Birch Care Homes,2024-05-14,2,640.00,0,Care,321000",
            "Elmshire District Council,Adults,Birch Care Homes,2024-05-21,3,-75.25,0,Care,321000",
        ),
        {
            "supplier_name": "BeneficiaryName",
            "amount": "Amount",
            "paid_on": "PaymentDate",
            "publisher_category": "ProclassCode",
        },
        "net",
    ),
    "central government template": Layout(
        table(
            "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount,Supplier Postcode,Supplier Type,Contract Number",
            "DfX,Agency of Alders,02/05/2024,Works,Estates,Alder Paving Ltd,9001,1250.50,EX1 1AA,SME,",
            "DfX,Agency of Alders,14/05/2024,Care,Health,Birch Care Homes,9002,640.00,EX1 1AB,SME,",
            "DfX,Agency of Alders,21/05/2024,Care,Health,Birch Care Homes,9003,-75.25,EX1 1AB,SME,",
        ),
        {"supplier_name": "Supplier", "department": "Expense area", "account": "Expense type", "body_name": "Entity"},
    ),
    "purchase cards with a merchant": Layout(
        table(
            "Transaction Date,Merchant Name,Merchant Category,Transaction Amount,Cardholder,Directorate",
            "02/05/2024,Alder Paving Ltd,Building Materials,1250.50,Card 1,Place",
            "14/05/2024,Birch Care Homes,Care,640.00,Card 2,People",
            "21/05/2024,Birch Care Homes,Care,-75.25,Card 2,People",
        ),
        {"supplier_name": "Merchant Name", "publisher_category": "Merchant Category", "amount": "Transaction Amount"},
    ),
    "sums from a pivot table": Layout(
        table(
            "Row Labels,Vendor Name,Clearing Date,Sum of Amount",
            "Highways,Alder Paving Ltd,02/05/2024,1250.50",
            "Adults,Birch Care Homes,14/05/2024,640.00",
            "Adults,Birch Care Homes,21/05/2024,-75.25",
            "Grand Total,,,1815.25",
        ),
        {"supplier_name": "Vendor Name", "amount": "Sum of Amount"},
    ),
    "BACS date and amount inclusive of VAT": Layout(
        table(
            "BACS Date,Supplier,Amount (inc VAT),Narrative,Department",
            "02/05/2024,Alder Paving Ltd,1250.50,Paving,Highways",
            "14/05/2024,Birch Care Homes,640.00,Care,Adults",
            "21/05/2024,Birch Care Homes,-75.25,Care,Adults",
        ),
        {"amount": "Amount (inc VAT)", "paid_on": "BACS Date"},
        "gross",
    ),
    "misspelt headings": Layout(
        table(
            "Directotate,Suppler Name,Paymnet Date,Net Ammount,Transation No",
            "Highways,Alder Paving Ltd,02/05/2024,1250.50,1",
            "Adults,Birch Care Homes,14/05/2024,640.00,2",
            "Adults,Birch Care Homes,21/05/2024,-75.25,3",
        ),
        {
            "supplier_name": "Suppler Name",
            "amount": "Net Ammount",
            "paid_on": "Paymnet Date",
            "department": "Directotate",
        },
        "net",
    ),
    "capitals, line breaks and trailing spaces": Layout(
        table(
            '"SUPPLIER\nNAME ",DATE PAID ,"NET\nAMOUNT £",COST CENTRE DESCRIPTION',
            "Alder Paving Ltd,02/05/2024,1250.50,Highways",
            "Birch Care Homes,14/05/2024,640.00,Adults",
            "Birch Care Homes,21/05/2024,-75.25,Adults",
        ),
        {"supplier_name": "SUPPLIER NAME", "amount": "NET AMOUNT £", "department": "COST CENTRE DESCRIPTION"},
        "net",
    ),
    "no dates, a month in the title": Layout(
        table(
            "Payments made in May 2024,,,",
            "Directorate,Supplier,Amount,Account",
            "Highways,Alder Paving Ltd,1250.50,Works",
            "Adults,Birch Care Homes,640.00,Care",
            "Adults,Birch Care Homes,-75.25,Care",
        ),
        {"supplier_name": "Supplier"},
        last_day=date(2024, 5, 31),
    ),
    "no dates, a month in the file's name": Layout(
        table(
            "Directorate,Supplier,Amount,Account",
            "Highways,Alder Paving Ltd,1250.50,Works",
            "Adults,Birch Care Homes,640.00,Care",
            "Adults,Birch Care Homes,-75.25,Care",
        ),
        {"supplier_name": "Supplier"},
        last_day=date(2024, 5, 31),
        file_name="payments-over-500-may-2024.csv",
    ),
    "a month column instead of dates": Layout(
        table(
            "Month,Supplier,Amount,Department",
            "May-24,Alder Paving Ltd,1250.50,Highways",
            "May-24,Birch Care Homes,640.00,Adults",
            "May-24,Birch Care Homes,-75.25,Adults",
        ),
        {"paid_on": "Month"},
        last_day=date(2024, 5, 31),
    ),
    "invoice date and payment date": Layout(
        table(
            "Invoice Date,Supplier,Invoice Number,Amount,Payment Date,Detail",
            "02/04/2024,Alder Paving Ltd,A1,1250.50,02/05/2024,Paving",
            "14/04/2024,Birch Care Homes,A2,640.00,14/05/2024,Care",
            "21/04/2024,Birch Care Homes,A3,-75.25,21/05/2024,Care",
        ),
        {"paid_on": "Payment Date", "transaction_number": "Invoice Number"},
    ),
    "invoice total beside the line": Layout(
        table(
            "Supplier,Payment Date,Invoice Total,Line Amount,Description",
            "Alder Paving Ltd,02/05/2024,9999.00,1250.50,Paving",
            "Birch Care Homes,14/05/2024,8888.00,640.00,Care",
            "Birch Care Homes,21/05/2024,7777.00,-75.25,Care",
        ),
        {"amount": "Line Amount"},
    ),
    "supplier numbers under a name's heading": Layout(
        table(
            "Payment Date,Supplier Name,Supplier Name,Net Amount",
            "02/05/2024,200111,Alder Paving Ltd,1250.50",
            "14/05/2024,200222,Birch Care Homes,640.00",
            "21/05/2024,200222,Birch Care Homes,-75.25",
        ),
        {"supplier_name": "Supplier Name (column 3)", "supplier_ref": "Supplier Name (column 2)"},
        "net",
    ),
    "supplier names under a number's heading": Layout(
        table(
            "Updated,Supplier ID(T),Amount,Cipfsubj(T),TransNo",
            "2024-05-02,Alder Paving Ltd,1250.50,Premises,1",
            "2024-05-14,Birch Care Homes,640.00,Third Party,2",
            "2024-05-21,Birch Care Homes,-75.25,Third Party,3",
        ),
        {"supplier_name": "Supplier ID(T)", "account": "Cipfsubj(T)"},
    ),
    "account code twice, number then words": Layout(
        table(
            "Date Paid,Supplier,Amount,Account Code,Account Code,Cost Centre Code,Cost Centre Code",
            "02/05/2024,Alder Paving Ltd,1250.50,4321,Works,H1,Highways",
            "14/05/2024,Birch Care Homes,640.00,4510,Care,A2,Adults",
            "21/05/2024,Birch Care Homes,-75.25,4510,Care,A2,Adults",
        ),
        {"account": "Account Code (column 5)", "department": "Cost Centre Code (column 7)"},
    ),
    "numbered headings": Layout(
        table(
            "1 Department Family,2 Entity,3 Date,4 Expense Type,5 Expense Area,6 Supplier,7 Transaction No,8 Amount",
            "DfX,Agency,02/05/2024,Works,Estates,Alder Paving Ltd,1,1250.50",
            "DfX,Agency,14/05/2024,Care,Health,Birch Care Homes,2,640.00",
            "DfX,Agency,21/05/2024,Care,Health,Birch Care Homes,3,-75.25",
        ),
        {"supplier_name": "6 Supplier", "amount": "8 Amount"},
    ),
    "semicolons": Layout(
        table(
            "Pay date;Supplier(T);Amount;Expense type(T);",
            "02/05/2024;Alder Paving Ltd;1250.50;Works;",
            "14/05/2024;Birch Care Homes;640.00;Care;",
            "21/05/2024;Birch Care Homes;-75.25;Care;",
        ),
        {"supplier_name": "Supplier(T)"},
    ),
    "American dates": Layout(
        table(
            "Date,Supplier,Amount,Description",
            "5/2/2024,Alder Paving Ltd,1250.50,Paving",
            "5/14/2024,Birch Care Homes,640.00,Care",
            "5/21/2024,Birch Care Homes,-75.25,Care",
        ),
        {"paid_on": "Date"},
    ),
    "a footnote that the amounts include VAT": Layout(
        table(
            "Payment Date,Supplier,Reference,Amount,Purpose",
            "02/05/2024,Alder Paving Ltd,1,1250.50,Paving",
            "14/05/2024,Birch Care Homes,2,640.00,Care",
            "21/05/2024,Birch Care Homes,3,-75.25,Care",
            '"Note: the above amounts include VAT, because the body cannot recover it",,,,',
        ),
        {"amount": "Amount"},
        "gross",
    ),
    "words around the usual headings": Layout(
        table(
            "Name of department (service),Name of supplier paid,Date on which payment was made,Amount of payment excluding recoverable VAT,Brief description of expenditure",
            "Highways,Alder Paving Ltd,02/05/2024,1250.50,Paving",
            "Adults,Birch Care Homes,14/05/2024,640.00,Care",
            "Adults,Birch Care Homes,21/05/2024,-75.25,Care",
        ),
        {
            "supplier_name": "Name of supplier paid",
            "amount": "Amount of payment excluding recoverable VAT",
            "purpose": "Brief description of expenditure",
        },
        "net",
    ),
    "the first heading overwritten": Layout(
        table(
            "+,Account Detail,Description,HBC ref no,Name,Payment date,Net Amount(£),",
            "Highways,Works,Paving,B1,Alder Paving Ltd,02-May-24,1250.5,",
            "Adults,Care,Placement,B2,Birch Care Homes,14-May-24,640,",
            "Adults,Care,Placement,B3,Birch Care Homes,21-May-24,-75.25,",
        ),
        {"supplier_name": "Name", "amount": "Net Amount(£)"},
        "net",
    ),
    "a date of clearance beside one of the transaction": Layout(
        table(
            "Transaction Date,Supplier Name,Value,Clearance Date",
            "11/04/2024,Alder Paving Ltd,1250.50,02/05/2024",
            "12/04/2024,Birch Care Homes,640.00,14/05/2024",
            "13/04/2024,Birch Care Homes,-75.25,21/05/2024",
        ),
        {"paid_on": "Clearance Date"},
    ),
    "the date of a bank's statement beside the day": Layout(
        table(
            "Statement Date,Date of Transaction,Merchant,Amount",
            "28/05/2024,02/05/2024,Alder Paving Ltd,1250.50",
            "28/05/2024,14/05/2024,Birch Care Homes,640.00",
            "28/05/2024,21/05/2024,Birch Care Homes,-75.25",
        ),
        {"paid_on": "Date of Transaction"},
    ),
    "headings cut over two rows, each of which reads as headings": Layout(
        table(
            "Supplier,Payment,Net,Service,Expense\nName,Date,Amount,Area,Type",
            "Alder Paving Ltd,02/05/2024,1250.50,Highways,Kerbs",
            "Birch Care Homes,14/05/2024,640.00,Adults,Beds",
            "Birch Care Homes,21/05/2024,-75.25,Adults,Beds",
        ),
        {"amount": "Net Amount", "department": "Service Area", "account": "Expense Type"},
        "net",
    ),
    "the words week ending before each day, and a credit's mark before its amount": Layout(
        table(
            "Supplier,Week Ending,Amount",
            "Alder Paving Ltd,w/e 02/05/2024,1250.50",
            "Birch Care Homes,w/e 14/05/2024,640.00",
            "Birch Care Homes,w/e 21/05/2024,CR 75.25",
        ),
        {"paid_on": "Week Ending"},
    ),
    "a cash book that ends in a balance": Layout(
        table(
            "Date,Payee,Paid Out,Paid In,Balance",
            "02/05/2024,Alder Paving Ltd,1250.50,,9000.00",
            "14/05/2024,Birch Care Homes,640.00,,8360.00",
            "21/05/2024,Birch Care Homes,-75.25,,8435.25",
        ),
        {"amount": "Paid Out"},
    ),
    "lines of goods and of VAT": Layout(
        table(
            "Vendor Name,Line Type,Distribution Amount,Check Date",
            "Alder Paving Ltd,ITEM,1250.50,02/05/2024",
            "Birch Care Homes,ITEM,640.00,14/05/2024",
            "Birch Care Homes,TAX,-75.25,21/05/2024",
        ),
        {"amount": "Distribution Amount"},
        "gross",
    ),
    "days written as decimal numbers": Layout(
        table(
            "Supplier,Payment Date,Net Amount",
            "Alder Paving Ltd,20240502.0,1250.50",
            "Birch Care Homes,20240514.0,640.00",
            "Birch Care Homes,20240521.0,-75.25",
        ),
        {"paid_on": "Payment Date"},
        "net",
    ),
    "supplier redaction column and capital or revenue": Layout(
        table(
            "Organisation,Directorate,Supplier,Redacted,Capital/Revenue,Payment Date,Amount (ex VAT),CIPFA Expenditure,Merchant Category",
            "Elmshire,Place,Alder Paving Ltd,N,C,02/05/2024,1250.50,Premises,",
            "Elmshire,People,Birch Care Homes,N,R,14/05/2024,640.00,Third party,",
            "Elmshire,People,Birch Care Homes,N,R,21/05/2024,-75.25,Third party,",
        ),
        {"account": "CIPFA Expenditure", "amount": "Amount (ex VAT)", "body_name": "Organisation"},
        "net",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layout_is_taken_without_a_question(layout: Layout) -> None:
    found = judged(layout.text, file_name=layout.file_name)
    assert not found.questions
    assert found.held_back.is_empty(), found.held_back["advice"].to_list()
    assert found.payments["supplier_name"].to_list() == ["Alder Paving Ltd", "Birch Care Homes", "Birch Care Homes"]
    assert found.payments["amount_pence"].to_list() == [125_050, 64_000, -7_525]
    assert set(found.payments["amount_basis"].to_list()) == {layout.basis}
    assert found.last_day == layout.last_day
    assert found.columns is not None
    assert {ours: found.columns.get(ours) for ours in layout.columns} == layout.columns

"""Bad inputs 29 to 35: headings."""

from tests.hostile.bad_inputs.cases import GOOD, LATER, BadInput, Told, rows, rules

TWICE = (
    "Payment Date,Supplier Name,Amount,Amount\n01/04/2025,Alder Paving Ltd,100.00,120.00\n"
    "28/04/2025,Birch Ltd,250.00,300.00\n"
)
THREE = (
    "Payment Date,Supplier Name,Net,VAT,Gross\n01/04/2025,Alder Paving Ltd,100.00,20.00,120.00\n"
    "28/04/2025,Birch Homes Ltd,250.00,50.00,300.00\n"
)

CASES = (
    BadInput(
        29,
        "title lines above the headings",
        "Spend over \u00a3500\nApril 2025\n\n" + rows(),
        Told(mended=rules("TITLE_LINES", "BLANK_ROWS"), pence=35_000),
        ("Spend over", "row 4"),
    ),
    BadInput(30, "no headings", f"{GOOD}\n{LATER}\n", Told("asked", asked=("HEADINGS", "as suggested")), ("350.00",)),
    BadInput(
        31,
        "two columns called Amount",
        TWICE,
        Told("asked", asked=("AMOUNT_COLUMN", "Amount (column 3)", "Amount (column 4)")),
        ("350.00", "420.00"),
    ),
    BadInput(
        32,
        "a blank heading over nothing",
        rows("02/04/2025,Cedar Ltd,5.00,Tea,", headings="Payment Date,Supplier Name,Net Amount,Purpose,"),
        Told(pence=35_500),
    ),
    BadInput(
        32,
        "a blank heading over values",
        "Payment Date,Supplier Name,Net Amount,\n01/04/2025,Alder Ltd,100.00,7.50\n28/04/2025,Birch Ltd,250.00,9.00\n",
        Told(
            "asked",
            asked=("BLANK_HEADING:column 4", "leave out", "department", "account", "purpose", "publisher_category"),
        ),
    ),
    BadInput(
        33,
        "no supplier",
        "Payment Date,Net Amount,Purpos\n01/04/2025,100.00,Kerbs\n",
        Told("refused", "No column holds the supplier; the nearest headings"),
        ('"Purpos"', "Choose the column by hand"),
    ),
    BadInput(
        34,
        "headings with spaces, breaks and broken marks",
        rows(headings='\u00c3\u00af\u00c2\u00bb\u00c2\u00bfPayment Date,Supplier\u00a0Name ,"Net\nAmount",Purpose'),
        Told(mended=rules("HEADING_MENDED", "BYTE_ORDER_MARK"), pence=35_000),
    ),
    BadInput(35, "net, VAT and gross", THREE, Told(mended=rules("NET_PREFERRED"), pence=35_000), ("Net",)),
)

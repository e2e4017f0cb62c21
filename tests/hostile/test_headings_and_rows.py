"""Bad headings, rows, amounts and dates, one small file each, with the answer that is right for it."""

from dataclasses import dataclass

import pytest

from procurement.spend.findings import Refused
from tests.spend.reading_texts import judged

HEADING = "Date,Supplier,Net Amount\n"
ALDER = "15/04/2025,Alder Paving Ltd,1250.50\n"
BIRCH = "16/04/2025,Birch Care Homes,640.00\n"


@dataclass(frozen=True)
class Receipt:
    """What must come back: payments accepted, rules of held-back rows, questions, fixes among those listed."""

    accepted: int
    held: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    fixed: str = ""


FILES = {
    "title lines above the headings": (
        "Elmshire,,\nSpend over £500,,\n" + HEADING + ALDER,
        Receipt(1, fixed="TITLE_LINES"),
    ),
    "no heading row": (
        "Roads,15/04/2025,Alder Paving Ltd,1250.50\nCare,16/04/2025,Birch Care Ltd,640.00\n",
        Receipt(2, asked=("HEADINGS",)),
    ),
    "two amounts that differ": (
        "Date,Supplier,Amount,Amount\n15/04/2025,Alder Paving Ltd,1.00,2.00\n",
        Receipt(1, asked=("AMOUNT_COLUMN",)),
    ),
    "a blank heading over an empty column": (
        "Date,Supplier,,Net Amount\n15/04/2025,Alder Paving Ltd,,1.00\n",
        Receipt(1),
    ),
    "a blank heading over text": (
        "Date,Supplier,,Net Amount\n15/04/2025,Alder Paving Ltd,Roads,1.00\n",
        Receipt(1, asked=("BLANK_HEADING:column 3",)),
    ),
    "headings with spaces, line breaks and mojibake": (
        'ï»¿Date ,"Supplier\nName",Net Amount(œ)\n' + ALDER,
        Receipt(1, fixed="HEADING_MENDED"),
    ),
    "net, VAT and gross": (
        "Date,Supplier,Net,VAT,Gross\n15/04/2025,Alder Paving Ltd,10.00,2.00,12.00\n",
        Receipt(1, fixed="NET_PREFERRED"),
    ),
    "an extra comma": (HEADING + ALDER + "15/04/2025,Smith, Jones Ltd,99.10\n", Receipt(1, ("ROW_TOO_LONG",))),
    "a short row": (HEADING + ALDER + "15/04/2025,Birch Care Homes\n", Receipt(1, ("ROW_TOO_SHORT",))),
    "blank and comma-only rows": (HEADING + ALDER + "\n,,\n" + BIRCH, Receipt(2, fixed="BLANK_ROWS")),
    "a total at the foot": (HEADING + ALDER + "Total,,1250.50\n", Receipt(1)),
    "the headings again": (HEADING + ALDER + HEADING + BIRCH, Receipt(2)),
    "the same line twice": (HEADING + ALDER + ALDER, Receipt(2)),
    "pounds, commas and a no-break space": (
        HEADING + '15/04/2025,Alder Paving Ltd,"£1,200.50\u00a0"\n',
        Receipt(1, fixed="AMOUNT_WRITTEN_OTHERWISE"),
    ),
    "brackets": (HEADING + "15/04/2025,Alder Paving Ltd,(120.00)\n", Receipt(1, fixed="AMOUNT_WRITTEN_OTHERWISE")),
    "a minus behind": (HEADING + "15/04/2025,Alder Paving Ltd,120.00-\n", Receipt(1, fixed="AMOUNT_WRITTEN_OTHERWISE")),
    "scientific notation": (HEADING + ALDER + "15/04/2025,Alder Paving Ltd,1e3\n", Receipt(1, ("AMOUNT_NOT_MONEY",))),
    "a spreadsheet error": (HEADING + ALDER + "15/04/2025,Alder Paving Ltd,#REF!\n", Receipt(1, ("AMOUNT_ERROR",))),
    "a continental amount": (
        HEADING + ALDER + '15/04/2025,Alder Paving Ltd,"1.200,50"\n',
        Receipt(1, ("AMOUNT_CONTINENTAL",)),
    ),
    "euro": (HEADING + ALDER + "15/04/2025,Elm GmbH,€120.00\n", Receipt(1, ("CURRENCY_NOT_STERLING",))),
    "nothing paid": (HEADING + "15/04/2025,Alder Paving Ltd,0.00\n", Receipt(1)),
    "beyond ten thousand million": (
        HEADING + ALDER + "15/04/2025,Alder Paving Ltd,10000000001\n",
        Receipt(1, ("AMOUNT_TOO_LARGE",)),
    ),
    "days that do not exist": (
        HEADING + ALDER + "31/02/2025,Alder Paving Ltd,1.00\n29/02/2025,Alder Paving Ltd,1.00\n",
        Receipt(1, ("DATE_NOT_A_DAY", "DATE_NOT_A_DAY")),
    ),
    "a lone two-digit year": (
        HEADING + "4/1/25,Alder Paving Ltd,1.00\n",
        Receipt(0, ("DATE_TWO_DIGIT_YEAR",), ("TWO_DIGIT_YEARS",)),
    ),
    "one date the other way round": (
        HEADING + ALDER * 20 + "04/13/2025,Alder Paving Ltd,1.00\n",
        Receipt(20, ("DATE_ORDER_CLASH",)),
    ),
    "a spreadsheet's day numbers": (HEADING + "45748,Alder Paving Ltd,1.00\n", Receipt(1, fixed="DATE_SERIAL_NUMBER")),
    "a day to come": (HEADING + ALDER + "15/04/2031,Alder Paving Ltd,1.00\n", Receipt(1, ("DATE_IN_FUTURE",))),
    "no supplier": (HEADING + ALDER + "15/04/2025,,1.00\n", Receipt(1, ("SUPPLIER_MISSING",))),
    "a withheld name": (HEADING + "15/04/2025,REDACTED PERSONAL DATA,1.00\n", Receipt(1)),
    "a formula for a name": (HEADING + '15/04/2025,"=HYPERLINK(""http://x"")",1.00\n', Receipt(1)),
    "a script for a name": (HEADING + "15/04/2025,<script>alert(1)</script>,1.00\n", Receipt(1)),
    "a right-to-left mark in a name": (HEADING + "15/04/2025,Alder\u202e Ltd,1.00\n", Receipt(1)),
}


@pytest.mark.parametrize(("text", "receipt"), FILES.values(), ids=FILES.keys())
def test_the_right_answer(text: str, receipt: Receipt) -> None:
    found = judged(text)
    assert found.accepted == receipt.accepted
    assert tuple(found.held_back["rule"].to_list()) == receipt.held
    assert tuple(question.code for question in found.questions) == receipt.asked
    assert receipt.fixed == "" or receipt.fixed in [fix.rule for fix in found.fixes]
    assert found.lines == found.accepted + found.held_back.height + found.blank + found.headings + found.totals


def test_a_needed_column_is_missing() -> None:
    with pytest.raises(Refused, match='the amount; the nearest headings on row 1 are "Net weight in tonnes"'):
        judged("Date,Supplier,Net weight in tonnes\n15/04/2025,Alder Paving Ltd,heavy\n")

"""Every question that a file can raise shows what each answer would count, as reading the file under it does count."""

import pytest
import xlsxwriter

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.spend.money.amount_basis import BASES
from tests.spend.workbooks import PAYMENTS, sheets, xlsx

GROUP = Viewer(Role.ADVISORY_GROUP)
BOTH_ORDERS = "".join(
    f"{day},Alder Paving Ltd,10.00\n" for day in ("04/13/2025", "04/14/2025", "13/04/2025", "14/04/2025", "15/04/2025")
)


def hidden_row() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        for row, cells in enumerate([*PAYMENTS, ["2025-04-05", "Cedar Ltd", 3]]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, None, None, {"hidden": True})

    return xlsx(fill)


def rows(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


FILES = [
    pytest.param(
        rows("Date,Supplier,Amount", BOTH_ORDERS.strip()),
        "MONTH_FIRST",
        {
            "day-first": "would count £30.00 from 3 rows, paid 13 April 2025 to 15 April 2025; "
            "2 rows (£20.00) would be held back",
            "month-first": "would count £20.00 from 2 rows, paid 13 April 2025 to 14 April 2025; "
            "3 rows (£30.00) would be held back",
        },
        id="day or month first",
    ),
    pytest.param(
        rows("Period,Supplier,Amount", "202102,Alder Paving Ltd,5.00", "202103,Birch Care Homes,6.00"),
        "PERIOD_CALENDAR",
        {
            "financial": "would count £11.00 from 2 rows, paid 31 May 2021 to 30 June 2021",
            "calendar": "would count £11.00 from 2 rows, paid 28 February 2021 to 31 March 2021",
            "four weeks": "would count £11.00 from 2 rows, paid 26 May 2021 to 23 June 2021",
        },
        id="numbered periods",
    ),
    pytest.param(
        sheets(April=PAYMENTS, May=[*PAYMENTS, ["2025-05-05", "Cedar Ltd", 3]]),
        "SHEET",
        {
            "May": "would count £1,336.50 from 3 rows, paid 3 April 2025 to 5 May 2025",
            "April": "would count £1,333.50 from 2 rows, paid 3 April 2025 to 4 April 2025",
        },
        id="two sheets",
    ),
    pytest.param(
        hidden_row(),
        "HIDDEN",
        {
            "include": "would count £1,336.50 from 3 rows, paid 3 April 2025 to 5 April 2025",
            "leave out": "would count £1,237.50 from 2 rows, paid 3 April 2025 to 5 April 2025; "
            "1 row (£0.00) would be held back",
        },
        id="a hidden row",
    ),
    pytest.param(
        rows("HIGHWAYS,Alder Paving Ltd,02/05/2024,1250.50", "ADULTS,Birch Care Homes Ltd,14/05/2024,640.00"),
        "HEADINGS",
        {"as suggested": "would count £1,890.50 from 2 rows, paid 2 May 2024 to 14 May 2024"},
        id="no headings",
    ),
    pytest.param(
        rows(
            "Date,Supplier,Amount,",
            "02/05/2024,Alder Paving Ltd,1250.50,Footways",
            "14/05/2024,Birch Care Homes,640.00,Placement",
        ),
        "BLANK_HEADING:column 4",
        {"purpose": "would count £1,890.50 from 2 rows, paid 2 May 2024 to 14 May 2024"},
        id="a blank heading",
    ),
    pytest.param(
        rows(
            "Body Name,Date,Supplier,Net Amount",
            "Bury Council,02/05/2024,Alder Paving Ltd,10.00",
            "Leeds City Council,03/05/2024,Birch Care Homes,20.00",
        ),
        "OTHER_BODY",
        {
            "own": "would count £10.00 from 1 row, paid on 2 May 2024; 1 row (£20.00) would be held back",
            "all": "would count £30.00 from 2 rows, paid 2 May 2024 to 3 May 2024",
            "stop": "nothing is stored",
        },
        id="another body",
    ),
    pytest.param(
        rows("Date,Supplier,Amount,VAT", "02/05/2024,Alder Paving Ltd,10.00,2.00", "03/05/2024,Birch Ltd,20.00,4.00"),
        "AMOUNT_BASIS",
        dict.fromkeys(
            (choice.value for choice in BASES), "would count £30.00 from 2 rows, paid 2 May 2024 to 3 May 2024"
        ),
        id="VAT beside an amount",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("effects") / "store")


def preview(desk: Desk, content: bytes, **answers: str) -> ReadFile:
    (file,) = submitting.preview(GROUP, desk, SpendFile("file", content, owners.council("Bury", desk), answers))
    return file


@pytest.mark.parametrize(("content", "code", "effects"), FILES)
def test_each_answer_says_what_it_would_count(desk: Desk, content: bytes, code: str, effects: dict[str, str]) -> None:
    file = preview(desk, content)
    question = next(one for one in file.unanswered if one.code == code)
    shown = {choice.value: choice.effect for choice in question.choices}
    assert {value: shown[value] for value in effects} == effects


@pytest.mark.parametrize(("content", "code", "effects"), FILES)
def test_what_was_said_is_what_is_counted(desk: Desk, content: bytes, code: str, effects: dict[str, str]) -> None:
    for value, effect in effects.items():
        if value == "stop":
            continue
        receipt = preview(desk, content, **{code: value}).receipt
        assert f"would count £{receipt.accepted_pence / 100:,.2f} from {receipt.accepted} row" in effect
        assert not any(one.code == code and not one.answer for one in receipt.questions)


def test_a_reading_that_would_be_refused_says_so(desk: Desk) -> None:
    content = rows("Date,Supplier,Net Amount", "02/05/2024,Alder Paving Ltd,10.00")
    receipt = preview(desk, content, **{"COLUMN:amount": "Colour"}).receipt
    assert receipt.outcome == "refused"
    assert 'No column of this file is headed "Colour"' in receipt.reason

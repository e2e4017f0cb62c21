"""When an answer holds for the next file, and when the next file differs enough to be asked again."""

import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import profiles, submitting
from procurement.services.uploading.reading import SpendFile
from tests.spend.workbooks import PAYMENTS, sheets

GROUP = Viewer(Role.ADVISORY_GROUP)
MAY = [["Date", "Supplier", "Amount"], ["2025-05-03", "Acorn Paving Ltd", 12.5], ["2025-05-04", "Birch Ltd", 9]]


def rows(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def months(*days: str) -> bytes:
    return rows("Date,Supplier,Net Amount", *(f"{day},Alder Paving Ltd,10.0{at}" for at, day in enumerate(days)))


def bodies(month: int, *names: str) -> bytes:
    said = (f"{name},0{at}/0{month}/2024,Alder Paving Ltd,{at}0.00" for at, name in enumerate(names, 1))
    return rows("Body Name,Date,Supplier,Net Amount", *said)


CASES = [
    pytest.param(
        sheets(Payments=PAYMENTS, Cards=PAYMENTS),
        {"SHEET": "Cards"},
        sheets(Payments=MAY, Cards=MAY),
        "Cards",
        id="the same sheets",
    ),
    pytest.param(
        sheets(April=PAYMENTS, Cards=PAYMENTS), {"SHEET": "April"}, sheets(May=MAY, Cards=MAY), "", id="other sheets"
    ),
    pytest.param(
        months("4/2/2020", "4/3/2020", "4/6/2020", "4/7/2020"),
        {"MONTH_FIRST": "month-first"},
        months("5/2/2020", "5/3/2020", "5/6/2020", "5/7/2020"),
        "month-first",
        id="dates that point the same way",
    ),
    pytest.param(
        months("4/2/2020", "4/3/2020", "4/6/2020", "4/7/2020"),
        {"MONTH_FIRST": "month-first"},
        months("05/14/2025", "13/05/2025", "14/05/2025"),
        "",
        id="dates that point the other way",
    ),
    pytest.param(
        bodies(4, "Bury Council", "Leeds City Council"),
        {"OTHER_BODY": "all"},
        bodies(5, "Leeds City Council", "Bury Council"),
        "all",
        id="the same other body",
    ),
    pytest.param(
        bodies(4, "Bury Council", "Leeds City Council"),
        {"OTHER_BODY": "all"},
        bodies(5, "Bury Council", "Bolton Council"),
        "",
        id="another other body",
    ),
    pytest.param(
        rows("HIGHWAYS,Alder Paving Ltd,02/04/2024,1250.50", "ADULTS,Birch Care Homes Ltd,14/04/2024,640.00"),
        {"HEADINGS": "as suggested"},
        rows("HIGHWAYS,Alder Paving Ltd,02/05/2024,1.50", "ADULTS,Birch Care Homes Ltd,14/05/2024,2.00"),
        "as suggested",
        id="no headings and the same columns",
    ),
    pytest.param(
        rows("HIGHWAYS,Alder Paving Ltd,02/04/2024,1250.50", "ADULTS,Birch Care Homes Ltd,14/04/2024,640.00"),
        {"HEADINGS": "as suggested"},
        rows("Alder Paving Ltd,02/05/2024,1.50", "Birch Care Homes Ltd,14/05/2024,2.00"),
        "",
        id="no headings and other columns",
    ),
    pytest.param(
        rows("Period,Supplier,Net Amount", "202102,Alder Paving Ltd,5.00"),
        {"PERIOD_CALENDAR": "calendar"},
        rows("Period,Supplier,Net Amount", "202103,Alder Paving Ltd,6.00"),
        "calendar",
        id="the same column of periods",
    ),
    pytest.param(
        rows("Date,Supplier,Amount,VAT", "02/04/2024,Alder Paving Ltd,10.00,2.00"),
        {"AMOUNT_BASIS": "net"},
        rows("Date,Supplier,Amount,VAT", "02/05/2024,Alder Paving Ltd,11.00,2.20"),
        "net",
        id="the same amount beside VAT",
    ),
    pytest.param(
        rows("Date,Supplier,Amount,VAT", "02/04/2024,Alder Paving Ltd,10.00,2.00"),
        {"AMOUNT_BASIS": "net"},
        rows("Date,Supplier,Value,VAT", "02/05/2024,Alder Paving Ltd,11.00,2.20"),
        "",
        id="another amount beside VAT",
    ),
]


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("layouts") / "store")


@pytest.mark.parametrize(("first", "answers", "second", "holds"), CASES)
def test_an_answer_holds_only_where_what_it_hangs_on_is_the_same(
    desk: Desk, first: bytes, answers: dict[str, str], second: bytes, holds: str
) -> None:
    bury = owners.council("Bury", desk)
    files = [SpendFile("first", first, bury, answers, are_remembered=True), SpendFile("second", second, bury)]
    taken, then = submitting.submit(GROUP, desk, files)
    assert taken.outcome == "taken"
    (code,) = answers
    assert [one.code for one in profiles.listed(GROUP, desk, bury.authority_code)] == [code]
    assert [one.answer for one in then.questions if one.code == code] == [holds]
    assert then.outcome == ("taken" if holds else "asked")

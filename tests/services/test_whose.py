"""Whose a file is: evidence that agrees settles it, and evidence that does not is a person's to judge."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from procurement.services.desk import open_desk
from procurement.services.uploading.whose import Guesser
from procurement.spend import read, receive
from procurement.spend.limits import COMMAND_LINE

ROWS = "Date,Supplier,Net Amount\n03/04/2024,Quillmarsh Ltd,1250.00\n"
BODY = "Body Name,Date,Supplier,Net Amount\n{},03/04/2024,Quillmarsh Ltd,1250.00\n{},04/04/2024,Harrowfen Ltd,9.00\n"
SCHEMA = (
    "OrganisationLabel,OrganisationURI,BeneficiaryName,PaymentDate,Amount\n"
    "Our council,https://opendatacommunities.org/id/metropolitan-district-council/trafford,Quillmarsh,2024-04-03,9.00\n"
)

TOLD = {
    "a column of bodies": (BODY.format("Bury Council", "Bury Council"), "x/1.csv", "Bury"),
    "an address of a body": (SCHEMA, "x/1.csv", "Trafford"),
    "a title above the headings": ("Hyndburn Borough Council\n" + ROWS, "x/1.csv", "Hyndburn"),
    "the file name": (ROWS, "x/leeds__2024-04.csv", "Leeds"),
    "the nearest folder": (ROWS, "x/Bury MBC/2024/april.csv", "Bury"),
    "a folder of the county around it": (ROWS, "Lancashire/hyndburn/april.csv", "Hyndburn"),
    "a column and a folder that agree": (BODY.format("Bury Council", "Bury Council"), "bury/april.csv", "Bury"),
    "a council that has ended": (ROWS, "x/Poole/2015-04.csv", "Poole"),
    "an archive's name": (ROWS, "x/leeds.zip/april.csv", "Leeds"),
}
ASKED = {
    "nothing names anybody": (ROWS, "x/1705.csv", set[str]()),
    "a column and a folder differ": (BODY.format("Bury Council", "Bury Council"), "leeds/april.csv", {"Bury", "Leeds"}),
    "a column names two": (BODY.format("Bury Council", "Leeds City Council"), "x/april.csv", {"Bury", "Leeds"}),
    "a file name and a folder differ": (ROWS, "bury/leeds__2024-04.csv", {"Bury", "Leeds"}),
    "a folder of another county": (ROWS, "Kent/hyndburn/april.csv", {"Kent", "Hyndburn"}),
    "a file name in its county's folder": (ROWS, "Lancashire/hyndburn.csv", {"Lancashire", "Hyndburn"}),
    "the ordinary word": (ROWS, "x/meter reading.csv", {"Reading"}),
    "one of two towns": (ROWS, "x/newcastle.csv", {"Newcastle upon Tyne", "Newcastle-under-Lyme"}),
    "a hospital": (ROWS, "NHS trusts/Bury/april.csv", {"Bury"}),
    "a supplier is called like a council": ("A list by Bury Works Ltd, Leeds\n" + ROWS, "x/april.csv", set[str]()),
    "a council that had ended": (ROWS, "x/Poole/2024-04.csv", {"Poole", "Bournemouth, Christchurch and Poole"}),
}


@pytest.fixture(scope="module")
def guesser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guesser]:
    desk = open_desk(tmp_path_factory.mktemp("whose"))
    yield Guesser(desk)
    desk.store.close()


def _verdict(guesser: Guesser, text: str, path: str, days: tuple[date, date] | None = None):
    (received,) = receive.check("file.csv", text.encode(), COMMAND_LINE)
    table = read.as_text(received, COMMAND_LINE, {})
    return guesser.settle([*guesser.of_table(table), *guesser.of_path(path)], days or _days(path), path)


def _days(path: str) -> tuple[date, date] | None:
    from procurement.spend.days import named_periods

    return named_periods.of_name(Path(path).name)


@pytest.mark.parametrize(("text", "path", "council"), TOLD.values(), ids=list(TOLD))
def test_it_is_told(guesser: Guesser, text: str, path: str, council: str) -> None:
    found = _verdict(guesser, text, path)
    assert found.owner, found.why
    assert found.owner.name == council
    assert found.evidence.endswith(f" {council}.")


@pytest.mark.parametrize(("text", "path", "likely"), ASKED.values(), ids=list(ASKED))
def test_it_is_asked(guesser: Guesser, text: str, path: str, likely: set[str]) -> None:
    found = _verdict(guesser, text, path)
    assert found.owner is None
    names = dict(guesser.desk.authorities.select("authority_code", "name").iter_rows())
    assert {names[code] for code in found.likely} == likely
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("days", "council"),
    [
        ((date(2019, 4, 1), date(2019, 4, 30)), "Somerset (to 2023)"),
        ((date(2024, 4, 1), date(2024, 4, 30)), "Somerset"),
        (None, None),
    ],
    ids=["before", "after", "not known"],
)
def test_of_a_council_and_its_successor_the_days_tell(
    guesser: Guesser, days: tuple[date, date] | None, council: str | None
) -> None:
    found = _verdict(guesser, ROWS, "somerset/april.csv", days)
    assert (found.owner.name if found.owner else None) == council
    assert found.awaits_days is (council is None)


@pytest.mark.parametrize("names", [("Bury Council", "Quillmarsh Trust"), ("Quillmarsh Trust", "Bury Council")])
def test_of_names_as_common_as_each_other_the_order_of_rows_tells_nothing(
    guesser: Guesser, names: tuple[str, str]
) -> None:
    assert _verdict(guesser, BODY.format(*names), "x/april.csv").owner is None


def test_an_archive_is_called_one_however_its_name_ends(guesser: Guesser) -> None:
    assert _verdict(guesser, ROWS, "x/LEEDS.ZIP/april.csv").evidence == 'The archive "LEEDS.ZIP" names Leeds.'


def test_evidence_names_its_kind_and_quotes_no_cell(guesser: Guesser) -> None:
    found = _verdict(guesser, BODY.format("Bury Council", "Bury Council"), "bury/april.csv")
    assert found.evidence == 'Its column "Body Name" and the folder "bury" name Bury.'

"""Real published files under their real names: whose each is, and which month its name states."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from procurement.services.desk import open_desk
from procurement.services.uploading.whose import Guesser
from procurement.spend import read, receive
from procurement.spend.days import named_periods
from procurement.spend.findings import Refused
from procurement.spend.limits import COMMAND_LINE

OWNERS = {
    "darlington": "Darlington",
    "gateshead": "Gateshead",
    "harrogate": "Harrogate",
    "manchester": "Manchester",
    "salford": "Salford",
    "birmingham": "Birmingham",
    "leeds": "Leeds",
    "rochdale": "Rochdale",
    "trafford": "Trafford",
}
A_REGISTER_OF_SEVERAL = "salford__2022-07.csv"


@pytest.fixture(scope="module")
def guesser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guesser]:
    desk = open_desk(tmp_path_factory.mktemp("real_names"))
    yield Guesser(desk)
    desk.store.close()


def _owner(guesser: Guesser, file: Path, folder: Path) -> str:
    """The name of the council that is told, "" where a person is asked."""
    path = file.relative_to(folder).as_posix()
    evidence = guesser.of_path(path)
    try:
        member, *_ = receive.check(file.name, file.read_bytes(), COMMAND_LINE)
        evidence = [*guesser.of_table(read.as_text(member, COMMAND_LINE, {})), *evidence]
    except Refused:
        pass
    verdict = guesser.settle(evidence, named_periods.of_name(file.name), path)
    return verdict.owner.name if verdict.owner else ""


def test_councils_files_are_told_or_asked_and_never_wrong(guesser: Guesser, shared_data: Path) -> None:
    folder = shared_data / "spend"
    files = [file for name in ("councils_raw", "councils_odi_clean") for file in (folder / name).glob("*__*")]
    assert files
    for file in files:
        meant = "" if file.name == A_REGISTER_OF_SEVERAL else OWNERS.get(file.name.split("__")[0], "")
        assert _owner(guesser, file, folder) == meant, file.name


def test_a_councils_folder_names_all_its_months(guesser: Guesser, shared_data: Path) -> None:
    folder = shared_data / "spend" / "councils_raw"
    files = sorted((folder / "hyndburn").iterdir())
    assert {_owner(guesser, file, folder) for file in files[::9]} == {"Hyndburn"}
    periods = named_periods.of_names([file.name for file in files])
    assert {file.name for file in files} - set(periods) == {"1625568387146__CALL51571.csv"}
    assert periods["1506008406467__1708.csv"][0] == date(2017, 8, 1)
    assert periods["1583858069659__2001.csv"][0] == date(2020, 1, 1)


@pytest.mark.parametrize("kind", ["nhs_raw", "centgov_25k_raw"])
def test_trusts_and_departments_are_asked_about(guesser: Guesser, shared_data: Path, kind: str) -> None:
    folder = shared_data / "spend"
    assert {_owner(guesser, file, folder) for file in (folder / kind).iterdir()} == {""}

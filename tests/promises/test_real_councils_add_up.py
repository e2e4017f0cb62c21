"""Real councils, read from their own files: the same pounds at every level, on Polars and on Spark alike."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import totals
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
FILES = {
    "Leeds": ["councils_raw/leeds__2011-06.csv"],
    "Trafford": ["councils_raw/trafford__gpc-2026-27.csv", "councils_raw/trafford__supplier-spend-2026-27_devhalf.zip"],
    "Manchester": ["councils_odi_clean/manchester__2022-05.csv"],
    "Salford": ["councils_odi_clean/salford__2021-05.csv"],
    "Gateshead": ["councils_odi_clean/gateshead__2021-05.csv"],
    "Darlington": ["councils_odi_clean/darlington__2021-05.csv"],
    "Harrogate": ["councils_odi_clean/harrogate__2022-08.csv"],
}
LEVELS = ("local", "region", "county", "combined-authority", "hub", "national")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("real") / "store")
    for council, names in FILES.items():
        owner = ingesting.owner_of(council, "", opened)
        named = [(shared_data / "spend" / name, owner) for name in names]
        receipts = list(ingesting.ingest(GROUP, opened, named, yes=True))
        assert [receipt.outcome for receipt in receipts] == ["taken"] * len(receipts)
    yield opened
    opened.store.close()


def accepted_pence(desk: Desk) -> int:
    return sum(item.receipt["accepted_pence"] for item in desk.store.register.uploads.standing())


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_holds_the_same_pounds(desk: Desk, level: str) -> None:
    found = totals.total(GROUP, desk, totals.Wanted(level, ("category",)))
    assert found["spend_pence"].sum() == accepted_pence(desk)


@pytest.mark.parametrize("on", [date(2009, 4, 1), date(2023, 3, 31), date(2023, 4, 1), date(2027, 4, 1)])
@pytest.mark.parametrize("level", LEVELS)
def test_each_level_holds_the_same_pounds_on_any_days_map(desk: Desk, level: str, on: date) -> None:
    found = totals.total(GROUP, desk, totals.Wanted(level, ("category",), on=on))
    assert found["spend_pence"].sum() == accepted_pence(desk)
    if level == "local":
        assert ("Harrogate" in found["place"]) == (on < date(2023, 4, 1))


@pytest.mark.parametrize("level", LEVELS)
def test_spark_gives_the_same_table_to_the_penny(
    desk: Desk, level: str, spark_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = totals.Wanted(level, ("category", "year"))
    here = totals.total(GROUP, desk, wanted)
    monkeypatch.setenv("SPARK_REMOTE", spark_address)
    there = totals.total(GROUP, desk, wanted)
    assert there.equals(here)
    assert there["spend_pence"].dtype == pl.Int64

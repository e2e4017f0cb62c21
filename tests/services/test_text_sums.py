"""Sums kept on disk: the same as of the payments, made again for a council that changed, and gone with a scrub."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.access import Role, Viewer
from procurement.analysis import condensed, frames
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import summed_payments, text_sums
from procurement.services.uploading import ingesting, scrubbing

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 26)
COUNCILS = ("Bury", "Bolton", "Leeds")
HEADINGS = "Payment Date,Supplier Name,Net Amount,Expense Type"


def file_of(month: int, number: int) -> str:
    rows = [f"{day:02}/{month:02}/2024,Harrowfen Energy PLC,{100 * day + number}.25,Electricity supply"
            for day in (3, 9, 17)]  # fmt: skip
    return (
        "\n".join([HEADINGS, *rows, f"21/{month:02}/2024,Quillmarsh Scaffolding Ltd,{number + 7}.10,Scaffolding"])
        + "\n"
    )


def ingest(desk: Desk, council: str, month: int) -> str:
    """Upload a month of a council; its id."""
    path = desk.store.home.parent / f"{council}-{month}.csv"
    path.write_text(file_of(month, len(council)), encoding="utf-8")
    (receipt,) = ingesting.ingest(GROUP, desk, [(path, ingesting.owner_of(council, "", desk))], yes=True)
    assert receipt.outcome == "taken"
    return desk.store.ledger.standing_ids()[-1]


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pattern") / "store"
    filled = open_desk(home, TODAY)
    for council in COUNCILS:
        ingest(filled, council, 4)
    filled.store.close()
    return home


@pytest.fixture
def desk(pattern: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(pattern, tmp_path / "store")
    opened = open_desk(tmp_path / "store", TODAY)
    yield opened
    opened.store.close()


def kept_files(desk: Desk) -> dict[str, int]:
    """The files of sums with when each was written."""
    folder = desk.store.home / "sums"
    return {place.name: place.stat().st_mtime_ns for place in folder.iterdir()} if folder.is_dir() else {}


def check(desk: Desk) -> None:
    """What is read, or made, is what summing all payments at once gives, to the penny."""
    found = summed_payments.widened(text_sums.by_text(desk, with_credits=True)).collect()
    paid = condensed.with_credits(desk.store.ledger.payments())
    expected = frames.collect(condensed.condense(paid, also=(condensed.CREDIT,)))
    assert expected.height > 0
    assert_frame_equal(found.sort(found.columns), expected)
    without = summed_payments.widened(text_sums.by_text(desk)).collect()
    assert_frame_equal(without, found.drop(condensed.CREDIT), check_row_order=False)


def test_an_upload_makes_the_sums_of_its_own_council_anew_and_of_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_sums, "MOST_AT_ONCE", 1)
    check(desk)
    before = kept_files(desk)
    assert len(before) == len(COUNCILS)
    ingest(desk, "Leeds", 5)
    check(desk)
    after = kept_files(desk)
    assert len(after) == len(COUNCILS)
    assert len(set(before.items()) & set(after.items())) == len(COUNCILS) - 1


def test_nothing_is_summed_again_where_nothing_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    check(desk)
    monkeypatch.setattr(text_sums, "summed", lambda _: pytest.fail("it is summed again"))
    check(desk)


def cut_short(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-100])


def wrong_by_a_penny(place: Path) -> None:
    pl.read_parquet(place).with_columns(pl.col("amount_pence") + 1).write_parquet(place)


@pytest.mark.parametrize("damage", [cut_short, wrong_by_a_penny, Path.unlink])
def test_sums_that_are_damaged_are_made_again(desk: Desk, damage: object) -> None:
    check(desk)
    before = kept_files(desk)
    place = desk.store.home / "sums" / min(before)
    assert callable(damage)
    damage(place)
    check(desk)
    after = kept_files(desk)
    assert {*after} == {*before}
    assert after[place.name] != before[place.name]


def test_a_scrub_leaves_no_sums_of_what_it_erased(desk: Desk) -> None:
    check(desk)
    before = kept_files(desk)
    scrubbing.scrub(GROUP, desk, desk.store.ledger.standing_ids()[0], "Asked for by the person")
    assert kept_files(desk) == {}
    check(desk)
    assert len({*kept_files(desk)} & {*before}) == len(COUNCILS) - 1


def test_sums_of_an_earlier_state_are_not_kept_nor_any_while_somebody_writes(desk: Desk) -> None:
    made = {"a name": text_sums.by_text(desk, with_credits=True)}
    before = kept_files(desk)
    earlier = desk.store.ledger.version()
    with desk.store.turn("a test"):
        desk.store.keep_sums(earlier, made, [])
    ingest(desk, "Leeds", 5)
    desk.store.keep_sums(earlier, made, [])
    assert kept_files(desk) == before


def test_a_folder_that_takes_no_sums_costs_time_alone(desk: Desk) -> None:
    (desk.store.home / "sums").write_text("a file where a folder is needed")
    check(desk)


def test_an_empty_store_has_no_sums(tmp_path: Path) -> None:
    empty = open_desk(tmp_path / "store", TODAY)
    assert text_sums.by_text(empty).is_empty()
    assert summed_payments.by_month(empty).collect().is_empty()

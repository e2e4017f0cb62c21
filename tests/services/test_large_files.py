"""A text too large to be read at once comes in parts that hold the same payments, on lines that can be found again."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from benchmarks import messy_files
from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import ingesting, large_files
from procurement.services.uploading.ingesting import COMMAND_LINE
from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY

GROUP = Viewer(Role.ADVISORY_GROUP)
BROKEN = messy_files.Shares(broken_text=0.2, inches=0.05, blank=0.02)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", date(2026, 11, 24))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_files, "LARGE_BYTES", 24_000)
    monkeypatch.setattr(large_files, "PART_BYTES", 16_000)
    monkeypatch.setattr(large_files, "HEAD_BYTES", 8_000)


def judged(name: str, content: bytes) -> Judged:
    (received,) = receive.check(name, content, Limits())
    named = headings.apply(read.as_text(received, Limits(), {}), ALIASES, REDACTIONS, {}, name)
    return judge.rows(named, TODAY, {}, REDACTIONS)


def payments_of(path: Path, desk: Desk) -> list[pl.DataFrame]:
    """The payments of each part, on the lines of the whole file."""
    found: list[pl.DataFrame] = []
    for name, content in large_files.contents(path, desk, COMMAND_LINE):
        moved = re.search(r"line ([\d,]+) of it is line ([\d,]+) of the file", name)
        first, line = (int(number.replace(",", "")) for number in moved.groups()) if moved else (0, 0)
        found.append(judged(name, content).payments.with_columns(pl.col("line") - first + line))
    return found


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("seed", range(3))
def test_the_parts_hold_what_the_whole_holds(tmp_path: Path, desk: Desk, seed: int) -> None:
    path = tmp_path / "april.csv"
    path.write_bytes(messy_files.file_bytes(700, seed=seed, shares=BROKEN))
    parts = payments_of(path, desk)
    assert len(parts) > 3
    assert pl.concat(parts).equals(judged("april.csv", path.read_bytes()).payments)


@pytest.mark.usefixtures("small_parts")
def test_each_part_is_an_upload_and_coming_again_changes_nothing(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "april.csv"
    path.write_bytes(messy_files.file_bytes(700))
    bury = owners.council("Bury", desk)
    receipts = list(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))
    assert {one.outcome for one in receipts} == {"taken"}
    assert [one.file.split(" (")[0] for one in receipts][:2] == ["april.csv, part 1 of 7", "april.csv, part 2 of 7"]
    kept = desk.store.ledger.payments().collect().height
    assert kept == judged("april.csv", path.read_bytes()).accepted
    again = list(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))
    assert all("Already received" in one.note for one in again)
    assert desk.store.ledger.payments().collect().height == kept


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04" + b"\n" * 30_000, id="no text"),
        pytest.param(messy_files.file_bytes(700).decode("cp1252").encode("utf-16"), id="two bytes a character"),
        pytest.param(messy_files.file_bytes(60), id="small enough"),
    ],
)
def test_other_files_stay_whole(tmp_path: Path, desk: Desk, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert list(large_files.contents(path, desk, COMMAND_LINE)) == [("file", content)]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.truncate(COMMAND_LINE.max_bytes + 1)
    with pytest.raises(Refused, match="the limit is"):
        next(large_files.contents(path, desk, COMMAND_LINE))

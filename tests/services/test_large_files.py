"""A text too large to be read at once comes in parts that hold the same payments, on lines that can be found again."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from benchmarks import messy_files
from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.back_catalogues import back_catalogue
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import Desk, open_desk
from procurement.services.stopping import Stopper
from procurement.services.uploading import ingesting, large_files, mending, submitting
from procurement.services.uploading.large_files import Part
from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import COMMAND_LINE, Limits
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
    for part in large_files.contents(path, desk, COMMAND_LINE):
        moved = re.search(r"line ([\d,]+) of it is line ([\d,]+) of the file", part.name)
        first, line = (int(number.replace(",", "")) for number in moved.groups()) if moved else (0, 0)
        found.append(judged(part.name, part.content).payments.with_columns(pl.col("line") - first + line))
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
    assert list(large_files.contents(path, desk, COMMAND_LINE)) == [Part("file", content)]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.truncate(COMMAND_LINE.max_bytes + 1)
    with pytest.raises(Refused, match="the limit is"):
        next(large_files.contents(path, desk, COMMAND_LINE))


def by_department(path: Path) -> int:
    """A text in the order of departments, each of which paid the same suppliers on the same days; how many payments."""
    rows = [
        f"{day:02}/04/2024,Quillmarsh Energy {day % 3} Ltd,Department {of},{1000 + day * 7 + of * 13}.25\n"
        for of in range(40)
        for day in range(1, 29)
    ]
    path.write_text("".join(["Date,Supplier,Department,Net Amount\n", *rows]))
    return len(rows)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("yes", [True, False], ids=["suggestions taken", "nothing taken for granted"])
def test_no_part_is_another_version_of_the_part_before_it(tmp_path: Path, desk: Desk, yes: bool) -> None:
    path, bury = tmp_path / "april.csv", owners.council("Bury", desk)
    wanted = by_department(path)
    receipts = list(ingesting.ingest(GROUP, desk, [(path, bury)], yes=yes))
    assert ([one.outcome for one in receipts], {one.note for one in receipts}) == (["taken"] * 4, {""})
    assert desk.store.ledger.payments().collect().height == wanted


@pytest.mark.usefixtures("small_parts")
def test_the_parts_that_were_missing_join_those_that_stand(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, bury = tmp_path / "april.csv", owners.council("Bury", desk)
    wanted = by_department(path)
    monkeypatch.setattr(submitting, "BATCH_LINES", 1)
    first = next(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))  # and stopped there
    assert first.outcome == "taken"
    assert len(desk.store.register.uploads.standing()) == 1
    assert {one.outcome for one in ingesting.ingest(GROUP, desk, [(path, bury)], yes=True)} == {"taken"}
    assert desk.store.ledger.payments().collect().height == wanted


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("Quillmarsh Energy 9 Ltd", ["Replaces", "Already", "Already", "Already"], id="parts as long"),
        pytest.param("Oakfern Ltd", ["Replaces"] * 4, id="other parts"),
    ],
)
def test_a_corrected_version_of_the_whole_replaces_it_part_by_part(
    tmp_path: Path, desk: Desk, name: str, told: list[str]
) -> None:
    path, bury = tmp_path / "april.csv", owners.council("Bury", desk)
    wanted = by_department(path)
    list(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))
    path.write_text(path.read_text().replace("Quillmarsh Energy 1 Ltd,Department 7", f"{name},Department 7"))
    receipts = list(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))
    assert [one.note.split(" ")[0] for one in receipts] == told
    assert desk.store.ledger.payments().collect().height == wanted


@pytest.mark.usefixtures("small_parts")
def test_the_parts_of_a_file_of_a_back_catalogue_are_all_taken(tmp_path: Path, desk: Desk) -> None:
    folder = tmp_path / "Bury Council"
    folder.mkdir()
    wanted = by_department(folder / "april.csv")
    back_catalogue.take_in(GROUP, desk, find([folder]), Wanted(yes=True), Stopper())
    assert desk.store.ledger.payments().collect().height == wanted


@pytest.mark.usefixtures("small_parts")
def test_a_part_that_was_mended_is_still_a_part_of_its_file(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, bury = tmp_path / "april.csv", owners.council("Bury", desk)
    wanted = by_department(path)
    path.write_text(path.read_text().replace("01/04/2024,", "31/04/2024,", 1))
    monkeypatch.setattr(submitting, "BATCH_LINES", 1)
    first = next(ingesting.ingest(GROUP, desk, [(path, bury)], yes=True))  # and stopped there
    held = mending.held_rows(GROUP, desk, first.upload_id)
    mending.keep(GROUP, desk, first.upload_id, held.edited(held.rows.with_columns(Date=pl.lit("01/04/2024"))))
    asked, *receipts = list(ingesting.ingest(GROUP, desk, [(path, bury)]))
    assert asked.questions[0].code == "SAME_PERIOD", "the part as it was is another version of the mended one"
    assert ([one.outcome for one in receipts], {one.note for one in receipts}) == (["taken"] * 3, {""})
    assert desk.store.ledger.payments().collect().height == wanted

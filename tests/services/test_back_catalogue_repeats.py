"""A folder of files that hold the same payments again: what is stored, what its report counts, what is asked."""

import io
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.commands import asking
from procurement.services import stopping
from procurement.services.back_catalogues import back_catalogue, back_catalogue_report, months_covered
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import coverage_view
from procurement.services.uploading.ingesting import Answering
from procurement.spend.findings import Choice, Question

GROUP = Viewer(Role.ADVISORY_GROUP)
HEADINGS = "Body Name,Date,Supplier,Net Amount"


def rows(*months: int, upto: int = 20, beside: int = 0) -> list[str]:
    """Lines of days of months; beside: so many of the days after the last month."""
    days = [date(2024, month, 1) + timedelta(days=at) for month in months for at in range(upto)]
    days += [date(2024, months[-1] + 1, 1) + timedelta(days=at) for at in range(beside)]
    return [f"Bury Council,{day:%d/%m/%Y},Quillmarsh {day.day} Ltd,{500 + day.month}.{day.day:02}" for day in days]


def written(folder: Path, **files: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join([HEADINGS, *lines]))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", today=date(2026, 11, 24))


def take(desk: Desk, folder: Path, wanted: Wanted | None = None) -> pl.DataFrame:
    outcome = back_catalogue.take_in(GROUP, desk, find([folder]), wanted or Wanted(), stopping.Stopper())
    return back_catalogue_report.files(GROUP, desk, back_catalogue_report.chosen(desk, outcome.run_id))


def council(desk: Desk, listed: pl.DataFrame) -> dict[str, object]:
    spans = months_covered.spans(months_covered.months(GROUP, desk, ["E08000002"]), desk)
    return back_catalogue_report.by_council(listed, spans).row(0, named=True)


def test_the_report_counts_each_payment_once(desk: Desk, tmp_path: Path) -> None:
    folder = written(tmp_path / "bury", a_april=rows(4), b_april_to_may=rows(4, 5), c_may=rows(5), d_june=rows(6))
    listed = take(desk, folder)
    assert listed["outcome"].to_list() == ["taken", "taken", "known", "taken"]
    row = council(desk, listed)
    stored = desk.store.ledger.payments().collect()
    assert (row["accepted"], row["accepted_pence"]) == (60, 3_030_630)
    assert (stored.height, stored["amount_pence"].sum()) == (60, 3_030_630)
    assert "Replaced since by b_april_to_may.csv" in listed["why"][0]


def test_files_that_wait_for_an_answer_count_as_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = written(tmp_path / "bury", april=rows(4, beside=4), may=rows(5))
    listed = take(desk, folder)
    assert listed["outcome"].to_list() == ["taken", "asked"]
    assert council(desk, listed)["accepted"] == 24


def test_the_same_command_passes_over_copies_unread(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "bury", april=rows(4), may=rows(5), quarter=rows(4, 5))
    first = take(desk, folder)
    assert first["outcome"].to_list() == ["taken", "taken", "known"]
    monkeypatch.setattr("procurement.spend.read.as_text", _not_wanted)
    second = take(desk, folder)
    assert second["outcome"].to_list() == ["known"] * 3
    assert second["why"][2] == first["why"][2]
    assert council(desk, second)["accepted"] == 40


def _not_wanted(*_: object) -> None:
    raise AssertionError("a file was read that need not be")


def test_what_is_left_to_another_upload_is_not_told_as_missing_from_figures(desk: Desk, tmp_path: Path) -> None:
    folder = written(tmp_path / "bury", april=rows(4, beside=4), may=rows(5))
    take(desk, folder, Wanted(Answering({"SAME_PERIOD": "rest"})))
    assert desk.store.ledger.payments().collect().height == 40
    (row,) = coverage_view.by_council(GROUP, desk).to_dicts()
    assert (row["held_back_lines"], row["held_back_pence"]) == (0, 0)


def test_a_note_in_an_archive_is_no_refusal_of_spend(desk: Desk, tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("2024/april.csv", "\n".join([HEADINGS, *rows(4)]))
        archive.writestr("2024/readme.txt", "Published by the council.")
    folder = written(tmp_path / "bury")
    (folder / "2024.zip").write_bytes(held.getvalue())
    listed = take(desk, folder)
    assert listed["outcome"].to_list() == ["taken", "refused"]
    assert listed["why"][1].startswith("This is not a spend file")


def test_an_order_of_files_changes_no_total(desk: Desk, tmp_path: Path) -> None:
    forwards = written(tmp_path / "1", a=rows(4, beside=3), b=rows(5), c=rows(4, 5, 6), d=rows(6))
    backwards = written(tmp_path / "2", a=rows(6), b=rows(4, 5, 6), c=rows(5), d=rows(4, beside=3))
    other = open_desk(tmp_path / "other", today=date(2026, 11, 24))
    wanted = Wanted(Answering({"SAME_PERIOD": "rest"}))
    take(desk, forwards, wanted)
    take(other, backwards, wanted)
    for one in (desk, other):
        stored = one.store.ledger.payments().collect()
        assert (stored.height, stored.select("paid_on", "supplier_name").is_unique().all()) == (60, True)


def _question(suggested: str) -> Question:
    choices = (Choice("rest", "Count the rest"), Choice("add", "Add them"))
    return Question("SAME_PERIOD", "What is this file?", choices, suggested)


def test_an_answer_for_all_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("3 all\n1 ALL\n2\n2\n"))
    person = asking.Asker()
    assert [person.ask(f"{at}.csv", _question("rest")) for at in range(3)] == ["rest"] * 3
    assert person.ask("other.csv", _question("add")) == "add", "what suggests something else is asked by itself"
    assert person.ask("again.csv", _question("add")) == "add"
    assert sys.stdin.read() == ""

"""A folder of files is taken in: owners are asked once a group, refusals stop nothing, and again costs nothing."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.publish import exports
from procurement.services import owners, stopping
from procurement.services.back_catalogues import back_catalogue, back_catalogue_report
from procurement.services.back_catalogues import months_covered as covered
from procurement.services.back_catalogues.back_catalogue import Outcome
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_groups import Group
from procurement.services.back_catalogues.back_catalogue_owners import told_owners
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import Desk, open_desk
from procurement.services.owners import Owner
from procurement.services.uploading import submitting
from procurement.services.uploading.ingesting import MARK, Answering
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.spend import read

GROUP = Viewer(Role.ADVISORY_GROUP)
BURY = "E08000002"
Taking = Callable[..., pl.DataFrame]


def rows(month: int, year: int = 2024, of: str = "") -> str:
    """A file of three payments of a month, of suppliers of its own."""
    heading = "Body Name,Date,Supplier,Net Amount\n" if of else "Date,Supplier,Net Amount\n"
    lead = f"{of}," if of else ""
    lines = (
        f"{lead}{day:02d}/{month:02d}/{year},Quillmarsh {year * month + day} Ltd,{100 + day}.00\n"
        for day in (13, 14, 15)
    )
    return heading + "".join(lines)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def take(desk: Desk, folder: Path, wanted: Wanted | None = None) -> tuple[pl.DataFrame, Outcome]:
    """The report of taking a folder in."""
    outcome = back_catalogue.take_in(GROUP, desk, find([folder]), wanted or Wanted(), stopping.Stopper())
    return files(GROUP, desk, outcome), outcome


def files(viewer: Viewer, desk: Desk, outcome: Outcome) -> pl.DataFrame:
    """The report of a run as a viewer sees it."""
    return back_catalogue_report.files(viewer, desk, back_catalogue_report.chosen(desk, outcome.run_id))


def outcomes(listed: pl.DataFrame) -> dict[str, str]:
    return {Path(path).name: outcome for path, outcome in listed.select("path", "outcome").iter_rows()}


class Person:
    """Answers whose files are, and remembers what was asked."""

    def __init__(self, desk: Desk, answer: str) -> None:
        self.desk, self.answer, self.asked = desk, answer, list[Group]()

    def __call__(self, group: Group) -> Owner | None:
        self.asked.append(group)
        return owners.council(self.answer, self.desk) if self.answer else None


def test_a_folder_is_taken_in_whatever_becomes_of_single_files(desk: Desk, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "files",
        {
            "Bury MBC/2024/april.csv": rows(4),
            "Bury MBC/2024/empty.csv": "",
            "Bury MBC/2024/prose.csv": "Nothing to see here\n",
            "leeds__2024-05.csv": rows(5),
            "mystery/1.csv": rows(6, of="Trafford Council"),
            "mystery/2.csv": rows(7),
            "README.md": "A note",
            ".DS_Store": "x",
            "minutes.pdf": "%PDF-1.4",
            MARK: "Invented.",
        },
    )
    (folder / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    listed, outcome = take(desk, folder)
    assert outcomes(listed) == {
        "april.csv": "taken",
        "leeds__2024-05.csv": "taken",
        "1.csv": "taken",
        "2.csv": "asked",
        **dict.fromkeys(
            ["empty.csv", "prose.csv", "README.md", ".DS_Store", "minutes.pdf", MARK, "gone.csv"], "refused"
        ),
    }
    assert listed.filter(pl.col("outcome") == "taken")["council"].sort().to_list() == ["Bury", "Leeds", "Trafford"]
    assert all(listed.filter(pl.col("outcome") != "taken")["why"])
    assert not outcome.is_stopped
    assert [(group.files, group.glob) for group in outcome.left] == [(1, "files/mystery/2.csv")]


def test_a_group_is_asked_about_once_and_before_anything_is_stored(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {f"mystery/{month:02d}.csv": rows(month) for month in range(1, 6)})
    person = Person(desk, "Bury")

    def whose(group: Group) -> Owner | None:
        assert not desk.store.register.uploads.all()
        return person(group)

    listed, _ = take(desk, folder, Wanted(whose=whose))
    assert [(group.files, group.place) for group in person.asked] == [(5, "5 files in files/mystery/")]
    assert set(listed["council"]) == {"Bury"}
    assert set(listed["outcome"]) == {"taken"}
    assert listed["evidence"].str.starts_with("A person said so").all()


def test_who_will_not_say_is_not_asked_again_in_the_same_run(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {f"mystery/{month}.csv": rows(month) for month in range(1, 4)})
    person = Person(desk, "")
    listed, outcome = take(desk, folder, Wanted(whose=person))
    assert len(person.asked) == 1
    assert set(listed["outcome"]) == {"asked"}
    assert [group.files for group in outcome.left] == [3]
    assert outcome.left[0].glob == "files/mystery/*"


def test_in_a_mixed_folder_the_kinds_of_name_are_asked_about_apart(desk: Desk, tmp_path: Path) -> None:
    names = {
        f"{kind}-2024-{month:02d}.csv": rows(month, 2020 + at)
        for at, kind in enumerate(("acme", "zeta"))
        for month in (1, 2)
    }
    person = Person(desk, "Bury")
    take(desk, write(tmp_path / "files", names), Wanted(whose=person))
    assert sorted(group.place for group in person.asked) == [
        '2 files in files/ called "acme …"',
        '2 files in files/ called "zeta …"',
    ]


def test_a_contradiction_is_asked_about_and_offers_both(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"leeds/april.csv": rows(4, of="Bury Council")})
    _, outcome = take(desk, folder)
    assert outcome.left[0].likely == (BURY, "E08000035")
    assert "several councils" in outcome.left[0].why


def test_the_command_line_may_tell_whose_files_are(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"a/1.csv": rows(1), "b/1.csv": rows(2)})
    told = told_owners(["files/a/*=Bury", "*/b/*=body: A Hospital Trust"], desk)
    listed, _ = take(desk, folder, Wanted(told=told))
    assert listed["authority_code"].to_list() == [BURY, "body:A Hospital Trust"]
    assert listed["outcome"].to_list() == ["taken", "taken"]


def test_again_reads_nothing_and_changes_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(
        tmp_path / "files", {"bury/april.csv": rows(4), "bury/empty.csv": "", "x/may.csv": rows(5, of="Bury")}
    )
    first, _ = take(desk, folder)
    version = desk.store.ledger.version()
    monkeypatch.setattr("procurement.spend.read.as_text", _not_wanted)
    second, _ = take(desk, folder)
    assert outcomes(first) == {"april.csv": "taken", "empty.csv": "refused", "may.csv": "taken"}
    assert outcomes(second) == {"april.csv": "known", "empty.csv": "refused", "may.csv": "known"}
    assert desk.store.ledger.version() == version
    same = ["path", "council", "lines", "accepted", "accepted_pence", "upload_id", "from", "to"]
    assert second.select(same).equals(first.select(same))


def _not_wanted(*_: object) -> None:
    raise AssertionError("a file was read that need not be")


def test_a_persons_answer_holds_when_the_command_is_given_again(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {f"mystery/{month}.csv": rows(month) for month in (1, 2)})
    take(desk, folder, Wanted(whose=Person(desk, "Bury")))
    write(folder, {"mystery/3.csv": rows(3)})
    person = Person(desk, "Leeds")
    listed, _ = take(desk, folder, Wanted(whose=person))
    assert not person.asked
    assert outcomes(listed) == {"1.csv": "known", "2.csv": "known", "3.csv": "taken"}
    assert set(listed["council"]) == {"Bury"}


def test_an_answer_outlives_a_run_that_reached_no_file_of_the_group(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {f"mystery/{month}.csv": rows(month) for month in (1, 2)})
    stopper = stopping.Stopper()

    def whose(_: Group) -> Owner:
        stopper.number = 2
        return owners.council("Bury", desk)

    stopped = back_catalogue.take_in(GROUP, desk, find([folder]), Wanted(whose=whose), stopper)
    assert stopped.is_stopped
    assert not desk.store.register.uploads.all()
    listed, _ = take(desk, folder)
    assert set(listed["council"]) == {"Bury"}


def test_an_answer_is_not_taken_for_other_files_of_the_same_path(desk: Desk, tmp_path: Path) -> None:
    take(desk, write(tmp_path / "one" / "2024", {"april.csv": rows(4)}), Wanted(whose=Person(desk, "Bury")))
    person = Person(desk, "Leeds")
    listed, _ = take(desk, write(tmp_path / "two" / "2024", {"april.csv": rows(5)}), Wanted(whose=person))
    assert len(person.asked) == 1
    assert listed["council"].item() == "Leeds"


def test_a_refusal_is_read_again_under_other_answers_or_when_asked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "files", {"bury/prose.csv": "Nothing to see here\n"})
    take(desk, folder)
    seen = list[str]()
    whole = read.as_text
    monkeypatch.setattr("procurement.spend.read.as_text", lambda *given: seen.append("read") or whole(*given))
    for wanted, reads in ((Wanted(), False), (Wanted(Answering({"SHEET": "1"})), True), (Wanted(again=True), True)):
        seen.clear()
        take(desk, folder, wanted)
        assert bool(seen) is reads


def test_a_withdrawn_upload_does_not_come_back_by_itself(desk: Desk, tmp_path: Path) -> None:
    from procurement.services.uploading import uploads

    folder = write(tmp_path / "files", {"bury/april.csv": rows(4)})
    first, _ = take(desk, folder)
    uploads.withdraw(GROUP, desk, first["upload_id"].item())
    again, _ = take(desk, folder)
    assert again["outcome"].item() == "known"
    assert "withdrawn" in again["why"].item()
    anew, _ = take(desk, folder, Wanted(again=True))
    assert anew["outcome"].item() == "taken"


def test_the_same_bytes_twice_in_a_folder_are_stored_once(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"bury/april.csv": rows(4), "bury/copy of april.csv": rows(4)})
    listed, _ = take(desk, folder)
    assert listed["outcome"].to_list() == ["taken", "known"]
    assert len(desk.store.register.uploads.all()) == 1


def test_the_files_of_an_archive_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    import zipfile

    folder = tmp_path / "files"
    folder.mkdir()
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("bury/april.csv", rows(4))
        archive.writestr("leeds/april.csv", rows(5))
        archive.writestr("leeds/inner.zip", b"PK\x05\x06" + bytes(18))
    listed, _ = take(desk, folder)
    assert dict(listed.select("path", "outcome").iter_rows()) == {
        "files/all.zip/bury/april.csv": "taken",
        "files/all.zip/leeds/april.csv": "taken",
        "files/all.zip/leeds/inner.zip": "refused",
    }
    assert listed["council"].to_list()[:2] == ["Bury", "Leeds"]


def test_a_name_and_payments_of_different_months_are_worth_a_look(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"bury/spend 2024-05.csv": rows(4), "bury/spend 2024-06.csv": rows(6)})
    listed, _ = take(desk, folder)
    assert listed["warning"].to_list() == [
        "Its name says May 2024, and most of its payments were made in April 2024.",
        "",
    ]
    assert listed["named_from"].dt.month().to_list() == [5, 6]


def test_what_a_receipt_warns_of_is_in_the_report(desk: Desk, tmp_path: Path) -> None:
    april = rows(4).replace("Net Amount", "Amount Net")
    folder = write(tmp_path / "files", {"bury/1.csv": rows(3), "bury/2.csv": april})
    listed, _ = take(desk, folder)
    (first, second) = listed["warning"].to_list()
    assert first == ""
    assert "Amount Net" in second
    assert "Net Amount" in second


def test_months_come_from_all_that_is_stored_and_gaps_are_named(desk: Desk, tmp_path: Path) -> None:
    take(desk, write(tmp_path / "one", {"bury/1.csv": rows(1), "bury/2.csv": rows(2)}))
    take(desk, write(tmp_path / "two", {"bury/4.csv": rows(4)}))
    found = covered.months(GROUP, desk, [BURY])
    made = covered.spans(found, desk)
    (span,) = made.to_dicts()
    assert (span["first"].month, span["last"].month, span["covered"]) == (1, 4, 3)
    assert [month.month for month in span["missing"]] == [3]
    assert covered.cells(found, made, desk)["state"].to_list() == ["covered", "covered", "missing", "covered"]


def test_an_officer_sees_the_files_of_their_own_council(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"bury/1.csv": rows(1), "leeds/1.csv": rows(2), "mystery/1.csv": rows(3)})
    _, outcome = take(desk, folder)
    officer, stranger = Viewer(Role.OFFICER, BURY), Viewer(Role.OFFICER, "E08000001")
    assert files(officer, desk, outcome)["path"].to_list() == ["files/bury/1.csv"]
    assert [run.run_id for run in back_catalogue_report.runs(officer, desk)] == [outcome.run_id]
    assert back_catalogue_report.runs(stranger, desk) == []
    assert covered.bodies(officer, desk) == [BURY]
    assert covered.months(officer, desk, [BURY, "E08000035"])["authority_code"].unique().to_list() == [BURY]


def test_an_officer_takes_in_their_own_councils_files_alone(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"bury/1.csv": rows(1), "leeds/1.csv": rows(2)})
    officer = Viewer(Role.OFFICER, BURY)
    outcome = back_catalogue.take_in(officer, desk, find([folder]), Wanted(), stopping.Stopper())
    listed = files(GROUP, desk, outcome)
    assert listed["outcome"].to_list() == ["taken", "refused"]


def test_a_report_cannot_run_as_a_formula_and_keeps_no_cell(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {'bury/=HYPERLINK("http").csv': rows(1), "bury/prose.csv": "Q. Person owes 5\n"})
    listed, _ = take(desk, folder)
    text = exports.csv_rows(back_catalogue_report.for_people(listed)).decode()
    assert "Q. Person" not in text
    hostile = pl.DataFrame({**listed.row(0, named=True), "path": "=1+1"}, schema=listed.schema)
    assert "\n=1+1" not in exports.csv_rows(back_catalogue_report.for_people(hostile)).decode()


def test_reasons_are_put_together(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {"bury/a.csv": "", "bury/b.csv": "", "bury/c.csv": rows(1)})
    listed, _ = take(desk, folder)
    (reason,) = back_catalogue_report.by_reason(listed).to_dicts()
    assert (reason["outcome"], reason["files"]) == ("refused", 2)
    (council,) = back_catalogue_report.by_council(
        listed, covered.spans(covered.months(GROUP, desk, [BURY]), desk)
    ).to_dicts()
    assert (council["files"], council["taken"], council["refused"], council["covered"]) == (3, 1, 2, 1)


def test_a_fault_of_the_program_costs_one_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "files", {f"bury/{month}.csv": rows(month) for month in range(1, 6)})
    whole = submitting.read_upload

    def failing(upload: SpendFile, desk: Desk) -> list[ReadFile]:
        if upload.name == "3.csv":
            raise RuntimeError("a fault")
        return whole(upload, desk)

    monkeypatch.setattr(submitting, "read_upload", failing)
    listed, _ = take(desk, folder)
    assert outcomes(listed) == {"3.csv": "refused", **{f"{month}.csv": "taken" for month in (1, 2, 4, 5)}}
    assert "RuntimeError" in listed.filter(pl.col("outcome") == "refused")["why"].item()
    assert listed.height == 5


def test_a_fault_of_every_file_is_no_single_files(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "files", {f"bury/{month}.csv": rows(month) for month in range(1, 9)})

    def failing(*_: object) -> list[ReadFile]:
        raise RuntimeError("a fault")

    monkeypatch.setattr(submitting, "read_upload", failing)
    with pytest.raises(RuntimeError):
        take(desk, folder)
    assert [run.state for run in desk.store.register.back_catalogues.runs()] == ["stopped"]

"""What enters a store: a file's trouble is its own, taken suggestions are listed, invented and real never mix."""

from hashlib import sha256
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import ingesting, submitting
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)
ROWS = "Body Name,Date,Supplier,Net Amount\n{0},03/04/2024,Quillmarsh Ltd,1250.00\n{0},17/04/2024,Harrowfen PLC,70.00\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def _submit(desk: Desk, text: str, demonstration: bool = False) -> str:
    file = SpendFile("april.csv", text.encode(), ingesting.owner_of("Bury", "", desk))
    (receipt,) = submitting.submit(GROUP, desk, [file], demonstration=demonstration)
    return f"{receipt.outcome}: {receipt.reason}"


@pytest.mark.parametrize("first", [True, False], ids=["real into invented", "invented into real"])
def test_invented_and_real_spend_never_mix(desk: Desk, first: bool) -> None:
    assert _submit(desk, ROWS.format("Bury Council"), demonstration=first) == "taken: "
    kept = desk.store.register.readings.suppliers().height
    other = ROWS.format("Bury Council").replace("2024", "2025").replace("Quillmarsh", "Tarnbeck")
    assert "never mix" in _submit(desk, other, demonstration=not first)
    assert len(desk.store.register.uploads.all()) == 1
    assert desk.store.register.readings.suppliers().height == kept


def test_a_suggestion_that_is_taken_is_listed(desk: Desk, tmp_path: Path) -> None:
    mine, theirs = ROWS.format("Bury Council"), ROWS.format("Leeds City Council").split("\n", 1)[1]
    file = tmp_path / "april.csv"
    file.write_text(mine + theirs)
    owner = ingesting.owner_of("Bury", "", desk)
    (asked,) = ingesting.ingest(GROUP, desk, [(file, owner)])
    assert (asked.outcome, asked.questions[0].answer) == ("asked", "")
    (taken,) = ingesting.ingest(GROUP, desk, [(file, owner)], yes=True)
    assert (taken.outcome, taken.held_back_rules) == ("taken", {"OTHER_BODY": 2})
    assert [(q["code"], q["answer"]) for q in taken.as_json()["questions"]] == [("OTHER_BODY", "own")]


def test_a_file_of_another_body_alone_is_refused_though_suggestions_are_taken(desk: Desk) -> None:
    file = SpendFile("april.csv", ROWS.format("Leeds City Council").encode(), ingesting.owner_of("Bury", "", desk))
    (receipt,) = submitting.submit(GROUP, desk, [file], take_suggested=True)
    assert (receipt.outcome, desk.store.register.uploads.all()) == ("refused", [])
    assert "stays out" in receipt.reason


def test_a_file_that_cannot_be_opened_does_not_stop_the_rest(desk: Desk, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text(ROWS.format("Bury Council"))
    owner = ingesting.owner_of("Bury", "", desk)
    named = [(tmp_path / "gone.csv", owner), (good, owner)]
    outcomes = {receipt.file: receipt.outcome for receipt in ingesting.ingest(GROUP, desk, named)}
    assert outcomes == {"good.csv": "taken", "gone.csv": "refused"}


def test_an_invented_file_is_known_beside_its_mark(desk: Desk, tmp_path: Path) -> None:
    real, invented = tmp_path / "real.csv", tmp_path / "demonstration" / "invented.csv"
    invented.parent.mkdir()
    real.write_text(ROWS.format("Bury Council"))
    invented.write_text(ROWS.format("Bury Council").replace("2024", "2025"))
    digest = sha256(invented.read_bytes()).hexdigest()
    (invented.parent / ingesting.MARK).write_text(f"Invented.\n{digest}\n")
    owner = ingesting.owner_of("Bury", "", desk)
    assert [r.outcome for r in ingesting.ingest(GROUP, desk, [(real, owner)])] == ["taken"]
    (receipt,) = ingesting.ingest(GROUP, desk, [(invented, owner)])
    assert receipt.outcome == "refused"
    assert "invented" in receipt.reason


def _lines(*days: int, supplier: str = "Quillmarsh Ltd", pounds: int = 500) -> str:
    return "".join(f"{day:02}/04/2024,{supplier},{pounds + day}.25\n" for day in days)


@pytest.mark.parametrize(
    ("stored", "sent", "asked_about"),
    [
        ([range(1, 5)], range(1, 6), 0),
        ([range(1, 3)], range(2, 28), 0),
        ([range(1, 3), range(1, 5)], range(1, 6), 1),
        ([range(1, 3), [*range(3, 7), *range(101, 125)]], range(1, 28), 0),
        ([range(1, 9)], range(9, 28), None),
        ([[*range(1, 9, 2), *range(101, 125)]], range(1, 28), None),
        ([[*range(1, 5), *range(101, 125)]], range(1, 28), 0),
    ],
    ids=[
        "all again and one more, too few to prove anything",
        "one of two again",
        "the one that shares most",
        "a small one wholly, a large one hardly",
        "none again",
        "a seventh again, here and there",
        "a seventh again, all of the first days",
    ],
)
def test_a_file_is_asked_about_beside_the_upload_that_holds_its_payments(
    desk: Desk, stored: list[list[int]], sent: list[int], asked_about: int | None
) -> None:
    """Lines 101 and on are of another supplier on the same days."""
    head, ids = "Date,Supplier,Net Amount\n", []
    owner = ingesting.owner_of("Bury", "", desk)
    for place, lines in enumerate(stored):
        others = _lines(*(at - 100 for at in lines if at > 100), supplier="Harrowfen PLC", pounds=700)
        text = head + _lines(*(at for at in lines if at < 100)) + others
        file = SpendFile(f"{place}.csv", text.encode(), owner, {"SAME_PERIOD": "add"})
        ids += [receipt.upload_id for receipt in submitting.submit(GROUP, desk, [file])]
    (receipt,) = submitting.submit(GROUP, desk, [SpendFile("new.csv", (head + _lines(*sent)).encode(), owner)])
    assert receipt.outcome == ("taken" if asked_about is None else "asked")
    assert [question.code for question in receipt.questions] == ([] if asked_about is None else ["SAME_PERIOD"])
    assert asked_about is None or ids[asked_about] in receipt.questions[0].sentence


@pytest.mark.parametrize("first", [True, False], ids=["real after invented", "invented after real"])
def test_of_invented_and_real_files_that_come_together_the_first_kind_is_stored(desk: Desk, first: bool) -> None:
    bury = ingesting.owner_of("Bury", "", desk)
    texts = [ROWS.format("Bury Council").replace("2024", year) for year in ("2023", "2024", "2025")]
    files = [
        SpendFile(f"{at}.csv", text.encode(), bury, is_demonstration=first == (at != 1))
        for at, text in enumerate(texts)
    ]
    receipts = list(submitting.submit(GROUP, desk, files))
    assert [one.outcome for one in receipts] == ["taken", "refused", "taken"]
    assert "never mix" in receipts[1].reason

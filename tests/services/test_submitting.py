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

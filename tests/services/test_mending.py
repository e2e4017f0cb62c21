"""Held-back rows are mended without touching an accepted payment, and every line keeps its number."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import CannotDo
from procurement.services.uploading import ingesting, mending, mending_workbook, profiles, submitting, uploads
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)
ROWS = [
    ["Spend over 500 pounds"],
    ["Body Name", "Payment Date", "Supplier", "Net Amount", "Purpose"],
    ["Bury Council", "03/04/2024", "Quillmarsh Ltd", "1,250.00", "Depot\nroof"],
    ["Bury Council", "31/04/2024", "Quillmarsh Ltd", "250.00", "Gutters"],
    ["Bury Council", "25/04/2024", "Harrowfen PLC", "not known", "=Town hall"],
    [],
    ["Bury Council", "27/04/2024", "Harrowfen PLC", "-4.00", "Credit"],
]


def _csv() -> bytes:
    quoted = "\n".join(",".join(f'"{cell}"' if "," in cell or "\n" in cell else cell for cell in row) for row in ROWS)
    return (quoted + "\nBury Council,28/04/2024,Tarn\x00beck Ltd,7.00,Paint\n").encode()


def _workbook() -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("April")
        for at, row in enumerate(ROWS):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return kept.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def _keep(desk: Desk, name: str = "april.csv", content: bytes | None = None) -> str:
    file = SpendFile(name, _csv() if content is None else content, ingesting.owner_of("Bury", "", desk))
    (receipt,) = submitting.submit(GROUP, desk, [file])
    assert receipt.outcome == "taken"
    return receipt.upload_id


def _accepted(desk: Desk, upload_id: str) -> list[tuple[int, str]]:
    return uploads.payments(GROUP, desk, upload_id).select("line", "amount").rows()


def _corrected(held: mending.HeldRows, line: int, column: str, value: str) -> dict[int, list[str]]:
    is_it = pl.col("line") == line
    return held.edited(held.rows.with_columns(pl.when(is_it).then(pl.lit(value)).otherwise(column).alias(column)))


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        pytest.param("april.csv", _csv, (5, 6, 9), id="text, where a cell breaks over two lines"),
        pytest.param("april.xlsx", _workbook, (4, 5), id="a workbook"),
    ],
)
def test_a_mended_row_is_accepted_on_its_own_line_and_the_rest_stays(
    desk: Desk, name: str, content: object, lines: tuple[int, ...]
) -> None:
    assert callable(content)
    upload_id = _keep(desk, name, content())
    before = _accepted(desk, upload_id)
    held = mending.held_rows(GROUP, desk, upload_id)
    assert tuple(held.rows["line"]) == lines
    edits = _corrected(held, lines[0], "Payment Date", "30/04/2024")
    receipt = mending.keep(GROUP, desk, upload_id, edits)
    assert (receipt.outcome, receipt.accepted, receipt.held_back) == ("taken", 3, len(lines) - 1)
    assert _accepted(desk, receipt.upload_id) == sorted([*before, (lines[0], "250.00")])
    assert mending.held_rows(GROUP, desk, receipt.upload_id).rows["line"].to_list() == list(lines[1:])
    assert _accepted(desk, upload_id) == before, "the old upload stays readable"
    standing = [item.upload_id for item in desk.store.register.uploads.standing()]
    assert standing == [receipt.upload_id]


def test_what_would_happen_is_shown_before_anything_is_stored(desk: Desk) -> None:
    upload_id = _keep(desk)
    edits = _corrected(mending.held_rows(GROUP, desk, upload_id), 6, "Net Amount", "99.50")
    mended = mending.preview(GROUP, desk, upload_id, edits)
    assert (mended.before["accepted_pence"], mended.file.receipt.accepted_pence) == (124_600, 134_550)
    assert (mended.before["held_back"], mended.still_held, mended.mended) == (3, 2, 1)
    assert len(desk.store.register.uploads.all()) == 1


def test_a_row_that_nobody_mended_stays_held_though_it_could_now_be_read(desk: Desk) -> None:
    upload_id = _keep(desk)
    edits = _corrected(mending.held_rows(GROUP, desk, upload_id), 6, "Net Amount", "99.50")
    kept = mending.keep(GROUP, desk, upload_id, edits)
    assert kept.held_back_rules == {"DATE_NOT_A_DAY": 1, "NUL_BYTE": 1}
    again = _corrected(mending.held_rows(GROUP, desk, kept.upload_id), 9, "Supplier", "Tarnbeck Ltd")
    assert mending.keep(GROUP, desk, kept.upload_id, again).held_back_rules == {"DATE_NOT_A_DAY": 1}


@pytest.mark.parametrize(
    "row",
    [b"\x00\x00\x00\n", b'"Paid to Tarnbeck Ltd: 70.00\n', b'Total,"x,,1500.00,\n'],
    ids=["bytes of no text", "a text that is never closed", "a total that can't be read"],
)
def test_a_row_that_nobody_mended_stays_held_though_it_looks_like_a_remark_now(desk: Desk, row: bytes) -> None:
    """It went from what is held back without a word, for a line of one text is a remark."""
    upload_id = _keep(desk, "april.csv", _csv() + row)
    assert mending.held_rows(GROUP, desk, upload_id).rows["line"].to_list() == [5, 6, 9, 10]
    edits = _corrected(mending.held_rows(GROUP, desk, upload_id), 5, "Payment Date", "30/04/2024")
    kept = mending.keep(GROUP, desk, upload_id, edits)
    assert kept.held_back == 3
    assert mending.held_rows(GROUP, desk, kept.upload_id).rows["line"].to_list() == [6, 9, 10]


def test_a_payment_cannot_be_mended_into_a_remark(desk: Desk) -> None:
    edits = {6: ["All amounts include VAT", "", "", "", ""]}
    with pytest.raises(CannotDo, match="no payment any more"):
        mending.preview(GROUP, desk, _keep(desk), edits)


def test_a_correction_that_would_change_an_accepted_payment_is_refused(desk: Desk) -> None:
    rows = "Date,Supplier,Amount\n"
    rows += "".join(f"0{day}/0{day + 1}/2024,Quillmarsh Ltd,{day}.00\n" for day in range(1, 6))
    upload_id = _keep(desk, "spend.csv", (rows + "yesterday,Tarnbeck Ltd,3.00\n").encode())
    with pytest.raises(CannotDo, match="accepted payments would be read otherwise"):
        mending.preview(GROUP, desk, upload_id, {7: ["02/27/2024", "Tarnbeck Ltd", "3.00"]})


def test_the_file_that_was_mended_does_not_undo_the_mending_when_it_comes_again(desk: Desk) -> None:
    """As where a folder is taken in once more. A person who means it may still put the file back."""
    upload_id = _keep(desk)
    corrected = _corrected(mending.held_rows(GROUP, desk, upload_id), 5, "Payment Date", "30/04/2024")
    mended = mending.keep(GROUP, desk, upload_id, corrected)
    again = SpendFile("april.csv", _csv(), ingesting.owner_of("Bury", "", desk), always=frozenset({"SAME_PERIOD"}))
    (receipt,) = submitting.submit(GROUP, desk, [again], take_suggested=True)
    assert receipt.outcome == "refused"
    assert f"upload {mended.upload_id} took its place" in receipt.reason
    assert uploads.find_upload(GROUP, desk, mended.upload_id).state == "stored"
    meant = replace(again, answers={"SAME_PERIOD": "replace"}, are_remembered=True)
    (receipt,) = submitting.submit(GROUP, desk, [meant], take_suggested=True)
    assert (receipt.outcome, receipt.held_back) == ("taken", 3)
    assert uploads.find_upload(GROUP, desk, mended.upload_id).state == "replaced"


def test_a_rule_for_periods_sent_again_does_not_undo_a_mending_either(desk: Desk) -> None:
    first = _keep(desk, "first.csv", _csv().replace(b"1,250.00", b"1,150.00"))
    corrected = SpendFile(
        "april.csv", _csv(), ingesting.owner_of("Bury", "", desk), {"SAME_PERIOD": "replace"}, are_remembered=True,
        always=frozenset({"SAME_PERIOD"}),
    )  # fmt: skip
    (receipt,) = submitting.submit(GROUP, desk, [corrected])
    assert uploads.find_upload(GROUP, desk, first).replaced_by == receipt.upload_id
    held = mending.held_rows(GROUP, desk, receipt.upload_id)
    mended = mending.keep(GROUP, desk, receipt.upload_id, _corrected(held, 5, "Payment Date", "30/04/2024"))
    for content in (_csv(), _csv().replace(b"1,250.00", b"1,150.00")):
        again = SpendFile("again.csv", content, ingesting.owner_of("Bury", "", desk))
        (receipt,) = submitting.submit(GROUP, desk, [again])
        assert (receipt.outcome, receipt.questions[-1].suggested) == ("asked", "stop")
    assert uploads.find_upload(GROUP, desk, mended.upload_id).state == "stored"


def test_what_the_profile_came_to_say_since_changes_no_payment_of_a_mended_file(desk: Desk) -> None:
    upload_id = _keep(desk)
    profiles.set_for_every_file(GROUP, desk, "E08000002", "AMOUNT_BASIS", "gross")
    edits = _corrected(mending.held_rows(GROUP, desk, upload_id), 6, "Net Amount", "99.50")
    assert mending.keep(GROUP, desk, upload_id, edits).accepted == 3


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        pytest.param({}, "No row has been changed", id="nothing corrected"),
        pytest.param({6: ["", " ", "", "", ""]}, "left blank", id="a row wiped out"),
        pytest.param({3: ["Bury Council", "03/04/2024", "X", "9.00", ""]}, "Line 3 is not held back", id="accepted"),
        pytest.param({99: ["Bury Council", "03/04/2024", "X", "9.00", ""]}, "Line 99 is not held back", id="no row"),
    ],
)
def test_an_empty_correction_is_told_plainly(desk: Desk, edits: dict[int, list[str]], sentence: str) -> None:
    with pytest.raises(CannotDo, match=sentence):
        mending.preview(GROUP, desk, _keep(desk), edits)


def test_a_row_that_others_may_not_read_is_the_own_officers_to_mend(desk: Desk) -> None:
    rows = "Date,Supplier,Net Amount\n03/04/2024,Quillmarsh Ltd,5.00\n31/04/2024,Mr Tobias Quillfeather,9.00\n"
    upload_id = _keep(desk, "april.csv", rows.encode())
    edits = {3: ["30/04/2024", "Quillmarsh Ltd", "9.00"]}
    assert mending.held_rows(GROUP, desk, upload_id).rows.is_empty()
    with pytest.raises(CannotDo, match="Line 3 is not held back"):
        mending.keep(GROUP, desk, upload_id, edits)
    assert mending.keep(Viewer(Role.OFFICER, "E08000002"), desk, upload_id, edits).accepted == 2


def test_only_a_standing_upload_of_ones_own_council_is_mended(desk: Desk) -> None:
    upload_id = _keep(desk)
    edits = _corrected(mending.held_rows(GROUP, desk, upload_id), 6, "Net Amount", "99.50")
    with pytest.raises(NotAllowed):
        mending.keep(Viewer(Role.OFFICER, "E08000035"), desk, upload_id, edits)
    receipt = mending.keep(GROUP, desk, upload_id, edits)
    with pytest.raises(CannotDo, match=receipt.upload_id):
        mending.held_rows(GROUP, desk, upload_id)


def _filled_in(made: bytes, changes: dict[tuple[str, str], object]) -> bytes:
    """The workbook as a person sends it back: (line, heading) to what they typed."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in next(sheet.iter_rows())]
    for row in sheet.iter_rows(min_row=2):
        for (line, heading), value in changes.items():
            if row[1].value == line:
                row[headings.index(heading)].value = value  # type: ignore[assignment]
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_of_a_file_whose_headings_are_called_as_ours_comes_back(desk: Desk) -> None:
    rows = (
        "line,Date,Supplier,Net Amount,upload\na,31/04/2024,Quillmarsh Ltd,5.00,b\n,03/04/2024,Quillmarsh Ltd,6.00,\n"
    )
    upload_id = _keep(desk, "april.csv", rows.encode())
    made = mending_workbook.workbook(GROUP, desk, upload_id)
    back = _filled_in(made, {("2", "Date"): "30/04/2024"})
    edits = mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", back)
    assert edits == {2: ["a", "30/04/2024", "Quillmarsh Ltd", "5.00", "b"]}


def test_a_workbook_of_a_file_with_columns_that_are_headed_alike_comes_back(desk: Desk) -> None:
    rows = "Date,Supplier,Net Amount,Purpose,Purpose,Purpose\n31/04/2024,Quillmarsh Ltd,5.00,a,b,c\n"
    rows += "".join(f"0{day}/04/2024,Quillmarsh Ltd,6.00,a,b,c\n" for day in range(1, 6))
    upload_id = _keep(desk, "april.csv", rows.encode())
    held = mending.held_rows(GROUP, desk, upload_id)
    assert len(set(held.cells)) == 6
    back = _filled_in(mending_workbook.workbook(GROUP, desk, upload_id), {("2", held.cells[4]): "mended"})
    edits = mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", back)
    assert edits == {2: ["31/04/2024", "Quillmarsh Ltd", "5.00", "a", "mended", "c"]}


def test_a_workbook_of_a_file_with_a_heading_like_a_formula_comes_back(desk: Desk) -> None:
    """Such headings leave disarmed, so that the workbook was said to lack them."""
    rows = "Date,Supplier,Net Amount,+/- Code\n31/04/2024,Quillmarsh Ltd,5.00,@a\n03/04/2024,Quillmarsh Ltd,6.00,-b\n"
    upload_id = _keep(desk, "april.csv", rows.encode())
    back = _filled_in(mending_workbook.workbook(GROUP, desk, upload_id), {("2", "Date"): "30/04/2024"})
    edits = mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", back)
    assert edits == {2: ["30/04/2024", "Quillmarsh Ltd", "5.00", "@a"]}


def test_what_says_which_row_it_is_is_locked_and_the_cells_are_not(desk: Desk) -> None:
    upload_id = _keep(desk)
    sheet = openpyxl.load_workbook(io.BytesIO(mending_workbook.workbook(GROUP, desk, upload_id))).active
    assert sheet is not None
    assert sheet.protection.sheet
    locked = {str(sheet.cell(1, cell.column).value): cell.protection.locked for cell in sheet[2]}
    held = mending.held_rows(GROUP, desk, upload_id)
    assert [name for name, is_locked in locked.items() if not is_locked] == list(held.cells)


def test_notes_beside_the_columns_of_a_workbook_do_no_harm(desk: Desk) -> None:
    upload_id = _keep(desk)
    book = openpyxl.load_workbook(io.BytesIO(mending_workbook.workbook(GROUP, desk, upload_id)))
    sheet = book.active
    assert sheet is not None
    sheet.protection.sheet = False
    sheet["G2"] = "30/04/2024"
    sheet["L2"], sheet["M3"] = "finance asked", "waits for finance"
    kept = io.BytesIO()
    book.save(kept)
    edits = mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", kept.getvalue())
    assert edits == {5: ["Bury Council", "30/04/2024", "Quillmarsh Ltd", "250.00", "Gutters"]}


def test_the_workbook_comes_back_with_just_what_was_changed(desk: Desk) -> None:
    upload_id = _keep(desk)
    made = mending_workbook.workbook(GROUP, desk, upload_id)
    assert mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", made) == {}
    back = _filled_in(made, {("5", "Payment Date"): date(2024, 4, 30), ("6", "Net Amount"): 99.5})
    edits = mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", back)
    assert sorted(edits) == [5, 6]
    assert edits[6] == ["Bury Council", "25/04/2024", "Harrowfen PLC", "99.5", "=Town hall"]
    assert mending.keep(GROUP, desk, upload_id, edits).held_back_rules == {"NUL_BYTE": 1}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({("6", "upload"): "0123456789abcdef"}, "not of", id="of another upload"),
        pytest.param({("6", "line"): "seven"}, "no line number", id="a line that is no number"),
        pytest.param({("6", "line"): "3"}, "not held back", id="an accepted payment's line"),
        pytest.param({("6", "line"): "5"}, "stands twice", id="a line twice"),
    ],
)
def test_a_workbook_that_was_tampered_with_is_told_plainly(
    desk: Desk, change: dict[tuple[str, str], object], sentence: str
) -> None:
    upload_id = _keep(desk)
    back = _filled_in(mending_workbook.workbook(GROUP, desk, upload_id), change)
    with pytest.raises(CannotDo, match=sentence):
        mending_workbook.corrections(GROUP, desk, upload_id, "held.xlsx", back)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"], ids=["empty", "broken", "another file"])
def test_another_file_is_told_plainly(desk: Desk, content: bytes) -> None:
    with pytest.raises(CannotDo, match=r"can't be read|no column"):
        mending_workbook.corrections(GROUP, desk, _keep(desk), "held.xlsx", content)

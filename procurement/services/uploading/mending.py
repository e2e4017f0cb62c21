"""Held-back rows are worked off: mended cell by cell, and the mended file replaces the one that it came from.

Nobody edits an accepted payment: the file is written again with the mended rows in place of the held-back ones, read
as any upload is, and refused where an accepted payment would come out otherwise. The old upload stays readable.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from procurement.access import Viewer, check_can_submit
from procurement.publish import mended_files
from procurement.services import owners, standing
from procurement.services.desk import Desk
from procurement.services.privacy import people
from procurement.services.problems import CannotDo
from procurement.services.uploading import submitting, uploads
from procurement.services.uploading.asking import PART_OF
from procurement.services.uploading.reading import ReadFile, SpendFile
from procurement.services.uploading.receipts import Receipt
from procurement.spend import headings, read, receive
from procurement.spend.limits import COMMAND_LINE
from procurement.spend.rows import mended_rows
from procurement.spend.text_table import TextTable
from procurement.spend.workbooks.sheet_lines import A_SHEET, number_of
from procurement.store.uploads import UploadRecord
from procurement.tables import PAYMENT_FACTS

Edits = Mapping[int, Sequence[str]]
"""Line of the file to its cells as a person left them, as many as the file has columns."""

UPLOAD = "upload"
"""The column of a workbook to fill in that says which upload it is of."""

ABOUT = ("line", "reason", "amount_held", "what_to_do")
"""The columns before the cells; a person reads them and can't change them."""

STANDING = "stored"


@dataclass(frozen=True)
class HeldRows:
    """The held-back rows of an upload, ready to be mended.

    rows: ABOUT (amount_held in pounds as text, "" where no amount could be read), then the cells of the file under
    `cells`, the publisher's headings, each once. A row a held-back row, by line.
    """

    upload: UploadRecord
    rows: pl.DataFrame
    cells: tuple[str, ...]

    def edited(self, now: pl.DataFrame) -> dict[int, list[str]]:
        """The rows of `now` (line and the cells) whose cells differ from ours, as Edits; unknown lines are a mistake.

        Raises CannotDo where a line of `now` is not held back, or stands twice.
        """
        before = {row[0]: list(row[1:]) for row in self.rows.select("line", *self.cells).iter_rows()}
        rows = {row[0]: list(row[1:]) for row in now.select("line", *self.cells).fill_null("").iter_rows()}
        _check_lines(rows, before)
        if len(rows) < now.height:
            twice = now.filter(pl.col("line").is_duplicated())["line"].min()
            raise CannotDo(f"Line {twice} stands twice. Keep each row once.")
        return {line: cells for line, cells in rows.items() if cells != before[line]}


@dataclass(frozen=True)
class Mended:
    """A mended file before it is kept: how it reads now, and the receipt of the upload that it would replace."""

    file: ReadFile
    upload: SpendFile
    before: Mapping[str, int]
    mended: int

    @property
    def still_held(self) -> int:
        """How many rows stay held back."""
        return self.file.receipt.held_back


def held_rows(viewer: Viewer, desk: Desk, upload_id: str, rule: str = "") -> HeldRows:
    """The rows to mend of an upload that stands, those of one rule where it is named.

    Those that may name a private person are left to the council's own officers.
    Raises CannotDo where the upload no longer stands, StoreProblem where its file is lost, NotAllowed where not theirs.
    """
    item = _standing(viewer, desk, upload_id)
    table, named = _original(desk, item)
    held = _to_mend(viewer, desk, upload_id)
    if rule:
        held = held.filter(pl.col("rule") == rule)
    cells = mended_rows.held_cells(table, held["line"].to_list())
    about = held.select(
        "line",
        reason=pl.col("rule").str.replace_all("_", " ").str.to_lowercase(),
        amount_held=pl.when(pl.col("amount_pence").is_not_null()).then(uploads.pounds("amount_pence")).fill_null(""),
        what_to_do="advice",
    )
    names = _unlike(named)
    texts = pl.DataFrame(
        [(line, *row) for line, row in cells.items()],
        schema={"line": pl.Int64, **dict.fromkeys(names, pl.String)},
        orient="row",
    )
    return HeldRows(item, about.join(texts, on="line", how="inner", validate="1:1").sort("line"), names)


def preview(viewer: Viewer, desk: Desk, upload_id: str, edits: Edits) -> Mended:
    """How the file reads with the rows in `edits` mended; nothing is stored.

    Raises CannotDo where nothing is mended, a row is not held back or not this viewer's to mend, a mended row is left
    blank, the mended file can't be read, or an accepted payment would come out otherwise than it is stored.
    """
    item = _standing(viewer, desk, upload_id)
    check_can_submit(viewer, item.authority_code)
    _check_edits(edits)
    _check_lines(edits, _to_mend(viewer, desk, upload_id)["line"])
    table, _ = _original(desk, item)
    held = uploads.whole_held_back(viewer, desk, upload_id).filter(~pl.col("line").is_in(list(edits)))
    upload = SpendFile(
        _name(item.file_name, table),
        _written(table, edits),
        owners.from_code(item.authority_code, desk),
        dict(item.receipt.get("answers", {})),
        COMMAND_LINE,
        item.is_demonstration,
        replaces=upload_id,
        uses_profile=False,
        held_before=held,
        part_of=str(item.receipt.get(PART_OF, "")),
    )
    (file,) = submitting.preview(viewer, desk, upload)
    _check_nothing_else_moves(file, desk, item, edits)
    before = {name: item.receipt[name] for name in ("accepted", "held_back", "accepted_pence", "held_back_pence")}
    return Mended(file, upload, before, len(edits))


def keep(viewer: Viewer, desk: Desk, upload_id: str, edits: Edits) -> Receipt:
    """Store the mended file in place of the upload; the old one stays readable. Raises as `preview` does."""
    mended = preview(viewer, desk, upload_id, edits)
    (receipt,) = submitting.submit(
        viewer, desk, [mended.upload], take_suggested=True, demonstration=standing.is_demonstration(desk)
    )
    return receipt


def _standing(viewer: Viewer, desk: Desk, upload_id: str) -> UploadRecord:
    item = uploads.find_upload(viewer, desk, upload_id)
    if item.state != STANDING:
        later = f" Mend upload {item.replaced_by}, which stands in its place." if item.replaced_by else ""
        raise CannotDo(f"Upload {upload_id} ({item.file_name}) is {item.state}, so its rows can't be mended.{later}")
    return item


def _to_mend(viewer: Viewer, desk: Desk, upload_id: str) -> pl.DataFrame:
    """The held-back rows that the viewer may mend: those that may be read."""
    return uploads.held_back_lines(viewer, desk, upload_id).filter(pl.col("row_text") != people.WITHHELD)


def _original(desk: Desk, item: UploadRecord) -> tuple[TextTable, tuple[str, ...]]:
    """The uploaded file as it was read, and what its columns are headed."""
    answers = dict(item.receipt.get("answers", {}))
    (received,) = receive.check(item.file_name, desk.store.originals.read(item.sha256), COMMAND_LINE)
    table = read.as_text(received, COMMAND_LINE, answers, desk.reference["heading_aliases"])
    named = headings.apply(
        table, desk.reference["heading_aliases"], desk.reference["redaction_wordings"], answers, item.file_name
    )
    return table, tuple(named.labels[column] for column in table.columns)


def _unlike(labels: Sequence[str]) -> tuple[str, ...]:
    """The publisher's headings, none of them twice and none called as ours."""
    seen: set[str] = {UPLOAD, *ABOUT}
    names: list[str] = []
    for at, label in enumerate(labels, 1):
        names.append(label if label and label not in seen else f"{label} (column {at})".strip())
        seen.add(names[-1])
    return tuple(names)


def _check_lines(lines: Iterable[int], held: Iterable[int]) -> None:
    strange = sorted(set(lines) - set(held))
    if strange:
        raise CannotDo(
            f"Line {strange[0]} is not held back for you to mend, so it can't be changed. Mend held-back rows only."
        )


def _check_edits(edits: Edits) -> None:
    if not edits:
        raise CannotDo("No row has been changed yet. Correct a cell, then check the corrections.")
    blank = [line for line, cells in edits.items() if not any(cell.strip() for cell in cells)]
    if blank:
        raise CannotDo(
            f"Row {blank[0]} is left blank, and a payment can't vanish. Put its values back, or leave it as it was."
        )


def _written(table: TextTable, edits: Edits) -> bytes:
    rows = mended_rows.with_edits(table, edits)
    if table.kind == "csv":
        return mended_files.as_csv(rows)
    if table.parts:
        of_sheets = [(part.name, [row for row in rows if number_of(row[0]) == part.number]) for part in table.parts]
        near = [(name, [(line % A_SHEET, cells) for line, cells in found]) for name, found in of_sheets]
        return mended_files.as_workbook(near, table.serial_day_zero)
    return mended_files.as_workbook([(table.sheet or "Payments", rows)], table.serial_day_zero)


def _name(file_name: str, table: TextTable) -> str:
    stem = PurePath(file_name).stem.removesuffix(" (mended)")
    return f"{stem} (mended).{'csv' if table.kind == 'csv' else 'xlsx'}"


def _check_nothing_else_moves(file: ReadFile, desk: Desk, item: UploadRecord, edits: Edits) -> None:
    if file.judged is None:
        raise CannotDo(f"With these corrections the file can't be read: {file.receipt.reason}")
    gone = set(edits) - set(file.judged.payments["line"]) - set(file.judged.held_back["line"])
    if gone:
        raise CannotDo(
            f"Row {min(gone)} would be no payment any more, and a payment can't vanish. Give it a day, a supplier and "
            "an amount, or leave it as it was."
        )
    names = PAYMENT_FACTS.names()
    stored = desk.store.ledger.payments([item.upload_id]).collect().sort("line").select(names)
    now = file.judged.payments.filter(~pl.col("line").is_in(list(edits))).sort("line").select(names)
    if now.equals(stored):
        return
    other = now.join(stored, on=names, how="anti", nulls_equal=True)["line"].to_list()
    lost = stored.join(now, on=names, how="anti", nulls_equal=True)["line"].to_list()
    first = min([*other, *lost])
    raise CannotDo(
        f"With these corrections {len({*other, *lost}):,} accepted payments would be read otherwise, the first on line "
        f"{first}, so nothing is stored. Write days and amounts as its other rows do, or correct the file at its "
        "source and upload it again."
    )

"""Writes down what became of each file of a run, a few files at a time."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from procurement.services.back_catalogues.back_catalogue_memory import KNOWN, REFUSED, TAKEN, Memory
from procurement.services.uploading.receipts import Receipt
from procurement.store.back_catalogues import BackCatalogues, CatalogueFile, StoredBytes

ROWS_AT_ONCE, SECONDS_AT_MOST = 200, 2.0

QUOTED_CELLS = re.compile(r'; it begins with ".*?"(?=\.)')
"""What a refusal quotes of a file's cells is said once, on its receipt, and kept nowhere."""

Tell = Callable[[CatalogueFile, Receipt | None], object]


@dataclass
class Keeping:
    """The rows of one run: begun in the order of the files, told and kept once it is known what became of each."""

    kept: BackCatalogues
    run_id: int
    tell: Tell
    begun: int = 0
    waiting: list[CatalogueFile] = field(default_factory=list[CatalogueFile])
    last: float = field(default_factory=time.monotonic)

    def begin(
        self, path: str, size_bytes: int, sha256: str = "", period: tuple[date, date] | None = None
    ) -> CatalogueFile:
        """The row of a file of which nothing more is known yet."""
        self.begun += 1
        first, last = period or (None, None)
        row = CatalogueFile(self.run_id, self.begun, path, "", datetime.now(UTC), sha256, size_bytes=size_bytes)
        return replace(row, named_first=first, named_last=last)

    def end(self, row: CatalogueFile, receipt: Receipt | None = None) -> None:
        """What became of a file."""
        row = replace(row, at=datetime.now(UTC), reason=QUOTED_CELLS.sub("", row.reason))
        self.waiting.append(row)
        self.tell(row, receipt)
        if len(self.waiting) >= ROWS_AT_ONCE or time.monotonic() - self.last > SECONDS_AT_MOST:
            self.flush()

    def refuse(self, row: CatalogueFile, reason: str) -> None:
        """A file that is not taken."""
        self.end(replace(row, outcome=REFUSED, reason=reason))

    def flush(self) -> None:
        """Write down what waits to be."""
        self.kept.record(self.waiting)
        self.waiting = []
        self.last = time.monotonic()


def from_receipt(row: CatalogueFile, receipt: Receipt) -> CatalogueFile:
    """The row of a file that was read; of one that was not stored, nothing is accepted or held back."""
    is_stored = receipt.outcome == TAKEN
    days = [date.fromisoformat(day) if day else None for day in (receipt.first_day, receipt.last_day)]
    return replace(
        row,
        outcome=receipt.outcome,
        reason=receipt.reason or receipt.note,
        upload_id=receipt.upload_id,
        lines=receipt.lines,
        accepted=receipt.accepted if is_stored else 0,
        held_back=receipt.held_back if is_stored else 0,
        accepted_pence=receipt.accepted_pence if is_stored else 0,
        held_back_pence=receipt.held_back_pence if is_stored else 0,
        first_day=days[0],
        last_day=days[1],
    )


def from_upload(row: CatalogueFile, upload: StoredBytes, memory: Memory) -> CatalogueFile:
    """The row of a file that is stored already, or was."""
    if upload.state != "stored":
        gone = f"It was stored as upload {upload.upload_id}, which was {upload.state} since; --again takes it anew."
        return replace(row, outcome=KNOWN, reason=gone, upload_id=upload.upload_id)
    return replace(
        row,
        outcome=KNOWN,
        reason="Stored already.",
        upload_id=upload.upload_id,
        lines=memory.lines.get(upload.upload_id, 0) or upload.payments + upload.held_back,
        accepted=upload.payments,
        held_back=upload.held_back,
        accepted_pence=upload.payments_pence,
        held_back_pence=upload.held_back_pence,
        first_day=upload.first_day,
        last_day=upload.last_day,
    )

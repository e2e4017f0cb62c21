"""Which uploads are being scrubbed, kept on the disk from the word until nothing is left of them: a stop in between
delays a scrub and never loses it.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from procurement.store.lasting import sync_folder


@dataclass(frozen=True)
class Order:
    """The word to scrub uploads: which, when, by whom and why."""

    upload_ids: tuple[str, ...]
    at: datetime
    by: str
    why: str


@dataclass(frozen=True)
class Orders:
    """The orders that are not carried out yet, in one file; none, no file."""

    file: Path

    def waiting(self) -> list[Order]:
        """Every order that is not carried out, the oldest first."""
        if not self.file.exists():
            return []
        rows: list[dict[str, Any]] = json.loads(self.file.read_text(encoding="utf-8"))
        return [_order(row) for row in rows]

    def give(self, order: Order) -> None:
        """Add an order; it lasts through a power cut once this returns."""
        self._write([*self.waiting(), order])

    def are_done(self) -> None:
        """Forget the orders, once nothing is left to do."""
        self.file.unlink(missing_ok=True)
        sync_folder(self.file.parent)

    def _write(self, orders: Sequence[Order]) -> None:
        aside = self.file.with_suffix(".aside")
        with aside.open("w", encoding="utf-8") as writing:
            json.dump([{**asdict(one), "at": one.at.isoformat()} for one in orders], writing)
            writing.flush()
            os.fsync(writing.fileno())
        aside.replace(self.file)
        sync_folder(self.file.parent)


def _order(row: dict[str, Any]) -> Order:
    return Order(tuple(row["upload_ids"]), datetime.fromisoformat(row["at"]), row["by"], row["why"])

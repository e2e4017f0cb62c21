"""What a store keeps of the uploads that are not scrubbed, to be held against itself before and after."""

from typing import Any

import polars as pl

from procurement.services.desk import Desk
from procurement.services.uploading import uploads
from tests.promises.people_files import People
from tests.promises.uploader import GROUP


def kept_of_others(desk: Desk, people: People) -> dict[str, Any]:
    """By upload that is not scrubbed: its rows, its receipt and its bytes, and the readings of its texts."""
    readings = desk.store.register.readings
    kept: dict[str, Any] = {}
    for name, one in people.others.items():
        record = desk.store.register.uploads.get(one)
        rows = desk.store.ledger.payments_of(one).collect().sort("line")
        kept[f"{name} payments"] = rows
        kept[f"{name} held back"] = uploads.held_back(GROUP, desk, one)
        kept[f"{name} issues"] = uploads.issues(GROUP, desk, one)
        kept[f"{name} record"] = record
        kept[f"{name} bytes"] = desk.store.originals.read(record.sha256)
        kept[f"{name} suppliers"] = _of(readings.suppliers(), rows, "supplier_text_key").drop("made_at")
        kept[f"{name} categories"] = _of(readings.categories(), rows, "line_text_key").drop("made_at")
    kept["standing pence"] = desk.store.ledger.payments().select(pl.col("amount_pence").sum()).collect().item()
    return kept


def are_equal(one: Any, other: Any) -> bool:
    """Whether two things kept are the same."""
    return one.equals(other) if isinstance(one, pl.DataFrame) else one == other


def _of(readings: pl.DataFrame, rows: pl.DataFrame, key: str) -> pl.DataFrame:
    return readings.join(rows.select(pl.col(key).unique()), on=key, how="semi").sort(key)

"""Pairs of supplier texts that matching left to a person, kept as they were weighed."""

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, delete

from procurement.store.facts import changes_of, count_change
from procurement.store.register_database import Database
from procurement.store.register_tables import SUPPLIER_PAIRS
from procurement.store.upserting import upsert
from procurement.store.whole_tables import read_table
from procurement.tables import SUPPLIER_PAIR, TEXT

KEPT = pl.Schema({**SUPPLIER_PAIR, "made_at": TEXT})


@dataclass
class SupplierPairs:
    """Every pair that waits, or waited until somebody answered; read once for each state of the table."""

    database: Database
    _read: tuple[int, pl.DataFrame] = field(default=(-1, pl.DataFrame()))

    def all(self) -> pl.DataFrame:
        """SUPPLIER_PAIR, by keys."""
        with self.database.reading() as connection:
            changes, known = changes_of(connection, SUPPLIER_PAIRS), self._read
            if known[0] != changes:
                known = changes, read_table(connection, SUPPLIER_PAIRS, KEPT).select(SUPPLIER_PAIR.names())
                self._read = known
            return known[1]

    def add(self, pairs: pl.DataFrame, at: datetime) -> None:
        """Add SUPPLIER_PAIR rows, or weigh those anew that are there; none changes nothing."""
        if pairs.is_empty():
            return
        with self.database.writing() as connection:
            _add(connection, pairs, at)


def replace_all(connection: Connection, pairs: pl.DataFrame, at: datetime) -> None:
    """Make SUPPLIER_PAIR rows the whole of it, inside a writing transaction."""
    connection.execute(delete(SUPPLIER_PAIRS))
    _add(connection, pairs, at)


def _add(connection: Connection, pairs: pl.DataFrame, at: datetime) -> None:
    count_change(connection, SUPPLIER_PAIRS)
    upsert(connection, SUPPLIER_PAIRS, [{**row, "made_at": at} for row in pairs.to_dicts()])

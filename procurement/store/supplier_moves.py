"""Where suppliers went that were merged or split, so that an id that somebody wrote down still leads somewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, insert, select

from procurement.store.register_database import Database
from procurement.store.register_tables import SUPPLIER_MOVES


@dataclass(frozen=True)
class SupplierMoves:
    """Every move, in the order they were made; they are added and never changed."""

    database: Database

    def all(self) -> list[dict[str, Any]]:
        """SUPPLIER_MOVE rows with id, cause, by and at, the oldest first."""
        with self.database.reading() as connection:
            asked = select(SUPPLIER_MOVES).order_by(SUPPLIER_MOVES.c.id)
            return [dict(row) for row in connection.execute(asked).mappings()]


def add(connection: Connection, moves: pl.DataFrame, cause: str, by: str, at: datetime) -> None:
    """Add SUPPLIER_MOVE rows inside a writing transaction, so that they stand or fall with what caused them."""
    if not moves.is_empty():
        connection.execute(
            insert(SUPPLIER_MOVES), [{**row, "cause": cause, "by": by, "at": at} for row in moves.to_dicts()]
        )

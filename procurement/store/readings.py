"""What supplier texts and lines were read as, by rules or by people, a row a distinct text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl
from sqlalchemy import Connection, Table

from procurement.store.facts import count_change
from procurement.store.kept_tables import KeptTables
from procurement.store.ledger_tables import MOMENT
from procurement.store.register_database import Database, as_text
from procurement.store.register_tables import CATEGORY_READINGS, SUPPLIER_READINGS
from procurement.store.whole_tables import WholeTable
from procurement.tables import CATEGORY_READING, SUPPLIER_READING, TEXT

RULES = "rules"
KEYS_AT_ONCE = 10_000
MADE = {"made_by": TEXT, "made_at": MOMENT}
KEPT_SUPPLIER_READING = pl.Schema({**SUPPLIER_READING, **MADE})
KEPT_CATEGORY_READING = pl.Schema({**CATEGORY_READING, **MADE})


@dataclass(frozen=True)
class Readings:
    """Readings of suppliers and of categories. A person's reading is never changed by the rules.

    copies: where both tables are copied to, if anywhere.
    """

    database: Database
    copies: KeptTables | None = None

    @cached_property
    def _suppliers(self) -> WholeTable:
        return WholeTable(self.database, SUPPLIER_READINGS, KEPT_SUPPLIER_READING, self.copies)

    @cached_property
    def _categories(self) -> WholeTable:
        return WholeTable(self.database, CATEGORY_READINGS, KEPT_CATEGORY_READING, self.copies)

    def suppliers(self) -> pl.DataFrame:
        """SUPPLIER_READING with `made_by` and `made_at`, in no order."""
        return self._suppliers.rows()

    def suppliers_of(self, keys: pl.Series) -> pl.DataFrame:
        """As `suppliers`, for these supplier_text_keys alone: of a national register an upload needs few."""
        return self._suppliers.rows_of(keys)

    def suppliers_state(self) -> int:
        """Which state of `suppliers` this is: it tells each from those before."""
        return self._suppliers.changes()

    def categories(self) -> pl.DataFrame:
        """CATEGORY_READING with `made_by` and `made_at`, in no order."""
        return self._categories.rows()

    def categories_state(self) -> int:
        """Which state of `categories` this is: it tells each from those before."""
        return self._categories.changes()

    def categories_of(self, keys: pl.Series) -> pl.DataFrame:
        """As `categories`, for these line_text_keys alone."""
        return self._categories.rows_of(keys)

    def keep_suppliers(
        self,
        readings: pl.DataFrame,
        made_at: datetime,
        made_by: str = RULES,
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        """Add or change SUPPLIER_READING rows; those that a person made stay, unless a person changes them.

        also: writes what goes with them, in the same transaction.
        """
        self._suppliers.put(_made(readings.select(list(SUPPLIER_READING)), made_at, made_by), RULES, also)

    def keep_categories(
        self,
        readings: pl.DataFrame,
        made_at: datetime,
        made_by: str = RULES,
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        """Add or change CATEGORY_READING rows; those that a person made stay, unless a person changes them.

        also: writes what goes with them, in the same transaction.
        """
        self._categories.put(_made(readings.select(list(CATEGORY_READING)), made_at, made_by), RULES, also)

    def keep_copies(self) -> None:
        """Copy both tables anew where the copies lack many rows; the caller holds the store's turn."""
        self._suppliers.keep_copy()
        self._categories.keep_copy()

    def forget_suppliers(self, keys: pl.Series) -> None:
        """Drop the readings of these supplier_text_keys, so that they are made anew."""
        self._forget(SUPPLIER_READINGS, keys)

    def forget_categories(self, keys: pl.Series) -> None:
        """Drop the readings of these line_text_keys, so that they are made anew."""
        self._forget(CATEGORY_READINGS, keys)

    def _forget(self, table: Table, keys: pl.Series) -> None:
        (key,) = table.primary_key
        with self.database.writing() as connection:
            for start in range(0, keys.len(), KEYS_AT_ONCE):
                some = keys.slice(start, KEYS_AT_ONCE).to_list()
                connection.execute(table.delete().where(key.in_(some)))
            count_change(connection, table)


def _made(readings: pl.DataFrame, made_at: datetime, made_by: str) -> pl.DataFrame:
    return readings.with_columns(made_by=pl.lit(made_by), made_at=pl.lit(as_text(made_at)))

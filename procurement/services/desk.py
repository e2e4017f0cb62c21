"""What every service works with: the store, the reference tables, today's date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import polars as pl

from procurement import settings
from procurement.categories.rules import CategoryRules
from procurement.categories.rules import build as build_category_rules
from procurement.places import authorities, groupings
from procurement.services.suppliers.decided_suppliers import DecidedSuppliers
from procurement.services.suppliers.known_suppliers import KnownSuppliers
from procurement.store import reference as reference_tables
from procurement.store.desk_store import Store, open_store
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.reference import from_frames as build_supplier_reference

Reference = Mapping[str, pl.DataFrame]
Hubs = tuple[tuple[str, tuple[str, ...]], ...]
"""The hubs that people composed, each with the codes of its councils."""
Maps = dict[date, tuple[Hubs, pl.DataFrame]]


@dataclass(frozen=True)
class Desk:
    """An open store with everything needed to read it; `today` decides which dates are in the future.

    maps: PLACE_SHARE of the days that were asked for, each with the hubs of which it was made.
    """

    store: Store
    reference: Reference
    authorities: pl.DataFrame
    groupings: pl.DataFrame
    suppliers: SupplierReference
    categories: CategoryRules
    today: date
    known_suppliers: KnownSuppliers = field(default_factory=KnownSuppliers, compare=False)
    decided_suppliers: DecidedSuppliers = field(default_factory=DecidedSuppliers, compare=False)
    maps: Maps = field(default_factory=Maps, compare=False)


def suppliers_of(desk: Desk, keys: pl.Series | None = None) -> pl.DataFrame:
    """DECIDED_SUPPLIER: every text with the supplier that it stands for now, people's decisions applied.

    keys: the supplier_text_keys that are wanted; all where it is not given.
    """
    if keys is None:
        return desk.decided_suppliers.readings(desk.store.register, desk.suppliers)
    return desk.decided_suppliers.readings_of(keys, desk.store.register, desk.suppliers)


def open_desk(home: Path | None = None, today: date | None = None) -> Desk:
    """Open the store under `home` (else PROCUREMENT_HOME, else data/store), making it where it is absent.

    Raises StoreProblem with a sentence where the folder can't be used.
    """
    kept = settings.load(home)
    known = _known(kept.reference, reference_tables.state(kept.reference))
    store = open_store(kept.home)
    return Desk(
        store=store,
        reference=known.tables,
        authorities=known.authorities,
        groupings=known.groupings,
        suppliers=known.suppliers,
        categories=known.categories,
        today=today or datetime.now(UTC).date(),
        known_suppliers=KnownSuppliers(store.names),
    )


@dataclass(frozen=True)
class _Known:
    """The reference tables, and what is made of them; nothing here is ever changed, so desks may share it."""

    tables: Reference
    authorities: pl.DataFrame
    groupings: pl.DataFrame
    suppliers: SupplierReference
    categories: CategoryRules


@lru_cache(maxsize=2)
def _known(folder: Path, _state: reference_tables.State) -> _Known:
    """What is in a folder of reference tables in a certain state: one that was edited is read anew."""
    tables = MappingProxyType(reference_tables.load(folder))
    return _Known(
        tables,
        authorities.parse(tables["authorities"]),
        groupings.parse(tables["groupings"]),
        build_supplier_reference(tables),
        build_category_rules(tables),
    )


def open_reference() -> Reference:
    """The reference tables alone, for jobs that need no store."""
    return reference_tables.load(settings.load().reference)

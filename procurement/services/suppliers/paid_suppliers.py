"""The suppliers of the payments that stand: a register of the country holds many that a store never paid."""

from pathlib import Path

import polars as pl

from procurement.services.desk import Desk, suppliers_of
from procurement.services.privacy import private_texts
from procurement.services.suppliers.decided_suppliers import State

_last: dict[Path, tuple[tuple[str, State], pl.DataFrame]] = {}
"""The latest of each store, with the state of its ledger and suppliers; many questions ask for the same."""


def of(desk: Desk) -> pl.DataFrame:
    """DECIDED_SUPPLIER of every text that a standing payment has, a row a text, in no order."""
    state = (desk.store.ledger.version(), desk.decided_suppliers.state(desk.store.register))
    known = _last.get(desk.store.home)
    if known is None or known[0] != state:
        paid = private_texts.read(desk).lines["supplier_text_key"].unique()
        known = _last[desk.store.home] = (state, suppliers_of(desk, paid))
    return known[1]

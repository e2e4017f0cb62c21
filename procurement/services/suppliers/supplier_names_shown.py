"""Which suppliers' names a viewer may read: one that may name a private person is left out wherever names are shared.

A text is withheld from a viewer while any council that pays it has not released it, but for officers of that council.
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from procurement.access import Role, Viewer, can_see_private_people
from procurement.services.desk import Desk
from procurement.services.privacy import private_texts
from procurement.suppliers import private_people
from procurement.suppliers.decisions import plain_names
from procurement.tables import KEY, TEXT

EVERYONE = Viewer(Role.ADVISORY_GROUP)
"""What all may read: no officer's leave to read the own council's names is used."""

SPEND = pl.Schema(
    {
        "supplier_text_key": KEY,
        "spend_pence": pl.Int64(),
        "payments": pl.Int64(),
        "authority_codes": pl.List(TEXT),
    }
)
"""What standing payments a text has, and of which councils."""

_spent: dict[Path, tuple[str, pl.DataFrame]] = {}
"""The latest SPEND of each store, with the version of the ledger that it is of."""
_paid_names: dict[Path, tuple[pl.DataFrame, pl.DataFrame, pl.Series]] = {}
"""The plain names that were paid in each store, with the readings and the spend that they are of."""
_private: dict[Path, tuple[str, pl.DataFrame]] = {}
"""Which texts each council has not released, with the version of the store."""


def spend(desk: Desk) -> pl.DataFrame:
    """SPEND of every text that a standing payment has; texts of withdrawn uploads have no row."""
    version, known = desk.store.ledger.version(), _spent.get(desk.store.home)
    if known is None or known[0] != version:
        known = _spent[desk.store.home] = (version, _spend(desk))
    return known[1]


def withheld(viewer: Viewer, desk: Desk) -> pl.Series:
    """The supplier_text_key of every text that this viewer may not read."""
    private = _not_released(desk)
    own = [code for code in private["authority_code"].unique() if can_see_private_people(viewer, code)]
    return private.filter(~pl.col("authority_code").is_in(own))["supplier_text_key"].unique()


def withheld_names(viewer: Viewer, desk: Desk) -> frozenset[str]:
    """The plain names of those texts, by which decisions and reasons that repeat them are known."""
    keys = withheld(viewer, desk)
    readings = desk.decided_suppliers.standing(desk.store.register, desk.suppliers).base
    return frozenset(readings.filter(pl.col("supplier_text_key").is_in(keys.implode()))["plain"])


def may_be_shared(viewer: Viewer, desk: Desk, names: pl.Series) -> pl.Series:
    """Whether each name may be read by this viewer, also one that no stored payment has."""
    if names.is_empty():
        return pl.Series(dtype=pl.Boolean)
    plain, paid = plain_names(names), _paid(desk)
    looks = private_people.read_cells(names, private_texts.rules(desk)).select("text", "looks_private")
    frame = pl.DataFrame({"text": names, "plain": plain}).join(
        looks, on="text", how="left", validate="m:1", maintain_order="left"
    )
    hidden = pl.Series(sorted(withheld_names(viewer, desk)), dtype=pl.String)
    is_open = pl.col("plain").is_in(paid.implode()) & ~pl.col("plain").is_in(hidden.implode())
    is_unknown = ~pl.col("plain").is_in(paid.implode()) & ~pl.col("looks_private").fill_null(value=False)
    return frame.select(is_open | is_unknown).to_series()


def are_shown(viewer: Viewer, desk: Desk, said: Sequence[Sequence[str]]) -> list[bool]:
    """Of several lots of names whether the viewer may read every one of each; "" is no name."""
    names = [name for lot in said for name in lot if name]
    shown = dict(zip(names, may_be_shared(viewer, desk, pl.Series(names, dtype=TEXT)), strict=True))
    return [all(shown[name] for name in lot if name) for lot in said]


def _paid(desk: Desk) -> pl.Series:
    """The plain names of what standing payments were paid to, each once."""
    base, spent = desk.decided_suppliers.standing(desk.store.register, desk.suppliers).base, spend(desk)
    known = _paid_names.get(desk.store.home)
    if known is None or known[0] is not base or known[1] is not spent:
        made = base.join(spent, on="supplier_text_key", how="semi")["plain"].unique()
        known = _paid_names[desk.store.home] = (base, spent, made)
    return known[2]


def _spend(desk: Desk) -> pl.DataFrame:
    lines = private_texts.read(desk).lines
    grouped = lines.group_by("supplier_text_key").agg(
        spend_pence=pl.col("pence").sum(),
        payments=pl.col("payments").sum().cast(pl.Int64),
        authority_codes=pl.col("authority_code").unique().sort(),
    )
    return grouped.select(SPEND.names())


def _not_released(desk: Desk) -> pl.DataFrame:
    """authority_code and supplier_text_key: which texts each council has not released.

    Individuals by their kind are among them, whatever their name looks like.
    """
    version, known = desk.store.version(), _private.get(desk.store.home)
    if known is None or known[0] != version:
        lines = private_texts.private_lines(desk).filter("payee_is_private")
        known = _private[desk.store.home] = (version, lines.select("authority_code", "supplier_text_key").unique())
    return known[1]

"""What the loaded public registers say of supplier texts: the body each is, and the numbers that this adds to them."""

from collections.abc import Callable

import polars as pl

from procurement.access import Viewer, check_can_decide
from procurement.services.desk import Desk, suppliers_of
from procurement.services.privacy import private_texts
from procurement.services.registers import public_registers
from procurement.store.public_registers import PublicRegisters, Record
from procurement.suppliers.public_registers import matching, uniting
from procurement.suppliers.public_registers.matching import NUMBERED_BY, Slice
from procurement.tables import REGISTER_MATCH, SUPPLIER_TEXT

TEXTS_AT_ONCE = 50_000
FILLED = {"companies-house": "company_number", "charity-commission": "charity_number"}
"""Which identifier of a text a register fills where it holds none."""


def matches(desk: Desk, texts: pl.DataFrame) -> pl.DataFrame:
    """REGISTER_MATCH of SUPPLIER_TEXT (with `first_paid_on` of texts not yet stored) in every register that is loaded.

    None where no register is loaded.
    """
    records = public_registers.listed(desk)
    if not records or texts.is_empty():
        return pl.DataFrame(schema=REGISTER_MATCH)
    dated = texts if "first_paid_on" in texts.columns else _dated(desk, texts)
    prepared = matching.prepare(dated, desk.suppliers)
    rules, kept = desk.reference["register_match_rules"], public_registers.kept(desk)
    found = [
        matching.match(prepared, slice_for(prepared, kept, record), rules, desk.suppliers)
        for record in records.values()
    ]
    return pl.concat(found)


def _dated(desk: Desk, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with the day of the first payment to each that stands; null where none does."""
    payments = desk.store.ledger.payments().filter(
        pl.col("supplier_text_key").is_in(texts["supplier_text_key"].implode())
    )
    first = payments.group_by("supplier_text_key").agg(first_paid_on=pl.col("paid_on").min())
    days = first.collect(engine="streaming")
    return texts.join(days, on="supplier_text_key", how="left", validate="m:1", maintain_order="left")


def united(viewer: Viewer, desk: Desk, progress: Callable[[str, int, int], None]) -> pl.DataFrame:
    """SUPPLIER_ASK: known suppliers that are one body of a loaded register, for a person to merge; nothing is changed.

    Texts that are withheld as a private person's are left out. None where no register is loaded.
    """
    check_can_decide(viewer)
    withheld = private_texts.private_lines(desk).filter("payee_is_private")["supplier_text_key"].unique()
    shown = (pl.col("supplier_id") != "") & ~pl.col("supplier_text_key").is_in(withheld.implode())
    readings = suppliers_of(desk).filter(shown).sort("supplier_text_key")
    found = [pl.DataFrame(schema=REGISTER_MATCH)]
    for first in range(0, readings.height, TEXTS_AT_ONCE):
        found.append(matches(desk, readings.slice(first, TEXTS_AT_ONCE).select(SUPPLIER_TEXT.names())))
        progress("Looking suppliers up", min(first + TEXTS_AT_ONCE, readings.height), readings.height)
    return uniting.pairs(readings, pl.concat(found))


def slice_for(prepared: pl.DataFrame, kept: PublicRegisters, record: Record) -> Slice:
    """The bodies and names of a register that prepared texts can come to, read from disk without the rest."""
    keys, beginnings = (prepared[name].unique().drop_nulls() for name in ("name_key", "beginning"))
    is_near = pl.col("name_key").is_in(keys.implode())
    begun = beginnings.filter(beginnings != "")
    if begun.len():
        is_near |= pl.col("name_key").str.head(matching.BEGINNING).is_in(begun.implode())
    names = kept.names(record).filter(is_near & (pl.col("name_key") != "")).collect(engine="streaming")
    sort = NUMBERED_BY.get(record.register, "")
    beside = [prepared[sort].unique()] if sort else []
    numbers = pl.concat([names["number"].unique(), *beside]).unique()
    bodies = kept.bodies(record).filter(pl.col("number").is_in(numbers.implode())).collect(engine="streaming")
    return Slice(record.register, bodies, names)


def identify(desk: Desk, texts: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_TEXT with the numbers that registers add to texts without one, and `registered`: why, "" for others."""
    found = matches(desk, texts).filter(pl.col("verdict") == "same")
    told = texts.with_columns(registered=pl.lit(""))
    for register, column in FILLED.items():
        mine = found.filter(pl.col("register") == register).select("supplier_text_key", "number", "reason")
        joined = told.join(mine, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")
        takes = (pl.col(column) == "") & pl.col("number").is_not_null()
        told = joined.with_columns(
            pl.when(takes).then("number").otherwise(pl.col(column)).alias(column),
            registered=pl.when(takes & (pl.col("registered") != ""))
            .then(pl.format("{}; {}", "registered", "reason"))
            .when(takes)
            .then("reason")
            .otherwise("registered"),
        ).drop("number", "reason")
    return told

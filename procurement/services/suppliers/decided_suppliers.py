"""Every text with the supplier that it stands for now: as the rules read it, with people's decisions applied.

Decisions are applied when readings are read, and never written into them, so that taking one back leaves no trace, and
a text that comes next month is under every decision that was made before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import polars as pl

from procurement.store.decisions import Decision as KeptDecision
from procurement.store.redacting import ERASED
from procurement.store.register import Register
from procurement.suppliers import decisions, lasting_ids
from procurement.suppliers.decided_sets import GROUP, NAME
from procurement.suppliers.decisions import Decided, Decision, Named, plain_names
from procurement.suppliers.reference import SupplierReference
from procurement.tables import DECIDED_SUPPLIER, KEY, TEXT

DECIDED_ON = "supplier"
"""The kind of decision in the register, of {"a": {"name", "number"}, "b": likewise or null}: {"what", "value"}."""


PLAIN = pl.Schema({"supplier_text_key": KEY, "plain": TEXT})
State = tuple[int, int]


@dataclass(frozen=True)
class Standing:
    """readings: DECIDED_SUPPLIER of every text; base: what the rules made (SUPPLIER_READING with `plain`).

    said: the decisions that stand, oldest first; decided: what they come to.
    """

    readings: pl.DataFrame
    base: pl.DataFrame
    said: Sequence[Decision]
    decided: Decided


@dataclass
class DecidedSuppliers:
    """What stands now, worked out when it is first asked for and again once the register has changed."""

    _state: State = (-1, -1)
    _last: Standing | None = None
    _base: tuple[int, pl.DataFrame] = (-1, pl.DataFrame())
    _plain: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PLAIN))
    _turn: Lock = field(default_factory=Lock)

    def state(self, register: Register) -> State:
        """Tells one state of what stands from the next."""
        return register.readings.suppliers_state(), register.decisions.changes()

    def standing(self, register: Register, reference: SupplierReference) -> Standing:
        """What stands; threads may share it."""
        with self._turn:
            state = self.state(register)
            if self._last is None or state != self._state:
                if self._base[0] != state[0]:
                    self._base = (state[0], self._with_plain_names(register.readings.suppliers()))
                said = read_all(register.decisions.standing(DECIDED_ON))
                self._last, self._state = stand(self._base[1], said, reference), state
            return self._last

    def became(self, after: Standing, register: Register) -> None:
        """Take over what a decision that was just kept has made, unless something else has changed meanwhile."""
        readings, decisions_made = self._state
        with self._turn:
            if self.state(register) == (readings, decisions_made + 1):
                self._last, self._state = after, (readings, decisions_made + 1)

    def readings(self, register: Register, reference: SupplierReference) -> pl.DataFrame:
        """DECIDED_SUPPLIER of every text; quick where nobody has decided anything."""
        if register.decisions.has(DECIDED_ON):
            return self.standing(register, reference).readings
        return register.readings.suppliers().with_columns(supplier_group=pl.lit("")).select(DECIDED_SUPPLIER.names())

    def readings_of(self, keys: pl.Series, register: Register, reference: SupplierReference) -> pl.DataFrame:
        """DECIDED_SUPPLIER of these supplier_text_keys; quick where nobody has decided anything."""
        if register.decisions.has(DECIDED_ON):
            is_one = pl.col("supplier_text_key").is_in(keys.implode())
            return self.standing(register, reference).readings.filter(is_one)
        by_rules = register.readings.suppliers_of(keys)
        return by_rules.with_columns(supplier_group=pl.lit("")).select(DECIDED_SUPPLIER.names())

    def _with_plain_names(self, base: pl.DataFrame) -> pl.DataFrame:
        """With `plain`; a text that was seen before is not made plain again."""
        new = base.join(self._plain, on="supplier_text_key", how="anti")
        if new.height:
            made = new.select("supplier_text_key", plain=plain_names(new["supplier_name"]))
            self._plain = pl.concat([self._plain, made])
        return base.join(self._plain, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")


def stand(base: pl.DataFrame, said: Sequence[Decision], reference: SupplierReference) -> Standing:
    """What decisions make of the readings of the rules."""
    decided = decisions.apply(base, said, reference)
    left = base.join(decided.changed, on="supplier_text_key", how="anti").with_columns(supplier_group=pl.lit(""))
    readings = pl.concat([left.select(DECIDED_SUPPLIER.names()), decided.changed])
    return Standing(readings, base, said, decided)


def read_all(kept: Sequence[KeptDecision]) -> list[Decision]:
    """Decisions as they are kept; a name that was erased from the store is none, and one that holds it says nothing."""
    made = [read(one.id, one.key, one.value) for one in kept]
    return [one for one in made if not (one.what in (NAME, GROUP) and ERASED in one.value)]


def read(number: int, key: Any, value: Any) -> Decision:
    """One decision as it is kept."""
    a, b = (_named(key.get(side)) for side in ("a", "b"))
    return Decision(number, value["what"], a, b, value["value"])


def _named(kept: Any) -> Named:
    name = kept["name"] if kept else ""
    return Named("" if ERASED in name else name, kept["number"] if kept else "")


def changed(before: Standing, after: Standing) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The texts that people's decisions change in one or the other of two, as they stood and as they stand now."""
    keys = pl.concat([one.decided.changed["supplier_text_key"] for one in (before, after)]).unique()
    is_one = pl.col("supplier_text_key").is_in(keys.implode())
    return before.readings.filter(is_one), after.readings.filter(is_one)


def moves(before: Standing, after: Standing) -> pl.DataFrame:
    """SUPPLIER_MOVE: what decisions move, of the same readings of the rules."""
    return lasting_ids.moves(*changed(before, after), after.readings["supplier_id"])

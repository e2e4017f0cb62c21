"""All texts matched anew, as if every file had come at once, with ids carried over: so order of upload changes nothing.

A small register is settled after every upload. A large one takes new texts in one by one, by what is known already,
and is settled when somebody says so (`procurement suppliers settle`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import polars as pl
from sqlalchemy import Connection

from procurement.services.desk import Desk, suppliers_of
from procurement.services.suppliers import supplier_evidence, supplier_pairs
from procurement.services.suppliers.decided_suppliers import stand
from procurement.store import supplier_moves
from procurement.store import supplier_pairs as kept_pairs
from procurement.store.readings import RULES
from procurement.suppliers import lasting_ids, matching
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT
from procurement.ui.words import count

WHOLE_AT_AN_UPLOAD = 20_000
"""Up to so many distinct texts are matched anew after each upload: about two processor seconds."""
SETTLED = "suppliers settled"
"""The fact in the register that says which texts were matched together last."""
CAUSE = "matching"


@dataclass(frozen=True)
class Settled:
    """How many texts were matched together, how many read otherwise than before, and what moved (SUPPLIER_MOVE)."""

    texts: int
    changed: int
    waiting: int
    moves: pl.DataFrame

    def as_sentence(self) -> str:
        """What was done."""
        moved = count(self.moves.height, "move")
        return (
            f"{count(self.texts, 'name')} matched together: {self.changed:,} read otherwise than before, {moved} "
            f"from one supplier to another, {count(self.waiting, 'pair')} left to a person."
        )


def after_upload(desk: Desk) -> None:
    """Settle a register that is small enough, where texts have come or gone since it was settled last."""
    texts = desk.store.register.readings.suppliers()
    if texts.height <= WHOLE_AT_AN_UPLOAD and desk.store.register.facts.get(SETTLED) != _which(texts):
        settle(desk, "the rules")


def matched_together(desk: Desk, texts: pl.DataFrame) -> None:
    """Keep that these texts (`supplier_text_key`), before which there were none, were matched together already."""
    desk.store.register.facts.put(SETTLED, _which(texts))


def settle(desk: Desk, by: str) -> Settled:
    """Match every text anew; suppliers keep their ids, people's decisions stand, and every move is kept with who asked.

    Raises StoreProblem where the register can't be written.
    """
    with desk.store.turn("settling suppliers"):
        before = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
        by_rules = before.base.filter(pl.col("made_by") == RULES)
        texts = before.base.select(SUPPLIER_TEXT.names()).sort("supplier_text_key")
        matched = matching.settle(texts, pl.DataFrame(schema=SUPPLIER_READING), desk.suppliers)
        made = supplier_evidence.explained_before(matched.readings, before.base)
        fresh = lasting_ids.carry(before.base.select(SUPPLIER_READING.names()), made)
        pairs = supplier_pairs.of_asks(matched.asks, matched.readings)
        changed = fresh.join(by_rules.select("supplier_text_key"), on="supplier_text_key", how="semi").join(
            by_rules, on=SUPPLIER_READING.names(), how="anti", nulls_equal=True
        )
        moves = _moves(before.base, changed, desk)
        _keep(desk, changed, pairs, moves, texts, by)
    return Settled(texts.height, changed.height, pairs.height, moves)


def _moves(base: pl.DataFrame, changed: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """What moves of the suppliers as people see them, decisions applied."""
    plain = base.select("supplier_text_key", "plain")
    anew = changed.join(plain, on="supplier_text_key", how="left", validate="1:1")
    after = pl.concat([base.join(anew, on="supplier_text_key", how="anti").select(anew.columns), anew])
    said = desk.decided_suppliers.standing(desk.store.register, desk.suppliers).said
    return lasting_ids.moves(suppliers_of(desk), stand(after, said, desk.suppliers).readings)


def _keep(
    desk: Desk, changed: pl.DataFrame, pairs: pl.DataFrame, moves: pl.DataFrame, texts: pl.DataFrame, by: str
) -> None:
    now = datetime.now(UTC)

    def also(connection: Connection) -> None:
        """Keep the pairs that wait and what moved, in the same transaction."""
        kept_pairs.replace_all(connection, pairs, now)
        supplier_moves.add(connection, moves, CAUSE, by, now)

    desk.store.register.readings.keep_suppliers(changed, now, also=also)
    desk.store.register.facts.put(SETTLED, _which(texts))


def _which(texts: pl.DataFrame) -> str:
    """Tells one set of texts from another."""
    return blake2b(texts["supplier_text_key"].sort().to_numpy().tobytes(), digest_size=12).hexdigest()

"""The queue of names that may be one supplier: what waits for a person, by pounds at stake and chance.

An answer is worth what it would put right: the pounds at stake times the chance that the two are one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from procurement.access import Viewer, check_can_check_suppliers
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo
from procurement.services.suppliers import supplier_asked
from procurement.services.suppliers.supplier_decisions import Done, Say, decide
from procurement.services.suppliers.supplier_pairs import SIDES
from procurement.services.uploading.uploads import pounds
from procurement.suppliers import short_names
from procurement.suppliers.decided_sets import DIFFERENT, SAME
from procurement.suppliers.decisions import VAT_SCHEME, Named, numbers_of
from procurement.suppliers.differences import Difference, compare
from procurement.suppliers.labelling import CHARITY_SCHEME, COMPANY_SCHEME
from procurement.suppliers.reference import SupplierReference
from procurement.tables import TEXT
from procurement.ui.words import count, pounds_exactly

OF_A_SIDE = {"name": TEXT, "number": TEXT, "supplier_id": TEXT, "supplier": TEXT, "spend_pence": pl.Int64()}
COUNCILS = {"councils": pl.Int64()}
WAITING = pl.Schema(
    {
        "pair": TEXT,
        **{f"{name}_{side}": kind for side in SIDES for name, kind in {**OF_A_SIDE, **COUNCILS}.items()},
        "stake_pence": pl.Int64(),
        "probability": pl.Float64(),
        "reason": TEXT,
        "sort_of_reason": TEXT,
    }
)
"""Two suppliers that may be one, by a name of each as it was published. Of the two, `a` would keep its id.

stake_pence: the spend of the smaller, which is what a wrong answer would misplace.
"""
_made: dict[Path, tuple[str, dict[tuple[Viewer, str], "Queue"]]] = {}
"""The queues of each store that were asked for, by viewer and council, with the version of the store."""
_sizes: dict[Path, tuple[SupplierReference, pl.DataFrame]] = {}
"""short_names.sized of the names of each store that stood in a pair, with the tables that it is by."""
MOST_KEPT = 4
"""So many queues are kept, that memory stays bounded."""
CALLED = {COMPANY_SCHEME: "company number", CHARITY_SCHEME: "charity number", VAT_SCHEME: "VAT number"}
WORDS_OF_NAMES = r"'[^']*'"


@dataclass(frozen=True)
class Queue:
    """waiting: WAITING in order; settled: how many pairs people have answered; pence: at stake in each."""

    waiting: pl.DataFrame
    settled: int
    settled_pence: int

    @property
    def waiting_pence(self) -> int:
        """What is at stake in the pairs that wait."""
        return int(self.waiting["stake_pence"].sum())

    @property
    def share_settled(self) -> float:
        """0 to 1 of the pounds at stake; 1 where nothing is."""
        whole = self.waiting_pence + self.settled_pence
        return self.settled_pence / whole if whole else float(self.waiting.is_empty())

    def as_sentence(self) -> str:
        """How far people have come."""
        return (
            f"{count(self.waiting.height, 'pair')} ({pounds_exactly(self.waiting_pence)} at stake) wait; "
            f"{count(self.settled, 'pair')} ({pounds_exactly(self.settled_pence)}) answered."
        )


def queue(viewer: Viewer, desk: Desk, council: str = "") -> Queue:
    """What waits for a person. Pairs of which the viewer may not read a name, or nothing stands, are not in it.

    council: only pairs of which it pays one supplier or both; "" for all councils'.
    Raises NotAllowed for those who may not decide on suppliers.
    """
    check_can_check_suppliers(viewer)
    version, known = desk.store.version(), _made.get(desk.store.home)
    made = known[1] if known is not None and known[0] == version else {}
    found = made.get((viewer, council))
    if found is None:
        waiting, settled = supplier_asked.asked(viewer, desk, council)
        found = Queue(_in_order(waiting, desk), settled.height, int(settled["stake_pence"].sum()))
        others = made if len(made) < MOST_KEPT else {}
        _made[desk.store.home] = (version, {**others, (viewer, council): found})
    return found


def differences(row: Mapping[str, str]) -> Difference:
    """Which words of the two names of a pair (a row of WAITING) the other has as well."""
    return compare(row["name_a"], row["name_b"])


def number_in_words(number: str) -> str:
    """An identifier as a page says it.

    >>> number_in_words("GB-COH-02222222"), number_in_words("")
    ('company number 02222222', 'no number published')
    """
    for scheme, called in CALLED.items():
        if number.startswith(scheme):
            return f"{called} {number.removeprefix(scheme)}"
    return number or "no number published"


def answer(viewer: Viewer, desk: Desk, pair: str, is_same: bool, why: str = "") -> Done:
    """Say of one pair that its two names are the same supplier, or not. CannotDo where it waits no longer."""
    return decide(viewer, desk, [_say(row, is_same) for row in _rows(viewer, desk, [pair])], why)


def answer_all(viewer: Viewer, desk: Desk, pairs: list[str], is_same: bool, why: str = "") -> Done:
    """The same answer for several pairs, all of them or none."""
    return decide(viewer, desk, [_say(row, is_same) for row in _rows(viewer, desk, pairs)], why)


def by_reason(queue_now: Queue) -> pl.DataFrame:
    """sort_of_reason, pairs, stake_pence: reasons without the words of the names, the most pairs first."""
    return (
        queue_now.waiting.group_by("sort_of_reason")
        .agg(pairs=pl.len().cast(pl.Int64), stake_pence=pl.col("stake_pence").sum())
        .sort("pairs", "stake_pence", "sort_of_reason", descending=[True, True, False])
    )


def in_brief(found: Queue) -> pl.DataFrame:
    """The waiting pairs for a terminal's width."""
    stake = pounds("stake_pence").alias("pounds")
    return found.waiting.select("name_a", "name_b", stake, pl.col("probability").round(2), "reason")


def _rows(viewer: Viewer, desk: Desk, pairs: list[str]) -> list[dict[str, str]]:
    some = queue(viewer, desk).waiting.filter(pl.col("pair").is_in(pairs))
    waiting = {row["pair"]: row for row in some.iter_rows(named=True)}
    gone = [pair for pair in pairs if pair not in waiting]
    if gone or not pairs:
        raise CannotDo("That pair waits no longer: somebody has answered it, or it was never asked. List them again.")
    return [waiting[pair] for pair in pairs]


def _say(row: dict[str, str], is_same: bool) -> Say:
    a, b = (Named(row[f"name_{side}"], row[f"number_{side}"]) for side in SIDES)
    return Say(SAME if is_same else DIFFERENT, a, b)


def _in_order(pairs: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """WAITING: the side that keeps its id as `a` (one with a number, else the one that is paid more)."""
    keys = ("supplier_text_key_a", "supplier_text_key_b")
    pairs = pairs.with_columns(pair=pl.format("{}-{}", *keys))
    numbered = _numbers(pairs, desk)
    for side in SIDES:
        number = numbered.rename({"supplier_text_key": f"supplier_text_key_{side}", "number": f"number_{side}"})
        pairs = pairs.join(number, on=f"supplier_text_key_{side}", how="left", validate="m:1")
    weight = [_rank(side) for side in SIDES]
    is_turned = (weight[1] > weight[0]) | (
        (weight[1] == weight[0]) & (pl.col("spend_pence_b") > pl.col("spend_pence_a"))
    )
    columns = [*OF_A_SIDE, *COUNCILS]
    turned = [pl.when(is_turned).then(f"{name}_b").otherwise(f"{name}_a").alias(f"{name}_a") for name in columns]
    turned += [pl.when(is_turned).then(f"{name}_a").otherwise(f"{name}_b").alias(f"{name}_b") for name in columns]
    reason = short_names.with_form_told(pairs, lambda names: _sized(names, desk))
    of_its_sort = pl.col("reason").str.replace_all(WORDS_OF_NAMES, "'…'")
    told = pairs.with_columns(*turned, reason).with_columns(sort_of_reason=of_its_sort)
    worth = pl.col("stake_pence") * pl.col("probability")
    return told.select(WAITING.names()).sort(worth, "probability", "pair", descending=[True, True, False])


def _sized(names: pl.Series, desk: Desk) -> pl.DataFrame:
    """short_names.sized of distinct names, of which most were sized before."""
    by, before = _sizes.get(desk.store.home, (None, None))
    if before is None or by is not desk.suppliers:
        every = short_names.sized(names, desk.suppliers)
    else:
        new = names.filter(~names.is_in(before["name"].implode()))
        every = pl.concat([before, short_names.sized(new, desk.suppliers)])
    _sizes[desk.store.home] = (desk.suppliers, every)
    return every.filter(pl.col("name").is_in(names.implode()))


def _rank(side: str) -> pl.Expr:
    supplier = pl.col(f"supplier_id_{side}")
    return supplier.str.starts_with(COMPANY_SCHEME) | supplier.str.starts_with(CHARITY_SCHEME)


def _numbers(pairs: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """supplier_text_key and number: the identifier beside each name."""
    keys = pl.concat([pairs["supplier_text_key_a"], pairs["supplier_text_key_b"]]).unique()
    standing = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    texts = standing.readings.filter(pl.col("supplier_text_key").is_in(keys.implode()))
    return numbers_of(texts, desk.suppliers).select("supplier_text_key", "number")

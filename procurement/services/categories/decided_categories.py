"""What lines were bought as, and whether that can be influenced, as people decided; the rules say it of all others.

Decisions are applied when totals are read, and never written into readings, so that taking one back leaves no trace,
and a line that comes next month is under every decision that was made before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from procurement.categories import decisions
from procurement.categories.decisions import ACCOUNT, CATEGORY, HEADING, INFLUENCE, LINE, SCOPES, SUPPLIER, Decided
from procurement.services.categories import line_texts
from procurement.services.categories.line_texts import TEXTS
from procurement.services.desk import Desk, suppliers_of
from procurement.services.suppliers.decided_suppliers import State as SupplierState
from procurement.spend.rows import text_keys
from procurement.store.decisions import Decision as KeptDecision
from procurement.store.redacting import ERASED
from procurement.suppliers.decisions import numbers_of, plain_names
from procurement.tables import CATEGORY_READING

DECIDED_ON = "category"
"""The kind of decision in the register, of a Subject: {"what", "value"}."""


@dataclass(frozen=True)
class Subject:
    """Which lines: one line by its five texts, or all with a supplier, a heading or an account.

    authority_code: of which council, "" for every one. number: the identifier beside the supplier's name, where the
    name alone means several suppliers.
    """

    scope: str
    authority_code: str = ""
    supplier_name: str = ""
    number: str = ""
    publisher_category: str = ""
    account: str = ""
    purpose: str = ""
    department: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that it speaks of, as they were published."""
        return tuple(text for text in (getattr(self, name) for name in TEXTS) if text)


@dataclass(frozen=True)
class Said:
    """A decision: of which lines; that they are of a category (a ProClass code), or influenceable (yes or no)."""

    id: int
    what: str
    subject: Subject
    value: str
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """said: the decisions that stand, oldest first; decided: what they come to."""

    said: Sequence[Said]
    decided: Decided


State = tuple[str, int, SupplierState]
_last: dict[Path, tuple[State, Standing]] = {}
"""What stands in each store, worked out again once an upload, a reading or a decision has changed."""


def standing(desk: Desk) -> Standing:
    """What stands now; quick where nobody has decided anything."""
    register = desk.store.register
    if not register.decisions.has(DECIDED_ON):
        return Standing((), Decided())
    state = (desk.store.ledger.version(), register.readings.categories_state(), desk.decided_suppliers.state(register))
    known = _last.get(desk.store.home)
    if known is None or known[0] != state:
        said = read_all(register.decisions.standing(DECIDED_ON))
        known = _last[desk.store.home] = (state, Standing(said, stand(desk, said)))
    return known[1]


def decided_lines(desk: Desk) -> pl.DataFrame | None:
    """DECIDED_LINE for totals, None where nobody has decided anything."""
    lines = standing(desk).decided.lines
    return None if lines.is_empty() else lines


def of_council(desk: Desk, council: str) -> pl.DataFrame:
    """CATEGORY_READING for one council's lines, with what was decided there; one row a line_text_key.

    Where two suppliers share the texts of a line and were decided differently, the first of them tells.
    """
    readings = desk.store.register.readings.categories().select(CATEGORY_READING.names())
    decided = decided_lines(desk)
    if decided is None:
        return readings
    own = decided.filter(pl.col("authority_code") == council).sort("supplier_text_key")
    first = own.unique("line_text_key", keep="first", maintain_order=True).select(CATEGORY_READING.names())
    return pl.concat([readings.join(first, on="line_text_key", how="anti"), first])


def stand(desk: Desk, said: Sequence[Said]) -> Decided:
    """What decisions, in the order they were made, make of the readings of the rules."""
    if not said:
        return Decided()
    kinds = suppliers_of(desk).select("supplier_text_key", supplier_kind="kind")
    readings = desk.store.register.readings.categories()
    return decisions.apply(line_texts.spent(desk), readings, kinds, meant(desk, said), desk.categories)


def meant(desk: Desk, said: Sequence[Said]) -> pl.DataFrame:
    """`decisions.SAID`: the texts that each decision means now."""
    numbered = dict(enumerate(said))
    keys: dict[int, list[int]] = {
        **_line_keys({at: one.subject for at, one in numbered.items() if one.subject.scope == LINE}),
        **_supplier_keys(desk, {at: one.subject for at, one in numbered.items() if one.subject.scope == SUPPLIER}),
    }
    texts = {HEADING: "publisher_category", ACCOUNT: "account"}
    words = [getattr(one.subject, texts[one.subject.scope]) if one.subject.scope in texts else "" for one in said]
    plain = line_texts.plain(pl.Series(words, dtype=pl.String)).to_list()
    rows = [
        (one.id, one.what, one.subject.scope, one.subject.authority_code, key, plain[at] or None, one.value, one.why)
        for at, one in numbered.items()
        for key in (keys.get(at) or [None])
    ]
    return pl.DataFrame(rows, schema=decisions.SAID, orient="row")


def means_several(desk: Desk, subject: Subject) -> bool:
    """Whether a supplier's name, with its number where one is given, is of several suppliers now."""
    named = _named(desk, plain_names(pl.Series([subject.supplier_name], dtype=pl.String)))
    own = named.filter(pl.lit(subject.number == "") | (pl.col("number") == subject.number))
    return own["supplier_now"].n_unique() > 1


def identifiers_of(desk: Desk, name: str) -> list[str]:
    """The identifiers that stand beside a supplier's name, such as GB-COH-…, in order; none where it is unknown."""
    named = _named(desk, plain_names(pl.Series([name], dtype=pl.String)))
    return named.filter(pl.col("number") != "")["number"].unique().sort().to_list()


def mean_several(desk: Desk, names: pl.Series) -> pl.Series:
    """Whether each supplier's name is, without a number beside it, of several suppliers now."""
    plain = plain_names(names)
    counted = _named(desk, plain).group_by("plain").agg(pl.col("supplier_now").n_unique())
    several = counted.filter(pl.col("supplier_now") > 1)["plain"]
    return plain.is_in(several.implode())


def read_all(kept: Sequence[KeptDecision]) -> list[Said]:
    """Decisions as they are kept; one that holds what was erased from the store says nothing."""
    found = [read(one.id, one.key, one.value, one.why) for one in kept]
    return [one for one in found if one is not None]


def read(number: int, key: Mapping[str, Any], value: Mapping[str, Any], why: str) -> Said | None:
    """One decision as it is kept, None where nothing can be made of it any more."""
    subject = Subject(**key)
    is_whole = subject.scope in SCOPES and not any(ERASED in text for text in subject.texts)
    return Said(number, value["what"], subject, value["value"], why) if is_whole and _is_word(value) else None


def as_kept(said: Said) -> tuple[dict[str, Any], dict[str, Any]]:
    """The key and the value under which a decision is kept."""
    return asdict(said.subject), {"what": said.what, "value": said.value}


def _is_word(value: Mapping[str, Any]) -> bool:
    return value["what"] in (CATEGORY, INFLUENCE) and ERASED not in value["value"]


def _line_keys(subjects: Mapping[int, Subject]) -> dict[int, list[int]]:
    """By place the line_text_key of each line."""
    texts = [{name: getattr(one, name) for name in TEXTS} for one in subjects.values()]
    blank = [pl.lit("").alias(name) for name in text_keys.SUPPLIER_COLUMNS if name not in TEXTS]
    frame = pl.DataFrame(texts, schema=dict.fromkeys(TEXTS, pl.String), orient="row").with_columns(blank)
    keyed = text_keys.add(frame)["line_text_key"].to_list()
    return {at: [key] for at, key in zip(subjects, keyed, strict=True)}


def _supplier_keys(desk: Desk, subjects: Mapping[int, Subject]) -> dict[int, list[int]]:
    """By place the supplier_text_key of every spelling of each supplier.

    Where a name means several suppliers and no number tells which, the texts of that very name.
    """
    if not subjects:
        return {}
    names = plain_names(pl.Series([one.supplier_name for one in subjects.values()], dtype=pl.String))
    named, called, now = _named(desk, names), names.to_list(), _suppliers_now(desk)
    of_supplier = now.filter(pl.col("supplier_now").is_in(named["supplier_now"].unique().implode()))
    grouped = of_supplier.group_by("supplier_now").agg("supplier_text_key")
    together: dict[str, list[int]] = dict(grouped.iter_rows())
    found: dict[int, list[int]] = {}
    for at, name, subject in zip(subjects, called, subjects.values(), strict=True):
        own = named.filter(
            (pl.col("plain") == name) & (pl.lit(subject.number == "") | (pl.col("number") == subject.number))
        )
        ids = own["supplier_now"].unique().to_list()
        is_one = name != "" and len(ids) == 1 and ids[0] != ""
        found[at] = together[ids[0]] if is_one else own["supplier_text_key"].to_list() if name else []
    return found


def _suppliers_now(desk: Desk) -> pl.DataFrame:
    """supplier_text_key and supplier_now, the id of its supplier."""
    stored = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    return stored.readings.select("supplier_text_key", supplier_now="supplier_id")


def _named(desk: Desk, plain: pl.Series) -> pl.DataFrame:
    """The supplier texts of some plain names, each with `plain`, its `number` and supplier_now."""
    stored = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    texts = stored.base.filter(pl.col("plain").is_in(plain.implode()) & (pl.col("plain") != ""))
    numbered = numbers_of(texts, desk.suppliers)
    return numbered.join(_suppliers_now(desk), on="supplier_text_key", how="left", validate="1:1")

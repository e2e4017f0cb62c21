"""Which lines of the stored payments hold a text that looks private, and what of them each council has released.

Rules are applied to the stored texts as they stand, not kept, so that a store from before a rule is held to it as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from procurement.services.desk import Desk, suppliers_of
from procurement.services.figures import text_sums
from procurement.services.privacy import private_readings
from procurement.services.privacy.private_readings import AS_READ, FOUND, LINE, Reading
from procurement.services.suppliers.decided_suppliers import State
from procurement.suppliers import private_people
from procurement.suppliers.private_people import FREE_TEXT, LABEL, SUPPLIER
from procurement.tables import PRIVATE_LINE, TEXT

KIND = "private person"
"""The kind of decision in the register: key {"council", "text": fingerprint}, value SHARE or WITHHOLD."""

SHARE, WITHHOLD = "share", "withhold"

READ_OF_PAYMENTS = (*LINE, SUPPLIER, *FREE_TEXT, "amount_pence")
"""The columns of PAYMENT that are looked at."""
DECIDED = pl.Schema({"authority_code": TEXT, "fingerprint": TEXT, "value": TEXT})


@dataclass(frozen=True)
class Kept:
    """What was read of the bodies' uploads that `names` (text_sums.names) stand for; state: the version of the ledger,
    and how its suppliers stood then."""

    state: tuple[str, State]
    names: Mapping[str, str]
    reading: Reading


@dataclass(frozen=True)
class LookedAt:
    """What was read of some payments, and how suppliers stood then."""

    suppliers: State
    reading: Reading


_last: dict[Path, Kept] = {}
"""The latest reading of each store, for it takes a second or two and holds until an upload or a supplier changes."""
_looked_at: dict[Path, Reading] = {}
"""The lines of each store that were looked at since then too, so that the same line is looked at once."""
_withheld: dict[Path, tuple[Reading, int, pl.DataFrame]] = {}
"""The latest PRIVATE_LINE of each store, of which reading, and after which decision it is."""
MOST_LINES_KEPT = 2_000_000


def read(desk: Desk) -> Reading:
    """What looks private among the payments of all standing uploads, before any council's decisions.

    Only bodies whose uploads are others than at the last time, and lines of suppliers that are read otherwise, are
    looked at again.
    """
    home = desk.store.home
    state = (desk.store.ledger.version(), desk.decided_suppliers.state(desk.store.register))
    known = _last.get(home)
    if known is not None and known.state == state:
        return known.reading
    bodies = text_sums.bodies(desk)
    made = _read_whole(desk, bodies) if known is None else _caught_up(desk, known, bodies)
    _last[home], _looked_at[home] = Kept(state, text_sums.names(bodies), made), made
    return made


def _caught_up(desk: Desk, known: Kept, bodies: pl.DataFrame) -> Reading:
    others = text_sums.others(known.names, text_sums.names(bodies))
    is_other = pl.col("authority_code").is_in(others)
    before = private_readings.where(known.reading, ~is_other)
    changed = _keys_read_otherwise(desk, before)
    is_changed = pl.col("supplier_text_key").is_in(changed.implode())
    parts = [private_readings.where(before, ~is_changed)]
    if not changed.is_empty():
        still = text_sums.upload_ids(bodies.filter(~is_other))
        parts.append(_read(desk, desk.store.ledger.payments(still).filter(is_changed)))
    if others:
        new = desk.store.ledger.payments(text_sums.upload_ids(bodies.filter(is_other)))
        parts.append(_read(desk, new, private_readings.where(known.reading, is_other)))
    return private_readings.together(parts) if len(parts) > 1 else before


def _keys_read_otherwise(desk: Desk, before: Reading) -> pl.Series:
    """Of which suppliers people or rules make something else now."""
    keys = before.lines.select("supplier_text_key", *AS_READ).unique()
    now = suppliers_of(desk, keys["supplier_text_key"].unique()).select(
        "supplier_text_key", supplier_kind="kind", supplier_label="supplier_label"
    )
    return keys.join(now, on=["supplier_text_key", *AS_READ], how="anti")["supplier_text_key"].unique()


def look(desk: Desk, payments: pl.LazyFrame) -> LookedAt:
    """What looks private among the payments (READ_OF_PAYMENTS) of uploads that are about to come."""
    suppliers = desk.decided_suppliers.state(desk.store.register)
    return LookedAt(suppliers, of_payments(desk, payments))


def of_uploads(desk: Desk, payments: pl.DataFrame, looked: LookedAt | None = None) -> Reading:
    """What looks private among the payments (READ_OF_PAYMENTS) of uploads that have just come.

    looked: what was seen of the same payments; it holds where suppliers stand as they did then.
    """
    still = looked is not None and looked.suppliers == desk.decided_suppliers.state(desk.store.register)
    return looked.reading if looked and still else of_payments(desk, payments.lazy())


def of_payments(desk: Desk, payments: pl.LazyFrame) -> Reading:
    """What looks private among some payments (READ_OF_PAYMENTS), such as those of an upload that was replaced."""
    made = _read(desk, payments)
    before = _looked_at.get(desk.store.home)
    few = before is not None and before.lines.height + made.lines.height <= MOST_LINES_KEPT
    _looked_at[desk.store.home] = private_readings.with_more(before, made) if before is not None and few else made
    return made


def _read_whole(desk: Desk, bodies: pl.DataFrame) -> Reading:
    """Of all standing uploads: some councils at a time, in their order, so that memory does not grow with the store."""
    every = [_read(desk, desk.store.ledger.payments([]))]
    every += [_read(desk, desk.store.ledger.payments(text_sums.upload_ids(some))) for some in text_sums.batches(bodies)]
    return private_readings.one_after_another(every)


def _read(desk: Desk, payments: pl.LazyFrame, known: Reading | None = None) -> Reading:
    """What looks private among some payments. known: what was read of payments with lines of theirs, if anything."""
    counted = payments.group_by(*LINE).agg(
        pl.col(SUPPLIER, *FREE_TEXT).first(), payments=pl.len(), pence=pl.col("amount_pence").sum()
    )
    read = counted.collect()
    suppliers = suppliers_of(desk, read["supplier_text_key"].unique())
    named = suppliers.select("supplier_text_key", "supplier_label", supplier_kind="kind")
    lines = (
        read.join(named, on="supplier_text_key", how="left", validate="m:1")
        .with_columns(pl.col("supplier_kind", LABEL).fill_null(""), pl.col("payments").cast(pl.Int64))
        .sort(*LINE)
        .with_columns(row=pl.int_range(pl.len()))
    )
    before = [one for one in (known, _looked_at.get(desk.store.home)) if one is not None]
    texts = _found_since(lines, before, desk) if before else _found(lines, desk)
    return Reading(lines.select("row", *LINE, SUPPLIER, *AS_READ, "payments", "pence"), texts)


def _found(lines: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    found = private_people.find(lines, rules(desk))
    placed = found.join(lines.select("row", "authority_code"), on="row", how="left", validate="m:1")
    return placed.with_columns(fingerprint=fingerprints(placed["text"])).select(FOUND.names()).sort("row", "column")


def _found_since(lines: pl.DataFrame, known: list[Reading], desk: Desk) -> pl.DataFrame:
    """As `_found`, with what was found before of the lines that were there: the rules look at each line by itself."""
    same, left, found = [*LINE, *AS_READ], lines, list[pl.DataFrame]()
    for before in known:
        is_near = pl.col("supplier_text_key").is_in(left["supplier_text_key"].unique().implode())
        were = before.lines.filter(is_near).select(*same, was="row")
        both = left.join(were, on=same, how="left", validate="1:1", maintain_order="left")
        kept = before.texts.rename({"row": "was"}).join(both.select("was", "row"), on="was", validate="m:1")
        left = both.filter(pl.col("was").is_null()).drop("was")
        found.append(kept.select(FOUND.names()))
    return pl.concat([*found, *([] if left.is_empty() else [_found(left, desk)])]).sort("row", "column")


def rules(desk: Desk) -> private_people.PrivateRules:
    """The rules of the reference tables."""
    tables = desk.reference
    return private_people.build(
        tables["private_people_rules"], tables["private_people_words"], tables["name_word_classes"]
    )


def fingerprints(texts: pl.Series) -> pl.Series:
    """What a decision calls a text: the same for spellings that differ in case or punctuation, and no name itself."""
    words = pl.col("text").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ")
    frame = pl.DataFrame({"text": texts}).select(plain=words.str.strip_chars())
    distinct = frame.unique()
    made = [sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] for text in distinct["plain"].to_list()]
    known = distinct.with_columns(pl.Series("fingerprint", made, dtype=pl.String()))
    return frame.join(known, on="plain", how="left", validate="m:1", maintain_order="left")["fingerprint"]


def decided(desk: Desk) -> pl.DataFrame:
    """authority_code, fingerprint, value: what stands of each council's decisions, the latest of each text."""
    latest = {(one.key["council"], one.key["text"]): one.value for one in desk.store.register.decisions.standing(KIND)}
    rows = [(council, text, value) for (council, text), value in latest.items()]
    return pl.DataFrame(rows, schema=DECIDED, orient="row")


def private_lines(desk: Desk, reading: Reading | None = None, decisions: pl.DataFrame | None = None) -> pl.DataFrame:
    """PRIVATE_LINE: what is withheld from shared views now, or would be under other `decisions` (DECIDED)."""
    if reading is not None or decisions is not None:
        return _private_lines(
            read(desk) if reading is None else reading, decided(desk) if decisions is None else decisions
        )
    known, number = read(desk), desk.store.register.decisions.changes()
    kept = _withheld.get(desk.store.home)
    if kept is None or kept[0] is not known or kept[1] != number:
        kept = _withheld[desk.store.home] = (known, number, _private_lines(known, decided(desk)))
    return kept[2]


def _private_lines(known: Reading, decisions: pl.DataFrame) -> pl.DataFrame:
    shared = decisions.filter(pl.col("value") == SHARE)
    held = known.texts.join(shared, on=["authority_code", "fingerprint"], how="anti")
    of_rows = held.group_by("row").agg(
        payee_is_private=(pl.col("column") == SUPPLIER).any(),
        line_is_private=(pl.col("column") != LABEL).any(),
        has_private_label=(pl.col("column") == LABEL).any(),
    )
    joined = known.lines.join(of_rows, on="row", validate="1:1")
    goes_by_another = pl.col("has_private_label") & (pl.col(SUPPLIER) != pl.col(LABEL))
    own = pl.when(goes_by_another).then(pl.col(SUPPLIER)).otherwise(pl.lit(""))
    return joined.with_columns(own_name=own).select(PRIVATE_LINE.names()).sort(*LINE)

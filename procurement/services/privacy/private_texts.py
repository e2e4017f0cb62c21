"""Which lines of the stored payments hold a text that looks private, and what of them each council has released.

Rules are applied to the stored texts as they stand, not kept, so that a store from before a rule is held to it as well.
"""

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
    """What was read of `uploads`; state: the version of the ledger, and how its suppliers stood then."""

    state: tuple[str, State]
    uploads: frozenset[str]
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
_arrived: dict[Path, Kept] = {}
"""What was read of the uploads that came last to each store, which the next reading of the store takes over."""
_withheld: dict[Path, tuple[Reading, int, pl.DataFrame]] = {}
"""The latest PRIVATE_LINE of each store, of which reading, and after which decision it is."""
MOST_LINES_KEPT = 2_000_000


def read(desk: Desk) -> Reading:
    """What looks private among the payments of all standing uploads, before any council's decisions."""
    home = desk.store.home
    state = (desk.store.ledger.version(), desk.decided_suppliers.state(desk.store.register))
    known = _last.get(home)
    if known is not None and known.state == state:
        return known.reading
    standing = desk.store.ledger.standing_ids(state[0])
    if known is not None and known.uploads.issubset(standing):
        made = _with_new(desk, known, standing, state[1])
    else:
        made = _read_whole(desk, standing)
    _last[home], _looked_at[home] = Kept(state, frozenset(standing), made), made
    return made


def _with_new(desk: Desk, known: Kept, standing: list[str], suppliers: State) -> Reading:
    """What is known, as suppliers stand now, with the uploads that came since."""
    before = _read_again(desk, known)
    new = [upload_id for upload_id in standing if upload_id not in known.uploads]
    if not new:
        return before
    arrived = _arrived.pop(desk.store.home, None)
    is_of_these = arrived is not None and arrived.uploads == {*new} and arrived.state[1] == suppliers
    made = arrived.reading if arrived and is_of_these else _read(desk, desk.store.ledger.payments(new))
    return private_readings.together([before, made])


def _read_again(desk: Desk, known: Kept) -> Reading:
    """The same payments after people or rules read some suppliers otherwise: only lines of those are looked at."""
    before = known.reading
    keys = before.lines.select("supplier_text_key", *AS_READ).unique()
    now = suppliers_of(desk, keys["supplier_text_key"].unique()).select(
        "supplier_text_key", supplier_kind="kind", supplier_label="supplier_label"
    )
    changed = keys.join(now, on=["supplier_text_key", *AS_READ], how="anti")["supplier_text_key"].unique()
    if changed.is_empty():
        return before
    is_changed = pl.col("supplier_text_key").is_in(changed.implode())
    made = _read(desk, desk.store.ledger.payments(list(known.uploads)).filter(is_changed))
    return private_readings.together([Reading(before.lines.filter(~is_changed), before.texts), made])


def look(desk: Desk, payments: pl.LazyFrame) -> LookedAt:
    """What looks private among the payments (READ_OF_PAYMENTS) of uploads that are about to come."""
    suppliers = desk.decided_suppliers.state(desk.store.register)
    return LookedAt(suppliers, of_payments(desk, payments))


def of_uploads(desk: Desk, upload_ids: list[str], payments: pl.DataFrame, looked: LookedAt | None = None) -> Reading:
    """What looks private among the payments (READ_OF_PAYMENTS) of uploads that have just come.

    looked: what was seen of the same payments; it holds where suppliers stand as they did then.
    """
    suppliers = desk.decided_suppliers.state(desk.store.register)
    still = looked is not None and looked.suppliers == suppliers
    made = looked.reading if looked and still else of_payments(desk, payments.lazy())
    _arrived[desk.store.home] = Kept((desk.store.ledger.version(), suppliers), frozenset(upload_ids), made)
    return made


def of_payments(desk: Desk, payments: pl.LazyFrame) -> Reading:
    """What looks private among some payments (READ_OF_PAYMENTS), such as those of an upload that was replaced."""
    made = _read(desk, payments)
    before = _looked_at.get(desk.store.home)
    few = before is not None and before.lines.height + made.lines.height <= MOST_LINES_KEPT
    _looked_at[desk.store.home] = private_readings.with_more(before, made) if before is not None and few else made
    return made


def _read_whole(desk: Desk, standing: list[str]) -> Reading:
    """Of all standing uploads: some councils at a time, in their order, so that memory does not grow with the store."""
    every = [_read(desk, desk.store.ledger.payments([]))]
    for some in text_sums.batches(text_sums.bodies(desk)):
        ids = {one for ids in some["upload_ids"].to_list() for one in ids}.intersection(standing)
        every.append(_read(desk, desk.store.ledger.payments(sorted(ids))))
    return private_readings.one_after_another(every)


def _read(desk: Desk, payments: pl.LazyFrame) -> Reading:
    counted = payments.group_by(*LINE).agg(
        pl.col(SUPPLIER, *FREE_TEXT).first(), payments=pl.len(), pence=pl.col("amount_pence").sum()
    )
    read = counted.collect()
    suppliers = suppliers_of(desk, read["supplier_text_key"].unique())
    known = suppliers.select("supplier_text_key", "supplier_label", supplier_kind="kind")
    lines = (
        read.join(known, on="supplier_text_key", how="left", validate="m:1")
        .with_columns(pl.col("supplier_kind", LABEL).fill_null(""), pl.col("payments").cast(pl.Int64))
        .sort(*LINE)
        .with_columns(row=pl.int_range(pl.len()))
    )
    before = _looked_at.get(desk.store.home)
    texts = _found(lines, desk) if before is None else _found_since(lines, before, desk)
    return Reading(lines.select("row", *LINE, SUPPLIER, *AS_READ, "payments", "pence"), texts)


def _found(lines: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    found = private_people.find(lines, rules(desk))
    placed = found.join(lines.select("row", "authority_code"), on="row", how="left", validate="m:1")
    return placed.with_columns(fingerprint=fingerprints(placed["text"])).select(FOUND.names()).sort("row", "column")


def _found_since(lines: pl.DataFrame, before: Reading, desk: Desk) -> pl.DataFrame:
    """As `_found`, with what was found before of the lines that were there: the rules look at each line by itself."""
    were = before.lines.select(*LINE, *AS_READ, was="row")
    both = lines.join(were, on=[*LINE, *AS_READ], how="left", validate="1:1", maintain_order="left")
    kept = before.texts.rename({"row": "was"}).join(both.select("was", "row"), on="was", validate="m:1")
    new = both.filter(pl.col("was").is_null()).drop("was")
    found = [kept.select(FOUND.names()), *([] if new.is_empty() else [_found(new, desk)])]
    return pl.concat(found).sort("row", "column")


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

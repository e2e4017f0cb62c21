"""A council's officers say of each text that looks private whether it is: shared, or withheld for good.

A decision is kept by council and text, so that next month's file needs no click, and can be undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare, check_can_see_private_people
from procurement.services.desk import Desk
from procurement.services.owners import from_code
from procurement.services.privacy import private_readings, private_texts
from procurement.services.privacy.private_texts import DECIDED, KIND, SHARE, WITHHOLD, LookedAt
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.uploading.receipts import Receipt
from procurement.suppliers.private_people import LABEL
from procurement.tables import TEXT
from procurement.ui.words import count, pounds_exactly

WAITS = "waits"
GONE = "(a text that no stored payment holds any more)"
LISTED = pl.Schema(
    {
        "fingerprint": TEXT,
        "text": TEXT,
        "stands_in": TEXT,
        "rule": TEXT,
        "reason": TEXT,
        "state": TEXT,
        "payments": pl.Int64(),
        "spend_pence": pl.Int64(),
    }
)
"""A text that looks private: where it stands, why it looks so, its state (waits, share, withhold) and its payments."""

SAID = {"purpose": "purpose", "supplier_name": "supplier", "publisher_category": "category"}


@dataclass(frozen=True)
class Past:
    """A decision that stands: its number, which text, what was said of it, by whom, when and why."""

    id: int
    text: str
    value: str
    by: str
    at: datetime
    why: str


def listed(viewer: Viewer, desk: Desk, council: str, state: str = "") -> pl.DataFrame:
    """LISTED: the council's texts that look private, of one state where it is given, the most pounds first.

    A payment with two such texts counts with both. Raises NotAllowed for all but the council's own officers.
    """
    check_can_see_private_people(viewer, council)
    reading = private_texts.read(desk)
    own = reading.texts.filter(pl.col("authority_code") == council, pl.col("column") != LABEL)
    counted = own.join(reading.lines.select("row", "payments", "pence"), on="row", how="left", validate="m:1")
    once = counted.unique(["row", "fingerprint"], keep="first", maintain_order=True)
    texts = once.group_by("fingerprint", maintain_order=True).agg(
        pl.col("text", "rule", "reason").first(),
        pl.col("payments").sum(),
        stands_in=pl.col("column").replace(SAID).unique(maintain_order=True).str.join(", "),
        spend_pence=pl.col("pence").sum(),
    )
    said = private_texts.decided(desk).filter(authority_code=council).select("fingerprint", state="value")
    known = texts.join(said, on="fingerprint", how="left", validate="1:1").with_columns(
        pl.col("state").fill_null(WAITS)
    )
    wanted = known.filter(pl.col("state") == state) if state else known
    return wanted.select(LISTED.names()).sort("spend_pence", "text", descending=[True, False])


def decide(viewer: Viewer, desk: Desk, council: str, choices: Mapping[str, str], why: str = "") -> str:
    """Record what each text (by fingerprint) is: SHARE or WITHHOLD. Returns what happened, in a sentence.

    Raises NotAllowed, CannotDo where nothing was chosen, WrongWords where a text or a choice is none.
    """
    check_can_see_private_people(viewer, council)
    _check(viewer, desk, council, choices)
    now, kept = datetime.now(UTC), desk.store.register.decisions
    sentence = effect(viewer, desk, council, choices)
    for fingerprint, value in choices.items():
        kept.record(KIND, {"council": council, "text": fingerprint}, value, str(viewer.role), now, why)
    return f"Kept. {sentence}"


def effect(viewer: Viewer, desk: Desk, council: str, choices: Mapping[str, str]) -> str:
    """What the choices would do to shared views, in a sentence, before they are kept."""
    check_can_see_private_people(viewer, council)
    rows = [(council, text, value) for text, value in choices.items()]
    new = pl.DataFrame(rows, schema=DECIDED, orient="row")
    before = private_texts.decided(desk)
    after = pl.concat([before.join(new, on=["authority_code", "fingerprint"], how="anti"), new])
    shown = _withheld(desk, council, before) - _withheld(desk, council, after)
    shares = sum(value == SHARE for value in choices.values())
    more = shown.in_words("more may be read in shared views") if shown.payments > 0 else ""
    less = (Withheld(0, 0) - shown).in_words("fewer may be read in shared views") if shown.payments < 0 else ""
    return (
        f"{count(shares, 'text')} shared and {count(len(choices) - shares, 'text')} withheld for good. "
        f"{more or less or 'Shared views stay as they are.'} No total changes."
    )


def history(viewer: Viewer, desk: Desk, council: str) -> list[Past]:
    """The council's decisions that stand, newest first, with their texts as they are stored."""
    check_can_see_private_people(viewer, council)
    texts = dict(listed(viewer, desk, council).select("fingerprint", "text").iter_rows())
    mine = [one for one in desk.store.register.decisions.standing(KIND) if one.key["council"] == council]
    return [
        Past(one.id, texts.get(one.key["text"], GONE), one.value, one.by, one.at, one.why) for one in reversed(mine)
    ]


def undo(viewer: Viewer, desk: Desk, council: str, decision: int) -> str:
    """Take a decision back: what was said of the text before counts again, or it waits. Raises CannotDo if none."""
    if decision not in [one.id for one in history(viewer, desk, council)]:
        raise CannotDo(f"There is no decision {decision} of this council that stands. List them first.")
    desk.store.register.decisions.undo(decision, str(viewer.role), datetime.now(UTC))
    return f"Decision {decision} is undone. What was said of the text before counts again; if nothing was, it waits."


@dataclass(frozen=True)
class Withheld:
    """How many payments are withheld from shared views, and what they come to."""

    payments: int
    pence: int

    def __sub__(self, other: "Withheld") -> "Withheld":
        return Withheld(self.payments - other.payments, self.pence - other.pence)

    def in_words(self, what: str) -> str:
        """Such as "3 payments (£410.00) more may be read in shared views."."""
        return f"{count(self.payments, 'payment')} ({pounds_exactly(self.pence)}) {what}."


@dataclass(frozen=True)
class Seen:
    """The payments of uploads that have just come: upload_id and READ_OF_PAYMENTS, and what was read of them."""

    payments: pl.DataFrame
    looked_at: LookedAt


def of_uploads(desk: Desk, upload_ids: list[str], seen: Seen | None = None) -> dict[str, Withheld]:
    """What of each upload that stands is withheld from shared views; counts alone, for its receipt.

    seen: their payments, where these are at hand.
    """
    keys = list(private_readings.LINE)
    if seen is None:
        rows = desk.store.ledger.payments(upload_ids).select("upload_id", *private_texts.READ_OF_PAYMENTS).collect()
        found = private_texts.of_uploads(desk, rows)
    else:
        rows, found = seen.payments, private_texts.of_uploads(desk, seen.payments, seen.looked_at)
    lines = private_texts.private_lines(desk, found).filter("line_is_private")
    held = rows.join(lines, on=keys, how="inner", validate="m:1").group_by("upload_id")
    counted = held.agg(payments=pl.len(), pence=pl.col("amount_pence").sum())
    withheld = {upload_id: Withheld(number, pence) for upload_id, number, pence in counted.iter_rows()}
    return {upload_id: withheld.get(upload_id, Withheld(0, 0)) for upload_id in upload_ids}


def withheld_told(receipt: Receipt) -> str:
    """What of a file is withheld, and until when, in two sentences."""
    held = Withheld(receipt.withheld, receipt.withheld_pence)
    if receipt.withheld == 1:
        named, rest = "may name a private person", "It counts in every total; its supplier and text"
    else:
        named, rest = "may name private people", "They count in every total; their supplier and text"
    return f"{held.in_words(named)} {rest} are withheld from shared views until the council confirms what they are."


def councils(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """authority, authority_code, payments: how many of each council are withheld, for everyone; never their sum."""
    check_can_compare(viewer)
    held = _held(desk, private_texts.private_lines(desk))
    counted = held.group_by("authority_code").agg(pl.col("payments").sum())
    rows = [(from_code(code, desk).name, code, payments) for code, payments in counted.iter_rows()]
    columns = {"authority": TEXT, "authority_code": TEXT, "payments": pl.Int64()}
    return pl.DataFrame(rows, schema=pl.Schema(columns), orient="row").sort("authority")


def as_json(past: list[Past]) -> list[dict[str, Any]]:
    """Decisions as plain values."""
    return [{**vars(one), "at": one.at.isoformat()} for one in past]


def _withheld(desk: Desk, council: str, decisions: pl.DataFrame | None = None) -> Withheld:
    lines = private_texts.private_lines(desk, decisions=decisions).filter(authority_code=council)
    held = _held(desk, lines)
    return Withheld(int(held["payments"].sum()), int(held["pence"].sum()))


def _held(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """Reading.lines of those of PRIVATE_LINE whose own text looks private."""
    private = lines.filter("line_is_private").select(private_readings.LINE)
    return private_texts.read(desk).lines.join(private, on=list(private_readings.LINE), how="semi")


def _check(viewer: Viewer, desk: Desk, council: str, choices: Mapping[str, str]) -> None:
    if not choices:
        raise CannotDo("No text was chosen yet. Say of at least one whether it may be shared or stays withheld.")
    wrong = [value for value in choices.values() if value not in (SHARE, WITHHOLD)]
    if wrong:
        raise WrongWords(f'"{wrong[0]}" is no answer; choose {SHARE} or {WITHHOLD}.')
    unknown = set(choices) - set(listed(viewer, desk, council)["fingerprint"])
    if unknown:
        raise WrongWords(f'"{min(unknown)}" is no text of this council that looks private. List them first.')

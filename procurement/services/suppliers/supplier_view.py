"""One supplier: every spelling and why it is here, who pays it for what and when, its numbers, group and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_private_people, check_can_compare
from procurement.analysis import frames, roll_up
from procurement.services.desk import Desk
from procurement.services.privacy import unguarded
from procurement.services.problems import WrongWords
from procurement.services.suppliers import supplier_history, supplier_names_shown
from procurement.services.suppliers.supplier_history import Past
from procurement.suppliers import lasting_ids
from procurement.suppliers.decisions import Named, numbers_of, plain_names
from procurement.suppliers.reason_texts import name_beside, with_beside
from procurement.tables import TEXT
from procurement.ui.words import count, day, pounds_exactly

FOUND = pl.Schema(
    {
        "supplier_id": TEXT,
        "supplier": TEXT,
        "kind": TEXT,
        "supplier_group": TEXT,
        "spellings": pl.Int64(),
        "spend_pence": pl.Int64(),
    }
)
"""A supplier with what it is paid by all councils, of the spellings that the viewer may read."""
SPELLING = pl.Schema(
    {
        "supplier_name": TEXT,
        "number": TEXT,
        "company_number": TEXT,
        "vat_number": TEXT,
        "charity_number": TEXT,
        "payments": pl.Int64(),
        "spend_pence": pl.Int64(),
        "councils": pl.Int64(),
        "reason": TEXT,
    }
)
MOST_FOUND = 50
NEEDED = ("authority_code", "authority", "level1", "financial_year", "supplier_id", "is_redacted", "payee_is_private",
          "amount_pence")  # fmt: skip
"""What its totals need of payments."""
BESIDE_WITHHELD = " (beside a name that is withheld)"
NUMBERS = {"company_number": "company number", "charity_number": "charity number", "vat_number": "VAT number"}


@dataclass(frozen=True)
class SupplierView:
    """spellings: SPELLING, the most pounds first; withheld: how many spellings this viewer may not read.

    councils, categories, years: totals, the greatest first (years in order). moves: what led here or away, in order.
    """

    supplier_id: str
    supplier: str
    kind: str
    supplier_group: str
    identifiers: tuple[str, ...]
    spellings: pl.DataFrame
    withheld: int
    councils: pl.DataFrame
    categories: pl.DataFrame
    years: pl.DataFrame
    past: Sequence[Past]
    moves: pl.DataFrame

    @property
    def spend_pence(self) -> int:
        """What councils pay it."""
        return int(self.years["spend_pence"].sum())


def spellings(found: SupplierView) -> list[Named]:
    """Its spellings as a decision speaks of them, the most pounds first."""
    return [Named(*row) for row in found.spellings.select("supplier_name", "number").iter_rows()]


def find(viewer: Viewer, desk: Desk, words: str) -> pl.DataFrame:
    """FOUND: suppliers of which a spelling, the name, the group or the id holds the words, the most pounds first.

    No words find the largest. MOST_FOUND at most; none found gives no rows.
    """
    check_can_compare(viewer)
    texts = readable(viewer, desk)
    wanted = plain_names(pl.Series([words], dtype=TEXT)).item()
    holds = pl.lit(value=True)
    if words.strip():
        by_id = pl.col("supplier_id").str.to_lowercase() == words.strip().lower()
        spelt = pl.col("plain").str.contains(wanted, literal=True) if wanted else pl.lit(value=False)
        label = pl.col("supplier_label").str.to_lowercase().str.contains(words.strip().lower(), literal=True)
        group = pl.col("supplier_group").str.to_lowercase().str.contains(words.strip().lower(), literal=True)
        holds = by_id | spelt | label | group
    ids = texts.filter(holds)["supplier_id"].unique()
    of_supplier = (
        texts.filter(pl.col("supplier_id").is_in(ids.implode()))
        .group_by("supplier_id")
        .agg(
            pl.col("supplier_group", "kind").first(),
            supplier=pl.col("shown").first(),
            spellings=pl.len().cast(pl.Int64),
            spend_pence=pl.col("spend_pence").sum(),
        )
    )
    return of_supplier.select(FOUND.names()).sort("spend_pence", "supplier", descending=[True, False]).head(MOST_FOUND)


def view(viewer: Viewer, desk: Desk, supplier_id: str) -> SupplierView:
    """A supplier as it stands; an id that was merged away shows what it became.

    Raises NotAllowed; WrongWords where the viewer may read no spelling of it, or it became several suppliers.
    """
    check_can_compare(viewer)
    texts = readable(viewer, desk)
    moved = desk.store.register.supplier_moves.all()
    now = _now(supplier_id, set(texts["supplier_id"]), moved)
    mine = texts.filter(pl.col("supplier_id") == now)
    standing = desk.decided_suppliers.standing(desk.store.register, desk.suppliers).readings
    paid = supplier_names_shown.spend(desk)["supplier_text_key"].implode()
    every = standing.filter((pl.col("supplier_id") == now) & pl.col("supplier_text_key").is_in(paid))
    first = mine.row(0, named=True)
    by_council, by_category, by_year = _totals(viewer, desk, now, every["supplier_text_key"])
    return SupplierView(
        now,
        first["shown"],
        first["kind"],
        first["supplier_group"],
        _identifiers(mine, desk),
        _spellings(viewer, desk, mine),
        every.height - mine.height,
        by_council,
        by_category,
        by_year,
        supplier_history.history(viewer, desk, now),
        _moves(now, moved),
    )


def in_words(found: SupplierView) -> list[str]:
    """What there is to say of a supplier before its spellings, a line each."""
    group = f", group {found.supplier_group}" if found.supplier_group else ""
    hidden = f"{count(found.withheld, 'spelling')} withheld: they may name a private person."
    return [
        f"{found.supplier_id}: {found.supplier} ({found.kind}{group}), {pounds_exactly(found.spend_pence)}",
        *found.identifiers,
        *([hidden] if found.withheld else []),
        *(one.sentence for one in found.past),
        *(move_in_words(row) for row in found.moves.iter_rows(named=True)),
    ]


def move_in_words(row: dict[str, Any]) -> str:
    """Such as "NAME-1 -> NAME-2 (merged, 3 names): decision 4, 1 April 2026"."""
    texts = count(row["texts"], "name")
    return f"{row['old_id']} -> {row['new_id']} ({row['sort']}, {texts}): {row['cause']}, {day(row['at'])}"


def as_json(found: SupplierView) -> dict[str, Any]:
    """Plain values."""
    frames_of_it = ("spellings", "councils", "categories", "years", "moves")
    plain = {name: value for name, value in vars(found).items() if name not in (*frames_of_it, "past")}
    told = {name: getattr(found, name).to_dicts() for name in frames_of_it}
    return {**plain, **told, "decisions": supplier_history.as_json(found.past)}


def _now(supplier_id: str, standing: set[str], moved: Sequence[dict[str, str]]) -> str:
    now = lasting_ids.follow(moved, supplier_id.strip(), standing)
    if not now:
        raise WrongWords(f'No supplier has the id "{supplier_id}", or its names may not be shown to you.')
    if len(now) > 1:
        raise WrongWords(f'"{supplier_id}" was divided; look at {" or ".join(now)}.')
    return now[0]


def readable(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """DECIDED_SUPPLIER with plain, SPEND and `shown`, the name to show: texts of standing payments that may be read."""
    standing = desk.decided_suppliers.standing(desk.store.register, desk.suppliers)
    hidden = supplier_names_shown.withheld(viewer, desk)
    is_hidden = pl.col("supplier_text_key").is_in(hidden.implode())
    hidden_names = standing.base.filter(is_hidden)["supplier_name"].str.strip_chars().unique()
    texts = (
        standing.readings.filter(~is_hidden & (pl.col("supplier_id") != ""))
        .join(supplier_names_shown.spend(desk), on="supplier_text_key", validate="1:1")
        .join(standing.base.select("supplier_text_key", "plain"), on="supplier_text_key", validate="1:1")
        .sort("supplier_id", "spend_pence", "supplier_name", descending=[False, True, False])
    )
    is_private = pl.col("supplier_label").is_in(hidden_names.implode())
    own = pl.col("supplier_name").first().over("supplier_id")
    return texts.with_columns(shown=pl.when(is_private).then(own).otherwise("supplier_label"))


def _spellings(viewer: Viewer, desk: Desk, mine: pl.DataFrame) -> pl.DataFrame:
    """SPELLING; a reason that names somebody withheld says that it does."""
    hidden = pl.Series(sorted(supplier_names_shown.withheld_names(viewer, desk)), dtype=TEXT)
    beside = mine.select(name_beside(pl.col("reason")).fill_null("")).to_series()
    is_hidden = plain_names(beside).is_in(hidden.implode()) & (beside != "")
    said = pl.when(is_hidden).then(with_beside(pl.col("reason"), BESIDE_WITHHELD)).otherwise("reason")
    numbered = numbers_of(mine, desk.suppliers).with_columns(
        councils=pl.col("authority_codes").list.len().cast(pl.Int64), reason=said
    )
    return numbered.select(SPELLING.names()).sort("spend_pence", "supplier_name", descending=[True, False])


def _identifiers(mine: pl.DataFrame, desk: Desk) -> tuple[str, ...]:
    """Every valid number that stands beside a spelling, in words."""
    clean = numbers_of(mine, desk.suppliers)
    columns = {"company_number": "company", "charity_number": "charity", "vat_number": "vat"}
    found = [
        f"{NUMBERS[name]} {number}"
        for name, column in columns.items()
        for number in clean[column].unique().sort()
        if number
    ]
    return tuple(found)


def _totals(
    viewer: Viewer, desk: Desk, supplier_id: str, keys: pl.Series
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """By council, by category and by year, of the payments whose supplier the viewer may read. keys: of its texts."""
    paid = unguarded.of_suppliers(desk, keys).filter(nw.col("supplier_id") == supplier_id)
    rows = frames.held(paid.select(*NEEDED))
    own = [code for code in rows["authority_code"].unique() if can_see_private_people(viewer, code)]
    shown = rows.filter(~pl.col("payee_is_private") | pl.col("authority_code").is_in(own))
    kept = frames.lazy(shown.lazy())
    by = [
        frames.collect(roll_up.roll_up(kept, [column])).sort("spend_pence", column, descending=[True, False])
        for column in ("authority", "level1", "financial_year")
    ]
    named = by[1].with_columns(pl.col("level1").replace("", "Not known"))
    return by[0], named, by[2].sort("financial_year")


def _moves(now: str, moved: Sequence[dict[str, str]]) -> pl.DataFrame:
    """day, old_id, new_id, sort, texts, cause, by: the moves that this id took part in."""
    columns = {"at": pl.Datetime("us", "UTC"), "old_id": TEXT, "new_id": TEXT, "sort": TEXT, "texts": pl.Int64()}
    schema = pl.Schema({**columns, "cause": TEXT, "by": TEXT})
    mine = [{name: row[name] for name in schema} for row in moved if now in (row["old_id"], row["new_id"])]
    return pl.DataFrame(mine, schema=schema)

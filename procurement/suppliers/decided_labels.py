"""What a supplier is called once people have decided on it: its id, its name, its kind, its group, and why."""

import polars as pl

from procurement.suppliers.decided_sets import GROUP, KIND, NAME, Sets
from procurement.suppliers.labelling import NAME_SCHEME, digests
from procurement.suppliers.spelling_reasons import SHOWN
from procurement.tables import DECIDED_SUPPLIER, TEXT

BY_A_PERSON = "a person"
"""The rule of a text that stands where it does because a person said so."""
LEFT = "what is left of a supplier that a person divided"
"""Why texts that no decision speaks of do not stand where the rules put them."""
SHOWN_IN_A_REASON = 5
SHOWN_BEFORE = "the name that the rules show its supplier under"
"""What is true of the text that a supplier was shown under before people named it otherwise."""
SAID = pl.Schema(dict.fromkeys(("piece", NAME, KIND, GROUP, "because"), TEXT))


def label(rows: pl.DataFrame, sets: Sets) -> pl.DataFrame:
    """DECIDED_SUPPLIER of those `rows` that read otherwise than the rules read them.

    rows: SUPPLIER_READING with party, new_id and piece, whole pieces. A name that a person gave comes first, then that
    of the supplier whose id it keeps, then the longest spelling.
    """
    said = _said(rows, sets)
    pieces = rows.group_by("piece").agg(
        pl.col("new_id").first(),
        kept_label=pl.col("supplier_label").filter(pl.col("supplier_id") == pl.col("new_id")).min(),
        kept_kind=pl.col("kind").filter(pl.col("supplier_id") == pl.col("new_id")).min(),
        any_kind=pl.col("kind").sort().mode().min(),
        names=pl.col("supplier_name").str.strip_chars().unique(),
        longest=pl.col("supplier_name")
        .str.strip_chars()
        .sort_by(-pl.col("supplier_name").str.len_chars().cast(pl.Int64), "supplier_name")
        .first(),
    )
    is_there = pl.col("names").list.contains(pl.col("kept_label"))
    named = pieces.join(said, on="piece", how="left", validate="1:1").select(
        "piece",
        now_id=_id(),
        now_label=pl.coalesce(NAME, pl.when(is_there).then("kept_label"), "longest"),
        now_kind=pl.coalesce(KIND, "kept_kind", "any_kind"),
        supplier_group=pl.col(GROUP).fill_null(""),
        because=pl.col("because").fill_null(LEFT),
    )
    return _changed(rows.join(named, on="piece", how="left", validate="m:1"))


def _id() -> pl.Expr:
    """An id that the rules gave, or one of its own for a piece that left; "alone|" and "rest|" begin what it is of."""
    is_own = pl.col("new_id").str.contains("|", literal=True)
    own = pl.lit(NAME_SCHEME) + pl.col("new_id").map_batches(digests, return_dtype=pl.String)
    return pl.when(is_own).then(own).otherwise("new_id")


def _changed(rows: pl.DataFrame) -> pl.DataFrame:
    is_elsewhere = pl.col("now_id") != pl.col("supplier_id")
    differs = is_elsewhere | (pl.col("now_label") != pl.col("supplier_label")) | (pl.col("now_kind") != pl.col("kind"))
    changed = rows.filter(differs | (pl.col("supplier_group") != ""))
    return changed.with_columns(
        score=pl.when(is_elsewhere).then(pl.lit(1.0)).otherwise("score"),
        rule=pl.when(is_elsewhere).then(pl.lit(BY_A_PERSON)).otherwise("rule"),
        reason=pl.when(is_elsewhere)
        .then("because")
        .when(pl.col("now_label") != pl.col("supplier_label"))
        .then(pl.col("reason").str.replace(SHOWN, SHOWN_BEFORE, literal=True))
        .otherwise("reason"),
        supplier_id="now_id",
        supplier_label="now_label",
        kind="now_kind",
    ).select(DECIDED_SUPPLIER.names())


def _said(rows: pl.DataFrame, sets: Sets) -> pl.DataFrame:
    """piece, the latest name, kind and group that a person gave it (null where none did), and why it is as it is."""
    found: list[tuple[str, str | None, str | None, str | None, str]] = []
    parties = rows.filter(pl.col("party") != "").group_by("piece").agg(pl.col("party").unique())
    for piece, members in parties.iter_rows():
        name, kind, group = (_latest(members, what, sets) for what in (NAME, KIND, GROUP))
        numbers = sorted({one for party in members for one in sets.made_by.get(party, [])})
        found.append((piece, name, kind, group, _because(numbers)))
    return pl.DataFrame(found, schema=SAID, orient="row")


def _latest(members: list[str], what: str, sets: Sets) -> str | None:
    given = [sets.words[party][what] for party in members if what in sets.words.get(party, {})]
    return max(given)[1] if given else None


def _because(numbers: list[int]) -> str:
    """The latest decisions by number, which is how they are found and undone.

    >>> _because([3, 7])
    'a person decided so (decision 3, 7)'
    """
    shown = ", ".join(str(one) for one in numbers[-SHOWN_IN_A_REASON:])
    return f"a person decided so (decision {shown})" if numbers else LEFT

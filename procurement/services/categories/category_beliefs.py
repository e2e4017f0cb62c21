"""What is believed of each line: its category as it stands, or the best guess where a person is still to be asked."""

import polars as pl

from procurement.services.categories import category_changes, category_guesses, decided_categories, line_texts
from procurement.services.desk import Desk, suppliers_of
from procurement.services.suppliers import paid_suppliers, supplier_sics
from procurement.tables import LINE_TEXT


def believed(desk: Desk, council: str = "") -> pl.DataFrame:
    """SPENT_LINE as it stands, with supplier_id, supplier_kind, supplier_sics, is_waiting, and what is believed of it.

    level1, code, belief and why: the reading where it stands, else the best guess; belief 0 where that says nothing.
    gain: the pence that a person's answer may be expected to put right.
    """
    spent = line_texts.spent(desk)
    marked = _marked(desk, spent.filter(pl.col("authority_code") == council) if council else spent)
    most = marked.filter("is_waiting").top_k(category_guesses.MOST_LINES, by=pl.col("spend_pence").abs())
    guesses = category_guesses.best(desk, most.select(LINE_TEXT.names()))
    joined = marked.join(guesses, on="line_text_key", how="left", validate="m:1")
    says = pl.col("belief").fill_null(0.0) >= desk.categories.evidence["guess_from"]
    waits = pl.col("is_waiting")
    return joined.with_columns(
        level1=pl.when(waits).then("guess_level1").otherwise("level1"),
        code=pl.when(waits).then("guess").otherwise("proclass_code"),
        why=pl.when(waits).then("guess_rule").otherwise("rule"),
        gain=pl.col("spend_pence").abs()
        * (1 - pl.when(pl.col("proclass_code") == "").then(0.0).otherwise("confidence")),
        belief=pl.when(~waits).then("confidence").when(says).then("belief").otherwise(0.0).fill_null(0.0),
    ).drop("guess", "guess_level1", "guess_rule")


def placed(desk: Desk, supplier_ids: pl.Series) -> pl.DataFrame:
    """SPENT_LINE of some suppliers, in whatever council, with the category under which nobody needs to be asked."""
    paid = paid_suppliers.of(desk)
    keys = paid.filter(pl.col("supplier_id").is_in(supplier_ids.implode()))["supplier_text_key"]
    lines = line_texts.spent(desk).filter(pl.col("supplier_text_key").is_in(keys.implode()))
    return _marked(desk, lines).filter(~pl.col("is_waiting") & (pl.col("proclass_code") != ""))


def _marked(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """SPENT_LINE as it stands, with supplier_id, supplier_kind, supplier_sics and is_waiting."""
    read = category_changes.read_as(desk, lines, decided_categories.standing(desk).decided)
    known = suppliers_of(desk, read["supplier_text_key"].unique())
    ids = known.select("supplier_text_key", "supplier_id")
    named = read.join(ids, on="supplier_text_key", how="left", validate="m:1").with_columns(
        pl.col("supplier_id").fill_null("")
    )
    is_unsure = pl.col("confidence").fill_null(0.0) < desk.categories.evidence["sure_from"]
    is_waiting = pl.col("category_decision").is_null() & ((pl.col("proclass_code") == "") | is_unsure)
    return supplier_sics.told(named, desk, known).with_columns(is_waiting=is_waiting)


def coded_by_rules(desk: Desk, lines: pl.DataFrame) -> int:
    """The pence of the lines that the rules alone give a category."""
    readings = category_changes.readings_of(desk, lines)
    coded = readings.filter(pl.col("proclass_code") != "").select("line_text_key")
    return int(lines.join(coded, on="line_text_key", how="semi")["spend_pence"].sum())

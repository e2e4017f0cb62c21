"""Taking scrubbed uploads out of the ledger's files: sentences that repeat them, rows, and every earlier version."""

import json
from collections.abc import Sequence
from typing import Any, cast

import polars as pl

from procurement.store import tombstones
from procurement.store.ledger import Ledger
from procurement.store.ledger_tables import SCRUBBED
from procurement.store.redacting import Redactor
from procurement.store.upload_log import is_storing

ROWS = ("payments", "held_back", "issues")
EVERY = (*ROWS, "uploads")


def clear(ledger: Ledger, upload_ids: Sequence[str], texts: Redactor) -> None:
    """Leave of these uploads their tombstones in the log, and of `texts` nothing in what is said of others."""
    for name in EVERY:
        ledger.table(name).keep_no_texts_in_the_log()
    _redact_issues(ledger, upload_ids, texts)
    _clear_log(ledger, upload_ids, texts)
    for name in ROWS:
        ledger.table(name).remove_uploads(upload_ids)
    for name in EVERY:
        ledger.table(name).forget_history()


def _redact_issues(ledger: Ledger, upload_ids: Sequence[str], texts: Redactor) -> None:
    """Warnings on other uploads may name the file, or quote a line of it."""
    table = ledger.table("issues")
    issues = table.scan().filter(~pl.col("upload_id").is_in(list(upload_ids))).collect()
    cleared = texts.cleared([*issues.get_column("sentence"), *issues.get_column("value")])
    if not cleared:
        return
    is_touched = pl.col("sentence").is_in(list(cleared)) | pl.col("value").is_in(list(cleared))
    touched = issues.filter(is_touched).get_column("upload_id").unique().sort()
    mended = issues.filter(pl.col("upload_id").is_in(touched.implode()))
    table.write_uploads(touched.to_list(), mended.with_columns(pl.col("sentence", "value").replace(cleared)))


def _clear_log(ledger: Ledger, upload_ids: Sequence[str], texts: Redactor) -> None:
    """What was said with the events of these uploads goes, and what repeats `texts` in the events of others."""
    log, is_one = ledger.log(), pl.col("upload_id").is_in(list(upload_ids))
    why = pl.when(is_one & (pl.col("event") != SCRUBBED)).then(pl.lit("")).otherwise("why").alias("why")
    cleared = _without_texts(tombstones.put(log, is_storing & is_one).with_columns(why), ~is_one, texts)
    changed = cleared.join(log, on=log.columns, how="anti", nulls_equal=True).get_column("upload_id").unique().sort()
    rows = cleared.filter(pl.col("upload_id").is_in(changed.implode()))
    ledger.table("uploads").write_uploads(changed.to_list(), rows)


def _without_texts(log: pl.DataFrame, where: pl.Expr, texts: Redactor) -> pl.DataFrame:
    receipts = log.filter(where & is_storing).get_column("receipt").unique().to_list()
    before = [cast(dict[str, Any], json.loads(one)) for one in receipts]
    after = texts.documents(before)
    pairs = zip(receipts, before, after, strict=True)
    changed = {text: json.dumps(new, ensure_ascii=False) for text, old, new in pairs if old != new}
    said = {name: left for name, left in (("receipt", changed), ("why", texts.cleared(log.get_column("why")))) if left}
    return log.with_columns(
        pl.when(where).then(pl.col(name).replace(left)).otherwise(name).alias(name) for name, left in said.items()
    )

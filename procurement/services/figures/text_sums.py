"""Payments summed by their texts, made a body at a time and kept on disk for as long as the same uploads of it stand.

An upload ends the sums of its own body alone. Those that are read must add up to the receipts, else they are made anew.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import polars as pl

from procurement.analysis import condensed, frames, parts
from procurement.services import engine
from procurement.services.desk import Desk
from procurement.store.upload_log import is_storing

FORM = "2"
"""Part of each name: another number where sums are made otherwise, so that none of an earlier form is read."""

MOST_AT_ONCE = 10_000_000
"""Payments that are summed together, so that the most memory does not grow with the store."""

NARROW = ("authority_code", "amount_basis")
"""Texts of few distinct values, kept as numbers that stand for them."""

ORDER = condensed.TEXTS
"""Rows of a body and of a supplier stand together, where sums and joins find them sooner."""


def by_text(desk: Desk, with_credits: bool = False) -> pl.DataFrame:
    """`summed` of every standing payment; of bodies that are not kept, made now. Credits are read where asked for."""
    version, wanted = desk.store.ledger.version(), bodies(desk)
    columns = [*condensed.KEYS, "amount_pence", parts.COUNTS, *([condensed.CREDIT] if with_credits else [])]
    kept = desk.store.sums.read(wanted["name"].to_list(), columns)
    there = [] if kept is None else _sound(kept, wanted)["authority_code"].to_list()
    found = [] if kept is None else [_of(kept, there)]
    del kept
    for some in batches(wanted.filter(~pl.col("authority_code").is_in(there))):
        made = summed(payments_of(desk, some))
        desk.store.keep_sums(version, _by_name(made, some), wanted["name"].to_list())
        found.append(made.select(columns))
    return pl.concat(found) if found else summed(engine.payments(desk)).select(columns)


def _of(sums: pl.DataFrame, there: list[str]) -> pl.DataFrame:
    """The rows of some bodies; nothing is copied where they are all that there are."""
    is_all = sums["authority_code"].n_unique() == len(there)
    return sums if is_all else sums.filter(pl.col("authority_code").is_in(there))


def summed(payments: Any) -> pl.DataFrame:
    """condensed.condense of payments (PAYMENT) by their texts, with credits, NARROW, in ORDER."""
    return narrowed(condensed.condense(condensed.with_credits(payments), also=(condensed.CREDIT,))).sort(*ORDER)


def bodies(desk: Desk) -> pl.DataFrame:
    """authority_code, upload_ids, payments, pence and `name`, a row a body with standing payments, by its code.

    payments and pence are what the receipts say. name: of what is kept of these uploads, and tells nothing else.
    """
    log, standing = desk.store.ledger.log(), desk.store.ledger.standing_ids()
    uploads = log.filter(is_storing, pl.col("upload_id").is_in(standing), pl.col("payments") > 0).sort("upload_id")
    summed = uploads.group_by("authority_code", maintain_order=True).agg(
        pl.col("upload_id").alias("upload_ids"), pl.col("payments").sum(), pence=pl.col("payments_pence").sum()
    )
    named = [_name(code, ids) for code, ids in summed.select("authority_code", "upload_ids").iter_rows()]
    return summed.with_columns(pl.Series("name", named, dtype=pl.String)).sort("authority_code")


def names(wanted: pl.DataFrame) -> dict[str, str]:
    """Of bodies (`bodies`) by their codes what their sums are kept as, which is another whenever their uploads are."""
    return dict(wanted.select("authority_code", "name").iter_rows())


def others(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Codes of the bodies whose uploads are not those that they were (`names`), by code; gone and new ones too."""
    return sorted({code for code, _ in before.items() ^ after.items()})


def batches(wanted: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Bodies (`bodies`) in parts of about MOST_AT_ONCE payments."""
    numbered = wanted.with_columns(part=(pl.col("payments").cum_sum() - pl.col("payments")) // MOST_AT_ONCE)
    yield from numbered.partition_by("part", maintain_order=True)


def payments_of(desk: Desk, some: pl.DataFrame) -> Any:
    """The standing payments of some bodies (`bodies`), on Polars or on Spark."""
    return engine.payments(desk, upload_ids(some))


def upload_ids(some: pl.DataFrame) -> list[str]:
    """The uploads of some bodies (`bodies`), by body."""
    return [one for ids in some["upload_ids"].to_list() for one in ids]


def narrowed(rows: frames.Frame) -> pl.DataFrame:
    """The rows as a Polars table that takes little memory."""
    table = frames.held(rows)
    return table.with_columns(pl.col(name).cast(pl.Categorical) for name in NARROW if name in table.columns)


def _by_name(made: pl.DataFrame, some: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What is sound of what was made, by the name under which it is kept."""
    names = dict(_sound(made, some).select("authority_code", "name").iter_rows())
    each = made.partition_by("authority_code", as_dict=True)
    return {names[code]: rows for (code,), rows in each.items() if code in names}


def _sound(sums: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Those of some bodies whose sums add up to what their receipts say."""
    totals = sums.group_by("authority_code").agg(
        payments=pl.col(parts.COUNTS).sum(), pence=pl.col("amount_pence").sum()
    )
    told = totals.with_columns(pl.col("authority_code").cast(pl.String))
    return wanted.join(told, on=["authority_code", "payments", "pence"], how="semi")


def _name(code: str, upload_ids: list[str]) -> str:
    return sha256("\n".join([FORM, code, *upload_ids]).encode()).hexdigest()[:32]

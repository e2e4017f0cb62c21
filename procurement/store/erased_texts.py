"""The texts that uploads alone brought, so that whatever repeats them elsewhere can be cleared of them."""

from collections.abc import Sequence

import polars as pl

from procurement.store import tombstones
from procurement.store.ledger import Ledger
from procurement.store.upload_log import is_storing
from procurement.tables import PAYMENT, TEXT

LEAST_CHARACTERS = 4
"""Shorter ones stand in too many words of ours to be looked for in sentences."""
NO_CONTENT = ("upload_id", "authority_code", "amount_basis")
PUBLISHED = tuple(name for name, kind in PAYMENT.items() if kind == TEXT and name not in NO_CONTENT)


def only_in(ledger: Ledger, upload_ids: Sequence[str]) -> list[str]:
    """Texts of the rows of these uploads, and names of their files, that are in no other upload.

    A text has a letter in it and at least LEAST_CHARACTERS characters. A name that another file has too is not among
    them: what speaks of it speaks of that other file.
    """
    is_mine = pl.col("upload_id").is_in(list(upload_ids))
    mine = _texts(ledger, is_mine).collect()
    others = _texts(ledger, ~is_mine).join(mine.lazy(), on="text", how="semi").collect()
    files = ledger.log().filter(is_storing)
    names = files.filter(is_mine).join(files.filter(~is_mine), on="file_name", how="anti").get_column("file_name")
    bodies = files.get_column("authority_code").str.strip_prefix("body:")
    texts = mine.join(others, on="text", how="anti").filter(~pl.col("text").is_in(bodies.implode()))
    return sorted({*texts.get_column("text"), *names.filter(~names.is_in(["", tombstones.NAME]))})


def _texts(ledger: Ledger, which: pl.Expr) -> pl.LazyFrame:
    payments = ledger.table("payments").scan().filter(which)
    held_back = ledger.table("held_back").scan().filter(which)
    rows = held_back.filter(pl.col("row_text").str.starts_with("["))
    cells = rows.select(text=pl.col("row_text").str.json_decode(pl.List(pl.String()))).explode("text")
    columns = [payments.select(text=pl.col(name)).unique() for name in PUBLISHED]
    every = pl.concat([*columns, held_back.select(text="value"), cells])
    has_letter = pl.col("text").str.contains(r"\p{L}")
    is_long = pl.col("text").str.len_chars() >= LEAST_CHARACTERS
    return every.select(pl.col("text").str.strip_chars()).filter(has_letter & is_long).unique()

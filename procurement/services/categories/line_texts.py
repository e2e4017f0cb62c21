"""The distinct lines of text of each council's standing payments, with what was paid, for people to decide on."""

from pathlib import Path

import polars as pl

from procurement.services.desk import Desk
from procurement.suppliers.decisions import plain_names
from procurement.tables import KEY, TEXT

LINE_KEY = ("authority_code", "supplier_text_key", "line_text_key")
TEXTS = ("supplier_name", "purpose", "department", "publisher_category", "account")
SPENT_LINE = pl.Schema(
    {
        "authority_code": TEXT,
        "supplier_text_key": KEY,
        "line_text_key": KEY,
        **dict.fromkeys(TEXTS, TEXT),
        "plain_heading": TEXT,
        "plain_account": TEXT,
        "is_redacted": pl.Boolean(),
        "payments": pl.Int64(),
        "spend_pence": pl.Int64(),
    }
)
"""A line of a council: its texts as published, its heading and account as decisions call them, and what was paid.

As it is, of protected payees too: what others may see of it passes category_texts_shown.counted.
"""

_last: dict[Path, tuple[str, pl.DataFrame]] = {}
"""The latest SPENT_LINE of each store, with the version of the ledger that it is of."""

_plain: dict[Path, tuple[str, dict[str, pl.Series]]] = {}
"""Of each store the plain texts of some columns, with the version of the ledger that they are of."""


def spent(desk: Desk) -> pl.DataFrame:
    """SPENT_LINE of every line that a standing payment has; read once for each state of the ledger."""
    version, known = desk.store.ledger.version(), _last.get(desk.store.home)
    if known is None or known[0] != version:
        known = _last[desk.store.home] = (version, _read(desk))
        _plain[desk.store.home] = (version, {column: _plain_of(known[1], column) for column in TEXTS[1:]})
    return known[1]


def plain_texts(desk: Desk, column: str) -> pl.Series:
    """The texts of a column of TEXTS but supplier_name as decisions call them, each once; made with `spent`."""
    spent(desk)
    return _plain[desk.store.home][1][column]


def _plain_of(lines: pl.DataFrame, column: str) -> pl.Series:
    return plain(lines[column].unique()).unique()


def plain(texts: pl.Series) -> pl.Series:
    """What a decision calls a heading or an account: spellings that differ in case or marks are one."""
    distinct = texts.unique()
    called = pl.DataFrame({"text": distinct, "plain": plain_names(distinct)})
    return (
        texts.to_frame("text").join(called, on="text", how="left", validate="m:1", maintain_order="left")["plain"]
    ).fill_null("")


def _read(desk: Desk) -> pl.DataFrame:
    grouped = desk.store.ledger.payments().group_by(*LINE_KEY)
    counted = grouped.agg(
        pl.col(*TEXTS).first(),
        pl.col("is_redacted").any(),
        payments=pl.len().cast(pl.Int64),
        spend_pence=pl.col("amount_pence").sum(),
    ).collect()
    named = counted.with_columns(
        plain_heading=plain(counted["publisher_category"]), plain_account=plain(counted["account"])
    )
    return named.sort(*LINE_KEY).select(SPENT_LINE.names())

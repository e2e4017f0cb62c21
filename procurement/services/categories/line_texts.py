"""The distinct lines of text of each council's standing payments, with what was paid, for people to decide on."""

from pathlib import Path

import polars as pl

from procurement.analysis import parts
from procurement.services.desk import Desk
from procurement.services.figures import text_sums
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

_last: dict[Path, tuple[str, dict[str, str], pl.DataFrame]] = {}
"""The latest SPENT_LINE of each store, with the version of the ledger and the uploads (text_sums.names) it is of."""

_plain: dict[Path, tuple[str, dict[str, pl.Series]]] = {}
"""Of each store the plain texts of some columns, with the version of the ledger that they are of."""


def spent(desk: Desk) -> pl.DataFrame:
    """SPENT_LINE of every line that a standing payment has; a body's are read once for as long as its uploads stand."""
    version, known = desk.store.ledger.version(), _last.get(desk.store.home)
    if known is None or known[0] != version:
        bodies = text_sums.bodies(desk)
        names = text_sums.names(bodies)
        lines = _read(desk, bodies) if known is None else _caught_up(desk, known[1], known[2], bodies)
        known = _last[desk.store.home] = (version, names, lines)
        _plain[desk.store.home] = (version, {column: _plain_of(lines, column) for column in TEXTS[1:]})
    return known[2]


def _caught_up(desk: Desk, names: dict[str, str], lines: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The lines as they were when these uploads stood, with those of bodies that have others now read anew."""
    others = text_sums.others(names, text_sums.names(bodies))
    if not others:
        return lines
    is_other = pl.col("authority_code").is_in(others)
    return pl.concat([lines.filter(~is_other), _read(desk, bodies.filter(is_other))]).sort(*LINE_KEY)


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


def _read(desk: Desk, bodies: pl.DataFrame) -> pl.DataFrame:
    """The lines of some bodies (text_sums.bodies): what was paid from sums that are kept, the texts from payments.

    Only the distinct texts of payments are held, so that memory grows with the lines and not with the payments. A line
    that comes with an upload between the two is left for the next question, which reads its body anew.
    """
    sums = text_sums.by_text(desk).filter(pl.col("authority_code").is_in(bodies["authority_code"].to_list()))
    counted = (
        sums.with_columns(pl.col("authority_code").cast(pl.String))
        .group_by(*LINE_KEY)
        .agg(
            pl.col("is_redacted").any(),
            payments=pl.col(parts.COUNTS).sum(),
            spend_pence=pl.col("amount_pence").sum(),
        )
    )
    payments = desk.store.ledger.payments(text_sums.upload_ids(bodies))
    read = payments.select("line_text_key", *TEXTS).unique("line_text_key")
    texts = read.collect(engine="streaming")
    named = texts.with_columns(plain_heading=plain(texts["publisher_category"]), plain_account=plain(texts["account"]))
    lines = counted.join(named, on="line_text_key", how="inner", validate="m:1")
    return lines.sort(*LINE_KEY).select(SPENT_LINE.names())

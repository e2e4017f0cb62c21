"""Suppliers keep their ids for life: a fresh matching of all texts is laid over what was known, and every move is told.

Matching everything anew makes the result the same whatever order files came in; this keeps the names that people know.
"""

from collections.abc import Mapping, Sequence, Set

import polars as pl

from procurement.suppliers.labelling import CHARITY_SCHEME, COMPANY_SCHEME, NAME_SCHEME, digests
from procurement.tables import SUPPLIER_MOVE

MERGED, SPLIT = "merged", "split"


def carry(before: pl.DataFrame, fresh: pl.DataFrame) -> pl.DataFrame:
    """`fresh` (SUPPLIER_READING of all texts, matched from nothing) with ids of `before` (SUPPLIER_READING).

    Each old id goes to the supplier that holds most of its texts (of equals, that with the smallest key). A supplier to
    which several come keeps a company number, then a charity number, then the one that more texts had. One to which
    none comes has the id that matching gave it, or another where that is taken. Same suppliers, same ids.
    """
    old = before.filter(pl.col("supplier_id") != "").select("supplier_text_key", old="supplier_id")
    both = fresh.filter(pl.col("supplier_id") != "").join(old, on="supplier_text_key", how="left", validate="1:1")
    shared = (
        both.drop_nulls("old")
        .group_by("supplier_id", "old")
        .agg(texts=pl.len(), first=pl.col("supplier_text_key").min())
        .sort("old", -pl.col("texts").cast(pl.Int64), "first")
    )
    goes_to = shared.unique("old", keep="first", maintain_order=True)
    rank = pl.when(pl.col("old").str.starts_with(COMPANY_SCHEME)).then(0)
    rank = rank.when(pl.col("old").str.starts_with(CHARITY_SCHEME)).then(1).otherwise(2)
    kept = goes_to.sort("supplier_id", rank, -pl.col("texts").cast(pl.Int64), "first").unique(
        "supplier_id", keep="first", maintain_order=True
    )
    lasting = fresh.select(pl.col("supplier_id").unique()).join(
        kept.select("supplier_id", "old"), on="supplier_id", how="left", validate="1:1"
    )
    given = _free(lasting, kept["old"])
    return (
        fresh.join(given, on="supplier_id", how="left", validate="m:1", maintain_order="left")
        .with_columns(supplier_id="lasting")
        .select(fresh.columns)
    )


def _free(lasting: pl.DataFrame, taken: pl.Series) -> pl.DataFrame:
    """supplier_id and lasting: an id that another supplier keeps is not given a second time."""
    is_taken = pl.col("supplier_id").is_in(taken.implode()) & (pl.col("supplier_id") != "")
    another = pl.lit(NAME_SCHEME) + ("another|" + pl.col("supplier_id")).map_batches(digests, return_dtype=pl.String)
    new = pl.when(is_taken).then(another).otherwise("supplier_id")
    return lasting.select("supplier_id", lasting=pl.coalesce("old", new))


def moves(before: pl.DataFrame, after: pl.DataFrame, standing: pl.Series | None = None) -> pl.DataFrame:
    """SUPPLIER_MOVE: where texts went that are in both readings under different ids; by old id. None moved, no rows.

    standing: every id that is given to a text afterwards, where `after` holds some texts alone.
    """
    ids = ["supplier_text_key", "supplier_id"]
    both = before.select(ids).join(after.select(ids), on="supplier_text_key", suffix="_now", validate="1:1")
    moved = both.filter((pl.col("supplier_id") != pl.col("supplier_id_now")) & (pl.col("supplier_id") != ""))
    told = moved.group_by(old_id="supplier_id", new_id="supplier_id_now").agg(texts=pl.len().cast(pl.Int64))
    given = after["supplier_id"] if standing is None else standing
    stands = pl.col("old_id").is_in(given.filter(given.is_in(told["old_id"].implode())).unique().implode())
    is_whole = pl.len().over("old_id") == 1
    sort = pl.when(~stands & is_whole).then(pl.lit(MERGED)).otherwise(pl.lit(SPLIT))
    return told.with_columns(sort=sort).select(SUPPLIER_MOVE.names()).sort("old_id", "new_id")


def follow(moved: Sequence[Mapping[str, str]], supplier_id: str, standing: Set[str]) -> list[str]:
    """The ids that stand now of what once went by `supplier_id`, in order; itself where it stands.

    moved: old_id, new_id and sort of every move, the oldest first. An id that was never given has none. Where it was
    gone before and came back, what it went to then counts no longer.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [supplier_id]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one in standing:
            found.add(one)
        else:
            waiting += _went_to([move for move in moved if move["old_id"] == one])
    return sorted(found)


def _went_to(moved: Sequence[Mapping[str, str]]) -> list[str]:
    """Where one id's texts went since it was gone for the last time but one."""
    gone = [at for at, move in enumerate(moved[:-1]) if move["sort"] == MERGED]
    return [move["new_id"] for move in moved[gone[-1] + 1 if gone else 0 :]]

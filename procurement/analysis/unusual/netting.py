"""Credits set against the payments that they take back, so that what was reversed and paid again is paid once."""

import polars as pl

OF_AMOUNT = ["supplier", "size_pence"]


def without_reversed(bills: pl.DataFrame, reference: str, days: int, days_before: int) -> pl.DataFrame:
    """Bills above nothing that no credit of the same supplier and size takes back, with `size_pence`.

    bills: BILL with `reference`, the name of a text column, "" for none. A credit takes back a payment of its own
    reference first, else the latest before it (of the `days` before), else the earliest after it (of the next
    `days_before`). Empty in gives empty out.
    """
    sized = bills.with_columns(size_pence=pl.col("amount_pence").abs()).filter(pl.col("size_pence") > 0)
    named = sized.filter(pl.col(reference) != "")
    left = pl.concat(
        [_unmatched(named, [*OF_AMOUNT, reference], days, days_before), sized.filter(pl.col(reference) == "")],
        how="diagonal",
    )
    return _unmatched(left, OF_AMOUNT, days, days_before).filter(pl.col("amount_pence") > 0)


def _unmatched(bills: pl.DataFrame, by: list[str], days: int, days_before: int) -> pl.DataFrame:
    """Bills left once each credit is matched with a payment of its group, as brackets are matched.

    In order of days, a payment raises the count of what is open by one and a credit lowers it. At each height of that
    count payments and credits take turns, so neighbours at one height belong together.
    """
    with_credits = bills.filter((pl.col("amount_pence") < 0).any().over(by))
    if with_credits.is_empty():
        return bills
    untouched = bills.join(with_credits.select("bill"), on="bill", how="anti")
    is_payment = pl.col("amount_pence") > 0
    step = pl.when(is_payment).then(1).otherwise(-1)
    ordered = with_credits.sort(
        *by, "paid_on", "amount_pence", "bill", descending=[*[False] * len(by), False, True, False]
    )
    stacked = ordered.with_columns(_open=step.cum_sum().over(by)).with_columns(
        _height=pl.col("_open") + pl.when(is_payment).then(0).otherwise(1)
    )
    place = [*by, "_height"]
    after, before = pl.col("paid_on").shift(-1).over(place), pl.col("paid_on").shift(1).over(place)
    is_above = pl.col("_height") > 0
    to_next, from_last = (after - pl.col("paid_on")).dt.total_days(), (pl.col("paid_on") - before).dt.total_days()
    opens = pl.when(is_above).then(is_payment).otherwise(~is_payment)
    near = pl.when(is_above).then(days).otherwise(days_before)
    gap = pl.when(opens).then(to_next).otherwise(from_last)
    left = stacked.filter((gap <= near).fill_null(value=False).not_()).drop("_open", "_height")
    return pl.concat([untouched, left.select(untouched.columns)])

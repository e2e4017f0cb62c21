"""Amounts that may not be what they say: VAT counted in, minus signs lost on the way."""

from collections.abc import Mapping

import polars as pl

from procurement.spend.named_table import GROSS

VAT_RATE_PERCENT = 20
"""The standard rate since 4 January 2011. Source: Value Added Tax Act 1994, section 2."""

MORE_THAN_ANY_AMOUNT = 2**40
"""In pence: £11 billion. A supplier's number times it, and an amount, are one whole number for both."""

is_odd = (pl.col("amount_pence") % 100) != 0
is_a_fifth_up = (pl.col("amount_pence") % (100 + VAT_RATE_PERCENT)) == 0


def looks_gross(payments: pl.DataFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Among amounts with odd pence, too many that are a round sum with VAT on top, in a file that is not called gross.

    A round £49 is published net as 49.00 and gross as 58.80, a multiple of £1.20; by chance 1 amount in 150 is one.
    """
    odd = payments.filter(is_odd & (pl.col("amount_basis") != GROSS))
    share = float(odd.select(is_a_fifth_up.mean()).item() or 0)
    if odd.height < limits["least_odd_amounts"] or share < limits["gross_looking_share"]:
        return []
    return [
        (
            "LOOKS_GROSS",
            f"{share:.0%} of the amounts with odd pence are round sums with a fifth on top, so the file looks as if it "
            "included VAT. If it does, say so where the columns are shown, or upload the net amounts.",
        )
    ]


def grew_by_vat(payments: pl.DataFrame, earlier: pl.LazyFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Suppliers' recurring amounts that are all a fifth more, or a fifth less, than they were."""
    suppliers = payments.select(pl.col("supplier_name").unique()).with_row_index("supplier").lazy()
    paid, with_vat = pl.col("amount_pence"), (pl.col("amount_pence") * (100 + VAT_RATE_PERCENT) + 50) // 100
    supplier = pl.col("supplier").cast(pl.Int64) * MORE_THAN_ANY_AMOUNT
    now, before = (
        rows.filter(paid.is_between(1, MORE_THAN_ANY_AMOUNT // 2)).select("supplier_name", "amount_pence")
        .join(suppliers, on="supplier_name")
        .select(paid=supplier + paid, with_vat=supplier + with_vat)
        .collect(engine="streaming")
        for rows in (payments.lazy(), earlier)
    )  # fmt: skip
    once = now.unique("paid")
    same, more, less = (
        int(once[ours].is_in(before[theirs].implode()).sum())
        for ours, theirs in (("paid", "paid"), ("paid", "with_vat"), ("with_vat", "paid"))
    )
    grown, way = max((more, "more"), (less, "less"))
    if grown < limits["least_recurring"] or grown <= same:
        return []
    basis = (
        "included VAT and the earlier ones did not" if way == "more" else "left VAT out and the earlier ones did not"
    )
    return [
        (
            "VAT_CHANGED",
            f"{grown:,} amounts are what the same supplier was paid before, but for VAT: it looks as if this file "
            f"{basis}. Check which column the amount is read from.",
        )
    ]


def without_credits(payments: pl.DataFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """A large file without a single credit, of a council of which nothing is stored."""
    if payments.height < limits["least_lines_without_credit"] or _credits(payments):
        return []
    return [
        (
            "NO_CREDIT",
            f"Not one of {payments.height:,} payments is a credit. If your council does not leave credits out on "
            "purpose, check that minus signs and brackets were not lost before the file was uploaded.",
        )
    ]


def opposites(payments: pl.DataFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Most lines (PAYMENT_FACTS) with another of the same supplier that takes them off again, as where a ledger's
    invoices are listed with the payments that cleared them."""
    amount = pl.col("amount_pence")
    sized = payments.filter(amount != 0).group_by("supplier_name", size=amount.abs())
    pairs = sized.agg(added=(amount > 0).sum(), taken_off=(amount < 0).sum())
    lines = 2 * int(pairs.select(pl.min_horizontal("added", "taken_off").sum()).item())
    if lines < limits["least_opposites"] or lines < limits["opposites_share"] * payments.height:
        return []
    return [
        (
            "OPPOSITES",
            f"{lines:,} of {payments.height:,} lines come in pairs of one supplier, of which one takes off what the "
            "other adds. The file may list invoices and the payments that cleared them: then it comes to next to "
            "nothing. Upload the payments alone, or the invoices alone.",
        )
    ]


def lost_credits(payments: pl.DataFrame, earlier: pl.LazyFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """No credit in the file, where the council's earlier share of them leads one to expect several."""
    counted = earlier.select((pl.col("amount_pence") < 0).sum(), lines=pl.len()).collect(engine="streaming")
    before, lines = counted.row(0)
    expected = payments.height * before / max(lines, 1)
    if _credits(payments) or expected < limits["least_credits_missed"]:
        return []
    return [
        (
            "CREDITS_LOST",
            f"Not one payment is a credit, where {before:,} of the {lines:,} stored before are. Check that "
            "minus signs and brackets were not lost before the file was uploaded.",
        )
    ]


def _credits(payments: pl.DataFrame) -> int:
    return int(payments.select((pl.col("amount_pence") < 0).sum()).item())

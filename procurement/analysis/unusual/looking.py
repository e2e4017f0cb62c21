"""All the rules, one after another, over the payments of one council; and their findings put together."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from procurement.analysis.unusual import (
    bills,
    first_payments,
    instalments,
    kinds,
    repeats,
    round_sums,
    same_amount,
    same_reference,
    split_orders,
    two_files,
)
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.found import FOUND, MEMBER, Found
from procurement.analysis.unusual.limits import Limits
from procurement.tables import UNUSUAL_FINDING, UNUSUAL_PAYMENT

FACTS = ("paid_on", "amount_pence", "supplier_text_key", "line_text_key", "transaction_number")
"""What a finding is known by again: not the upload, so that a file that is sent anew asks nothing anew."""


@dataclass(frozen=True)
class Findings:
    """findings: UNUSUAL_FINDING, possible duplicates first, the most pounds times score on top.

    payments: UNUSUAL_PAYMENT, a row a line of them.
    """

    findings: pl.DataFrame
    payments: pl.DataFrame


def look(books: Books, limits: Limits) -> Iterator[tuple[str, Found]]:
    """Each kind with what was found of it, in the order of `kinds.KINDS`.

    A bill that stands in two files, or was found repeated by a stronger rule, is left out of those that follow.
    """
    twice = two_files.find(books, limits)
    yield kinds.IN_TWO_FILES, twice
    again = twice.members.filter(pl.col("part") == kinds.AGAIN).select("bill")
    equal = repeats.of_books(books, again, limits)
    referenced = same_reference.find(equal, limits)
    yield kinds.SAME_REFERENCE, referenced
    extra = instalments.find(equal, limits, referenced.bills)
    yield kinds.EXTRA_INSTALMENT, extra
    used = pl.concat([referenced.bills, extra.bills])
    alike = same_amount.find(equal, limits, used)
    yield kinds.SAME_AMOUNT, alike
    used = pl.concat([again, used, alike.bills]).unique()
    for kind, rule in (
        (kinds.SPLIT_ORDER, split_orders),
        (kinds.ROUND_SUM, round_sums),
        (kinds.LARGE_FIRST, first_payments),
    ):
        yield kind, rule.find(books, limits, used)


def all_of(payments: pl.LazyFrame, suppliers: pl.DataFrame, categories: pl.DataFrame, limits: Limits) -> Findings:
    """The findings of one council's payments (PAYMENT, SUPPLIER_READING, CATEGORY_READING). Empty in, empty out."""
    books = bills.open_books(payments, suppliers, categories)
    return together(books, [one for _, one in look(books, limits)], suppliers)


def together(books: Books, found: list[Found], suppliers: pl.DataFrame) -> Findings:
    """The findings of several rules with their lines, each finding under a name of its own."""
    findings = pl.concat([pl.DataFrame(schema=FOUND), *(one.findings for one in found)])
    members = pl.concat([pl.DataFrame(schema=MEMBER), *(one.members for one in found)])
    lines = _lines(books, members)
    names = lines.group_by("kind", "number").agg(
        pl.concat_str(*FACTS, separator="|", ignore_nulls=True).sort().str.join("\n").alias("facts"),
        pl.len().cast(pl.Int64).alias("payments"),
        pl.col("paid_on").min().alias("first_day"),
        pl.col("paid_on").max().alias("last_day"),
        pl.col("supplier_text_key").min(),
        pl.col("supplier").n_unique().alias("_suppliers"),
    )
    labels = suppliers.select("supplier_text_key", "supplier_id", supplier_label="supplier_label")
    known = findings.join(names, on=["kind", "number"], how="inner", validate="1:1").join(
        labels, on="supplier_text_key", how="left", validate="m:1"
    )
    many = pl.col("_suppliers") > 1
    named = known.sort("kind", "number").with_columns(
        finding=_fingerprints(known.sort("kind", "number")),
        supplier_id=pl.when(many).then(pl.lit("")).otherwise(pl.col("supplier_id")),
        supplier=pl.when(many).then(pl.concat_str("_suppliers", pl.lit(" suppliers"))).otherwise("supplier_label"),
    )
    is_duplicate = pl.col("kind").is_in(list(kinds.DUPLICATES))
    weight = pl.col("score") * pl.col("at_risk_pence")
    ordered = named.sort(is_duplicate, weight, "finding", descending=[True, True, False])
    placed = lines.join(named.select("kind", "number", "finding"), on=["kind", "number"], how="inner", validate="m:1")
    payments = placed.sort(
        "finding", "paid_on", "part", "upload_id", "line", descending=[False, False, True, False, False]
    )
    assert payments.height == lines.height
    return Findings(ordered.select(UNUSUAL_FINDING.names()), payments.select(UNUSUAL_PAYMENT.names()))


def _lines(books: Books, members: pl.DataFrame) -> pl.DataFrame:
    """The lines of the bills that findings are made of."""
    keys = members.join(books.bills.select("bill", *bills.KEYS, "lines"), on="bill", how="left", validate="m:1")
    lines = keys.join(books.lines(keys), on=bills.KEYS, how="inner", validate="m:m")
    assert lines.height == keys["lines"].sum()
    return lines


def _fingerprints(named: pl.DataFrame) -> pl.Series:
    """A name for each finding from its kind and facts; equal ones are told apart by their place."""
    nth = named.select(pl.int_range(pl.len()).over("kind", "facts")).to_series()
    told = zip(named["kind"], named["facts"], nth, strict=True)
    made = [sha256(f"{kind}\n{facts}\n{place}".encode()).hexdigest()[:16] for kind, facts, place in told]
    return pl.Series("finding", made, dtype=pl.String())

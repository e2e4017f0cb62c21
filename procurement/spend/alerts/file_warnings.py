"""Warnings that protect the figures: what in a file, or between it and its council's earlier ones, looks wrong.

Nothing here changes a figure or decides anything: each warning says what was seen and what to check.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from procurement.spend.alerts import column_warnings, month_warnings, repeat_warnings, sign_warnings, sum_warnings

Told = tuple[str, str]
"""A rule and its sentence."""


@dataclass(frozen=True)
class Earlier:
    """What is stored of the same body, the uploads that a new file would replace left out.

    payments: PAYMENT, of about a year before the new file and of the days around it. columns: ours to the publisher's
    heading, of the latest upload; empty where there is none. names: upload id to what the file is called for a person.
    """

    payments: pl.LazyFrame
    columns: Mapping[str, str]
    names: Mapping[str, str]


def of_file(payments: pl.DataFrame, columns: Mapping[str, str], limits: Mapping[str, float]) -> list[Told]:
    """What a file (PAYMENT_FACTS) shows by itself. columns: ours to the publisher's heading. limits:
    file_warning_thresholds by name."""
    return [
        *sum_warnings.sums(payments, columns, limits),
        *sum_warnings.without_pence(payments, limits),
        *sign_warnings.opposites(payments, limits),
        *sign_warnings.looks_gross(payments, limits),
        *sign_warnings.without_credits(payments, limits),
    ]


def against(
    payments: pl.DataFrame, columns: Mapping[str, str], earlier: Earlier, limits: Mapping[str, float]
) -> list[Told]:
    """What a file shows beside what is stored of its body; nothing stored gives what the file shows by itself."""
    before = earlier.payments
    if payments.is_empty() or before.head(1).collect().is_empty():
        return of_file(payments, columns, limits)
    return [
        *sum_warnings.sums(payments, columns, limits),
        *sum_warnings.without_pence(payments, limits),
        *sign_warnings.opposites(payments, limits),
        *month_warnings.jumps(payments, before, limits),
        *month_warnings.missing(payments, before, limits),
        *(sign_warnings.looks_gross(payments, limits) or sign_warnings.grew_by_vat(payments, before, limits)),
        *sign_warnings.lost_credits(payments, before, limits),
        *column_warnings.renamed(columns, earlier.columns),
        *column_warnings.changed(payments, before, limits),
        *repeat_warnings.numbers_seen(payments, before, earlier.names, limits),
        *repeat_warnings.same_amounts(payments, before, earlier.names, limits),
    ]

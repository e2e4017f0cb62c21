"""A part of an amount, where a council was split: whole pence, and the parts add up to the amount."""

from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames
from procurement.tables import WHOLE_MILLIONTHS

COUNTS = "counts_as_payment"
"""How many payments a row counts as: several where they were summed, none for a further part of a payment."""


def count_column(frame: nw.LazyFrame[Any]) -> list[str]:
    """The column that says how many payments each row counts as; none where each row is one."""
    return [COUNTS] if COUNTS in frame.collect_schema().names() else []


def payments(frame: nw.LazyFrame[Any]) -> nw.Expr:
    """How many payments the rows of a group are."""
    return nw.col(COUNTS).sum() if count_column(frame) else nw.len()


def counted(frame: nw.LazyFrame[Any], only_where: nw.Expr) -> nw.Expr:
    """How many payments each row of `frame` counts as where `only_where` holds; none elsewhere."""
    each = nw.col(COUNTS) if count_column(frame) else nw.lit(1)
    return nw.when(only_where).then(each).otherwise(nw.lit(0)).cast(nw.Int64)


def part_of(pence: nw.Expr, from_millionths: nw.Expr, to_millionths: nw.Expr) -> nw.Expr:
    """The pence between two marks on the scale from 0 to a million, on which parts follow each other without a gap.

    Up to each mark the amount is rounded once, half a penny away from nothing, and a part is the difference: so every
    part is within a penny of its exact share, the parts of an amount add up to it, those of a credit note mirror those
    of its invoice, and of two parts each is rounded to the nearest penny. Int64 in and out, exact for any of them.
    """
    size = nw.when(pence < 0).then(-pence).otherwise(pence)
    part = _up_to(size, to_millionths) - _up_to(size, from_millionths)
    return nw.when(pence < 0).then(-part).otherwise(part)


def _up_to(size: nw.Expr, mark: nw.Expr) -> nw.Expr:
    """Size times mark over a million, rounded; by whole millions and the rest, so that no product is too great."""
    rest = size % WHOLE_MILLIONTHS
    return _whole_times(size) * mark + _whole_times(rest * mark + WHOLE_MILLIONTHS // 2)


def _whole_times(number: nw.Expr) -> nw.Expr:
    """How often a million goes into a number that is not negative.

    By float and rounding of what divides without a rest, since engines differ in how they divide whole numbers.
    """
    evenly = number - number % WHOLE_MILLIONTHS
    return frames.ratio(evenly, nw.lit(WHOLE_MILLIONTHS)).round(0).cast(nw.Int64)

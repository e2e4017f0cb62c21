"""Which payments a question is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw

BOUNDS = ("from_day", "to_day")
"""The first and last day of what stands for payments of a longer time, where a frame has them."""


@dataclass(frozen=True)
class Scope:
    """Payments to look at; a bound or list left empty leaves nothing out.

    from_day and to_day are both included, and leave out payments without a date. authorities: codes.
    level1, level2: ProClass headings. suppliers: supplier ids. influenceable: only what can be influenced.
    """

    from_day: date | None = None
    to_day: date | None = None
    authorities: tuple[str, ...] = ()
    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    influenceable: bool = False

    @property
    def is_of_whole_months(self) -> bool:
        """Whether its days begin with a month's first and end with a month's last, where it has any."""
        begins = self.from_day is None or self.from_day.day == 1
        return begins and (self.to_day is None or (self.to_day + timedelta(days=1)).day == 1)


def of_category(level1: str = "", level2: str = "", authorities: Sequence[str] = ()) -> Scope:
    """The payments of a category, or of a part of it, and of some councils; "" and none leave nothing out."""
    return Scope(authorities=tuple(authorities), level1=(level1,) if level1 else (), level2=(level2,) if level2 else ())


def within(coded: nw.LazyFrame[Any], scope: Scope) -> nw.LazyFrame[Any]:
    """The CODED_PAYMENT rows that `scope` is about. Empty in gives empty out.

    A row that stands for payments of several days (disclosure.guarding) is in where all of those days are.
    """
    lists = {
        "authority_code": scope.authorities,
        "level1": scope.level1,
        "level2": scope.level2,
        "supplier_id": scope.suppliers,
    }
    tests = [nw.col(column).is_in(list(wanted)) for column, wanted in lists.items() if wanted]
    if scope.from_day is not None:
        tests.append(_day(coded, BOUNDS[0]) >= scope.from_day)
    if scope.to_day is not None:
        tests.append(_day(coded, BOUNDS[1]) <= scope.to_day)
    if scope.influenceable:
        tests.append(nw.col("influenceable").fill_null(value=False))
    return coded.filter(*tests) if tests else coded


def _day(coded: nw.LazyFrame[Any], bound: str) -> nw.Expr:
    if bound not in coded.collect_schema().names():
        return nw.col("paid_on")
    return nw.when(nw.col("paid_on").is_null()).then(nw.col(bound)).otherwise(nw.col("paid_on"))

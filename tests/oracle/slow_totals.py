"""Totals in plain Python: each payment by itself, its readings looked up, its parts put in their places one by one."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from tests.oracle import slow_recut

Payment = dict[str, Any]
Total = tuple[int, int, int, int]
NO_SUPPLIER = {"supplier_id": "", "supplier_kind": "", "supplier_group": ""}
NO_CATEGORY = {"proclass_code": "", "level1": "", "level2": "", "influenceable": None}

marks = cache(slow_recut.marks)
places = cache(slow_recut.place_of)


def periods(day: date | None) -> dict[str, str]:
    """The financial year, quarter and month of a day."""
    if day is None:
        return {"financial_year": "", "quarter": "", "month": ""}
    began = day.year if day.month >= 4 else day.year - 1
    year = f"{began}-{(began + 1) % 100:02}"
    quarter = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3}.get(day.month, 4)
    return {"financial_year": year, "quarter": f"{year} Q{quarter}", "month": f"{day.year}-{day.month:02}"}


def read(payments: list[Payment], suppliers: dict[int, Payment], lines: dict[int, Payment]) -> list[Payment]:
    """Each payment with what is known of its supplier, its line and its day; nobody is known who is redacted."""
    found = []
    for payment in payments:
        supplier = NO_SUPPLIER | suppliers.get(payment["supplier_text_key"], {})
        if payment["is_redacted"]:
            supplier = {"supplier_id": "", "supplier_kind": "redacted", "supplier_group": ""}
        line = NO_CATEGORY | lines.get(payment["line_text_key"], {})
        found.append(payment | supplier | line | periods(payment["paid_on"]))
    return found


def pence_in(payment: Payment, level: str, on: date) -> dict[str, int]:
    """The pence of a payment in each place of a level that has a part of it; none of a body that is no council."""
    code, pence = payment["authority_code"], payment["amount_pence"]
    found: dict[str, int] = defaultdict(int)
    if code in slow_recut.COUNCILS:
        sign, size = (-1 if pence < 0 else 1), abs(pence)
        for part, begins, ends in marks(code, on):
            upto = [(2 * size * mark + slow_recut.MILLION) // (2 * slow_recut.MILLION) for mark in (begins, ends)]
            for place in places(part, level, on):
                found[place] += sign * (upto[1] - upto[0])
    return found


def totals(payments: list[Payment], level: str, on: date, by: list[str]) -> dict[tuple[Any, ...], Total]:
    """Spend, payments, suppliers and councils of each place and combination of `by`."""
    groups: dict[tuple[Any, ...], list[tuple[Payment, int]]] = defaultdict(list)
    for payment in payments:
        for place, pence in pence_in(payment, level, on).items():
            groups[(place, *(payment[name] for name in by))].append((payment, pence))
    return {
        key: (
            sum(pence for _, pence in rows),
            len(rows),
            len({payment["supplier_id"] for payment, _ in rows} - {""}),
            len({payment["authority_code"] for payment, _ in rows}),
        )
        for key, rows in groups.items()
    }

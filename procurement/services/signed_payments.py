"""Payments summed by their texts and their sign, so that amounts can still be added up without their signs."""

from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import condensed, frames

KEYS = (*condensed.TEXTS, "is_redacted", "is_credit")


def summed(payments: Any) -> frames.Frame:
    """PAYMENT as a row a council, supplier text, line text, redaction and sign (`is_credit`), without days or basis.

    amount_pence is what the row's payments come to, counts_as_payment how many they are.
    """
    return condensed.condense(frames.lazy(payments).with_columns(is_credit=nw.col("amount_pence") < 0), KEYS)

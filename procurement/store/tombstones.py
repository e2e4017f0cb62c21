"""What is left to read of an upload that was scrubbed: whose it was, the hash of its bytes, how many rows, and when.

The hash is no content: nothing can be read from it, and it lets a person be told that the very file was scrubbed.
"""

import polars as pl

NAME = "(scrubbed)"
"""Where the name of the file stood."""


def put(rows: pl.DataFrame, where: pl.Expr) -> pl.DataFrame:
    """`rows` (with the columns of UPLOAD_LOG) with nothing of the content of those that are meant by `where`.

    Numbers of rows stay; sums of money go, as the sum of one row is its amount.
    """
    left = {
        "file_name": pl.lit(NAME),
        "receipt": _receipt(),
        "first_day": pl.lit(None, pl.Date()),
        "last_day": pl.lit(None, pl.Date()),
        "payments_pence": pl.lit(0, pl.Int64()),
        "held_back_pence": pl.lit(0, pl.Int64()),
    }
    return rows.with_columns(pl.when(where).then(value).otherwise(name).alias(name) for name, value in left.items())


def _receipt() -> pl.Expr:
    payments, held_back = pl.col("payments"), pl.col("held_back")
    counts = {"lines": payments + held_back, "accepted": payments, "held_back": held_back}
    nothing = {"accepted_pence": 0, "held_back_pence": 0, "from": "", "to": ""}
    parts = [pl.lit(value).alias(name) for name, value in nothing.items()]
    return pl.struct(*[value.alias(name) for name, value in counts.items()], *parts).struct.json_encode()

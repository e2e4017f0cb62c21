"""Counts of rows and exact amounts, as sentences of services say them."""


def rows(count: int) -> str:
    """A number of rows in words.

    >>> rows(1), rows(1200)
    ('1 row', '1,200 rows')
    """
    return f"{count:,} row{'' if count == 1 else 's'}"


def pounds(pence: int) -> str:
    """Pence as exact pounds.

    >>> pounds(-123_456)
    '-£1,234.56'
    """
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"

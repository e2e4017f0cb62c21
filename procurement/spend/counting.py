"""Numbers of things in words, so that no sentence says "1 rows"."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts, and with the verb where `one` and `many` hold it.

    >>> counted(1, "row"), counted(1200, "row"), counted(1, "row is blank", "rows are blank")
    ('1 row', '1,200 rows', '1 row is blank')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"

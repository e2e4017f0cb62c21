"""Counts, lists and money to the penny as English has them, for the sentences of every package."""

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts, and with the verb where `one` and `many` hold it, so that nothing says "1 rows".

    >>> counted(1, "row"), counted(1200, "row"), counted(1, "row is blank", "rows are blank")
    ('1 row', '1,200 rows', '1 row is blank')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names as a sentence lists them; beyond `most`, how many more there are.

    >>> listed(["Bury", "Leeds", "York"]), listed([]), listed(list("abcdefg"), most=2)
    ('Bury, Leeds and York', 'none', 'a, b and 5 more')
    """
    if not names:
        return "none"
    shown = list(names) if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def pounds_exactly(pence: int) -> str:
    """Money to the penny.

    >>> pounds_exactly(-123_456)
    '-£1,234.56'
    """
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def one_line(text: str) -> str:
    """What a person typed as one line of text: without what no screen shows, or what turns its letters about.

    >>> one_line("  Oakfern\\n\\u202eCare\\x00  Ltd "), one_line("\\u200b")
    ('Oakfern Care Ltd', '')
    """
    shown = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(shown.split())

"""A name that carries its own initials, before or behind its words, says one thing twice: the initials are dropped."""

import polars as pl

from procurement.suppliers.rewriting import places

BEHIND = r" ([A-Z])[A-Z]{2,7}$"
BEFORE = r"^[A-Z]{3,8} ([A-Z])"
SMALL = ("THE", "AND", "OF", "FOR", "IN", "A", "AT", "ON", "TO")
"""Words whose first letter initials may leave out."""


def drop(cores: pl.Series) -> pl.Series:
    """Names in bare words without the initials of all their other words; most names have none.

    >>> drop(pl.Series(["QUILLMERE JOINERY AND GLAZING QJG", "QJS QUILLMERE JOINERY SERVICES", "ASH HIRE"])).to_list()
    ['QUILLMERE JOINERY AND GLAZING', 'QUILLMERE JOINERY SERVICES', 'ASH HIRE']
    """
    first = cores.str.head(1)
    may_have = (cores.str.extract(BEHIND) == first) | (cores.str.extract(BEFORE) == first)
    some = places(may_have.fill_null(value=False))
    if some.is_empty():
        return cores
    return cores.clone().scatter(some, pl.Series([without(text) for text in cores.gather(some).to_list()]))


def without(text: str) -> str:
    """One name without its own initials."""
    words = text.split(" ")
    for code, others in ((words[-1], words[:-1]), (words[0], words[1:])):
        if len(code) > 2 and len(others) >= len(code) and code in spelt(others):
            return " ".join(others)
    return text


def spelt(words: list[str]) -> set[str]:
    """The initials of words, with and without those of small words."""
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL)}

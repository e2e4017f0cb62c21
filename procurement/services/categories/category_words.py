"""ProClass headings as people read and look for them."""

from functools import lru_cache

import polars as pl

from procurement.categories.rules import CategoryRules, build
from procurement.services.desk import Desk, Reference
from procurement.services.problems import WrongWords

BETWEEN = " › "
UNKNOWN = "not known"
NOT_FINER = "Not Elsewhere Classified"
"""The last part of a heading that says no more than the part before it."""
LEVELS = ("level1", "level2", "level3")


def headings(desk: Desk) -> dict[str, str]:
    """By ProClass code its heading with those above it, in the order of the words."""
    return _headings(desk.categories)


def headings_of(reference: Reference) -> dict[str, str]:
    """As `headings`, from the reference tables alone."""
    return _headings(build(reference))


def heading(desk: Desk, code: str) -> str:
    """The words of a code; UNKNOWN for ""."""
    return headings(desk).get(code, code) if code else UNKNOWN


def find(desk: Desk, words: str, most: int = 20) -> pl.DataFrame:
    """proclass_code and heading of the headings that hold every one of the words, or the code itself."""
    return _find(headings(desk), words, most)


def find_in(reference: Reference, words: str, most: int = 40) -> pl.DataFrame:
    """As `find`, from the reference tables alone."""
    return _find(headings_of(reference), words, most)


def code_of(desk: Desk, words: str) -> str:
    """The code that is meant by a code, or by the words of a heading with those above it; raises WrongWords."""
    known = headings(desk)
    if words.strip() in known:
        return words.strip()
    plain = words.strip().casefold().replace(" > ", BETWEEN)
    same = [code for code, text in known.items() if plain in (text.casefold(), text.casefold().split(BETWEEN)[-1])]
    if len(same) == 1:
        return same[0]
    near = find(desk, words, 3)["heading"].to_list()
    hint = (
        f" Did you mean {'; '.join(near)}?" if near else ' Look for one with "procurement categories headings WORDS".'
    )
    told = "means several ProClass headings; write its code" if same else "is no ProClass code or heading"
    raise WrongWords(f'"{words}" {told}.{hint}')


def _find(known: dict[str, str], words: str, most: int) -> pl.DataFrame:
    wanted = words.casefold().split()
    met = [one for one in known.items() if all(word in " ".join(one).casefold() for word in wanted)]
    schema = {"proclass_code": pl.String, "heading": pl.String}
    return pl.DataFrame(met[:most] if wanted else [], schema=schema, orient="row")


@lru_cache(maxsize=4)
def _of_codes(table: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    named = {row[0]: BETWEEN.join(part for part in row[1:] if part) for row in table}
    return dict(sorted(named.items(), key=lambda pair: (pair[1], pair[0])))


def _headings(rules: CategoryRules) -> dict[str, str]:
    return _of_codes(tuple(rules.headings.select("proclass_code", *LEVELS).iter_rows()))

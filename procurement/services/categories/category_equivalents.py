"""Headings of other schemes beside ProClass, both ways, as people ask for them."""

import polars as pl

from procurement.categories import equivalents
from procurement.categories.rules import build
from procurement.services.categories import category_words
from procurement.services.desk import Reference
from procurement.services.problems import WrongWords

SHOWN = ("scheme", "scheme_code", "heading", "relation", "proclass_code", "proclass")
SAYS_NOTHING = "says nothing of what is bought"


def find(reference: Reference, asked: str, scheme: str = "") -> pl.DataFrame:
    """SHOWN for a ProClass code, for a code of another scheme, or for words of another scheme's heading.

    scheme: of that scheme alone. Raises WrongWords where there is no such scheme, or nothing is found.
    """
    table, rules = reference["category_crosswalk"], build(reference)
    schemes = sorted(set(table["scheme"]))
    if scheme and scheme not in schemes:
        raise WrongWords(f"There is no scheme {scheme!r}. There are: {', '.join(schemes)}.")
    wanted = table.filter(pl.col("scheme") == scheme) if scheme else table
    code = asked.strip()
    is_proclass = code in rules.codes
    found = equivalents.of_proclass(code, wanted, rules.headings) if is_proclass else equivalents.of_other(code, wanted)
    if found.is_empty():
        raise WrongWords(
            f"No heading of {scheme or 'another scheme'} is known beside {asked!r}. Ask by a ProClass code, by a code "
            'of the other scheme, or by words of its heading; "procurement categories headings WORDS" finds a code.'
        )
    words = {"": SAYS_NOTHING, **category_words.headings_of(reference)}
    return found.with_columns(proclass=pl.col("proclass_code").replace_strict(words, default="")).select(SHOWN)

"""Letters that a pattern needs: whatever it is found in has one of them."""

import re

import polars as pl
import pytest

from procurement.suppliers import kinds, needed_letters
from procurement.suppliers.reference import SupplierReference

NEEDED = {
    "a word": (r"\bPARISH COUNCIL\b", {"PARISH COUNCIL"}),
    "a letter that may be absent": (r"\bPARISH COUNCILS?\b", {"PARISH COUNCIL"}),
    "a choice": (r"^(?:TOWN|PARISH)$", {"TOWN", "PARISH"}),
    "a choice that may be absent": (r"\bRENT(?: REFUND)?\b", {"RENT"}),
    "the rarer of two parts": (r"\bCTAX\b.*\b(?:REFUNDS|PAYMENTS)\b", {"REFUNDS", "PAYMENTS"}),
    "a repeated letter": (r"AB{2,}CD", {"AB"}),
    "a group that may be repeated never": (r"(?:AB){0,2}CD", {"CD"}),
    "nothing but a class": (r"^[A-Z]{4,}$", None),
    "a branch that needs nothing": (r"(?:TOWN|[A-Z]+)", None),
    "what is not understood": (r"(?P<a>TOWN)", None),
}


@pytest.mark.parametrize(("pattern", "needed"), NEEDED.values(), ids=NEEDED.keys())
def test_what_a_pattern_needs(pattern: str, needed: set[str] | None) -> None:
    assert needed_letters.of(pattern) == needed


def test_whatever_a_rule_is_found_in_has_what_it_needs(known_words: SupplierReference) -> None:
    rows = pl.read_csv("benchmarks/supplier_kind_rows.csv", infer_schema=False)["name"]
    plain = kinds.plain_words(rows).to_list()
    met = 0
    for _, _, patterns in kinds.pattern_rules(known_words):
        for pattern in patterns.every:
            needed = needed_letters.of(pattern.partition("(?!")[0])
            found = [name for name in plain if re.search(pattern, name)]
            met += len(found)
            assert needed is None or all(any(letters in name for letters in needed) for name in found), pattern
    assert met > 100, "the rules are found in some names"

"""Names that carry their own initials."""

import polars as pl
import pytest

from procurement.suppliers import own_initials

KEPT = {
    "initials of somebody else": "ABC QUILLMERE JOINERY SERVICES",
    "too few words": "QUILLMERE QJS",
    "two letters": "QUILLMERE JOINERY QJ",
    "a word that begins alike": "QUILLMERE JOINERY QUARRY",
    "an empty name": "",
}


@pytest.mark.parametrize("name", KEPT.values(), ids=KEPT.keys())
def test_other_words_stay(name: str) -> None:
    assert own_initials.drop(pl.Series([name, "QUILLMERE JOINERY SERVICES QJS"])).to_list() == [
        name,
        "QUILLMERE JOINERY SERVICES",
    ]


def test_no_names_give_none() -> None:
    assert own_initials.drop(pl.Series([], dtype=pl.String)).to_list() == []

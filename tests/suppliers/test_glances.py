"""A first glance drops what is unlike and keeps what is alike, the same way in any set of names."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import candidates, glances, names
from procurement.suppliers.reference import SupplierReference

ALIKE = {
    "a typing error": ("QUILLMERE JOINERY", "QUILMERE JOINERY"),
    "words run together": ("QUILLMERE JOINERY WORKS", "QUILLMEREJOINERY WORKS"),
    "one cut off": ("QUILLMERE AND TARNBECK LIBRARY SERVICES", "QUILLMERE AND TARNB"),
    "another order": ("JOINERY QUILLMERE", "QUILLMERE JOINERY"),
    "a word more": ("QUILLMERE", "QUILLMERE TECHNICAL RECRUITMENT"),
}
UNLIKE = {
    "nothing in common": ("QUILLMERE JOINERY", "OAKFERN CATERING"),
    "only a common word": ("QUILLMERE SERVICES", "OAKFERN SERVICES"),
}


def seen(pair: tuple[str, str], known_words: SupplierReference) -> bool:
    understood = names.understand(pl.Series(pair), known_words)
    glance = glances.take(understood.faces)
    (said,) = glances.are_alike(glance, np.array([0]), glance, np.array([1]))
    return bool(said)


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE.keys())
def test_alike(pair: tuple[str, str], known_words: SupplierReference) -> None:
    assert seen(pair, known_words)


@pytest.mark.parametrize("pair", UNLIKE.values(), ids=UNLIKE.keys())
def test_unlike(pair: tuple[str, str], known_words: SupplierReference) -> None:
    assert not seen(pair, known_words)


@pytest.mark.parametrize(
    ("key", "most"), [(6, candidates.LARGEST_BLOCK), (7, candidates.LARGEST_OF_TWO_WORDS)], ids=["any", "two words"]
)
def test_a_key_that_more_than_a_block_share_makes_no_pairs(key: int, most: int) -> None:
    keys, face = np.full(most + 1, key, dtype=np.uint64), np.arange(most + 1, dtype=np.int32)
    assert candidates.pair_up(candidates.Keyed(keys, face)).tolist() == []
    assert len(candidates.pair_up(candidates.Keyed(keys[:most], face[:most]))) == most * (most - 1) // 2
    few = candidates.pair_up(candidates.Keyed(keys[:3], face[:3]))
    assert few.tolist() == [0 << 32 | 1, 0 << 32 | 2, 1 << 32 | 2]


def test_no_texts_make_no_pairs(known_words: SupplierReference) -> None:
    faces = names.understand(pl.Series([], dtype=pl.String), known_words).faces
    assert candidates.find(faces).is_empty()

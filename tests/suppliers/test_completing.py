"""Pairs that hang together by a third name are weighed, and no others."""

from collections.abc import Callable

import numpy as np
import polars as pl

from procurement.suppliers import candidates, completing, matching, names
from procurement.suppliers.reference import SupplierReference

NO_MEMBER = pl.DataFrame(schema=completing.MEMBER)
NAMES = ["QUILLMERE JOINERY", "QUILLMERE JOINERY LTD T/A ROWANBANK DOORS", "ROWANBANK DOORS", "TARNBECK COACHES"]


def judged(*pairs: tuple[int, int, str]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema={"left": pl.Int32(), "right": pl.Int32(), "verdict": pl.String()}, orient="row")


def pairs(packed: candidates.Pairs) -> list[tuple[int, int]]:
    return [(int(one) >> 32, int(one) & 0xFFFFFFFF) for one in packed]


def test_two_names_that_are_the_same_as_a_third_are_a_pair() -> None:
    said = judged((0, 1, "same"), (1, 2, "same"), (1, 3, "ask"), (4, 5, "same"))
    assert pairs(completing.by_a_third(said, NO_MEMBER)) == [(0, 2)]


def test_a_name_that_is_one_spelling_of_a_supplier_meets_the_others() -> None:
    spelt = pl.DataFrame({"number": [1, 2, 3], "supplier": ["A", "A", "B"]}, schema=completing.MEMBER)
    assert pairs(completing.by_a_third(judged((0, 1, "same")), spelt)) == [(0, 1), (0, 2)]
    assert pairs(completing.by_a_third(judged((0, 1, "ask")), spelt)) == []


def test_a_name_that_very_many_are_brings_none_of_them_together() -> None:
    many = completing.MOST + 1
    crowd = judged(*((0, one, "same") for one in range(1, many + 1)))
    assert pairs(completing.by_a_third(crowd, NO_MEMBER)) == []
    assert len(completing.by_a_third(crowd.head(3), NO_MEMBER)) == 3


def test_only_pairs_with_a_new_name_are_brought_in_and_none_twice(known_words: SupplierReference) -> None:
    understood = names.understand(pl.Series(NAMES), known_words)
    met = np.array([0 << 32 | 1, 1 << 32 | 2], dtype=np.int64)
    is_new = np.array([True, False, False, False])
    found = completing.judge(met, NO_MEMBER, is_new, understood, known_words)
    assert found["verdict"].head(2).to_list() == ["same", "same"]
    assert found.select("left", "right").rows() == [(0, 1), (1, 2), (0, 2)]
    again = completing.judge(np.append(met, 2)[[0, 2, 1]], NO_MEMBER, is_new, understood, known_words)
    assert again.select("left", "right").rows() == [(0, 1), (0, 2), (1, 2)]
    old = completing.judge(met, NO_MEMBER, np.zeros(4, dtype=np.bool_), understood, known_words)
    assert old.height == 2
    nothing = completing.judge(met[:0], NO_MEMBER, is_new, understood, known_words)
    assert nothing.is_empty()


def test_a_spelling_joins_by_the_one_name_that_it_meets(ids: Callable[..., list[str]]) -> None:
    crowd = [f"{first}{last} JOINERY SERVICES" for first in ("QUILL", "TARN", "OAK") for last in ("BY", "TON", "WICK")]
    known = ["QUILLMERE JOINERY SERVICES", "QUILLMERE JOINERY SVCES LTD", "Quillmere Joinery Services (Selby) Ltd"]
    found = ids([*crowd, *known, "QUILMERE JOINERY SERVICES"])
    assert len(set(found[len(crowd) :])) <= 2
    assert found[-1] == found[len(crowd)]


def test_what_is_touched_is_told_by_either_side() -> None:
    packed = np.array([0 << 32 | 1, 1 << 32 | 2, 2 << 32 | 3], dtype=np.int64)
    assert completing.touches(packed, np.array([False, False, True, False])).tolist() == [False, True, True]


def test_no_pairs_bring_in_nothing() -> None:
    assert len(completing.by_a_third(judged(), NO_MEMBER)) == 0
    assert matching.completing is completing

"""Ids for life: a fresh matching takes over the ids that people know, and tells every move."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.suppliers import lasting_ids, matching
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT
from tests.suppliers.test_matching import NAMES


def reading(*ids: str) -> pl.DataFrame:
    """SUPPLIER_READING of one text an id, keys counted from 1."""
    blank = {name: "" for name, kind in SUPPLIER_READING.items() if kind == pl.String()}
    rows = [{**blank, "supplier_text_key": key, "supplier_id": one, "score": 1.0} for key, one in enumerate(ids, 1)]
    return pl.DataFrame(rows, schema=SUPPLIER_READING)


def carried(before: pl.DataFrame, fresh: pl.DataFrame) -> list[str]:
    return lasting_ids.carry(before, fresh)["supplier_id"].to_list()


@pytest.mark.parametrize(
    ("before", "fresh", "after", "moves"),
    [
        (("A", "B"), ("X", "Y", "Z"), ["A", "B", "Z"], []),
        (("A", "B", "B"), ("X", "X", "X"), ["B", "B", "B"], [("A", "B", "merged", 1)]),
        (("GB-COH-1", "B", "B"), ("X", "X", "X"), ["GB-COH-1"] * 3, [("B", "GB-COH-1", "merged", 2)]),
        (("A", "A", "A"), ("X", "Y", "Y"), ["X", "A", "A"], [("A", "X", "split", 1)]),
        (("A", "A", "A"), ("A", "Y", "Y"), ["new", "A", "A"], [("A", "new", "split", 1)]),
        (("A", "A", "B"), ("X", "Y", "Y"), ["A", "B", "B"], [("A", "B", "split", 1)]),
        (("", "A"), ("", "X"), ["", "A"], []),
    ],
    ids=["as before", "merged", "a company number first", "split", "a taken id", "moved", "no supplier"],
)
def test_ids_stay_and_moves_are_told(before, fresh, after, moves) -> None:
    old, found = reading(*before), lasting_ids.carry(reading(*before), reading(*fresh))
    new = {one for one in found["supplier_id"] if one.startswith("NAME-")}
    plain = ["new" if one in new else one for one in found["supplier_id"]]
    assert plain == after
    told = lasting_ids.moves(old, found).select("old_id", "new_id", "sort", "texts").rows()
    assert [(a, "new" if b in new else b, sort, texts) for a, b, sort, texts in told] == moves


def test_nothing_known_and_nothing_there() -> None:
    assert carried(reading(), reading("X", "Y")) == ["X", "Y"]
    assert carried(reading("A"), reading()) == []
    assert lasting_ids.moves(reading(), reading("X")).is_empty()


def move(old: str, new: str, sort: str = "merged") -> dict[str, str]:
    return {"old_id": old, "new_id": new, "sort": sort}


@pytest.mark.parametrize(
    ("moved", "asked", "standing", "found"),
    [
        ([move("A", "B"), move("B", "C")], "A", {"C"}, ["C"]),
        ([move("A", "B", "split"), move("A", "C", "split")], "A", {"B", "C"}, ["B", "C"]),
        ([move("A", "B"), move("B", "A", "split")], "A", {"A", "B"}, ["A"]),
        ([move("A", "B"), move("B", "A", "split"), move("A", "C")], "A", {"B", "C"}, ["C"]),
        ([move("A", "B"), move("B", "A")], "A", set(), []),
        ([], "never", {"A"}, []),
    ],
    ids=["a chain", "in two", "back again", "back and elsewhere", "round in a ring", "never given"],
)
def test_an_old_id_leads_to_those_that_stand(moved, asked, standing, found) -> None:
    assert lasting_ids.follow(moved, asked, standing) == found


def settled(order: list[int], sizes: list[int], texts, reference: SupplierReference) -> pl.DataFrame:
    """The reading after uploads of those sizes in that order, each settled anew with ids carried over."""
    rows, known = texts(NAMES), pl.DataFrame(schema=SUPPLIER_READING)
    done = 0
    for size in [*sizes, len(NAMES)]:
        done = min(done + size, len(order))
        there = rows[sorted(order[:done])].select(SUPPLIER_TEXT.names())
        fresh = matching.match(there, pl.DataFrame(schema=SUPPLIER_READING), reference)
        known = lasting_ids.carry(known, fresh)
    return known.sort("supplier_text_key")


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(len(NAMES))), sizes=st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_the_order_of_uploads_changes_nothing_but_ids(order, sizes, texts, known_words: SupplierReference) -> None:
    straight = settled(list(range(len(NAMES))), [len(NAMES)], texts, known_words)
    other = settled(order, sizes, texts, known_words)
    assert other.drop("supplier_id").equals(straight.drop("supplier_id")), "labels, kinds, scores and reasons"
    pairs = set(zip(straight["supplier_id"], other["supplier_id"], strict=True))
    assert len(pairs) == straight["supplier_id"].n_unique() == other["supplier_id"].n_unique()

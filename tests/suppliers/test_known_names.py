"""Matching a few new texts with what an index picks gives what matching them with everything gives."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from benchmarks import messy_files
from procurement.suppliers import known_names, matching, names
from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_rows import list_rows
from procurement.suppliers.reference import SupplierReference

Texts = Callable[..., pl.DataFrame]
CHANGES: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda name: name.replace("Ltd", "Limited"),
    lambda name: f"{name} (NORTH DEPOT)",
    lambda name: name[:25],
    lambda name: name.replace("e", "a", 1),
    lambda name: f"Quillmarsh Holdings T/A {name}",
)


@pytest.mark.parametrize("seed", range(4))
def test_the_few_near_are_enough(texts: Texts, nobody: pl.DataFrame, known_words: SupplierReference, seed: int) -> None:
    draw = np.random.default_rng(seed)
    names = sorted({*messy_files.names(700, draw), *(f"Tarnbeck {one}" for one in messy_files.names(200, draw))})
    rows = [
        (name, company(place) if place % 9 == 0 else "", vat(place // 2) if place % 7 == 0 else "")
        for place, name in enumerate([*names, "Abe Ltd", "HOUSING BENEFIT"])
    ]
    known = matching.match(texts(rows), nobody, known_words)
    chosen = draw.choice(len(names), 120)
    asked = [CHANGES[turn % len(CHANGES)](names[place]) for turn, place in enumerate(chosen)]
    numbers = [rows[place][1] if turn % 5 == 0 else "" for turn, place in enumerate(chosen)]
    vats = [rows[place - turn % 2][2] if turn % 3 == 0 else "" for turn, place in enumerate(chosen)]
    new = texts(
        [*zip(asked, numbers, vats, strict=True), ("ABE",), ("Housing Benefit",), ("REDACTED",), ("",)], first=10_000
    )
    new = pl.concat([new, known.select(new.columns).gather_every(50)])
    index = KnownNames()
    for start in range(0, known.height, 250):
        index = known_names.add(index, known.slice(start, 250), known_words)
    near = known_names.near(index, new, list_rows(known), known_words)
    assert near.known.height < known.height
    few, whole = matching.settle(new, near.known, known_words, near.nearby), matching.settle(new, known, known_words)
    assert few.readings.equals(whole.readings)
    assert few.asks.equals(whole.asks)
    is_asked = pl.col("supplier_id").is_in([*whole.asks["supplier_id_a"], *whole.asks["supplier_id_b"]])
    assert few.known.filter(is_asked).equals(known.filter(is_asked))
    assert few.readings["supplier_id"].is_in(known["supplier_id"].implode()).sum() > 60
    turned = matching.settle(new.reverse(), near.known.reverse(), known_words, near.nearby)
    assert turned.readings.reverse().equals(few.readings), "the order of rows changes nothing"
    assert near.known.height < known.height / 2, "most suppliers are not even gathered"


def company(place: int) -> str:
    """A company number."""
    return f"{2_227_962 + place}"


def vat(place: int) -> str:
    """A VAT number whose check digits agree."""
    digits = f"{3_210_000 + place}"
    return f"{digits}{97 - sum(int(one) * weight for one, weight in zip(digits, range(8, 1, -1), strict=True)) % 97:02}"


def test_a_short_name_and_a_crowded_number_mean_the_same_to_the_few(
    texts: Texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    alike = [f"C{first}L{last}B" for first in ("", *"AEIOU") for last in "AEIOUHW"]
    crowd = [
        (f"{name} {draw}", company(7)) for draw, name in enumerate(messy_files.names(50, np.random.default_rng(5)))
    ]
    known = matching.match(texts(["Club", *alike, *crowd]), nobody, known_words)
    new = texts(["CLUB", (crowd[3][0], company(8))], first=10_000)
    index = known_names.add(KnownNames(), known, known_words)
    near = known_names.near(index, new, list_rows(known), known_words)
    few, whole = matching.settle(new, near.known, known_words, near.nearby), matching.settle(new, known, known_words)
    assert few.readings.equals(whole.readings)
    by_name = dict(zip(known["supplier_name"], known["supplier_id"], strict=True))
    assert few.readings["supplier_id"].to_list() == [by_name["Club"], by_name[crowd[3][0]]]


def test_an_index_grows_by_what_is_added_and_finds_it(texts: Texts, known_words: SupplierReference) -> None:
    index = known_names.add(KnownNames(), texts(["Quillmere Joinery Ltd", "Oakfern Care PLC"]), known_words)
    index = known_names.add(index, texts([]), known_words)
    index = known_names.add(index, texts([("Tarnbeck Coaches", "", "", "1138117")], first=7), known_words)
    assert sorted(index.text_keys) == [0, 1, 7]
    known = texts(["Quillmere Joinery Ltd", "Oakfern Care PLC"]).with_columns(
        supplier_id=pl.lit("A"), kind=pl.lit("unknown")
    )
    known = pl.concat(
        [
            known,
            texts([("Tarnbeck Coaches", "", "", "1138117")], 7).with_columns(
                supplier_id=pl.lit("B"), kind=pl.lit("unknown")
            ),
        ]
    )
    asked = texts(["QUILLMERE JOINERY"], first=20), texts([("Zyxwvut", "", "", "1138117")], first=21)
    found = [
        known_names.near(index, one, list_rows(known), known_words).known["supplier_text_key"].to_list()
        for one in asked
    ]
    assert found == [[0, 1], [7]], "all texts of a supplier that is near, and whatever shares a number"


def test_names_are_kept_as_they_were_taken_apart(texts: Texts, known_words: SupplierReference) -> None:
    rows = ["Oakfern Care Ltd (Acorn Wing)", "Quillmere Joinery Ltd T/A Rowanbank", "J Tarnbeck", "St Wystan's School"]
    index = known_names.add(KnownNames(), texts(rows), known_words)
    index = known_names.add(index, texts(["Sable Lodge", rows[0]], first=9), known_words)
    known = texts([*rows, "Sable Lodge"]).with_columns(supplier_id=pl.lit("A"), kind=pl.lit("unknown"))
    near = known_names.near(index, texts(["OAKFERN CARE LTD"], first=20), list_rows(known), known_words)
    kept = near.nearby.beyond.taken_apart.sort("name")
    assert kept.drop("own_text").equals(
        names.take_apart(kept["name"], known_words, pl.DataFrame(schema=names.TAKEN_APART))
    )
    assert kept["name"].to_list() == sorted([*rows, "OAKFERN CARE LTD"])


def test_nothing_is_near_to_nothing(texts: Texts, known_words: SupplierReference) -> None:
    known = texts(["Quillmere Joinery Ltd"]).with_columns(supplier_id=pl.lit("A"), kind=pl.lit("unknown"))
    index = known_names.add(KnownNames(), known, known_words)
    assert known_names.near(index, texts([]), list_rows(known), known_words).known.is_empty()
    assert known_names.near(KnownNames(), texts(["Oakfern"]), list_rows(known.clear()), known_words).known.is_empty()

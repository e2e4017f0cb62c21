"""Rows of a register are found by their keys and by their suppliers, whether they are listed or have come since."""

from collections.abc import Callable

import polars as pl

from procurement.suppliers import known_rows
from procurement.suppliers.known_rows import KnownRows

Texts = Callable[..., pl.DataFrame]


def register(texts: Texts, suppliers: str, first: int = 0) -> pl.DataFrame:
    """A row a letter, each the id of a supplier; a blank is a text that has none."""
    rows = texts([f"Oakfern {place}" for place in range(len(suppliers))], first)
    return rows.with_columns(
        supplier_id=pl.Series([*suppliers], dtype=pl.String).str.strip_chars(), kind=pl.lit("company")
    )


def found(known: KnownRows) -> tuple[list[int], list[int]]:
    """The keys found of texts 1, 2 and 6, and those of suppliers B and D."""
    return (
        known.with_keys(pl.Series([6, 2, 1, 99]))["supplier_text_key"].sort().to_list(),
        known.of_suppliers(pl.Series(["B", "D"]))["supplier_text_key"].to_list(),
    )


def test_rows_are_found_whether_listed_or_not(texts: Texts) -> None:
    first, later = register(texts, "AB CB"), register(texts, "DBD", first=5)
    both = pl.concat([first, later])
    listed = known_rows.list_rows(both)
    grown = known_rows.list_rows(both, known_rows.list_rows(first))
    assert (listed.listed, grown.listed) == (8, 5)
    assert (
        found(listed)
        == found(grown)
        == found(known_rows.list_rows(both, known_rows.list_rows(both.clear())))
        == ([1, 6], [1, 4, 5, 6, 7])
    )


def test_rows_that_changed_are_listed_anew(texts: Texts) -> None:
    first, changed = register(texts, "ABCD"), register(texts, "BBCA")
    known = known_rows.list_rows(changed, known_rows.list_rows(first))
    assert known.of_suppliers(pl.Series(["B", "D"]))["supplier_text_key"].to_list() == [0, 1]
    fewer = known_rows.list_rows(first.head(2), known_rows.list_rows(first))
    assert fewer.of_suppliers(pl.Series(["B", "D"]))["supplier_text_key"].to_list() == [1]


def test_nothing_is_found_in_nothing(texts: Texts) -> None:
    assert found(known_rows.list_rows(register(texts, ""))) == ([], [])

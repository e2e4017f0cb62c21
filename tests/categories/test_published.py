"""A publisher's own ProClass code is trusted, whatever label stands beside it, but a ledger's code is not."""

import polars as pl
import pytest

from procurement.categories import published
from procurement.categories.rules import CategoryRules


@pytest.mark.parametrize(
    ("category", "printed", "read_as"),
    [
        pytest.param("170000 UTILITIES : Gas", "170000", "170000", id="code over a wrong label"),
        pytest.param("321018", "321018", "321017", id="an older code"),
        pytest.param("Domiciliary care (321014)", "321014", "321014", id="code after words"),
        pytest.param("Domiciliary care", "", "", id="no code"),
        pytest.param("3210145", "", "", id="seven figures"),
    ],
)
def test_read(rules: CategoryRules, category: str, printed: str, read_as: str) -> None:
    assert published.read(pl.Series([category]), rules).row(0) == (printed, read_as)


def test_a_ledgers_codes_are_not_taken_for_proclass(rules: CategoryRules) -> None:
    ledger = pl.Series(["300000 Premises", "301077 Cleaning", "412345 Stationery", "555123 Grants"])
    assert published.read(ledger, rules)["proclass_code"].to_list() == ["", "", "", ""]

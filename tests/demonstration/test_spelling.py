from dataclasses import replace

import numpy as np
import polars as pl

from procurement.demonstration import spelling
from procurement.demonstration.reference import Reference, Style

SUPPLIERS = pl.DataFrame(
    {
        "supplier": [0, 1],
        "true_supplier": ["Voskmoor & Tambdene Highways Limited", "HOUSING BENEFIT"],
        "owner": ["company", "pseudo"],
    }
)


def printed(style: Style, supplier: int) -> set[str]:
    councils = 40
    payments = pl.DataFrame({"council": list(range(councils)) * 10, "supplier": [supplier] * councils * 10})
    names = spelling.spell(payments, SUPPLIERS, [style] * councils, np.random.default_rng(3))
    return set(names)


def test_one_company_is_spelt_in_many_ways(shape: Reference) -> None:
    names = printed(shape.styles["scheme"], 0)
    assert len(names) >= 6
    assert all("VOSKMOOR" in name.upper() for name in names)


def test_a_council_has_two_spellings_at_most(shape: Reference) -> None:
    payments = pl.DataFrame({"council": [0] * 200, "supplier": [0] * 200})
    names = spelling.spell(payments, SUPPLIERS, [shape.styles["scheme"]], np.random.default_rng(3))
    assert names.n_unique() <= 2


def test_a_ledger_cuts_long_names(shape: Reference) -> None:
    names = printed(replace(shape.styles["northern"], name_limit=30), 0)
    assert max(map(len, names)) <= 30
    assert all(name.upper() == name for name in names)


def test_a_pseudo_supplier_is_never_changed(shape: Reference) -> None:
    assert printed(shape.styles["scheme"], 1) == {"HOUSING BENEFIT"}

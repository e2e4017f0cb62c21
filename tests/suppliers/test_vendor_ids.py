"""A council's vendor number ties names together within that council and that year, and no further."""

from datetime import date

import polars as pl
import pytest

from procurement.suppliers import vendor_ids
from procurement.suppliers.reference import SupplierReference

APRIL, MARCH = date(2024, 4, 3), date(2024, 3, 3)


def paid(*rows: tuple[int, str, str, date | None]) -> pl.DataFrame:
    columns = {
        "supplier_text_key": pl.Int64,
        "authority_code": pl.String,
        "supplier_ref": pl.String,
        "paid_on": pl.Date,
    }
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(is_redacted=pl.lit(value=False))


PAIRS = {
    "one council, one year": (paid((0, "E1", "V7", APRIL), (1, "E1", "V7", APRIL)), [(0, 1)]),
    "another council": (paid((0, "E1", "V7", APRIL), (1, "E2", "V7", APRIL)), []),
    "another year": (paid((0, "E1", "V7", APRIL), (1, "E1", "V7", MARCH)), []),
    "no day": (paid((0, "E1", "V7", None), (1, "E1", "V7", None)), []),
    "no number": (paid((0, "E1", "", APRIL), (1, "E1", "", APRIL)), []),
    "a one-time record": (paid(*[(key, "E1", "V7", APRIL) for key in range(7)]), []),
}


@pytest.mark.parametrize(("payments", "pairs"), PAIRS.values(), ids=PAIRS.keys())
def test_shared_vendor_numbers(
    payments: pl.DataFrame, pairs: list[tuple[int, int]], texts, known_words: SupplierReference
) -> None:
    rows = texts([f"QUILLMARSH {place} LTD" for place in range(7)])
    found = vendor_ids.shared(payments, rows, known_words)
    assert found.select("supplier_text_key_a", "supplier_text_key_b").rows() == pairs


CARRIED = {
    "to a name with a word in common": ([("QUILLMARSH SCAFFOLDING LTD", "00400123"), ("QUILLMARSH",)], "00400123"),
    "not to an unlike name": ([("QUILLMARSH SCAFFOLDING LTD", "00400123"), ("TARNBECK",)], ""),
    "not over a number of its own": (
        [("QUILLMARSH SCAFFOLDING LTD", "00400123"), ("QUILLMARSH", "00400199")],
        "00400199",
    ),
    "not where two disagree": (
        [("QUILLMARSH SCAFFOLDING LTD", "00400123"), ("QUILLMARSH",), ("QUILLMARSH UK", "00400199")],
        "",
    ),
}


@pytest.mark.parametrize(("rows", "number"), CARRIED.values(), ids=CARRIED.keys())
def test_a_number_is_carried(rows: list[tuple[str, ...]], number: str, texts, known_words: SupplierReference) -> None:
    given = texts(rows)
    payments = paid(*[(key, "E1", "V7", APRIL) for key in range(len(rows))])
    told = vendor_ids.carry(given, vendor_ids.shared(payments, given, known_words), known_words)
    assert told["company_number"][1] == number
    is_carried = number not in ("", rows[1][-1])
    assert told["carried"][1] == (
        "company number 00400123 by vendor number V7 in one council's payments of 2024-25" if is_carried else ""
    )

"""Numbers made of texts alone are those made of rows that were joined one by one, also where a line is by itself."""

import random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.analysis import condensed, numbered, numbered_texts, parts
from procurement.analysis.coded import INDIVIDUAL, OTHER_BODY
from procurement.analysis.numbered_texts import Readings
from procurement.tables import AUTHORITY, CATEGORY_READING, DECIDED_LINE, DECIDED_SUPPLIER, PRIVATE_LINE

BODIES = ["E1", "E2", OTHER_BODY + "A Hospital Trust"]


def table(schema: pl.Schema, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows of that schema: "" or null in the columns that are not given."""
    blank = {name: "" if kind == pl.String() else None for name, kind in schema.items()}
    return pl.DataFrame([blank | row for row in rows], schema=schema, orient="row")


READINGS = Readings(
    table(DECIDED_SUPPLIER, [
        {"supplier_text_key": 1, "supplier_id": "s1", "supplier_label": "Quillmarsh Ltd", "kind": "company"},
        {"supplier_text_key": 2, "supplier_id": "s1", "supplier_label": "Quillmarsh Ltd", "kind": "company"},
        {"supplier_text_key": 3, "supplier_id": "s2", "supplier_label": "Tobias Quillfeather", "kind": INDIVIDUAL},
    ]),
    table(CATEGORY_READING, [
        {"line_text_key": 1, "level1": "Utilities", "proclass_code": "30", "influenceable": True},
        {"line_text_key": 2, "level1": "Utilities", "proclass_code": "30", "influenceable": True},
        {"line_text_key": 3, "level1": "Works", "proclass_code": "24", "influenceable": False},
    ]),
    table(AUTHORITY, [{"authority_code": code, "name": f"Council {code}", "region": "North"} for code in BODIES[:2]]),
)  # fmt: skip
OF_LINES = {
    "private_lines": table(PRIVATE_LINE, [
        {"authority_code": "E1", "supplier_text_key": 3, "line_text_key": 1, "own_name": "", "payee_is_private": True,
         "line_is_private": True},
        {"authority_code": "E2", "supplier_text_key": 1, "line_text_key": 2, "own_name": "Own name",
         "payee_is_private": False, "line_is_private": False},
    ]),
    "decided_lines": table(DECIDED_LINE, [
        {"authority_code": "E2", "supplier_text_key": 2, "line_text_key": 4, "category_decision": 1,
         "level1": "Works", "proclass_code": "24", "influenceable": True},
    ]),
}  # fmt: skip


def sums(seed: int, rows: int = 400) -> pl.DataFrame:
    """Sums by text, as a store keeps them; some texts have no reading."""
    draw = random.Random(seed)
    made = [
        (draw.choice(BODIES), draw.randint(1, 4), draw.randint(1, 4), draw.random() < 0.2,
         draw.choice(["net", "gross"]), draw.randint(-400_000, 900_000), draw.randint(1, 3))
        for _ in range(rows)
    ]  # fmt: skip
    table = pl.DataFrame(made, schema=[*condensed.KEYS, "amount_pence", parts.COUNTS], orient="row")
    return table.group_by(condensed.KEYS).agg(pl.col("amount_pence", parts.COUNTS).sum())


@pytest.mark.parametrize(
    "of_lines", [[], ["private_lines"], ["decided_lines"], [*OF_LINES]], ids=["no line", "private", "decided", "both"]
)
def test_they_are_the_numbers_of_rows_that_were_joined(of_lines: list[str]) -> None:
    readings = Readings(
        READINGS.suppliers, READINGS.categories, READINGS.authorities, **{name: OF_LINES[name] for name in of_lines}
    )
    rows = sums(1)
    narrow = rows.with_columns(pl.col("authority_code", "amount_basis").cast(pl.Categorical))
    made, expected = numbered_texts.number(narrow, readings), numbered.number([readings.of_rows(rows)])
    assert expected.rows.height > 20
    assert_frame_equal(made.rows, expected.rows)
    for name, told in expected.meanings.items():
        assert_frame_equal(made.meanings[name], told)


def test_no_sums_have_no_numbers() -> None:
    made = numbered_texts.number(sums(1).clear(), READINGS)
    assert made.rows.is_empty()
    assert all(told.is_empty() for told in made.meanings.values())

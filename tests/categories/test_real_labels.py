"""On labels of real bodies, read in place: well above what a lookup gets on suppliers that it has not met."""

from pathlib import Path

import polars as pl

from procurement.categories import coding, proclass
from procurement.categories.rules import CategoryRules
from procurement.tables import LINE_TEXT


def test_lines_of_a_council_that_nothing_was_learned_from(rules: CategoryRules, shared_data: Path) -> None:
    rows = pl.read_csv(shared_data / "category_labels" / "trafford_proclass_lines.csv", infer_schema=False).fill_null(
        ""
    )
    lines = rows.rename({"org_unit": "department", "supplier": "supplier_name"}).with_columns(
        line_text_key=pl.int_range(pl.len()),
        supplier_kind=pl.lit(""),
        supplier_sics=pl.lit(""),
        publisher_category=pl.lit(""),
        account=pl.lit(""),
    )
    said = coding.code(lines.select(LINE_TEXT.names()), rules)
    owners = dict(rules.headings.select("proclass_code", "level1").iter_rows())
    truth = proclass.resolve(rows["proclass_code"], rules.headings, rules.older_codes).replace_strict(
        owners, default=""
    )
    judged = said.select("level1", truth=truth, lines=rows["n_lines"].cast(pl.Int64)).filter(pl.col("truth") != "")
    answered = judged.filter(pl.col("level1") != "")
    right = answered.filter(pl.col("level1") == pl.col("truth"))
    assert answered["lines"].sum() / judged["lines"].sum() > 0.9
    assert right["lines"].sum() / answered["lines"].sum() > 0.8

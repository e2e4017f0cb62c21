"""Lines that public bodies coded themselves, in the shape that coding takes; read in place, never copied."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from benchmarks.train_supplier_model import read_reference
from procurement.categories import proclass, words
from procurement.categories.rules import CategoryRules
from procurement.suppliers import kinds
from procurement.tables import LINE_TEXT

PROJECT = Path(__file__).resolve().parents[1]
LABELS = PROJECT.parent / "shared" / "data" / "category_labels"
RENAMED = {
    "org_unit": "department",
    "directorate": "department",
    "supplier": "supplier_name",
    "suppliers": "supplier_name",
    "purpose_of_spend": "purpose",
    "item_description": "purpose",
    "title": "purpose",
    "annual_value": "total_amount",
}


def read_text(path: Path) -> pl.DataFrame:
    """A CSV of text columns, "" where a cell is empty."""
    return pl.read_csv(path, infer_schema=False).with_columns(pl.all().fill_null(""))


def reference_tables() -> Mapping[str, pl.DataFrame]:
    """The project's reference tables by name."""
    return {path.stem: read_text(path) for path in sorted((PROJECT / "data" / "reference").glob("*.csv"))}


def shaped(rows: pl.DataFrame) -> pl.DataFrame:
    """LINE_TEXT with `lines`, `pounds` (without sign) and whatever else `rows` holds; absent columns of text are ""."""
    named = rows.rename({old: new for old, new in RENAMED.items() if old in rows.columns})
    texts = (*words.FIELDS, "supplier_sics")
    absent = [pl.lit("").alias(name) for name in texts if name not in named.columns]
    pounds = pl.col("total_amount").str.replace_all("[^0-9.]", "").replace("", "0") if "total_amount" in named else "0"
    named = named.with_columns(absent)
    return named.with_columns(
        supplier_kind=kinds.kind_of(named["supplier_name"], read_reference()),
        line_text_key=pl.int_range(pl.len()).cast(pl.Int64),
        lines=pl.col("n_lines").cast(pl.Int64) if "n_lines" in named.columns else pl.lit(1, dtype=pl.Int64),
        pounds=pounds.cast(pl.Float64) if isinstance(pounds, pl.Expr) else pl.lit(0.0),
    )


def with_proclass(rows: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """Rows with a ProClass label: `truth` (the code of this version), `level1_truth` (a list) and `level2_truth`."""
    owners = rules.headings.select("proclass_code", "level1_code", "level2")
    codes = proclass.resolve(rows["proclass_code"], rules.headings, rules.older_codes)
    return (
        rows.with_columns(truth=codes)
        .filter(pl.col("truth") != "")
        .join(owners, left_on="truth", right_on="proclass_code", how="left", validate="m:1", maintain_order="left")
        .with_columns(level1_truth=pl.concat_list("level1_code"), level2_truth=pl.col("level2"))
        .drop("level1_code", "level2")
    )


def trafford(rules: CategoryRules) -> pl.DataFrame:
    """Trafford's payments with ProClass codes."""
    return shaped(with_proclass(read_text(LABELS / "trafford_proclass_lines.csv"), rules))


def salford(rules: CategoryRules) -> pl.DataFrame:
    """Salford's contract register with ProClass codes."""
    return shaped(with_proclass(read_text(LABELS / "salford_contract_register_proclass.csv"), rules))


def with_own_headings(rows: pl.DataFrame, body: str, category: str, subcategory: str) -> pl.DataFrame:
    """Rows whose own headings `category_truth.csv` reads as level-1 codes: `level1_truth`; the rest are left out."""
    table = read_text(Path(__file__).with_name("category_truth.csv")).filter(pl.col("body") == body)
    keys = {"category": category, "subcategory": subcategory} if category else {"subcategory": subcategory}
    read = table.select(*keys, level1_truth=pl.col("level1_codes").str.split(" ")).rename(keys)
    return shaped(rows.join(read, on=list(keys.values()), how="inner", validate="m:1"))


def wakefield() -> pl.DataFrame:
    """Wakefield's payments with its own categories."""
    rows = read_text(LABELS / "wakefield_cat_subcat_thomson.csv")
    return with_own_headings(rows, "wakefield", "cat_label", "subcat_label")


def learnable(rows: pl.DataFrame) -> pl.DataFrame:
    """LINE_TEXT with proclass_code, the label or else its level-1 heading; rows of more than one are left out."""
    level1 = rows.filter(pl.col("level1_truth").list.len() == 1)
    code = pl.col("truth") if "truth" in rows.columns else pl.col("level1_truth").list.first()
    return level1.select(*LINE_TEXT.names(), code.alias("proclass_code"))


def network_rail() -> pl.DataFrame:
    """Network Rail's payments with its own families, those that a council buys as well."""
    return with_own_headings(
        read_text(LABELS / "networkrail_category_family.csv"), "networkrail", "", "category_family"
    )


def contracts_finder(rules: CategoryRules) -> pl.DataFrame:
    """Contract notices with CPV codes, their level 1 by the crosswalk; the code itself is kept from the coder."""
    rows = read_text(LABELS / "contracts_finder_title_cpv.csv")
    divisions = rules.crosswalk.filter(pl.col("scheme_code").str.ends_with("000000"))
    owners = dict(rules.headings.select("proclass_code", "level1_code").iter_rows())
    read = divisions.select("scheme_code", level1_truth=pl.concat_list(pl.col("proclass_code").replace_strict(owners)))
    division = pl.col("cpv_code").str.head(2).str.pad_end(8, "0")
    return shaped(rows.with_columns(scheme_code=division).join(read, on="scheme_code", how="inner", validate="m:1"))

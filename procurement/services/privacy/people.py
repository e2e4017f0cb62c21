"""The one gate of every shared view: private individuals are counted there and never named.

A text that looks private is shown to its council's own officers alone, until they confirm what it is. What may be
known of a withheld payment elsewhere is its council, file, line, day, our category and its amount.
"""

from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_private_people
from procurement.analysis.coded import INDIVIDUAL
from procurement.analysis.disclosure.guarding import SEVERAL_KINDS
from procurement.services.desk import Desk
from procurement.services.privacy import private_texts
from procurement.spend.rows import held_rows, personal_numbers
from procurement.suppliers import private_people

UNNAMED = {
    INDIVIDUAL: "An individual or sole trader",
    "redacted": "Redacted by the publisher",
    SEVERAL_KINDS: "Individuals and redacted payees, combined",
}
UNKNOWN = "Not recognised"
WITHHELD = "Withheld: may name a private person"
NOTE = (
    "Suppliers and texts that may name a private person are withheld until an officer of their council confirms what "
    "they are. In charts their pounds stand under An individual or sole trader; where a council has too few such "
    "payees only its own officers see these pounds in its figures."
)
OF_LINE = ["authority_code", "supplier_text_key", "line_text_key"]


def unnamed(rows: pl.DataFrame) -> pl.DataFrame:
    """CODED_PAYMENT whose `supplier` is what a shared total may call it; supplier_id stays, so that it is counted."""
    several = pl.when(pl.col("supplier_kind") == SEVERAL_KINDS).then(pl.lit(UNNAMED[SEVERAL_KINDS]))
    shown = several.when(pl.col("payee_is_private")).then(pl.lit(UNNAMED[INDIVIDUAL]))
    redacted = shown.when(pl.col("supplier_kind") == "redacted").then(pl.lit(UNNAMED["redacted"]))
    return rows.with_columns(
        supplier=redacted.when(pl.col("supplier") == "").then(pl.lit(UNKNOWN)).otherwise(pl.col("supplier"))
    )


def masked(coded: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT with shown_supplier, its _id, _kind and _group: what a shared total may call each.

    Individuals stand together under one name without an id; supplier_id stays as it is, so that they can be counted. A
    supplier that is in no group is a group by itself.
    """
    kind, name, group = nw.col("supplier_kind"), nw.col("supplier"), nw.col("supplier_group")
    person, redacted = nw.col("payee_is_private"), nw.col("supplier_kind") == "redacted"
    shown = nw.when(name == "").then(nw.lit(UNKNOWN)).otherwise(name)
    shown = nw.when(redacted).then(nw.lit(UNNAMED["redacted"])).otherwise(shown)
    shown = nw.when(person).then(nw.lit(UNNAMED[INDIVIDUAL])).otherwise(shown)
    several = kind == SEVERAL_KINDS
    shown = nw.when(several).then(nw.lit(UNNAMED[SEVERAL_KINDS])).otherwise(shown)
    return coded.with_columns(
        shown_supplier=shown,
        shown_supplier_id=nw.when(person | redacted).then(nw.lit("")).otherwise(nw.col("supplier_id")),
        shown_supplier_kind=nw.when(person & ~several).then(nw.lit(INDIVIDUAL)).otherwise(kind),
        shown_supplier_group=nw.when((group == "") | person | redacted).then(shown).otherwise(group),
    )


def withhold(viewer: Viewer, rows: pl.DataFrame, texts: list[str]) -> pl.DataFrame:
    """Single payments (authority_code, line_is_private and `texts`) as this viewer may read them.

    The texts of a private line stand as WITHHELD, but for officers of the council itself. Drops line_is_private.
    """
    own = [code for code in rows["authority_code"].unique() if can_see_private_people(viewer, code)]
    hidden = pl.col("line_is_private") & ~pl.col("authority_code").is_in(own)
    shown = [pl.when(hidden).then(pl.lit(WITHHELD)).otherwise(pl.col(name)).alias(name) for name in texts]
    return rows.with_columns(shown).drop("line_is_private")


def with_private_lines(desk: Desk, payments: pl.DataFrame, is_standing: bool) -> pl.DataFrame:
    """PAYMENT with line_is_private and payee_is_private. is_standing: whether all of them are of uploads that stand."""
    reading = None if is_standing else private_texts.of_payments(desk, payments.lazy())
    lines = private_texts.private_lines(desk, reading).select(*OF_LINE, "line_is_private", "payee_is_private")
    joined = payments.join(lines, on=OF_LINE, how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.col("line_is_private", "payee_is_private").fill_null(value=False))


def withheld_rows(viewer: Viewer, desk: Desk, council: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Held-back rows or issues (line, rule and texts) as this viewer may read them, in their order.

    Where a row may name a private person, or holds a number of one, its texts stand as WITHHELD but for the council's
    own officers.
    """
    texts = [name for name in ("value", "advice", "row_text", "sentence") if name in rows.columns]
    if can_see_private_people(viewer, council) or rows.is_empty():
        return rows
    numbered = rows.with_row_index("at")
    cells = pl.concat([numbered.select("at", text=_cells(name)).explode("text") for name in texts])
    private = _private_rows(desk, council, cells.filter(pl.col("text").fill_null("") != ""))
    numbered_ones = cells.filter(personal_numbers.is_personal("text"))["at"]
    hidden = pl.col("at").is_in(pl.concat([private, numbered_ones]).implode())
    hidden = hidden | (pl.col("rule") == held_rows.PERSONAL_NUMBER)
    shown = [pl.when(hidden).then(pl.lit(WITHHELD)).otherwise(pl.col(name)).alias(name) for name in texts]
    return numbered.with_columns(shown).drop("at")


def _private_rows(desk: Desk, council: str, cells: pl.DataFrame) -> pl.Series:
    """The rows (`at`) of cells (at, text) that may name a private person whom the council has not released."""
    read = private_people.read_cells(cells["text"], private_texts.rules(desk))
    shared = private_texts.decided(desk).filter(authority_code=council, value=private_texts.SHARE)
    known = read.with_columns(
        is_released=private_texts.fingerprints(read["text"]).is_in(shared["fingerprint"].implode())
    )
    named = (pl.col("looks_private") & ~pl.col("is_released")).any()
    paid = pl.col("is_for_people").any() & (pl.col("is_person_like") & ~pl.col("is_released")).any()
    rows = cells.join(known, on="text", how="left", validate="m:1").group_by("at").agg(is_private=named | paid)
    return rows.filter("is_private")["at"]


def _cells(name: str) -> pl.Expr:
    """The texts of a column, each as a list: the cells of row_text, which is a JSON list, or what stands in quotes."""
    if name == "row_text":
        return pl.col(name).str.json_decode(pl.List(pl.String))
    return pl.concat_list(pl.col(name).str.replace_all(r'["“”]', " - "))

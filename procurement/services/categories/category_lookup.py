"""Look for lines by words, to decide on those that nobody was asked about: by supplier, heading or account."""

import polars as pl

from procurement.access import Viewer, check_can_check_categories
from procurement.categories.decisions import ACCOUNT, HEADING, SUPPLIER
from procurement.services.categories import category_groups, category_texts_shown, line_texts
from procurement.services.categories.category_beliefs import believed
from procurement.services.categories.category_queue import Groups, first_lines, not_asked_about
from procurement.services.categories.category_waiting import in_order
from procurement.services.desk import Desk
from procurement.suppliers.decisions import plain_names

COLUMNS = {HEADING: "publisher_category", SUPPLIER: "supplier_name", ACCOUNT: "account"}
MOST = 30


def find(viewer: Viewer, desk: Desk, council: str, words: str) -> Groups:
    """Suppliers, headings and accounts in which all the words stand, the most pounds first; no words find nothing.

    council: of one, or of every one (""). What may name a private person is in it for its own officers alone. Raises
    NotAllowed for those who may not decide on the council's lines.
    """
    check_can_check_categories(viewer, council)
    wanted = plain_names(pl.Series([words])).item(0).split()
    lines = category_texts_shown.counted(viewer, desk, believed(desk, council))
    named = category_texts_shown.withheld(viewer, desk, lines).filter(~pl.col("is_withheld"))
    barred = not_asked_about(viewer, desk, council)
    parts = [_with_words(named, scope, wanted, barred[scope], council == "") for scope in COLUMNS]
    grouped = pl.concat(parts)
    ordered = in_order(desk, grouped, parts, council).head(MOST)
    return Groups(ordered, first_lines(grouped, ordered))


def _with_words(lines: pl.DataFrame, scope: str, wanted: list[str], barred: pl.Series, together: bool) -> pl.DataFrame:
    """The lines in whose text of a scope all the words stand, each with its group."""
    texts = lines[COLUMNS[scope]].unique()
    plain = line_texts.plain(texts)
    is_met = pl.Series([bool(wanted) and all(word in text for word in wanted) for text in plain], dtype=pl.Boolean)
    met = lines.filter(pl.col(COLUMNS[scope]).is_in(texts.filter(is_met).implode()))
    place = category_groups.place(scope, not (together and scope == SUPPLIER))
    placed = met.with_columns(scope=pl.lit(scope), place=place).filter(pl.col("place").is_not_null())
    return placed.filter(~pl.col("place").is_in(barred.implode()))

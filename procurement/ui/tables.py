"""Tables for people: columns by their plain names, pence as pounds, a search over rows."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from procurement.ui import words

PAYMENTS = {
    "upload_id": None,
    "authority_code": None,
    "file": "File",
    "line": st.column_config.NumberColumn("Line in the file", format="%d"),
    "date": st.column_config.DateColumn("Date paid", format="D MMM YYYY"),
    "supplier": "Supplier as published",
    "amount": st.column_config.NumberColumn("Amount", format="£%,.2f"),
    "category": "Category as published",
    "department": "Department",
    "purpose": "Purpose",
}

PREVIEW = {
    "line": "Line in the file",
    "paid_on": "Date paid",
    "supplier_name": "Supplier",
    "amount_pence": "Amount",
    "publisher_category": "Category as published",
    "department": "Department",
    "purpose": "Purpose",
}

MOST_WRITTEN_OUT = 50_000
"""Cells of a table beyond which amounts are not written out one by one."""

NUMBER = "No."
"""The heading of the column that numbers rows."""

COUNT = "%,.0f"
"""How a whole number that counts something is printed."""

WHICH = ("Line", "Line in the file", NUMBER)
"""Headings of whole numbers that say which row is meant and count nothing."""

DAY = st.column_config.DateColumn("Date paid", format="D MMM YYYY")


def pairs(frame: pl.DataFrame, label: str, pence: str = "spend_pence") -> tuple[list[str], list[int]]:
    """Labels and pence as two lists, for the sentences of `ui.words`."""
    return frame[label].to_list(), frame[pence].to_list()


def search(frame: pl.DataFrame, wanted: str) -> pl.DataFrame:
    """Rows in which a text column holds what is wanted, whatever the case; nothing wanted leaves every row."""
    if not wanted.strip():
        return frame
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    plain = wanted.strip().lower().replace(",", "").lstrip("£")
    return frame.filter(pl.any_horizontal(pl.col(texts).str.to_lowercase().str.contains(plain, literal=True)))


def found_in_words(rows: pl.DataFrame, most: int) -> str:
    """How many payments a search found, and how many sums in which payments stand that may not be told apart.

    rows: with `file`, "" of a sum. most: how many of them are shown.
    """
    sums = rows.filter(pl.col("file") == "").height
    found = words.count(rows.height - sums, "payment")
    together = f" and {words.count(sums, 'sum')} of payments to private or redacted payees" if sums else ""
    return f"{found}{together} found{f'; the first {most:,} rows are shown' if rows.height > most else ''}."


def in_pounds(frame: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    """The named columns under plain headings; a column ending in _pence becomes pounds, for showing only."""
    shown = [
        (pl.col(name) / 100 if name.endswith("_pence") else pl.col(name)).alias(heading)
        for name, heading in names.items()
    ]
    return frame.select(shown)


def with_sheet(names: dict[str, str], frame: pl.DataFrame) -> dict[str, str]:
    """The names of columns with that of the sheet before them, where the rows say which sheet they stand on."""
    return {"sheet": "Sheet", **names} if "sheet" in frame.columns else names


def signed(frame: pl.DataFrame, columns: dict[str, Any]) -> dict[str, Any]:
    """What st.dataframe takes to show a table in which pounds below nought read -£23, and a count reads 12,345.

    st.data_editor takes it too, where columns of pounds can't be edited; what it gives back is then a table of pandas.
    columns: how each column is shown; those of pounds are known by their format. Values are written out only where
    one is below nought, as that takes longer; the table sorts by the amounts all the same. What is not known is empty.
    """
    columns = _counts(frame, columns) | columns
    formats = {name: _format_of(shown) for name, shown in columns.items() if name in frame.columns}
    pounds = [name for name, told in formats.items() if told.startswith("£")]
    plain = {"data": frame, "hide_index": True, "column_config": columns, "placeholder": ""}
    if not any((frame[name] < 0).any() for name in pounds) or frame.height * frame.width > MOST_WRITTEN_OUT:
        return plain
    written = {name: words.pennies if formats[name].endswith(".2f") else words.whole_pounds for name in pounds}
    table = frame.to_pandas(use_pyarrow_extension_array=True).style.format(written, na_rep="", precision=2)
    unformatted = {name: st.column_config.NumberColumn(columns[name].get("label")) for name in pounds}
    return plain | {"data": table, "column_config": columns | unformatted}


def _counts(frame: pl.DataFrame, columns: dict[str, Any]) -> dict[str, Any]:
    """How the whole numbers of a table are shown of which `columns` does not say it: thousands with a comma."""
    plain = [name for name, kind in frame.schema.items() if kind.is_integer() and name not in (*columns, *WHICH)]
    return {name: st.column_config.NumberColumn(name, format=COUNT) for name in plain}


def _format_of(shown: Any) -> str:
    """How numbers of a column are printed, where its configuration says so."""
    return str((shown.get("type_config") or {}).get("format") or "") if isinstance(shown, dict) else ""


def pound_columns(names: dict[str, str]) -> dict[str, Any]:
    """How st.dataframe shows the columns that `in_pounds` made of pence."""
    return {
        heading: st.column_config.NumberColumn(heading, format="£%,.0f")
        for name, heading in names.items()
        if name.endswith("_pence")
    }


def matrix(cells: pl.DataFrame, row: str, column: str, pence: str, heading: str) -> tuple[pl.DataFrame, dict[str, Any]]:
    """Long cells as a wide table in pounds, and how st.dataframe shows it; a pair without a cell is empty.

    Columns stand in the order in which their names first come; `heading` is that of the first, the names of the rows.
    """
    order = cells[column].unique(maintain_order=True).to_list()
    wide = cells.with_columns(pl.col(pence) / 100).pivot(column, index=row, values=pence, aggregate_function="sum")
    shown = wide.select(pl.col(row).alias(heading), *order)
    return shown, {name: st.column_config.NumberColumn(name, format="£%,.0f") for name in order}


def in_words(column: str, say: Callable[[float], str]) -> pl.Expr:
    """A column of numbers as words; "" where it is null."""
    return pl.col(column).map_elements(say, return_dtype=pl.String).fill_null("")


def ticks(heading: str, rows: int) -> pl.Series:
    """A column of ticks, all of them set, for a table in which rows are ticked off."""
    return pl.Series(heading, [True] * rows, dtype=pl.Boolean())


def no_ticks(heading: str, rows: int) -> pl.Series:
    """A column of ticks, none of them set, for a table in which rows are ticked one by one."""
    return pl.Series(heading, [False] * rows, dtype=pl.Boolean())


def in_sentences(rows: pl.DataFrame, names: Sequence[str], said: str) -> str:
    """A list in Markdown, an item a row that says something: in bold what its `names` hold, and the sentence of `said`.

    A cell of a table cuts a sentence where its column ends, and nobody can read on with a finger; a list does not. ""
    where no row says anything.
    """
    telling = rows.filter(pl.col(said).fill_null("") != "")
    titles = [", ".join(filter(None, row)) for row in telling.select(*names).iter_rows()]
    return "\n".join(
        f"- **{words.plain(title)}**{'' if title.endswith('?') else ':'} {words.plain(sentence)}"
        for title, sentence in zip(titles, telling[said], strict=True)
    )


def numbers(rows: int) -> pl.Series:
    """A column that numbers the rows of a table from 1, by which `in_full` names them."""
    return pl.int_range(1, rows + 1, eager=True).alias(NUMBER)


def in_full(rows: pl.DataFrame, names: Sequence[str], said: str) -> str:
    """A numbered list in Markdown of every row of a table, whose cells cut a long name where their column ends.

    In bold what its `names` hold, then the text of `said`, where there is any. Empty in gives "".
    """
    return "\n".join(
        f"{at}. **{words.plain(' · '.join(filter(None, row[:-1])))}**{f': {words.plain(row[-1])}' if row[-1] else ''}"
        for at, row in enumerate(rows.select(*names, pl.col(said).fill_null("")).iter_rows(), 1)
    )


def told_apart(rows: pl.Series) -> int:
    """A number for the keys of a table's rows: a tick is remembered by its place, and must not fall to another row."""
    return hash(tuple(rows))


def exact_pound_columns(names: dict[str, str]) -> dict[str, Any]:
    """As `pound_columns`, to the penny."""
    pounds = {
        heading: st.column_config.NumberColumn(heading, format="£%,.2f")
        for name, heading in names.items()
        if name.endswith("_pence")
    }
    days = {heading: DAY for name, heading in names.items() if name == "paid_on"}
    return {**pounds, **days}


def amounts(payments: pl.DataFrame) -> pl.DataFrame:
    """Payments whose `amount`, pounds as text, is a number, so that it stands to the right; for showing only."""
    return payments.with_columns(pl.col("amount").cast(pl.Float64))


def tail_in_words(tail: dict[str, Any]) -> str:
    """How many of the suppliers that councils choose between share the last fifth of what these are paid."""
    if not tail or not tail["suppliers"]:
        return ""
    part = words.share(tail["tail_suppliers"] / tail["suppliers"])
    return (
        f"Of {words.count(tail['suppliers'], 'supplier')} that councils choose between (no public bodies, individuals "
        f"or redacted payees) {tail['tail_suppliers']:,} ({part}) share the last {words.pounds(tail['tail_pence'])} "
        f"of the {words.pounds(tail['spend_pence'])} paid to them: the tail."
    )

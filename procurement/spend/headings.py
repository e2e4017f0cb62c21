"""Finds the heading row and maps the publisher's headings to ours; what is not certain becomes a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from procurement.spend.columns import (
    amount_column,
    column_contents,
    column_names,
    date_column,
    grouped_lines,
    heading_row,
    headless,
    other_lists,
    side_tables,
    sum_tables,
    supplier_column,
    text_columns,
    unpaid_amounts,
)
from procurement.spend.columns.column_draft import Draft
from procurement.spend.columns.heading_match import AMOUNTS, Aliases
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.columns.headless import NEEDED_WORDS
from procurement.spend.days import stated_periods
from procurement.spend.findings import ColumnMissing, Refused
from procurement.spend.money import amount_sides, amount_signs, amount_units, decimal_commas, split_thousands
from procurement.spend.named_table import JOINED, SINGLE, UNSTATED, NamedTable
from procurement.spend.rows import moved_blocks, purchase_orders, sections, unpaid_lines
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import EDGE_MARKS, is_filled
from procurement.spend.workbooks import sheet_lines

CORRECTABLE = (*SINGLE, *JOINED, "period")
"""Our columns that a person may point at another heading with a COLUMN: answer."""

SETTLED_BY = {"supplier_name": "SUPPLIER_COLUMN", "amount": "AMOUNT_COLUMN", "paid_on": "DATE_COLUMN"}
"""The question that falls away once a person has pointed at the column."""

THEIR_WORDS = {"supplier_name": ("supplier_name",), "amount": AMOUNTS, "paid_on": ("paid_on", "period")}


def apply(
    table: TextTable,
    aliases: pl.DataFrame,
    redactions: pl.DataFrame,
    answers: Mapping[str, str],
    file_name: str = "",
) -> NamedTable:
    """Name the columns of a file. `aliases`: HEADING_ALIAS; `redactions`: REDACTION_WORDING.

    `file_name` may tell the month of a file without dates.

    answers: question code to value; `COLUMN:paid_on` (or any of our columns) to a heading of the file corrects the
    mapping by hand, "-" leaves ours empty. Two columns headed alike are told apart as "Supplier Name (column 9)".
    Raises Refused, naming what is missing and the nearest headings seen, where there is no amount, no supplier, or
    neither a date nor a period; where the file has no lines; and where it is a list of something else than payments.
    """
    known = Aliases(aliases)
    sure = heading_row.find(table.first_cells, table.columns, known)
    if (row := sure or heading_row.partly_known(table.first_cells, table.columns, known)) is None:
        return headless.name_columns(table, dict(answers), redactions, file_name)
    other_lists.refuse_by_headings(row)
    table, row = side_tables.leave_out(table, row)
    table = split_thousands.join(table, row)
    below = sections.below(table, row, known)
    table, row = moved_blocks.align(table, row, known)
    table = decimal_commas.as_english(table, row)
    draft = _draft(table, row, _rows_below(table, row), dict(answers), redactions)
    basis = _settle(draft, bool(below.mixed))
    if sure is None and "paid_on" not in draft.columns:
        return headless.name_columns(table, dict(answers), redactions, file_name)
    if not table.parts:
        grouped_lines.settle(draft)
    under_other_titles = sections.ask(draft, below.parts)
    amount_units.settle(draft, row.titles)
    amount_signs.settle(draft, (table.sheet, file_name), table.parts)
    _check(draft, known, row, table, file_name)
    return NamedTable(
        _filled(table, draft),
        draft.columns,
        column_names.named(draft.labels),
        row,
        basis,
        file_name,
        (*row.titles, *(title for part in table.parts[1:] for title in part.titles)),
        (*draft.fixes, *below.mixed),
        tuple(draft.questions),
        _as_written(table, draft),
        under_other_titles,
        below.headings,
    )


def _check(draft: Draft, known: Aliases, row: HeadingRow, table: TextTable, file_name: str) -> None:
    """Ask about orders; raises Refused where something needed is lacking, or the file is another list than payments."""
    purchase_orders.ask(draft, (*row.titles, table.sheet, file_name))
    has_period = "period" in draft.columns or stated_periods.of_file(table, file_name, row.titles) is not None
    if not has_period:
        purchase_orders.ask_for_a_day(draft)
    _refuse_a_lack(draft, known, row, table, has_period)
    unpaid_amounts.refuse_by_amount(draft)


def _rows_below(table: TextTable, row: HeadingRow) -> pl.DataFrame:
    """The rows below the headings; raises Refused where there are none, or they say that nothing was paid."""
    rows = column_contents.below(table.cells, row.last_line)
    if not rows.select(pl.any_horizontal(is_filled(column) for column in table.columns).any()).item():
        raise Refused(
            f"There are no payments below the headings on row {sheet_lines.row(row.last_line, table.sheets)}. "
            "Upload the file that holds the payments."
        )
    first = rows.head(other_lists.FEW_TEXTS).select(table.columns)
    other_lists.refuse_a_nil_return([cell for cells in first.iter_rows() for cell in cells if cell])
    return rows


def _as_written(table: TextTable, draft: Draft) -> pl.DataFrame:
    """`line` and the cell columns that are read otherwise than they are written, but for the suppliers' names: one that
    another column withholds is not shown as it stands."""
    changed = {**draft.rewritten, **draft.filled_from}
    return table.cells.select("line", *(one for one in changed if one not in draft.columns.get("supplier_name", ())))


def _filled(table: TextTable, draft: Draft) -> TextTable:
    """The table with blank cells of a chosen column filled from the one that takes turns with it, and with the cells
    below the headings that are read otherwise than they are written."""
    if draft.rewritten:
        is_below = pl.col("line") > draft.last_heading_line
        read_so = [
            pl.when(is_below).then(new).otherwise(pl.col(old)).alias(old) for old, new in draft.rewritten.items()
        ]
        table = replace(table, cells=table.cells.with_columns(read_so))
    if not draft.filled_from:
        return table
    turns = [
        pl.when(is_filled(column)).then(column).otherwise(other).alias(column)
        for column, other in draft.filled_from.items()
    ]
    return replace(table, cells=table.cells.with_columns(turns))


def _draft(
    table: TextTable, row: HeadingRow, rows: pl.DataFrame, answers: dict[str, str], redactions: pl.DataFrame
) -> Draft:
    contents = column_contents.of(rows, table.columns)
    labels = column_names.labels_of(table.columns, row.headings)
    matches = {column: match for column, match in zip(table.columns, row.matches, strict=True) if match is not None}
    draft = Draft(labels, matches, contents, rows, answers, redactions, row.width, row.last_line)
    _move_headings_to_their_columns(draft)
    _say_where_the_headings_are(draft, row, table.sheets)
    return draft


def _settle(draft: Draft, is_mixed: bool) -> str:
    """Choose every column; a correction by a person comes before any rule. Returns the basis of the amounts: unstated
    where headings further down say something else of VAT (is_mixed), and no person does."""
    corrected = column_names.corrections(draft)
    basis = amount_column.choose(draft)
    amount_sides.choose(draft)
    supplier_column.choose(draft)
    date_column.choose(draft)
    purchase_orders.set_dates_aside(draft)
    unpaid_lines.note(draft)
    _take_empty_columns(draft)
    text_columns.choose(draft)
    for ours, column in corrected.items():
        draft.columns.pop(ours, None)
        if column:
            draft.columns[ours] = (column,)
            draft.fix(
                "COLUMN_BY_ANSWER", f'"{draft.labels[column] or column}" is read as {ours} because a person said so.'
            )
    settled = {SETTLED_BY[ours] for ours in corrected if ours in SETTLED_BY}
    draft.questions[:] = [question for question in draft.questions if question.code not in settled]
    return draft.answers.get("AMOUNT_BASIS", UNSTATED if is_mixed else basis)


def _take_empty_columns(draft: Draft) -> None:
    """A needed column that is headed and holds nothing is still that column: its rows are held back one by one."""
    for ours, meanings in THEIR_WORDS.items():
        headed = [column for column, match in draft.matches.items() if match.ours in meanings]
        if ours not in draft.columns and headed and "period" not in draft.columns:
            draft.columns[ours] = (headed[0],)


def _move_headings_to_their_columns(draft: Draft) -> None:
    """Cells that were merged leave the heading one column beside its values: move it where the values are."""
    columns = list(draft.labels)
    for at, column in enumerate(columns):
        if column not in draft.matches or draft.contents[column].filled > 0.01:
            continue
        beside = [columns[near] for near in (at + 1, at + 2, at - 1) if 0 <= near < len(columns)]
        free = [near for near in beside if not draft.labels[near] and draft.contents[near].filled > 0.1]
        if free:
            draft.matches[free[0]] = draft.matches.pop(column)
            draft.labels[free[0]], draft.labels[column] = draft.labels[column], ""
            draft.fix(
                "HEADING_BESIDE_COLUMN", f'"{draft.labels[free[0]]}" stands beside its values and is read with them.'
            )


def _say_where_the_headings_are(draft: Draft, row: HeadingRow, sheets: Sequence[str]) -> None:
    if row.titles:
        said = "; ".join(title[:60] for title in row.titles[:3])
        at = sheet_lines.row(row.last_line, sheets)
        draft.fix("TITLE_LINES", f"The headings are on row {at}; the lines above are in no figure: {said}.")
    mended = [
        label for label in row.headings if label.strip(EDGE_MARKS) and re.search(r"[\ufeffÃï�œ]|\s{2,}|\n", label)
    ]
    if mended:
        draft.fix("HEADING_MENDED", f'Broken marks or spaces in the headings are set aside: "{mended[0].strip()}".')


def _refuse_a_lack(draft: Draft, known: Aliases, row: HeadingRow, table: TextTable, has_period: bool) -> None:
    missing = [ours for ours in NEEDED_WORDS if ours not in draft.columns and not (ours == "paid_on" and has_period)]
    if not missing:
        return
    if sums := sum_tables.of_headings(row.headings):
        words = [NEEDED_WORDS[ours] for ours in missing]
        raise sum_tables.refusal(sums, words, tuple(column_names.named(draft.labels).values()))
    others = {*AMOUNTS, *NEEDED_WORDS}.difference(THEIR_WORDS[missing[0]])
    of_others = [match is not None and match.ours in others for match in row.matches]
    headings = [text for text, other in zip(row.headings, of_others, strict=True) if text and not other]
    nearest = ", ".join(
        f'"{heading}"' for heading in known.nearest(headings or list(row.headings), THEIR_WORDS[missing[0]])
    )
    raise ColumnMissing(
        f"No column holds {' or '.join(NEEDED_WORDS[ours] for ours in missing)}; the nearest headings on row "
        f"{sheet_lines.row(row.last_line, table.sheets)} are {nearest}. Choose the column by hand, or upload a "
        "file that has it.",
        tuple(column_names.named(draft.labels).values()),
    )

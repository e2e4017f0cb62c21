"""A file without a row of headings: what its columns hold suggests a mapping, and a person must say yes."""

import re

import polars as pl

from procurement.spend.columns import (
    amount_column,
    column_contents,
    column_names,
    date_column,
    heading_row,
    other_lists,
)
from procurement.spend.columns.column_draft import Draft
from procurement.spend.days import periods
from procurement.spend.findings import Choice, ColumnMissing, Fix, Question
from procurement.spend.money import amount_signs, amounts
from procurement.spend.named_table import UNSTATED, NamedTable
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import EDGE_MARKS

A_MONTH = re.compile(r"[A-Za-z]{3,9}[\s_,.'-]*(?:20)?\d{2}$")
FEWEST_MONTHS = 3
"""So many cells of a row that name a month, and nothing else, are headings of sums."""

PIVOTED = re.compile(r"(?:row|column) labels$|(?:sum|count) of \w", re.IGNORECASE)
FEW_NAMES = 3
"""A column of more rows that repeats no more texts than this names the council rather than its suppliers."""

NEEDED_WORDS = {"supplier_name": "the supplier", "amount": "the amount", "paid_on": "the date of payment"}


def name_columns(table: TextTable, answers: dict[str, str], redactions: pl.DataFrame, file_name: str) -> NamedTable:
    """The columns of a table in which no row reads as headings, with the question HEADINGS.

    Raises Refused where amount, supplier or date cannot be told, and where the file says that there were no payments.
    """
    rows = column_contents.below(table.cells, 0)
    first = rows.head(heading_row.FIRST_ROWS).select(table.columns)
    texts = [cell for row in first.iter_rows() for cell in row if cell]
    other_lists.refuse_a_nil_return(texts)
    contents = column_contents.of(rows, table.columns)
    labels = column_names.named(dict.fromkeys(table.columns, ""))
    draft = Draft(labels, {}, contents, rows, answers, redactions, len(table.columns))
    corrected = column_names.corrections(draft)
    amount_column.choose(draft)
    _supplier_by_companies(draft)
    date_column.choose(draft)
    draft.columns.update({ours: (column,) for ours, column in corrected.items() if column})
    _refuse_a_lack(draft, texts, _sums_seen(first))
    question = _question(draft).answered_from(answers)
    amount_signs.settle(draft, (table.sheet, file_name))
    fix = Fix("NO_HEADINGS", "Columns are told by what they hold, because the file has no headings.")
    fixes, questions = (fix, *draft.fixes), (question, *draft.questions)
    basis = answers.get("AMOUNT_BASIS", UNSTATED)
    return NamedTable(table, draft.columns, labels, None, basis, file_name, (), fixes, questions)


def _supplier_by_companies(draft: Draft) -> None:
    """The column with most companies' names; the council's own name on every line is none of them."""
    taken = {column for columns in draft.columns.values() for column in columns}
    found = [column for column in draft.unclaimed() if column not in taken and draft.contents[column].words > 0.8]
    varied = [column for column in found if draft.contents[column].distinct > FEW_NAMES]
    best = max(varied or found, key=lambda column: draft.contents[column].companies, default="")
    if best and draft.contents[best].companies >= 0.1:
        draft.columns["supplier_name"] = (best,)


def _question(draft: Draft) -> Question:
    said = ", ".join(f"{ours} from {draft.labels[columns[0]]}" for ours, columns in draft.columns.items())
    pounds = amount_column.total_pence(draft, draft.columns["amount"][0]) / 100
    choice = Choice("as suggested", "Yes, read it so", f"the file comes to £{pounds:,.2f}")
    sentence = f"This file has no row of headings. From what the columns hold: {said}. Is that right?"
    stop = Choice("stop", "No, do not take this file", "nothing is stored; add a row of headings and upload it again")
    return Question("HEADINGS", sentence, (choice, stop), choice.value)


def _refuse_a_lack(draft: Draft, texts: list[str], sums: list[str]) -> None:
    missing = [words for ours, words in NEEDED_WORDS.items() if ours not in draft.columns]
    if missing and sums:
        said = ", ".join(f'"{text[:40]}"' for text in sums[:3])
        raise ColumnMissing(
            f"This looks like a table of sums ({said}), not like a list of payments: no column could be told to hold "
            f"{' or '.join(missing)}. Upload the list that it was made from: a row a payment, with its day.",
            tuple(draft.labels.values()),
        )
    if missing:
        seen = ", ".join(f'"{text[:40]}"' for text in texts[:3]) or "nothing"
        raise ColumnMissing(
            f"No row of headings was found, and no column could be told to hold {' or '.join(missing)}; it begins "
            f"with {seen}. Upload a file of payments with a row of headings: date, supplier, amount.",
            tuple(draft.labels.values()),
        )


def _sums_seen(first: pl.DataFrame) -> list[str]:
    """The headings of a row that say that sums stand below it: a column a month, or what a spreadsheet's pivot table
    writes; none elsewhere. A row with an amount is none of headings."""
    for row in first.iter_rows():
        cells = [cell.strip(EDGE_MARKS) for cell in row if cell]
        months = [cell for cell in cells if A_MONTH.match(cell) and periods.months_of(cell)]
        made = [cell for cell in cells if PIVOTED.match(cell)] if len(cells) > 1 else []
        found = made or (months if len(months) >= FEWEST_MONTHS else [])
        if found and not amounts.pence(pl.Series(cells)).drop_nulls().len():
            return found
    return []

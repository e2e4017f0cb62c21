"""A file without a row of headings: what its columns hold suggests a mapping, and a person must say yes."""

import polars as pl

from procurement.in_words import pounds_exactly
from procurement.spend.columns import (
    amount_column,
    column_contents,
    column_names,
    date_column,
    heading_row,
    other_lists,
    sum_tables,
    unpaid_amounts,
)
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, ColumnMissing, Fix, Question
from procurement.spend.money import amount_signs
from procurement.spend.named_table import UNSTATED, NamedTable
from procurement.spend.text_table import TextTable

FEW_NAMES = 3
"""A column of more rows that repeats no more texts than this names the council rather than its suppliers."""

NEEDED_WORDS = {"supplier_name": "the supplier", "amount": "the amount", "paid_on": "the date of payment"}


def name_columns(table: TextTable, answers: dict[str, str], redactions: pl.DataFrame, file_name: str) -> NamedTable:
    """The columns of a table in which no row reads as headings, with the question HEADINGS.

    Raises Refused where amount, supplier or date cannot be told, and where the file says that there were no payments.
    """
    unknown = heading_row.of_unknown_words(table.first_cells, table.columns)
    rows = column_contents.below(table.cells, unknown.last_line if unknown else 0)
    first = rows.head(heading_row.FIRST_ROWS).select(table.columns)
    texts = [cell for row in first.iter_rows() for cell in row if cell]
    other_lists.refuse_a_nil_return(texts)
    for cells in table.cells.head(heading_row.FIRST_ROWS).select(table.columns).iter_rows():
        other_lists.refuse_by_ages([cell for cell in cells if cell])
    contents = column_contents.of(rows, table.columns)
    headings = unknown.headings if unknown else ("",) * len(table.columns)
    labels = column_names.named(column_names.labels_of(table.columns, headings))
    draft = Draft(labels, {}, contents, rows, answers, redactions, len(table.columns))
    corrected = column_names.corrections(draft)
    amount_column.choose(draft)
    _supplier_by_companies(draft)
    date_column.choose(draft)
    draft.columns.update({ours: (column,) for ours, column in corrected.items() if column})
    because = f"too few headings on row {unknown.last_line} are known" if unknown else "the file has no headings"
    unpaid_amounts.refuse_by_amount(draft)
    _refuse_a_lack(draft, [*headings, *texts] if unknown else texts, sum_tables.seen(table), because)
    question = _question(draft, unknown is not None).answered_from(answers)
    amount_signs.settle(draft, (table.sheet, file_name))
    fix = Fix("NO_HEADINGS", f"Columns are told by what they hold, because {because}.")
    fixes, questions = (fix, *draft.fixes), (question, *draft.questions)
    basis = answers.get("AMOUNT_BASIS", UNSTATED)
    titles = unknown.titles if unknown else ()
    return NamedTable(table, draft.columns, labels, unknown, basis, file_name, titles, fixes, questions)


def _supplier_by_companies(draft: Draft) -> None:
    """The column with most companies' names; the council's own name on every line is none of them."""
    taken = {column for columns in draft.columns.values() for column in columns}
    found = [column for column in draft.unclaimed() if column not in taken and draft.contents[column].words > 0.8]
    varied = [column for column in found if draft.contents[column].distinct > FEW_NAMES]
    best = max(varied or found, key=lambda column: draft.contents[column].companies, default="")
    if best and draft.contents[best].companies >= 0.1:
        draft.columns["supplier_name"] = (best,)


def _question(draft: Draft, is_headed: bool) -> Question:
    named = {ours: draft.labels[columns[0]] for ours, columns in draft.columns.items()}
    said = ", ".join(
        f'{NEEDED_WORDS.get(ours, ours)} from "{label}"'
        if is_headed
        else f"{NEEDED_WORDS.get(ours, ours)} from {label}"
        for ours, label in named.items()
    )
    comes_to = pounds_exactly(amount_column.total_pence(draft, draft.columns["amount"][0]))
    choice = Choice("as suggested", "Yes, read it so", f"the file comes to {comes_to}")
    why = "The headings of this file are not known" if is_headed else "This file has no row of headings"
    sentence = f"{why}. From what the columns hold: {said}. Is that right?"
    stop = Choice("stop", "No, do not take this file", "nothing is stored; add a row of headings and upload it again")
    return Question("HEADINGS", sentence, (choice, stop), choice.value)


def _refuse_a_lack(draft: Draft, texts: list[str], sums: list[str], because: str) -> None:
    missing = [words for ours, words in NEEDED_WORDS.items() if ours not in draft.columns]
    if sums and (missing or sum_tables.are_of_months(sums)):
        raise sum_tables.refusal(sums, missing, tuple(draft.labels.values()))
    if missing:
        seen = ", ".join(f'"{text[:40]}"' for text in texts[:3]) or "nothing"
        said = because.capitalize() if because.startswith("too few") else "No row of headings was found"
        raise ColumnMissing(
            f"{said}, and no column could be told to hold {' or '.join(missing)}; it begins with {seen}. "
            "Upload a file of payments with a row of headings: date, supplier, amount.",
            tuple(draft.labels.values()),
        )

"""Finds the heading row and maps the publisher's headings to ours; what is not certain becomes a question."""

import re
from collections.abc import Mapping

import polars as pl

from procurement.spend import (
    amount_column,
    column_contents,
    date_column,
    heading_row,
    periods,
    supplier_column,
    text_columns,
)
from procurement.spend.column_draft import Draft
from procurement.spend.findings import Choice, Fix, Question, Refused
from procurement.spend.heading_match import AMOUNTS, Aliases, Match
from procurement.spend.heading_row import HeadingRow
from procurement.spend.named_table import JOINED, SINGLE, NamedTable
from procurement.spend.plain_cells import EDGE_MARKS, is_filled
from procurement.spend.text_table import TextTable

NIL = re.compile(
    r"^(?:nil(?: return)?|no (?:spend|spending|payments|transactions|expenditure)\b.{0,60}|none this (?:month|period|quarter))\.?$",
    re.IGNORECASE,
)
ANSWER = "COLUMN:"
LEFT_OUT = "-"
CORRECTABLE = (*SINGLE, *JOINED, "period")
"""Our columns that a person may point at another heading with a COLUMN: answer."""

SEVERAL_WORDS = {"supplier_name": "the supplier", "amount": "the amount", "paid_on": "the date of payment"}
THEIR_WORDS = {"supplier_name": ("supplier_name",), "amount": AMOUNTS, "paid_on": ("paid_on", "period")}


def apply(table: TextTable, aliases: pl.DataFrame, answers: Mapping[str, str], file_name: str = "") -> NamedTable:
    """Name the columns of a file. `aliases`: HEADING_ALIAS. `file_name` may tell the month of a file without dates.

    answers: question code to value; `COLUMN:paid_on` (or any of our columns) to a heading of the file corrects the
    mapping by hand, "-" leaves ours empty. Two columns headed alike are told apart as "Supplier Name (column 9)".
    Raises Refused, naming what is missing and the nearest headings seen, where there is no amount, no supplier, or
    neither a date nor a period; where the file has no lines; and where it is a register of contracts.
    """
    known = Aliases(aliases)
    row = heading_row.find(table.cells, table.columns, known)
    if row is None:
        return _without_headings(table, known, dict(answers), file_name)
    _refuse_a_register(row)
    rows = column_contents.below(table.cells, row.last_line, table.columns)
    if not rows.select(pl.any_horizontal(is_filled(column) for column in table.columns).any()).item():
        raise Refused(
            f"There are no payments below the headings on row {row.last_line}. Upload the file that holds the payments."
        )
    draft = _draft(table, row, rows, dict(answers))
    basis = _settle(draft)
    _refuse_a_lack(draft, known, row, file_name)
    return NamedTable(
        table,
        draft.columns,
        _named(draft.labels),
        row,
        basis,
        file_name,
        row.titles,
        tuple(draft.fixes),
        tuple(draft.questions),
    )


def _draft(table: TextTable, row: HeadingRow, rows: pl.DataFrame, answers: dict[str, str]) -> Draft:
    contents = column_contents.of(rows, table.columns)
    labels = _labels(table.columns, row.headings)
    matches = {column: match for column, match in zip(table.columns, row.matches, strict=True) if match is not None}
    draft = Draft(labels, matches, contents, rows, answers, row.width)
    _move_headings_to_their_columns(draft)
    _say_where_the_headings_are(draft, row)
    return draft


def _settle(draft: Draft) -> str:
    """Choose every column; a correction by a person comes before any rule."""
    corrected = _corrections(draft)
    basis = amount_column.choose(draft)
    supplier_column.choose(draft)
    date_column.choose(draft)
    text_columns.choose(draft)
    for ours, column in corrected.items():
        draft.columns.pop(ours, None)
        if column:
            draft.columns[ours] = (column,)
            draft.fix(
                "COLUMN_BY_ANSWER", f'"{draft.labels[column] or column}" is read as {ours} because a person said so.'
            )
    settled = {
        f"{'supplier' if ours == 'supplier_name' else 'date' if ours == 'paid_on' else ours}_column".upper()
        for ours in corrected
    }
    draft.questions[:] = [question for question in draft.questions if question.code not in settled]
    return draft.answers.get("AMOUNT_BASIS", basis)


def _corrections(draft: Draft) -> dict[str, str]:
    """Our columns to the cell columns that a person named; "" where ours is to stay empty."""
    by_name = {label.casefold(): column for column, label in _named(draft.labels).items()}
    corrected: dict[str, str] = {}
    for code, heading in draft.answers.items():
        if not code.startswith(ANSWER):
            continue
        ours = code.removeprefix(ANSWER)
        if heading == LEFT_OUT:
            corrected[ours] = ""
        elif heading.strip().casefold() in by_name:
            corrected[ours] = by_name[heading.strip().casefold()]
            draft.matches.pop(corrected[ours], None)
        else:
            raise Refused(
                f'No column of this file is headed "{heading}", which was chosen for {ours}. Choose one of: {", ".join(by_name)}.'
            )
    return corrected


def _labels(columns: list[str], headings: tuple[str, ...]) -> dict[str, str]:
    texts = [" ".join(heading.split()) for heading in headings]
    twice = {text for text in texts if text and texts.count(text) > 1}
    return {
        column: f"{text} (column {at})" if text in twice else text
        for at, (column, text) in enumerate(zip(columns, texts, strict=True), 1)
    }


def _named(labels: dict[str, str]) -> dict[str, str]:
    return {column: label or f"column {at}" for at, (column, label) in enumerate(labels.items(), 1)}


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


def _say_where_the_headings_are(draft: Draft, row: HeadingRow) -> None:
    if row.titles:
        said = "; ".join(title[:60] for title in row.titles[:3])
        draft.fix("TITLE_LINES", f"The headings are on row {row.last_line}; the lines above are no payments: {said}.")
    mended = [
        label for label in row.headings if label.strip(EDGE_MARKS) and re.search(r"[\ufeffÃï�œ]|\s{2,}|\n", label)
    ]
    if mended:
        draft.fix("HEADING_MENDED", f'Broken marks or spaces in the headings are set aside: "{mended[0].strip()}".')


def _refuse_a_register(row: HeadingRow) -> None:
    of_register = [
        text for text, match in zip(row.headings, row.matches, strict=True) if match and match.ours == "register"
    ]
    if len(of_register) >= heading_row.REGISTER_HEADINGS and "paid_on" not in row.found:
        said = ", ".join(f'"{text}"' for text in of_register[:4])
        raise Refused(
            f"This is a register of contracts, not of payments: it has {said} and no date of payment. Upload the payments file."
        )


def _refuse_a_lack(draft: Draft, known: Aliases, row: HeadingRow, file_name: str) -> None:
    has_period = "period" in draft.columns or periods.nearest((file_name, *row.titles))
    missing = [ours for ours in SEVERAL_WORDS if ours not in draft.columns and not (ours == "paid_on" and has_period)]
    if not missing:
        return
    headings = [text for text in row.headings if text]
    nearest = ", ".join(f'"{heading}"' for heading in known.nearest(headings, THEIR_WORDS[missing[0]]))
    raise Refused(
        f"No column holds {' or '.join(SEVERAL_WORDS[ours] for ours in missing)}; the nearest headings on row {row.last_line} "
        f"are {nearest}. Choose the column by hand, or upload a file that has it."
    )


def _without_headings(table: TextTable, known: Aliases, answers: dict[str, str], file_name: str) -> NamedTable:
    """No row reads as headings: what the columns hold suggests a mapping, and a person must say yes."""
    rows = column_contents.below(table.cells, 0, table.columns)
    texts = [
        cell for row in rows.head(heading_row.FIRST_ROWS).select(table.columns).iter_rows() for cell in row if cell
    ]
    _refuse_a_nil_return(texts)
    draft = Draft(
        dict.fromkeys(table.columns, ""), {}, column_contents.of(rows, table.columns), rows, answers, len(table.columns)
    )
    draft.labels = _named(draft.labels)
    corrected = _corrections(draft)
    amount_column.choose(draft)
    _supplier_by_companies(draft)
    date_column.choose(draft)
    draft.columns.update({ours: (column,) for ours, column in corrected.items() if column})
    missing = [words for ours, words in SEVERAL_WORDS.items() if ours not in draft.columns]
    if missing:
        seen = ", ".join(f'"{text[:40]}"' for text in texts[:3]) or "nothing"
        raise Refused(
            f"No row of headings was found, and no column could be told to hold {' or '.join(missing)}; the file begins with {seen}. "
            "Upload a file of payments with a row of headings: date, supplier, amount."
        )
    said = ", ".join(f"{ours} from {draft.labels[columns[0]]}" for ours, columns in draft.columns.items())
    question = Question(
        "HEADINGS",
        f"This file has no row of headings. From what the columns hold: {said}. Is that right?",
        (
            Choice(
                "as suggested",
                "Yes, read it so",
                f"the file comes to £{amount_column.total_pence(draft, draft.columns['amount'][0]) / 100:,.2f}",
            ),
        ),
        "as suggested",
    )
    fixes = (Fix("NO_HEADINGS", "Columns are told by what they hold, because the file has no headings."), *draft.fixes)
    questions = (question.answered_from(answers), *draft.questions)
    return NamedTable(
        table,
        draft.columns,
        draft.labels,
        None,
        answers.get("AMOUNT_BASIS", "unstated"),
        file_name,
        (),
        fixes,
        questions,
    )


def _supplier_by_companies(draft: Draft) -> None:
    taken = {column for columns in draft.columns.values() for column in columns}
    found = [column for column in draft.unclaimed() if column not in taken and draft.contents[column].words > 0.8]
    if found:
        best = max(found, key=lambda column: draft.contents[column].companies)
        if draft.contents[best].companies >= 0.1:
            draft.columns["supplier_name"] = (best,)


def _refuse_a_nil_return(texts: list[str]) -> None:
    if any(NIL.search(text.strip(EDGE_MARKS)) for text in texts) and len(texts) <= 20:
        raise Refused("This is a nil return: it says that there were no payments, so there is nothing to take.")

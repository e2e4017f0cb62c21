"""What a person calls each column of a file, and the columns that a person pointed at by those names."""

from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Refused

ANSWER = "COLUMN:"
LEFT_OUT = "-"


def labels_of(columns: list[str], headings: tuple[str, ...]) -> dict[str, str]:
    """Cell column to its heading, "" for none; headings that stand twice are told apart by their column's number."""
    texts = [" ".join(heading.split()) for heading in headings]
    twice = {text for text in texts if text and texts.count(text) > 1}
    return {
        column: f"{text} (column {at})" if text in twice else text
        for at, (column, text) in enumerate(zip(columns, texts, strict=True), 1)
    }


def named(labels: dict[str, str]) -> dict[str, str]:
    """The labels with "column 3" for a column without a heading."""
    return {column: label or f"column {at}" for at, (column, label) in enumerate(labels.items(), 1)}


def corrections(draft: Draft) -> dict[str, str]:
    """Our columns to the cell columns that a person named; "" where ours is to stay empty."""
    by_name = {label.casefold(): column for column, label in named(draft.labels).items()}
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
            known = ", ".join(by_name)
            raise Refused(f'No column of this file is headed "{heading}", chosen for {ours}. Choose one of: {known}.')
    return corrected

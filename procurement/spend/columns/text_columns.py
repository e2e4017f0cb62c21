"""Which columns give the department, the account, the purpose, the category, the numbers and the body's name."""

from dataclasses import replace

from procurement.spend.columns import blank_headings, heading_words
from procurement.spend.columns.column_draft import MOSTLY, Draft
from procurement.spend.named_table import JOINED

MOST_JOINED = 4
FEW_KINDS = 6
CAPITAL_OR_REVENUE = (
    r"(?i)^(?:cap(?:ital)?|rev(?:enue)?)(?:\W+(?:income|expenditure|exp|spend|spending))?$|^(?:income|expenditure)$"
)
"""What only says how a payment is accounted for, whatever its heading ("Group Description": "Revenue Income")."""

FAMILY = 2
"""The preference of "Department Family", in the government's form the parent of whoever publishes."""

NUMBERS = ("transaction_number", "company_number", "vat_number", "charity_number", "currency")


def choose(draft: Draft) -> None:
    """Settle every column of the draft that is not amount, supplier or date; absent ones stay absent."""
    taken = {column for columns in draft.columns.values() for column in columns}
    _take_families_for_departments(draft)
    for ours in JOINED:
        _join(draft, ours, taken)
    for ours in NUMBERS:
        found = [column for column in draft.matching(ours) if column not in taken]
        if ours == "currency":
            found = _of_the_amount(draft, found)
        if ours == "transaction_number":
            found = [column for column in found if not draft.counts_the_lines(column)] or found
        if found:
            draft.columns[ours] = (found[0],)
    bodies = [one for one in draft.matching("body_name") if draft.contents[one].letters >= MOSTLY and one not in taken]
    named = [column for column in bodies if not _holds_links(draft, column)]
    if named:
        draft.columns["body_name"] = (named[0],)
    blank_headings.settle(draft, taken | {column for columns in draft.columns.values() for column in columns})


def _take_families_for_departments(draft: Draft) -> None:
    """A body has one parent: many "Department Families" where no column names the body are its own departments."""
    bodies = draft.matching("body_name")
    if any(draft.matches[column].preference < FAMILY for column in bodies):
        return
    for column in bodies:
        if draft.contents[column].distinct > FEW_KINDS and heading_words.says_family(draft.labels[column]):
            draft.matches[column] = replace(draft.matches[column], ours="department")
            said = (
                f'"{draft.labels[column]}" says many things and no column names the body, so it is read as department.'
            )
            draft.fix("FAMILY_AS_DEPARTMENT", said)


def _join(draft: Draft, ours: str, taken: set[str]) -> None:
    """The columns that answer, left to right; codes only where nothing says it in words (categories keep theirs, where
    there is room)."""
    meant = [column for column in draft.matching(ours) if column not in taken]
    aside = [column for column in meant if _is_capital_or_revenue(draft, column)]
    for column in aside:
        draft.fix("CAPITAL_OR_REVENUE", f'"{draft.labels[column]}" says only capital or revenue, so it is left out.')
    found = [column for column in meant if column not in aside]
    texts = {heading_words.normalise(draft.labels[column]) for column in found if _is_marked_as_text(draft, column)}
    wordy = [
        column
        for column in found
        if draft.contents[column].words >= MOSTLY
        and (_is_marked_as_text(draft, column) or heading_words.normalise(draft.labels[column]) not in texts)
    ]
    codes = [column for column in found if column not in wordy]
    kept = [*wordy, *codes] if ours == "publisher_category" else (wordy or found[:1])
    kept = sorted(kept[:MOST_JOINED], key=list(draft.labels).index)
    if kept:
        draft.columns[ours] = tuple(kept)


def _is_capital_or_revenue(draft: Draft, column: str) -> bool:
    """Whether a column says nothing but whether a payment is of capital or of revenue."""
    held = draft.contents[column]
    if held.distinct > FEW_KINDS or held.words < MOSTLY:
        return False
    cells = draft.cells[column].drop_nulls().unique().str.strip_chars()
    return bool(cells.filter(cells != "").str.contains(CAPITAL_OR_REVENUE).all())


def _is_marked_as_text(draft: Draft, column: str) -> bool:
    """Whether a heading is Agresso's "Catman(T)", the text of what "Catman" beside it gives as a code."""
    return bool(heading_words.TEXT_MARK.search(draft.labels[column]))


def _of_the_amount(draft: Draft, found: list[str]) -> list[str]:
    """Of currency columns, those whose headings share most words with the amount's (BILLING, ORIGINAL) first.

    The currency in which something was first charged says nothing of another amount.
    """
    labels = [draft.labels[column] for column in draft.columns.get("amount", ())]
    said = {word for label in labels for word in label.casefold().split()}
    for says in (heading_words.says_original, heading_words.says_source):
        if not any(map(says, labels)):
            found = [column for column in found if not says(draft.labels[column])]
    return sorted(found, key=lambda column: -len(said & set(draft.labels[column].casefold().split())))


def _holds_links(draft: Draft, column: str) -> bool:
    return bool(draft.cells[column].fill_null("").head(50).str.contains("://", literal=True).any())

"""Which column names the supplier where no heading says so: the one that holds names of firms."""

from procurement.spend.columns import heading_words, statements
from procurement.spend.columns.column_draft import MOSTLY, Draft

ASKED = ("SUPPLIER_COLUMN", "Which column names the supplier")
A_FIRM, FIRMS_SHARE, FEWEST_NAMES = r"(?i)\b(?:ltd|limited|plc|llp)\b", 0.1, 3
"""How a firm ends its name, the share of cells that must, and how many different ones: departments do not."""

PAYEES = {"beneficiary", "contractor", "creditor", "merchant", "payee", "provider", "recipient", "supplier", "vendor"}

OF_PAYING = {"expenditure", "invoice", "paid", "pay", "payment", "payments", "spend", "spent"}
"""Words of a list of payments; without them a list of organisations and amounts may be of grants."""

FEWEST_LINES = 5
"""Fewer lines than this may well be of one supplier."""


def names_firms(draft: Draft, column: str, share: float = FIRMS_SHARE) -> bool:
    """Whether such a share of a column's cells end as firms' names do, and it holds words elsewhere too."""
    held = draft.contents[column]
    if held.words < MOSTLY or held.distinct < FEWEST_NAMES or not draft.labels[column].strip():
        return False
    cells = draft.cells[column].drop_nulls()
    return bool(cells.str.contains(A_FIRM).sum() >= share * cells.len())


def _may_name(draft: Draft, column: str) -> bool:
    """Whether a heading is of some other name ("Account Name"), or of an organisation where another speaks of paying,
    over names of firms."""
    is_name = heading_words.normalise(draft.labels[column]).endswith("name")
    said = {word for label in draft.labels.values() for word in heading_words.normalise(label).split()}
    is_of_organisations = column in draft.matches and draft.matches[column].ours == "body_name"
    is_body = is_of_organisations and bool(OF_PAYING & said)
    return (is_name or is_body) and names_firms(draft, column)


def choose(draft: Draft) -> None:
    """No heading says supplier: the one column whose heading has a word for those that are paid, or is unknown, and
    that holds names of companies; or the one that is headed as some other name, or an organisation, and names firms."""
    varied = [column for column in draft.contents if not _is_constant(draft, column)]
    of_payees = [one for one in varied if PAYEES & heading_words.words_of(draft.labels[one])]
    unknown = [
        column
        for column in draft.unclaimed()
        if draft.contents[column].companies >= 0.2 and draft.contents[column].words > 0.8 and column in varied
    ]
    named = [column for column in varied if _may_name(draft, column)]
    found = [column for column in of_payees if names_firms(draft, column)] or unknown
    if not found and len(named) == 1:
        found = named
    if len(found) == 1:
        draft.columns["supplier_name"] = (found[0],)
        draft.fix(
            "SUPPLIER_BY_CONTENTS",
            f'"{draft.labels[found[0]]}" is read as the supplier, because it holds names of companies.',
        )
    elif found:
        suggested = max(found, key=lambda column: draft.contents[column].companies)
        draft.columns["supplier_name"] = (draft.ask_which(*ASKED, found, suggested, "name"),)
    else:
        statements.ask(draft)


def _is_constant(draft: Draft, column: str) -> bool:
    held = draft.contents[column]
    return held.rows >= FEWEST_LINES and held.distinct == 1

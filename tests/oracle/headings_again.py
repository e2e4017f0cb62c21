"""The rows of headings, at the top or further down in a file: which columns stand where below them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from tests.oracle.slow_text import Row
from tests.spend.reading_texts import ALIASES

MEANINGS: dict[str, str] = dict(ALIASES.filter(ALIASES["match"] == "whole").select("theirs", "ours").iter_rows())
AMOUNTS = {"amount", "amount_net", "amount_gross"}
WHO_AND_WHEN = {"supplier_name", "supplier_ref", "paid_on", "period"}
FEWEST, SHARE = 3, 0.6


def words(text: str) -> str:
    """A heading in lower case, with one space between its words."""
    spaced = re.sub("(?<=[a-z0-9])(?=[A-Z])", " ", text) if " " not in text.strip() else text
    return " ".join(re.sub("[^a-z0-9]+", " ", spaced.replace("'", "").replace("&", " and ").lower()).split())


def are_headings(row: Row) -> bool:
    """Whether most texts of a row are known headings, an amount and a supplier or a date among them."""
    texts = [cell.strip() for cell in row.cells if cell.strip()]
    said = [MEANINGS[words(text)] for text in texts if words(text) in MEANINGS]
    return len(said) >= max(FEWEST, SHARE * len(texts)) and bool(AMOUNTS & set(said)) and bool(WHO_AND_WHEN & set(said))


def bare(label: str) -> str:
    """A label as it stands in the file, without what tells two columns headed alike apart."""
    return re.sub(r" \(column [0-9]+\)$", "", label).casefold()


def rows_of_labels(rows: Sequence[Row], heading_line: int, labels: Sequence[str]) -> list[Row]:
    """The row of headings, after the one right above it where a label has words of that; none without headings."""
    here = [row for row in rows if row.line == heading_line]
    above = [row for row in rows if row.line == heading_line - 1]
    return [*above, *here] if here and above and are_joined(above[0], here[0], labels) else here


def are_joined(above: Row, below: Row, labels: Sequence[str]) -> bool:
    """Whether some column is labelled with the words above it in two rows, or in the upper one alone."""
    cells = [*below.cells, *[""] * len(above.cells)]
    pairs = zip(above.cells, cells, labels, strict=False)
    return any(
        upper.strip() and " ".join(f"{upper} {lower}".split()).casefold() == bare(label)
        for upper, lower, label in pairs
    )


def columns_in(row: Row, labels: Sequence[str]) -> dict[int, int]:
    """Place of a label to the place below such a row: under the same words, else the only ones that mean the same."""
    texts = [" ".join(cell.split()).casefold() for cell in row.cells]
    found: dict[int, int] = {}
    for at, label in enumerate(labels):
        same = [near for near, text in enumerate(texts) if text == bare(label) and near not in found.values()]
        found |= {at: same[0]} if same else {}
    free = [at for at, text in enumerate(texts) if text and at not in found.values()]
    ours, theirs = [meaning(label) for label in labels], {at: meaning(row.cells[at]) for at in free}
    if not {"amount_net", "amount_gross"} <= {*ours, *theirs.values()}:  # net and gross never mix
        ours = ["amount" if one in AMOUNTS else one for one in ours]
        theirs = {at: "amount" if one in AMOUNTS else one for at, one in theirs.items()}
    first, again = Counter(ours), Counter(theirs.values())
    for at, one in enumerate(ours):
        if at not in found and one and first[one] == again[one] == 1:
            found[at] = next(near for near, other in theirs.items() if other == one)
    return found


def meaning(label: str) -> str:
    """What a heading means beyond doubt, or ""."""
    return MEANINGS.get(words(re.sub(r" \(column [0-9]+\)$", "", label)), "")


def is_in_doubt(row: Row, labels: Sequence[str], needed: Collection[int]) -> bool:
    """Whether a needed label is not found below such a row, though it might be one of the texts that are not known."""
    missing = [at for at in needed if at not in columns_in(row, labels)]
    here = {bare(label) for label in labels}
    texts = [cell for cell in row.cells if cell.strip() and " ".join(cell.split()).casefold() not in here]
    return bool(missing) and (
        any(not meaning(labels[at]) for at in missing) or any(not meaning(text) for text in texts)
    )

"""A row of headings further down in a file: which columns stand where below it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

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


def places_in(row: Row, labels: Sequence[str], places: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Ours to the columns below such a row: under the same words, else under the only ones that mean the same."""
    texts = [" ".join(cell.split()).casefold() for cell in row.cells]
    known = [label.casefold() for label in labels]
    found = {at: texts.index(label) for at, label in enumerate(known) if label in texts}
    first = Counter(MEANINGS.get(words(label), "") for label in labels)
    free = [at for at, text in enumerate(texts) if text and at not in found.values()]
    theirs = Counter(MEANINGS.get(words(row.cells[at]), "") for at in free)
    for at, label in enumerate(labels):
        meaning = MEANINGS.get(words(label), "")
        if at not in found and meaning and first[meaning] == theirs[meaning] == 1:
            found[at] = next(near for near in free if MEANINGS.get(words(row.cells[near]), "") == meaning)
    return {ours: tuple(found[at] for at in theirs if at in found) for ours, theirs in places.items()}


def has_unknown(row: Row, labels: Sequence[str]) -> bool:
    """Whether some text of the row is neither a heading of the file nor a known one."""
    here = {label.casefold() for label in labels}
    texts = [" ".join(cell.split()) for cell in row.cells]
    return any(text and text.casefold() not in here and words(text) not in MEANINGS for text in texts)

"""Two names side by side: which words of each the other has as well, for the eye and for the ear."""

from dataclasses import dataclass

import polars as pl

from procurement.suppliers.decisions import plain_names

SIDES = ("first", "second")


@dataclass(frozen=True)
class Word:
    """A word as it was published, and whether the other name has it too, whatever its case or marks."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Difference:
    """The words of both names in order; `sentence` says in words what differs."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]

    @property
    def sentence(self) -> str:
        """Such as "Only the first has 'Northern'; only the second has 'Southern'."."""
        own = [" ".join(word.text for word in side if not word.is_shared) for side in (self.a, self.b)]
        said = "; ".join(f"only the {which} has '{text}'" for which, text in zip(SIDES, own, strict=True) if text)
        return f"{said[0].upper()}{said[1:]}." if said else "The words are the same."


def compare(a: str, b: str) -> Difference:
    """What two names have in common, word by word; a word that stands twice is shared as often as the other has it.

    >>> compare("Oakfern (North) Ltd", "OAKFERN LTD").sentence
    "Only the first has '(North)'."
    >>> compare("E.ON UK", "EON").sentence
    "Only the first has 'UK'."
    """
    sides = [name.split() for name in (a, b)]
    plain = [plain_names(pl.Series(words, dtype=pl.String)).str.replace_all(" ", "").to_list() for words in sides]
    first, second = (_marked(sides[at], plain[at], plain[1 - at]) for at in (0, 1))
    return Difference(first, second)


def _marked(words: list[str], mine: list[str], theirs: list[str]) -> tuple[Word, ...]:
    left = list(theirs)
    marked: list[Word] = []
    for text, plain in zip(words, mine, strict=True):
        is_shared = plain == "" or plain in left
        if plain in left:
            left.remove(plain)
        marked.append(Word(text, is_shared))
    return tuple(marked)

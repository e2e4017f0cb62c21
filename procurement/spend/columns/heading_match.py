"""What one heading of a publisher means: our column, how surely, and how good it is where several answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from rapidfuzz import fuzz, process

from procurement.spend.columns import heading_words

LIKENESS = 88.0
"""rapidfuzz ratio (0 to 100) from which a misspelt heading is taken for the one it resembles ("Directotate")."""

LONG_WORD, A_SLIP = 6, 80.0
"""Letters from which a word is told from its neighbours, and how alike two words are of which one is misspelt."""

OF_PAYABLES = "ap "
"""Accounts payable: which ledger a column is of says nothing of what it holds ("AP Net")."""

MOST_NEAR = 5
LONGEST_HEADING = 90
WHOLE, ALIKE, WORDS = 3.0, 2.5, 1.5
NEEDED = ("amount", "supplier_name", "paid_on")
AMOUNTS = ("amount_net", "amount", "amount_gross")
OF_MONEY = re.compile(r"£(?!\s*\d)")
"""A pound sign in a heading, but for that of a threshold ("over £500")."""


@dataclass(frozen=True)
class Match:
    """ours: one of the columns of heading_aliases.csv. strength: WHOLE, ALIKE or WORDS. preference: 1 is best, 0 is
    for a column that is published in place of another."""

    ours: str
    preference: int
    strength: float

    @property
    def rank(self) -> tuple[int, float]:
        """Sorts the better match first."""
        return self.preference, -self.strength


@dataclass(frozen=True)
class Aliases:
    """The alias table, made ready for looking headings up. `table`: HEADING_ALIAS."""

    table: pl.DataFrame

    @cached_property
    def whole(self) -> dict[str, tuple[str, int]]:
        """Normalised heading to our column and its preference."""
        rows = self.table.filter(pl.col("match") == "whole").select("theirs", "ours", "preference").iter_rows()
        return {theirs: (ours, int(preference)) for theirs, ours, preference in rows}

    @cached_property
    def worded(self) -> list[tuple[frozenset[str], str, int]]:
        """Sets of words, the longest first, with our column and its preference."""
        rows = self.table.filter(pl.col("match") == "words").select("theirs", "ours", "preference").iter_rows()
        sets = [(frozenset(theirs.split()), ours, int(preference)) for theirs, ours, preference in rows]
        return sorted(sets, key=lambda words: (-len(words[0]), words[2]))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Every word of a known heading."""
        return frozenset(word for theirs in self.whole for word in theirs.split())

    @cached_property
    def _of_amounts(self) -> frozenset[str]:
        """Every word of a known heading of amounts."""
        return frozenset(word for theirs, (ours, _) in self.whole.items() if ours in AMOUNTS for word in theirs.split())

    @cached_property
    def _met(self) -> dict[str, Match | None]:
        """What was looked up before: sheets of a workbook repeat their headings."""
        return {}

    def of(self, heading: str) -> Match | None:
        """Our column for a heading as published, or None where nothing known is near it."""
        if heading not in self._met:
            self._met[heading] = self._found(heading)
        return self._met[heading]

    def _found(self, heading: str) -> Match | None:
        words = heading_words.normalise(heading)
        if not words or len(words) > LONGEST_HEADING:
            return None
        bare = heading_words.without_brackets(heading)
        tries: list[Callable[[], Match | None]] = [
            lambda: self._exact(words),
            lambda: self._exact(words.removeprefix(OF_PAYABLES)),
            lambda: self._with_a_remark(words, bare),
            lambda: self._exact(bare),
            lambda: self._exact(heading_words.in_full(bare)),
            lambda: self._exact(heading_words.turned(words)),
            lambda: self._alike(words),
            lambda: self._by_words(words, at_least=1),
            lambda: self._by_words(heading_words.in_full(words), at_least=1),
            lambda: self._net_or_gross(words),
            lambda: self._in_pounds(heading, words),
        ]
        return next((match for attempt in tries if (match := attempt()) is not None), None)

    def _net_or_gross(self, words: str) -> Match | None:
        """By the one word net, or gross, among words that are all known of headings: "Distribution Net", and no weight
        in tonnes."""
        told = heading_words.net_or_gross(words)
        return Match(told, 3, WORDS) if told and set(words.split()) <= self._vocabulary else None

    def _in_pounds(self, heading: str, words: str) -> Match | None:
        """By a pound sign, among words that are all known of amounts: "Paid (£)", and no "Fee £" or "Rent £"."""
        is_told = OF_MONEY.search(heading) and set(words.split()) <= self._of_amounts
        return Match("amount", 2, WORDS) if is_told else None

    def nearest(self, headings: list[str], ours: tuple[str, ...]) -> list[str]:
        """Up to three of the headings that come closest to the words for one of our columns, the closest first."""
        known = [theirs for theirs, (column, _) in self.whole.items() if column in ours]
        scored: list[tuple[float, str]] = []
        for heading in headings:
            best = process.extractOne(heading_words.normalise(heading), known, scorer=fuzz.token_sort_ratio)
            scored.append((best[1] if best else 0.0, heading))
        return [heading for _, heading in sorted(scored, key=lambda pair: -pair[0])[:3]]

    def _exact(self, words: str) -> Match | None:
        found = self.whole.get(words)
        return Match(*found, WHOLE) if found else None

    def _with_a_remark(self, words: str, bare: str) -> Match | None:
        """By two words or more, as surely as the heading says it without its remark in brackets ("Voucher Number
        (Internal Classification)"); and where the remark adds nothing to it, as what the heading is known to mean."""
        told, plain = self._by_words(words, at_least=2), self._exact(bare)
        if told is None or plain is None:
            return told
        adds_nothing = self._by_words(bare, at_least=2) == told
        return plain if plain.ours == told.ours or adds_nothing else told

    def _alike(self, words: str) -> Match | None:
        if len(words) < 5:
            return None
        best = process.extractOne(words, self.whole.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        if best and not self._may_be_misspelt(words, best[0]):
            near = process.extract(words, self.whole.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=MOST_NEAR)
            best = next((one for one in near if self._may_be_misspelt(words, one[0])), None)
        return Match(*self.whole[best[0]], ALIKE) if best else None

    def _may_be_misspelt(self, words: str, theirs: str) -> bool:
        """Whether each long word of the one alone is a slip for one of the other, or no known word: "publication" is
        known, and is no slip for "location"."""
        here, there = set(words.split()), set(theirs.split())
        long = [word for word in here - there if len(word) >= LONG_WORD]
        odd = [word for word in long if not any(fuzz.ratio(word, other) >= A_SLIP for other in there - here)]
        return not odd or self._vocabulary.isdisjoint(odd)

    def _by_words(self, words: str, at_least: int) -> Match | None:
        said = set(words.split())
        said |= {word.rstrip("s") for word in said}
        for needed, ours, preference in self.worded:
            if len(needed) >= at_least and needed <= said:
                return Match(ours, preference, WORDS)
        return None

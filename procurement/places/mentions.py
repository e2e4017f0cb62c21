"""Names of authorities inside other texts: a file's name, a folder's, a title line, a cell of a column of bodies."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from procurement.places import naming
from procurement.tables import PRINCIPAL_COUNCIL_KINDS

Codes = frozenset[str]
NONE: Codes = frozenset()
STYLE = frozenset(
    {"metropolitan", "city", "county", "district", "borough", "boro", "unitary", "authority", "ua", "council"}
    | {"mbc", "bc", "cc", "dc", "mdc"}
)
"""Words beside a name that say a council is meant. "London", "royal" and "of" stand in other names as well."""

ANOTHER_BODY, ORDINARY, MUCH_ELSE, NOTHING = "another body", "ordinary word", "name of much else", "says nothing"
CODE_HEADING = "heading of a code"
REGION_STYLES = re.compile(r"\b(combined|mayoral|strategic|county|authority)\b", re.IGNORECASE)
GSS_CODE = re.compile(r"[A-Z]\d{8}")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


@dataclass(frozen=True)
class Mention:
    """A name that was found: the authorities that bear it (a council and its successor may share one).

    is_styled: a word such as Council stands beside it. is_alone: the text says nothing else of anybody.
    """

    codes: Codes
    words: str
    is_styled: bool
    is_alone: bool


@dataclass(frozen=True)
class Gazetteer:
    """Every name of every authority, made ready for looking up. Make one with `gather`."""

    names: dict[tuple[str, ...], Codes]
    beginnings: dict[str, Codes]
    regions: Codes
    words: dict[str, frozenset[str]]
    longest: int

    def named(self, text: str) -> Codes:
        """The authorities that a whole text names, by name, by GSS code, or by an address that ends in either."""
        code = GSS_CODE.search(text)
        if code and (found := self.names.get((code[0].lower(),))):
            return found
        told = re.split(r"[/#]", text.rstrip("/"))[-1].replace("-", " ") if "://" in text else text
        return self.names.get(key_of(told)) or self.names.get(key_of(naming.core(told))) or NONE

    def mentioned(self, text: str) -> list[Mention]:
        """The names that stand in a text, the longest first where they overlap; none where it is of another body.

        A combined authority counts only where it is styled as one, for its name is a region's as well. So does a name
        that is an ordinary word or the name of much else, unless the text says nothing besides.
        """
        written = [word for word in pieces(text) if word.lower() != "and"]
        words = tuple(word.lower() for word in written)
        if any(word in self.words[ANOTHER_BODY] for word in words):
            return []
        spans = self._spans(words)
        inside = {at for start, end, _ in spans for at in range(start, end)}
        others = [word for at, word in enumerate(words) if at not in inside and not self._says_nothing(word)]
        made = [self._mention(words, span, is_alone=not others) for span in spans]
        return [one for one, span in zip(made, spans, strict=True) if self._counts(one, written[span[0]])]

    def likely(self, text: str) -> Codes:
        """Authorities that a text may mean, to be offered to a person: every name in it, and every beginning of one."""
        words = tuple(word.lower() for word in pieces(text) if word.lower() != "and")
        whole = [codes for _, _, codes in self._spans(words)]
        begun = [self.beginnings.get(word, NONE) for word in words] if not whole else []
        return NONE.union(*whole, *begun)

    def _spans(self, words: Sequence[str]) -> list[tuple[int, int, Codes]]:
        found: list[tuple[int, int, Codes]] = []
        at = 0
        while at < len(words):
            sizes = range(min(self.longest, len(words) - at), 0, -1)
            size = next((size for size in sizes if tuple(words[at : at + size]) in self.names), 0)
            if size:
                found.append((at, at + size, self.names[tuple(words[at : at + size])]))
            at += size or 1
        return found

    def _mention(self, words: Sequence[str], span: tuple[int, int, Codes], is_alone: bool) -> Mention:
        start, end, codes = span
        near = {*words[start:end], *words[end : end + 1], *words[max(0, start - 1) : start]}
        if words[max(0, start - 1) : start] == ("of",):
            near |= {*words[max(0, start - 2) : start]}
        return Mention(codes, " ".join(words[start:end]), bool(near & STYLE), is_alone)

    def _counts(self, mention: Mention, first_written: str) -> bool:
        if mention.is_styled:
            return True
        if mention.codes <= self.regions:
            return False
        if mention.words in self.words[ORDINARY]:
            return mention.is_alone and first_written[0].isupper()
        return mention.is_alone or mention.words not in self.words[MUCH_ELSE]

    def _says_nothing(self, word: str) -> bool:
        return word.isdigit() or word in self.words[NOTHING] or word in STYLE or word in ("of", "the")


def gather(authorities: pl.DataFrame, names: pl.DataFrame, words: pl.DataFrame) -> Gazetteer:
    """Every name ready for looking up. authorities: AUTHORITY; names: NAMES; words: `word` and `kind`.

    A name without its words such as Council stands for one authority alone, and only where no longer name of another
    council begins with it: Newcastle is not told from Newcastle-under-Lyme.
    """
    known = [
        (text, code)
        for column in ("name", "official_name", "authority_code")
        for text, code in authorities.select(column, pl.col("authority_code").alias("code")).iter_rows()
    ]
    known += list(names.select("name", "authority_code").iter_rows())
    own = authorities["authority_code"].to_list()
    councils = authorities.filter(pl.col("kind").is_in([*PRINCIPAL_COUNCIL_KINDS, "greater london authority"]))
    regions = frozenset(own) - frozenset(councils["authority_code"].to_list())
    full = _by_key((key_of(text), code) for text, code in known if code in set(own))
    areas = _by_key((key_of(REGION_STYLES.sub(" ", text)), code) for text, code in known if code in regions)
    cores = _by_key((key_of(naming.core(text)), code) for text, code in known if code in set(own) - regions)
    begun = _by_key(
        (key[:size], code) for key, codes in full.items() for code in codes - regions for size in range(1, len(key))
    )
    short = {key: codes for key, codes in cores.items() if not begun.get(key, NONE) - codes}
    every = {**areas, **short, **full}
    kinds = (ANOTHER_BODY, ORDINARY, MUCH_ELSE, NOTHING, CODE_HEADING)
    return Gazetteer(
        names=every,
        beginnings={key[0]: codes for key, codes in begun.items() if len(key) == 1 and key[0] not in STYLE},
        regions=regions,
        words={kind: frozenset(words.filter(pl.col("kind") == kind)["word"].to_list()) for kind in kinds},
        longest=max((len(key) for key in every), default=1),
    )


def pieces(text: str) -> list[str]:
    """The words of a text as written, joined words told apart by their capitals and figures.

    >>> pieces("LeedsCity__2018-10.csv"), pieces("King's Lynn & West Norfolk")
    (['Leeds', 'City', '2018', '10', 'csv'], ['Kings', 'Lynn', 'and', 'West', 'Norfolk'])
    """
    joined = re.findall(r"[A-Za-z0-9]+", text.replace("&", " and ").replace("'", "").replace("’", ""))
    return [part for word in joined for part in ([word] if GSS_CODE.fullmatch(word) else HUMP.sub(" ", word).split())]


def key_of(name: str) -> tuple[str, ...]:
    """A name as it is looked up: its words in lower case without "and".

    >>> key_of("Bath & North East Somerset"), key_of("E08000002"), key_of("Somerset (to 2023)")
    (('bath', 'north', 'east', 'somerset'), ('e08000002',), ('somerset',))
    """
    return tuple(word for word in naming.plain(name).split() if word != "and")


def _by_key(pairs: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], Codes]:
    found: dict[tuple[str, ...], set[str]] = {}
    for key, code in pairs:
        if key:
            found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}

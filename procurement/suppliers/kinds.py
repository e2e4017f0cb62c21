"""What sort of supplier a name stands for: company, charity, public body, person, or none at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from procurement.suppliers import needed_letters, wording
from procurement.suppliers.personal_names import is_person
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import by_distinct, places, repeated, rewrite

PSEUDO_RANK, PERSON_RANK = 2, 8
UNKNOWN, PERSON = "unknown", "individual or sole trader"
NEVER = r"[^\s\S]"
WORTH_SCREENING = 8
"""Fewer patterns are sought as fast as the letters that they need."""
FEW = 2_000
"""So few names, times the patterns sought in each, are searched one by one."""
FEW_NAMES = 300
AT_ONCE = 60
"""Patterns sought together: two hundred as one outgrow the engine's memory of states and take five times as long."""


def kind_of(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """A kind of SUPPLIER_KINDS for each name, in order; "unknown" where nothing tells, or the name is empty.

    The rules are patterns in supplier_kind_words.csv, pseudo_suppliers.csv and redaction_wordings.csv, by rank: the
    first that fits decides.
    """
    return by_distinct(names, lambda distinct: kind_of_each(distinct, reference))


def kind_of_each(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """`kind_of` names that are distinct already."""
    return first_rule(plain_words(names), reference)


def first_rule(plain: pl.Series, reference: SupplierReference) -> pl.Series:
    """The kind by the first rule that fits each of `plain` names; a rule looks at what those before it left."""
    ruled: list[tuple[int, str, Patterns]] = [*reference.once(pattern_rules), (PERSON_RANK, PERSON, gathered([]))]
    kind = repeated(UNKNOWN, plain.len())
    left = places(plain != "")
    for rank, name, patterns in sorted(ruled, key=lambda rule: rule[:2]):
        some = plain.gather(left)
        fits = is_person(some, reference) if rank == PERSON_RANK else fits_any(some, patterns)
        if fits.any():
            kind = kind.scatter(left.filter(fits), name)
            left = left.filter(~fits)
    return kind


def plain_words(texts: pl.Series) -> pl.Series:
    """Upper case without accents, marks of possession or punctuation other than the stop in .COM."""
    text = wording.tidied(texts)
    text = rewrite(text, text.str.contains("'", literal=True), lambda one: one.str.replace_all("'", "", literal=True))
    text = rewrite(
        text, text.str.contains("&", literal=True), lambda one: one.str.replace_all("&", " AND ", literal=True)
    )
    is_rough, has_stop = text.str.contains("[^A-Z0-9 ]|  |^ | $"), text.str.contains(".", literal=True)
    text = rewrite(text, is_rough & has_stop, without_punctuation)
    return rewrite(text, is_rough & ~has_stop, lambda one: one.str.replace_all("[^A-Z0-9]+", " ").str.strip_chars())


def without_punctuation(text: pl.Expr) -> pl.Expr:
    """Words and single spaces; a stop only in front of COM, CO, ORG or NET."""
    return (
        text.str.replace_all(r"\.(COM|CO|ORG|NET)\b", " .$1")
        .str.replace_all(r"[^A-Z0-9.]+|\.( |$)", " ")
        .str.replace_all(r"\b([A-Z])\.", "$1 ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


@dataclass(frozen=True)
class Patterns:
    """Patterns, of which any is enough. PATTERN(?!OTHER) fits where PATTERN is found, not followed by OTHER.

    free: those of which nothing is known that they need; bound: those without which none of `letters` is found.
    """

    every: tuple[str, ...]
    free: tuple[str, ...]
    bound: tuple[str, ...]
    letters: tuple[str, ...]


def gathered(patterns: list[str]) -> Patterns:
    """Patterns with the letters that they need."""
    needed = {pattern: needed_letters.of(pattern.partition("(?!")[0]) for pattern in patterns}
    free = tuple(pattern for pattern in patterns if needed[pattern] is None)
    bound = tuple(pattern for pattern in patterns if needed[pattern] is not None)
    letters = sorted({each for some in needed.values() if some is not None for each in some})
    return Patterns(tuple(patterns), free, bound, tuple(letters))


def pattern_rules(reference: SupplierReference) -> list[tuple[int, str, Patterns]]:
    """(rank, kind, patterns) of one rank and kind together."""
    table = reference.supplier_kind_words.with_columns(pl.col("rank").cast(pl.Int64))
    grouped = table.group_by("rank", "kind").agg("pattern").sort("rank", "kind")
    rules = [(int(rank), str(kind), sorted(patterns)) for rank, kind, patterns in grouped.iter_rows()]
    rules.append((PSEUDO_RANK, "pseudo-supplier", sorted(reference.pseudo_suppliers["pattern"])))
    rules.append((PSEUDO_RANK, "redacted", redactions(reference)))
    return [(rank, kind, gathered(patterns)) for rank, kind, patterns in rules]


def redactions(reference: SupplierReference) -> list[str]:
    """Patterns of plain words that stand for a withheld name, as the reading of files knows them.

    Wordings that are told by a mark (*EXCLUDE) are left out: plain words have no marks. Pseudo-suppliers, of the same
    rank, come first by the order of the kinds' names.
    """
    place = {"start": r"^{}\b", "whole": "^{}$", "end": r"\b{}$", "anywhere": r"\b{}\b"}
    told = reference.redaction_wordings.filter(pl.col("wording").str.contains("^[a-z ]+$"))
    return sorted(
        place[str(match)].format(str(wording).upper()) for wording, match in told.select("wording", "match").iter_rows()
    )


def fits_any(plain: pl.Series, patterns: Patterns) -> pl.Series:
    """True where any of the patterns is found.

    Of many patterns, only names with letters that one needs are searched for it, where such are known.
    """
    if plain.len() <= FEW_NAMES:
        return pl.Series([fits_one(text, patterns) for text in plain.to_list()], dtype=pl.Boolean)
    if plain.len() > FEW and len(patterns.every) < WORTH_SCREENING:
        return is_found(plain, patterns.every)
    fits = is_found(plain, patterns.free)
    if patterns.letters:
        near = places(plain.str.contains_any(list(patterns.letters)))
        fits = fits.scatter(near.filter(is_found(plain.gather(near), patterns.bound)), values=True)
    return fits


def is_found(plain: pl.Series, patterns: Sequence[str]) -> pl.Series:
    """`fits_any` by searching each name."""
    fits = pl.Series([False]).new_from_index(0, plain.len())
    if plain.is_empty() or not patterns:
        return fits
    if plain.len() * len(patterns) <= FEW:
        return pl.Series([found_in(text, tuple(patterns)) for text in plain.to_list()], dtype=pl.Boolean)
    simple = [pattern for pattern in patterns if "(?!" not in pattern]
    for first in range(0, len(simple), AT_ONCE):
        fits |= plain.str.contains(any_of(simple[first : first + AT_ONCE]))
    for pattern in (pattern for pattern in patterns if "(?!" in pattern):
        wanted, _, unwanted = pattern.partition("(?!")
        fits |= plain.str.contains(wanted) & ~plain.str.contains(wanted + unwanted.removesuffix(")"))
    return fits


def fits_one(text: str, patterns: Patterns) -> bool:
    """`fits_any` of one text."""
    if patterns.free and found_in(text, patterns.free):
        return True
    return any(letters in text for letters in patterns.letters) and found_in(text, patterns.bound)


def found_in(text: str, patterns: tuple[str, ...]) -> bool:
    """`is_found` of one text of plain words: few are searched sooner than the patterns are made ready for many."""
    simple, others = searches(patterns)
    if simple.search(text):
        return True
    return any(wanted.search(text) and not unwanted.search(text) for wanted, unwanted in others)


@cache
def searches(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], re.Pattern[str]]]]:
    """Patterns made ready once: the simple ones as one, and of the others what is wanted and what is not."""
    simple = [pattern for pattern in patterns if "(?!" not in pattern]
    parted = [pattern.partition("(?!") for pattern in patterns if "(?!" in pattern]
    others = [(re.compile(wanted), re.compile(wanted + rest.removesuffix(")"))) for wanted, _, rest in parted]
    return re.compile(any_of(simple)), others


def any_of(patterns: list[str]) -> str:
    """One pattern that is found where any of them is (the engine has no look-ahead, so what it forbids is ignored)."""
    return "|".join(f"(?:{pattern.partition('(?!')[0]})" for pattern in patterns) or NEVER

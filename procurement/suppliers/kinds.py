"""What sort of supplier a name stands for: company, charity, public body, person, or none at all."""

import polars as pl

from procurement.suppliers import needed_letters, wording
from procurement.suppliers.personal_names import is_person
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import by_distinct, rewrite

PSEUDO_RANK, PERSON_RANK = 2, 8
UNKNOWN, PERSON = "unknown", "individual or sole trader"
NEVER = r"[^\s\S]"
WORTH_SCREENING = 8
"""Fewer patterns are sought as fast as the letters that they need."""
AT_ONCE = 60
"""Patterns sought together: two hundred as one outgrow the engine's memory of states and take five times as long."""


def kind_of(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """A kind of SUPPLIER_KINDS for each name, in order; "unknown" where nothing tells, or the name is empty.

    The rules are patterns in supplier_kind_words.csv and pseudo_suppliers.csv, by rank: the first that fits decides.
    """
    return by_distinct(names, lambda distinct: kind_of_each(distinct, reference))


def kind_of_each(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """`kind_of` names that are distinct already."""
    return first_rule(plain_words(names), reference)


def first_rule(plain: pl.Series, reference: SupplierReference) -> pl.Series:
    """The kind by the first rule that fits each of `plain` names; a rule looks at what those before it left."""
    ruled: list[tuple[int, str, list[str]]] = [*reference.once(pattern_rules), (PERSON_RANK, PERSON, [])]
    kind = pl.repeat(UNKNOWN, plain.len(), dtype=pl.String, eager=True)
    left = (plain != "").arg_true()
    for rank, name, patterns in sorted(ruled):
        some = plain.gather(left)
        fits = is_person(some, reference) if rank == PERSON_RANK else fits_any(some, patterns)
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
    return rewrite(text, text.str.contains("[^A-Z0-9 ]|  |^ | $"), without_punctuation)


def without_punctuation(text: pl.Expr) -> pl.Expr:
    """Words and single spaces; a stop only in front of COM, CO, ORG or NET."""
    return (
        text.str.replace_all(r"\.(COM|CO|ORG|NET)\b", " .$1")
        .str.replace_all(r"[^A-Z0-9.]+|\.( |$)", " ")
        .str.replace_all(r"\b([A-Z])\.", "$1 ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def pattern_rules(reference: SupplierReference) -> list[tuple[int, str, list[str]]]:
    """(rank, kind, patterns) of one rank and kind together."""
    table = reference.supplier_kind_words.with_columns(pl.col("rank").cast(pl.Int64))
    grouped = table.group_by("rank", "kind").agg("pattern").sort("rank", "kind")
    rules = [(int(rank), str(kind), sorted(patterns)) for rank, kind, patterns in grouped.iter_rows()]
    return [*rules, (PSEUDO_RANK, "pseudo-supplier", sorted(reference.pseudo_suppliers["pattern"]))]


def fits_any(plain: pl.Series, patterns: list[str]) -> pl.Series:
    """True where any of the patterns is found. PATTERN(?!OTHER) fits where PATTERN is found, not followed by OTHER.

    Of many patterns, only names with letters that one needs are searched for it, where such are known.
    """
    if len(patterns) < WORTH_SCREENING:
        return is_found(plain, patterns)
    needed = {pattern: needed_letters.of(pattern.partition("(?!")[0]) for pattern in patterns}
    fits = is_found(plain, [pattern for pattern in patterns if needed[pattern] is None])
    letters = sorted({each for some in needed.values() if some is not None for each in some})
    near = plain.str.contains_any(letters).arg_true() if letters else pl.Series(dtype=pl.UInt32())
    screened = [pattern for pattern in patterns if needed[pattern] is not None]
    return fits.scatter(near.filter(is_found(plain.gather(near), screened)), values=True)


def is_found(plain: pl.Series, patterns: list[str]) -> pl.Series:
    """`fits_any` by searching each name."""
    fits = pl.repeat(False, plain.len(), dtype=pl.Boolean, eager=True)
    if plain.is_empty():
        return fits
    simple = [pattern for pattern in patterns if "(?!" not in pattern]
    for first in range(0, len(simple), AT_ONCE):
        fits |= plain.str.contains(any_of(simple[first : first + AT_ONCE]))
    for pattern in (pattern for pattern in patterns if "(?!" in pattern):
        wanted, _, unwanted = pattern.partition("(?!")
        fits |= plain.str.contains(wanted) & ~plain.str.contains(wanted + unwanted.removesuffix(")"))
    return fits


def any_of(patterns: list[str]) -> str:
    """One pattern that is found where any of them is (the engine has no look-ahead, so what it forbids is ignored)."""
    return "|".join(f"(?:{pattern.partition('(?!')[0]})" for pattern in patterns) or NEVER

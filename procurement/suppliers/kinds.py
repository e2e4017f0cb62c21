"""What sort of supplier a name stands for: company, charity, public body, person, or none at all."""

import polars as pl

from procurement.suppliers import wording
from procurement.suppliers.reference import SupplierReference

PSEUDO_RANK = 2
TITLE_RANK, PERSON_RANK = 3, 8
UNKNOWN = "unknown"


def kind_of(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """A kind of SUPPLIER_KINDS for each name, in order; "unknown" where nothing tells, or the name is empty.

    The rules are patterns in supplier_kind_words.csv and pseudo_suppliers.csv, by rank: the first that fits decides.
    """
    distinct = names.unique().sort()
    frame = pl.DataFrame({"name": distinct}).with_columns(plain=plain_words("name"))
    ruled = [*pattern_rules(reference), (PERSON_RANK, "individual or sole trader", is_person(reference))]
    in_order = sorted(ruled, key=lambda rule: rule[0])
    kind = pl.coalesce(*(pl.when(fits).then(pl.lit(kind)) for _, kind, fits in in_order), pl.lit(UNKNOWN))
    found = frame.select("name", kind=pl.when(pl.col("plain") == "").then(pl.lit(UNKNOWN)).otherwise(kind))
    joined = pl.DataFrame({"name": names}).join(found, on="name", how="left", validate="m:1", maintain_order="left")
    return joined["kind"]


def plain_words(column: str) -> pl.Expr:
    """Upper case without accents, marks of possession or punctuation other than the stop in .COM."""
    text = wording.tidy(column).str.replace_all("'", "", literal=True).str.replace_all("&", " AND ", literal=True)
    return (
        text.str.replace_all(r"\.(COM|CO|ORG|NET)\b", " .$1")
        .str.replace_all(r"[^A-Z0-9.]+|\.( |$)", " ")
        .str.replace_all(r"\b([A-Z])\.", "$1 ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def pattern_rules(reference: SupplierReference) -> list[tuple[int, str, pl.Expr]]:
    """(rank, kind, does the name fit): all patterns of one rank and kind as one expression."""
    table = reference.supplier_kind_words.with_columns(pl.col("rank").cast(pl.Int64))
    grouped = table.group_by("rank", "kind").agg("pattern").sort("rank", "kind")
    rules = [(row["rank"], row["kind"], fits_any(row["pattern"])) for row in grouped.iter_rows(named=True)]
    return [*rules, (PSEUDO_RANK, "pseudo-supplier", fits_any(reference.pseudo_suppliers["pattern"].to_list()))]


def fits_any(patterns: list[str]) -> pl.Expr:
    """True where any of the patterns is found; none never fits."""
    plain = sorted(pattern for pattern in patterns if "(?!" not in pattern)
    guarded = [fits_unless(pattern) for pattern in sorted(patterns) if "(?!" in pattern]
    together = [pl.col("plain").str.contains("|".join(f"(?:{pattern})" for pattern in plain))] if plain else []
    return pl.any_horizontal(*together, *guarded) if together or guarded else pl.lit(value=False)


def fits_unless(pattern: str) -> pl.Expr:
    """PATTERN(?!OTHER) fits where PATTERN is found, not followed by OTHER (the engine has no look-ahead)."""
    wanted, _, unwanted = pattern.partition("(?!")
    followed = wanted + unwanted.removesuffix(")")
    return pl.col("plain").str.contains(wanted) & ~pl.col("plain").str.contains(followed)


def is_person(reference: SupplierReference) -> pl.Expr:
    """A title in front, or two to four words that begin with a first name and hold no word of a trade."""
    classes = reference.name_word_classes
    words = {
        name: classes.filter(pl.col("word_class") == name)["word"].to_list()
        for name in ("title", "forename", "trade", "structure", "institution", "stage")
    }
    split = pl.col("plain").str.split(" ")
    first, second = split.list.get(0, null_on_oob=True), split.list.get(1, null_on_oob=True)
    busy = [word for name in ("trade", "structure", "institution", "stage") for word in words[name]]
    working = split.list.set_intersection(busy).list.len() > 0
    short = split.list.len().is_between(2, 4)
    titled = first.is_in(words["title"]) & (split.list.len() <= 5) & (split.list.len() >= 2)
    named = (first.is_in(words["forename"]) & short) | (
        (first.str.len_chars() == 1) & second.is_in(words["forename"]) & short
    )
    initialled = pl.col("plain").str.contains(r"^(?:[A-Z]{1,2}|[A-Z] [A-Z]|[A-Z] [A-Z] [A-Z]) [A-Z]{3,}$")
    return titled | ((named | initialled) & ~working)

"""Which texts of a payment look as if they named a private individual, by which rule, and why.

A rule looks in the supplier's name, in any text, or at the payee: a person-like supplier that is paid, say, a foster
carer's allowance. It says that a text looks private, never that it is: a person of the council decides.
"""

from dataclasses import dataclass

import polars as pl

from procurement.suppliers import kinds, person_words
from procurement.tables import PRIVATE_TEXT

PERSON = "individual or sole trader"
SUPPLIER, LABEL = "supplier_name", "supplier_label"
FREE_TEXT = ("purpose", "department", "publisher_category", "account")
OF_A_FIRM = "[BL]"
"""A trade or a legal form in a supplier's name: what is called after a person is then no person."""

FOR_MANY = "pseudo-supplier"
"""A heading such as COUNCIL TAX REFUND is no firm, whatever its words: a name behind it is a person's."""
DEAD_RECORD = r"(?i)\b(?:DO NOT (?:USE|PAY)|DON ?'?T USE|NOT IN USE|DUPLICATE)\b"
"""What a ledger writes beside a name, which is no part of it."""

COLUMNS = (SUPPLIER, LABEL, *FREE_TEXT)


@dataclass(frozen=True)
class PrivateRules:
    """rules: private_people_rules.csv, in order of trust; words: `person_words.letters`."""

    rules: pl.DataFrame
    words: pl.DataFrame

    def of(self, looks_in: str) -> list[dict[str, str]]:
        """The rules that look in one place, in order."""
        return self.rules.filter(pl.col("looks_in") == looks_in).to_dicts()


def build(rules: pl.DataFrame, words: pl.DataFrame, name_word_classes: pl.DataFrame) -> PrivateRules:
    """The rules from private_people_rules.csv, private_people_words.csv and name_word_classes.csv."""
    return PrivateRules(rules, person_words.letters(words, name_word_classes))


def find(lines: pl.DataFrame, rules: PrivateRules) -> pl.DataFrame:
    """PRIVATE_TEXT: each text of each line that looks private, with the first rule that says so; by row and column.

    lines: `row`, one of its own for each; supplier_kind; and the texts of COLUMNS, "" where absent. None gives none.
    """
    read = _read(lines, rules)
    by_supplier = [_of_supplier(lines, column, read, rules) for column in (SUPPLIER, LABEL)]
    found = pl.concat([*by_supplier, _of_payee(lines, read, rules), *(_of_text(lines, one, read) for one in FREE_TEXT)])
    first = found.unique(["row", "column"], keep="first", maintain_order=True)
    reasons = rules.rules.select("rule", "reason")
    told = first.join(reasons, on="rule", how="left", validate="m:1", maintain_order="left")
    return told.select(PRIVATE_TEXT.names()).sort("row", "column")


def read_cells(texts: pl.Series, rules: PrivateRules) -> pl.DataFrame:
    """text, looks_private, is_for_people, is_person_like: a row a distinct text that may stand in any column.

    A row is private where a cell of it looks so, and where one is for people (a foster carer's allowance) and another
    is shaped like a person's name.
    """
    lines = pl.DataFrame({SUPPLIER: texts}).with_columns(pl.lit("").alias(name) for name in (LABEL, *FREE_TEXT))
    shapes = {rule["shape"] for rule in rules.of("payee")}
    like = pl.any_horizontal(pl.col("shape").str.contains(shape) for shape in sorted(shapes))
    return _read(lines, rules).select(
        "text",
        looks_private=(pl.col("supplier") != "") | (pl.col("any") != ""),
        is_for_people=pl.col("payee") != "",
        is_person_like=like,
    )


def _read(lines: pl.DataFrame, rules: PrivateRules) -> pl.DataFrame:
    """A row a distinct text: its shape, and the rule of each sort that fits it ("" where none does)."""
    texts = pl.concat([lines[column].alias("text") for column in COLUMNS]).unique().sort()
    texts = texts.filter(texts != "")
    marked = texts.str.replace_all(DEAD_RECORD, " - ").str.strip_chars(" -*():")
    bare = marked.zip_with(texts.str.contains(DEAD_RECORD), texts)
    words = person_words.shapes(bare.unique().sort(), rules.words).rename({"text": "bare"})
    read = pl.DataFrame({"text": texts, "bare": bare})
    shaped = read.join(words, on="bare", how="left", validate="m:1", maintain_order="left").drop("bare")
    plain = shaped.with_columns(plain=kinds.plain_words(shaped["text"]))
    return plain.with_columns(
        supplier=_first(rules.of("supplier"), "shape"),
        any=_first(rules.of("text"), "shape"),
        of_purpose=_first([*rules.of("text"), *rules.of("purpose")], "shape"),
        payee=_first(rules.of("payee"), "words"),
    )


def _first(ruled: list[dict[str, str]], by: str) -> pl.Expr:
    looked_at = pl.col("shape" if by == "shape" else "plain")
    fits = [pl.when(looked_at.str.contains(rule[by])).then(pl.lit(rule["rule"])) for rule in ruled]
    return pl.coalesce(*fits, pl.lit(""))


def _of_supplier(lines: pl.DataFrame, column: str, read: pl.DataFrame, rules: PrivateRules) -> pl.DataFrame:
    """Suppliers' names that look private; the kind of supplier may say that a rule means somebody else."""
    named = lines.select("row", "supplier_kind", text=column).filter(pl.col("text") != "")
    joined = named.join(read, on="text", how="left", validate="m:1", maintain_order="left")
    (by_kind,) = rules.of("kind")
    rule = pl.coalesce(
        _unless_kind("supplier", rules),
        pl.when(pl.col("supplier_kind") == PERSON).then(pl.lit(by_kind["rule"])),
        pl.when(~pl.col("shape").str.contains(OF_A_FIRM) | (pl.col("supplier_kind") == FOR_MANY)).then(
            _unless_kind("any", rules)
        ),
        pl.lit(""),
    )
    return _found(joined.with_columns(rule=rule), column)


def _unless_kind(sort: str, rules: PrivateRules) -> pl.Expr:
    """The rule found, or null where there is none or the supplier is of a kind that it does not speak of."""
    return pl.when((pl.col(sort) != "") & ~_is_barred(sort, rules)).then(pl.col(sort))


def _is_barred(sort: str, rules: PrivateRules) -> pl.Expr:
    """Whether the supplier is of a kind of which the rule found does not speak."""
    barred = rules.rules.select("rule", kind=pl.col("unless_kind").str.split("|")).explode("kind")
    pairs = barred.select(pl.concat_str("rule", "kind", separator="|")).to_series()
    return pl.concat_str(sort, "supplier_kind", separator="|").is_in(pairs.implode())


def _of_payee(lines: pl.DataFrame, read: pl.DataFrame, rules: PrivateRules) -> pl.DataFrame:
    """Person-like suppliers that are paid what private people are paid."""
    told = read.filter(pl.col("payee") != "").select("text", rule="payee")
    ways = [
        lines.select("row", "supplier_kind", name=SUPPLIER, text=column).join(told, on="text", validate="m:1")
        for column in (SUPPLIER, *FREE_TEXT)
    ]
    paid = pl.concat(ways).drop("text").rename({"name": "text"})
    shaped = paid.join(read.select("text", "shape"), on="text", how="left", validate="m:1", maintain_order="left")
    fits = [
        (pl.col("rule") == rule["rule"]) & pl.col("shape").str.contains(rule["shape"]) for rule in rules.of("payee")
    ]
    found = shaped.filter(pl.any_horizontal(fits), ~_is_barred("rule", rules))
    return _found(found.sort("row", "rule"), SUPPLIER)


def _of_text(lines: pl.DataFrame, column: str, read: pl.DataFrame) -> pl.DataFrame:
    sort = "of_purpose" if column == "purpose" else "any"
    named = lines.select("row", text=column).filter(pl.col("text") != "")
    return _found(named.join(read.select("text", rule=sort), on="text", how="left", validate="m:1"), column)


def _found(ruled: pl.DataFrame, column: str) -> pl.DataFrame:
    return ruled.filter(pl.col("rule") != "").select("row", pl.lit(column).alias("column"), "text", "rule")

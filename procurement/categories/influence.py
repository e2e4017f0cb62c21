"""Whether buying better, or together, could change a line; and why not where it could not."""

from functools import reduce

import polars as pl

FIELDS = ("supplier_kind", "supplier_name", "publisher_category", "account", "purpose", "department", "proclass_code")
WORDS = ("publisher_category", "account", "purpose")


def judge(lines: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Whether each line can be influenced, with the reason of the first rule that it meets.

    lines: LINE_TEXT with proclass_code. rules: field (a name of FIELDS, or "words" for the publisher's category,
    account and purpose), pattern (regular expression, case ignored), influenceable, reason; in order of precedence.
    Returns influenceable, influence_reason, in the order of `lines`; a line that meets no rule is influenceable and has
    no reason. No rules make every line influenceable.
    """
    numbered = rules.with_row_index("rule_number")
    first = lines.select(
        rule_number=reduce(lambda left, right: pl.min_horizontal(left, right), _first_rules(lines, numbered))
    )
    reasons = numbered.select("rule_number", "influenceable", influence_reason="reason")
    return first.join(reasons, on="rule_number", how="left", validate="m:1", maintain_order="left").select(
        pl.col("influenceable").fill_null(True), pl.col("influence_reason").fill_null("")
    )


def _first_rules(lines: pl.DataFrame, rules: pl.DataFrame) -> list[pl.Series]:
    """For each field, the number of the first rule that each line's text meets, null where it meets none."""
    spoken = {field: _rules_of(field, rules) for field in FIELDS}
    sets = {tuple(table["rule_number"]): table for table in spoken.values()}
    found: list[pl.Series] = []
    for numbers, table in sets.items():
        fields = [field for field in FIELDS if tuple(spoken[field]["rule_number"]) == numbers]
        given = pl.concat([lines[field].fill_null("").alias("text") for field in fields])
        met = _first_rule(given, table)
        found += [met.slice(place * lines.height, lines.height).alias(field) for place, field in enumerate(fields)]
    return found


def _rules_of(field: str, rules: pl.DataFrame) -> pl.DataFrame:
    is_of_words = (pl.col("field") == "words") & pl.lit(field in WORDS)
    return rules.filter((pl.col("field") == field) | is_of_words).select("rule_number", "pattern")


def _first_rule(given: pl.Series, spoken: pl.DataFrame) -> pl.Series:
    """The number of the first rule that each text meets, null where it meets none.

    Few texts meet a rule, and all patterns as one tell which; making ready a pattern takes longer than looking for it.
    """
    met = [
        pl.when(_fits("text", pattern)).then(pl.lit(number, dtype=pl.UInt32)) for number, pattern in spoken.iter_rows()
    ]
    any_of_them = "|".join(f"(?:{pattern})" for pattern in spoken["pattern"])
    meeting = pl.DataFrame({"text": given.unique()}).filter(_fits("text", any_of_them))
    if spoken.is_empty() or meeting.is_empty():
        return pl.Series("rule_number", [None], dtype=pl.UInt32).new_from_index(0, given.len())
    texts = meeting.with_columns(rule_number=pl.coalesce(met))
    placed = pl.DataFrame({"text": given}).join(texts, on="text", how="left", validate="m:1", maintain_order="left")
    return placed["rule_number"]


def _fits(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).str.contains(f"(?i){pattern}")

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
    return [_first_rule(lines[field].fill_null(""), field, rules) for field in FIELDS]


def _first_rule(given: pl.Series, field: str, rules: pl.DataFrame) -> pl.Series:
    """The number of the first rule that each text of a column meets, null where it meets none.

    Few texts meet a rule, and all patterns as one tell which; making ready a pattern takes longer than looking for it.
    """
    spoken = rules.filter((pl.col("field") == field) | ((pl.col("field") == "words") & pl.lit(field in WORDS)))
    met = [
        pl.when(_fits("text", pattern)).then(pl.lit(number, dtype=pl.UInt32))
        for number, pattern in spoken.select("rule_number", "pattern").iter_rows()
    ]
    any_of_them = "|".join(f"(?:{pattern})" for pattern in spoken["pattern"])
    meeting = pl.DataFrame({"text": given.unique()}).filter(_fits("text", any_of_them))
    if spoken.is_empty() or meeting.is_empty():
        return pl.Series(field, [None], dtype=pl.UInt32).new_from_index(0, given.len())
    texts = meeting.with_columns(rule_number=pl.coalesce(met))
    placed = pl.DataFrame({"text": given}).join(texts, on="text", how="left", validate="m:1", maintain_order="left")
    return placed["rule_number"].alias(field)


def _fits(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).str.contains(f"(?i){pattern}")

"""Give each line a category, say how sure that is and why, and whether buying better could change it."""

import numpy as np
import polars as pl

from procurement.categories import confidence, influence, published, reading, reasons, scoring
from procurement.categories.matrices import Places, softmax
from procurement.categories.rules import CategoryRules
from procurement.tables import CATEGORY_READING

LINES_AT_ONCE = 50_000


def code(lines: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """The category of each line of text.

    lines: LINE_TEXT, a row a distinct line. Returns CATEGORY_READING in the order of `lines`; empty in gives empty out.
    `confidence` is the belief that level 1 is right. Where it is under `answer_from` the code and levels are "" (we do
    not know), and `rule` says so; where only level 1 can be told the code is that of level 1 and `level2` is "".

    Evidence, in order: the publisher's own ProClass code; then, weighed together, publishers' headings known to us, the
    vocabulary's words in the category, account, purpose, department and supplier's name, the supplier's known trade and
    that on the register of companies, and what was learned.
    """
    if lines.is_empty():
        return pl.DataFrame(schema=CATEGORY_READING)
    given = published.read(lines["publisher_category"], rules)
    parts = [_believe(part, rules) for part in lines.iter_slices(LINES_AT_ONCE)]
    believed = _prefer_published(pl.concat(parts), given, rules)
    named = pl.concat([lines, believed], how="horizontal").join(
        rules.headings.select("proclass_code", "level1", "level2"),
        on="proclass_code",
        how="left",
        validate="m:1",
        maintain_order="left",
    )
    judged = influence.judge(named, rules.influence)
    return (
        pl.concat([named, judged], how="horizontal")
        .with_columns(pl.col("level1", "level2").fill_null(""))
        .select(CATEGORY_READING.names())
        .cast(CATEGORY_READING)
    )


def _believe(lines: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """proclass_code, confidence and rule of each line, from its words."""
    columns = reading.read(lines, rules.ignored)
    heard = scoring.hear(columns, lines["supplier_sics"], rules)
    beliefs = softmax(scoring.level1_scores(heard, rules))
    level1 = beliefs.argmax(axis=1)
    sure = confidence.of(beliefs, level1, heard, rules.evidence)
    leaf, share = scoring.leaf_beliefs(heard, rules, level1)
    codes = np.where(
        share >= rules.evidence["leaf_from"], np.array(rules.codes)[leaf], np.array(rules.level1_codes)[level1]
    )
    believed = pl.DataFrame({"proclass_code": codes, "confidence": sure})
    return _say_why(believed, heard, rules, level1)


def _say_why(believed: pl.DataFrame, heard: scoring.Heard, rules: CategoryRules, level1: Places) -> pl.DataFrame:
    """Add the rule, and take back the answers that are too weak."""
    known = pl.col("confidence") >= rules.evidence["answer_from"]
    said = believed.with_columns(reasons.strongest(heard, level1))
    return said.with_columns(
        proclass_code=pl.when(known).then("proclass_code").otherwise(pl.lit("")),
        rule=pl.when(known).then("rule").otherwise(pl.lit(reasons.UNKNOWN)),
    )


def _prefer_published(believed: pl.DataFrame, given: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """The publisher's own code wherever there is one."""
    own = given.select("published_code", own_code="proclass_code")
    is_own = pl.col("own_code") != ""
    sure = pl.lit(rules.evidence["proclass_code_confidence"])
    why = reasons.published(pl.col("own_code"), pl.col("published_code"))
    return pl.concat([believed, own], how="horizontal").select(
        proclass_code=pl.when(is_own).then("own_code").otherwise("proclass_code"),
        confidence=pl.when(is_own).then(sure).otherwise("confidence"),
        rule=pl.when(is_own).then(why).otherwise("rule"),
    )

"""People's decisions about categories, laid over what the rules made of the lines.

A decision speaks of texts as published, so it holds for next month's file as well. The readings made by the rules are
never changed by it: taking a decision back is leaving it out.
"""

from dataclasses import dataclass, field

import polars as pl

from procurement.categories import influence, reasons
from procurement.categories.rules import CategoryRules
from procurement.tables import DECIDED_LINE, KEY, TEXT

LINE, SUPPLIER, HEADING, ACCOUNT = "line", "supplier", "heading", "account"
SCOPES = {
    LINE: "line_text_key",
    SUPPLIER: "supplier_text_key",
    HEADING: "plain_heading",
    ACCOUNT: "plain_account",
}
"""What a decision may be about, and the column of a line by which it is met."""
CATEGORY, INFLUENCE = "category", "influenceable"
YES, NO = "yes", "no"

SAID = pl.Schema(
    {
        "id": pl.Int64(),
        "what": TEXT,
        "scope": TEXT,
        "authority_code": TEXT,
        "key": KEY,
        "plain": TEXT,
        "value": TEXT,
        "why": TEXT,
    }
)
"""A decision on the texts that it means now, a row a text: `key` (line, supplier) or `plain` (heading, account).

Both are null where it means none. authority_code "" means every council. value: a ProClass code, or YES or NO. Rows of
one decision differ in key alone.
"""
LINE_KEY = ["authority_code", "supplier_text_key", "line_text_key"]
MET = pl.Schema({"row": pl.Int64(), "id": pl.Int64(), "rank": pl.Int64()})
NO_LINE = "no stored line answers to it"
OUTDONE = "other decisions, made later or of a narrower set of lines, say otherwise of every line of it"
PRINTED = "on every line of it the council printed a ProClass code of its own, which stands"


@dataclass(frozen=True)
class Decided:
    """lines: DECIDED_LINE of every line that a decision speaks of; idle: decisions without effect, and why."""

    lines: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DECIDED_LINE))
    idle: dict[int, str] = field(default_factory=dict[int, str])


def apply(
    lines: pl.DataFrame, readings: pl.DataFrame, kinds: pl.DataFrame, said: pl.DataFrame, rules: CategoryRules
) -> Decided:
    """What decisions make of the readings of the rules.

    lines: LINE_KEY, the texts of LINE_TEXT, plain_heading and plain_account, a row a line of a council. readings:
    CATEGORY_READING. kinds: supplier_text_key, supplier_kind. said: SAID in the order the decisions were made.

    Of several decisions on a line that on this very line goes first, then its council's own, then one for every
    council; among equals the later. Where a council printed a ProClass code of its own it is kept, unless the decision
    is about the line or its heading. Whether a line can be influenced is judged anew by its decided category, then
    decided. No decisions change nothing; a line that nobody spoke of has no row.
    """
    numbered = lines.with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64()))
    met = _met(numbered, said)
    if met.is_empty():
        return Decided(idle=dict.fromkeys(said["id"].unique().to_list(), NO_LINE))
    told = said.select("id", "what", "scope", "value", "why").unique("id", keep="first")
    rows = (
        numbered[met["row"].unique().sort()]
        .join(readings.drop("made_by", "made_at", strict=False), on="line_text_key", how="left", validate="m:1")
        .join(kinds, on="supplier_text_key", how="left", validate="m:1")
        .with_columns(pl.col("proclass_code", "level1", "level2", "rule", "influence_reason").fill_null(""))
    )
    heard = _without_printed(met.join(told, on="id", validate="m:1"), rows)
    won = heard.sort("rank", "id").unique(["row", "what"], keep="last", maintain_order=True)
    return Decided(_decide(rows, won, rules), _idle(said, met, heard, won))


def _met(lines: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """MET: which line each decision speaks of, and its rank there: of the line over all others, then own over all."""
    found = [pl.DataFrame(schema=MET)]
    for (scope, what), of_scope in said.group_by("scope", "what", maintain_order=True):
        column = SCOPES[str(scope)]
        named = of_scope.with_columns(pl.col("key" if scope in (LINE, SUPPLIER) else "plain").alias(column))
        for is_own in (True, False):
            on = ["authority_code", column] if is_own else [column]
            some = named.filter((pl.col("authority_code") != "") == is_own).select("id", *on)
            latest = some.unique(on, keep="last", maintain_order=True)
            rank = pl.lit(2 * (scope == LINE) + is_own, dtype=pl.Int64())
            near = lines.filter(pl.col(on[0]).is_in(latest[on[0]].implode()))
            found.append(near.join(latest, on=on, validate="m:1").select("row", "id", rank=rank))
        assert what in (CATEGORY, INFLUENCE), what
    return pl.concat(found)


def _without_printed(heard: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Without what is said of the category of a line that has the council's own code, by its supplier or account."""
    printed = rows.filter(pl.col("rule").str.starts_with(reasons.OWN_CODE))["row"]
    is_barred = (
        (pl.col("what") == CATEGORY)
        & pl.col("scope").is_in([SUPPLIER, ACCOUNT])
        & pl.col("row").is_in(printed.implode())
    )
    return heard.filter(~is_barred)


def _decide(rows: pl.DataFrame, won: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    category, can = (
        won.filter(pl.col("what") == what).select("row", pl.col("id", "value", "why").name.suffix(f"_{what}"))
        for what in (CATEGORY, INFLUENCE)
    )
    both = rows.join(category, on="row", how="left", validate="1:1").join(can, on="row", how="left", validate="1:1")
    spoken = both.filter(pl.col("id_category").is_not_null() | pl.col("id_influenceable").is_not_null())
    levels = rules.headings.select("proclass_code", named1="level1", named2="level2")
    is_coded, is_said = pl.col("id_category").is_not_null(), pl.col("id_influenceable").is_not_null()
    coded = (
        spoken.with_columns(proclass_code=pl.coalesce("value_category", "proclass_code"))
        .join(levels, on="proclass_code", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            level1=pl.when(is_coded).then("named1").otherwise("level1"),
            level2=pl.when(is_coded).then("named2").otherwise("level2"),
            confidence=pl.when(is_coded).then(pl.lit(1.0)).otherwise("confidence"),
            rule=pl.when(is_coded).then(_by_a_person("id_category")).otherwise("rule"),
        )
    )
    judged = influence.judge(coded.with_columns(pl.col("supplier_kind").fill_null("unknown")), rules.influence)
    told = pl.format("{}: {}", _by_a_person("id_influenceable"), "why_influenceable")
    by_rule = coded.with_columns(
        influenceable=pl.when(is_coded).then(judged["influenceable"]).otherwise("influenceable"),
        influence_reason=pl.when(is_coded).then(judged["influence_reason"]).otherwise("influence_reason"),
    )
    return by_rule.with_columns(
        influenceable=pl.when(is_said).then(pl.col("value_influenceable") == YES).otherwise("influenceable"),
        influence_reason=pl.when(is_said).then(told).otherwise("influence_reason"),
        category_decision="id_category",
        influence_decision="id_influenceable",
    ).select(DECIDED_LINE.names())


def _by_a_person(number: str) -> pl.Expr:
    return pl.format("a person decided so (decision {})", number)


def _idle(said: pl.DataFrame, met: pl.DataFrame, heard: pl.DataFrame, won: pl.DataFrame) -> dict[int, str]:
    """The decisions that change no line, each with the reason."""
    active, spoke, reached = (set(one["id"]) for one in (won, heard, met))
    subject = ("what", "scope", "authority_code", "key", "plain")
    again = said.with_columns(latest=pl.col("id").last().over(subject)).filter(pl.col("latest") != pl.col("id"))
    outdone = spoke | set(again.filter(pl.col("latest").is_in(list(reached)))["id"])
    silent = sorted(set(said["id"]) - active)
    return {one: OUTDONE if one in outdone else PRINTED if one in reached else NO_LINE for one in silent}

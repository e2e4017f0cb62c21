"""Suppliers as published meet the bodies of a register: by number first, then by present and earlier names.

One body that fits is the supplier; several are a question for a person. A text with a number that the register does
not hold is left alone: a body of the same name would be another one.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from procurement.suppliers import bare_words, forms, identifiers, kinds, names, wording
from procurement.suppliers.public_registers import naming, reasons
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.telling import cores, share_a_word, telling_words
from procurement.tables import REGISTER_MATCH

NUMBERED_BY = {"companies-house": "company", "charity-commission": "charity"}
"""The identifier beside a name that is a register's own number."""
NOT_ASKED = ("redacted", "pseudo-supplier", "individual or sole trader")
BEGINNING = 16
"""A cut name is looked for by so many letters of its key; a shorter one begins too many names."""
TIERS = ("whole name", "only live name", "earlier name", "ended name")
LATEST_FIRST = [False, False, False, False, True]
"""How the names of a body that fit a text are put in order: of names of one sort, the one given up last goes first."""


@dataclass(frozen=True)
class Slice:
    """The part of a register that may concern some texts: REGISTERED `bodies`, and REGISTERED_NAME `names`."""

    register: str
    bodies: pl.DataFrame
    names: pl.DataFrame


def prepare(texts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """SUPPLIER_TEXT with cleaned numbers, name_key, form, core, plain, beginning, kind and what calls for caution.

    `first_paid_on` of the texts is kept, and null where there is none; `beginning` is "" where a name is not cut.
    """
    if "first_paid_on" not in texts.columns:
        texts = texts.with_columns(first_paid_on=pl.lit(None, dtype=pl.Date))
    distinct = texts["supplier_name"].unique().sort()
    keys = naming.keys(distinct, reference).with_columns(
        core=cores(distinct, reference), kind=kinds.kind_of(distinct, reference)
    )
    personal = names.looks_personal(keys["core"], reference).alias("is_person")
    telling = telling_words(keys.select("name", "core"), "core", reference)["name"].unique()
    is_long = pl.col("name_key").str.len_chars() >= BEGINNING
    is_cut = pl.col("name").str.len_chars().is_in(forms.FIELD_WIDTHS) & is_long
    told = keys.with_columns(
        personal,
        is_telling=pl.col("name").is_in(telling.implode()),
        beginning=pl.when(is_cut).then(pl.col("name_key").str.head(BEGINNING)).otherwise(pl.lit("")),
        plain=plain(distinct, reference),
    )
    clean = identifiers.clean(texts, reference)
    return clean.join(told, left_on="supplier_name", right_on="name", how="left", validate="m:1", maintain_order="left")


def plain(names: pl.Series, reference: SupplierReference) -> pl.Series:
    """Each whole name in capitals without punctuation, its legal form written in one way; in order."""
    parted = wording.part_at_legal_form(bare_words.of(wording.tidied(names)), reference)
    whole = pl.concat_str("core", "form", "branch", separator=" ").str.replace_all("  +", " ").str.strip_chars()
    return parted.select(plain=whole).to_series()


def match(prepared: pl.DataFrame, part: Slice, rules: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """REGISTER_MATCH of prepared texts, sorted by text and number; no texts, or nothing that fits, gives none.

    rules: register_match_rules.csv, the probability of each rule.
    """
    sort = NUMBERED_BY.get(part.register, "")
    numbered = prepared.filter(pl.col(sort) != "") if sort else prepared.clear()
    unnumbered = prepared.filter(pl.col(sort) == "") if sort else prepared
    asked = unnumbered.filter(~pl.col("kind").is_in(NOT_ASKED) & (pl.col("name_key") != ""))
    found = [by_number(numbered, sort, part, reference)] if sort else []
    by_name = _by_name(asked, part, reference)
    cut = _cut_names(asked.join(by_name, on="supplier_text_key", how="anti"), part)
    told = pl.concat([*found, by_name, cut])
    return _judged(told, part, rules).sort("supplier_text_key", "number")


CANDIDATE = pl.Schema(
    {
        "supplier_text_key": pl.Int64(),
        "number": pl.String(),
        "registered_name": pl.String(),
        "rule": pl.String(),
        "until": pl.Date(),
        "caution": pl.String(),
    }
)
"""A body that a text may be, by the best rule that finds any; `caution` is what forbids to settle it, else ""."""


def by_number(numbered: pl.DataFrame, sort: str, part: Slice, reference: SupplierReference) -> pl.DataFrame:
    """CANDIDATE: the body whose number stands beside the name."""
    bodies = part.bodies.select(number="number", registered_name="name")
    met = numbered.join(bodies, left_on=sort, right_on="number", how="inner", validate="m:1", coalesce=True)
    alike = share_a_word(met["core"], cores(met["registered_name"], reference), reference)
    rule = pl.when(alike).then(pl.lit("number")).otherwise(pl.lit("number of another name"))
    return met.select(
        "supplier_text_key",
        pl.col(sort).alias("number"),
        "registered_name",
        rule=rule,
        until=pl.lit(None, dtype=pl.Date),
        caution=pl.lit(""),
    ).cast(CANDIDATE)


def _by_name(asked: pl.DataFrame, part: Slice, reference: SupplierReference) -> pl.DataFrame:
    """CANDIDATE of the best tier that holds any body, for texts without a number."""
    distinct = part.names["name"].unique().sort()
    again = naming.keys(distinct, reference).with_columns(registered_plain=plain(distinct, reference))
    named = part.names.drop("name_key", "form").join(again, on="name", how="left", validate="m:1")
    met = asked.join(
        named.rename({"name": "met_name", "form": "registered_form"}), on="name_key", how="inner", validate="m:m"
    )
    unsaid = (pl.col("form") == "") | (pl.col("registered_form") == "")
    one_form = unsaid | (pl.col("form") == pl.col("registered_form"))
    is_now = pl.col("sort") == "current"
    tier = (
        pl.when(is_now & pl.col("is_live") & (pl.col("plain") == pl.col("registered_plain")))
        .then(0)
        .when(is_now & pl.col("is_live"))
        .then(1)
        .when(~is_now)
        .then(2)
        .otherwise(3)
    )
    current = part.bodies.select("number", "began_on", "ended_on", registered_name="name")
    fits = (
        met.filter(one_form)
        .join(current, on="number", how="inner", validate="m:1")
        .with_columns(tier=tier)
        .sort(
            "supplier_text_key", "number", "tier", "sort", pl.col("until").fill_null(date.max), descending=LATEST_FIRST
        )
    )
    bodies = fits.unique(["supplier_text_key", "number"], keep="first", maintain_order=True)
    best = pl.col("tier").min().over("supplier_text_key")
    older = (pl.col("tier") == 2) & (best < 2) & _may_be_meant("until")
    ended = (pl.col("tier") == 3) & (best == 2) & _may_be_meant("ended_on")
    return (
        bodies.filter((pl.col("tier") == best) | older | ended)
        .select(
            "supplier_text_key",
            "number",
            "registered_name",
            rule=_rule_of_tier(),
            until="until",
            caution=_caution(part.register),
        )
        .cast(CANDIDATE)
    )


def _rule_of_tier() -> pl.Expr:
    formless = (pl.col("tier") == 1) & (pl.col("form") == "") & (pl.col("registered_form") != "")
    return (
        pl.when(formless)
        .then(pl.lit("name without form"))
        .when((pl.col("tier") == 2) & (pl.col("sort") == "other"))
        .then(pl.lit("other name"))
        .otherwise(pl.col("tier").replace_strict(dict(enumerate(TIERS)), return_dtype=pl.String))
    )


def _may_be_meant(end: str) -> pl.Expr:
    """Whether what ended on the day `end` had not when the text was first paid, or nobody knows when either was."""
    return pl.col(end).is_null() | pl.col("first_paid_on").is_null() | (pl.col("first_paid_on") <= pl.col(end))


def _cut_names(asked: pl.DataFrame, part: Slice) -> pl.DataFrame:
    """CANDIDATE: live bodies whose present name begins with a name that is as long as a field."""
    cut = asked.filter((pl.col("beginning") != "") & (pl.col("form") == ""))
    live = part.names.filter((pl.col("sort") == "current") & "is_live").select(
        "number", registered_name="name", whole_key="name_key", beginning=pl.col("name_key").str.head(BEGINNING)
    )
    met = cut.join(live, on="beginning", how="inner", validate="m:m")
    begins = met.filter(pl.col("whole_key").str.starts_with(pl.col("name_key")))
    began = part.bodies.select("number", "began_on")
    return (
        begins.join(began, on="number", how="inner", validate="m:1")
        .select(
            "supplier_text_key",
            "number",
            "registered_name",
            rule=pl.lit("cut name"),
            until=pl.lit(None, dtype=pl.Date),
            caution=_caution(part.register),
        )
        .unique(["supplier_text_key", "number"])
        .cast(CANDIDATE)
    )


def _caution(register: str) -> pl.Expr:
    """Why a name alone does not settle it, "" where it does."""
    bare = pl.col("form") == ""
    told: list[pl.Expr] = [
        pl.when(~pl.col("is_telling")).then(pl.lit("its words carry no identity")),
        pl.when(bare & pl.col("is_person")).then(pl.lit("it may be a person or a partnership")),
    ]
    if register == "companies-house":
        told.append(pl.when(bare & (pl.col("kind") == "public body")).then(pl.lit("it may be a public body")))
        one_word = bare & ~pl.col("core").str.contains(" ")
        told.append(pl.when(one_word).then(pl.lit("it is one word without a legal form")))
        told.append(_formed_later())
    return pl.coalesce(*told, pl.lit(""))


def _formed_later() -> pl.Expr:
    """Why a company that was formed after the first payment is not simply the payee: nobody pays what is not yet."""
    day = pl.col("began_on").dt.strftime("%-d %B %Y")
    told = pl.format("it was formed on {}, after the first payment to this name", day)
    return pl.when(pl.col("first_paid_on") < pl.col("began_on")).then(told)


def _judged(found: pl.DataFrame, part: Slice, rules: pl.DataFrame) -> pl.DataFrame:
    """Verdict, probability and reason: one body and no caution settles it; of several, each is as likely."""
    chance = {row["rule"]: float(row["probability"]) for row in rules.iter_rows(named=True)}
    several = pl.len().over("supplier_text_key").cast(pl.Float64)
    settled = (several == 1) & (pl.col("caution") == "")
    alone = pl.col("rule").replace_strict(chance, return_dtype=pl.Float64)
    doubtful = pl.when(pl.col("caution") != "").then(0.5).otherwise(1.0)
    return (
        found.select(
            "supplier_text_key",
            "number",
            "registered_name",
            "rule",
            register=pl.lit(part.register),
            verdict=pl.when(settled).then(pl.lit("same")).otherwise(pl.lit("ask")),
            probability=alone / several * doubtful,
            reason=reasons.told(part.register, several),
        )
        .select(REGISTER_MATCH.names())
        .cast(REGISTER_MATCH)
    )

"""Why a supplier's text is, or may be, a body of a register, in words that a person can check there."""

import polars as pl

BODY = {"companies-house": "company", "charity-commission": "charity", "nhs-ods": "NHS organisation"}


def told(register: str, several: pl.Expr) -> pl.Expr:
    """The reason of a candidate (number, registered_name, until, rule, caution), one of `several` that fit a text."""
    body = BODY[register]
    number, name, day = pl.col("number"), pl.col("registered_name"), pl.col("until").dt.strftime("%-d %B %Y")
    beside = pl.format(f"{body} number {{}} stands beside this name in payments", number)
    until = pl.when(pl.col("until").is_null()).then(pl.lit("")).otherwise(pl.format(" until {}", day))
    said = {
        "number": beside,
        "number of another name": pl.format("{}; it is registered as '{}', which shares no word with it", beside, name),
        "whole name": pl.format(f"the only live {body} of exactly this name is '{{}}' ({{}})", name, number),
        "only live name": pl.format(f"the only live {body} of this name is '{{}}' ({{}})", name, number),
        "name without form": pl.format(
            f"the only live {body} of this name, of which payments give no legal form, is '{{}}' ({{}})", name, number
        ),
        "earlier name": pl.format("a previous name{} of '{}' ({})", until, name, number),
        "other name": pl.format("another name of '{}' ({})", name, number),
        "ended name": pl.format(f"the only {body} of this name, no longer live, is '{{}}' ({{}})", name, number),
        "cut name": pl.format(f"it may be cut, and the only live {body} that begins so is '{{}}' ({{}})", name, number),
    }
    one = pl.coalesce(*(pl.when(pl.col("rule") == rule).then(words) for rule, words in said.items()))
    fitting = f"one of {{}} {body_plural(body)} that this name fits is '{{}}' ({{}})"
    many = pl.format(fitting, several.cast(pl.Int64), name, number)
    said_of = pl.when(several > 1).then(many).otherwise(one)
    return pl.when(pl.col("caution") == "").then(said_of).otherwise(pl.format("{}; {}", said_of, "caution"))


def body_plural(body: str) -> str:
    """The word for several.

    >>> body_plural("company"), body_plural("NHS organisation")
    ('companies', 'NHS organisations')
    """
    return f"{body[:-1]}ies" if body.endswith("y") else f"{body}s"

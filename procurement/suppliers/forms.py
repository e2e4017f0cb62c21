"""How the legal forms and the trading names of two names stand to each other."""

import polars as pl

FIELD_WIDTHS = (25, 26, 30, 31, 32, 35, 36, 40)
"""Lengths at which published files cut a name off (wording met in council, card and SAP or Oracle extracts)."""

ONE_REGISTER = ("LIMITED", "PLC")
"""Forms that no two companies of one name can have at once (Companies Act 2006, section 66): one became the other."""
SUBTOTAL = "TOTAL "
"""Behind a legal form it begins the next line of a table that was run together with this one."""
OPEN_FORM = "COMPANY"
"""At the end of a name it goes with any legal form, as with none."""


def stand(pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """How the legal forms stand to each other, whether a name may be cut, and whether trading names differ.

    COMPANY at the end goes with any other form.
    """
    said = table.select(
        *("form", "alias", "alias_form", "is_person", "is_practice", "is_school", "core", "core_face"),
        is_cut=pl.col("name").str.len_chars().is_in(FIELD_WIDTHS),
        is_joined=pl.col("branch").str.starts_with(SUBTOTAL),
    ).with_columns(pl.col("form").replace({OPEN_FORM: ""}))
    a, b = (said[pairs[side]].rename(lambda name, side=side: f"{name}_{side}") for side in ("left", "right"))
    return pl.concat([a, b], how="horizontal").select(
        expression.cast(pl.Float64).alias(name) for name, expression in how_forms_stand().items()
    )


def how_forms_stand() -> dict[str, pl.Expr]:
    """What `stand` tells, of the columns of two names side by side."""
    a, b = pl.col("form_left"), pl.col("form_right")
    a_form, b_form = a != "", b != ""
    alias_a, alias_b = pl.col("alias_left"), pl.col("alias_right")
    core_a, core_b = pl.col("core_left"), pl.col("core_right")
    begins = core_a.str.starts_with(core_b + " ") | core_b.str.starts_with(core_a + " ")
    alone_a, alone_b = pl.col("is_person_left") & ~a_form & b_form, pl.col("is_person_right") & ~b_form & a_form
    return {
        "forms_agree": a_form & (a == b),
        "forms_differ": a_form & b_form & (a != b),
        "forms_neither": ~a_form & ~b_form,
        "may_be_cut": pl.col("is_cut_left") | pl.col("is_cut_right"),
        "person_or_company": alone_a | alone_b,
        "practices": pl.col("is_practice_left") & pl.col("is_practice_right"),
        "schools": pl.col("is_school_left") & pl.col("is_school_right"),
        "cores_agree": (pl.col("core_face_left") == pl.col("core_face_right")) | begins,
        "aliases_differ": (alias_a != "") & (alias_b != "") & (alias_a != alias_b),
        "became_plc": a.is_in(ONE_REGISTER) & b.is_in(ONE_REGISTER) & (a != b),
        "alias_formed": traded_as_company(),
        "run_together": pl.col("is_joined_left") | pl.col("is_joined_right"),
    }


def traded_as_company() -> pl.Expr:
    """True where each name that has a trading name gives a legal form to it: it is a company's own name."""
    sides = [(pl.col(f"alias_{side}") == "") | (pl.col(f"alias_form_{side}") != "") for side in ("left", "right")]
    return sides[0] & sides[1]

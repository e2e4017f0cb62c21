"""How the legal forms and the trading names of two names stand to each other."""

import polars as pl

from procurement.suppliers import ranks

FIELD_WIDTHS = (25, 26, 30, 31, 32, 35, 36, 40)
"""Lengths at which published files cut a name off (wording met in council, card and SAP or Oracle extracts)."""

ONE_REGISTER = ("LIMITED", "PLC")
"""Forms that no two companies of one name can have at once (Companies Act 2006, section 66): one became the other."""
SUBTOTAL = "TOTAL "
"""Behind a legal form it begins the next line of a table that was run together with this one."""
OPEN_FORM = "COMPANY"
"""At the end of a name it goes with any legal form, as with none."""


def standing(table: pl.DataFrame) -> pl.DataFrame:
    """What is compared of each name of names.Names, in small numbers; COMPANY at the end goes with any other form."""
    form = table["form"].replace({OPEN_FORM: ""})
    return table.select(
        *("alias_face", "core_face", "is_person", "is_practice", "is_school", "is_council"),
        form=pl.Series(ranks.of_texts(form)).cast(pl.Int16),
        has_form=form != "",
        own=pl.Series(ranks.of_texts(table["own_text"])).cast(pl.Int32),
        has_own=table["own_text"] != "",
        is_one_register=form.is_in(ONE_REGISTER),
        is_formed=(pl.col("alias") == "") | (pl.col("alias_form") != ""),
        is_cut=pl.col("name").str.len_chars().is_in(FIELD_WIDTHS),
        is_joined=pl.col("branch").str.starts_with(SUBTOTAL),
        has_branch=pl.col("branch") != "",
        goes_on=(pl.col("alias") != "") | (pl.col("branch") != ""),
        size=pl.col("core").str.len_bytes(),
        letters=without_spaces("core").hash(),
        letters_with_branch=without_spaces(pl.concat_str("core", "branch")).hash(),
    )


def without_spaces(text: pl.Expr | str) -> pl.Expr:
    """The letters of a text."""
    some = pl.col(text) if isinstance(text, str) else text
    return some.str.replace_all(" ", "", literal=True)


def stand(pairs: pl.DataFrame, table: pl.DataFrame, cores: pl.Series) -> pl.DataFrame:
    """How the legal forms of two names stand to each other, whether a name may be cut, whether trading names differ.

    pairs: `left` and `right`, rows of `table` (see `standing`) and of `cores`.
    """
    a, b = (table[pairs[side]].rename(lambda name, side=side: f"{name}_{side}") for side in ("left", "right"))
    both = pl.concat([a, b], how="horizontal")
    begins = pl.Series("begins", core_begins(pairs, cores))
    return both.with_columns(begins).select(
        expression.cast(pl.Float64).alias(name) for name, expression in how_forms_stand().items()
    )


def core_begins(pairs: pl.DataFrame, cores: pl.Series) -> pl.Series:
    """Whether one core begins the other, by whole words."""
    some = pl.DataFrame({side: cores.gather(pairs[side]) for side in ("left", "right")})
    left, right = pl.col("left"), pl.col("right")
    return some.select(left.str.starts_with(right + " ") | right.str.starts_with(left + " ")).to_series()


def how_forms_stand() -> dict[str, pl.Expr]:
    """What `stand` tells, of the columns of two names side by side.

    shorter_is_cut: the name with the shorter core is as long as a field, and ends without a legal form.
    shorter_goes_on: behind its core that name has a trading name or a branch, so that the core is whole.
    branch_meets: the words behind the legal form of one are the end of the other's name.
    council_and_other: one is a council of our list, and the other is not that one.
    own_agrees: names without words of identity are the same as wholes.
    alias_formed: each name that has a trading name gives a legal form to it, so that it is a company's own name.
    """
    a, b = pl.col("form_left"), pl.col("form_right")
    a_form, b_form = pl.col("has_form_left"), pl.col("has_form_right")
    alias_a, alias_b = pl.col("alias_face_left"), pl.col("alias_face_right")
    cut_a, cut_b = pl.col("is_cut_left") & ~a_form, pl.col("is_cut_right") & ~b_form
    is_left_shorter = pl.col("size_left") < pl.col("size_right")
    alone_a, alone_b = pl.col("is_person_left") & ~a_form & b_form, pl.col("is_person_right") & ~b_form & a_form
    return {
        "forms_agree": a_form & (a == b),
        "forms_differ": a_form & b_form & (a != b),
        "forms_neither": ~a_form & ~b_form,
        "own_agrees": pl.col("has_own_left") & (pl.col("own_left") == pl.col("own_right")),
        "may_be_cut": pl.col("is_cut_left") | pl.col("is_cut_right"),
        "shorter_is_cut": pl.when(is_left_shorter).then(cut_a).otherwise(cut_b),
        "shorter_goes_on": pl.when(is_left_shorter).then("goes_on_left").otherwise("goes_on_right"),
        "person_or_company": alone_a | alone_b,
        "practices": pl.col("is_practice_left") & pl.col("is_practice_right"),
        "schools": pl.col("is_school_left") & pl.col("is_school_right"),
        "council_and_other": (pl.col("is_council_left") | pl.col("is_council_right"))
        & (pl.col("core_face_left") != pl.col("core_face_right")),
        "cores_agree": (pl.col("core_face_left") == pl.col("core_face_right")) | pl.col("begins"),
        "aliases_differ": (alias_a >= 0) & (alias_b >= 0) & (alias_a != alias_b),
        "became_plc": pl.col("is_one_register_left") & pl.col("is_one_register_right") & (a != b),
        "alias_formed": pl.col("is_formed_left") & pl.col("is_formed_right"),
        "branch_meets": (pl.col("has_branch_left") & (pl.col("letters_with_branch_left") == pl.col("letters_right")))
        | (pl.col("has_branch_right") & (pl.col("letters_with_branch_right") == pl.col("letters_left"))),
        "run_together": pl.col("is_joined_left") | pl.col("is_joined_right"),
    }

"""What is said of each spelling beside why its name is where it is: another name of the body, a branch left out."""

import polars as pl

from procurement.suppliers import ranks

SHOWN = "the name that its supplier is shown under"
OWN_NAME, SAME_NAME_RULE, KNOWN_RULE = "own name", "same name", "known"
SAME_NAME = "same name but for capitals, punctuation, small words, plurals, short forms and legal form"
BY_LIST = "by our list of other names"
TWO_NAMES = f"two names of one organisation, {BY_LIST}"
BY_ANOTHER = "going by the trading or former name"
ANOTHER_NAME = f"another name of '{{}}', {BY_LIST}"
READ_ON = "same name with what stands behind the legal form of one"


def spellings(rows: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """are_several, a row a node in order: whether the name stands in several spellings, but for spaces around it."""
    bare = names.str.strip_chars()
    numbers = pl.int_range(names.len(), eager=True) if bare.equals(names) else pl.Series(ranks.of_texts(bare))
    some = rows.filter("takes_part").select("node", "name")
    spelt = some.select("node", spelling=numbers.gather(some["name"]))
    several = spelt.group_by("node").agg(are_several=pl.col("spelling").min() != pl.col("spelling").max())
    return several.sort("node").select("are_several")


def of_several_spellings() -> dict[str, pl.Expr]:
    """The rule and reason of a text that no other name brought where it is: its other spellings did, if it has any."""
    are_several = (pl.col("rule") == OWN_NAME) & pl.col("are_several")
    said = {"rule": SAME_NAME_RULE, "reason": SAME_NAME}
    return {name: pl.when(are_several).then(pl.lit(text)).otherwise(name) for name, text in said.items()}


def of_shown() -> pl.Expr:
    """The reason, but for the text that its supplier is shown under where others are the same name."""
    is_shown = pl.col("supplier_name").str.strip_chars() == pl.col("supplier_label")
    return pl.when(is_shown & (pl.col("reason") == SAME_NAME)).then(pl.lit(SHOWN)).otherwise("reason")


def by_the_list(matched: pl.DataFrame, parts: pl.DataFrame) -> pl.Series:
    """`reason` of `matched` with what the text, or the name beside it, owes to our list of other names.

    Why two names match is told once for all spellings of both, of which the list may concern some only.
    """
    is_other, reason = parts["other_name"] != "", matched["reason"]
    concerned = is_other.gather(matched["name"]) | is_other.gather(matched["beside_name"])
    concerned = concerned.fill_null(value=False) | reason.str.contains(TWO_NAMES, literal=True)
    concerned = (concerned & matched["beside_name"].is_not_null() & ~reason.str.contains(BY_ANOTHER)).arg_true()
    if concerned.is_empty():
        return reason
    some = matched.select("name", "beside_name", "reason")[concerned]
    both = pl.concat(
        [some, *(list_says(parts[some[name]], side) for name, side in (("name", "a"), ("beside_name", "b")))],
        how="horizontal",
    )
    agree, said = pl.col("other_name_a") == pl.col("other_name_b"), pl.col("reason")
    are_two, are_one = (said.str.contains(what, literal=True) for what in (TWO_NAMES, SAME_NAME))
    told = both.select(
        pl.when(are_two & agree)
        .then(said.str.replace(TWO_NAMES, SAME_NAME, literal=True))
        .when(are_one & ~agree)
        .then(said.str.replace(SAME_NAME, TWO_NAMES, literal=True))
        .when(are_two | are_one)
        .then(said)
        .otherwise(pl.concat_str(read_as("a"), read_as("b"), said, separator="; ", ignore_nulls=True))
    )
    return reason.scatter(concerned, told.to_series())


def list_says(some: pl.DataFrame, side: str) -> pl.DataFrame:
    """core and other_name of names.TAKEN_APART rows, in small letters, as those of this side of a pair."""
    return some.select(pl.col(part).str.to_lowercase().alias(f"{part}_{side}") for part in ("core", "other_name"))


def read_as(side: str) -> pl.Expr:
    """That the name on this side stands for another one, null where it does not."""
    other = pl.col(f"other_name_{side}")
    return pl.when(other != "").then(pl.format(f"'{{}}' is read as '{{}}', {BY_LIST}", other, f"core_{side}"))


def by_other_names(matched: pl.DataFrame, rows: pl.DataFrame, parts: pl.DataFrame) -> pl.Series:
    """`reason` of `matched`; where a text is said to be the same name, and by the list alone, it says that.

    So it is of each text with another name of a body, and of the body's present name that no second spelling shares.
    """
    said = parts.select("core", "other_name", spelling=pl.col("name").str.strip_chars())
    is_other, spelling = pl.col("other_name") != "", pl.col("spelling")
    bodies = said.filter(is_other)["core"].unique().implode()
    is_near = said["core"].is_in(bodies).gather(matched["name"]) & (matched["reason"] == SAME_NAME)
    if not is_near.any():
        return matched["reason"]
    there = said[rows.filter("takes_part")["name"].unique()].filter(pl.col("core").is_in(bodies))
    of_body = there.group_by("core").agg(
        plain=spelling.filter(~is_other).n_unique(), other=spelling.filter(is_other).max()
    )
    some = matched.filter(is_near).select("name", "supplier_label", "reason")
    some = pl.concat([some, said[some["name"]]], how="horizontal")
    some = some.join(of_body, on="core", how="left", validate="m:1", maintain_order="left")
    shown = pl.when(pl.col("supplier_label") != spelling).then("supplier_label").otherwise("core")
    body = pl.when(is_other).then(shown).otherwise("other")
    is_by_list = is_other | (pl.col("plain") == 1)
    told = some.select(pl.when(is_by_list).then(pl.format(ANOTHER_NAME, body)).otherwise("reason"))
    return matched["reason"].scatter(is_near.arg_true(), told.to_series())


def left_out(branch: pl.Expr) -> pl.Expr:
    """That a branch, a shop's number or a note takes no part."""
    return pl.format("a branch or note is left out ('{}')", branch)


def of_branch(branch: pl.Expr) -> pl.Expr:
    """What is said of the branch of a text behind its `reason`: nothing where it has none, or where it counts."""
    counts = pl.col("reason").str.starts_with(READ_ON) | pl.col("rule").is_in([OWN_NAME, KNOWN_RULE])
    return pl.when(counts | (branch == "")).then(pl.lit("")).otherwise("; " + left_out(branch.str.to_lowercase()))

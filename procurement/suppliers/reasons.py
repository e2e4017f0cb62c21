"""Why a pair of names got its verdict, in words that a person can read and disagree with."""

import polars as pl

from procurement.suppliers import forms, names, words_apart

COLUMNS = ("traded", "equal", "reordered", "begins", "acronym", "branch_meets", "caution")
ABROAD = "one used abroad, such as llc, gmbh or sa"
CHUNK = 100_000
"""Sentences made at once: memory stays bounded."""


def explain(judged: pl.DataFrame, understood: names.Names) -> pl.Series:
    """A sentence a row of `verdicts.judge`; only words of the two names themselves are repeated."""
    parts = understood.parts
    core, alias = (parts[column].gather(judged["left"]) for column in ("core_face", "alias_face"))
    of_left = (judged["a"] == core) | (judged["a"] == alias)
    faces = pl.DataFrame(
        {"a": judged["a"].zip_with(of_left, judged["b"]), "b": judged["b"].zip_with(of_left, judged["a"])}
    )
    said = judged.select(COLUMNS).with_columns(
        faces.select(same=pl.col("a") == pl.col("b")).to_series(),
        *of_name(parts, judged["left"], "a"),
        *of_name(parts, judged["right"], "b"),
        *(pl.Series(f"length_{side}", understood.faces.length[faces[side].to_numpy()]) for side in ("a", "b")),
    )
    compared = differing_words(faces, understood)
    sentence = pl.concat_str(*parts_of_sentence(), separator="; ", ignore_nulls=True)
    return pl.concat([said, compared], how="horizontal").select(reason=sentence).to_series()


def of_name(parts: pl.DataFrame, rows: pl.Series, side: str) -> list[pl.Series]:
    """What a sentence says of the names in these rows: legal form, trading name, whether cut or put for another."""
    some = parts.select("name", "form", "alias", "branch", "other_name")[rows]
    form = some["form"].str.replace(f"^{forms.OPEN_FORM}$", "").str.to_lowercase()
    form = form.replace({"foreign": ABROAD})
    is_cut = some["name"].str.len_chars().is_in(forms.FIELD_WIDTHS) & (some["form"] == "")
    said = {"form": form, "alias": some["alias"].str.to_lowercase(), "branch": some["branch"].str.to_lowercase()}
    said |= {"other_name": some["other_name"], "cut": is_cut}
    return [values.alias(f"{name}_{side}") for name, values in said.items()]


def differing_words(faces: pl.DataFrame, understood: names.Names) -> pl.DataFrame:
    """`words_apart.compare` of each two faces, all null where they are the same one."""
    known = understood.faces.words
    weights = pl.DataFrame({"word": known.text, "weight": pl.Series(known.weight)})
    pairs = faces.with_row_index("pair").filter(pl.col("a") != pl.col("b"))
    distinct = pl.concat([pairs["a"], pairs["b"]]).unique().sort()
    spelt = words_apart.spell(understood.faces.table["text"].gather(distinct), weights)
    left, right = (distinct.search_sorted(pairs[side]).cast(pl.Int64).to_numpy() for side in ("a", "b"))
    starts = range(0, max(pairs.height, 1), CHUNK)
    found = pl.concat(
        words_apart.compare(left[start : start + CHUNK], right[start : start + CHUNK], spelt) for start in starts
    )
    numbered = found.with_columns(pairs["pair"])
    every = faces.select().with_row_index("pair") if faces.is_empty() else faces.with_row_index("pair").select("pair")
    return every.join(numbered, on="pair", how="left", validate="1:1", maintain_order="left").drop("pair")


def parts_of_sentence() -> list[pl.Expr]:
    """Each part of a reason, the most telling first; null where it does not apply."""
    return [
        pl.when(pl.col("traded") == 1)
        .then(pl.lit("by the trading name of one"))
        .when(pl.col("traded") > 1)
        .then(pl.lit("by both trading names")),
        how_they_meet(),
        pl.when((pl.col("acronym") > 0) & is_worded()).then(pl.lit("one is the initials of the other")),
        what_is_left(),
        trading_names(),
        legal_forms(),
        branches(),
        pl.when((pl.col("begins") > 0) & (pl.col("equal") == 0) & (pl.col("traded") == 0) & shorter_may_be_cut()).then(
            pl.lit("one may be cut at the width of a field")
        ),
        pl.when(pl.col("caution") != "").then("caution"),
    ]


def is_worded() -> pl.Expr:
    """Whether the two texts meet by some of their words only."""
    return ~pl.col("same") & (pl.col("equal") == 0) & (pl.col("reordered") == 0) & ~is_read_on()


def how_they_meet() -> pl.Expr:
    """What the two texts have in common."""
    return (
        pl.when("same", pl.col("other_name_a") != pl.col("other_name_b"))
        .then(pl.lit("two names of one body, by the list of other names of organisations"))
        .when("same")
        .then(pl.lit("same name once case, punctuation, abbreviations and legal form are set aside"))
        .when(is_read_on())
        .then(pl.lit("same name once what stands behind the legal form of one is read with it"))
        .when(pl.col("equal") > 0)
        .then(pl.lit("same letters, spaced differently"))
        .when(pl.col("reordered") > 0)
        .then(pl.lit("same words in another order"))
        .when(pl.col("shared").is_null())
        .then(pl.lit("no word in common"))
        .when(pl.col("shared_words") > 1)
        .then(pl.format("same words {}", "shared"))
        .otherwise(pl.format("same word {}", "shared"))
    )


def what_is_left() -> pl.Expr:
    """The words that one name alone has."""
    return pl.when(~is_read_on()).then(
        pl.coalesce(
            pl.format("{} against {}", "only_left", "only_right"),
            pl.format("only one has {}", pl.coalesce("only_left", "only_right")),
        )
    )


def is_read_on() -> pl.Expr:
    """Whether what stands behind the legal form of one name is the end of the other."""
    return (pl.col("branch_meets") > 0) & (pl.col("traded") == 0)


def shorter_may_be_cut() -> pl.Expr:
    """Whether the name of the shorter text is as long as a field."""
    return pl.when(pl.col("length_a") < pl.col("length_b")).then("cut_a").otherwise("cut_b")


def trading_names() -> pl.Expr:
    """How trading names differ, where the names meet without them."""
    a, b = pl.col("alias_a"), pl.col("alias_b")
    return (
        pl.when((pl.col("traded") > 0) | (a == b))
        .then(None)
        .when((a != "") & (b != ""))
        .then(pl.format("they trade under different names ('{}', '{}')", a, b))
        .otherwise(pl.format("only one gives a trading name ('{}')", pl.when(a != "").then(a).otherwise(b)))
    )


def branches() -> pl.Expr:
    """What stands behind a legal form or a #, and takes no part in the comparison."""
    a, b = pl.col("branch_a"), pl.col("branch_b")
    return (
        pl.when((a == b) | is_read_on())
        .then(None)
        .when((a != "") & (b != ""))
        .then(pl.format("branches or notes set aside ('{}', '{}')", a, b))
        .otherwise(pl.format("a branch or note set aside ('{}')", pl.when(a != "").then(a).otherwise(b)))
    )


def legal_forms() -> pl.Expr:
    """How the legal forms differ, where the names meet as names: a trading name has none of its own."""
    a, b = pl.col("form_a"), pl.col("form_b")
    by_name = pl.col("traded") == 0
    return (
        pl.when(by_name & (a != "") & (b != "") & (a != b))
        .then(pl.format("legal forms differ ({}, {})", a, b))
        .when(by_name & (a != b))
        .then(pl.format("only one gives its legal form ({})", pl.when(a != "").then(a).otherwise(b)))
    )

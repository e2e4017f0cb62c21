"""Why a pair of names got its verdict, in words that a person can read and disagree with."""

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Indel

from procurement.suppliers import caution_words, forms, names, printed_words, words_apart
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.spelling_reasons import BY_ANOTHER, READ_ON, SAME_NAME, TWO_NAMES, left_out, read_as

COLUMNS = ("traded", "equal", "reordered", "begins", "acronym", "branch_meets", "nation_more", "caution")
IN_TURN = ", which one company may have had in turn"
ABROAD = "a form used abroad"
UNLIMITED = r"\bUNLIMITED\b"
"""In matching a limited company; whoever reads the reason sees the word in the name."""
NEARLY_ALL = 0.85
"""Such a share of letters in common, in their order, is told of two texts that share no word."""
CHUNK = 100_000
"""Sentences made at once: memory stays bounded."""


def explain(judged: pl.DataFrame, understood: names.Names, reference: SupplierReference) -> pl.DataFrame:
    """listed, reason, own, a row a row of `verdicts.judge`: a sentence of words of the two names themselves.

    listed, own: what is true of these two and need not be of other spellings of them, null where there is nothing of
    the kind: what they owe to our list of other names, and the branches that are left out.
    """
    parts = understood.parts
    core, alias = (parts[column].gather(judged["left"]) for column in ("core_face", "alias_face"))
    of_left = (judged["a"] == core) | (judged["a"] == alias)
    faces = pl.DataFrame(
        {"a": judged["a"].zip_with(of_left, judged["b"]), "b": judged["b"].zip_with(of_left, judged["a"])}
    )
    said = judged.select(COLUMNS).with_columns(
        faces.select(same=pl.col("a") == pl.col("b")).to_series(),
        *of_name(parts, judged["left"], "a", reference),
        *of_name(parts, judged["right"], "b", reference),
        *(pl.Series(f"length_{side}", understood.faces.length[faces[side].to_numpy()]) for side in ("a", "b")),
    )
    compared = differing_words(faces, judged.select("left", "right"), understood, reference)
    both = pl.concat([said.select("caution"), compared], how="horizontal")
    said = said.with_columns(caution=caution_words.told(both, understood.faces.words))
    sentence = pl.concat_str(*parts_of_sentence(), separator="; ", ignore_nulls=True)
    listed = pl.concat_str(read_by_list("a"), read_by_list("b"), separator="; ", ignore_nulls=True)
    told = {"listed": pl.when(listed != "").then(listed), "reason": sentence, "own": branches()}
    return pl.concat([said, compared], how="horizontal").select(**told)


def whole() -> pl.Expr:
    """The whole sentence of `explain`, of the two names that were compared."""
    return pl.concat_str("listed", "reason", "own", separator="; ", ignore_nulls=True)


def of_name(parts: pl.DataFrame, rows: pl.Series, side: str, reference: SupplierReference) -> list[pl.Series]:
    """What a sentence says of the names in these rows: legal form, trading name, whether cut or put for another."""
    some = parts.select("name", "core", "form", "alias", "branch", "other_name")[rows]
    form = some["form"].str.replace(f"^{forms.OPEN_FORM}$", "").str.to_lowercase()
    form = form.replace({"foreign": ABROAD})
    is_unlimited = some["name"].str.to_uppercase().str.contains(UNLIMITED) & (form == "limited")
    form = form.zip_with(~is_unlimited, pl.repeat("unlimited", form.len(), eager=True))
    is_cut = some["name"].str.len_chars().is_in(forms.FIELD_WIDTHS) & (some["form"] == "") & (some["other_name"] == "")
    printed = {part: printed_words.of_texts(some[part], some["name"], reference) for part in ("alias", "branch")}
    said = {"form": form, **{part: text.str.to_lowercase() for part, text in printed.items()}}
    said |= {"core": some["core"].str.to_lowercase(), "other_name": some["other_name"].str.to_lowercase()}
    said |= {"cut": is_cut}
    return [values.alias(f"{name}_{side}") for name, values in said.items()]


def differing_words(
    faces: pl.DataFrame, rows: pl.DataFrame, understood: names.Names, reference: SupplierReference
) -> pl.DataFrame:
    """`words_apart.compare` of each two faces, and how alike their letters are; null where they are the same one.

    rows: `left` and `right`, the names (rows of `understood.parts`) whose faces `a` and `b` are.
    """
    known = understood.faces.words
    weights = pl.DataFrame({"word": known.text, "weight": pl.Series(known.weight)})
    apart = pl.concat([faces, rows], how="horizontal").with_row_index("pair").filter(pl.col("a") != pl.col("b"))
    sides = [
        apart[face].cast(pl.Int64) * 2**32 + apart[name].cast(pl.Int64)
        for face, name in (("a", "left"), ("b", "right"))
    ]
    distinct = pl.concat(sides).unique().sort()
    texts = understood.faces.table["text"].gather(distinct // 2**32)
    spelt = words_apart.spell(texts, understood.parts["name"].gather(distinct % 2**32), weights, reference)
    left, right = (distinct.search_sorted(side).cast(pl.Int64).to_numpy() for side in sides)
    starts = range(0, max(apart.height, 1), CHUNK)
    found = pl.concat(
        words_apart.compare(left[start : start + CHUNK], right[start : start + CHUNK], spelt) for start in starts
    )
    first, second = (understood.faces.compact[apart[side].to_numpy()].tolist() for side in ("a", "b"))
    letters = pl.Series(process.cpdist(first, second, scorer=Indel.normalized_similarity), dtype=pl.Float64)
    alone = found["shared"].is_null().arg_true()
    none = pl.repeat(None, found.height, dtype=pl.String, eager=True)
    told = words_apart.spaced(*(found[side].gather(alone) for side in ("only_left", "only_right")))
    numbered = found.with_columns(apart["pair"], letters=letters, spaced=none.scatter(alone, told))
    every = faces.select().with_row_index("pair") if faces.is_empty() else faces.with_row_index("pair").select("pair")
    return every.join(numbered, on="pair", how="left", validate="1:1", maintain_order="left").drop("pair")


def parts_of_sentence() -> list[pl.Expr]:
    """Each part of a reason, the most telling first; null where it does not apply."""
    return [
        pl.when(pl.col("traded") == 1)
        .then(pl.concat_str(pl.lit(f"{BY_ANOTHER} of one"), traded_as()))
        .when(pl.col("traded") > 1)
        .then(pl.lit(f"{BY_ANOTHER}s of both")),
        how_they_meet(),
        pl.when((pl.col("acronym") > 0) & is_worded()).then(pl.lit("one has the initials of the other's words")),
        what_is_left(),
        trading_names(),
        legal_forms(),
        pl.when((pl.col("begins") > 0) & (pl.col("equal") == 0) & (pl.col("traded") == 0) & shorter_may_be_cut()).then(
            pl.lit("one may be cut short by the width of a field")
        ),
        pl.when(pl.col("caution") != "").then("caution"),
    ]


def traded_as() -> pl.Expr:
    """The trading name in brackets where one name alone has one; else nothing."""
    a, b = pl.col("alias_a"), pl.col("alias_b")
    alone = pl.when(a == "").then(b).when(b == "").then(a).otherwise(pl.lit(""))
    return pl.when(alone != "").then(pl.format(" ('{}')", alone)).otherwise(pl.lit(""))


def is_worded() -> pl.Expr:
    """Whether the two texts meet by some of their words only."""
    return ~pl.col("same") & (pl.col("equal") == 0) & (pl.col("reordered") == 0) & ~is_read_on()


def how_they_meet() -> pl.Expr:
    """What the two texts have in common."""
    return (
        pl.when("same", pl.col("other_name_a") != pl.col("other_name_b"))
        .then(pl.lit(TWO_NAMES))
        .when("same")
        .then(pl.lit(SAME_NAME))
        .when(is_read_on())
        .then(pl.lit(READ_ON))
        .when(pl.col("equal") > 0)
        .then(pl.lit("same letters, spaced differently"))
        .when(pl.col("reordered") > 0)
        .then(pl.lit("same words in another order"))
        .when(pl.col("shared").is_null() & (pl.col("letters") >= NEARLY_ALL))
        .then(pl.lit("nearly the same letters"))
        .when(pl.col("spaced").is_not_null())
        .then("spaced")
        .when(pl.col("shared").is_null() & have_more())
        .then(pl.lit("without trading names, branches and notes no word in common"))
        .when(pl.col("shared").is_null())
        .then(pl.lit("no word in common"))
        .when(pl.col("shared_words") > 1)
        .then(pl.format("same words {}", "shared"))
        .otherwise(pl.format("same word {}", "shared"))
    )


def have_more() -> pl.Expr:
    """Whether a name has a trading name or a branch besides the text that is compared."""
    return pl.any_horizontal(pl.col(f"{part}_{side}") != "" for part in ("alias", "branch") for side in ("a", "b"))


def read_by_list(side: str) -> pl.Expr:
    """That a name stands for another one, where the two do not meet by that alone."""
    return pl.when(~pl.col("same") & (pl.col("traded") == 0)).then(read_as(side))


def what_is_left() -> pl.Expr:
    """The words that one name alone has; nothing of what our list puts for a name, which has not printed it."""
    left, right = (
        pl.when((pl.col(f"other_name_{side}") == "") | pl.col("shared").is_null()).then(f"only_{where}")
        for side, where in (("a", "left"), ("b", "right"))
    )
    only = pl.coalesce(left, right)
    return pl.when(~is_read_on()).then(
        pl.coalesce(
            pl.format("{} against {}", "only_left", "only_right"),
            pl.when((pl.col("nation_more") > 0) & (pl.col("caution") == "")).then(
                pl.format("only one has {}, which is often left out", only)
            ),
            pl.format("only one has {}", only),
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
        .then(pl.format("they give different trading or former names ('{}', '{}')", a, b))
        .otherwise(pl.format("only one gives a trading or former name ('{}')", pl.when(a != "").then(a).otherwise(b)))
    )


def branches() -> pl.Expr:
    """What stands behind a legal form or a #, and takes no part in the comparison."""
    a, b = pl.col("branch_a"), pl.col("branch_b")
    return (
        pl.when((a == b) | is_read_on())
        .then(None)
        .when((a != "") & (b != ""))
        .then(pl.format("branches or notes are left out ('{}', '{}')", a, b))
        .otherwise(left_out(pl.when(a != "").then(a).otherwise(b)))
    )


def legal_forms() -> pl.Expr:
    """How the legal forms differ, where the names meet as names: a trading name has none of its own."""
    a, b = pl.col("form_a"), pl.col("form_b")
    by_name = pl.col("traded") == 0
    one_register = [form.lower() for form in forms.ONE_REGISTER]
    became_plc = a.is_in(one_register) & b.is_in(one_register)
    return (
        pl.when(by_name & (a != "") & (b != "") & (a != b))
        .then(
            pl.format(
                "legal forms differ ({}, {}){}", a, b, pl.when(became_plc).then(pl.lit(IN_TURN)).otherwise(pl.lit(""))
            )
        )
        .when(by_name & (a != b))
        .then(pl.format("only one gives its legal form ({})", pl.when(a != "").then(a).otherwise(b)))
    )

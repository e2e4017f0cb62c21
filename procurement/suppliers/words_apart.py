"""The words that two texts have in common, and those that one alone has, quoted as a reason quotes them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import printed_words, wording
from procurement.suppliers.reference import SupplierReference

QUOTED = 6
"""So many words are quoted; an ellipsis stands for more."""
NONE = 2**31 - 1
Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Spelt:
    """Texts as rows of word numbers, NONE behind the last; `words` by number, the most telling first.

    printed: in the same place, the number of the word as its name printed it. there: all words that the name printed,
    those that take no part among them.
    """

    words: pl.Series
    numbers: Numbers
    printed: Numbers
    there: Numbers


def spell(texts: pl.Series, names: pl.Series, weights: pl.DataFrame, reference: SupplierReference) -> Spelt:
    """Texts in full words, each of the name in the same place, by their words.

    weights: word and weight; one that is not there weighs nothing.
    """
    each = pl.DataFrame({"word": texts.str.split(" ")}).with_row_index("row").explode("word", keep_nulls=False)
    each = each.with_columns(place=pl.int_range(pl.len()).over("row"))
    there = printed_words.words_of(printed_words.plain(wording.tidied(names)))
    printed = printed_words.told_as_printed(each.select("row", "word"), there, names, reference)
    there = there.rename({"written": "word"}).with_columns(place=pl.int_range(pl.len()).over("row"))
    words = pl.concat([each["word"], printed, there["word"]]).unique().to_frame("word")
    weighed = words.join(weights, on="word", how="left", validate="1:1").with_columns(pl.col("weight").fill_null(0.0))
    ordered = weighed.sort("weight", "word", descending=[True, False])["word"]
    rows = (each, each.with_columns(word=printed), there)
    return Spelt(ordered.str.to_lowercase(), *(in_rows(one, ordered, texts.len()) for one in rows))


def in_rows(each: pl.DataFrame, words: pl.Series, rows: int) -> Numbers:
    """The numbers of words (row, place, word) by their places in `words`, a row a text of `rows`, NONE elsewhere."""
    number = pl.DataFrame({"word": words}).with_row_index("number")
    known = each.join(number, on="word", how="left", validate="m:1", maintain_order="left")
    most = each["place"].max()
    found = np.full((rows, 1 if most is None else int(str(most)) + 1), NONE, dtype=np.int32)
    found[known["row"].to_numpy(), known["place"].to_numpy()] = known["number"].to_numpy()
    return found


def compare(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], spelt: Spelt) -> pl.DataFrame:
    """shared, shared_words (how many), only_left, only_right: the words of each pair of rows of `spelt`, quoted.

    Null where there is none. All in their order and as printed, shared words as on the left, the most telling of them.
    No word is said to be one side's alone that the other name printed too, where it takes no part; but where one side
    has words of its own, the other's are told against them (BRAKE BROS T/A BRAKES: 'brake' against 'brakes').
    """
    a, b = spelt.numbers[left], spelt.numbers[right]
    in_both = met(a, b)
    every_left, every_right = ~in_both & (a < NONE), ~met(b, a) & (b < NONE)
    only_left = every_left & ~met(spelt.printed[left], spelt.there[right])
    only_right = every_right & ~met(spelt.printed[right], spelt.there[left])
    only_left, only_right = _against(only_left, only_right, every_left), _against(only_right, only_left, every_right)
    once = in_both & ~repeated(a)
    telling = np.sort(np.where(once, a, NONE), axis=1)[:, :QUOTED].max(axis=1, initial=0, keepdims=True)
    many = (once & ~repeated(np.where(once, spelt.printed[left], NONE))).sum(axis=1)
    otherwise = beside(a, b, spelt.printed[right])
    otherwise = np.where(otherwise == spelt.printed[left], NONE, otherwise)
    shared = np.where(once & (a <= telling), spelt.printed[left], NONE)
    sides = {"only_left": (only_left, spelt.printed[left]), "only_right": (only_right, spelt.printed[right])}
    said = {
        name: quoted(np.where(chosen, printed, NONE), spelt.words, chosen.sum(axis=1))
        for name, (chosen, printed) in sides.items()
    }
    return pl.DataFrame({"shared": quoted(shared, spelt.words, many, otherwise), "shared_words": many, **said})


def _against(only: Flags, others: Flags, every: Flags) -> Flags:
    """`only`, but `every` one of a side that has none left where the other side has."""
    is_told_against = others.any(axis=1, keepdims=True) & ~only.any(axis=1, keepdims=True)
    return np.where(is_told_against, every, only)


def beside(one: Numbers, other: Numbers, printed: Numbers) -> Numbers:
    """For each word of `one` what is `printed` in the place of the same word of `other`, NONE where it is not there."""
    found = np.full(one.shape, NONE, dtype=np.int32)
    for place in reversed(range(other.shape[1])):
        np.copyto(found, printed[:, place : place + 1], where=one == other[:, place : place + 1])
    return np.where(one < NONE, found, NONE)


def repeated(numbers: Numbers) -> Flags:
    """Which words of each row stand further in front as well."""
    found = np.zeros(numbers.shape, dtype=np.bool_)
    for place in range(1, numbers.shape[1]):
        found[:, place] = met(numbers[:, place : place + 1], numbers[:, :place])[:, 0]
    return found


def met(one: Numbers, other: Numbers) -> Flags:
    """Which words of each row of `one` are in the same row of `other`; a place without a word is in none."""
    found = np.zeros(one.shape, dtype=np.bool_)
    for place in range(other.shape[1]):
        found |= one == other[:, place : place + 1]
    return found & (one < NONE)


def quoted(
    numbers: Numbers, words: pl.Series, many: npt.NDArray[np.int64], otherwise: Numbers | None = None
) -> pl.Series:
    """The first words of each row in single quotes, null where there is none; `many`: how many there are to quote.

    A short form that stands for several words is quoted once. otherwise: in the same place, how the other name printed
    the word, in brackets behind it; NONE where it printed the same.
    """
    once = np.where(repeated(numbers), NONE, numbers)
    order = np.argsort(once == NONE, axis=1, kind="stable")[:, :QUOTED]
    frame = pl.DataFrame(in_columns(np.take_along_axis(once, order, axis=1), words, "word"))
    if otherwise is not None:
        frame = frame.hstack(in_columns(np.take_along_axis(otherwise, order, axis=1), words, "other"))
        brackets = (pl.format(" ({})", f"other {at}").fill_null("") for at in range(order.shape[1]))
        frame = frame.select(pl.col(f"word {at}") + bracket for at, bracket in enumerate(brackets))
    text = pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)
    more = pl.Series("more", np.where(many > QUOTED, "…", ""))
    said = pl.select(pl.concat_str(pl.lit("'"), frame.select(text).to_series(), more, pl.lit("'"))).to_series()
    return pl.select(pl.when(frame["word 0"].is_not_null()).then(said)).to_series()


def in_columns(numbers: Numbers, words: pl.Series, name: str) -> list[pl.Series]:
    """The words of each place as a column, null where there is none."""
    return [
        words.gather(pl.Series(column).replace(NONE, None)).alias(f"{name} {at}") for at, column in enumerate(numbers.T)
    ]


def spaced(left: pl.Series, right: pl.Series) -> pl.Series:
    """That one of two quoted texts has as two words what the other has as one; null where neither does.

    >>> spaced(pl.Series(["'bond care'", "'ash hire'"]), pl.Series(["'bondcare halifax'", "'oak hire'"])).to_list()
    ["'bond care' is 'bondcare' but for a space", None]
    """
    both = zip(left.to_list(), right.to_list(), strict=True)
    return pl.Series([_spaced(one, other) or _spaced(other, one) for one, other in both], dtype=pl.String)


def _spaced(one: str | None, other: str | None) -> str | None:
    words, whole = ((text or "").strip("'…").split(" ") for text in (one, other))
    found = (f"'{a} {b}' is '{a}{b}' but for a space" for a, b in pairwise(words) if a + b in whole)
    return next(found, None)

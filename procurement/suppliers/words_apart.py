"""The words that two texts have in common, and those that one alone has, quoted as a reason quotes them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import printed_words
from procurement.suppliers.reference import SupplierReference

QUOTED = 4
"""So many words are quoted; an ellipsis stands for more."""
NONE = 2**31 - 1
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Spelt:
    """Texts as rows of word numbers, NONE behind the last; `words` by number, the most telling first.

    printed: in the same place, the number of the word as its name printed it.
    """

    words: pl.Series
    numbers: Numbers
    printed: Numbers


def spell(texts: pl.Series, names: pl.Series, weights: pl.DataFrame, reference: SupplierReference) -> Spelt:
    """Texts in full words, each of the name in the same place, by their words.

    weights: word and weight; one that is not there weighs nothing.
    """
    each = pl.DataFrame({"word": texts.str.split(" ")}).with_row_index("row").explode("word", keep_nulls=False)
    each = each.with_columns(place=pl.int_range(pl.len()).over("row"))
    printed = printed_words.as_printed(each.select("row", "word"), names, reference)
    words = pl.concat([each["word"], printed]).unique().to_frame("word")
    weighed = words.join(weights, on="word", how="left", validate="1:1").with_columns(pl.col("weight").fill_null(0.0))
    ordered = weighed.sort("weight", "word", descending=[True, False])["word"]
    both = (in_rows(each.with_columns(word=written), ordered, texts.len()) for written in (each["word"], printed))
    return Spelt(ordered.str.to_lowercase(), *both)


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
    """
    a, b = spelt.numbers[left], spelt.numbers[right]
    in_both = met(a, b)
    once = in_both & ~repeated(a)
    telling = np.sort(np.where(once, a, NONE), axis=1)[:, :QUOTED].max(axis=1, initial=0, keepdims=True)
    many = (once & ~repeated(np.where(once, spelt.printed[left], NONE))).sum(axis=1)
    sides = {
        "shared": (once & (a <= telling), spelt.printed[left], many),
        "only_left": (~in_both & (a < NONE), spelt.printed[left], None),
        "only_right": (~met(b, a) & (b < NONE), spelt.printed[right], None),
    }
    said = {
        name: quoted(np.where(chosen, printed, NONE), spelt.words, chosen.sum(axis=1) if number is None else number)
        for name, (chosen, printed, number) in sides.items()
    }
    return pl.DataFrame({"shared": said.pop("shared"), "shared_words": many, **said})


def repeated(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Which words of each row stand further in front as well."""
    found = np.zeros(numbers.shape, dtype=np.bool_)
    for place in range(1, numbers.shape[1]):
        found[:, place] = met(numbers[:, place : place + 1], numbers[:, :place])[:, 0]
    return found


def met(one: Numbers, other: Numbers) -> npt.NDArray[np.bool_]:
    """Which words of each row of `one` are in the same row of `other`; a place without a word is in none."""
    found = np.zeros(one.shape, dtype=np.bool_)
    for place in range(other.shape[1]):
        found |= one == other[:, place : place + 1]
    return found & (one < NONE)


def in_front(numbers: Numbers) -> Numbers:
    """The words of each row in their order, then the places without one."""
    order = np.argsort(numbers == NONE, axis=1, kind="stable")
    return np.take_along_axis(numbers, order, axis=1)


def quoted(numbers: Numbers, words: pl.Series, many: npt.NDArray[np.int64]) -> pl.Series:
    """The first words of each row in single quotes, null where there is none; `many`: how many there are to quote.

    A short form that stands for several words is quoted once.
    """
    first = in_front(np.where(repeated(numbers), NONE, numbers))[:, :QUOTED]
    columns = [words.gather(pl.Series(column).replace(NONE, None)).alias(str(at)) for at, column in enumerate(first.T)]
    frame = pl.DataFrame([*columns, pl.Series("more", np.where(many > QUOTED, "…", ""))])
    text = pl.concat_str(pl.exclude("more"), separator=" ", ignore_nulls=True)
    said = pl.concat_str(pl.lit("'"), text, pl.col("more"), pl.lit("'"))
    return frame.select(pl.when(pl.col("0").is_not_null()).then(said)).to_series()

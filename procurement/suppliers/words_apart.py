"""The words that two texts have in common, and those that one alone has, quoted as a reason quotes them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

QUOTED = 4
"""So many words are quoted; an ellipsis stands for more."""
NONE = 2**31 - 1
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Spelt:
    """Texts as rows of word numbers, NONE behind the last; `words` by number, the most telling first."""

    words: pl.Series
    numbers: Numbers


def spell(texts: pl.Series, weights: pl.DataFrame) -> Spelt:
    """Texts by their words. weights: word and weight; one that is not there weighs nothing."""
    each = pl.DataFrame({"text": texts.str.split(" ")}).with_row_index("row").explode("text", keep_nulls=False)
    each = each.with_columns(place=pl.int_range(pl.len()).over("row"))
    words = each.select(word=pl.col("text").unique())
    weighed = words.join(weights, on="word", how="left", validate="1:1").with_columns(pl.col("weight").fill_null(0.0))
    ordered = weighed.sort("weight", "word", descending=[True, False])["word"]
    numbered = each.join(
        pl.DataFrame({"text": ordered}).with_row_index("number"), on="text", how="left", validate="m:1"
    )
    most = numbered["place"].max()
    numbers = np.full((texts.len(), 1 if most is None else int(str(most)) + 1), NONE, dtype=np.int32)
    numbers[numbered["row"].to_numpy(), numbered["place"].to_numpy()] = numbered["number"].to_numpy()
    return Spelt(ordered.str.to_lowercase(), numbers)


def compare(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], spelt: Spelt) -> pl.DataFrame:
    """shared, shared_words (how many), only_left, only_right: the words of each pair of rows of `spelt`, quoted.

    Null where there is none. Shared words once each, the most telling first; others in their order.
    """
    a, b = spelt.numbers[left], spelt.numbers[right]
    in_both = met(a, b)
    shared = np.sort(np.where(in_both, a, NONE), axis=1)
    shared[:, 1:][shared[:, 1:] == shared[:, :-1]] = NONE
    shared = np.sort(shared, axis=1)
    apart = {"only_left": np.where(in_both, NONE, a), "only_right": np.where(met(b, a), NONE, b)}
    columns = {name: quoted(in_front(numbers), spelt.words) for name, numbers in apart.items()}
    return pl.DataFrame({"shared": quoted(shared, spelt.words), "shared_words": (shared < NONE).sum(axis=1), **columns})


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


def quoted(numbers: Numbers, words: pl.Series) -> pl.Series:
    """The first words of each row in single quotes, null where there is none."""
    first = numbers[:, :QUOTED]
    columns = [words.gather(pl.Series(column).replace(NONE, None)).alias(str(at)) for at, column in enumerate(first.T)]
    more = np.where((numbers < NONE).sum(axis=1) > QUOTED, "…", "")
    frame = pl.DataFrame([*columns, pl.Series("more", more)])
    text = pl.concat_str(pl.exclude("more"), separator=" ", ignore_nulls=True)
    said = pl.concat_str(pl.lit("'"), text, pl.col("more"), pl.lit("'"))
    return frame.select(pl.when(pl.col("0").is_not_null()).then(said)).to_series()

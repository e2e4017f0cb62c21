"""The texts by which a name may be known: its core, and its trading name where it has one, as rows of word numbers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import words
from procurement.suppliers.beyond import Beyond
from procurement.suppliers.reference import SupplierReference

WIDTH = 8
NO_WORD = -1


@dataclass(frozen=True)
class Faces:
    """Distinct texts by number. `table`: face, text, compact (no spaces); `word_ids`: a row a face, -1 for none."""

    table: pl.DataFrame
    word_ids: npt.NDArray[np.int32]
    words: words.Words
    used: npt.NDArray[np.int64]
    """In how many of the texts given each word is used."""

    @cached_property
    def weights(self) -> npt.NDArray[np.float32]:
        """The weight of each word of each face, 0 where there is none."""
        return np.append(self.words.weight, np.float32(0))[self.word_ids]

    @cached_property
    def compact(self) -> npt.NDArray[np.object_]:
        """The texts without spaces, to be picked from by number."""
        return np.array(self.table["compact"].to_list(), dtype=object)

    @cached_property
    def length(self) -> npt.NDArray[np.int64]:
        """How many letters each text without spaces has."""
        return self.table["compact"].str.len_bytes().cast(pl.Int64).to_numpy()


def gather(texts: pl.DataFrame, reference: SupplierReference, beyond: Beyond | None = None) -> Faces:
    """Number the distinct non-empty texts in alphabetical order; the first 8 words of each count.

    texts: `text`, and `times`, how many published texts it stands for. beyond: of a whole of which these are a part.
    """
    said = texts.filter(pl.col("text") != "").group_by("text").agg(pl.col("times").sum()).sort("text")
    table = (
        said.select("text")
        .with_row_index("face")
        .with_columns(pl.col("face").cast(pl.Int32), compact=pl.col("text").str.replace_all(" ", "", literal=True))
    )
    distinct, word_ids = number_words(table["text"])
    times = np.repeat(said["times"].to_numpy(), WIDTH)
    used = np.bincount(word_ids.ravel() + 1, weights=times, minlength=distinct.len() + 1)[1:].astype(np.int64)
    known = words.know(distinct, reference, used if beyond is None else beyond.texts_with(distinct))
    return Faces(table, word_ids, known, used)


def number_words(texts: pl.Series) -> tuple[pl.Series, npt.NDArray[np.int32]]:
    """The distinct words of texts in alphabetical order; a row a text with the numbers of its first words."""
    split = texts.str.split(" ").list.head(WIDTH)
    words, size = split.explode(), split.list.len().cast(pl.Int64).to_numpy()
    distinct = words.unique().sort()
    word_ids = np.full((texts.len(), WIDTH), NO_WORD, dtype=np.int32)
    if distinct.len():
        row = np.repeat(np.arange(texts.len()), size)
        place = np.arange(words.len()) - np.repeat(np.cumsum(size) - size, size)
        word_ids[row, place] = words.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return distinct, word_ids


def number(texts: pl.Series, faces: Faces) -> pl.Series:
    """The face number of each text, -1 where the text is empty."""
    found = pl.DataFrame({"text": texts}).join(
        faces.table.select("text", "face"), on="text", how="left", validate="m:1", maintain_order="left"
    )
    return found["face"].fill_null(NO_WORD)

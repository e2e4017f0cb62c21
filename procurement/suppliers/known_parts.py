"""A part of the index of known names: some texts under the keys of their names and numbers, and what they look like."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, glances, identifiers, names, vocabulary
from procurement.suppliers.candidates import FACE_BITS, Keyed, Keys
from procurement.suppliers.faces import NO_WORD
from procurement.suppliers.glances import Glances
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.vocabulary import Vocabulary
from procurement.tables import SUPPLIER_TEXT

NUMBERS = ("company", "vat", "charity")
OF_NAME = ("alias_form", "branch", "form", "other_name", *names.LOOKS, "own_text")
KEPT = pl.Schema({**names.TAKEN_APART, "own_text": pl.String()})
"""What is kept of each name: its parts, and its own text where these carry no identity."""

NOTHING = pl.DataFrame(schema=KEPT)

Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Under:
    """Where numbers are listed under some keys: from `first` on, as many as `sizes`, key by key."""

    first: Counts
    sizes: Counts

    def at(self, places: Counts) -> "Under":
        """For the keys at these places."""
        return Under(self.first[places], self.sizes[places])

    def every_place(self) -> Counts:
        """Every place, key after key; as many for each as its size.

        >>> Under(np.array([2, 7]), np.array([2, 1])).every_place().tolist()
        [2, 3, 7]
        """
        before = np.cumsum(self.sizes) - self.sizes
        return np.repeat(self.first - before, self.sizes) + np.arange(int(self.sizes.sum()))


@dataclass(frozen=True)
class Lists:
    """Numbers listed under keys: `keys` in order, each with the number in the same place of `numbers`."""

    keys: Keys
    numbers: Places

    def find(self, asked: Keys) -> Under:
        """Where the numbers under each key asked for are."""
        first = np.searchsorted(self.keys, asked, side="left")
        some = (
            np.flatnonzero(self.keys[np.minimum(first, len(self.keys) - 1)] == asked) if len(self.keys) else first[:0]
        )
        sizes = np.zeros(len(asked), dtype=np.int64)
        sizes[some] = np.searchsorted(self.keys, asked[some], side="right") - first[some]
        return Under(first, sizes)

    def under(self, asked: Keys) -> Places:
        """Every number listed under the keys, key after key."""
        return self.numbers[self.find(asked).every_place()]


@dataclass(frozen=True)
class Part:
    """Some texts, with the numbers of their faces under the keys of names, and their own under faces and identifiers.

    of_keys: each text's place under its key; name: the row of `names` that it has. names: KEPT with the numbers
    of faces for core and alias. face, words, marks, length: the text of each face, its words, and what a glance needs.
    """

    texts: pl.DataFrame
    of_keys: Lists
    name: Places
    names: pl.DataFrame
    faces: Lists
    of_faces: Lists
    of_numbers: Lists
    face: pl.Series
    words: Places
    marks: npt.NDArray[np.uint64]
    length: Places
    vocabulary: Vocabulary

    def glances(self, faces: Counts) -> Glances:
        """The glances of some of the faces, in the order asked for."""
        ids = self.words[faces]

        def compact(rows: Counts) -> list[str]:
            """The letters of faces without spaces."""
            return [text.replace(" ", "") for text in self.face.gather(faces[rows]).to_list()]

        words = self.vocabulary
        return glances.of_words(compact, words.numbers(ids), words.weights(ids), self.marks[faces], self.length[faces])

    def equal_faces(self, asked: pl.Series) -> Counts:
        """The faces that are one of the texts asked for; faces stand in alphabetical order."""
        if self.face.is_empty():
            return np.empty(0, dtype=np.int64)
        place = np.minimum(self.face.search_sorted(asked).to_numpy(), len(self.face) - 1).astype(np.int64)
        return place[(self.face.gather(place) == asked).to_numpy()]

    def cores_beside(self, numbers: Keys) -> pl.DataFrame:
        """key, core: the cores of the names that stand beside each of these number keys."""
        under = self.of_numbers.find(numbers)
        face = self.names["core"].gather(self.name[self.of_numbers.numbers[under.every_place()]])
        core = self.face.gather(face.replace(NO_WORD, None)).fill_null("")
        return pl.DataFrame({"key": np.repeat(numbers, under.sizes), "core": core})

    def taken_apart(self, keys: Keys) -> pl.DataFrame:
        """KEPT of the names of the texts with these keys, each once; keys that are not here give none."""
        some = self.names[candidates.each_once(self.name[self.of_keys.under(keys)])]
        whole = some.with_columns(
            self.face.gather(some[column].replace(NO_WORD, None)).fill_null("").alias(column)
            for column in ("core", "alias")
        )
        return whole.select(KEPT.names())


def taken_apart(parts: tuple[Part, ...], *rows: pl.DataFrame) -> pl.DataFrame:
    """KEPT of the names of rows, each once."""
    keys = pl.concat([some["supplier_text_key"] for some in rows]).unique().cast(pl.UInt64).to_numpy()
    return pl.concat([NOTHING, *(part.taken_apart(keys) for part in parts)]).unique("name")


def make(texts: pl.DataFrame, reference: SupplierReference, before: pl.DataFrame = NOTHING) -> Part:
    """The part that holds these texts; names in `before` (KEPT) need not be taken apart again."""
    rows = texts.select(SUPPLIER_TEXT.names()).with_row_index("place").with_columns(pl.col("place").cast(pl.Int32))
    distinct, times = names.each_once(rows["supplier_name"])
    understood = names.number_faces(
        names.take_apart(distinct, reference, before.select(names.TAKEN_APART.names())), reference, times
    )
    number = pl.DataFrame({"supplier_name": distinct}).with_row_index("number")
    named = rows.join(number, on="supplier_name", how="left", validate="m:1", maintain_order="left")["number"]
    faced = pl.concat(
        [
            pl.DataFrame({"place": rows["place"], "face": understood.parts[f"{column}_face"].gather(named)})
            for column in ("core", "alias")
        ]
    )
    known, words = vocabulary.of_faces(understood.faces)
    return Part(
        texts.select(SUPPLIER_TEXT.names()),
        _lists(rows.select(pl.col("supplier_text_key").cast(pl.UInt64).alias("key"), number="place")),
        named.cast(pl.Int32).to_numpy(),
        understood.parts.select("name", *OF_NAME, core="core_face", alias="alias_face"),
        _under_keys(candidates.keys(understood.faces)),
        _lists(faced.filter(pl.col("face") >= 0).select(key=pl.col("face").cast(pl.UInt64), number="place").unique()),
        _lists(_number_keys(rows, reference)),
        understood.faces.table["text"],
        words,
        glances.letter_marks(understood.faces.table["compact"]),
        glances.lengths(understood.faces.table["compact"]),
        known,
    )


def _lists(frame: pl.DataFrame) -> Lists:
    """From key and number."""
    ordered = frame.sort("key", "number")
    return Lists(ordered["key"].to_numpy(), ordered["number"].to_numpy())


def _under_keys(keyed: Keyed) -> Lists:
    """The faces under each key, put in order as whole numbers of key and face."""
    packed = np.sort(keyed.key << np.uint64(FACE_BITS) | keyed.face.astype(np.uint64))
    return Lists(packed >> np.uint64(FACE_BITS), (packed & np.uint64((1 << FACE_BITS) - 1)).astype(np.int32))


def _number_keys(rows: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """key, number: a key for each identifier that is one, with the place of the text that it stands beside."""
    clean = identifiers.clean(rows, reference)
    said = [
        clean.filter(pl.col(sort) != "").select(key=number_keys(sort, pl.col(sort)), number=pl.col("place"))
        for sort in NUMBERS
    ]
    return pl.concat(said)


def number_keys(sort: str, numbers: pl.Expr) -> pl.Expr:
    """The key of each clean identifier of one of NUMBERS."""
    return pl.concat_str(pl.lit(f"{sort} "), numbers).hash(seed=13)


def crowded(parts: tuple[Part, ...], sort: str, numbers: pl.Series, limit: float) -> pl.Series:
    """Those clean identifiers of one of NUMBERS that stand beside more than so many different cores in all parts."""
    if numbers.is_empty():
        return numbers
    asked = pl.DataFrame({"number": numbers.unique()}).with_columns(key=number_keys(sort, pl.col("number"))).sort("key")
    keys = asked["key"].to_numpy()
    many = keys[np.sum([part.of_numbers.find(keys).sizes for part in parts], axis=0) > limit]
    if not len(many):
        return numbers.clear()
    beside = pl.concat([part.cores_beside(many) for part in parts])
    counted = beside.group_by("key").agg(pl.col("core").n_unique()).filter(pl.col("core") > limit)
    return asked.join(counted, on="key", how="semi")["number"]

"""Which known suppliers a few new texts could be: found by the keys of their names and numbers.

Matching compares new texts with all that is known; of a national register nearly all of that is far off. An index
holds, in order, the keys that matching makes its candidate pairs of. It knows texts and not what they were read as, so
it stays true when a person reads one otherwise.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, glances, identifiers, names
from procurement.suppliers.beyond import Beyond, WordCounts, numbers_of
from procurement.suppliers.candidates import Keys
from procurement.suppliers.faces import NO_WORD, Faces
from procurement.suppliers.glances import Glances
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_TEXT

GROWTH = 4
"""A part of the index is put together with the one before it once that is fewer than so many times as large."""
NUMBERS = ("company", "vat", "charity")
OF_NAME = ("branch", "form", "is_renamed", "is_person", "is_practice", "is_school")

Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lists:
    """Numbers listed under keys: `keys` in order, each with the number in the same place of `numbers`."""

    keys: Keys
    numbers: Places

    def sizes(self, asked: Keys) -> Counts:
        """How many numbers are listed under each key asked for."""
        return np.searchsorted(self.keys, asked, side="right") - np.searchsorted(self.keys, asked, side="left")

    def under(self, asked: Keys) -> Places:
        """Every number listed under the keys, key after key; as many for each as its size."""
        return self.numbers[_each(np.searchsorted(self.keys, asked, side="left"), self.sizes(asked))]


@dataclass(frozen=True)
class Part:
    """Some texts, with the numbers of their faces under the keys of names, and their own under faces and identifiers.

    of_keys: each text's place under its key; name: the row of `names` that it has. names: TAKEN_APART with the numbers
    of faces for core and alias. face, words, weights and marks: the text of each face, and what a glance takes in.
    """

    texts: pl.DataFrame
    of_keys: Lists
    name: Places
    names: pl.DataFrame
    faces: Lists
    of_faces: Lists
    of_numbers: Lists
    face: pl.Series
    words: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    marks: npt.NDArray[np.uint64]
    used: WordCounts

    def glances(self, faces: Counts) -> Glances:
        """The glances of some of the faces, in the order asked for."""
        weights = self.weights[faces]
        compact = self.face.gather(faces).str.replace_all(" ", "", literal=True)
        return Glances(
            np.array(compact.to_list(), dtype=object),
            self.words[faces],
            weights,
            weights.sum(axis=1),
            self.marks[faces],
        )

    def taken_apart(self, keys: Keys) -> pl.DataFrame:
        """TAKEN_APART of the names of the texts with these keys, each once; keys that are not here give none."""
        some = self.names[candidates.each_once(self.name[self.of_keys.under(keys)])]
        whole = some.with_columns(
            self.face.gather(some[column].replace(NO_WORD, None)).fill_null("").alias(column)
            for column in ("core", "alias")
        )
        return whole.select(names.TAKEN_APART.names())


@dataclass(frozen=True)
class KnownNames:
    """An index of supplier texts, in parts that grow; `add` gives another."""

    parts: tuple[Part, ...] = field(default_factory=tuple)

    @property
    def text_keys(self) -> pl.Series:
        """The supplier_text_key of every text in the index."""
        return pl.concat([part.texts["supplier_text_key"] for part in self.parts] or [pl.Series(dtype=pl.Int64())])

    def holds(self, keys: pl.Series) -> npt.NDArray[np.bool_]:
        """Which of these keys are those of texts in the index."""
        asked = keys.cast(pl.UInt64).to_numpy()
        found = np.zeros(len(asked), dtype=np.bool_)
        for part in self.parts:
            found |= part.of_keys.sizes(asked) > 0
        return found


def add(index: KnownNames, texts: pl.DataFrame, reference: SupplierReference) -> KnownNames:
    """The index with SUPPLIER_TEXT rows that are not in it yet; none changes nothing."""
    if texts.is_empty():
        return index
    parts, rows, merged = list(index.parts), texts.select(SUPPLIER_TEXT.names()), list[Part]()
    while parts and parts[-1].texts.height < GROWTH * rows.height:
        merged.append(parts.pop())
        rows = pl.concat([merged[-1].texts, rows])
    return KnownNames((*parts, _part(rows, reference, tuple(merged))))


@dataclass(frozen=True)
class Near:
    """known: the rows of SUPPLIER_READING to match with. beyond: what matching has to know of the others."""

    known: pl.DataFrame
    beyond: Beyond


def near(index: KnownNames, texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference) -> Near:
    """The rows of `known` (SUPPLIER_READING) that matching `texts` (SUPPLIER_TEXT) with all of it would come to.

    That is those that share a number, or a key that few names have and enough letters or a distinctive word; and with
    each all other texts of its supplier.
    """
    asked = _part(texts, reference)
    telling = _telling_keys((*index.parts, asked))
    numbers = candidates.each_once(asked.of_numbers.keys)
    found = [texts["supplier_text_key"]]
    for part in index.parts:
        places = [part.of_faces.under(_alike_faces(asked, part, telling)), part.of_numbers.under(numbers)]
        found.append(part.texts["supplier_text_key"].gather(candidates.each_once(np.concatenate(places))))
    is_near = known["supplier_text_key"].is_in(pl.concat(found).unique().implode())
    suppliers = known["supplier_id"].filter(is_near).unique()
    chosen = known.filter(is_near | known["supplier_id"].is_in(suppliers.filter(suppliers != "").implode()))
    is_new = ~pl.Series(index.holds(texts["supplier_text_key"]))
    fresh = asked.used if is_new.all() else _part(texts.filter(is_new), reference).used
    used = (*(part.used for part in index.parts), fresh)
    return Near(chosen, Beyond(telling, used, _taken_apart((*index.parts, asked), chosen, texts)))


def _taken_apart(parts: tuple[Part, ...], *rows: pl.DataFrame) -> pl.DataFrame:
    """TAKEN_APART of the names of rows, each once."""
    keys = pl.concat([some["supplier_text_key"] for some in rows]).unique().cast(pl.UInt64).to_numpy()
    return pl.concat([pl.DataFrame(schema=names.TAKEN_APART), *(part.taken_apart(keys) for part in parts)]).unique(
        "name"
    )


def _alike_faces(asked: Part, part: Part, telling: Keys) -> Keys:
    """The faces of a part that share one of the keys with a face that is asked for, and are alike enough."""
    is_telling = candidates.is_in(asked.faces.keys, telling)
    keys, mine = asked.faces.keys[is_telling], asked.faces.numbers[is_telling]
    met = np.repeat(mine, part.faces.sizes(keys)).astype(np.int64) << 32 | part.faces.under(keys)
    pairs = candidates.each_once(met)
    left, right = pairs >> 32, pairs & 0xFFFFFFFF
    some = candidates.each_once(right)
    mine_seen = asked.glances(np.arange(len(asked.words), dtype=np.int64))
    alike = glances.are_alike(mine_seen, left, part.glances(some), np.searchsorted(some, right))
    return candidates.each_once(right[alike]).astype(np.uint64)


def _telling_keys(parts: tuple[Part, ...]) -> Keys:
    """The keys of the last part that no more faces have than a block holds, all parts taken together."""
    keys = candidates.each_once(parts[-1].faces.keys)
    sizes = [part.faces.sizes(keys) for part in parts]
    few = np.max(sizes, axis=0) <= candidates.LARGEST_BLOCK
    in_doubt = few & (np.sum(sizes, axis=0) > candidates.LARGEST_BLOCK)
    if not in_doubt.any():
        return keys[few]
    asked = keys[in_doubt]
    marked = pl.concat([_marked(part, asked) for part in parts])
    counted = marked.group_by("key").agg(pl.col("mark").n_unique())
    large = counted.filter(pl.col("mark") > candidates.LARGEST_BLOCK)["key"].to_numpy()
    return keys[few & ~candidates.is_in(keys, np.sort(large))]


def _marked(part: Part, asked: Keys) -> pl.DataFrame:
    """key, mark: the faces of a part under each key, told apart by their letters."""
    faces = part.faces.under(asked)
    return pl.DataFrame({"key": np.repeat(asked, part.faces.sizes(asked)), "mark": part.face.gather(faces)})


def _part(texts: pl.DataFrame, reference: SupplierReference, before: tuple[Part, ...] = ()) -> Part:
    """The part that holds these texts; the names of parts `before` need not be taken apart again."""
    rows = texts.select(SUPPLIER_TEXT.names()).with_row_index("place").with_columns(pl.col("place").cast(pl.Int32))
    distinct = rows.group_by("supplier_name").agg(times=pl.len().cast(pl.Int64)).sort("supplier_name")
    taken = names.take_apart(distinct["supplier_name"], reference, _taken_apart(before, rows))
    understood = names.number_faces(taken, reference, distinct["times"])
    number = pl.DataFrame({"supplier_name": distinct["supplier_name"]}).with_row_index("number")
    named = rows.join(number, on="supplier_name", how="left", validate="m:1", maintain_order="left")["number"]
    faced = pl.concat(
        [
            pl.DataFrame({"place": rows["place"], "face": understood.parts[f"{column}_face"].gather(named)})
            for column in ("core", "alias")
        ]
    )
    keyed, seen = candidates.keys(understood.faces), glances.take(understood.faces)
    return Part(
        texts.select(SUPPLIER_TEXT.names()),
        _lists(rows.select(pl.col("supplier_text_key").cast(pl.UInt64).alias("key"), number="place")),
        named.cast(pl.Int32).to_numpy(),
        understood.parts.select("name", *OF_NAME, core="core_face", alias="alias_face"),
        _lists(pl.DataFrame({"key": keyed.key, "number": keyed.face})),
        _lists(faced.filter(pl.col("face") >= 0).select(key=pl.col("face").cast(pl.UInt64), number="place").unique()),
        _lists(_number_keys(rows, reference)),
        understood.faces.table["text"],
        seen.words,
        seen.weights,
        seen.marks,
        _word_counts(understood.faces),
    )


def _word_counts(faces: Faces) -> WordCounts:
    number = numbers_of(faces.words.text)
    order = np.argsort(number)
    return WordCounts(number[order], faces.used[order])


def _lists(frame: pl.DataFrame) -> Lists:
    """From key and number."""
    ordered = frame.sort("key", "number")
    return Lists(ordered["key"].to_numpy(), ordered["number"].to_numpy())


def _number_keys(rows: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """key, number: a key for each identifier that is one, with the place of the text that it stands beside."""
    clean = identifiers.clean(rows, reference)
    said = [
        clean.filter(pl.col(sort) != "").select(
            key=pl.concat_str(pl.lit(f"{sort} "), sort).hash(seed=13), number=pl.col("place")
        )
        for sort in NUMBERS
    ]
    return pl.concat(said)


def _each(first: Counts, sizes: Counts) -> Counts:
    """From each of `first`, as many whole numbers in a row as its size.

    >>> _each(np.array([2, 7]), np.array([2, 1])).tolist()
    [2, 3, 7]
    """
    before = np.cumsum(sizes) - sizes
    return np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))

"""Which known suppliers a few new texts could be: found by the keys of their names and numbers.

Matching compares new texts with all that is known; of a national register nearly all of that is far off. An index
holds, in order, the keys that matching makes its candidate pairs of. It knows texts and not what they were read as, so
it stays true when a person reads one otherwise.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, glances, known_parts
from procurement.suppliers.beyond import Beyond
from procurement.suppliers.candidates import Keys, Pairs
from procurement.suppliers.known_parts import NOTHING, Part, taken_apart
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_TEXT

GROWTH = 4
"""A part of the index is put together with the one before it once that is fewer than so many times as large."""


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


def add(
    index: KnownNames, texts: pl.DataFrame, reference: SupplierReference, before: pl.DataFrame = NOTHING
) -> KnownNames:
    """The index with SUPPLIER_TEXT rows that are not in it yet; none changes nothing.

    before: TAKEN_APART of names that need not be taken apart again, each once.
    """
    if texts.is_empty():
        return index
    parts, rows, merged = list(index.parts), texts.select(SUPPLIER_TEXT.names()), list[Part]()
    while parts and parts[-1].texts.height < GROWTH * rows.height:
        merged.append(parts.pop())
        rows = pl.concat([merged[-1].texts, rows])
    return KnownNames(
        (
            *parts,
            known_parts.make(rows, reference, pl.concat([before, taken_apart(tuple(merged), rows)]).unique("name")),
        )
    )


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
    asked = known_parts.make(texts, reference)
    telling = _telling_keys((*index.parts, asked))
    numbers = candidates.each_once(asked.of_numbers.keys)
    found, alike = [texts["supplier_text_key"]], [_alike_among(asked, telling)]
    for part in index.parts:
        mine, theirs = _alike_faces(asked, part, telling)
        alike.append(pl.DataFrame({"a": asked.face.gather(mine), "b": part.face.gather(theirs)}))
        faces = candidates.each_once(theirs).astype(np.uint64)
        places = [part.of_faces.under(faces), part.of_numbers.under(numbers)]
        found.append(part.texts["supplier_text_key"].gather(candidates.each_once(np.concatenate(places))))
    chosen = _with_their_suppliers(known, pl.concat(found).unique())
    is_new = ~pl.Series(index.holds(texts["supplier_text_key"]))
    fresh = asked.used if is_new.all() else known_parts.make(texts.filter(is_new), reference).used
    used = (*(part.used for part in index.parts), fresh)
    return Near(chosen, Beyond(pl.concat(alike), used, taken_apart((*index.parts, asked), chosen, texts)))


def _with_their_suppliers(known: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """The rows of `known` with these keys, and the others of their suppliers."""
    is_near = known["supplier_text_key"].is_in(keys.implode())
    suppliers = known["supplier_id"].filter(is_near).unique()
    return known.filter(is_near | known["supplier_id"].is_in(suppliers.filter(suppliers != "").implode()))


def _alike_faces(asked: Part, part: Part, telling: Keys) -> tuple[Pairs, Pairs]:
    """The faces asked for, and with each the face of a part that shares one of the keys and is alike enough."""
    is_telling = candidates.is_in(asked.faces.keys, telling)
    keys, mine = asked.faces.keys[is_telling], asked.faces.numbers[is_telling]
    met = np.repeat(mine, part.faces.sizes(keys)).astype(np.int64) << 32 | part.faces.under(keys)
    pairs = candidates.each_once(met)
    left, right = pairs >> 32, pairs & 0xFFFFFFFF
    some = candidates.each_once(right)
    mine_seen = asked.glances(np.arange(len(asked.words), dtype=np.int64))
    alike = glances.are_alike(mine_seen, left, part.glances(some), np.searchsorted(some, right))
    return left[alike], right[alike]


def _alike_among(asked: Part, telling: Keys) -> pl.DataFrame:
    """a, b: the texts of faces asked for that share one of the keys and are alike enough, each two once."""
    left, right = _alike_faces(asked, asked, telling)
    is_once = left < right
    return pl.DataFrame({"a": asked.face.gather(left[is_once]), "b": asked.face.gather(right[is_once])})


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

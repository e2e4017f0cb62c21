"""Which known suppliers a few new texts could be: found by the keys of their names and numbers.

Matching compares new texts with all that is known; of a national register nearly all of that is far off. An index
holds, in order, the keys that matching makes its candidate pairs of. It knows texts and not what they were read as, so
it stays true when a person reads one otherwise.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, completing, kinds, known_parts, meeting, nearby, text_nodes
from procurement.suppliers.beyond import Beyond, WordCounts
from procurement.suppliers.candidates import Pairs
from procurement.suppliers.known_parts import NOTHING, Counts, Part, taken_apart
from procurement.suppliers.known_rows import KnownRows
from procurement.suppliers.nearby import Nearby, Source
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
            found |= part.of_keys.find(asked).sizes > 0
        return found


def add(
    index: KnownNames, texts: pl.DataFrame, reference: SupplierReference, before: pl.DataFrame = NOTHING
) -> KnownNames:
    """The index with SUPPLIER_TEXT rows that are not in it yet; none changes nothing.

    before: known_parts.KEPT of names that need not be taken apart again, each once.
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
    """known: the rows of SUPPLIER_READING to match with. nearby: what matching has to know of all others."""

    known: pl.DataFrame
    nearby: Nearby


def near(index: KnownNames, texts: pl.DataFrame, known: KnownRows, reference: SupplierReference) -> Near:
    """The rows of `known` that matching `texts` (SUPPLIER_TEXT) with all of it would bring in.

    Those are the texts themselves, texts that share a number, and texts whose name is one of theirs or is judged likely
    enough to be asked about; and with each all other texts of its supplier.
    """
    asked, keys = known_parts.make(texts, reference), texts["supplier_text_key"]
    met = meeting.find(index.parts, asked)
    rows = [_rows_near(part, faces, asked, keys) for part, (_, faces) in zip(index.parts, met, strict=False)]
    by_number = [keys, *_sharing_numbers(index.parts, asked)]
    by_name = [_keys_of(part, some) for part, some in zip(index.parts, rows, strict=True)]
    some = known.with_keys(pl.concat([*by_number, *by_name]))
    told = pl.DataFrame({"name": asked.names["name"], "kind": kinds.kind_of_each(asked.names["name"], reference)})
    every = known.of_suppliers(some["supplier_id"].unique()).filter(~pl.col("kind").is_in(text_nodes.NOT_MATCHED))
    spelt = [_spellings(part, every) for part in index.parts]
    sources = [_known(part, rows_of["row"]) for part, rows_of in zip(index.parts, spelt, strict=True)]
    sources.append(_new(asked, texts, some, told))
    used = _words_used(index, asked, texts, reference)
    gathered = nearby.gather(sources, used)
    judged = nearby.judge(gathered, _in_numbers(met, gathered), _members(sources, spelt, gathered), reference)
    by_name = _that_matter(sources, rows, gathered, judged)
    is_chosen = some["supplier_text_key"].is_in(pl.concat([*by_number, *by_name]).implode())
    few = known.of_suppliers(some["supplier_id"].filter(is_chosen).unique())
    key_of = pl.DataFrame({"name": gathered.names.parts["name"], "key": judged.key})
    beyond = Beyond(used, taken_apart((*index.parts, asked), few, texts))
    return Near(few, Nearby(judged.judged, key_of, told, beyond, (*index.parts, asked)))


def _words_used(
    index: KnownNames, asked: Part, texts: pl.DataFrame, reference: SupplierReference
) -> tuple[WordCounts, ...]:
    """Counts of the words of the index and of those texts that are not in it, to be added."""
    is_new = ~pl.Series(index.holds(texts["supplier_text_key"]))
    fresh = asked if is_new.all() else known_parts.make(texts.filter(is_new), reference)
    return tuple(part.vocabulary.counts for part in (*index.parts, fresh))


def _that_matter(
    sources: list[Source], rows: list[Counts], gathered: nearby.Gathered, judged: nearby.JudgedNames
) -> list[pl.Series]:
    """supplier_text_key of the rows of each part whose name is one of those asked about, or is likely to be one."""
    found: list[pl.Series] = []
    for source, near_rows, place in zip(sources, rows, gathered.place, strict=False):
        names = source.rows[judged.matters[judged.key[place]]]
        found.append(_keys_of(source.part, near_rows[candidates.is_in(source.part.name[near_rows], names)]))
    return found


def _keys_of(part: Part, rows: npt.NDArray[np.integer]) -> pl.Series:
    """supplier_text_key of rows of a part."""
    return part.texts["supplier_text_key"].gather(rows)


def _rows_near(part: Part, faces: Pairs, asked: Part, keys: pl.Series) -> Counts:
    """The texts of a part under these faces or one that is asked about, and those that are asked about themselves."""
    own = part.of_keys.under(np.sort(keys.cast(pl.UInt64).to_numpy()))
    under = part.of_faces.under(
        candidates.each_once(np.concatenate([faces, part.equal_faces(asked.face)])).astype(np.uint64)
    )
    return candidates.each_once(np.concatenate([own, under])).astype(np.int64)


def _sharing_numbers(parts: tuple[Part, ...], asked: Part) -> list[pl.Series]:
    """supplier_text_key of the texts beside one of the identifiers asked about."""
    numbers = candidates.each_once(asked.of_numbers.keys)
    return [_keys_of(part, part.of_numbers.under(numbers)) for part in parts] if len(numbers) else []


def _spellings(part: Part, known: pl.DataFrame) -> pl.DataFrame:
    """supplier, row: each known supplier of SUPPLIER_READING with each of its names in a part, by its row there."""
    by_key = known.select(key=pl.col("supplier_text_key").cast(pl.UInt64), supplier="supplier_id").sort("key")
    under = part.of_keys.find(by_key["key"].to_numpy())
    rows = part.name[part.of_keys.numbers[under.every_place()]]
    supplier = by_key["supplier"].gather(np.repeat(np.arange(by_key.height), under.sizes))
    return pl.DataFrame({"supplier": supplier, "row": rows.astype(np.int64)}).unique()


def _known(part: Part, rows: pl.Series) -> Source:
    """The names of a part in these rows, which may stand there more than once."""
    return Source(part, candidates.each_once(rows.to_numpy()).astype(np.int64), are_new=False)


def _members(sources: list[Source], spelt: list[pl.DataFrame], gathered: nearby.Gathered) -> pl.DataFrame:
    """completing.MEMBER: the rows of what was gathered that are a known supplier's."""
    parts = [
        some.select(
            number=pl.Series(place[np.searchsorted(source.rows, some["row"])].astype(np.int32)), supplier="supplier"
        )
        for source, place, some in zip(sources, gathered.place, spelt, strict=False)
    ]
    return pl.concat([pl.DataFrame(schema=completing.MEMBER), *parts]).unique()


def _new(asked: Part, texts: pl.DataFrame, some: pl.DataFrame, told: pl.DataFrame) -> Source:
    """The names asked about that are compared, but for texts that are known already."""
    is_known = texts["supplier_text_key"].is_in(some["supplier_text_key"].implode()).to_numpy()
    is_aside = told["kind"].is_in(text_nodes.NOT_MATCHED).to_numpy()
    names = candidates.each_once(asked.name[~is_known]).astype(np.int64)
    return Source(asked, names[~is_aside[names]], are_new=True)


def _in_numbers(met: list[tuple[Pairs, Pairs]], gathered: nearby.Gathered) -> Pairs:
    """The faces that met by their numbers in what was gathered; those that are not there are left out."""
    packed = [np.empty(0, dtype=np.int64)]
    for (mine, theirs), known in zip(met, gathered.numbers, strict=True):
        one, other = nearby.numbered(mine, gathered.numbers[-1]), nearby.numbered(theirs, known)
        there = (one >= 0) & (other >= 0)
        packed.append((np.minimum(one, other) << 32 | np.maximum(one, other))[there])
    return np.concatenate(packed)

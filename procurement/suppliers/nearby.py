"""The names that a few new texts may be, put together from parts of an index of known names, and judged.

Only names are looked at here, by their numbers in the index: rows of a register are gathered afterwards, for suppliers
that are worth it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, completing, names, ranks, text_nodes, vocabulary
from procurement.suppliers.beyond import Beyond, WordCounts
from procurement.suppliers.candidates import Flags, Pairs
from procurement.suppliers.faces import NO_WORD, Faces
from procurement.suppliers.identifiers import LIMITS
from procurement.suppliers.known_parts import Part, crowded
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.verdicts import Judged

Numbers = npt.NDArray[np.int64]
NONE = -1


@dataclass(frozen=True)
class Nearby:
    """What matching is told of the names that are near, where it is given only the rows of suppliers that matter.

    judged: every pair of keys that touches a new one, with key_a and key_b. key_of: `name` and `key`, the key of each
    name near. kinds: `name` and `kind` of the new texts, by their words. beyond: of what all these are a part.
    parts: those of the index, and the new texts.
    """

    judged: Judged
    key_of: pl.DataFrame
    kinds: pl.DataFrame
    beyond: Beyond
    parts: tuple[Part, ...]

    def crowded(self, rows: pl.DataFrame, reference: SupplierReference) -> dict[str, pl.Series]:
        """For each sort of clean number in `rows`, those beside too many names of the whole to be one supplier's."""
        return {
            sort: crowded(self.parts, sort, rows[sort].filter(rows[sort] != ""), reference.threshold(limit))
            for sort, limit in LIMITS.items()
        }


@dataclass(frozen=True)
class Source:
    """Some names of a part, by their rows there, each once; `are_new` where they are those asked about."""

    part: Part
    rows: Numbers
    are_new: bool

    @property
    def faces(self) -> Numbers:
        """The faces of the names, in order."""
        both = np.concatenate([self.part.names[column].to_numpy()[self.rows] for column in ("core", "alias")])
        return candidates.each_once(both[both >= 0].astype(np.int64))


@dataclass(frozen=True)
class Gathered:
    """names: of all sources, each once. place: for each source, the row that each of its names has there.

    numbers: for each source, its faces by their numbers in the part, and the same by their numbers in `names`.
    """

    names: names.Names
    place: list[Numbers]
    numbers: list[tuple[Numbers, Numbers]]
    is_new: Flags


def gather(sources: Sequence[Source], used: Sequence[WordCounts]) -> Gathered:
    """The names of the sources in alphabetical order, with their faces. used: how many texts of the whole use words."""
    found = [source.faces for source in sources]
    texts = pl.concat([source.part.face.gather(faces) for source, faces in zip(sources, found, strict=True)])
    ranked = ranks.of_texts(texts)
    ends = np.cumsum([len(faces) for faces in found])[:-1]
    numbers = list(zip(found, np.split(ranked, ends), strict=True))
    order = np.argsort(ranked, kind="stable")
    first = order[candidates.first_of_each(ranked[order])]
    faces = _faces(sources, found, first, texts.gather(first), used)
    parts = pl.concat([_named(source, known) for source, known in zip(sources, numbers, strict=True)])
    at = ranks.of_texts(parts["name"])
    order = np.argsort(at, kind="stable")
    once = order[candidates.first_of_each(at[order])]
    is_new = np.zeros(len(once), dtype=np.bool_)
    place = np.split(at, np.cumsum([len(source.rows) for source in sources])[:-1])
    for source, rows in zip(sources, place, strict=True):
        is_new[rows] |= source.are_new
    return Gathered(names.Names(with_texts(parts[once], faces), faces), place, numbers, is_new)


def _faces(
    sources: Sequence[Source], found: list[Numbers], first: Numbers, texts: pl.Series, used: Sequence[WordCounts]
) -> Faces:
    """Faces of distinct texts, of which `first` says where each stands in those found, source after source."""
    ids = [source.part.words[faces] for source, faces in zip(sources, found, strict=True)]
    chosen = [
        (source.part.vocabulary, candidates.each_once(some[some >= 0]))
        for source, some in zip(sources, ids, strict=True)
    ]
    distinct, known = vocabulary.together(chosen, used)
    number = np.concatenate([source.part.vocabulary.numbers(some) for source, some in zip(sources, ids, strict=True)])
    there = np.concatenate([some >= 0 for some in ids])[first]
    word_ids = np.where(there, np.searchsorted(distinct, number[first]), NO_WORD).astype(np.int32)
    table = pl.DataFrame(
        {
            "face": pl.int_range(len(texts), dtype=pl.Int32, eager=True),
            "text": texts,
            "compact": texts.str.replace_all(" ", "", literal=True),
        }
    )
    return Faces(table, word_ids, known, np.zeros(len(distinct), dtype=np.int64))


def _named(source: Source, known: tuple[Numbers, Numbers]) -> pl.DataFrame:
    """The names of a source with core_face and alias_face."""
    rows = source.part.names[source.rows]
    faces = {f"{side}_face": numbered(rows[side].to_numpy(), known) for side in ("core", "alias")}
    return rows.drop("core", "alias").with_columns(**{name: pl.Series(face) for name, face in faces.items()})


def numbered(faces: npt.NDArray[np.integer], known: tuple[Numbers, Numbers]) -> Numbers:
    """Faces of a part by their numbers in what was gathered, NONE for those that were not."""
    mine, theirs = known
    if not len(mine):
        return np.full(len(faces), NONE, dtype=np.int64)
    at = np.minimum(np.searchsorted(mine, faces), len(mine) - 1)
    return np.where(mine[at] == faces, theirs[at], NONE)


def with_texts(parts: pl.DataFrame, faces: Faces) -> pl.DataFrame:
    """Parts with `core` and `alias` as texts beside their faces."""
    text = pl.concat([faces.table["text"], pl.Series([""])])
    some = {
        side: np.where(parts[f"{side}_face"] < 0, len(text) - 1, parts[f"{side}_face"]) for side in ("core", "alias")
    }
    return parts.with_columns(**{side: text.gather(rows) for side, rows in some.items()})


@dataclass(frozen=True)
class JudgedNames:
    """judged: pairs of keys; key: of each name gathered; matters: which keys are new or likely to be a new one."""

    judged: Judged
    key: Numbers
    matters: Flags


def judge(gathered: Gathered, met: Pairs, members: pl.DataFrame, reference: SupplierReference) -> JudgedNames:
    """Judge the names whose faces met (pairs of faces packed as in candidates), those that share a face, and those that
    these bring in.

    Names that agree in all that is compared are one key, for which the first of them stands.
    members: completing.MEMBER, by the rows of `gathered`.
    """
    parts = gathered.names.parts
    key = text_nodes.key_numbers(parts)
    order = np.argsort(key, kind="stable")
    first = order[candidates.first_of_each(key[order])]
    is_new = np.zeros(len(first), dtype=np.bool_)
    is_new[key[gathered.is_new]] = True
    one_a_key = names.Names(parts[first], gathered.names.faces)
    fresh = one_a_key.parts.filter(is_new)
    is_fresh = candidates.fresh_faces(one_a_key.faces, pl.concat([fresh["core_face"], fresh["alias_face"]]))
    one, other = met >> 32, met & 0xFFFFFFFF
    found = candidates.unpacked(candidates.each_once(met[(is_fresh[one] | is_fresh[other]) & (one != other)]))
    pairs = names.candidate_pairs(one_a_key, found)
    left, right = (pairs[side].to_numpy().astype(np.int64) for side in ("left", "right"))
    packed = left << 32 | right
    spelt = members.with_columns(number=pl.Series(key.astype(np.int32)).gather(members["number"])).unique()
    judged = completing.judge(packed[completing.touches(packed, is_new)], spelt, is_new, one_a_key, reference)
    named = judged.with_columns(key_a=judged["left"].cast(pl.Int64), key_b=judged["right"].cast(pl.Int64))
    matters = is_new.copy()
    some = judged.filter((pl.col("probability") >= reference.threshold("least_ask")) | (pl.col("verdict") == "same"))
    for side in ("left", "right"):
        matters[some[side].to_numpy()] = True
    return JudgedNames(Judged(named, one_a_key), key, matters)

"""Which faces in the parts of an index are alike enough to those asked about to be weighed."""

import numpy as np
import polars as pl

from procurement.suppliers import candidates, glances
from procurement.suppliers.candidates import Flags, Keys, Pairs
from procurement.suppliers.glances import Glances
from procurement.suppliers.known_parts import Part, Under


def find(parts: tuple[Part, ...], asked: Part) -> list[tuple[Pairs, Pairs]]:
    """For each part, and for what is asked at the end: faces asked about, and with each a face there that is alike.

    They share a key that no more faces have than a block holds, all parts taken together.
    """
    keys, every = candidates.each_once(asked.faces.keys), (*parts, asked)
    under = [part.faces.find(keys) for part in every]
    place = np.searchsorted(keys, asked.faces.keys)
    chosen = _are_telling(keys, every, under)[place]
    mine, place = asked.faces.numbers[chosen].astype(np.int64), place[chosen]
    seen = asked.glances(np.arange(len(asked.words), dtype=np.int64))
    return [_alike(seen, part, mine, some.at(place), part is asked) for part, some in zip(every, under, strict=True)]


def _alike(asked: Glances, part: Part, mine: Pairs, under: Under, is_asked: bool) -> tuple[Pairs, Pairs]:
    """The faces asked for, and with each the face of a part that is under one of its keys and is alike enough.

    is_asked: whether the part is that of the faces asked for, so that each two of them are met once.
    """
    met = np.repeat(mine, under.sizes) << 32 | part.faces.numbers[under.every_place()]
    pairs = candidates.each_once(met)
    if is_asked:
        pairs = pairs[pairs >> 32 < pairs & 0xFFFFFFFF]
    left, right = pairs >> 32, pairs & 0xFFFFFFFF
    some = candidates.each_once(right)
    alike = glances.are_alike(asked, left, part.glances(some), np.searchsorted(some, right))
    return left[alike], right[alike]


def _are_telling(keys: Keys, parts: tuple[Part, ...], under: list[Under]) -> Flags:
    """Which keys no more faces have than a block holds, all parts taken together."""
    sizes, most = [some.sizes for some in under], candidates.most_of(keys)
    few = np.max(sizes, axis=0) <= most
    in_doubt = few & (np.sum(sizes, axis=0) > most)
    if not in_doubt.any():
        return few
    asked = keys[in_doubt]
    marked = pl.concat(
        [_marked(part, asked, some.at(np.flatnonzero(in_doubt))) for part, some in zip(parts, under, strict=True)]
    )
    counted = marked.group_by("key").agg(pl.col("mark").n_unique())
    many = counted["mark"].to_numpy() > candidates.most_of(counted["key"].to_numpy())
    return few & ~candidates.is_in(keys, np.sort(counted["key"].to_numpy()[many]))


def _marked(part: Part, asked: Keys, under: Under) -> pl.DataFrame:
    """key, mark: the faces of a part under each key, told apart by their letters."""
    faces = part.faces.numbers[under.every_place()]
    return pl.DataFrame({"key": np.repeat(asked, under.sizes), "mark": part.face.gather(faces)})

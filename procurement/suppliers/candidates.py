"""Which pairs of texts are worth weighing: those that share a key few others have, and are alike enough in letters.

Keys are made of a text alone, so that the same text has the same keys in any set of names; a key that more texts than
a block share tells nothing and is left out. So a few new texts meet the same known ones whether all are gone through or
an index picks the near.
"""

from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import glances
from procurement.suppliers.faces import Faces

LARGEST_BLOCK, LARGEST_OF_TWO_WORDS = 20, 8
"""Keys of two rare words meet mostly what other keys meet as well; in large blocks they meet hardly anything else."""
DISTINCTIVE = 0.72
TELLING_WORD = 0.45
RAREST = 3
LONG_WORD = 5
"""Letters that a word has at least for a few of them to tell it from others."""
FEW_FRESH = 0.5
"""Where fewer faces than this share are fresh, their keys are picked out before pairs are made."""
KEY_BITS, FACE_BITS = 40, 24
OF_TWO_WORDS = np.uint64(1)
"""The bit by which a key of two words is known from others."""
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.int64]
"""Two face numbers in one: the lower one shifted by 32 bits, and the higher one."""
Numbers = TypeVar("Numbers", Keys, Pairs, npt.NDArray[np.int32])
PAIR = pl.Schema({"left": pl.Int32(), "right": pl.Int32()})


@dataclass(frozen=True)
class Keyed:
    """Each key of each face once: `key` (40 bits) and `face` in the same place."""

    key: Keys
    face: npt.NDArray[np.int32]

    def where(self, chosen: Flags) -> "Keyed":
        """Those that are true in `chosen`."""
        return Keyed(self.key[chosen], self.face[chosen])


def find(faces: Faces, fresh: pl.Series | None = None) -> pl.DataFrame:
    """PAIR: candidate pairs of faces, left before right, each once; with `fresh` faces, only pairs that touch one."""
    keyed = keys(faces)
    is_fresh = fresh_faces(faces, fresh)
    if is_fresh.sum() < FEW_FRESH * len(is_fresh):
        keyed = keyed.where(is_in(keyed.key, each_once(keyed.key[is_fresh[keyed.face]])))
    pairs = pair_up(keyed)
    if not is_fresh.all():
        pairs = pairs[is_fresh[pairs >> 32] | is_fresh[pairs & 0xFFFFFFFF]]
    glance = glances.take(faces)
    return unpacked(pairs[glances.are_alike(glance, pairs >> 32, glance, pairs & 0xFFFFFFFF)])


def fresh_faces(faces: Faces, fresh: pl.Series | None) -> Flags:
    """For each face whether it is among the `fresh` numbers, of which -1 is none; all are where these are not given."""
    is_fresh = np.full(faces.table.height, fresh is None, dtype=np.bool_)
    if fresh is not None:
        is_fresh[fresh.filter(fresh >= 0).to_numpy()] = True
    return is_fresh


def unpacked(pairs: Pairs) -> pl.DataFrame:
    """PAIR of two face numbers in one."""
    columns = {"left": (pairs >> 32).astype(np.int32), "right": (pairs & 0xFFFFFFFF).astype(np.int32)}
    return pl.DataFrame(columns, schema=PAIR)


def is_in(keys: npt.NDArray[np.integer], some: npt.NDArray[np.integer]) -> Flags:
    """Which of `keys` are among `some`, which are in order."""
    if not len(some):
        return np.zeros(len(keys), dtype=np.bool_)
    place = np.searchsorted(some, keys)
    return some[np.minimum(place, len(some) - 1)] == keys


def keys(faces: Faces) -> Keyed:
    """The consonants, beginnings, ends, sorted words and rarest words of each face."""
    compact = pl.col("compact")
    skeleton = pl.concat_str(compact.str.head(1), compact.str.tail(-1).str.replace_many(list("AEIOUHWY"), [""]))
    made = faces.table.lazy().select(compact, skeleton=skeleton).collect()
    length, bones, skeleton = compact.str.len_bytes(), pl.col("skeleton").str.len_bytes(), pl.col("skeleton")
    sorts = (
        skeleton,
        pl.when(bones >= 6).then(skeleton.str.head(8)),
        pl.when(bones >= 6).then(skeleton.str.tail(8)),
        pl.when(length >= 5).then(compact.str.head(7)),
        pl.when(length >= 8).then(compact.str.tail(8)),
        pl.when(length >= 8).then(compact.str.head(4) + compact.str.tail(4)),
    )
    hashed = made.select(sort.hash(seed=place).alias(str(place)) for place, sort in enumerate(sorts))
    absent = made.select(sort.is_null().alias(str(place)) for place, sort in enumerate(sorts))
    number = faces.table["face"].to_numpy()
    of_one = [(hashed[name].to_numpy(), ~absent[name].to_numpy()) for name in hashed.columns]
    of_words, of_two = word_keys(faces)
    listed = [*of_one, *of_words, *initial_keys(faces), *of_two]
    key = np.concatenate([key[known] for key, known in listed]) >> np.uint64(64 - KEY_BITS)
    first_of_two = len(key) - sum(int(known.sum()) for _, known in of_two)
    key[:first_of_two] &= ~OF_TWO_WORDS
    key[first_of_two:] |= OF_TWO_WORDS
    return Keyed(key, np.concatenate([number[known] for _, known in listed]))


def most_of(keys: Keys) -> Pairs:
    """How many faces each key may have at most to tell anything."""
    return np.where(keys & OF_TWO_WORDS > 0, LARGEST_OF_TWO_WORDS, LARGEST_BLOCK)


def word_keys(faces: Faces) -> tuple[list[tuple[Keys, Flags]], list[tuple[Keys, Flags]]]:
    """Each of the three rarest words, all words sorted, what a slip spares; then the rarest with each of the two."""
    weights = faces.weights
    order = np.argsort(-weights, axis=1, kind="stable")[:, :RAREST]
    ids = np.take_along_axis(faces.word_ids, order, axis=1)
    weight = np.take_along_axis(weights, order, axis=1)
    letters = np.append(faces.words.text.hash(seed=11).to_numpy(), np.uint64(0))[ids]
    a, b, c = letters.T
    there = weight > 0
    there[:, 1] &= a != b
    there[:, 2] &= (c != a) & (c != b)
    telling = there & (weight >= TELLING_WORD)
    listed = [(letters[:, place], telling[:, place]) for place in range(RAREST)]
    pairs = [
        ((a + letters[:, second]) * np.uint64(0x9E3779B97F4A7C15), there[:, 0] & there[:, second]) for second in (1, 2)
    ]
    every = np.append(faces.words.text.hash(seed=17).to_numpy(), np.uint64(0))
    together = every[faces.word_ids].sum(axis=1)
    slips = slip_keys(faces, ids, there, together[:, None] - every[ids])
    return [*listed, (together, there[:, 1]), *slips], pairs


def slip_keys(faces: Faces, ids: npt.NDArray[np.int32], there: Flags, others: Keys) -> list[tuple[Keys, Flags]]:
    """Some letters of one of the rarest words with all other words: a slip of the pen spares one end or the other.

    ids, there: of the rarest words of each face. others: of each of them, all other words of the face together.
    """
    text = faces.words.text
    is_long = np.append((text.str.len_bytes() >= LONG_WORD).to_numpy(), False)
    ends = [(text.str.head(1) + text.str.tail(2), place) for place in range(2)]
    listed: list[tuple[Keys, Flags]] = []
    for letters, place in [*ends, (text.str.head(4), 0)]:
        spared = np.append(letters.hash(seed=29).to_numpy(), np.uint64(0))[ids[:, place]]
        listed.append((spared + others[:, place], is_long[ids[:, place]] & there[:, place] & there[:, 1]))
    return listed


def initial_keys(faces: Faces) -> list[tuple[Keys, Flags]]:
    """The first letters of three words or more, and a short rare first word, which may be such letters."""
    head = faces.words.text.str.head(1).hash(seed=23).to_numpy()
    there = faces.word_ids >= 0
    letters = np.append(head, np.uint64(0))[faces.word_ids]
    spelt = np.zeros(len(letters), dtype=np.uint64)
    for place in range(letters.shape[1]):
        spelt = np.where(there[:, place], spelt * np.uint64(0x9E3779B97F4A7C15) + letters[:, place], spelt)
    text, first = faces.words.text, faces.word_ids[:, 0]
    short = (text.str.len_bytes().is_between(3, 5) & text.str.contains("^[A-Z]+$")).to_numpy()
    short = short & (faces.words.weight >= DISTINCTIVE)
    as_letters = np.zeros(len(text), dtype=np.uint64)
    for place in range(5):
        letter = text.str.slice(place, 1)
        some = (letter != "").to_numpy()
        step = as_letters * np.uint64(0x9E3779B97F4A7C15) + letter.hash(seed=23).to_numpy()
        as_letters = np.where(some, step, as_letters)
    return [
        (spelt, there.sum(axis=1) >= 3),
        (np.append(as_letters, np.uint64(0))[first], np.append(short, False)[first]),
    ]


def pair_up(keyed: Keyed) -> Pairs:
    """Every pair of faces under one key, each once, in order, where no more than `most_of` it share it."""
    packed = np.sort(keyed.key << np.uint64(FACE_BITS) | keyed.face.astype(np.uint64))
    key = packed >> np.uint64(FACE_BITS)
    as_next = np.append(key[1:] == key[:-1], False)[: len(key)]
    shared = as_next | np.append(False, as_next[:-1])[: len(key)]
    key, packed = key[shared], packed[shared]
    starts = np.flatnonzero(first_of_each(key))
    sizes = np.diff(np.append(starts, len(key)))
    is_telling = sizes <= most_of(key[starts])
    chosen = np.repeat(is_telling, sizes)
    key, face = key[chosen], (packed[chosen] & np.uint64((1 << FACE_BITS) - 1)).astype(np.int64)
    found: list[Pairs] = []
    for step in range(1, int(sizes[is_telling].max(initial=1))):
        near = np.flatnonzero(key[step:] == key[:-step])
        found.append(face[near] << 32 | face[near + step])
    return each_once(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def each_once(numbers: Numbers) -> Numbers:
    """The distinct numbers in order (numpy.unique takes a hundred times as long on millions)."""
    ordered = cast(Numbers, np.sort(numbers))
    return ordered[first_of_each(ordered)]


def first_of_each(ordered: npt.NDArray[np.integer]) -> Flags:
    """Where, in numbers in order, each first stands."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]

"""Which pairs of texts are worth weighing: those that share a key, made ten ways, and are alike enough in letters."""

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Indel

from procurement.suppliers.faces import Faces

LARGEST_BLOCK = 40
WINDOW = 8
LEAST_LETTERS = 0.62
DISTINCTIVE = 0.72
Keys = npt.NDArray[np.uint64]
PAIR = pl.Schema({"left": pl.Int32(), "right": pl.Int32()})


def find(faces: Faces, fresh: pl.Series | None = None, telling: Keys | None = None) -> pl.DataFrame:
    """PAIR: candidate pairs of faces, left before right, each once; with `fresh` faces, only pairs that touch one.

    telling: where `faces` are a choice from more, the only keys that few enough of all of them have.
    """
    keyed = keys(faces)
    if telling is not None and fresh is not None:
        pairs = pair_with(keyed.filter(pl.col("key").is_in(pl.Series(telling).implode())), fresh)
    else:
        pairs = pair_up(keyed) if fresh is None or fresh.len() * 4 > faces.table.height else pair_with(keyed, fresh)
    if fresh is not None:
        pairs = pairs.filter(pl.col("left").is_in(fresh.implode()) | pl.col("right").is_in(fresh.implode()))
    return keep_alike(pairs, faces)


def pair_with(keyed: pl.DataFrame, fresh: pl.Series) -> pl.DataFrame:
    """PAIR: the few fresh faces with every face that shares a key, where no more than a block share it."""
    new = keyed.filter(pl.col("face").is_in(fresh.implode()))
    touched = keyed.join(new.select("key").unique(), on="key", how="semi")
    small = touched.filter(pl.len().over("key") <= LARGEST_BLOCK)
    both = new.join(small, on="key", validate="m:m").filter(pl.col("face") != pl.col("face_right"))
    ordered = both.select(
        left=pl.min_horizontal("face", "face_right").cast(pl.Int32),
        right=pl.max_horizontal("face", "face_right").cast(pl.Int32),
    )
    return ordered.unique().sort("left", "right")


def keys(faces: Faces) -> pl.DataFrame:
    """face, key (UInt64): the consonants, beginnings, ends, sorted words and rarest words of each face."""
    compact, text = pl.col("compact"), pl.col("text")
    skeleton = pl.concat_str(compact.str.head(1), compact.str.tail(-1).str.replace_all("[AEIOUHWY]", ""))
    length = compact.str.len_chars()
    made = faces.table.with_columns(skeleton=skeleton).select(
        "face",
        compact,
        pl.col("skeleton"),
        prefix=pl.when(length >= 5).then(compact.str.head(7)),
        suffix=pl.when(length >= 8).then(compact.str.tail(8)),
        ends=pl.when(length >= 8).then(compact.str.head(4) + "~" + compact.str.tail(4)),
        skeleton_prefix=pl.when(pl.col("skeleton").str.len_chars() >= 5).then(pl.col("skeleton").str.head(5)),
        skeleton_suffix=pl.when(pl.col("skeleton").str.len_chars() >= 6).then(pl.col("skeleton").str.tail(6)),
        initials=text.str.replace_all(r"\B[A-Z0-9]+| ", "").str.extract("^(.{3,})$"),
        acronym=text.str.extract(r"^([A-Z]{3,6})\b"),
    )
    long = made.unpivot(index="face", variable_name="sort", value_name="key").drop_nulls("key")
    long = long.with_columns(sort=pl.col("sort").replace("acronym", "initials"))
    hashed = long.select("face", key=pl.concat_str("sort", pl.lit("|"), "key").hash(seed=7))
    return pl.concat([hashed, word_keys(faces)]).unique()


def word_keys(faces: Faces) -> pl.DataFrame:
    """face, key: each of the three rarest words, and pairs of them (in any order); by their letters, so that the same
    words have the same keys in any set of names.
    """
    weights = faces.weights
    order = np.argsort(-weights, axis=1, kind="stable")[:, :3]
    ids = np.take_along_axis(faces.word_ids, order, axis=1)
    known = np.take_along_axis(weights, order, axis=1) > 0
    letters = faces.words.text.hash(seed=11).to_numpy()
    hashes = np.where(known, np.append(letters, np.uint64(0))[ids], np.uint64(0))
    table = pl.DataFrame({"face": faces.table["face"], "a": hashes[:, 0], "b": hashes[:, 1], "c": hashes[:, 2]})
    one = pl.concat([table.select("face", x=c, y=pl.lit(0, dtype=pl.UInt64)) for c in "abc"])
    two = pl.concat(
        [table.select("face", x=pl.max_horizontal(p, q), y=pl.min_horizontal(p, q)) for p, q in ("ab", "bc", "ac")]
    )
    both = pl.concat([one.filter(pl.col("x") > 0), two.filter(pl.col("y") > 0)])
    return both.select("face", key=pl.struct("x", "y").hash(seed=11))


def pair_up(keyed: pl.DataFrame) -> pl.DataFrame:
    """Every pair within a small block; in a large one each face with the few that follow it in alphabetical order."""
    ordered = keyed.sort("key", "face")
    key, face = ordered["key"].to_numpy(), ordered["face"].to_numpy()
    size = ordered.select(pl.len().over("key")).to_series().to_numpy()
    packed: list[npt.NDArray[np.int64]] = []
    for step in range(1, LARGEST_BLOCK):
        near = (key[step:] == key[:-step]) & ((size[step:] <= LARGEST_BLOCK) | (step <= WINDOW))
        if not near.any() and step > WINDOW:
            break
        packed.append(face[:-step][near].astype(np.int64) << 32 | face[step:][near].astype(np.int64))
    pairs = np.unique(np.concatenate(packed)) if packed else np.empty(0, dtype=np.int64)
    return pl.DataFrame(
        {"left": (pairs >> 32).astype(np.int32), "right": (pairs & 0xFFFFFFFF).astype(np.int32)}, schema=PAIR
    )


def keep_alike(pairs: pl.DataFrame, faces: Faces) -> pl.DataFrame:
    """Drop pairs unlike in letters, unless one text begins the other or they share a distinctive word."""
    compact, rare = faces.table["compact"], distinctive_words(faces)
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    return pairs.filter(pl.Series(are_alike(compact.gather(left), compact.gather(right), rare[left], rare[right])))


def distinctive_words(faces: Faces) -> Keys:
    """A row a face: what stands for each of its words in any set of names, 0 for a word that many names have."""
    marks = np.append(faces.words.text.hash(seed=19).to_numpy(), np.uint64(0))[faces.word_ids]
    return np.where(faces.weights >= DISTINCTIVE, marks, np.uint64(0))


def are_alike(a: pl.Series, b: pl.Series, rare_a: Keys, rare_b: Keys) -> npt.NDArray[np.bool_]:
    """Whether two texts without spaces, with their distinctive words, are worth weighing, pair by pair."""
    letters = np.asarray(process.cpdist(a.to_list(), b.to_list(), scorer=Indel.normalized_similarity))
    begins = pl.DataFrame({"a": a, "b": b}).select(
        pl.col("a").str.starts_with(pl.col("b")) | pl.col("b").str.starts_with(pl.col("a"))
    )
    shares_rare = ((rare_a[:, :, None] == rare_b[:, None, :]) & (rare_a > 0)[:, :, None]).any(axis=(1, 2))
    return (letters >= LEAST_LETTERS) | begins.to_series().to_numpy() | shares_rare

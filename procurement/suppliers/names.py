"""Distinct names with their parts and faces: what every comparison works on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates, council_names, evidence, faces, forms, full_words, ranks, wording, words
from procurement.suppliers.beyond import Beyond
from procurement.suppliers.reference import SupplierReference

FIRST_WORD, TWO_OR_THREE_WORDS = "^([^ ]*)", "^[^ ]* [^ ]*(?: [^ ]*)?$"
PARTNERS = "^[^ ]* (?:PARTNERS|ASSOCIATES)$"
WAY_BITS, FLAG_BITS = 4, 20
"""Room for how many faces of a pair are trading names, and for the flags of forms.stand, in one number."""
LOOKS = ("is_person", "is_practice", "is_school", "is_council")
TAKEN_APART = pl.Schema({**wording.NAME_PARTS, **dict.fromkeys(LOOKS, pl.Boolean())})
"""A distinct name, its parts, and what it looks like: all that hangs on the name alone."""


@dataclass(frozen=True)
class Names:
    """`parts`: TAKEN_APART with core_face, alias_face (-1 for none) and own_text, a row a name by its place."""

    parts: pl.DataFrame
    faces: faces.Faces

    @cached_property
    def standing(self) -> pl.DataFrame:
        """What forms.stand compares of each name."""
        return forms.standing(self.parts)


def each_once(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The distinct texts in alphabetical order, and how many times each is there; none is null.

    >>> [column.to_list() for column in each_once(pl.Series(["B", "A", "B"]))]
    [['A', 'B'], [1, 2]]
    """
    ordered = texts.sort()
    starts = (ordered != ordered.shift()).fill_null(value=True).arg_true().cast(pl.Int64)
    ends = pl.concat([starts[1:], pl.Series([texts.len()] * (starts.len() > 0), dtype=pl.Int64)])
    return ordered.gather(starts), ends - starts


def understand(
    names: pl.Series, reference: SupplierReference, times: pl.Series | None = None, beyond: Beyond | None = None
) -> Names:
    """Take each distinct name apart and number its faces; names in the order given.

    times: how many published texts have the name, once each where it is not given. beyond: of what these are a part.
    """
    before = pl.DataFrame(schema=TAKEN_APART)
    if beyond is not None:
        before = beyond.taken_apart.select(TAKEN_APART.names())
    return number_faces(take_apart(names, reference, before), reference, times, beyond)


def number_faces(
    parts: pl.DataFrame, reference: SupplierReference, times: pl.Series | None = None, beyond: Beyond | None = None
) -> Names:
    """Names whose parts are TAKEN_APART; see `understand`."""
    often = pl.repeat(1, parts.height, dtype=pl.Int64, eager=True) if times is None else times
    texts = pl.concat([pl.DataFrame({"text": parts[column], "times": often}) for column in ("core", "alias")])
    gathered = faces.gather(texts, reference, beyond)
    numbered = parts.with_columns(
        faces.number(parts[column], gathered).alias(f"{column}_face") for column in ("core", "alias")
    )
    return Names(numbered.with_columns(own_text=own_text(numbered, gathered, reference)), gathered)


def with_faces(parts: pl.DataFrame) -> pl.DataFrame:
    """TAKEN_APART with core_face and alias_face: whole numbers in the order of the texts, and -1 for none."""
    ranked = ranks.of_texts(pl.concat([pl.Series([""]), parts["core"], parts["alias"]])) - 1
    core, alias = ranked[1 : parts.height + 1], ranked[parts.height + 1 :]
    return parts.with_columns(core_face=pl.Series(core), alias_face=pl.Series(alias))


def take_apart(names: pl.Series, reference: SupplierReference, before: pl.DataFrame) -> pl.DataFrame:
    """TAKEN_APART, a row a distinct name in the order given; what was taken apart `before` is not done again."""
    if before.is_empty():
        return look_at(wording.split(names, reference), reference)
    fresh = names.filter(~names.is_in(before["name"].implode()))
    every = pl.concat([before, look_at(wording.split(fresh, reference), reference)]) if fresh.len() else before
    return names.to_frame("name").join(every, on="name", how="left", validate="1:1", maintain_order="left")


def look_at(parts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """TAKEN_APART of NAME_PARTS."""
    return parts.with_columns(
        is_person=looks_personal(parts["core"], reference),
        is_practice=is_practice(reference),
        is_school=is_school(),
        is_council=pl.col("core").is_in(council_names.names(reference)),
    )


def own_text(numbered: pl.DataFrame, gathered: faces.Faces, reference: SupplierReference) -> pl.Series:
    """The whole name where its words carry no identity (LTD, CARE SERVICES), to equal itself alone; else "".

    Case, punctuation, THE and how LIMITED is written are set aside: they tell nobody apart.
    """
    best = np.append(gathered.weights.max(axis=1, initial=0.0), np.float32(0))[numbered["core_face"].to_numpy()]
    nameless = pl.Series(np.flatnonzero(best < reference.threshold("least_identity")))
    own = pl.repeat("", numbered.height, dtype=pl.String, eager=True)
    return own.scatter(nameless, wording.as_wholes(numbered["name"].gather(nameless)))


def looks_personal(cores: pl.Series, reference: SupplierReference) -> pl.Series:
    """True for a core that is a first name or initials and a surname without a trade, or a surname and partners.

    Brothers and sons trade as a firm, whose name goes on when it becomes a company.
    """
    classes = reference.once(words.words_of_class)
    first = cores.str.extract(FIRST_WORD)
    named = (first.is_in(pl.concat([classes["forename"], classes["title"]]).implode())) | (first.str.len_chars() <= 2)
    named &= cores.str.contains(TWO_OR_THREE_WORDS) & ~cores.str.contains(full_words.LEADING)
    busy = pl.concat([classes[name] for name in ("trade", "structure", "institution", "stage")]).implode()
    few = named.arg_true()
    each = pl.DataFrame({"row": few, "word": cores.gather(few).str.split(" ")}).explode("word")
    working = each.filter(pl.col("word").is_in(busy))["row"].unique()
    return named.scatter(working, values=False) | cores.str.contains(PARTNERS)


def is_school() -> pl.Expr:
    """True for a school, an academy or a university: those of one town share nearly all their words."""
    return pl.col("core").str.contains(r"\b(?:SCHOOL|ACADEMY|NURSERY|COLLEGE|UNIVERSITY)\b")


def is_practice(reference: SupplierReference) -> pl.Expr:
    """True for a doctors' practice: the same name is met in many towns."""
    words = reference.name_word_classes.filter(pl.col("word_class") == "practice")["word"]
    return pl.col("core").str.contains(rf"\b(?:{'|'.join(words)})S?\b") & (pl.col("form") == "")


@dataclass(frozen=True)
class Weighed:
    """`rows`: the evidence on what may be said of a pair, each once; `place`: for each pair, its row of `rows`."""

    rows: pl.DataFrame
    place: npt.NDArray[np.int64]


def weigh(pairs: pl.DataFrame, names: Names) -> Weighed:
    """Evidence on pairs of name numbers (`left`, `right`), in order: the best-meeting faces, with the legal forms.

    Of the faces of two names (core and trading name), the pair that overlaps most in words and letters speaks.
    """
    pair, a, b, traded = meeting_faces(pairs, names.parts)
    packed = a << 32 | b
    met, which = ranks.each_once(packed)
    weighed = evidence.weigh(a[met].astype(np.int32), b[met].astype(np.int32), names.faces)
    best = best_ways(pair, weighed["overlap"] + weighed["letters"] + weighed["equal"], which, traded)
    stands = forms.stand(pairs, names.standing, names.parts["core"])
    said_of = which[best] << WAY_BITS | traded[best].astype(np.int64)
    first, place = ranks.each_once(said_of << FLAG_BITS | packed_flags(stands))
    one = best[first]
    columns = {name: values[which[one]] for name, values in weighed.items()}
    said = pl.DataFrame({"a": a[one], "b": b[one], "traded": traded[one], **columns})
    return Weighed(pl.concat([said, stands[first]], how="horizontal"), place)


def best_ways(
    pair: candidates.Pairs, meeting: npt.NDArray[np.float64], which: candidates.Pairs, traded: npt.NDArray[np.float64]
) -> candidates.Pairs:
    """For each pair the row of the way in which it meets best, the names themselves before trading names."""
    best = np.empty(int(pair.max(initial=-1)) + 1, dtype=np.int64)
    best[pair] = np.arange(len(pair))
    several = np.flatnonzero(np.bincount(pair, minlength=len(best))[pair] > 1)
    order = several[np.lexsort((traded[several], -meeting[which[several]], pair[several]))]
    chosen = order[candidates.first_of_each(pair[order])]
    best[pair[chosen]] = chosen
    return best


def packed_flags(flags: pl.DataFrame) -> npt.NDArray[np.int64]:
    """A row of noughts and ones as one number."""
    packed = np.zeros(flags.height, dtype=np.int64)
    for column in flags.columns:
        packed = packed << 1 | flags[column].to_numpy().astype(np.int64)
    return packed


def meeting_faces(
    pairs: pl.DataFrame, table: pl.DataFrame
) -> tuple[candidates.Pairs, candidates.Pairs, candidates.Pairs, npt.NDArray[np.float64]]:
    """Each way in which a pair of names may meet: its row, two faces, and how many of them are trading names."""
    rows = [pairs[side].to_numpy() for side in ("left", "right")]
    core, alias = (table[column].to_numpy().astype(np.int64) for column in ("core_face", "alias_face"))
    ways = [
        (first[rows[0]], second[rows[1]], traded)
        for first, second, traded in ((core, core, 0.0), (alias, core, 1.0), (core, alias, 1.0), (alias, alias, 2.0))
    ]
    there = [np.flatnonzero((a >= 0) & (b >= 0)) for a, b, _ in ways]
    low = np.concatenate([np.minimum(a, b)[some] for (a, b, _), some in zip(ways, there, strict=True)])
    high = np.concatenate([np.maximum(a, b)[some] for (a, b, _), some in zip(ways, there, strict=True)])
    traded = np.concatenate([np.full(len(some), way[2]) for way, some in zip(ways, there, strict=True)])
    return np.concatenate(there), low, high, traded


def pair_numbers(left: pl.Series, right: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    """The distinct names of two columns in alphabetical order, and each pair as numbers into them."""
    distinct = pl.concat([left, right]).unique().sort()
    place = pl.DataFrame({"name": distinct}).with_row_index("number")
    number = {
        side: pl.DataFrame({"name": column})
        .join(place, on="name", how="left", validate="m:1", maintain_order="left")["number"]
        .cast(pl.Int32)
        for side, column in (("left", left), ("right", right))
    }
    return distinct, pl.DataFrame(number)


def candidate_pairs(names: Names, found: pl.DataFrame) -> pl.DataFrame:
    """Pairs of name numbers, `left` before `right`, each once: of candidate faces, and of names that share a face."""
    number = np.arange(names.parts.height, dtype=np.int64)
    core, alias = (names.parts[column].to_numpy().astype(np.int64) for column in ("core_face", "alias_face"))
    packed = np.concatenate([core[core >= 0] << 32 | number[core >= 0], alias[alias >= 0] << 32 | number[alias >= 0]])
    packed = candidates.each_once(packed)
    face, number = packed >> 32, packed & 0xFFFFFFFF
    shared = candidates.each_once(face)
    left, right = (np.concatenate([found[side].to_numpy().astype(np.int64), shared]) for side in ("left", "right"))
    a, b = every_two(face, number, left, right)
    low, high = np.minimum(a, b), np.maximum(a, b)
    pairs = candidates.each_once((low << 32 | high)[low != high])
    columns = {"left": pairs >> 32, "right": pairs & 0xFFFFFFFF}
    return pl.DataFrame({side: values.astype(np.int32) for side, values in columns.items()}, schema=candidates.PAIR)


def every_two(
    face: candidates.Pairs, number: candidates.Pairs, left: candidates.Pairs, right: candidates.Pairs
) -> tuple[candidates.Pairs, candidates.Pairs]:
    """For each pair of faces, every number under the one with every number under the other; `face` is in order."""
    first, second = (np.searchsorted(face, side, side="left") for side in (left, right))
    many = np.searchsorted(face, left, side="right") - first
    times = np.searchsorted(face, right, side="right") - second
    one, two = np.repeat(first, many) + within(many), np.repeat(second, many)
    times = np.repeat(times, many)
    return np.repeat(number[one], times), number[np.repeat(two, times) + within(times)]


def within(sizes: candidates.Pairs) -> candidates.Pairs:
    """0, 1, 2 … as many as each size, one size after another."""
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) - np.repeat(before, sizes)

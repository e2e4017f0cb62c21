"""The lines read column by column: distinct texts, their words, and what each source says in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from procurement.categories import crosswalks, words
from procurement.categories.lexicon import Spoken
from procurement.categories.matrices import FewWeights, Numbers, Occurrences, Places
from procurement.categories.rules import CategoryRules
from procurement.categories.sources import Codes, Weights, placed

REMEMBERED = "this supplier’s lines were coded so before"


@dataclass(frozen=True)
class Column:
    """One column of the lines. texts: text_id, text, distinct. line_texts: the text_id of each line."""

    field: str
    texts: pl.DataFrame
    spoken: Spoken
    line_texts: Places


@dataclass(frozen=True)
class Voices:
    """What one source says in one column: texts by phrases, and the phrases by codes that they speak for.

    sentences: the reason to give for each phrase. A text's votes for a code flatten towards `ceiling` as they add up,
    and are then multiplied by `loudness`, or by `loudness_within` among the codes of one heading.
    """

    line_texts: Places
    occurrences: Occurrences
    sentences: pl.Series
    weights: Weights
    loudness: float = 1.0
    loudness_within: float = 1.0
    ceiling: float = np.inf

    @cached_property
    def level1(self) -> Numbers:
        """How strongly each text speaks for each level-1 heading."""
        return self.loudness * self.flattened(self.occurrences.times(self.weights.level1))

    def within(self, texts: Places, headings: Places, codes: Codes) -> Numbers:
        """How strongly each text speaks for the codes of its level-1 heading (by place): by `Codes.within`."""
        rows, places, votes = self.occurrences.take(texts).times_few(self.weights.codes)
        inside = codes.owners[places] == headings[rows]
        summed = np.zeros((len(texts), codes.within.shape[1]))
        heard = self.loudness_within * self.flattened(votes[inside])
        summed[rows[inside], codes.ranks[places[inside]]] = heard
        return summed

    def loudest(self, texts: Places, headings: Places) -> tuple[Numbers, Places]:
        """How strongly the loudest phrase of each text speaks for its heading (by place), and which it is."""
        votes = self.loudness * self.flattened(self.weights.level1)
        return self.occurrences.take(texts).strongest(votes, headings)

    def flattened(self, votes: Numbers) -> Numbers:
        """votes / (1 + votes / ceiling)."""
        return votes / (1 + votes / self.ceiling)


def distinct_pairs(texts: Places, headings: Places) -> tuple[tuple[Places, Places], Places]:
    """The distinct pairs of a line's text and heading, as two columns, and the place of each line's among them."""
    width = int(headings.max(initial=0)) + 1
    pairs, where = np.unique(texts * width + headings, return_inverse=True)
    return (pairs // width, pairs % width), where


def read(lines: pl.DataFrame, ignored: pl.Series) -> list[Column]:
    """Each column of words of LINE_TEXT; null is the same as ""."""
    return [_column(lines[name].fill_null(""), name, ignored) for name in words.FIELDS]


def _column(given: pl.Series, field: str, ignored: pl.Series) -> Column:
    texts = (
        pl.DataFrame({"text": given.unique().sort()})
        .with_row_index("text_id")
        .with_columns(pl.col("text_id").cast(pl.Int64))
    )
    places = pl.DataFrame({"text": given}).join(texts, on="text", how="left", validate="m:1", maintain_order="left")
    spoken = Spoken.of(words.split(texts, ignored), texts.height)
    return Column(field, texts, spoken, places["text_id"].to_numpy())


def at_home(columns: Sequence[Column], homes: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether each line's department, as one phrase, is among `homes` (HOMES)."""
    department = next(column for column in columns if column.field == "department")
    known = department.spoken.whole().filter(pl.col("phrase").is_in(homes["department_phrase"].implode()))
    is_known = np.zeros(department.texts.height, dtype=np.bool_)
    is_known[known["text_id"].to_numpy()] = True
    return is_known[department.line_texts]


def vocabulary_voices(column: Column, rules: CategoryRules) -> Voices:
    """What the vocabulary and the known publishers' headings say in one column."""
    source = rules.vocabulary[column.field]
    worded = source.lexicon.occurrences(column.spoken, longest_only=True)
    if source.whole:
        worded = worded.beside(_known_headings(column, worded, rules))
    loudness = rules.evidence[f"loudness_{column.field}"]
    return Voices(
        column.line_texts,
        worded,
        source.sentences,
        source.weights,
        loudness,
        loudness * rules.evidence["loudness_within"],
        rules.evidence["vote_ceiling"],
    )


def trade_voices(column: Column, worded: Voices, rules: CategoryRules) -> Voices:
    """What is known of suppliers' trades says, in the column of suppliers' names.

    worded: what the vocabulary says in that column. A trade that the words of the name tell already, and no other more
    loudly, is not heard, for one name twice as loud would drown the council's own category.
    """
    met = rules.trades.occurrences(column.texts, column.spoken, rules.ignored)
    if met.size and worded.occurrences.size:
        loudest = (worded.level1 > 0) & (worded.level1 >= worded.level1.max(axis=1, keepdims=True))
        told = np.any((met.times(rules.trades.weights.level1) > 0) & loudest, axis=1)
        met = met.without_rows(told)
    return Voices(
        column.line_texts,
        met,
        rules.trades.sentences,
        rules.trades.weights,
        rules.evidence["loudness_known_trade"],
        rules.evidence["loudness_known_trade"] * rules.evidence["loudness_within"],
        rules.evidence["vote_ceiling"],
    )


def registered_voices(sics: pl.Series, rules: CategoryRules) -> Voices:
    """What the register of companies says of the suppliers. sics: SIC codes of each line, between semicolons."""
    given = sics.fill_null("")
    distinct = pl.DataFrame({"sics": given.unique().sort()}).with_row_index("text_id").cast({"text_id": pl.Int64})
    found = given.to_frame("sics").join(distinct, on="sics", how="left", validate="m:1", maintain_order="left")
    return Voices(
        found["text_id"].to_numpy(),
        rules.registered.occurrences(distinct["sics"]),
        rules.registered.sentences,
        rules.registered.weights,
        rules.evidence["loudness_registered_trade"],
        rules.evidence["loudness_registered_trade"] * rules.evidence["loudness_within"],
        rules.evidence["vote_ceiling"],
    )


def _known_headings(column: Column, worded: Occurrences, rules: CategoryRules) -> Occurrences:
    """Which known headings the texts are, or are like where nothing else is heard in a publisher's category."""
    met = crosswalks.met(column.texts, column.spoken, rules.crosswalk)
    if column.field == "publisher_category":
        heard = pl.concat([pl.Series("text_id", worded.rows_in_use()), met["text_id"]])
        silent = column.spoken.whole().filter(~pl.col("text_id").is_in(heard.implode())).sort("text_id")
        met = pl.concat([met, crosswalks.alike(silent, rules.crosswalk, rules.evidence["heading_likeness"])])
    rows, places = met["text_id"].to_numpy(), met["place"].to_numpy()
    return Occurrences.once(rows, places, worded.shape[0], rules.crosswalk.height)


def learned_voices(column: Column, rules: CategoryRules) -> list[Voices]:
    """What was learned from coded lines, in one column; nothing where nothing of it was."""
    source = rules.learned.get(column.field)
    if source is None:
        return []
    occurrences = source.lexicon.occurrences(column.spoken, longest_only=False)
    return [Voices(column.line_texts, occurrences, source.sentences, source.weights)]


def supplier_memory(column: Column, rules: CategoryRules) -> Voices:
    """What earlier coding of the same supplier says, in the column of suppliers' names.

    The weight is the logarithm of how much likelier a code is for this supplier, by its earlier lines, than were all
    codes alike.
    """
    memory = pl.DataFrame() if rules.model is None else rules.model.suppliers
    named = column.spoken.whole().rename({"phrase": "supplier_phrase"})
    met = named.join(memory, on="supplier_phrase", how="semi")
    known = met.select("supplier_phrase").unique().sort("supplier_phrase").with_row_index("column")
    counted = memory.join(known, on="supplier_phrase").select("column", "proclass_code", weight="lines")
    pairs = met.join(known, on="supplier_phrase", validate="m:1")
    occurrences = Occurrences.once(
        pairs["text_id"].to_numpy(), pairs["column"].to_numpy().astype(np.int64), column.texts.height, known.height
    )
    weights = surprise(counted, known.height, rules.taxonomy, rules.evidence["known_supplier_lines"])
    sentences = pl.repeat(REMEMBERED, known.height, dtype=pl.String, eager=True)
    loudness_within = rules.evidence["loudness_memory_within"]
    return Voices(column.line_texts, occurrences, sentences, weights, loudness_within=loudness_within)


def surprise(counted: pl.DataFrame, suppliers: int, codes: Codes, before: float) -> Weights:
    """Logarithm of each code's share of a supplier's lines over an even share.

    counted: column (of a supplier), proclass_code, weight (lines); `before` lines spread evenly are added first. Within
    a heading only differences tell: there it is over what a code never given to the supplier has, which is then 0.
    """
    rows, places, lines = placed(counted, codes.codes)
    level1 = np.full((suppliers, len(codes.level1)), before / len(codes.level1))
    np.add.at(level1, (rows, codes.owners[places]), lines)
    shares = level1 / level1.sum(axis=1, keepdims=True)
    within = FewWeights.of(rows, places, np.log1p(lines * len(codes.codes) / before), (suppliers, len(codes.codes)))
    return Weights(np.log(shares * len(codes.level1)), within)

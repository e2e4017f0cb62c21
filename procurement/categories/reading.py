"""The lines read column by column: distinct texts, their words, and which phrases of a source they hold."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement.categories import crosswalks, vocabulary, words
from procurement.categories.matrices import Numbers, Occurrences, Places
from procurement.categories.model import Model
from procurement.categories.rules import CategoryRules


@dataclass(frozen=True)
class Column:
    """One column of the lines. texts: text_id, text, distinct. line_texts: the text_id of each line."""

    field: str
    texts: pl.DataFrame
    words: pl.DataFrame
    line_texts: Places


@dataclass(frozen=True)
class Voices:
    """What one source says in one column: texts by phrases, and the phrases by codes that they speak for.

    A text's votes for a code flatten towards `ceiling` as they add up, and are then multiplied by `loudness`.
    """

    field: str
    line_texts: Places
    occurrences: Occurrences
    phrases: list[str]
    weights: Numbers
    is_memory: bool = False
    loudness: float = 1.0
    ceiling: float = np.inf

    def heard(self, votes: Numbers) -> Numbers:
        """How strongly votes are heard: loudness × votes / (1 + votes / ceiling)."""
        return self.loudness * votes / (1 + votes / self.ceiling)


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
    return Column(field, texts, words.split(texts, ignored), places["text_id"].to_numpy())


def vocabulary_voices(column: Column, rules: CategoryRules) -> Voices:
    """What the vocabulary and the known publishers' headings say in one column."""
    votes = vocabulary.votes(column.words, rules.phrases, column.field)
    if words.FIELDS[column.field] == "text":
        votes = pl.concat([votes, crosswalks.votes(column.texts, rules.crosswalk, rules.ignored)])
    spoken = votes.select("phrase", "proclass_code", "weight").unique().sort("phrase", "proclass_code", "weight")
    phrases = spoken.select("phrase").unique().sort("phrase").with_row_index("column")
    pairs = votes.select(row="text_id", phrase="phrase", value=pl.lit(1.0)).unique().join(phrases, on="phrase")
    weights = _table(spoken.join(phrases, on="phrase"), phrases.height, rules.codes)
    occurrences = Occurrences.of(pairs, column.texts.height, phrases.height)
    return Voices(column.field, column.line_texts, occurrences, phrases["phrase"].to_list(), weights)


def _table(spoken: pl.DataFrame, phrases: int, codes: list[str]) -> Numbers:
    places = pl.DataFrame({"proclass_code": codes}).with_row_index("place")
    rows = spoken.join(places, on="proclass_code", validate="m:1")
    table = np.zeros((phrases, len(codes)))
    np.add.at(table, (rows["column"].to_numpy(), rows["place"].to_numpy()), rows["weight"].to_numpy())
    return table


def learned_occurrences(column: Column, phrases: pl.DataFrame) -> Occurrences:
    """Which learned phrases each text of a column holds. phrases: word_group, phrase, column."""
    group = phrases.filter(pl.col("word_group") == words.FIELDS[column.field]).select("phrase", "column")
    pairs = (
        words.phrases(column.words, LEARNED_PHRASE)
        .select(row="text_id", phrase="phrase")
        .unique()
        .join(group, on="phrase", validate="m:1")
        .with_columns(value=pl.lit(1.0))
    )
    return Occurrences.of(pairs, column.texts.height, phrases.height)


LEARNED_PHRASE = 2
"""Words in the longest phrase that is learned."""


def learned_voices(column: Column, model: Model, stage: str, codes: list[str]) -> Voices:
    """What the model says in one column at one stage."""
    weights, _before = model.table(stage, codes)
    return Voices(
        column.field,
        column.line_texts,
        learned_occurrences(column, model.phrases),
        model.phrases["phrase"].to_list(),
        weights,
    )


def supplier_memory(column: Column, rules: CategoryRules, codes: list[str], owners: dict[str, str]) -> Voices:
    """What earlier coding of the same supplier says, in the column of suppliers' names.

    codes: what is spoken of. owners: for each ProClass code the one of `codes` that it counts for. The weight is the
    logarithm of how much likelier a code is for this supplier, by its earlier lines, than were all codes alike.
    """
    memory = pl.DataFrame() if rules.model is None else rules.model.suppliers
    named = column.texts.select("text_id", supplier_phrase=words.as_phrase(column.texts["text"], rules.ignored))
    met = named.join(memory, on="supplier_phrase", how="semi")
    phrases = met.select("supplier_phrase").unique().sort("supplier_phrase").with_row_index("column")
    counted = memory.join(phrases, on="supplier_phrase").with_columns(
        pl.col("proclass_code").replace_strict(owners, default=None)
    )
    counts = _table(
        counted.drop_nulls().select("column", "proclass_code", weight=pl.col("lines").cast(pl.Float64)),
        phrases.height,
        codes,
    )
    pairs = met.join(phrases, on="supplier_phrase").select("column", row="text_id", value=pl.lit(1.0))
    return Voices(
        column.field,
        column.line_texts,
        Occurrences.of(pairs, column.texts.height, phrases.height),
        phrases["supplier_phrase"].to_list(),
        surprise(counts, rules.evidence["known_supplier_lines"]),
        is_memory=True,
    )


def surprise(counts: Numbers, before: float) -> Numbers:
    """Logarithm of each code's share over an even share, `before` lines spread evenly being added first."""
    width = counts.shape[1]
    shares = (counts + before / width) / (counts.sum(axis=1, keepdims=True) + before)
    return np.log(shares * width)

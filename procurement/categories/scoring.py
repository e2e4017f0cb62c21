"""Scores from voices: how strongly each line belongs to each level-1 heading, and to each code within it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from procurement.categories import reading
from procurement.categories.matrices import Numbers, Places, softmax
from procurement.categories.reading import Column, Voices
from procurement.categories.rules import CategoryRules


@dataclass(frozen=True)
class Heard:
    """Every voice on the lines. Those of `learned`, of words and of suppliers met before, are none without a model.

    at_home: whether each line is of a department for which a council's habits were learned. memory: the one of
    `learned` that tells of suppliers met before.
    """

    lines: int
    vocabulary: Sequence[Voices]
    learned: Sequence[Voices]
    at_home: NDArray[np.bool_]
    memory: Voices | None = None

    @property
    def voices(self) -> list[Voices]:
        """All of them."""
        return [*self.vocabulary, *self.learned]


def hear(columns: Sequence[Column], sics: pl.Series, rules: CategoryRules) -> Heard:
    """What the vocabulary, suppliers' trades and the model say of the lines, column by column.

    sics: the SIC codes of each line's supplier (LINE_TEXT).
    """
    place = next(place for place, column in enumerate(columns) if column.field == "supplier_name")
    suppliers, vocabulary = columns[place], [reading.vocabulary_voices(column, rules) for column in columns]
    trades = reading.trade_voices(suppliers, vocabulary[place], rules)
    vocabulary += [trades, reading.registered_voices(sics, rules)]
    lines = len(columns[0].line_texts)
    if rules.model is None:
        return Heard(lines, vocabulary, [], np.zeros(lines, dtype=np.bool_))
    learned = [voices for column in columns for voices in reading.learned_voices(column, rules)]
    at_home = reading.at_home(columns, rules.homes)
    memory = reading.supplier_memory(suppliers, rules)
    return Heard(lines, vocabulary, [*learned, memory], at_home, memory)


def total(voices: Sequence[Voices], lines: int, headings: int) -> Numbers:
    """Each line's sum over the columns of the file: lines by level-1 headings."""
    summed = np.zeros((lines, headings))
    for voice in voices:
        if voice.occurrences.size:
            summed += voice.level1[voice.line_texts]
    return summed


def level1_scores(heard: Heard, rules: CategoryRules) -> Numbers:
    """The score of each line under each level-1 heading, before it becomes a probability."""
    headings = len(rules.level1_codes)
    votes = total(heard.vocabulary, heard.lines, headings)
    if rules.model is None:
        return votes
    votes[heard.at_home] = votes[heard.at_home] @ rules.worth_of_votes + rules.before_level1
    of_words = total([voice for voice in heard.learned if voice is not heard.memory], heard.lines, headings)
    if not rules.homes.is_empty():  # where no department was met, none can be told to be another council's
        of_words[~heard.at_home] *= rules.evidence["loudness_learned_elsewhere"]
    of_suppliers = [] if heard.memory is None else [heard.memory]
    return votes + of_words + total(of_suppliers, heard.lines, headings)


def leaf_beliefs(heard: Heard, rules: CategoryRules, chosen: Places) -> tuple[Places, Numbers]:
    """Within the level-1 heading chosen for each line, the likeliest code (its place) and its share of the belief."""
    beliefs = softmax(scores_within(heard, rules, chosen))
    likeliest = beliefs.argmax(axis=1)
    return rules.taxonomy.within[chosen, likeliest], beliefs[np.arange(heard.lines), likeliest]


def scores_within(heard: Heard, rules: CategoryRules, chosen: Places) -> Numbers:
    """The score of each line under the codes of the level-1 heading chosen for it, in the order of `Codes.within`.

    Lines by the most codes that a heading has; minus infinity where a heading has fewer. As at level 1, how usual a
    code is before any word is a habit of the council that coded the lines, and its learned words are quieter elsewhere.
    """
    summed = rules.before_within[chosen]
    if heard.learned:
        of_words = np.zeros(summed.shape)
        _add_within(of_words, [voice for voice in heard.learned if voice is not heard.memory], rules, chosen)
        if not rules.homes.is_empty():
            elsewhere = ~heard.at_home
            of_words[elsewhere] *= rules.evidence["loudness_learned_elsewhere"]
            summed[elsewhere] = np.where(np.isinf(summed[elsewhere]), -np.inf, 0.0)
        summed += of_words
    alone = rules.taxonomy.ranks[rules.taxonomy.heads[chosen]]
    summed[np.arange(len(chosen)), alone] += rules.evidence["heading_alone"]
    of_suppliers = [] if heard.memory is None else [heard.memory]
    _add_within(summed, [*heard.vocabulary, *of_suppliers], rules, chosen)
    return summed


def _add_within(summed: Numbers, voices: Sequence[Voices], rules: CategoryRules, chosen: Places) -> None:
    """Add to `summed`, lines by the codes of their chosen headings, what the voices say of each."""
    for voice in voices:
        if voice.occurrences.size:
            pairs, where = reading.distinct_pairs(voice.line_texts, chosen)
            summed += voice.within(*pairs, rules.taxonomy)[where]

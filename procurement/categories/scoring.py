"""Scores from voices: how strongly each line belongs to each level-1 heading, and to each code within it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from procurement.categories import reading
from procurement.categories.matrices import Numbers, Places, softmax
from procurement.categories.reading import Column, Voices
from procurement.categories.rules import CategoryRules


@dataclass(frozen=True)
class Heard:
    """Every voice on the lines. `vocabulary` speaks of all codes; the learned ones are empty without a model."""

    lines: int
    vocabulary: Sequence[Voices]
    level1: Sequence[Voices]
    leaf: Sequence[Voices]
    level1_before: Numbers
    leaf_before: Numbers


def hear(columns: Sequence[Column], rules: CategoryRules) -> Heard:
    """What the vocabulary and the model say of the lines, column by column."""
    model, codes, level1 = rules.model, rules.codes, rules.level1_codes
    lines = len(columns[0].line_texts)
    spoken = [louder(reading.vocabulary_voices(column, rules), rules) for column in columns]
    if model is None:
        return Heard(lines, spoken, [], [], np.zeros(len(level1)), np.zeros(len(codes)))
    owners = dict(rules.headings.select("proclass_code", "level1_code").iter_rows())
    suppliers = next(column for column in columns if column.field == "supplier_name")
    return Heard(
        lines,
        spoken,
        [
            *(reading.learned_voices(column, model, "level1", level1) for column in columns),
            reading.supplier_memory(suppliers, rules, level1, owners),
        ],
        [
            *(reading.learned_voices(column, model, "leaf", codes) for column in columns),
            reading.supplier_memory(suppliers, rules, codes, {code: code for code in codes}),
        ],
        model.table("level1", level1)[1],
        model.table("leaf", codes)[1],
    )


def louder(voices: Voices, rules: CategoryRules) -> Voices:
    """The voices of a column with the loudness and the ceiling that the evidence table gives."""
    return replace(voices, loudness=rules.evidence[f"loudness_{voices.field}"], ceiling=rules.evidence["vote_ceiling"])


def level1_places(rules: CategoryRules) -> Places:
    """For each code, the place of its level-1 code among the level-1 codes."""
    order = {code: place for place, code in enumerate(rules.level1_codes)}
    owners = rules.headings.sort("proclass_code")["level1_code"].to_list()
    return np.array([order[code] for code in owners], dtype=np.int64)


def at_level1(voices: Voices, rules: CategoryRules) -> Voices:
    """The same voices, speaking of level-1 headings: each phrase with the strongest of its votes under each heading."""
    places = level1_places(rules)
    gathered = np.zeros((voices.weights.shape[0], len(rules.level1_codes)))
    np.maximum.at(gathered.T, places, voices.weights.T)
    return replace(voices, weights=gathered)


def total(voices: Sequence[Voices], lines: int, columns: int) -> Numbers:
    """Each line's sum over the columns of the file: lines by `columns`."""
    summed = np.zeros((lines, columns))
    for voice in voices:
        summed += voice.heard(voice.occurrences.times(voice.weights))[voice.line_texts]
    return summed


def level1_scores(heard: Heard, rules: CategoryRules) -> Numbers:
    """The score of each line under each level-1 heading, before it becomes a probability."""
    spoken = [at_level1(voices, rules) for voices in heard.vocabulary]
    width = len(rules.level1_codes)
    return total(spoken, heard.lines, width) + total(heard.level1, heard.lines, width) + heard.level1_before


def leaf_beliefs(heard: Heard, rules: CategoryRules, chosen: Places) -> tuple[Places, Numbers]:
    """Within the level-1 heading chosen for each line, the likeliest code (its place) and its share of the belief."""
    owners = level1_places(rules)
    best, share = np.zeros(heard.lines, dtype=np.int64), np.zeros(heard.lines)
    for level1 in np.unique(chosen):
        codes, lines = np.flatnonzero(owners == level1), np.flatnonzero(chosen == level1)
        beliefs = softmax(scores_within(heard, rules, codes, lines))
        likeliest = beliefs.argmax(axis=1)
        best[lines], share[lines] = codes[likeliest], beliefs[np.arange(len(lines)), likeliest]
    return best, share


def scores_within(heard: Heard, rules: CategoryRules, codes: Places, lines: Places) -> Numbers:
    """The score of some lines (by place) under some codes (by place): lines by codes."""
    quieter = [replace(v, loudness=v.loudness * rules.evidence["loudness_within"]) for v in heard.vocabulary]
    summed = np.tile(heard.leaf_before[codes], (len(lines), 1))
    for voice in [*quieter, *heard.leaf]:
        texts, where = np.unique(voice.line_texts[lines], return_inverse=True)
        summed += voice.heard(voice.occurrences.take(texts).times(voice.weights[:, codes]))[where]
    return summed

"""What may be heard in a text: phrases that can be found, and the codes that each speaks for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from procurement.categories import words
from procurement.categories.lexicon import Lexicon
from procurement.categories.matrices import FewWeights, Numbers, Places
from procurement.categories.model import VOTES
from procurement.categories.vocabulary import FIELD_SCOPES

LEARNED_PHRASE = 2
"""Words in the longest phrase that is learned."""

FIELD_WORDS = {
    "publisher_category": "the publisher’s category",
    "account": "the account",
    "purpose": "the purpose",
    "department": "the department",
    "supplier_name": "the supplier’s name",
}


@dataclass(frozen=True)
class Codes:
    """ProClass by place. owners: for each code the place of its level-1 code among the level-1 codes."""

    codes: list[str]
    level1: list[str]
    owners: Places

    @classmethod
    def of(cls, headings: pl.DataFrame) -> "Codes":
        """From PROCLASS with level1_code; codes in rising order."""
        ordered = headings.sort("proclass_code")
        level1 = ordered.filter(pl.col("level2") == "")["proclass_code"].to_list()
        places = {code: place for place, code in enumerate(level1)}
        owners = np.array([places[code] for code in ordered["level1_code"].to_list()], dtype=np.int64)
        return cls(ordered["proclass_code"].to_list(), level1, owners)

    @cached_property
    def heads(self) -> Places:
        """The place of each level-1 code among all codes."""
        places = {code: place for place, code in enumerate(self.codes)}
        return np.array([places[code] for code in self.level1], dtype=np.int64)

    @cached_property
    def within(self) -> Places:
        """For each level-1 heading the places of its codes, rising, and -1 after the last."""
        groups = [np.flatnonzero(self.owners == place) for place in range(len(self.level1))]
        table = np.full((len(groups), max(len(group) for group in groups)), -1, dtype=np.int64)
        for row, group in zip(table, groups, strict=True):
            row[: len(group)] = group
        return table

    @cached_property
    def ranks(self) -> Places:
        """The place of each code among those of its level-1 heading."""
        ranks = np.zeros(len(self.codes), dtype=np.int64)
        rows, columns = np.nonzero(self.within >= 0)
        ranks[self.within[rows, columns]] = columns
        return ranks

    def group(self, heading: int) -> Places:
        """The places of the codes of one level-1 heading."""
        return self.within[heading][self.within[heading] >= 0]


@dataclass(frozen=True)
class Weights:
    """What phrases speak for. level1: phrases by level-1 codes. codes: phrases by all codes, heard within a heading."""

    level1: Numbers
    codes: FewWeights

    @classmethod
    def strongest(cls, table: pl.DataFrame, phrases: int, codes: Codes) -> "Weights":
        """From column (of a phrase), proclass_code, weight: at level 1 each phrase has its strongest vote under it.

        A vote for a level-1 heading as such speaks against none of the codes within it, so there it is not heard.
        """
        rows, places, values = placed(table, codes.codes)
        shape = (phrases, len(codes.codes))
        level1 = np.zeros((phrases, len(codes.level1)))
        entries = FewWeights.of(rows, places, values, shape).table.tocoo()
        np.maximum.at(level1, (entries.row, codes.owners[entries.col]), entries.data)
        finer = ~np.isin(places, codes.heads)
        return cls(level1, FewWeights.of(rows[finer], places[finer], values[finer], shape))


def placed(table: pl.DataFrame, codes: list[str]) -> tuple[Places, Places, Numbers]:
    """Rows, columns and values of a table of weights. table: column (of a phrase), proclass_code, weight."""
    order = pl.DataFrame({"proclass_code": codes}).with_row_index("place")
    rows = table.join(order, on="proclass_code", how="inner", validate="m:1")
    return (
        rows["column"].to_numpy().astype(np.int64),
        rows["place"].to_numpy().astype(np.int64),
        rows["weight"].to_numpy().astype(np.float64),
    )


@dataclass(frozen=True)
class Source:
    """The phrases that one source knows of one column. sentences: the reason that each of them is.

    The last `whole` of them are known headings, which a text must be as a whole; the lexicon holds the others.
    """

    lexicon: Lexicon
    sentences: pl.Series
    weights: Weights
    whole: int = 0


def of_vocabulary(field: str, phrases: pl.DataFrame, crosswalk: pl.DataFrame, codes: Codes) -> Source:
    """What the vocabulary says in one column, and the crosswalk's headings after it in columns of publishers' words.

    phrases: phrase, scope, proclass_code, weight. crosswalk: what `crosswalks.prepare` gives.
    """
    spoken = phrases.filter(pl.col("scope").is_in(FIELD_SCOPES[field]))
    spoken = spoken.select("phrase", "proclass_code", "weight").unique()
    known = spoken.select("phrase").unique().sort("phrase").with_row_index("column")
    tables = [spoken.join(known, on="phrase", validate="m:1").select("column", "proclass_code", "weight")]
    whole = crosswalk if words.FIELDS[field] == "text" else crosswalk.clear()
    numbered = whole.with_row_index("column", offset=known.height)
    tables.append(numbered.select("column", "proclass_code", "weight"))
    place = FIELD_WORDS[field]
    sentences = pl.concat([known["phrase"] + f" in {place}", "known heading “" + whole["said"] + f"” in {place}"])
    weights = Weights.strongest(pl.concat(tables), len(sentences), codes)
    return Source(Lexicon.of(known["phrase"], words.LONGEST_PHRASE), sentences, weights, whole.height)


def of_learned(field: str, learned: pl.DataFrame, codes: Codes) -> Source | None:
    """What was learned of the words of one column, None where nothing was. learned: WEIGHTS."""
    rows = learned.filter(pl.col("word_group") == words.FIELDS[field], pl.col("phrase") != "")
    if rows.is_empty():
        return None
    known = rows.select("phrase").unique().sort("phrase").with_row_index("column")
    numbered = rows.join(known, on="phrase", validate="m:1")
    shape = (known.height, len(codes.codes))
    level1 = _table(numbered.filter(pl.col("stage") == "level1"), known.height, codes)
    leaf = FewWeights.of(*placed(numbered.filter(pl.col("stage") == "leaf"), codes.codes), shape)
    weights = Weights(level1, leaf)
    place = FIELD_WORDS[field]
    sentences = "learned from coded lines: " + known["phrase"] + f" in {place}"
    return Source(Lexicon.of(known["phrase"], LEARNED_PHRASE), sentences, weights)


def before_within(learned: pl.DataFrame, codes: Codes) -> Numbers:
    """The score of each code before any word is read: level-1 headings by `Codes.within`.

    learned: WEIGHTS; a code of which nothing was learned has 0, and minus infinity stands after the last of a heading.
    """
    silent = learned.filter(pl.col("stage") == "leaf", pl.col("phrase") == "")
    summed = np.zeros(len(codes.codes))
    _, places, values = placed(silent.with_columns(column=pl.lit(0)), codes.codes)
    summed[places] = values
    return np.where(codes.within >= 0, summed[codes.within], -np.inf)


def before_level1(learned: pl.DataFrame, codes: Codes) -> Numbers:
    """The score of each level-1 heading before any word is read; 0 where none was learned. learned: WEIGHTS."""
    silent = learned.filter(pl.col("stage") == "level1", pl.col("phrase") == "")
    return _table(silent.with_columns(column=pl.lit(0)), 1, codes)[0]


def worth_of_votes(learned: pl.DataFrame, codes: Codes) -> Numbers:
    """What the vocabulary's vote for each level-1 heading (a row) is worth to each; itself alone if not learned."""
    rows = learned.filter(pl.col("word_group") == VOTES)
    if rows.is_empty():
        return np.eye(len(codes.level1))
    order = pl.DataFrame({"phrase": codes.level1}).with_row_index("column")
    return _table(rows.join(order, on="phrase", validate="m:1"), len(codes.level1), codes)


def _table(weights: pl.DataFrame, rows: int, codes: Codes) -> Numbers:
    """Weights of level-1 headings as a table. weights: column (the row in the table), proclass_code, weight."""
    return FewWeights.of(*placed(weights, codes.codes), (rows, len(codes.codes))).columns(codes.heads).dense()

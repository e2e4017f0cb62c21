"""Everything that coding is given besides the lines: the taxonomy, the words, the rules and what was learned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from procurement.categories import abbreviations, crosswalks, proclass, sources, vocabulary, words
from procurement.categories.matrices import Numbers
from procurement.categories.model import HOMES, WEIGHTS, Model
from procurement.categories.registered import RegisteredTrades
from procurement.categories.sources import Codes, Source
from procurement.categories.trades import KnownTrades


@dataclass(frozen=True)
class CategoryRules:
    """headings: PROCLASS with level1_code and level2_code. phrases: phrase, scope, proclass_code, weight.

    crosswalk: scheme_code, heading (a phrase), said (as published), proclass_code, weight. known_trades: name, met_as,
    proclass_code, weight, as_of. influence: field, pattern,
    influenceable, reason, in order. evidence: the weights and thresholds of `category_evidence.csv` by name.
    """

    headings: pl.DataFrame
    older_codes: pl.DataFrame
    ignored: pl.Series
    phrases: pl.DataFrame
    crosswalk: pl.DataFrame
    known_trades: pl.DataFrame
    registered_trades: pl.DataFrame
    influence: pl.DataFrame
    evidence: Mapping[str, float]
    model: Model | None = None

    @cached_property
    def taxonomy(self) -> Codes:
        """The codes by place, as every score has them."""
        return Codes.of(self.headings)

    @property
    def level1_codes(self) -> list[str]:
        """The level-1 codes, in the order of the columns of every level-1 score."""
        return self.taxonomy.level1

    @property
    def codes(self) -> list[str]:
        """Every code, in the order of the columns of every score."""
        return self.taxonomy.codes

    @cached_property
    def vocabulary(self) -> Mapping[str, Source]:
        """What the vocabulary and the crosswalk say in each column; made ready once."""
        return {name: sources.of_vocabulary(name, self.phrases, self.crosswalk, self.taxonomy) for name in words.FIELDS}

    @cached_property
    def trades(self) -> KnownTrades:
        """What suppliers are known to sell; made ready once."""
        return KnownTrades.of(self.known_trades, self.ignored, self.taxonomy)

    @cached_property
    def registered(self) -> RegisteredTrades:
        """What the register of companies says of suppliers, code by code; made ready once."""
        return RegisteredTrades.of(self.registered_trades, self.evidence["sic_weight"], self.taxonomy)

    @cached_property
    def learned(self) -> Mapping[str, Source]:
        """What was learned, for each column of whose words something was."""
        found = {name: sources.of_learned(name, self._weights, self.taxonomy) for name in words.FIELDS}
        return {name: source for name, source in found.items() if source is not None}

    @cached_property
    def before_within(self) -> Numbers:
        """For each level-1 heading, the learned score of each of its codes before any word is read."""
        return sources.before_within(self._weights, self.taxonomy)

    @cached_property
    def before_level1(self) -> Numbers:
        """The learned score of each level-1 heading before any word is read."""
        return sources.before_level1(self._weights, self.taxonomy)

    @cached_property
    def worth_of_votes(self) -> Numbers:
        """What the vocabulary's votes for each level-1 heading are worth to each."""
        return sources.worth_of_votes(self._weights, self.taxonomy)

    @cached_property
    def homes(self) -> pl.DataFrame:
        """The departments, each as one phrase, for which the worth of votes and what is usual were learned: HOMES."""
        return pl.DataFrame(schema=HOMES) if self.model is None else self.model.homes

    @property
    def _weights(self) -> pl.DataFrame:
        return pl.DataFrame(schema=WEIGHTS) if self.model is None else self.model.weights

    def with_model(self, model: Model | None) -> "CategoryRules":
        """The same rules with what was learned."""
        return replace(self, model=model)


def build(tables: Mapping[str, pl.DataFrame]) -> CategoryRules:
    """Rules from the reference tables, all columns text, by file name without its ending.

    Needs proclass, proclass_older_codes, category_words, category_ignored_words, category_abbreviations,
    category_crosswalk, known_trades, influence_rules and category_evidence. Raises KeyError for a table that is
    missing, InvalidOperationError for a weight that is no number. What was learned is added by `with_model`.
    """
    headings = proclass.with_parents(tables["proclass"])
    evidence = _numbers(tables["category_evidence"])
    ignored = words.stem_all(tables["category_ignored_words"]["word"])
    phrases = vocabulary.prepare(tables["category_words"], headings, ignored, evidence["heading_weight"])
    return CategoryRules(
        headings=headings,
        older_codes=tables["proclass_older_codes"].select("older_code", "proclass_code"),
        ignored=ignored,
        phrases=abbreviations.spelt(phrases, tables["category_abbreviations"], ignored),
        crosswalk=crosswalks.prepare(tables["category_crosswalk"], headings, ignored, evidence["crosswalk_weight"]),
        known_trades=tables["known_trades"],
        registered_trades=tables["category_crosswalk"],
        influence=_influence(tables["influence_rules"]),
        evidence=evidence,
    )


def _numbers(table: pl.DataFrame) -> dict[str, float]:
    return dict(zip(table["name"].to_list(), table["value"].cast(pl.Float64).to_list(), strict=True))


def _influence(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(
        "field", "pattern", influenceable=pl.col("influenceable").str.to_lowercase() == "true", reason="reason"
    )

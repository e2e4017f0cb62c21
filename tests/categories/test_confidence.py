"""Confidence follows the belief, its lead, the columns that speak for it and what is remembered, and claims no more."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from procurement.categories import coding, confidence, learning, reading, scoring
from procurement.categories.matrices import Numbers, softmax
from procurement.categories.rules import CategoryRules

Lines = Callable[..., pl.DataFrame]
GAS = {"purpose": "Gas"}


def heard_and_believed(lines: pl.DataFrame, rules: CategoryRules) -> tuple[scoring.Heard, Numbers]:
    heard = scoring.hear(reading.read(lines, rules.ignored), lines["supplier_sics"], rules)
    return heard, softmax(scoring.level1_scores(heard, rules))


def test_it_is_the_logistic_sum_that_the_evidence_table_says(rules: CategoryRules, lines: Lines) -> None:
    heard, beliefs = heard_and_believed(lines(GAS), rules)
    second, first = np.sort(beliefs[0])[-2:]
    weights = [rules.evidence[f"calibration_{name}"] for name in ("constant", "log_odds", "lead", "columns")]
    expected = np.dot(weights, [1, np.log(first / (1 - first)), np.log(first / second), 1])
    found = confidence.of(beliefs, beliefs.argmax(axis=1), heard, rules.evidence)
    assert found == pytest.approx([1 / (1 + np.exp(-expected))])


def test_columns_that_speak_for_the_heading_are_counted(rules: CategoryRules, lines: Lines) -> None:
    given = lines({}, GAS, {**GAS, "account": "Electricity"}, {**GAS, "account": "Taxis"})
    heard, _ = heard_and_believed(given, rules)
    utilities = np.full(4, rules.level1_codes.index("370000"))
    assert confidence.columns_speaking(heard, utilities).tolist() == [0, 1, 2, 1]


def test_a_column_that_speaks_against_it_makes_an_answer_less_sure(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines(GAS, {**GAS, "supplier_name": "A1 TAXIS"}, {**GAS, "account": "Gas"}), rules)["confidence"]
    assert said[1] < said[0] < said[2]


def test_where_no_word_is_known_it_is_an_even_spread(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({}, {"supplier_name": "ZYXW HOLDINGS LTD"}), rules)
    assert said["confidence"].to_list() == pytest.approx([1 / len(rules.level1_codes)] * 2)


def test_what_is_remembered_of_a_supplier_speaks_for_its_heading_and_against_others(
    rules: CategoryRules, lines: Lines
) -> None:
    coded = lines(*[{"supplier_name": "Zedqu", "purpose": "Gas"}] * 3).with_columns(proclass_code=pl.lit("371100"))
    taught = rules.with_model(learning.learn(coded, rules))
    gas, taxis = {**GAS, "supplier_name": "Zedqu"}, {"purpose": "Taxis, taxi fares", "supplier_name": "Zedqu"}
    new = coding.code(lines(GAS, {"purpose": "Taxis, taxi fares"}), taught)["confidence"]
    known = coding.code(lines(gas, taxis), taught)["confidence"]
    assert known[0] > new[0]
    assert known[1] < new[1]

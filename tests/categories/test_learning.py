"""Coded lines teach words and suppliers; the same lines in any order teach the same."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import coding, learning
from procurement.categories.model import Model
from procurement.categories.rules import CategoryRules

Lines = Callable[..., pl.DataFrame]


@pytest.fixture(scope="module")
def labelled(lines: Lines) -> pl.DataFrame:
    """Twenty invented suppliers whose account WIDGETRY a council files under legal services, and a one-off."""
    rows = [{"supplier_name": f"{letter}QU LTD", "account": "WIDGETRY"} for letter in "ABCDEFGHIJKLMNOPQRST"]
    others = [{"supplier_name": f"{letter}ZO LTD", "account": "FROBBING"} for letter in "ABCDEFGHIJKLMNOPQRST"]
    once = {"supplier_name": "PERSEPHONE PLUMTREE", "account": "SUNDRY"}
    codes = ["281200"] * 20 + ["371300"] * 20 + ["131310"]
    return lines(*rows, *others, once).with_columns(proclass_code=pl.Series(codes))


@pytest.fixture(scope="module")
def taught(labelled: pl.DataFrame, rules: CategoryRules) -> CategoryRules:
    return rules.with_model(learning.learn(labelled, rules))


def test_a_new_supplier_is_coded_by_a_learned_word(taught: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"supplier_name": "NEWCOMER LTD", "account": "Widgetry"}), taught).row(0, named=True)
    assert (said["level1"], said["proclass_code"]) == ("Legal Services", "281200")
    assert said["rule"] == "learned from coded lines: WIDGETRY in the account"


def test_a_known_supplier_is_remembered(taught: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"supplier_name": "Aqu Limited", "purpose": "nothing to go by"}), taught)
    assert said.select("level1", "rule").row(0) == ("Legal Services", "this supplier’s lines were coded so before")


def test_a_name_met_once_is_never_learned_as_a_word(taught: CategoryRules) -> None:
    assert taught.model is not None
    assert not taught.model.weights["phrase"].str.contains("PERSEPHONE|PLUMTREE").any()


def test_habits_of_one_council_count_for_its_departments_alone(rules: CategoryRules, lines: Lines) -> None:
    """A council that files taxis under education teaches that for its own departments, not for all councils'."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    words = ("TAXI", "TAXIS HOME", "TAXI JOURNEY", "MINIBUS")
    rows = [
        {"supplier_name": f"{letter}QU LTD", "purpose": word, "department": "Zedley unit"}
        for letter in letters
        for word in words
    ]
    labelled = lines(*rows).with_columns(proclass_code=pl.lit("170000"))
    taught = rules.with_model(learning.learn(labelled, rules))
    line = {"supplier_name": "NEW LTD", "purpose": "COACH HIRE"}
    said = coding.code(lines({**line, "department": "Zedley Unit"}, {**line, "department": "Other unit"}), taught)
    assert said["level1"].to_list() == ["Education", "Passenger Transport"]


def test_habits_within_a_heading_count_for_its_departments_alone(rules: CategoryRules, lines: Lines) -> None:
    """A council that files taxis as those of staff teaches that for its own departments, not for all councils'."""
    rows = [
        {"supplier_name": f"{letter}QU LTD", "purpose": "Taxis", "department": "Zedley unit"}
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ]
    taught = rules.with_model(learning.learn(lines(*rows).with_columns(proclass_code=pl.lit("361414")), rules))
    line = {"supplier_name": "NEW LTD", "purpose": "Taxis"}
    said = coding.code(lines({**line, "department": "Zedley Unit"}, {**line, "department": "Other unit"}), taught)
    assert said["proclass_code"].to_list() == ["361414", "361450"]


def test_a_department_of_few_suppliers_is_in_no_word(rules: CategoryRules, lines: Lines) -> None:
    rows = [{"supplier_name": f"{letter}QU LTD", "department": "Plumtree household"} for letter in "AB"]
    model = learning.learn(lines(*rows).with_columns(proclass_code=pl.lit("170000")), rules)
    assert not model.weights["phrase"].str.contains("PLUMTREE").any()
    assert model.homes["department_phrase"].to_list() == ["PLUMTREE HOUSEHOLD"]


def test_what_is_not_in_the_labels_is_still_read_by_the_vocabulary(taught: CategoryRules, lines: Lines) -> None:
    assert coding.code(lines({"purpose": "Taxis"}), taught)["level1"].to_list() == ["Passenger Transport"]


def test_the_order_of_the_lines_changes_nothing(
    labelled: pl.DataFrame, rules: CategoryRules, taught: CategoryRules
) -> None:
    again = learning.learn(labelled.sample(fraction=1, shuffle=True, seed=3), rules)
    assert taught.model is not None
    assert again.weights.equals(taught.model.weights)
    assert again.suppliers.equals(taught.model.suppliers)


def test_a_model_survives_being_saved(taught: CategoryRules, lines: Lines, tmp_path: object) -> None:
    assert taught.model is not None
    back = Model.from_frames(taught.model.to_frames())
    line = lines({"account": "Frobbing"})
    assert coding.code(line, taught.with_model(back)).equals(coding.code(line, taught))


def test_no_labels_teach_nothing(labelled: pl.DataFrame, rules: CategoryRules, lines: Lines) -> None:
    unlabelled = labelled.with_columns(proclass_code=pl.lit(""))
    model = learning.learn(unlabelled, rules)
    line = lines({"purpose": "Gas"})
    assert model.weights.is_empty()
    assert coding.code(line, rules.with_model(model)).equals(coding.code(line, rules))


def test_older_codes_are_learned_as_what_they_are_now(labelled: pl.DataFrame, rules: CategoryRules) -> None:
    older = labelled.with_columns(proclass_code=pl.lit("321018"))
    assert set(learning.learn(older, rules).suppliers["proclass_code"]) == {"321017"}

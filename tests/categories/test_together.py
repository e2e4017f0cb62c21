"""Lines of one supplier are heard together: they stay in one part, lend each other what they say, and no others do."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from procurement.categories import coding, learning, reading, reasons, scoring, together
from procurement.categories.rules import CategoryRules

Lines = Callable[..., pl.DataFrame]
GAS, BARE = {"purpose": "Gas"}, {"purpose": "Snark"}
ZEDQU = {"supplier_name": "Zedqu"}


def named(*suppliers: str, kind: str = "") -> pl.DataFrame:
    return pl.DataFrame(
        {"place": range(len(suppliers)), "supplier_name": suppliers, "supplier_kind": [kind] * len(suppliers)}
    )


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        pytest.param(named(), [], id="none"),
        pytest.param(named("B", "A", "B"), [[1], [0, 2]], id="a supplier's lines from wherever they stood"),
        pytest.param(named("A", "A", "A", "B"), [[0, 1, 2], [3]], id="a part grows to hold them"),
        pytest.param(named("", "", ""), [[0], [1], [2]], id="lines of nobody are parted"),
        pytest.param(named("R", "R", kind="redacted"), [[0], [1]], id="and those of a name that stands for many"),
    ],
)
def test_a_part_holds_all_lines_of_its_suppliers(lines: pl.DataFrame, parts: list[list[int]]) -> None:
    assert [part["place"].to_list() for part in together.parts(lines, 1)] == parts


def test_all_lines_are_in_one_part_where_they_fit(lines: Lines) -> None:
    assert [part.height for part in together.parts(named("B", "A", "", "A"), 10)] == [4]


def heard_of(given: pl.DataFrame, rules: CategoryRules) -> scoring.Heard:
    return scoring.hear(reading.read(given, rules.ignored), given["supplier_sics"], rules)


def test_a_score_moves_towards_the_mean_the_more_lines_there_are(rules: CategoryRules, lines: Lines) -> None:
    given = lines(ZEDQU, ZEDQU, {"supplier_name": "Plim"}, {}, {})
    scores = np.array([[4.0, 0.0], [0.0, 2.0], [5.0, 0.0], [6.0, 0.0], [0.0, 6.0]])
    found, moved = together.hear(scores, heard_of(given, rules), together.are_alone(given), 0.5)
    # Of two lines the mean counts for a quarter; it is (2, 1).
    assert found.tolist() == [[3.5, 0.25], [0.5, 1.75], [5, 0], [6, 0], [0, 6]]
    assert moved.tolist() == [True, True, False, False, False]


@pytest.mark.parametrize("kind", together.STANDS_FOR_MANY)
def test_a_name_of_many_or_of_a_person_tells_nothing_of_its_other_lines(
    rules: CategoryRules, lines: Lines, kind: str
) -> None:
    one = {**ZEDQU, "supplier_kind": kind}
    assert coding.code(lines({**one, **BARE}, *[{**one, **GAS}] * 5), rules)["level1"][0] == ""


def test_a_line_that_says_nothing_is_what_many_clear_ones_of_its_supplier_are(
    rules: CategoryRules, lines: Lines
) -> None:
    clear = {**ZEDQU, **GAS, "account": "Gas", "publisher_category": "Gas"}
    said = coding.code(lines({**ZEDQU, **BARE}, *[clear] * 9, BARE), rules)
    assert said["level1"].to_list() == ["Utilities"] * 10 + [""]
    assert said["rule"][0] == reasons.ELSEWHERE
    assert said["confidence"][0] < said["confidence"][1]


def test_a_clear_line_stays_what_it_says(rules: CategoryRules, lines: Lines) -> None:
    taxis = {**ZEDQU, "purpose": "Taxis", "account": "Taxi fares"}
    said = coding.code(lines(taxis, *[{**ZEDQU, **GAS}] * 5), rules)
    assert said["level1"].to_list() == ["Passenger Transport"] + ["Utilities"] * 5


def test_a_supplier_of_several_trades_is_heard_line_by_line(rules: CategoryRules, lines: Lines) -> None:
    capita = {"supplier_name": "Capita plc"}
    given = lines({**capita, **BARE}, *[{**capita, **GAS}] * 5)
    assert coding.code(given, rules)["confidence"][0] == coding.code(given.head(1), rules)["confidence"][0]


def test_a_supplier_that_is_remembered_is_heard_line_by_line(rules: CategoryRules, lines: Lines) -> None:
    coded = lines(*[{**ZEDQU, "purpose": "Plim"}] * 3).with_columns(proclass_code=pl.lit("340000"))
    taught = rules.with_model(learning.learn(coded, rules).without_words())
    given = lines({**ZEDQU, **BARE}, *[{**ZEDQU, **GAS}] * 5)
    assert coding.code(given, taught).head(1).equals(coding.code(given.head(1), taught))


def test_lines_of_a_supplier_are_heard_together_however_many_at_once(
    rules: CategoryRules, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = lines({**ZEDQU, **BARE}, GAS, {**ZEDQU, **GAS}, {"purpose": "Taxis"}, {**ZEDQU, **GAS, "account": "Gas"})
    whole = coding.code(given, rules)
    monkeypatch.setattr(coding, "LINES_AT_ONCE", 1)
    assert coding.code(given, rules).equals(whole)

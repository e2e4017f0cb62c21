"""Decisions of people laid over the rules’ readings: which goes first, and each line against a slow oracle."""

import os
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.categories import decisions
from procurement.categories.decisions import (
    ACCOUNT,
    CATEGORY,
    HEADING,
    INFLUENCE,
    LINE,
    NO_LINE,
    OUTDONE,
    PRINTED,
    SUPPLIER,
)
from procurement.categories.rules import CategoryRules
from procurement.tables import CATEGORY_READING, DECIDED_LINE

BURY, LEEDS = "E08000002", "E08000035"
AGENCY, ELECTRIC, GRANTS = "261400", "371000", "201700"
OWN = "publisher’s own ProClass code 261400"
EXAMPLES = int(os.environ.get("DECISION_EXAMPLES", "20"))
LINES = [
    (BURY, 1, 11, "repairs", "4010"),
    (BURY, 2, 12, "repairs", ""),
    (BURY, 1, 13, "", "4010"),
    (LEEDS, 1, 11, "repairs", "4010"),
    (LEEDS, 3, 14, "staff", "9"),
]


def lines() -> pl.DataFrame:
    columns = ("authority_code", "supplier_text_key", "line_text_key", "plain_heading", "plain_account")
    frame = pl.DataFrame(LINES, schema=columns, orient="row")
    return frame.with_columns(
        supplier_name=pl.lit("Tarnbeck Ltd"), purpose=pl.lit(""), department=pl.lit(""),
        publisher_category=pl.col("plain_heading"), account=pl.col("plain_account"),
    )  # fmt: skip


def readings() -> pl.DataFrame:
    rows = [
        (11, "", "", "", 0.1, "not known", True, ""),
        (12, "", "", "", 0.1, "not known", True, ""),
        (13, "", "", "", 0.2, "not known", True, ""),
        (14, AGENCY, "Human Resources", "Temporary & Agency Staff", 0.98, OWN, True, ""),
    ]
    return pl.DataFrame(rows, schema=CATEGORY_READING, orient="row")


KINDS = pl.DataFrame({"supplier_text_key": [1, 2, 3], "supplier_kind": ["company", "company", "company"]})


def said(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Decisions numbered from 1: what, scope, council, key or words, value."""
    told = [
        (
            at,
            what,
            scope,
            council,
            key if isinstance(key, int) else None,
            key if isinstance(key, str) else None,
            value,
            "w",
        )
        for at, (what, scope, council, key, value) in enumerate(rows, start=1)
    ]
    return pl.DataFrame(told, schema=decisions.SAID, orient="row")


def apply(rules: CategoryRules, *rows: tuple[Any, ...]) -> decisions.Decided:
    return decisions.apply(lines(), readings(), KINDS, said(*rows), rules)


def codes(decided: decisions.Decided) -> dict[tuple[str, int], str]:
    rows = decided.lines.select("authority_code", "line_text_key", "proclass_code").iter_rows()
    return {(council, line): code for council, line, code in rows}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(CATEGORY, HEADING, BURY, "repairs", AGENCY)], {(BURY, 11): AGENCY, (BURY, 12): AGENCY}),
        ([(CATEGORY, HEADING, "", "repairs", AGENCY)], {(BURY, 11): AGENCY, (BURY, 12): AGENCY, (LEEDS, 11): AGENCY}),
        (
            [(CATEGORY, HEADING, BURY, "repairs", AGENCY), (CATEGORY, HEADING, "", "repairs", ELECTRIC)],
            {(BURY, 11): AGENCY, (BURY, 12): AGENCY, (LEEDS, 11): ELECTRIC},
        ),
        (
            [(CATEGORY, LINE, "", 12, ELECTRIC), (CATEGORY, HEADING, BURY, "repairs", AGENCY)],
            {(BURY, 11): AGENCY, (BURY, 12): ELECTRIC},
        ),
        (
            [(CATEGORY, HEADING, BURY, "repairs", AGENCY), (CATEGORY, SUPPLIER, BURY, 1, ELECTRIC)],
            {(BURY, 11): ELECTRIC, (BURY, 12): AGENCY, (BURY, 13): ELECTRIC},
        ),
        ([(CATEGORY, ACCOUNT, "", "9", ELECTRIC)], {}),
        ([(CATEGORY, HEADING, LEEDS, "staff", ELECTRIC)], {(LEEDS, 14): ELECTRIC}),
    ],
    ids=["own council", "every council", "own before every", "line before heading", "the later", "own code stays",
         "its heading may say"],
)  # fmt: skip
def test_which_decision_stands_on_which_line(rules: CategoryRules, rows: list[Any], expected: dict[Any, str]) -> None:
    assert codes(apply(rules, *rows)) == expected


def test_a_decided_category_is_said_so_and_judged_anew(rules: CategoryRules) -> None:
    found = apply(rules, (CATEGORY, HEADING, BURY, "repairs", GRANTS)).lines
    assert found.schema == DECIDED_LINE
    row = found.sort("line_text_key").row(0, named=True)
    assert (row["level1"], row["level2"], row["confidence"]) == ("Financial Services", "Grants", 1.0)
    assert row["rule"] == "a person decided so (decision 1)"
    assert (row["influenceable"], row["influence_reason"]) == (False, "grant")
    both = apply(rules, (CATEGORY, HEADING, BURY, "repairs", GRANTS), (INFLUENCE, SUPPLIER, "", 1, "yes")).lines
    of_line = both.filter(authority_code=BURY, line_text_key=11).row(0, named=True)
    assert (of_line["proclass_code"], of_line["influenceable"]) == (GRANTS, True)
    assert of_line["influence_reason"] == "a person decided so (decision 2): w"
    assert (of_line["category_decision"], of_line["influence_decision"]) == (1, 2)


def test_a_decision_without_effect_says_why(rules: CategoryRules) -> None:
    rows = [
        (CATEGORY, HEADING, BURY, "repairs", AGENCY),
        (CATEGORY, HEADING, BURY, "repairs", ELECTRIC),
        (CATEGORY, ACCOUNT, BURY, "nowhere", ELECTRIC),
        (CATEGORY, SUPPLIER, "", 3, ELECTRIC),
    ]
    assert apply(rules, *rows).idle == {1: OUTDONE, 3: NO_LINE, 4: PRINTED}


SUBJECTS = st.sampled_from(
    [
        (HEADING, "repairs"),
        (HEADING, "staff"),
        (ACCOUNT, "4010"),
        (ACCOUNT, "9"),
        (SUPPLIER, 1),
        (SUPPLIER, 3),
        (LINE, 11),
        (LINE, 14),
    ]
)
DECISIONS = st.lists(
    st.tuples(st.sampled_from([CATEGORY, INFLUENCE]), SUBJECTS, st.sampled_from(["", BURY, LEEDS]), st.integers(0, 1)),
    max_size=8,
)


def slowly(rows: list[tuple[Any, ...]]) -> dict[tuple[str, int], tuple[int | None, int | None]]:
    """By line the numbers of the decisions that stand, found one line and one decision at a time."""
    found = {}
    for council, supplier, line, heading, account in LINES:
        texts = {HEADING: heading, ACCOUNT: account, SUPPLIER: supplier, LINE: line}
        best: dict[str, tuple[tuple[bool, bool, int], int]] = {}
        for number, (what, scope, of, key, _) in enumerate(rows, start=1):
            is_printed = line == 14 and what == CATEGORY and scope in (SUPPLIER, ACCOUNT)
            if texts[scope] == key and of in ("", council) and not is_printed:
                rank = (scope == LINE, of != "", number)
                best[what] = max(best.get(what, (rank, number)), (rank, number))
        if best:
            found[council, line] = tuple(best[what][1] if what in best else None for what in (CATEGORY, INFLUENCE))
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(DECISIONS)
def test_whatever_people_decide_each_line_stands_as_a_slow_reader_says(rules: CategoryRules, drawn: list[Any]) -> None:
    values = {CATEGORY: (AGENCY, ELECTRIC), INFLUENCE: ("yes", "no")}
    rows = [(what, scope, of, key, values[what][which]) for what, (scope, key), of, which in drawn]
    decided = apply(rules, *rows)
    numbers = decided.lines.select("authority_code", "line_text_key", "category_decision", "influence_decision")
    assert {(council, line): (first, second) for council, line, first, second in numbers.iter_rows()} == slowly(rows)
    standing = {number for pair in slowly(rows).values() for number in pair if number}
    assert set(decided.idle) == set(range(1, len(rows) + 1)) - standing
    for council, line, code, number in decided.lines.select(
        "authority_code", "line_text_key", "proclass_code", "category_decision"
    ).iter_rows():
        assert code == (rows[number - 1][4] if number else AGENCY if line == 14 else ""), (council, line)

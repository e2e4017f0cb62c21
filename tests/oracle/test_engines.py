"""The same roll-ups on Polars and on Spark (served by pysail, without a JVM), equal to the penny."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.analysis import (
    coded,
    common_suppliers,
    concentration,
    condensed,
    coverage,
    filters,
    frames,
    levels,
    periods,
    roll_up,
)
from procurement.tables import (
    AUTHORITY,
    CATEGORY_READING,
    DECIDED_LINE,
    DECIDED_SUPPLIER,
    MEMBERSHIP,
    PAYMENT,
    PLACE_SHARE,
    ROLL_UP,
)

COUNCILS = [f"E0800000{n}" for n in range(1, 8)]


def typed(rows: list[dict[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a table of that schema, with "", null or False where a row says nothing."""
    blank = {name: "" if kind == pl.String() else None for name, kind in schema.items()}
    return pl.DataFrame([blank | row for row in rows], schema=schema)


@pytest.fixture(scope="session")
def payments() -> pl.DataFrame:
    """3,000 invented payments of seven councils and one other body: credit notes, redactions, unread texts."""
    draw = random.Random(2024)
    rows = [
        {
            "upload_id": "u",
            "line": line,
            "authority_code": draw.choice([*COUNCILS, "body:An Invented Trust"]),
            "paid_on": date(2023, 3, 28) + timedelta(days=draw.randrange(800)) if draw.random() > 0.01 else None,
            "is_redacted": draw.random() < 0.05,
            "amount_pence": round(draw.lognormvariate(11, 2)) * (-1 if draw.random() < 0.08 else 1),
            "amount_basis": "net",
            "supplier_text_key": draw.randrange(90),
            "line_text_key": draw.randrange(60),
        }
        for line in range(3_000)
    ]
    return typed(rows, PAYMENT)


@pytest.fixture(scope="session")
def readings() -> dict[str, pl.DataFrame]:
    """Readings for most of the texts, and the seven councils."""
    kinds = ["company", "charity", "public body", "unknown"]
    suppliers = [
        {
            "supplier_text_key": key,
            "supplier_id": f"s{key // 3}",
            "supplier_label": f"Supplier {key // 3}",
            "kind": kinds[key // 3 % 4],
        }
        for key in range(80)
    ]
    lines = [
        {
            "line_text_key": key,
            "proclass_code": str(key),
            "level1": f"Heading {key % 5}",
            "confidence": 0.5,
            "influenceable": key % 3 > 0,
        }
        for key in range(50)
    ]
    councils = [{"authority_code": code, "name": f"Council {code[-1]}", "region": "North"} for code in COUNCILS]
    return {
        "suppliers": typed(suppliers, DECIDED_SUPPLIER),
        "lines": typed(lines, CATEGORY_READING),
        "councils": typed(councils, AUTHORITY),
    }


MEMBERS = pl.DataFrame(
    [
        *(("local", f"Council {code[-1]}", code) for code in COUNCILS),
        *(("national", "England", code) for code in COUNCILS),
        *(("hub", "East hub", code) for code in COUNCILS[:4]),
        *(("hub", "West hub", code) for code in COUNCILS[3:6]),
        ("hub", "No hub", COUNCILS[6]),
    ],
    schema=MEMBERSHIP,
    orient="row",
)

SPLIT = pl.DataFrame(
    [
        *(("hub", "North hub", code, f"{code}-new", 0, 1_000_000) for code in COUNCILS[:5]),
        ("hub", "North hub", COUNCILS[5], "A-new", 0, 451_402),
        ("hub", "South hub", COUNCILS[5], "B-new", 451_402, 1_000_000),
        ("hub", "North hub", COUNCILS[6], "A-new", 0, 333_333),
        ("hub", "South hub", COUNCILS[6], "A-new", 0, 333_333),
        ("hub", "South hub", COUNCILS[6], "B-new", 333_333, 666_667),
        ("hub", "South hub", COUNCILS[6], "C-new", 666_667, 1_000_000),
    ],
    schema=PLACE_SHARE,
    orient="row",
)
"""Two councils of which parts count in several places; one part of the second stands in both."""

Question = Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]
QUESTIONS: dict[str, Question] = {
    "everything": lambda c: roll_up.roll_up(c, []),
    "by council and category": lambda c: roll_up.roll_up(c, ["authority", "level1"]),
    "by supplier": lambda c: roll_up.roll_up(c, ["supplier_id", "supplier"]),
    "by quarter and month": lambda c: roll_up.roll_up(c, ["financial_year", "quarter", "month"]),
    "by hub": lambda c: roll_up.roll_up(levels.at_level(c, MEMBERS, "hub"), ["place", "counts_in_nation"]),
    "nation by year": lambda c: roll_up.roll_up(levels.at_level(c, MEMBERS, "national"), ["place", "financial_year"]),
    "by hub, where councils are split": lambda c: roll_up.roll_up(levels.at_level(c, SPLIT, "hub"), ["place", "month"]),
    "nation, where councils are split": lambda c: roll_up.roll_up(levels.once(levels.at_level(c, SPLIT, "hub")), []),
    "coverage, where councils are split": lambda c: coverage.coverage(levels.at_level(c, SPLIT, "hub"), ["place"]),
    "one year, influenceable": lambda c: roll_up.roll_up(
        filters.within(c, filters.Scope(date(2024, 4, 1), date(2025, 3, 31), influenceable=True)), ["level1"]
    ),
    "other bodies": lambda c: roll_up.roll_up(levels.other_bodies(c, MEMBERS), ["authority"]),
    "suppliers in common": lambda c: common_suppliers.common_suppliers(c, ["level1"]),
    "concentration": lambda c: concentration.measure(c, ["level1"]),
    "tail": lambda c: concentration.tail(c, ["level1"]),
    "tail of the whole": lambda c: concentration.tail(c),
    "small suppliers": lambda c: concentration.below(c, 500_000_000),
    "by kind": lambda c: concentration.by_kind(c),
    "coverage": lambda c: coverage.coverage(c, ["authority_code"]),
    "held back": lambda c: coverage.add_held_back(
        coverage.coverage(c, ["authority_code"]),
        pl.DataFrame({"authority_code": COUNCILS[:2] * 2, "amount_pence": [100, None, 250, 1]}),
        ["authority_code"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_spark_answers_as_polars_does(
    question: Question, spark: Any, payments: pl.DataFrame, readings: dict[str, pl.DataFrame]
) -> None:
    def answer(paid: Any) -> pl.DataFrame:
        return frames.collect(question(coded.join(paid, *readings.values())), ROLL_UP)

    here = answer(payments.lazy())
    there = answer(spark.createDataFrame(payments.to_arrow(compat_level=pl.CompatLevel.oldest())))
    assert here.height > 0
    assert_frame_equal(here, there, check_dtypes=False, rel_tol=1e-12, abs_tol=0)


@pytest.mark.parametrize("decided", [0, 30], ids=["nothing decided", "some lines decided"])
def test_whole_coded_payments_are_the_same(
    spark: Any, payments: pl.DataFrame, readings: dict[str, pl.DataFrame], decided: int
) -> None:
    said = payments.select(coded.LINE_KEY).unique().sort(coded.LINE_KEY).head(decided)
    lines = typed(
        [row | {"level1": "Decided", "influenceable": False, "category_decision": 1} for row in said.to_dicts()],
        DECIDED_LINE,
    )
    here = frames.collect(coded.join(payments, *readings.values(), decided_lines=lines))
    paid = spark.createDataFrame(payments.to_arrow(compat_level=pl.CompatLevel.oldest()))
    there = frames.collect(coded.join(paid, *readings.values(), decided_lines=lines))
    assert here["category_decision"].sum() == payments.join(said, on=coded.LINE_KEY, how="semi").height
    assert here.height == payments.height
    assert_frame_equal(here, there, check_dtypes=False)


@pytest.mark.parametrize("by_month", [False, True], ids=["of all months", "by month"])
def test_sums_of_alike_payments_are_the_same(
    by_month: bool, spark: Any, payments: pl.DataFrame, readings: dict[str, pl.DataFrame]
) -> None:
    def answer(paid: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
        sums = condensed.condense(paid, by_month=by_month)
        joined = coded.join(sums, *readings.values())
        by = ["authority", "level1", *(["month"] if by_month else [])]
        return frames.collect(sums), frames.collect(roll_up.roll_up(joined, by), ROLL_UP)

    table = spark.createDataFrame(payments.to_arrow(compat_level=pl.CompatLevel.oldest()))
    for here, there in zip(answer(payments.lazy()), answer(table), strict=True):
        assert_frame_equal(here, there, check_dtypes=False)
    single = frames.collect(
        roll_up.roll_up(coded.join(payments, *readings.values()), answer(payments)[1].columns[:-4]), ROLL_UP
    )
    assert_frame_equal(answer(payments)[1], single)


def test_periods_need_nothing_but_a_date(spark: Any) -> None:
    days = pl.DataFrame({"paid_on": [date(2024, 3, 31), date(2024, 4, 1), date(2100, 1, 1)]})
    table = spark.createDataFrame(days.to_arrow(compat_level=pl.CompatLevel.oldest()))
    assert frames.collect(periods.with_periods(frames.lazy(table))).rows() == [
        (date(2024, 3, 31), "2023-24", "2023-24 Q4", "2024-03"),
        (date(2024, 4, 1), "2024-25", "2024-25 Q1", "2024-04"),
        (date(2100, 1, 1), "2099-00", "2099-00 Q4", "2100-01"),
    ]

"""Cases across categories, in the order a person should open them."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from procurement.cases import summary, words
from procurement.cases.case import Case
from procurement.cases.decision import Decision
from procurement.cases.levels import JOINT_LEVELS, LOCAL
from procurement.tables import CASE_RANKING

MONEY = ("npv_pence", "p10_pence", "p50_pence", "p90_pence", "steady_saving_pence")


def rank(decided: Sequence[tuple[Case, Decision]]) -> pl.DataFrame:
    """CASE_RANKING: joint cases by NPV at p10, then local, then those without enough evidence; ties by spend.

    Last come categories in which next to nothing is bought, such as benefits.
    """
    table = pl.DataFrame([_row(case, decision) for case, decision in decided], schema=CASE_RANKING)
    order = pl.when(pl.col("answer").is_in(JOINT_LEVELS)).then(0).when(pl.col("answer") == LOCAL).then(1).otherwise(2)
    is_bought = pl.lit(pl.Series([case.is_bought for case, _ in decided], dtype=pl.Boolean()))
    ranked = table.sort(
        is_bought.not_(), order, "p10_pence", "annual_pence", "level1", "level2",
        descending=[False, False, True, True, False, False], nulls_last=True,
    )  # fmt: skip
    return ranked.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("rank"))


def _row(case: Case, decision: Decision) -> dict[str, Any]:
    row: dict[str, Any] = {
        "rank": 0,
        "level1": case.level1,
        "level2": case.level2,
        "answer": decision.answer,
        "scheme": decision.scheme,
        "councils": case.whole["councils"],
        "annual_pence": case.whole["annual_pence"],
        "chance_of_best": case.chance_of_best.get(decision.answer),
        "sentence": words.headline(case, decision),
    }
    if decision.answer in JOINT_LEVELS:
        found = case.joint[decision.answer]
        benefit, cost = summary.pence(case, found)
        spread = (found.spread.p10, found.spread.p50, found.spread.p90, found.worth.steady_saving.item())
        money = [benefit - cost, *(round(pounds * 100) for pounds in spread)]
        return row | {"councils": found.councils, "chance_of_gain": found.spread.chance_of_gain} | _money(money)
    return row | _money([0 if decision.answer == LOCAL else None] * len(MONEY))


def _money(pence: Sequence[int | None]) -> dict[str, int | None]:
    return dict(zip(MONEY, pence, strict=True))

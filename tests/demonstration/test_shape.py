"""With every supplier and category known, the method finds a case at each level in the invented spend."""

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import assumptions, building, decision, evidence, gathering, local_economy, purchases
from procurement.demonstration import writing
from procurement.places import authorities, groupings
from procurement.tables import COUNCIL_PERIOD, PURCHASE

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def bought(tables: dict[str, pl.DataFrame], written: list[writing.DemoFile], answers: pl.DataFrame) -> pl.DataFrame:
    publishers = pl.DataFrame(
        [(file.name, file.authority_code) for file in written], schema=["file", "authority_code"], orient="row"
    )
    codes = tables["proclass"].select("proclass_code", "level1", "level2")
    known = answers.join(publishers, on="file", validate="m:1").join(
        codes, on="proclass_code", how="left", validate="m:1"
    )
    hidden = pl.col("true_supplier") == ""
    return (
        known.with_columns(
            pl.col("level1", "level2").fill_null(""),
            supplier_id="true_supplier",
            supplier_kind=pl.when(hidden).then(pl.lit("redacted")).otherwise(pl.lit("company")),
            is_redacted=hidden,
            influenceable=pl.col("proclass_code") != "",
        )
        .group_by([name for name in PURCHASE if not name.endswith("_pence")])
        .agg(spend_pence=pl.col("amount_pence").sum(), turnover_pence=pl.col("amount_pence").abs().sum())
        .select(PURCHASE.names())
        .cast(PURCHASE)
    )


@pytest.fixture(scope="module")
def answered(project: Path, tables: dict[str, pl.DataFrame], bought: pl.DataFrame) -> dict[str, str]:
    """The answer of the business case of each level 2 category."""
    folder = project / "data" / "reference"
    assumed = assumptions.read(pl.read_csv(folder / "case_assumptions.csv", infer_schema=False).fill_null(""))
    hubs = groupings.parse(pl.read_csv(folder / "groupings.csv", infer_schema=False))
    places = groupings.memberships(authorities.parse(tables["authorities"]), TODAY, hubs)
    councils = bought.select(pl.col("authority_code").unique())
    span = councils.with_columns(months=24, first_day=date(2024, 4, 1), last_day=date(2026, 3, 31))
    spans = span.select(COUNCIL_PERIOD.names()).cast(COUNCIL_PERIOD)
    near = places.join(councils, on="authority_code", how="semi")
    material = building.Material(
        evidence.measure(bought, spans, near, "level2", gathering.fallbacks(assumed)),
        purchases.annual_spend(bought, spans, "level2"),
        pl.read_csv(folder / "category_case_parameters.csv", infer_schema=False).fill_null(""),
        assumed,
        frozenset(groupings.REMAINDERS.values()),
        local_economy.supplied(bought, spans, "level2", None),
    )
    return {case.level2: decision.decide(case).answer for case in building.build_all(material)}


@pytest.mark.parametrize(
    ("level2", "answer"),
    [
        pytest.param("Electricity", "national", id="suppliers in most regions and much money"),
        pytest.param("Food & Beverages", "national", id="food"),
        pytest.param("Roads", "subnational", id="suppliers that neighbours share"),
        pytest.param("Temporary & Agency Staff", "subnational", id="agency staff"),
        pytest.param("Domiciliary Care", "local", id="suppliers of one council"),
        pytest.param("Postage", "local", id="one supplier has most of it"),
        pytest.param("Direct Payment", "not enough evidence", id="nearly all redacted"),
        pytest.param("Burial & Cremation", "not enough evidence", id="two councils buy it"),
    ],
)
def test_a_category_stacks_up_where_its_market_is(answered: dict[str, str], level2: str, answer: str) -> None:
    assert answered[level2] == answer


def test_every_answer_is_there_more_than_once(answered: dict[str, str]) -> None:
    counts = Counter(answered.values())
    assert set(counts) == {"national", "subnational", "local", "not enough evidence"}
    assert min(counts.values()) >= 2

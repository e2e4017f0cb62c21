"""Invented councils and payments of which business cases can be made."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.analysis import council_periods
from procurement.cases import assumptions, gathering
from procurement.cases.assumptions import Assumptions
from procurement.cases.gathering import Bought, Material
from procurement.tables import CODED_PAYMENT, MEMBERSHIP

REGIONS = ("North", "South", "East", "West")
COUNCILS = [f"C{number:02}" for number in range(36)]
MONTHS = [date(2023 + (3 + month) // 12, (3 + month) % 12 + 1, 10) for month in range(24)]
NOT_PLACES = frozenset({"No hub"})


def region_of(council: str) -> str:
    return REGIONS[int(council[1:]) // 9]


def payment(council: str, supplier: str, day: date, pounds: float, **more: object) -> dict[str, object]:
    """A coded payment; anything not given is plausible and neutral."""
    usual = {
        "upload_id": "u",
        "line": 1,
        "authority_code": council,
        "authority": council,
        "region": region_of(council),
        "county_area": "",
        "combined_authority": "",
        "paid_on": day,
        "financial_year": "2023-24",
        "quarter": "",
        "month": f"{day:%Y-%m}",
        "amount_pence": round(pounds * 100),
        "amount_basis": "net",
        "is_redacted": False,
        "supplier_id": supplier,
        "supplier": supplier,
        "supplier_kind": "company",
        "proclass_code": "100001",
        "level1": "Clothing",
        "level2": "Uniforms",
        "confidence": 1.0,
        "influenceable": True,
    }
    return usual | more


def coded(rows: Sequence[dict[str, object]]) -> pl.LazyFrame:
    return pl.DataFrame(rows, schema=CODED_PAYMENT).lazy()


def bought(rows: Sequence[dict[str, object]]) -> Bought:
    """What payments come to, where every month with a payment is covered."""
    return gathering.read(coded(rows), council_periods.periods(coded(rows), 0).collect())


@pytest.fixture(scope="session")
def membership() -> pl.DataFrame:
    """Every council locally, in one of four regions, in no hub, and in England."""
    rows = [
        row
        for council in COUNCILS
        for row in (
            ("local", council, council),
            ("region", region_of(council), council),
            ("hub", "No hub", council),
            ("national", "England", council),
        )
    ]
    return pl.DataFrame(rows, schema=MEMBERSHIP, orient="row")


@pytest.fixture(scope="session")
def reference(project: Path) -> Path:
    return project / "data" / "reference"


@pytest.fixture(scope="session")
def assumed(reference: Path) -> Assumptions:
    return assumptions.read(pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null(""))


@pytest.fixture(scope="session")
def parameters(reference: Path) -> pl.DataFrame:
    return pl.read_csv(reference / "category_case_parameters.csv", infer_schema=False).fill_null("")


@pytest.fixture(scope="session")
def gather(membership: pl.DataFrame, parameters: pl.DataFrame, assumed: Assumptions) -> Callable[..., Material]:
    """Material from payments, by level 2 unless told otherwise."""

    def gathered(rows: Sequence[dict[str, object]], by: str = "level2", given: Assumptions = assumed) -> Material:
        return gathering.measure(bought(rows), membership, parameters, given, NOT_PLACES, by)

    return gathered

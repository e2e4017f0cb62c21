"""The register of companies says what suppliers do, and that reaches the categories of lines met from then on."""

from pathlib import Path

import pytest

from procurement.services.desk import Desk, open_desk, suppliers_of
from procurement.services.suppliers import supplier_sics
from tests.services.test_supplier_evidence import readings, with_register

ROWS = ("Tarnbeck Erectors Ltd,100.00,1,", "Vexley Ltd,200.00,2,")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def test_a_company_of_the_register_has_its_codes_and_they_are_evidence(desk: Desk, tmp_path: Path) -> None:
    with_register(desk, tmp_path)
    readings(desk, *ROWS)
    names = dict(suppliers_of(desk).select("supplier_text_key", "supplier_name").iter_rows())
    told = supplier_sics.of(desk, suppliers_of(desk))
    said = {names[key]: sics for key, _, sics in told.iter_rows()}
    assert said == {"Tarnbeck Erectors Ltd": "43991;43999", "Vexley Ltd": ""}
    sure = dict(zip(*_confidence(desk), strict=True))
    assert sure["Tarnbeck Erectors Ltd"] > sure["Vexley Ltd"]


def test_without_a_register_nothing_is_said(desk: Desk) -> None:
    readings(desk, *ROWS)
    assert supplier_sics.of(desk, suppliers_of(desk))["supplier_sics"].to_list() == ["", ""]
    assert len(set(_confidence(desk)[1])) == 1


def _confidence(desk: Desk) -> tuple[list[str], list[float]]:
    lines = desk.store.ledger.payments().select("line_text_key", "supplier_name").collect()
    coded = lines.join(desk.store.register.readings.categories(), on="line_text_key").sort("supplier_name")
    return coded["supplier_name"].to_list(), coded["confidence"].to_list()

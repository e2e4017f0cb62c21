"""What the register of companies adds to a business case: who is small, who is near, and what is at risk."""

from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.cases import opportunities
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import WrongWords
from procurement.services.suppliers import supplier_traits
from tests.services.test_company_shares import pay
from tests.services.test_supplier_evidence import with_register

GROUP = Viewer(Role.ADVISORY_GROUP)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def test_size_and_place_come_from_the_register_and_are_not_known_without_one(desk: Desk, tmp_path: Path) -> None:
    pay(desk)
    assert supplier_traits.told(desk, ["BL"]).is_empty()
    with_register(desk, tmp_path)
    told = supplier_traits.told(desk, ["BL"])
    assert sorted(told["small or medium"].drop_nulls()) == [False, True, True]
    assert told["local"].drop_nulls().to_list() == [True, True]
    assert supplier_traits.told(desk)["local"].null_count() == told.height


def test_a_case_says_what_its_words_mean_and_refuses_a_place_that_is_none(desk: Desk, tmp_path: Path) -> None:
    pay(desk)
    level1, level2 = opportunities.find(GROUP, desk).listed.row(0)[1:3]
    without = opportunities.one(GROUP, desk, level1, level2)
    assert "no register of companies is loaded" in without.at_risk_definitions[-1]
    with_register(desk, tmp_path)
    told = opportunities.one(GROUP, desk, level1, level2, local=["bl"])
    assert "postcode in BL" in told.at_risk_definitions[-1]
    with pytest.raises(WrongWords, match="no postcode area"):
        opportunities.one(GROUP, desk, level1, level2, local=["Bury town"])

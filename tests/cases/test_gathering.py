"""What was bought is read once, and of one category is measured what is measured of it among all."""

from itertools import chain

import polars as pl
from polars.testing import assert_frame_equal

from procurement.cases import gathering
from procurement.cases.assumptions import Assumptions

from .conftest import COUNCILS, MONTHS, NOT_PLACES, bought, payment
from .test_answers import firms_of_their_own, market, one_giant_a_region, regional_firms
from .test_proposing import around

FEW = COUNCILS[::3]


def test_a_category_by_itself_is_measured_as_among_all(
    membership: pl.DataFrame, parameters: pl.DataFrame, assumed: Assumptions
) -> None:
    """Suppliers of several categories, spend without a category, and redacted spend among them."""
    rows = chain(
        market(one_giant_a_region, 9_000_000, FEW, level1="Utilities", level2="Electricity"),
        market(regional_firms, 4_000_000, FEW, level1="Works", level2="Buildings"),
        market(regional_firms, 1_000_000, FEW, level1="Works", level2="Roads", supplier_kind="charity"),
        market(firms_of_their_own, 2_000_000, FEW, level1="Care", level2="Home care", is_redacted=True),
        [payment(council, "Anybody", MONTHS[0], 5_000, level1="", level2="") for council in FEW],
    )
    spent = bought(list(rows))
    given = (membership, parameters, assumed, NOT_PLACES, "level2", around())
    every = gathering.measure(spent, *given)
    kinds = every.evidence.select("level1", "level2").unique().rows()
    assert len(kinds) == 4
    assert "proposed" in every.evidence["level"].to_list()
    for level1, level2 in kinds:
        alone = gathering.measure(spent.of_category(level1, level2), *given)
        for name in ("evidence", "spend", "supplied"):
            whole: pl.DataFrame = getattr(every, name).filter(level1=level1, level2=level2)
            assert_frame_equal(getattr(alone, name), whole, check_row_order=name != "supplied")

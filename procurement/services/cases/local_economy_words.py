"""What the words of the local economy mean, as printed beside its figures."""

from collections.abc import Sequence

from procurement.analysis import company_shares as shares
from procurement.cases import local_economy
from procurement.cases.case import Case
from procurement.services.desk import Desk
from procurement.services.figures.company_shares import COMPANIES
from procurement.services.registers import public_registers


def definitions(desk: Desk, case: Case, local: Sequence[str] = ()) -> tuple[str, ...]:
    """At risk, voluntary, small or medium, and local; or why the last two are not given."""
    risk = local_economy.risk_definition(case.assumptions.number("lot_times_sales"))
    if COMPANIES not in public_registers.listed(desk):
        return (risk, local_economy.VOLUNTARY_DEFINITION, shares.NO_REGISTER)
    size_and_place = (shares.SME_DEFINITION, shares.local_definition(local))
    return (risk, local_economy.VOLUNTARY_DEFINITION, *size_and_place)

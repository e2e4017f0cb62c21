"""The duties and dates that a case meets, from the councils in it and the tables of the law."""

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.cases import laws
from procurement.cases.case import Case
from procurement.cases.law_values import Contract
from procurement.cases.laws import Facts
from procurement.cases.levels import JOINT_LEVELS
from procurement.services.cases import opportunities
from procurement.services.cases.opportunities import OpenCase
from procurement.services.desk import Desk

Changes = tuple[tuple[str, float], ...]


def of_category(viewer: Viewer, desk: Desk, level1: str, level2: str, changes: Changes = ()) -> pl.DataFrame:
    """LAW_NOTE of the case of a category; LookupError where no council buys it."""
    check_can_compare(viewer)
    return of_case(desk, opportunities.open_case(viewer, desk, level1, level2, changes))


def of_case(desk: Desk, opened: OpenCase, codes: tuple[str, ...] = ()) -> pl.DataFrame:
    """LAW_NOTE of a case as it stands today, for all its councils or for those of `codes`."""
    case, answer = opened.case, opened.decision.answer
    councils = _councils(desk, case)
    wanted = councils.filter(pl.col("authority_code").is_in(codes)) if codes else councils
    joint = _joint(case, answer, codes) if answer in JOINT_LEVELS else ()
    alone = tuple(Contract(name, 1, pence) for name, pence in wanted.select("council", "net_pence").iter_rows())
    facts = Facts(
        level1=case.level1,
        level2=case.level2,
        on=desk.today,
        years=len(case.method.ramp),
        vat_rate=_vat_rate(desk),
        contracts=joint or alone,
        councils=wanted,
        expected=desk.reference["boundaries_expected"],
    )
    return laws.notes(desk.reference, facts)


def _joint(case: Case, answer: str, codes: tuple[str, ...]) -> tuple[Contract, ...]:
    """The contracts of the answer that any of `codes` would use, by what could be bought together."""
    years = len(case.method.ramp)
    return tuple(
        Contract(group.place, int(group.councils), round(group.addressable * 100) * years)
        for group in case.joint[answer].groups
        if not codes or set(codes) & set(group.codes)
    )


def _councils(desk: Desk, case: Case) -> pl.DataFrame:
    """authority_code, council, kind, net_pence (what it would spend over the years), last_day."""
    known = desk.authorities.select("authority_code", "kind", council="name", last_day="end_date")
    spent = case.spend.select("authority_code", net_pence=pl.col("annual_pence") * len(case.method.ramp))
    return spent.join(known, on="authority_code", how="inner", validate="m:1").sort("council")


def _vat_rate(desk: Desk) -> float:
    rows = desk.reference["unusual_payment_thresholds"].filter(pl.col("threshold") == "vat_rate")
    return float(rows["value"].item())

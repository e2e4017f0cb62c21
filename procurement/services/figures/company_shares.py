"""Shares of spend with small and medium, and with local, companies, by the register that is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import company_shares, frames, supplier_spend
from procurement.analysis.filters import of_category
from procurement.services.desk import Desk, suppliers_of
from procurement.services.privacy import disclosing
from procurement.services.problems import WrongWords
from procurement.services.registers import public_registers, register_matching
from procurement.suppliers.public_registers import sizes
from procurement.tables import SUPPLIER_TEXT

COMPANIES = "companies-house"
PLACE = r"^[A-Z]{1,2}(?:\d[A-Z\d]?)?$"


@dataclass(frozen=True)
class CompanyShares:
    """`table`: COMPANY_SHARE, empty where no register is loaded; `definitions`: what its words mean."""

    table: pl.DataFrame
    definitions: tuple[str, ...]


def shares(
    viewer: Viewer,
    desk: Desk,
    authorities: Sequence[str] = (),
    local: Sequence[str] = (),
    level1: str = "",
    level2: str = "",
) -> CompanyShares:
    """Shares of the spend of some councils (GSS codes), or all, with suppliers that councils choose between.

    level1, level2: of one category, or a part of it; of all where none is named. local: postcode areas (BL) and
    districts (BL9). Raises WrongWords where one is neither.
    """
    check_can_compare(viewer)
    places = named(local)
    if COMPANIES not in public_registers.listed(desk):
        return CompanyShares(pl.DataFrame(schema=company_shares.COMPANY_SHARE), (company_shares.NO_REGISTER,))
    scope = of_category(level1, level2, authorities)
    coded = disclosing.summed_for(viewer, desk, scope)
    spent = frames.collect(supplier_spend.spend(coded, [], supplier_spend.NOT_IN_A_MARKET))
    spend = spent.select("supplier_id", "spend_pence")
    table = company_shares.shares(spend, companies_of(desk, spend["supplier_id"]), places)
    return CompanyShares(table, (company_shares.SME_DEFINITION, company_shares.local_definition(places)))


def named(local: Sequence[str]) -> list[str]:
    """Postcode areas and districts in capitals; raises WrongWords where one is neither."""
    places = [place.strip().upper() for place in local if place.strip()]
    wrong = pl.Series(places, dtype=pl.String).filter(~pl.Series(places, dtype=pl.String).str.contains(PLACE))
    if wrong.len():
        raise WrongWords(f'"{wrong[0]}" is no postcode area or district, such as BL or BL9.')
    return places


def companies_of(desk: Desk, suppliers: pl.Series) -> pl.DataFrame:
    """supplier_id and COMPANY_FACTS of the suppliers that are one company of the register; others have no row."""
    readings = suppliers_of(desk).filter(pl.col("supplier_id").is_in(suppliers.implode()))
    told = pl.col("supplier_id").str.extract(r"^GB-COH-(.+)$").fill_null("")
    bare = pl.col("company_number") == ""
    texts = readings.with_columns(company_number=pl.when(bare).then(told).otherwise("company_number"))
    found = register_matching.matches(desk, texts.select(SUPPLIER_TEXT.names()))
    sure = found.filter((pl.col("register") == COMPANIES) & (pl.col("verdict") == "same"))
    owned = sure.join(
        readings.select("supplier_text_key", "supplier_id"), on="supplier_text_key", how="inner", validate="1:1"
    )
    one = owned.group_by("supplier_id").agg(pl.col("number").unique()).filter(pl.col("number").list.len() == 1)
    numbered = one.with_columns(pl.col("number").list.first())
    kept = public_registers.kept(desk)
    bodies = kept.bodies(kept.records()[COMPANIES]).filter(pl.col("number").is_in(numbered["number"].implode()))
    facts = sizes.facts(bodies.collect(engine="streaming"), desk.reference["company_sizes"])
    return numbered.join(facts, on="number", how="inner", validate="m:1")

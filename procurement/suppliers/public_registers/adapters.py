"""How each public register is published, and what makes it REGISTERED: one small adapter a register."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from procurement.suppliers.public_registers import charity_commission, companies_house, nhs_ods

Refine = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class Table:
    """One kind of file of a register: the columns needed of it, those that hold days, and what reads its rows.

    holds_names: whether its rows are further names of bodies that another table of the register lists.
    """

    needed: tuple[str, ...]
    days: dict[str, str]
    refine: Refine
    holds_names: bool = False


@dataclass(frozen=True)
class Adapter:
    """A register: the word for it, its title, its tables, how cells are parted, and where it can be had.

    columns: the names given to the columns of a file without headings; empty where the first row holds them.
    """

    name: str
    title: str
    tables: tuple[Table, ...]
    delimiter: str = ","
    columns: tuple[str, ...] = field(default_factory=tuple)
    wanted: str = ""

    def table_for(self, headings: tuple[str, ...]) -> Table | None:
        """The table that has all its columns among the (trimmed) headings of a file; None where there is none."""
        return next((table for table in self.tables if set(table.needed) <= set(headings)), None)

    def missing(self, headings: tuple[str, ...]) -> list[str]:
        """The columns that the first table needs and the headings lack."""
        return [name for name in self.tables[0].needed if name not in headings]


COMPANIES_HOUSE = Adapter(
    name="companies-house",
    title="Companies House basic company data",
    tables=(Table(companies_house.NEEDED, companies_house.DAYS, companies_house.refine),),
    wanted="BasicCompanyDataAsOneFile-YYYY-MM-01.zip, or all its parts, or the CSV inside",
)
CHARITY_COMMISSION = Adapter(
    name="charity-commission",
    title="Charity Commission register of charities",
    tables=(
        Table(charity_commission.NEEDED, charity_commission.DAYS, charity_commission.refine),
        Table(charity_commission.NAMES_NEEDED, {}, charity_commission.refine_names, holds_names=True),
    ),
    delimiter="\t",
    wanted="publicextract.charity.zip in its text form, and with it publicextract.charity_other_names.zip",
)
NHS_ODS = Adapter(
    name="nhs-ods",
    title="NHS Organisation Data Service",
    tables=(Table(nhs_ods.NEEDED, nhs_ods.DAYS, nhs_ods.refine),),
    columns=nhs_ods.COLUMNS,
    wanted="its lists as CSV or ZIP, such as etr.zip (NHS trusts)",
)
ADAPTERS = {adapter.name: adapter for adapter in (COMPANIES_HOUSE, CHARITY_COMMISSION, NHS_ODS)}

"""Small invented files in the shapes that the three registers are published in."""

import csv
import zipfile
from io import StringIO
from pathlib import Path

from benchmarks.invented_registers import HEADINGS

COMPANIES = (
    {"CompanyName": "QUILLMARSH SCAFFOLDING LIMITED", " CompanyNumber": "00400123", "RegAddress.PostCode": "bl90sw",
     "CompanyStatus": "Active", "CompanyCategory": "Private Limited Company", "IncorporationDate": "03/04/1986",
     "Accounts.AccountCategory": "MICRO ENTITY", "SICCode.SicText_1": "43991 - Scaffold erection",
     "SICCode.SicText_2": "43999 - Other works", "PreviousName_1.CONDATE": "30/06/2019",
     " PreviousName_1.CompanyName": "TARNBECK ERECTORS LIMITED"},
    {"CompanyName": "BRINDLECOTE STATIONERY LTD", " CompanyNumber": "400124", "CompanyStatus": "Active",
     "Accounts.AccountCategory": "FULL"},
    {"CompanyName": "HARROWFEN ENERGY PLC", " CompanyNumber": "SC123456", "CompanyStatus": "Liquidation",
     "DissolutionDate": "not a day"},
)  # fmt: skip
CHARITIES = (
    ("date_of_extract", "organisation_number", "registered_charity_number", "linked_charity_number", "charity_name",
     "charity_type", "charity_registration_status", "date_of_registration", "date_of_removal",
     "charity_contact_postcode", "charity_company_registration_number"),
    ("2026-11-01", "1", "1900001", "0", "THE OAKFERN HOSPICE", "CIO", "Registered", "2001-02-03", "", "BL9 0SW",
     "400125"),
    ("2026-11-01", "2", "1900001", "1", "OAKFERN HOSPICE SHOP FUND", "", "Registered", "2001-02-03", "", "", ""),
    ("2026-11-01", "3", "1900002", "0", "ELMBRIDGE ALMSHOUSES", "Trust", "Removed", "1963-02-03", "2019-05-06", "", ""),
)  # fmt: skip
OTHER_NAMES = (
    ("date_of_extract", "organisation_number", "registered_charity_number", "linked_charity_number",
     "charity_name_id", "charity_name_type", "charity_name"),
    ("2026-11-01", "1", "1900001", "0", "1", "Working Name", "HARROWFEN CARES"),
    ("2026-11-01", "9", "1900009", "0", "2", "Previous Name", "NOBODY'S NAME"),
)  # fmt: skip
TRUSTS = (
    ("RZ1", "OAKFERN TEACHING HOSPITALS NHS FOUNDATION TRUST", "BL9 0SW", "20010401", ""),
    ("RZ2", "ELMBRIDGE COMMUNITY NHS TRUST", "M1 1AE", "20010401", "20130331"),
)


def company_row(company: dict[str, str]) -> list[str]:
    """A company as the 55 cells of a row."""
    return [company.get(heading, "") for heading in HEADINGS]


def as_csv(rows: list[list[str]] | tuple[tuple[str, ...], ...], delimiter: str = ",") -> str:
    """Rows as delimited text, every cell in quotation marks."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def companies_csv(companies: tuple[dict[str, str], ...] = COMPANIES) -> str:
    """Basic company data: headings bare, as published."""
    return ",".join(HEADINGS) + "\n" + as_csv([company_row(one) for one in companies])


def trusts_csv() -> str:
    """A list of the NHS Organisation Data Service: 27 columns and no headings."""
    rows = []
    for code, name, postcode, opened, closed in TRUSTS:
        rows.append([code, name, "Y56", "QHM", "1 INVENTED WAY", "", "", "", "", postcode, opened, closed, *[""] * 15])
    return as_csv(rows)


def zipped(path: Path, **members: str) -> Path:
    """A ZIP with those members; a name's two underscores stand for its stop."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path

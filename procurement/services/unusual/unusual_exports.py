"""Unusual payments as a file for the council's own officers, which says what it is and that it is not for sharing."""

from pathlib import Path

import polars as pl

from procurement.access import Viewer
from procurement.publish import exports
from procurement.publish.provenance import Provenance
from procurement.services import standing
from procurement.services.desk import Desk
from procurement.services.owners import from_code
from procurement.services.problems import WrongWords
from procurement.services.unusual import unusual_payments

DEFINITION = (
    "Findings: payments to be looked at, the weightiest first; at_risk_pence in pence; score 0 to 1 orders them and "
    "is no probability. Payments: each line of them with its file, amount_pence in pence."
)
FOR_WHOM = (
    "For the council's own officers. It may name private people and accuses nobody: do not publish or pass it on."
)


def workbook(viewer: Viewer, desk: Desk, council: str, kind: str = "", state: str = "") -> bytes:
    """An .xlsx of findings, their payments and where they are from. Raises NotAllowed for others than its officers."""
    findings = unusual_payments.listed(viewer, desk, council, kind, state)
    lines = unusual_payments.payments(viewer, desk, council).join(findings.select("finding"), on="finding", how="semi")
    return exports.workbook({"Findings": findings, "Payments": lines}, _provenance(desk, council, kind, state))


def csv(viewer: Viewer, desk: Desk, council: str, kind: str = "", state: str = "") -> bytes:
    """The findings alone as CSV, after what is to be known of them. Raises NotAllowed for others than its officers."""
    findings = unusual_payments.listed(viewer, desk, council, kind, state)
    return exports.csv_with_provenance(findings, _provenance(desk, council, kind, state))


def write(viewer: Viewer, desk: Desk, council: str, out: Path, kind: str = "", state: str = "") -> pl.DataFrame:
    """Write a .csv or .xlsx, whichever the name says, and return the findings in it. Raises WrongWords for others."""
    made = {".csv": csv, ".xlsx": workbook}.get(out.suffix.lower())
    if made is None:
        raise WrongWords(f'"{out.name}" is neither .csv nor .xlsx; name the file so.')
    out.write_bytes(made(viewer, desk, council, kind, state))
    return unusual_payments.listed(viewer, desk, council, kind, state)


def _provenance(desk: Desk, council: str, kind: str, state: str) -> Provenance:
    return Provenance(
        title="Possible duplicates and unusual payments",
        definition=DEFINITION,
        data_version=standing.version(desk),
        made_on=desk.today,
        banner=standing.BANNER if standing.is_demonstration(desk) else "",
        about={
            "Council": from_code(council, desk).name,
            "Kind": kind or "all",
            "State": state or "all",
            "For whom": FOR_WHOM,
        },
    )

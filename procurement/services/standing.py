"""How things stand in the store: whose spend it holds, whether it is a demonstration, what covers the figures."""

from datetime import date
from typing import Any

from procurement.access import Viewer, check_can_compare
from procurement.analysis import coverage, frames
from procurement.analysis.filters import Scope
from procurement.places import authorities
from procurement.services.desk import Desk
from procurement.services.privacy import disclosing

BANNER = "Demonstration: every payment and supplier here is invented. The places are real; the figures are not."


def is_demonstration(desk: Desk) -> bool:
    """Whether the store holds invented spend."""
    return desk.store.is_demonstration() is True


def councils(desk: Desk, on: date | None = None) -> dict[str, str]:
    """Names and codes of a day's principal councils (today's), those with spend first, each part by name."""
    held = set(councils_with_spend(desk).values())
    there = authorities.principal_councils(desk.authorities, on or desk.today)
    rows = there.sort("name").select("name", "authority_code")
    pairs = [(name, code) for name, code in rows.iter_rows()]
    return dict(sorted(pairs, key=lambda pair: (pair[1] not in held, pair[0])))


def councils_with_spend(desk: Desk) -> dict[str, str]:
    """Names and codes of the bodies that have a standing upload."""
    held = {item.authority_code for item in desk.store.register.uploads.standing()}
    known = {row["authority_code"]: row["name"] for row in desk.authorities.select("authority_code", "name").to_dicts()}
    return {known.get(code, code.removeprefix("body:")): code for code in sorted(held)}


def cover(viewer: Viewer, desk: Desk, scope: Scope) -> dict[str, Any]:
    """What stands behind the figures of a page: payments, councils, months, days, shares, and the basis in words."""
    check_can_compare(viewer)
    found = frames.collect(coverage.coverage(disclosing.by_month_and_level1_for(viewer, desk, scope)))
    return found.row(0, named=True) if found.height else {}


def version(desk: Desk) -> str:
    """Changes whenever a figure could: new or withdrawn uploads, new readings, other groupings."""
    return desk.store.version()

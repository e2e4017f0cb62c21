"""Which categories have a business case, and which of them a person means by its name."""

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.services.cases import case_evidence
from procurement.services.desk import Desk
from procurement.services.problems import WrongWords


def categories(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """level1, level2 ("" where the case is of a whole level 1) and annual_pence of each, by name.

    No case is worked out for it, so that one can be opened without waiting for those of all the others.
    """
    check_can_compare(viewer)
    return case_evidence.categories(desk)


def category_named(viewer: Viewer, desk: Desk, wanted: str) -> tuple[str, str]:
    """(level 1, level 2) of a category with spend, from "level 2", or "level 1: level 2" where several share the name.

    Raises WrongWords where there is none, or several.
    """
    known = categories(viewer, desk).select("level1", "level2").rows()
    plain = wanted.strip().casefold()
    found = [(a, b) for a, b in known if plain in (b.casefold(), f"{a}: {b}".casefold())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongWords(
            f'No spend is in a category called "{wanted}". `procurement cases` lists those that have some.'
        )
    listed = "; ".join(f'"{a}: {b}"' for a, b in found)
    raise WrongWords(f'Several categories are called "{wanted}"; say one of {listed}.')

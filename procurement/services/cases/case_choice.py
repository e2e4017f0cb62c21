"""Which category a person means by its name."""

from procurement.access import Viewer
from procurement.services.cases import opportunity_choices
from procurement.services.desk import Desk
from procurement.services.problems import WrongWords


def category_named(viewer: Viewer, desk: Desk, wanted: str) -> tuple[str, str]:
    """(level 1, level 2) of a category with spend, from "level 2", or "level 1: level 2" where several share the name.

    Raises WrongWords where there is none, or several.
    """
    known = opportunity_choices.categories(viewer, desk).select("level1", "level2").rows()
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

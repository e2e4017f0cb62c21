"""What a figure names that nothing stored has, so that no sum of nothing is taken for a figure."""

import shlex
from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from procurement.access import Viewer, check_can_compare
from procurement.analysis.filters import Scope
from procurement.services.desk import Desk
from procurement.services.figures import totals, tracing
from procurement.services.figures.tracing import Figure
from procurement.services.problems import CannotDo
from procurement.ui import words

TOLD_BY = {
    "level1": ("category", "category of level 1"),
    "level2": ("subcategory", "category of level 2"),
    "proclass_code": ("code", "ProClass code"),
    "supplier_id": ("supplier", "supplier's id"),
    "supplier": ("supplier", "supplier"),
    "supplier_kind": ("kind", "kind of supplier"),
    "supplier_group": ("group", "group of suppliers"),
    "authority_code": ("authority", "council's code"),
    "authority": ("authority", "council"),
    "financial_year": ("year", "financial year"),
    "quarter": ("quarter", "quarter"),
    "month": ("month", "month"),
    "amount_basis": ("basis", "basis of amounts"),
}
"""Of a column that a figure may name: the word of totals.BY that lists its values, and what people call it."""

NEAR, MOST_NAMED = 75, 3
"""rapidfuzz's ratio (0 to 100) from which a value is near to another, and how many of those are named."""
NONE_TOGETHER = "Some payment has each part of what this figure names, and none has all of them together."


def told(viewer: Viewer, desk: Desk, figure: Figure) -> list[str]:
    """Why no payment lies behind a figure: a sentence for each value that nothing stored has, with those near to it.

    NONE_TOGETHER where each of several is known, nothing where fewer are named. Only values that totals may show are
    told of, so no private name is. Raises as tracing.trace.
    """
    check_can_compare(viewer)
    pairs = [*figure.values, *(("authority_code", code) for code in figure.councils)]
    found = [said for column, value in pairs if (said := _unknown(viewer, desk, figure, column, value))]
    places = totals.memberships(desk, figure.on).filter(level=figure.level)["place"].unique().sort()
    named = [figure.place] if figure.place else figure.places
    unknown = [place for place in named if place not in places]
    of_places = [_sentence("place of this level", place, _near(place, places.to_list())) for place in unknown]
    parts = [*pairs, *named, *filter(None, (figure.from_day, figure.to_day))]
    return [*of_places, *found] or ([NONE_TOGETHER] if len(parts) > 1 else [])


def told_of_name(viewer: Viewer, desk: Desk, name: str) -> list[str]:
    """As `told`, for the name of a figure."""
    return told(viewer, desk, tracing.read_name(name))


def refuse(viewer: Viewer, desk: Desk, figure: Figure) -> None:
    """Raise CannotDo where a figure names a value that nothing stored has, with the sentences of `told`."""
    found = told(viewer, desk, figure)
    if found not in ([], [NONE_TOGETHER]):
        raise CannotDo(" ".join(found))


def _unknown(viewer: Viewer, desk: Desk, figure: Figure, column: str, value: str) -> str:
    """The sentence on a value that no payment has; "" where some payment has it."""
    word, name = TOLD_BY[column]
    rows = totals.total(viewer, desk, totals.Wanted("national", (word,), Scope(), figure.on))
    known = rows[column].unique().sort().to_list()
    if value in known:
        return ""
    advice = f" {_how_to_find(value)}" if column == "supplier" else ""
    return f"{_sentence(name, value, _near(value, known))}{advice}"


def _near(value: str, known: Sequence[str]) -> list[str]:
    """The known values that hold one, else that are spelt most like it, whatever their capitals; the likest first."""
    plain = utils.default_process(value)
    holding = [one for one in known if plain and plain in utils.default_process(one)]
    among = holding or known
    cut = 0 if holding else NEAR
    found = process.extract(
        value, among, scorer=fuzz.ratio, processor=utils.default_process, limit=MOST_NAMED, score_cutoff=cut
    )
    return [str(name) for name, _, _ in found]


def _sentence(name: str, value: str, near: Sequence[str]) -> str:
    quoted = [f"“{one}”" for one in near]
    return f"No payment has the {name} “{value}”." + (f" Near to it: {words.listed(quoted)}." if near else "")


def _how_to_find(value: str) -> str:
    looking = f"`procurement suppliers find {shlex.quote(value)}`"
    return f"{looking}, or the page Supplier, looks for its words in every spelling."

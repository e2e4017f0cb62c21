"""Who may see and do what; every service asks here first.

Each permission is a pair: `can_x` answers, `check_can_x` raises `NotAllowed` with a sentence for the person.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is here to do."""

    OFFICER = "officer"
    ADVISORY_GROUP = "advisory group"
    MEMBER = "member"


@dataclass(frozen=True)
class Viewer:
    """Who is asking: a role, and for an officer or a member the code of their own council ("" where they have none)."""

    role: Role
    council: str = ""


class NotAllowed(Exception):
    """The viewer may not do this; the message says what, and who may."""


def can_submit(viewer: Viewer, council: str) -> bool:
    """Officers upload for their own council; the advisory group may for any body."""
    return viewer.role is Role.ADVISORY_GROUP or _is_officer_of(viewer, council)


def check_can_submit(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may upload, replace or withdraw spend for `council`."""
    _check(
        can_submit(viewer, council), "upload or withdraw spend for this body", "its own officers or the advisory group"
    )


def can_scrub(viewer: Viewer, council: str) -> bool:
    """Erasing an upload for good is for those who may submit for its body."""
    return can_submit(viewer, council)


def check_can_scrub(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may erase uploads of `council` for good."""
    _check(can_scrub(viewer, council), "erase uploads of this body", "its own officers or the advisory group")


def can_set_profile(viewer: Viewer, council: str) -> bool:
    """How a body's files are read is for those who may submit them."""
    return can_submit(viewer, council)


def check_can_set_profile(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may see or change how the files of `council` are read."""
    _check(
        can_set_profile(viewer, council),
        "see or change how this body's files are read",
        "its own officers or the advisory group",
    )


def can_see_payments(viewer: Viewer, council: str) -> bool:
    """Single payments and held-back rows are for the council's own officers and the advisory group."""
    return viewer.role is Role.ADVISORY_GROUP or _is_officer_of(viewer, council)


def check_can_see_payments(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may read single payments of `council`."""
    _check(
        can_see_payments(viewer, council), "read this body's single payments", "its own officers or the advisory group"
    )


def can_see_private_people(viewer: Viewer, council: str) -> bool:
    """Texts that may name a private person are for the council's own officers, who say what they are."""
    return _is_officer_of(viewer, council)


def check_can_see_private_people(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may read, share or withhold what may name private people paid by `council`."""
    _check(
        can_see_private_people(viewer, council),
        "read or confirm what may name private people paid by this body",
        "its own officers",
    )


def can_see_unusual_payments(viewer: Viewer, council: str) -> bool:
    """Possible duplicates and unusual payments are for the council's own officers alone."""
    return _is_officer_of(viewer, council)


def check_can_see_unusual_payments(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may read, or say what became of, unusual payments of `council`."""
    _check(
        can_see_unusual_payments(viewer, council),
        "read or settle this body's possible duplicates and unusual payments",
        "its own officers",
    )


def can_compare(viewer: Viewer) -> bool:
    """Totals by category and level are for everyone who has a role."""
    return viewer.role in Role


def check_can_compare(viewer: Viewer) -> None:
    """Raise NotAllowed unless `viewer` may see totals across councils."""
    _check(can_compare(viewer), "compare councils", "officers, members and the advisory group")


def can_check_suppliers(viewer: Viewer) -> bool:
    """Which names are one supplier is for those who know them: a council's officers, and the advisory group."""
    return viewer.role is Role.ADVISORY_GROUP or (viewer.role is Role.OFFICER and viewer.council != "")


def check_can_check_suppliers(viewer: Viewer) -> None:
    """Raise NotAllowed unless `viewer` may decide which names are one supplier, for everyone."""
    _check(can_check_suppliers(viewer), "decide on suppliers", "councils' officers and the advisory group")


def can_check_categories(viewer: Viewer, council: str) -> bool:
    """What a council bought is for its own officers; the advisory group may say it of any, and of all ("")."""
    return viewer.role is Role.ADVISORY_GROUP or _is_officer_of(viewer, council)


def check_can_check_categories(viewer: Viewer, council: str) -> None:
    """Raise NotAllowed unless `viewer` may decide what lines of `council` ("" for every council) were bought as."""
    _check(
        can_check_categories(viewer, council),
        "decide on categories of this body's lines",
        "its own officers or the advisory group",
    )


def can_decide(viewer: Viewer) -> bool:
    """Groupings, assumptions and decisions on cases are the advisory group's."""
    return viewer.role is Role.ADVISORY_GROUP


def check_can_decide(viewer: Viewer) -> None:
    """Raise NotAllowed unless `viewer` may compose hubs or record decisions for everyone."""
    _check(can_decide(viewer), "compose hubs or record decisions", "the advisory group")


def _is_officer_of(viewer: Viewer, council: str) -> bool:
    return viewer.role is Role.OFFICER and viewer.council != "" and viewer.council == council


def _check(allowed: bool, what: str, who: str) -> None:
    if not allowed:
        raise NotAllowed(f"You may not {what}. That is for {who}.")

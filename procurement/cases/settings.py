"""A level of a case with everything that its worth depends on, and the ways in which one thing of it can be changed."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from procurement.cases import worth
from procurement.cases.method import Group, Method, Subject


@dataclass(frozen=True)
class Setting:
    """A level with everything its worth depends on."""

    level: str
    subject: Subject
    method: Method
    groups: tuple[Group, ...]

    @property
    def npv(self) -> float:
        """Net present value at the defaults, pounds."""
        return worth.expected_npv(self.groups, self.level, self.subject, self.method)


Change = Callable[[Setting, float], Setting]


def set_subject(name: str) -> Change:
    """With another value of a field of the category."""
    return lambda setting, given: replace(setting, subject=replace(setting.subject, **{name: given}))


set_saving = set_subject("saving_per_tenfold")
"""With another saving for ten times the volume."""


def set_take_up(setting: Setting, given: float) -> Setting:
    """With another share of councils joining."""
    take_up = {**setting.subject.take_up, setting.level: given}
    return replace(setting, subject=replace(setting.subject, take_up=take_up))


def set_method(name: str) -> Change:
    """With another value of a field of the method that holds for every level."""
    return lambda setting, given: replace(setting, method=replace(setting.method, **{name: given}))


def set_ramp(year: int) -> Change:
    """With another share of the spend moved in a year (1 for the first)."""

    def change(setting: Setting, given: float) -> Setting:
        """The setting with the year's share at `given`."""
        ramp = tuple(given if at == year else share for at, share in enumerate(setting.method.ramp, start=1))
        return replace(setting, method=replace(setting.method, ramp=ramp))

    return change


def set_years(setting: Setting, given: float) -> Setting:
    """Appraised over another whole number of years; the last year's share of the spend moved goes on."""
    ramp, years = setting.method.ramp, max(math.floor(given), 1)
    longer = (*ramp, *[ramp[-1]] * max(years - len(ramp), 0))
    return replace(setting, method=replace(setting.method, ramp=longer[:years]))


def set_cost(name: str) -> Change:
    """With another set-up or run cost at this level."""

    def change(setting: Setting, given: float) -> Setting:
        """The setting with the cost at `given`."""
        costs = {**getattr(setting.method, name), setting.level: given}
        return replace(setting, method=replace(setting.method, **{name: costs}))

    return change


def set_hhi(setting: Setting, given: float) -> Setting:
    """With another concentration in every group."""
    return replace(setting, groups=tuple(replace(group, hhi=given) for group in setting.groups))


def scale_addressable(default: float) -> Change:
    """With another influenceable or common share in place of `default`."""

    def change(setting: Setting, given: float) -> Setting:
        """The setting with the share at `given`."""
        times = given / default if default else 0.0
        groups = tuple(replace(group, addressable=group.addressable * times) for group in setting.groups)
        return replace(setting, groups=groups)

    return change

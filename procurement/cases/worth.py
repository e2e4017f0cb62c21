"""What buying together is worth: benefits, costs and net present value of groups of councils."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from procurement.cases import saving
from procurement.cases.method import Group, Method, Subject
from procurement.cases.saving import Numbers


@dataclass(frozen=True)
class Draw:
    """The five uncertain inputs, each one number or one number a draw (arrays of equal length)."""

    saving_per_tenfold: Numbers
    take_up: Numbers
    benefits_bias: Numbers
    costs_bias: Numbers


@dataclass(frozen=True)
class Worth:
    """Pounds over the years appraised; `participants` and `spend` (a year) are of all groups together."""

    groups: float
    participants: Numbers
    spend: Numbers
    steady_saving: Numbers
    pv_benefit: Numbers
    pv_cost: Numbers

    @property
    def npv(self) -> Numbers:
        """Present value of the benefits less that of the costs."""
        return self.pv_benefit - self.pv_cost

    @property
    def rate(self) -> Numbers:
        """Saving as a share of the participants' addressable spend; 0 where there is none."""
        return np.divide(self.steady_saving, self.spend, out=np.zeros_like(self.spend), where=self.spend > 0)


def expected(subject: Subject, method: Method, level: str) -> Draw:
    """The defaults of the category at a level, as a draw of one."""
    return Draw(
        np.asarray([subject.saving_per_tenfold]),
        np.asarray([subject.take_up[level]]),
        np.asarray([method.benefits_bias]),
        np.asarray([method.costs_bias]),
    )


def value(group: Group, level: str, subject: Subject, method: Method, draw: Draw) -> Worth:
    """The worth of one group (times its copies) for each draw.

    G_t = ramp_t x n_p x A x s x (1 - OB_b); NPV = sum G_t/(1+d)^t + n_p avoided/(1+d)
          - [F (1+OB_c) + n_p transition + sum run (1+OB_c)/(1+d)^t], with n_p = P x councils.
    """
    participants = draw.take_up * group.councils
    spend = draw.take_up * group.addressable
    concentration = saving.concentration_factor(group.hhi, method.hhi_start)
    ratio = saving.volume_ratio(participants)
    steady = spend * saving.saving_rate(draw.saving_per_tenfold, ratio, subject.saving_cap, concentration)
    factors = method.factors
    ramped = float(np.dot(method.ramp, factors))
    benefit = steady * (1.0 - draw.benefits_bias) * ramped + participants * method.avoided_competition * factors[0]
    fixed = method.set_up_cost[level] + method.run_cost[level] * float(factors.sum())
    cost = fixed * (1.0 + draw.costs_bias) + participants * method.transition_cost
    parts = (participants, spend, steady, benefit, cost)
    return Worth(group.copies, *(group.copies * part for part in parts))


def expected_npv(groups: Sequence[Group], level: str, subject: Subject, method: Method) -> float:
    """Net present value of all groups together at the defaults; 0 where there are none."""
    return float(expected_npvs(groups, level, subject, method).sum())


def expected_npvs(groups: Sequence[Group], level: str, subject: Subject, method: Method) -> Numbers:
    """Net present value of each group at the defaults: `value` for every group at once."""
    if not groups:
        return np.empty(0)
    councils, addressable, hhi, copies = np.asarray(
        [(group.councils, group.addressable, group.hhi, group.copies) for group in groups], dtype=np.float64
    ).T
    draw, factors = expected(subject, method, level), method.factors
    participants = draw.take_up * councils
    kept = saving.concentration_factors(hhi, method.hhi_start)
    rates = saving.saving_rate(draw.saving_per_tenfold, saving.volume_ratio(participants), subject.saving_cap, kept)
    ramped = float(np.dot(method.ramp, factors))
    benefit = draw.take_up * addressable * rates * (1.0 - draw.benefits_bias) * ramped
    own = participants * (method.avoided_competition * factors[0] - method.transition_cost)
    fixed = method.set_up_cost[level] + method.run_cost[level] * float(factors.sum())
    return copies * (benefit + own - fixed * (1.0 + draw.costs_bias))


def total(worths: Sequence[Worth], like: Numbers) -> Worth:
    """The groups together; nothing at all, of the shape of `like`, where there are none."""
    nought = np.zeros_like(like)
    return Worth(
        sum(worth.groups for worth in worths),
        sum((worth.participants for worth in worths), nought),
        sum((worth.spend for worth in worths), nought),
        sum((worth.steady_saving for worth in worths), nought),
        sum((worth.pv_benefit for worth in worths), nought),
        sum((worth.pv_cost for worth in worths), nought),
    )


def at_level(groups: Sequence[Group], level: str, subject: Subject, method: Method, draw: Draw) -> Worth:
    """The worth of all `groups` at a level, for each draw."""
    return total([value(group, level, subject, method, draw) for group in groups], draw.take_up)

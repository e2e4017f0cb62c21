"""The saving formulae of the method: volume, concentration, discounting."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

HHI_LARGEST = 10_000.0
LEAST_FACTOR = 0.25
SHARE_LOST = 0.75


def discount_factors(rate: float, years: int) -> Numbers:
    """1/(1+rate)^t for t = 1 … years. Source: HM Treasury Green Book, end-of-year flows."""
    return (1.0 + rate) ** -np.arange(1.0, years + 1.0)


def concentration_factor(hhi: float, starts_at: float) -> float:
    """The share of the saving that concentration leaves: 1 up to `starts_at`, then falling, never below 0.25.

    hhi: sum of squared supplier shares x 10,000. h = max(0.25, 1 - 0.75 (HHI - start) / (10,000 - start)).
    Source: direction from Dubois and others (2019, 2021); the straight line is our assumption.
    """
    return concentration_factors(np.asarray([hhi]), starts_at).item()


def concentration_factors(hhi: Numbers, starts_at: float) -> Numbers:
    """`concentration_factor` of several markets."""
    if starts_at >= HHI_LARGEST:
        return np.ones_like(hhi)
    falling = np.maximum(LEAST_FACTOR, 1.0 - SHARE_LOST * (hhi - starts_at) / (HHI_LARGEST - starts_at))
    return np.where(hhi <= starts_at, 1.0, falling)


def volume_ratio(participants: Numbers) -> Numbers:
    """Joint volume over one member's mean volume; it is the number of participants, and never below 1.

    Sum of A over expected participants / mean own A = (P x sum of A) / (sum of A / n) = P x n, so unequal
    councils need no other formula. Below 1 there is no joint volume, so the ratio stays at 1 and saves nothing.
    """
    return np.maximum(participants, 1.0)


def saving_rate(saving_per_tenfold: Numbers, ratio: Numbers, cap: float, concentration: float | Numbers) -> Numbers:
    """min(cap, s_ref x log10(ratio)) x h: the cap bites first, concentration after it."""
    return np.minimum(cap, saving_per_tenfold * np.log10(ratio)) * concentration

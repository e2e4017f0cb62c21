"""What each council buys: pounds by category and year, by its people and by the duties of its kind."""

import numpy as np
import polars as pl

from procurement.demonstration.reference import Reference

FIRST_YEARS = (2024, 2025)
GROWTH = 1.03
UNEVENNESS = 0.18
"""Standard deviation of the logarithm of a council's spend a head around the category's figure."""

FEW_COUNCILS = 2
"""How many councils buy a category whose reach is few."""


def budgets(reference: Reference, rng: np.random.Generator) -> np.ndarray:
    """Pounds of a year, councils by categories, in the order of the reference's rows; 0 where one does not buy."""
    councils, categories = reference.councils, reference.categories
    duties = np.stack([_duty(kind, categories) for kind in councils["kind"]])
    people = councils["population"].to_numpy().astype(float)[:, None]
    uneven = np.exp(rng.normal(0, UNEVENNESS, duties.shape))
    pounds = people * categories["pounds_a_head"].to_numpy()[None, :] * duties * uneven
    return _only_few(pounds, categories, rng)


def _duty(kind: str, categories: pl.DataFrame) -> np.ndarray:
    column = {"county": "county_share", "district": "district_share"}.get(kind)
    return np.ones(categories.height) if column is None else categories[column].to_numpy()


def _only_few(pounds: np.ndarray, categories: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    for at, reach in enumerate(categories["reach"]):
        if reach == "few":
            buyers = np.flatnonzero(pounds[:, at])
            kept = rng.choice(buyers, FEW_COUNCILS, replace=False)
            pounds[np.setdiff1d(buyers, kept), at] = 0
    return pounds

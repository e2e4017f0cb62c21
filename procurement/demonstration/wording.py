"""The words of a payment in each vocabulary that councils use: purpose, service, account, subjective, class."""

import numpy as np
import polars as pl

from procurement.demonstration.reference import Reference

LABEL_LIMIT = 30
"""Where a ledger cuts its class labels."""

COMMERCIAL_SHARE = 0.002
"""Of payments that name no person, those redacted all the same."""

CARD_SHARE, CARD_POUNDS = 0.5, 2_000
"""Half of the small payments of a council that publishes merchant categories were made by card."""


def word(payments: pl.DataFrame, reference: Reference, rng: np.random.Generator) -> pl.DataFrame:
    """Columns of text for each payment, in its order: purpose, department, cost_centre, account, and each vocabulary.

    payments: council, category, amount_pence. A council calls a service by one of its names throughout.
    """
    categories = reference.categories
    at, council = payments["category"].to_numpy(), payments["council"].to_numpy()
    draw = rng.integers(0, 1_000_000, payments.height)
    texts = {
        "purpose": _choose(categories["purposes"], at, draw),
        "department": _choose(categories["departments"], at, council),
        "account": _choose(categories["accounts"], at, draw),
    }
    plain = {name: _choose(labels, at, draw) for name, labels in _vocabularies(categories).items()}
    small = np.abs(payments["amount_pence"].to_numpy()) < CARD_POUNDS * 100
    card = np.where(small & (draw % 100 < CARD_SHARE * 100), "Y", "N")
    frame = pl.DataFrame({**texts, **plain, "card": pl.Series(card)})
    return frame.with_columns(cost_centre=pl.concat_str("department", pl.lit(" - "), "account"))


def _vocabularies(categories: pl.DataFrame) -> dict[str, pl.Series]:
    coded = pl.col("proclass_code") != ""
    label = pl.when(coded).then(pl.concat_str("level1", pl.lit(" : "), "level2")).otherwise(pl.lit("Not Classified"))
    frame = categories.select(
        "subjective",
        "merchant_category",
        "proclass_code",
        proclass_label=label.str.strip_suffix(" : "),
        proclass_short=label.str.strip_suffix(" : ").str.slice(0, LABEL_LIMIT),
        class_one=pl.when(coded).then("level1").otherwise(pl.lit("Unclassified Non Trade")),
        class_two="level2",
    )
    return {name: frame[name] for name in frame.columns}


def _choose(lists: pl.Series, at: np.ndarray, draw: np.ndarray) -> pl.Series:
    """One of a category's choices, divided by |, for each payment."""
    choices = [text.split("|") for text in lists]
    counts = np.array([len(texts) for texts in choices])
    starts = np.cumsum(counts) - counts
    flat = pl.Series([text for texts in choices for text in texts], dtype=pl.String)
    return flat.gather(starts[at] + draw % counts[at])


def redacted(payments: pl.DataFrame, categories: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    """Whether a payment's supplier is hidden: people nearly always, some care, now and then a business."""
    share = np.maximum(categories["redacted_share"].to_numpy(), COMMERCIAL_SHARE)
    return pl.Series(rng.random(payments.height) < share[payments["category"].to_numpy()])

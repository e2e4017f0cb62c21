"""How sure an answer is: the belief in it, brought to how often lines like it were right."""

from collections.abc import Mapping

import numpy as np

from procurement.categories.matrices import Numbers, Places
from procurement.categories.reading import Voices
from procurement.categories.scoring import Heard

CLEAR_LEAD = 8.0
"""Natural logarithm of how much likelier than the next a heading may be; more tells nothing further."""
NEARLY_ONE = 1 - 1e-6


def of(beliefs: Numbers, chosen: Places, heard: Heard, evidence: Mapping[str, float]) -> Numbers:
    """The confidence, 0 to 1, in the heading chosen for each line (the likeliest of its beliefs).

    beliefs: lines by level-1 headings. Logistic in four things, weighed as `evidence` says (calibration_…): the
    log-odds of the belief, the lead over the next heading, how many columns speak for it, and what the supplier's
    earlier lines say of it. Votes are not independent, so many add up to more belief than they bear out, while one
    clear trade bears out more. Where nothing speaks for the heading it is never over the belief itself: a line of no
    words keeps its even spread.
    """
    first, second = _likeliest(beliefs, chosen)
    odds = np.log(first / (1 - np.minimum(first, NEARLY_ONE)))
    lead = np.minimum(np.log(first / np.maximum(second, 1e-300)), CLEAR_LEAD)
    speaking, remembered = columns_speaking(heard, chosen), _remembered(heard, chosen)
    weighed = (
        evidence["calibration_constant"]
        + evidence["calibration_log_odds"] * odds
        + evidence["calibration_lead"] * lead
        + evidence["calibration_columns"] * speaking
        + evidence["calibration_memory"] * remembered
    )
    borne_out = 1 / (1 + np.exp(-weighed))
    return np.where((speaking > 0) | (remembered > 0), borne_out, np.minimum(borne_out, first))


def columns_speaking(heard: Heard, chosen: Places) -> Numbers:
    """How many columns of each line speak, in the vocabulary, for the chosen heading and for none more loudly."""
    counted = np.zeros(heard.lines)
    for voice in heard.vocabulary:
        if voice.occurrences.size:
            counted += _speaks_for(voice, chosen)
    return counted


def _remembered(heard: Heard, chosen: Places) -> Numbers:
    """What was remembered of the supplier says for the chosen heading, or against it (below 0); 0 where nothing was."""
    if heard.memory is None or not heard.memory.occurrences.size:
        return np.zeros(heard.lines)
    return heard.memory.level1[heard.memory.line_texts, chosen]


def _speaks_for(voice: Voices, chosen: Places) -> Numbers:
    loudest = voice.level1.max(axis=1)
    mine = voice.level1[voice.line_texts, chosen]
    return ((mine > 0) & (mine >= loudest[voice.line_texts])).astype(np.float64)


def _likeliest(beliefs: Numbers, chosen: Places) -> tuple[Numbers, Numbers]:
    """The belief in the chosen heading of each line, and in the likeliest of the others."""
    rows, others = np.arange(len(chosen)), beliefs.copy()
    others[rows, chosen] = 0.0
    return beliefs[rows, chosen], others.max(axis=1)

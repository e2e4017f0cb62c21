"""Coverage in words: nothing missing is said plainly, and what is missing with its number."""

import pytest

from procurement.ui import coverage_words

COVER = {
    "held_back_lines": 0,
    "held_back_pence": 0,
    "held_back_share": 0.0,
    "influenceable_share": 0.998,
    "redacted_share": 0.04,
    "withheld_share": 0.0,
    "council_months_there": 24,
}


@pytest.mark.parametrize(
    ("there", "said"),
    [
        pytest.param(24, "No council lacks a month.", id="none"),
        pytest.param(23, "1 month of single councils is missing, of 24.", id="one"),
        pytest.param(20, "4 months of single councils are missing, of 24.", id="several"),
    ],
)
def test_missing_months_are_counted(there: int, said: str) -> None:
    assert coverage_words.detail({**COVER, "council_months": there})[-1] == said


def test_nearly_all_is_not_called_all_and_private_people_are_said_to_be_seen_by_officers_alone() -> None:
    told = coverage_words.detail({**COVER, "council_months": 24})
    assert told[0] == "more than 99% of the pounds can be influenced by buying differently."
    assert told[1].endswith("to private individuals, whom only their council's officers see.")

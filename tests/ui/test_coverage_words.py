"""Coverage in words: nothing missing is said plainly, and what is missing with its number."""

from datetime import date

import pytest

from procurement.ui import coverage_words

COVER = {
    "councils_there": 317,
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


@pytest.mark.parametrize(
    ("councils", "sent", "said"),
    [
        pytest.param(1, 9, "9 of 12 months (1 April 2024 to 31 March 2025). Of", id="one council"),
        pytest.param(
            3, 27, "9 of 12 months (1 April 2024 to 31 March 2025). Of", id="each sent every month that any sent"
        ),
        pytest.param(3, 14, "2025), on average 5 of each council. Of", id="some sent fewer"),
    ],
)
def test_months_that_any_council_sent_are_not_taken_for_each_councils(councils: int, sent: int, said: str) -> None:
    told = coverage_words.sentence(
        {
            "payments": 9,
            "councils": councils,
            "councils_there": 317,
            "months": 9,
            "months_there": 12,
            "council_months": sent,
            "council_months_there": 12 * councils,
            "coded_share": 1.0,
            "first_day": date(2024, 4, 1),
            "last_day": date(2025, 3, 31),
        }
    )
    assert said in told


def test_nearly_all_is_not_called_all_and_private_people_are_said_to_be_seen_by_officers_alone() -> None:
    told = coverage_words.detail({**COVER, "council_months": 24})
    assert told[0] == "Of the pounds more than 99% can be influenced by buying differently."
    assert told[1].endswith("to private individuals, whom only their council's officers see.")


def test_one_councils_own_page_counts_no_other_council() -> None:
    """It said "1 of 317 councils" of the only council that was asked for."""
    own = {**COVER, "councils_there": 1, "councils": 1, "council_months": 20, "months": 20, "months_there": 24}
    told = coverage_words.sentence(
        {**own, "payments": 9, "coded_share": 0.5, "first_day": date(2023, 4, 1), "last_day": date(2025, 3, 31)}
    )
    assert told == (
        "From 9 payments of this council, in 20 of 24 months (1 April 2023 to 31 March 2025). "
        "Of all that it sent 50% of the pounds have a category."
    )
    _, _, held, lacking = coverage_words.detail(own)
    assert held == "No row of this council's files is held back."
    one = {**own, "held_back_lines": 1, "held_back_pence": 100, "held_back_share": 0.001}
    assert coverage_words.detail(one)[2] == (
        "1 row of this council's files is held back (£1, less than 1% of what was sent) and in no figure."
    )
    assert lacking == "4 months are missing, of 24."
    assert coverage_words.detail({**own, "council_months": 24})[-1] == "No month is missing."


def test_where_credits_outweigh_payments_no_share_is_told() -> None:
    """It said that nothing of the pounds can be influenced, where no share of them can be told."""
    told = coverage_words.detail({**COVER, "influenceable_share": None, "council_months": 24})
    assert told[0] == "Credit notes outweigh payments here, so no share of the pounds can be told."
    assert not any("0%" in sentence for sentence in told)


def test_sentences_begin_with_a_capital_and_are_of_no_unknown_share() -> None:
    """Members read "less than 1% of them are paid", and "an unknown share of the pounds have a category"."""
    cover = {**COVER, "council_months": 24, "councils": 3, "payments": 9, "months": 12, "months_there": 12,
             "first_day": None, "coded_share": None, "redacted_share": 0.001}  # fmt: skip
    for sentence in (coverage_words.sentence(cover), *coverage_words.detail(cover)):
        assert sentence[0].isupper()
    assert coverage_words.sentence(cover).endswith("What share of all that they sent has a category can't be told.")

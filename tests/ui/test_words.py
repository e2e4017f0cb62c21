"""Figures in words: the docstrings' examples run, and the edges that a council meets."""

import doctest

import pytest

from procurement.ui import words


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(words).failed == 0
    assert doctest.testmod(words).attempted > 0


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (99_999_999, "£1 million"),
        (100_000_000, "£1 million"),
        (99, "£1"),
        (-49, "£0"),
        (-51, "-£1"),
        (-150_000_000_00, "-£150 million"),
    ],
)
def test_pounds_at_their_edges(pence: int, said: str) -> None:
    assert words.pounds(pence) == said


def test_a_chart_of_nothing_says_so() -> None:
    assert words.ranking([], [], "spend") == "There is no spend to show."
    assert words.trend([], []) == "There is no spend to show."


def test_a_ranking_names_the_three_longest_bars() -> None:
    said = words.ranking(["a", "b", "c", "d"], [100, 400, 300, 200], "spend")
    assert said == "Most spend: b (£4), c (£3) and d (£2), together 90% of £10 in all."


def test_a_ranking_with_more_taken_back_than_paid_beside_it_gives_no_share() -> None:
    assert words.ranking(["a", "b", "c", "d"], [400, 300, 200, -500], "gain") == "Most gain: a (£4), b (£3) and c (£2)."


def test_what_councils_lose_is_not_called_their_gain() -> None:
    """It said "Most gain: Hyndburn (-£1,719)", and of a case in which all gain "Councils that would lose: none"."""
    four = ["a", "b", "c", "d"]
    assert words.gains(four, [400, 300, 200, 100]).endswith("together 90% of £10 in all. No council would lose.")
    said = words.gains([*four, "e"], [400, 300, 200, 100, -500])
    assert said == "Most gain: a (£4), b (£3) and c (£2). Would lose: e (-£5)."
    assert words.gains(["a"], [-500]) == "No council would gain. Would lose: a (-£5)."


def test_a_ranking_of_places_that_overlap_gives_no_share() -> None:
    labels, pence = ["North", "South", "East", "All"], [400, 300, 200, 100]
    assert words.ranking(labels, pence, "spend", 1000).endswith("together 90% of £10 in all.")
    assert words.ranking(labels, pence, "spend", 900) == "Most spend: North (£4), South (£3) and East (£2)."


def test_a_trend_tells_both_ends_and_the_top() -> None:
    said = words.trend(["Q1", "Q2", "Q3"], [100_00, 300_00, 150_00])
    assert said == "Q3 had £150, 50% more than Q1 (£100). The highest was Q2 (£300)."


def test_what_is_not_known_is_no_category_above_or_below_peers() -> None:
    rows = [
        {"level1": level1, "ours_pence": ours, "median_pence": 500, "difference_pence": ours - 500}
        for level1, ours in (("Not known", 100), ("Utilities", 400), ("Education", 900))
    ]
    said = words.against_peers(rows, "Bury")
    assert said.startswith("Bury is furthest above its peers on Education (£9.00")
    assert "below its peers on Utilities (£4.00" in said
    assert words.against_peers(rows[:1], "Bury") == "There is nothing to compare."


def test_a_trend_of_unlike_periods_tells_the_top_alone() -> None:
    said = words.trend(["Q1", "Q2", "Q3"], [100_00, 300_00, 150_00], "The first and the last are not compared: why.")
    assert said == "The highest was Q2 (£300). The first and the last are not compared: why."


def test_a_ranking_of_few_bars_does_not_say_that_they_are_all_of_themselves() -> None:
    assert words.ranking(["a", "b"], [100_00, 300_00], "spend") == "Most spend: b (£300) and a (£100)."
    assert words.ranking(["a"], [100_00], "spend") == "All spend: a (£100)."

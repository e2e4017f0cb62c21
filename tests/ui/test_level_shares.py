"""Where categories fall: the picture has a part for each level, and the sentence says the same."""

import polars as pl

from procurement.ui import level_shares

ROWS = pl.DataFrame(
    {
        "category": ["Electricity", "Roads", "Home care", "Even"],
        "local_chance": [0.02, 0.1, 1.0, 0.5],
        "subnational_chance": [0.03, 0.9, 0.0, 0.5],
        "national_chance": [0.95, 0.0, 0.0, 0.0],
    }
)


def test_the_sentence_says_which_level_is_likeliest_and_a_tie_goes_to_the_more_local() -> None:
    assert level_shares.in_words(ROWS, "category") == (
        "Most likely best: 2 categories local, 1 category sub-national and 1 category national. "
        "Roads leans sub-national (90%); Electricity leans national (95%)."
    )


def test_each_level_is_a_part_of_every_bar_with_the_first_row_on_top() -> None:
    figure = level_shares.chart(ROWS, "category")
    assert [bar.name for bar in figure.data] == ["Local", "Sub-national", "National"]
    assert list(figure.data[2].x) == [0.0, 0.0, 0.0, 0.95]
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 3


def test_nothing_is_told_as_nothing() -> None:
    assert level_shares.in_words(ROWS.head(0), "category") == "There is nothing to show."

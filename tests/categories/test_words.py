"""Words are cleaned so that the same thing said by two publishers looks the same."""

import polars as pl
import pytest

from procurement.categories import words

NONE = pl.Series("word", [], dtype=pl.String())


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Taxis & Private Hire", "TAXI PRIVATE HIRE", id="plural and ampersand"),
        pytest.param("LIBRARIES", "LIBRARY", id="plural in ies"),
        pytest.param("Minibuses", "MINIBUS", id="plural in es"),
        pytest.param("Glass", "GLASS", id="not a plural"),
        pytest.param("Children's Homes", "CHILDREN HOME", id="straight apostrophe"),
        pytest.param("CHILDREN’S HOMES", "CHILDREN HOME", id="curly apostrophe"),
        pytest.param("B & B accommodation", "BANDB ACCOMMODATION", id="initials stay together"),
        pytest.param("EXT RES CARE - 004512/2", "EXT RES CARE", id="figures go"),
        pytest.param("12-34", "", id="no words"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_becomes_one_phrase(text: str, phrase: str) -> None:
    ignored = pl.Series("word", ["AND"])
    assert words.as_phrase(pl.Series([text]), ignored).to_list() == [phrase]


def test_runs_of_words_stay_within_their_text() -> None:
    texts = pl.DataFrame({"text_id": [0, 1], "text": ["home care", "skip hire"]})
    runs = words.phrases(words.split(texts, NONE))
    said = sorted(runs.select("text_id", "phrase").rows())
    assert said == [(0, "CARE"), (0, "HOME"), (0, "HOME CARE"), (1, "HIRE"), (1, "SKIP"), (1, "SKIP HIRE")]


def test_ignored_words_leave_no_gap() -> None:
    texts = pl.DataFrame({"text_id": [0], "text": ["repairs of the roof"]})
    runs = words.phrases(words.split(texts, pl.Series("word", ["OF", "THE"])))
    assert "REPAIR ROOF" in runs["phrase"].to_list()

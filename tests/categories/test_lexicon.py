"""Phrases found by numbers are those that a slow search by letters finds."""

import os

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.categories.lexicon import Lexicon, Spoken

WORDS = ["ROAD", "WORK", "SIGN", "HIRE"]
TEXTS = st.lists(st.lists(st.sampled_from([*WORDS, "UNKNOWN"]), max_size=7), min_size=1, max_size=5)
PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=8, unique=True)
EXAMPLES = int(os.environ.get("GENERATED_TEXTS", "60"))


def spoken_of(texts: list[list[str]]) -> Spoken:
    said = [(text_id, word) for text_id, text in enumerate(texts) for word in text]
    frame = pl.DataFrame(said, schema={"text_id": pl.Int64, "word": pl.String}, orient="row")
    return Spoken.of(frame, len(texts))


def slowly_found(text: list[str], phrases: list[str], longest_only: bool) -> set[str]:
    """Every phrase of at most four words in a text, looked for at every place."""
    runs = [
        (begin, end)
        for begin in range(len(text))
        for end in range(begin + 1, min(begin + 4, len(text)) + 1)
        if " ".join(text[begin:end]) in phrases
    ]
    kept = [
        (begin, end)
        for begin, end in runs
        if not longest_only or not any(b <= begin and end <= e and (b, e) != (begin, end) for b, e in runs)
    ]
    return {" ".join(text[begin:end]) for begin, end in kept}


@pytest.mark.parametrize("longest_only", [True, False], ids=["the longest alone", "every one"])
@settings(max_examples=EXAMPLES, deadline=None)
@given(texts=TEXTS, phrases=PHRASES)
def test_found_as_by_a_slow_search(longest_only: bool, texts: list[list[str]], phrases: list[str]) -> None:
    lexicon = Lexicon.of(pl.Series(phrases, dtype=pl.String), 4)
    table = lexicon.occurrences(spoken_of(texts), longest_only).table.toarray()
    found = [{phrases[place] for place in row.nonzero()[0]} for row in table]
    assert found == [slowly_found(text, phrases, longest_only) for text in texts]


def test_more_words_than_numbers_can_tell_apart_are_refused() -> None:
    many = pl.Series([f"W{number}" for number in range(60_000)])
    with pytest.raises(OverflowError, match="60,000 words"):
        Lexicon.of(many, 4)

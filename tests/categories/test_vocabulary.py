"""A phrase that lies inside a longer one has no vote, and scopes are kept."""

import numpy as np
import polars as pl
import pytest

from procurement.categories import sources, vocabulary, words
from procurement.categories.lexicon import Spoken
from procurement.categories.sources import Codes

CODES = {"101900", "110000", "111220", "181700", "271400"}
NONE = pl.Series("word", [], dtype=pl.String())
HEADINGS = pl.DataFrame(
    {
        "proclass_code": ["110000", "111220"],
        "level1": ["Catering", "Catering"],
        "level2": ["", "School Meals Service"],
        "level3": ["", ""],
    }
)
VOCABULARY = pl.DataFrame(
    {
        "words": ["street lighting", "lighting", "canon"],
        "field": ["any", "any", "supplier"],
        "proclass_code": ["181700", "101900", "271400"],
        "weight": ["3", "3", "5"],
    }
)


NO_CROSSWALK = pl.DataFrame(
    schema={"scheme_code": pl.String, "heading": pl.String, "said": pl.String, "proclass_code": pl.String}
).with_columns(weight=pl.lit(1.0))


def votes_of(text: str, field: str) -> list[tuple[str, str]]:
    prepared = vocabulary.prepare(VOCABULARY, HEADINGS, NONE, 3.0)
    codes = pl.DataFrame({"proclass_code": sorted(CODES), "level1_code": sorted(CODES), "level2": ""})
    source = sources.of_vocabulary(field, prepared, NO_CROSSWALK, Codes.of(codes))
    spoken = Spoken.of(words.split(pl.DataFrame({"text_id": [0], "text": [text]}), NONE), 1)
    met = source.lexicon.occurrences(spoken, longest_only=True)
    places = np.nonzero(met.times(source.weights.level1))[1]
    phrases = [str(source.sentences[int(column)]).split(" in the ")[0] for column in met.columns_in_use()]
    return list(zip(phrases, [sorted(CODES)[place] for place in places], strict=True))


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        pytest.param("Street lighting", "purpose", [("STREET LIGHTING", "181700")], id="the longer phrase alone"),
        pytest.param("LIGHTING, lighting", "account", [("LIGHTING", "101900")], id="said twice, one vote"),
        pytest.param(
            "School meals service", "purpose", [("SCHOOL MEAL SERVICE", "111220")], id="a heading of ProClass"
        ),
        pytest.param("Catering", "purpose", [], id="a heading of one word has no vote of its own"),
        pytest.param("Canon UK", "supplier_name", [("CANON", "271400")], id="a supplier's word in a supplier's name"),
        pytest.param("Canon of the minster", "purpose", [], id="a supplier's word elsewhere"),
    ],
)
def test_votes(text: str, field: str, expected: list[tuple[str, str]]) -> None:
    assert votes_of(text, field) == expected

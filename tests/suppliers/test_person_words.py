"""The shape of a text: one letter a word, which tells names from trades and everyday words."""

from pathlib import Path

import polars as pl
import pytest

from procurement.suppliers import person_words


@pytest.fixture(scope="module")
def known(project: Path) -> pl.DataFrame:
    folder = project / "data" / "reference"
    tables = [
        pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        for name in ("private_people_words", "name_word_classes")
    ]
    return person_words.letters(*tables)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        pytest.param("Taxi for Mrs Orla Tarnbeck", "KKTFS", id="a title and a first name"),
        pytest.param("TARNBECK, O.", "S,I", id="a stop behind an initial is no word"),
        pytest.param("Quillfeather & Sons Ltd", "S&BL", id="a firm"),
        pytest.param("Orla Tarnbeck t/a Beck Joinery", "FStSB", id="a phrase is one letter"),
        pytest.param("Grant payment", "Ao", id="a first name that is also a word"),
        pytest.param("a grant for grace", "IAKA", id="all small letters say nothing of names"),
        pytest.param("Fees for a grant", "oKow", id="a small letter among capitals is no name"),
        pytest.param("Quill-Marsh Noël", "SSA", id="hyphens and accents"),
        pytest.param("O'Quill", "S", id="an apostrophe"),
        pytest.param("Paid BLX via XERO", "oxox", id="short forms in capitals"),
        pytest.param("Regeneration 4411", "o0", id="an ending of everyday words, and a number"),
        pytest.param("", "", id="nothing"),
        pytest.param("…", "", id="no word"),
    ],
)
def test_a_text_has_a_shape(text: str, shape: str, known: pl.DataFrame) -> None:
    assert person_words.shapes(pl.Series([text, text]), known)["shape"].to_list() == [shape]


def test_no_texts_have_no_shapes(known: pl.DataFrame) -> None:
    found = person_words.shapes(pl.Series([], dtype=pl.String), known)
    assert found.schema == pl.Schema({"text": pl.String, "shape": pl.String})
    assert found.is_empty()


def test_every_word_has_one_class(known: pl.DataFrame) -> None:
    assert known["word"].is_unique().all()
    assert set(known["letter"]) <= set(person_words.LETTERS.values())

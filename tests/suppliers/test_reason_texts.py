"""A reason keeps its parts apart, whatever comes after the name it was matched to."""

import polars as pl
import pytest

from procurement.suppliers import reason_texts

NAMED = "shares the word 'quillmarsh' (beside 'Quillmarsh (North) Ltd')"


def of(made: pl.Expr) -> str:
    return pl.select(made).item()


@pytest.mark.parametrize("notes", ["", "company number 01234567 by vendor number V1", "one thing; another"])
def test_notes_are_found_again_and_taken_off(notes: str) -> None:
    reason = reason_texts.with_notes(pl.lit(NAMED), pl.lit(notes))
    assert of(reason_texts.notes_of(reason)) == notes
    assert of(reason_texts.without_notes(reason)) == NAMED
    assert of(reason_texts.name_beside(reason)) == "Quillmarsh (North) Ltd"
    hidden = of(reason_texts.with_beside(reason, " (beside a name that is withheld)"))
    assert "North" not in hidden
    assert hidden.endswith(notes or "withheld)")


def test_a_reason_of_its_own_names_nobody() -> None:
    assert of(reason_texts.name_beside(pl.lit("own name"))) is None

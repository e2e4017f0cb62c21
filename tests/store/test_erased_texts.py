"""Which texts an upload alone brought: these are cleared from whatever repeats them, and no others are."""

from dataclasses import replace

import polars as pl
import pytest

from procurement.store import erased_texts
from procurement.store.desk_store import Store
from procurement.store.submission import Submission

HELD = '["Orla Pellow", "123", "Elm"]'


def saying(made: Submission, rows: str = HELD, **texts: str) -> Submission:
    """A submission whose payments say these texts, in our columns, and whose held-back row these cells."""
    payments = made.payments.with_columns(pl.lit(text).alias(name) for name, text in texts.items())
    held = made.held_back.with_columns(value=pl.lit("Orla Pellow"), row_text=pl.lit(rows))
    return replace(made, payments=payments, held_back=held)


@pytest.fixture
def gone(store: Store, submission) -> str:
    texts = {"supplier_name": " Tarn Quill ", "purpose": "Elms", "department": "Elm", "account": "1234-5"}
    return store.keep(
        saying(submission("Quill.csv", body="body:Bowland Trust"), **texts, body_name="Bowland Trust")
    ).upload_id


def test_what_an_upload_alone_says_is_told_without_short_texts_and_numbers(store, gone):
    """Also the texts that it shares with nobody because it stands alone, and never whose it is."""
    texts = erased_texts.only_in(store.ledger, [gone])
    assert {"Quill.csv", "Tarn Quill", "Elms", "Orla Pellow", "a supplier_ref"} <= set(texts)
    assert not {"Elm", "1234-5", "123", "Bowland Trust", "a amount_basis", gone, ""} & set(texts)


def test_what_another_upload_says_too_is_not_told(store, submission, gone):
    """Wherever it says it: in a payment, in a row that is held back, or as the name of a file."""
    other = submission("May.csv")
    other = replace(other, upload=replace(other.upload, file_name="Quill.csv"))
    kept = store.keep(saying(other, '["Tarn Quill"]', supplier_ref="Orla Pellow")).upload_id
    assert erased_texts.only_in(store.ledger, [gone]) == ["Elms", "a supplier_ref"]
    assert erased_texts.only_in(store.ledger, [gone, kept]) != []
    assert erased_texts.only_in(store.ledger, []) == []


def test_a_file_that_was_scrubbed_before_has_no_name_to_look_for(store, submission):
    first = store.keep(submission()).upload_id
    store.scrub([first], submission().upload.received_at, "officer", "asked for")
    assert erased_texts.only_in(store.ledger, [first]) == []

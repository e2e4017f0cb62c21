import numpy as np
import polars as pl

from procurement.demonstration import wording
from procurement.demonstration.reference import Reference


def test_every_text_belongs_to_its_category(shape: Reference) -> None:
    every = list(range(shape.categories.height))
    payments = pl.DataFrame({"council": [0] * len(every), "category": every, "amount_pence": [100_000] * len(every)})
    worded = wording.word(payments, shape, np.random.default_rng(1))
    for at, row in enumerate(shape.categories.iter_rows(named=True)):
        assert worded["purpose"][at] in row["purposes"].split("|")
        assert worded["account"][at] in row["accounts"].split("|")
        assert worded["proclass_code"][at] == row["proclass_code"]
        assert worded["class_one"][at] == (row["level1"] or "Unclassified Non Trade")


def test_a_council_calls_a_service_by_one_name(shape: Reference) -> None:
    payments = pl.DataFrame({"council": [3] * 50, "category": [0] * 50, "amount_pence": [100_000] * 50})
    assert wording.word(payments, shape, np.random.default_rng(1))["department"].n_unique() == 1


def test_labels_are_cut_where_a_ledger_cuts_them(shape: Reference) -> None:
    payments = pl.DataFrame({"council": [0], "category": [0], "amount_pence": [1]})
    short = wording.word(payments, shape, np.random.default_rng(1))["proclass_short"].item()
    assert len(short) <= wording.LABEL_LIMIT


def test_people_are_always_hidden_and_businesses_hardly_ever(shape: Reference) -> None:
    names = shape.categories["category"].to_list()
    people, business = names.index("direct payments"), names.index("electricity")
    payments = pl.DataFrame({"category": [people] * 1_000 + [business] * 1_000})
    hidden = wording.redacted(payments, shape.categories, np.random.default_rng(1))
    assert hidden[:1_000].all()
    assert hidden[1_000:].mean() < 0.02

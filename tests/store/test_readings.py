"""Readings: there and back unchanged, people over rules, and a version that moves with them."""

import polars as pl
import pytest

from procurement.tables import CATEGORY_READING, SUPPLIER_READING


def suppliers(*rows: tuple[int, str]) -> pl.DataFrame:
    texts = {name: ["é text"] * len(rows) for name, kind in SUPPLIER_READING.items() if kind == pl.String()}
    keys, ids = [key for key, _ in rows], [supplier for _, supplier in rows]
    score = [None if key == 1 else 0.5 for key in keys]
    made = {**texts, "supplier_text_key": keys, "supplier_id": ids, "score": score}
    return pl.DataFrame(made, schema=SUPPLIER_READING)


def categories(*influenceable: bool | None) -> pl.DataFrame:
    count = len(influenceable)
    texts = {name: [""] * count for name, kind in CATEGORY_READING.items() if kind == pl.String()}
    made = {**texts, "line_text_key": list(range(count)), "confidence": [0.25] * count}
    return pl.DataFrame({**made, "influenceable": list(influenceable)}, schema=CATEGORY_READING)


def ids(register) -> list[tuple[int, str]]:
    return register.readings.suppliers().select("supplier_text_key", "supplier_id").rows()


def test_supplier_readings_come_back_by_key_as_they_were(register, now):
    sent = suppliers((2**62, "b"), (1, "a"))
    register.readings.keep_suppliers(sent, now)
    back = register.readings.suppliers()
    assert back.select(list(SUPPLIER_READING)).equals(sent.sort("supplier_text_key"))
    assert back.select("made_by", "made_at").unique().rows() == [("rules", now)]


def test_category_readings_keep_yes_no_and_not_known(register, now):
    sent = categories(True, False, None)
    register.readings.keep_categories(sent, now)
    assert register.readings.categories().select(list(CATEGORY_READING)).equals(sent)


def test_no_readings_give_an_empty_table_of_the_same_columns(register, now):
    register.readings.keep_suppliers(suppliers(), now)
    assert register.readings.suppliers().select(list(SUPPLIER_READING)).equals(suppliers())


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ("rules", "rules", "new"),
        ("rules", "A Person", "new"),
        ("A Person", "rules", "old"),
        ("A Person", "B Person", "new"),
    ],
)
def test_a_persons_reading_is_changed_by_people_alone(register, now, first, second, result):
    register.readings.keep_suppliers(suppliers((1, "old")), now, first)
    register.readings.keep_suppliers(suppliers((1, "new"), (2, "other")), now, second)
    assert ids(register) == [(1, result), (2, "other")]


def test_forgotten_readings_are_gone_and_the_rest_stay(register, now):
    register.readings.keep_suppliers(suppliers((1, "a"), (2, "b"), (3, "c")), now)
    register.readings.forget_suppliers(pl.Series([1, 3]))
    assert ids(register) == [(2, "b")]


def test_the_version_moves_when_readings_do(register, now):
    versions = [register.version()]
    for change in (
        lambda: register.readings.keep_suppliers(suppliers((1, "a")), now),
        lambda: register.readings.keep_categories(categories(True), now),
        lambda: register.readings.forget_categories(pl.Series([0])),
        lambda: register.hubs.keep("North", ["E06000001"], "A Person", now),
        lambda: register.decisions.record("supplier", 1, "a", "A Person", now, "same firm"),
    ):
        change()
        versions.append(register.version())
    assert len(set(versions)) == len(versions)


def test_reading_moves_no_version(register):
    before = register.version()
    register.readings.suppliers()
    register.decisions.history()
    assert register.version() == before

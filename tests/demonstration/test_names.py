import numpy as np

from procurement.demonstration import names


def test_names_all_differ() -> None:
    how_many = 12_000
    invented = names.invent(["Homecare"] * how_many, ["company"] * how_many, np.random.default_rng(1))
    assert len(set(invented)) == how_many


def test_coined_words_come_once_each() -> None:
    words = names.coin_words(np.random.default_rng(1))
    assert len(set(words)) == len(words) > 5_000


def test_a_pseudo_supplier_is_called_as_it_stands() -> None:
    assert names.invent(["HOUSING BENEFIT"], ["pseudo"], np.random.default_rng(1)) == ["HOUSING BENEFIT"]


def test_the_same_seed_gives_the_same_names() -> None:
    trades, owners = ["Taxis"] * 50, ["sole trader"] * 50
    once, again = (names.invent(trades, owners, np.random.default_rng(7)) for _ in range(2))
    assert once == again

"""Texts become suppliers."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import supplier_names_made
from procurement.suppliers import matching, spelling_reasons
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_ASK, SUPPLIER_READING

Ids = Callable[..., list[str]]


def test_one_company_number_is_one_supplier_whatever_the_names(ids: Ids) -> None:
    a, b = ids([("QUILLMERE REGENERATION LTD", "2227962"), ("OAKFERN GROUP PLC", "02227962")])
    assert a == b == "GB-COH-02227962"


def test_two_company_numbers_are_two_suppliers_whatever_the_names(ids: Ids) -> None:
    a, b = ids([("QUILLMERE LTD", "02227962"), ("QUILLMERE LTD", "03227962")])
    assert a != b


def test_a_name_that_fits_two_numbers_is_not_guessed(ids: Ids) -> None:
    a, b, bare = ids([("QUILLMERE LTD", "02227962"), ("QUILLMERE LTD", "03227962"), "QUILLMERE LTD"])
    assert len({a, b, bare}) == 3


def test_a_name_without_a_number_joins_the_one_that_it_fits(ids: Ids) -> None:
    a, bare = ids([("QUILLMERE JOINERY LTD", "02227962"), "Quillmere Joinery Limited"])
    assert a == bare


def test_a_vat_number_joins_names_that_are_a_little_alike_only(ids: Ids) -> None:
    vat = "980780684"
    a, b, other = ids(
        [
            ("QUILLMERE CATERING SUPPLIES", "", vat),
            ("QUILLMERE CLEANING SUPPLIES", "", vat),
            ("ZYXWVUT ORCHESTRA", "", vat),
        ]
    )
    assert a == b != other


def test_a_vat_number_joins_one_name_of_common_words(ids: Ids) -> None:
    """With a trading name of one alone; without the number a person is asked."""
    names = ["HARRY GROUP LTD", "HARRY GROUP LTD T/A HARRY LIFTS"]
    a, b = ids([(name, "", "980780684") for name in names])
    assert a == b


def test_conflicting_charity_numbers_forbid_a_merge(ids: Ids) -> None:
    a, b = ids([("QUILLMERE FRIENDS", "", "", "1138117"), ("QUILLMERE FRIENDS", "", "", "1138118")])
    assert a != b


def test_a_name_that_two_bodies_trade_under_is_neithers(ids: Ids) -> None:
    first, second, plain = ids(
        ["OAKFERN LTD T/A QUILLMERE HOMES", "ROWANBANK LTD T/A QUILLMERE HOMES", "QUILLMERE HOMES"]
    )
    assert len({first, second, plain}) == 3
    one, alone = ids(["OAKFERN LTD T/A QUILLMERE HOMES", "QUILLMERE HOMES"])
    assert one == alone


def test_another_body_under_a_known_ones_trading_name_is_not_that_one(
    texts, nobody, known_words: SupplierReference
) -> None:
    known = matching.match(texts(["OAKFERN LTD T/A QUILLMERE HOMES", "QUILLMERE HOMES"]), nobody, known_words)
    assert known["supplier_id"].n_unique() == 1
    new = matching.match(texts(["ROWANBANK LTD T/A QUILLMERE HOMES"], first=10), known, known_words)
    assert new["supplier_id"].item() not in known["supplier_id"].to_list()


def test_no_chain_through_a_shared_trading_name(ids: Ids) -> None:
    a, b = ids([("QUILLMERE LTD T/A ROWANBANK", "02227962"), ("OAKFERN LTD T/A ROWANBANK", "03227962")])
    assert a != b


def test_withheld_names_have_no_supplier_and_stand_ins_are_their_own(ids: Ids) -> None:
    redacted, blank, various, benefit = ids(["REDACTED PERSONAL DATA", "", "VARIOUS", "HOUSING BENEFIT"])
    assert (redacted, blank) == ("", "")
    assert various.startswith("PSEUDO-")
    assert benefit.startswith("PSEUDO-")
    assert various != benefit


def test_words_without_identity_merge_nothing(ids: Ids) -> None:
    names = [
        "LTD#SHIRLEY",
        "LTD#MAYFIELD",
        "THE LTD",
        "LIMITED",
        "CARE SERVICES LTD",
        "THE CARE SERVICE",
        "CARE SERVICES",
    ]
    assert len(set(ids(names))) == len(names)


NAMES = [
    "QUILLMERE JOINERY LTD",
    "Quillmere Joinery Limited",
    "QUILLMERE JOINERY (LEEDS) LTD",
    "OAKFERN CARE LTD T/A ROWANBANK",
    "ROWANBANK",
    "ROWANBANK LTD",
    "OAKFERN CARE",
    "NORTH TARNBECK COUNCIL",
    "SOUTH TARNBECK COUNCIL",
    ("TARNBECK PLANT HIRE LTD", "02227962"),
    "TARNBECK PLANT HIRE",
    "REDACTED PERSONAL DATA",
    "VARIOUS",
]


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(len(NAMES))))
def test_the_order_of_rows_changes_nothing(order: list[int], texts, nobody, known_words: SupplierReference) -> None:
    rows = texts(NAMES)
    straight = matching.match(rows, nobody, known_words)
    shuffled = matching.match(rows[order], nobody, known_words)
    assert shuffled.sort("supplier_text_key").equals(straight.sort("supplier_text_key"))
    assert shuffled["supplier_text_key"].to_list() == order


def test_a_known_supplier_keeps_its_id_and_takes_in_new_spellings(
    texts, nobody, known_words: SupplierReference
) -> None:
    known = matching.match(texts(["QUILLMERE JOINERY LTD"]), nobody, known_words)
    known = known.with_columns(supplier_id=pl.lit("GB-COH-07777777"), supplier_label=pl.lit("Quillmere"))
    read = matching.match(texts(["Quillmere Joinery", "ZYXWVUT ORCHESTRA"], first=10), known, known_words)
    assert read["supplier_id"].to_list()[0] == "GB-COH-07777777"
    assert read["supplier_label"].to_list()[0] == "Quillmere"
    assert read["supplier_id"].to_list()[1] != "GB-COH-07777777"


def test_a_name_is_that_suppliers_who_alone_has_it(texts, nobody, known_words: SupplierReference) -> None:
    names = ["QUILLMERE JOINERY LTD", "SABLE LODGE", "ZYXWVUT ORCHESTRA", "QUILLMERE JOINERY PLC", "OAKFERN LTD"]
    known = matching.match(texts(names), nobody, known_words)
    known = known.with_columns(supplier_id=pl.Series(["NAME-a", "NAME-a", "NAME-a", "NAME-b", "NAME-b"]))
    new = texts(["Quillmere Joinery Limited", "Quillmere Joinery P.L.C.", ("Sable Lodge", "02227962")], first=10)
    read = matching.match(new, known, known_words)
    assert read["supplier_id"].to_list() == ["NAME-a", "NAME-b", "NAME-a"], "whatever else a supplier is called"
    assert read["rule"].unique().to_list() == ["same name"]
    both = known.with_columns(supplier_name=pl.lit("SABLE LODGE"), company_number=pl.Series(["02227962", *[""] * 4]))
    held = matching.match(texts([("Sable Lodge", "02227963")], first=10), both.head(3), known_words)
    assert held["supplier_id"].item() == "GB-COH-02227963", "another company number forbids it"


def test_a_name_without_its_legal_form_is_that_suppliers_who_alone_has_it(
    texts, nobody, known_words: SupplierReference
) -> None:
    other = ["SABLE LODGE", "ZYXWVUT ORCHESTRA"]
    names = ["QUILLMERE JOINERY LTD", *other, "OAKFERN LTD", *other, "OAKFERN CIC", *other]
    known = matching.match(texts(names), nobody, known_words)
    known = known.with_columns(supplier_id=pl.Series([f"NAME-{letter}" for letter in "abc" for _ in range(3)]))
    read = matching.match(texts(["Quillmere Joinery", "Oakfern"], first=10), known, known_words)
    assert read["supplier_id"].to_list()[0] == "NAME-a", "however else that supplier is spelt"
    assert read["reason"].to_list()[0].startswith("same name but for")
    assert read["supplier_id"].to_list()[1] not in {"NAME-a", "NAME-b", "NAME-c"}, "two have it: a person is asked"


def test_two_known_suppliers_are_never_merged(texts, nobody, known_words: SupplierReference) -> None:
    known = matching.match(texts(["QUILLMERE JOINERY LTD", "OAKFERN LTD"]), nobody, known_words)
    known = known.with_columns(
        supplier_name=pl.lit("QUILLMERE JOINERY LTD"), supplier_id=pl.Series(["NAME-one", "NAME-two"])
    )
    read = matching.match(texts(["Quillmere Joinery"], first=10), known, known_words)
    assert read["supplier_id"].item() in {"NAME-one", "NAME-two"}


def test_a_supplier_is_not_shown_under_its_financier(texts, nobody, known_words: SupplierReference) -> None:
    names = ["HSBC INVOICE FINANCE (UK) LTD RE QUILLMERE JOINERY LTD", "Quillmere Joinery"]
    read = matching.match(texts(names), nobody, known_words)
    assert read["supplier_label"].to_list() == ["Quillmere Joinery"] * 2


def test_a_company_of_two_names_has_its_own_name_where_no_number_stands(ids) -> None:
    numbered = [("QUILLMERE JOINERY LTD", "01234567"), ("QJ INTERIORS LTD", "01234567")]
    assert ids([*numbered, "Quillmere Joinery Limited", "QJ Interiors"]) == ["GB-COH-01234567"] * 4


def test_the_same_texts_again_get_the_same_ids(texts, nobody, known_words: SupplierReference) -> None:
    first = matching.match(texts(NAMES), nobody, known_words)
    again = matching.match(texts(NAMES), first, known_words)
    assert again["supplier_id"].to_list() == first["supplier_id"].to_list()


def test_what_is_alike_but_not_enough_is_asked(texts, nobody, known_words: SupplierReference) -> None:
    matched = matching.settle(texts(["QUILLMERE", "QUILLMERE CONSULTANCY LTD"]), nobody, known_words)
    assert matched.readings["supplier_id"].n_unique() == 2
    assert matched.asks.schema == SUPPLIER_ASK
    assert matched.asks["name_a"].to_list() + matched.asks["name_b"].to_list() == [
        "QUILLMERE",
        "QUILLMERE CONSULTANCY LTD",
    ]


def test_every_row_has_a_reason_and_the_shape_of_a_reading(texts, nobody, known_words: SupplierReference) -> None:
    read = matching.match(texts(NAMES), nobody, known_words)
    assert read.schema == SUPPLIER_READING
    assert read.null_count().sum_horizontal().item() == 0
    assert (read["reason"].str.len_chars() > 10).all()
    assert read["score"].is_between(0, 1).all()


def test_no_texts_give_no_rows(texts, nobody, known_words: SupplierReference) -> None:
    assert matching.match(texts([]), nobody, known_words).equals(nobody)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), turn=st.randoms(use_true_random=False))
def test_the_order_of_many_invented_names_changes_nothing(seed, turn, texts, nobody, known_words) -> None:
    rows = texts(supplier_names_made.make(400, seed)["name"].to_list())
    order = list(range(rows.height))
    turn.shuffle(order)
    straight, shuffled = (matching.settle(some, nobody, known_words) for some in (rows, rows[order]))
    assert shuffled.readings.sort("supplier_text_key").equals(straight.readings)
    assert shuffled.asks.equals(straight.asks)


def test_spellings_of_one_name_say_that_they_are_one(
    texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    rows = texts(["Quillmarsh Paving Ltd", "QUILLMARSH PAVING LIMITED", "Harrowfen Dairy"])
    reasons = matching.match(rows, nobody, known_words)["reason"].to_list()
    assert sorted(reasons[:2]) == [spelling_reasons.SAME_NAME, spelling_reasons.SHOWN]
    assert reasons[2].startswith("no other name")


def test_a_name_is_compared_with_the_one_that_its_supplier_is_shown_under(
    texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    names = [
        "Quillmarsh Pavng",
        "QUILLMARSH PAVING",
        "Quillmarsh Paving Limited",
        "Quillmarsh Pavin",
        "QUILLMARSH PAVNG.",
    ]
    read = matching.match(texts(names), nobody, known_words)
    assert read["supplier_label"].unique().to_list() == ["Quillmarsh Paving Limited"]
    told = dict(read.select("supplier_name", "reason").iter_rows())
    assert told.pop("Quillmarsh Paving Limited") == spelling_reasons.SHOWN
    assert told["QUILLMARSH PAVING"].startswith(spelling_reasons.SAME_NAME)
    assert all(reason.endswith("(compared with 'Quillmarsh Paving Limited')") for reason in told.values()), told


def test_a_supplier_shown_under_a_name_of_no_text_keeps_the_links_that_joined_it(
    texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    rows = texts(["Quillmarsh Paving Ltd", "Quillmarsh Pavng"])
    before = matching.match(rows[:1], nobody, known_words).with_columns(supplier_label=pl.lit("As an officer named it"))
    (told,) = matching.match(rows[1:], before, known_words)["reason"].to_list()
    assert told.endswith("(compared with 'Quillmarsh Paving Ltd')")


MARKED = ["DO NOT USE - QUILLMERE PAVING LIMITED", "C/O QUILLMERE PAVING LTD", "QUILLMERE PAVING LTD CLIENT A/C"]


@pytest.mark.parametrize("marked", MARKED)
def test_a_supplier_is_not_called_by_a_mark_on_its_record(
    marked: str, texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    read = matching.match(texts([marked, "Quillmere Paving"]), nobody, known_words)
    assert read["supplier_label"].to_list() == ["Quillmere Paving"] * 2
    assert matching.match(texts([marked]), nobody, known_words)["supplier_label"].to_list() == [marked]


BY_LIST, SAME = "by our list of other names", "same name but for"
OTHER_NAMES = {
    "a former name": {"Oldquill Paving": BY_LIST, "Quillmarsh Paving": BY_LIST},
    "beside two spellings": {"Oldquill Paving": BY_LIST, "Quillmarsh Paving": SAME, "QUILLMARSH PAVING.": SAME},
}


@pytest.mark.parametrize("known", [0, 1], ids=["all new", "one known"])
@pytest.mark.parametrize("told", OTHER_NAMES.values(), ids=OTHER_NAMES.keys())
def test_another_name_by_the_list_is_not_called_the_same_name(
    told: dict[str, str], known: int, texts, nobody, known_words: SupplierReference
) -> None:
    """Nor is a name beside the former one that was there before it."""
    listed = {"other_name": "OLDQUILL PAVING", "name": "QUILLMARSH PAVING", "source": "invented", "as_of": "2026-11-27"}
    reference = replace(known_words, supplier_aliases=pl.DataFrame([listed]))
    rows = texts(list(told))
    before = matching.match(rows[:known], nobody, reference)
    after = matching.match(rows[known:], before, reference)
    assert pl.concat([before, after])["supplier_id"].n_unique() == 1
    reasons = dict(after.select("supplier_name", "reason").iter_rows())
    shown = after["supplier_label"][0]
    for name, reason in reasons.items():
        if "(compared with 'Oldquill" in reason:
            assert BY_LIST in reason
        else:
            assert told[name] in reason or (name == shown and reason == spelling_reasons.SHOWN)


def test_the_list_is_named_where_it_concerns_the_two_names(
    texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    """Why two names match is told once for all their spellings, of which some are former names."""
    listed = {"other_name": "OLDQUILL PAVING", "name": "QUILLMARSH PAVING", "source": "invented", "as_of": "2026-11-27"}
    reference = replace(known_words, supplier_aliases=pl.DataFrame([listed]))

    def reason_of(name: str, *others: str) -> str:
        read = matching.match(texts([name, *others]), nobody, reference)
        assert read["supplier_id"].n_unique() == 1
        return str(read["reason"][0])

    former = reason_of("Oldquill Paving", "Quillmarsh Paving Ltd")
    assert former.startswith("two names of one organisation, by our list of other names; only one gives its legal form")
    assert former.endswith("(compared with 'Quillmarsh Paving Ltd')")
    assert reason_of("Quillmarsh Paving Ltd", "Oldquill Paving") == spelling_reasons.SHOWN
    plain = reason_of("Quillmarsh Paving 02280", "Quillmarsh Paving Ltd", "Oldquill Paving")
    assert plain.startswith("same name but for")
    assert "by our list" not in plain
    by_words = reason_of("Oldquill Paving", "Quillmarsh Pavng Ltd")
    assert "'oldquill paving' is read as 'quillmarsh paving', by our list of other names" in by_words


def test_a_reason_quotes_the_branch_of_its_own_text(
    texts, nobody: pl.DataFrame, known_words: SupplierReference
) -> None:
    shops = [f"QUILLMERE STORES {number}" for number in (2280, 5114, 5913)]
    read = matching.match(texts([*shops, "Quillmere Stores Ltd"]), nobody, known_words)
    assert read["supplier_id"].n_unique() == 1
    told = dict(read.select("supplier_name", "reason").iter_rows())
    for shop in shops:
        quoted = [number for number in ("2280", "5114", "5913") if f"left out ('{number}')" in told[shop]]
        assert quoted == [shop[-4:]]
    assert "left out" not in told["Quillmere Stores Ltd"]

"""What people decide about suppliers: replayed on any texts, taken back without a trace, never at odds with itself."""

import random
from collections import defaultdict
from typing import Any

import polars as pl
import pytest

from procurement.suppliers import decisions
from procurement.suppliers.decided_sets import (
    ALONE,
    DIFFERENT,
    GROUP,
    KIND,
    NAME,
    NOT_FOUND,
    PSEUDO,
    SAME,
    STANDS_FOR_MANY,
    TWO_NUMBERS,
)
from procurement.suppliers.decisions import Decision, Named
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING

OAKFERN, QUILL, TARN = "Oakfern Care Ltd", "Quillmere Joinery", "Tarnbeck Plant Hire"


def reading(*rows: tuple[str, ...]) -> pl.DataFrame:
    """SUPPLIER_READING with `plain`, of (name, supplier id, company number); keys count from 1."""
    made: list[dict[str, Any]] = []
    for key, (name, supplier, *number) in enumerate(rows, start=1):
        blank = {column: "" for column, kind in SUPPLIER_READING.items() if kind == pl.String()}
        told = {"supplier_name": name, "supplier_id": supplier, "company_number": "".join(number)}
        made.append({**blank, **told, "supplier_text_key": key, "score": 0.9, "kind": "company", "rule": "name"})
    frame = pl.DataFrame(made, schema=SUPPLIER_READING)
    longest = pl.col("supplier_name").sort_by(-pl.col("supplier_name").str.len_chars().cast(pl.Int64)).first()
    frame = frame.with_columns(supplier_label=longest.over("supplier_id"))
    return frame.with_columns(plain=decisions.plain_names(frame["supplier_name"]))


def said(*rows: tuple[str, ...]) -> list[Decision]:
    """Decisions of (what, name, other name or value), numbered from 1."""
    two = (SAME, DIFFERENT)
    return [
        Decision(
            at, what, Named(name), Named(rest[0]) if what in two else Named(""), "" if what in two else "".join(rest)
        )
        for at, (what, name, *rest) in enumerate(rows, start=1)
    ]


def after(base: pl.DataFrame, made: list[Decision], reference: SupplierReference) -> pl.DataFrame:
    """The whole reading, decisions applied."""
    changed = decisions.apply(base, made, reference).changed
    left = base.join(changed, on="supplier_text_key", how="anti").with_columns(supplier_group=pl.lit(""))
    return pl.concat([left.select(changed.columns), changed]).sort("supplier_text_key")


def ids(base: pl.DataFrame, made: list[Decision], reference: SupplierReference) -> dict[str, str]:
    return dict(after(base, made, reference).select("supplier_name", "supplier_id").iter_rows())


BASE = reading(
    (OAKFERN, "A"), ("OAKFERN CARE", "A"), ("Oakfern Care (Northern)", "A"), (QUILL, "B"), ("QUILLMERE JOINERS", "B"),
    (TARN, "C"),
)  # fmt: skip


def test_no_decisions_change_nothing(known_words: SupplierReference) -> None:
    assert decisions.apply(BASE, [], known_words).changed.is_empty()


def test_same_joins_all_spellings_and_the_first_keeps_its_id(known_words: SupplierReference) -> None:
    table = after(BASE, said((SAME, QUILL, "oakfern care")), known_words)
    assert table["supplier_id"].to_list() == ["B", "B", "B", "B", "B", "C"]
    assert set(table.filter(supplier_id="B")["supplier_label"]) == {QUILL}
    moved = table.row(0, named=True)
    assert (moved["rule"], moved["reason"]) == ("a person", "a person decided so (decision 1)")


def test_one_name_is_taken_out_alone_and_the_rest_stay(known_words: SupplierReference) -> None:
    found = ids(BASE, said((ALONE, "Oakfern Care Northern")), known_words)
    assert found[OAKFERN] == found["OAKFERN CARE"] == "A"
    assert found["Oakfern Care (Northern)"].startswith("NAME-")
    assert after(BASE, said((ALONE, OAKFERN)), known_words)["supplier_label"].to_list()[:2] == [
        OAKFERN,
        "Oakfern Care (Northern)",
    ]


def test_the_last_name_of_a_supplier_keeps_its_id(known_words: SupplierReference) -> None:
    assert ids(BASE, said((ALONE, TARN)), known_words)[TARN] == "C"
    found = ids(BASE, said((ALONE, QUILL), (ALONE, "QUILLMERE JOINERS")), known_words)
    assert sorted(found[name] == "B" for name in (QUILL, "QUILLMERE JOINERS")) == [False, True]


def test_taking_one_out_of_three_that_people_joined_leaves_the_other_two(known_words: SupplierReference) -> None:
    made = said((SAME, OAKFERN, QUILL), (SAME, QUILL, TARN), (ALONE, QUILL))
    found = ids(BASE, made, known_words)
    assert found[OAKFERN] == found[TARN] == "A"
    assert found[QUILL] not in ("A", "B", "C")
    assert found["QUILLMERE JOINERS"] == "B", "it was with the others through QUILL alone"


def test_not_the_same_parts_what_the_rules_joined_and_the_second_leaves(known_words: SupplierReference) -> None:
    found = ids(BASE, said((DIFFERENT, OAKFERN, "Oakfern Care (Northern)")), known_words)
    assert found[OAKFERN] == "A"
    assert found["Oakfern Care (Northern)"] not in ("A", "B", "C")


def test_not_the_same_holds_when_the_rules_join_them_later(known_words: SupplierReference) -> None:
    made = said((SAME, OAKFERN, QUILL), (DIFFERENT, QUILL, TARN))
    later = reading((OAKFERN, "X"), (QUILL, "Y"), (TARN, "Y"))
    found = ids(later, made, known_words)
    assert found[OAKFERN] == found[QUILL] != found[TARN]


def test_same_that_would_break_not_the_same_waits_and_says_why(known_words: SupplierReference) -> None:
    made = said((DIFFERENT, OAKFERN, TARN), (SAME, OAKFERN, QUILL), (SAME, QUILL, TARN))
    found = decisions.apply(BASE, made, known_words)
    assert found.idle == {3: "decision 1 says that two of their names are not the same"}
    assert ids(BASE, made[:2], known_words) == ids(BASE, made, known_words)


def test_the_later_word_on_one_pair_counts(known_words: SupplierReference) -> None:
    found = ids(BASE, said((DIFFERENT, QUILL, TARN), (SAME, QUILL, TARN)), known_words)
    assert found[QUILL] == found[TARN]
    found = ids(BASE, said((SAME, QUILL, TARN), (DIFFERENT, QUILL, TARN)), known_words)
    assert found[QUILL] != found[TARN]


FOR_MANY = BASE.with_columns(kind=pl.when(pl.col("supplier_name") == TARN).then(pl.lit(PSEUDO)).otherwise("kind"))


def test_what_stands_for_many_is_no_part_of_a_supplier(known_words: SupplierReference) -> None:
    found = decisions.apply(FOR_MANY, said((SAME, TARN, QUILL)), known_words)
    assert found.idle == {1: STANDS_FOR_MANY}
    assert found.changed.is_empty()


@pytest.mark.parametrize(
    "made",
    [[(KIND, TARN, "company"), (SAME, TARN, QUILL)], [(KIND, QUILL, PSEUDO), (SAME, QUILL, TARN)]],
    ids=["one supplier after all", "both stand for many"],
)
def test_a_kind_that_a_person_gave_goes_before_that_of_the_rules(made, known_words: SupplierReference) -> None:
    found = ids(FOR_MANY, said(*made), known_words)
    assert found[TARN] == found[QUILL]


def test_the_reason_of_a_shown_name_is_true_once_the_supplier_is_called_otherwise(known_words) -> None:
    base = BASE.with_columns(reason=pl.lit("the name that its supplier is shown under; also: a branch"))
    read = after(base, said((NAME, TARN, "Tarnbeck Plant")), known_words).filter(pl.col("supplier_name") == TARN)
    assert read["supplier_label"].to_list() == ["Tarnbeck Plant"]
    assert read["reason"].to_list() == ["the name that the rules show its supplier under; also: a branch"]


def test_two_company_numbers_are_never_joined(known_words: SupplierReference) -> None:
    base = reading((OAKFERN, "GB-COH-02227962", "2227962"), ("OAKFERN", "GB-COH-02227962"),
                   (QUILL, "GB-COH-03227962", "3227962"))  # fmt: skip
    found = decisions.apply(base, said((SAME, "OAKFERN", QUILL)), known_words)
    assert found.idle == {1: TWO_NUMBERS}
    assert found.changed.is_empty()


def test_a_company_number_goes_with_the_name_that_has_it(known_words: SupplierReference) -> None:
    base = reading((OAKFERN, "GB-COH-02227962", "2227962"), ("OAKFERN", "GB-COH-02227962"))
    found = ids(base, said((ALONE, OAKFERN)), known_words)
    assert found[OAKFERN] == "GB-COH-02227962" != found["OAKFERN"]


def test_a_name_of_two_suppliers_is_meant_with_its_number(known_words: SupplierReference) -> None:
    base = reading((QUILL, "GB-COH-02227962", "2227962"), (QUILL, "GB-COH-03227962", "3227962"), (TARN, "C"))
    bare = decisions.apply(base, said((SAME, TARN, QUILL)), known_words)
    assert (bare.idle, bare.changed.height) == ({1: NOT_FOUND}, 0)
    numbered = [Decision(1, SAME, Named(QUILL, "GB-COH-03227962"), Named(TARN))]
    table = after(base, numbered, known_words)
    assert table["supplier_id"].to_list() == ["GB-COH-02227962", "GB-COH-03227962", "GB-COH-03227962"]


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        pytest.param("GB-COH-02227962", True, id="the number that stands here"),
        pytest.param("GB-COH-03227962", False, id="another company's"),
        pytest.param("", True, id="any"),
        pytest.param("GB-VAT-123456789", True, id="a VAT number, which is a group's"),
    ],
)
def test_a_name_beside_another_number_is_another_supplier(
    number: str, holds: bool, known_words: SupplierReference
) -> None:
    base = reading((QUILL, "GB-COH-02227962", "2227962"), (TARN, "C"))
    found = decisions.apply(base, [Decision(1, SAME, Named(QUILL, number), Named(TARN))], known_words)
    assert (found.idle, found.changed.height) == (({}, 1) if holds else ({1: NOT_FOUND}, 0))


def test_a_decision_that_a_later_one_took_back_says_so(known_words: SupplierReference) -> None:
    made = said((SAME, OAKFERN, QUILL), (SAME, QUILL, TARN), (DIFFERENT, OAKFERN, TARN))
    found = decisions.apply(BASE, made, known_words)
    assert (found.idle, found.sets.outdone) == ({2: "decision 3, made later, says otherwise"}, {2: 3})
    again = decisions.apply(BASE, [*made, Decision(4, SAME, Named(OAKFERN), Named(TARN))], known_words)
    assert again.sets.outdone == {3: 4}, "all three are one supplier again"
    alone = decisions.apply(BASE, said((SAME, OAKFERN, QUILL), (SAME, QUILL, TARN), (ALONE, QUILL)), known_words)
    assert alone.sets.outdone == {1: 3, 2: 3}


def test_what_was_put_together_has_the_kind_of_the_supplier_whose_id_it_keeps(known_words: SupplierReference) -> None:
    base = BASE.with_columns(kind=pl.when(supplier_id="B").then(pl.lit("charity")).otherwise("kind"))
    kinds = {
        first: set(
            after(base, said((SAME, first, other)), known_words).filter(pl.col("supplier_id").is_in(["A", "B"]))["kind"]
        )
        for first, other in ((QUILL, OAKFERN), (OAKFERN, QUILL))
    }
    assert kinds == {QUILL: {"charity"}, OAKFERN: {"company"}}


def test_each_text_says_by_which_decisions_it_stands_where_it_does(known_words: SupplierReference) -> None:
    made = said((SAME, TARN, QUILL), (ALONE, OAKFERN), (SAME, TARN, "Oakfern Care Northern"))
    found = after(BASE, made, known_words)
    told = dict(found.select("supplier_name", "reason").iter_rows())
    assert told[QUILL] == told["Oakfern Care (Northern)"] == "a person decided so (decision 1, 3)"
    alone = after(BASE, said((ALONE, OAKFERN)), known_words)
    assert alone.filter(supplier_name=OAKFERN)["reason"].item() == "a person decided so (decision 1)"


def test_who_leaves_is_the_second_of_two_that_differ_whatever_was_said_of_it_before(
    known_words: SupplierReference,
) -> None:
    northern = "Oakfern Care (Northern)"
    found = ids(BASE, said((NAME, northern, "Oakfern North"), (DIFFERENT, OAKFERN, northern)), known_words)
    assert found[OAKFERN] == found["OAKFERN CARE"] == "A" != found[northern]
    found = ids(BASE, said((DIFFERENT, northern, OAKFERN)), known_words)
    assert found[northern] == found["OAKFERN CARE"] == "A" != found[OAKFERN]


def test_to_differ_from_a_third_parts_nobody_from_those_it_was_put_with(known_words: SupplierReference) -> None:
    found = ids(BASE, said((SAME, QUILL, TARN), (DIFFERENT, OAKFERN, TARN)), known_words)
    assert found[QUILL] == found[TARN] != found[OAKFERN]


def test_a_name_that_was_taken_out_brings_its_own_number_alone(known_words: SupplierReference) -> None:
    base = reading((OAKFERN, "GB-COH-02227962", "2227962"), ("Oakfern", "GB-COH-02227962"),
                   (QUILL, "GB-COH-03227962", "3227962"))  # fmt: skip
    assert decisions.apply(base, said((SAME, "Oakfern", QUILL)), known_words).idle == {1: TWO_NUMBERS}
    found = ids(base, said((ALONE, "Oakfern"), (SAME, "Oakfern", QUILL)), known_words)
    assert found["Oakfern"] == found[QUILL] == "GB-COH-03227962"


def test_what_was_taken_back_bars_nothing_later(known_words: SupplierReference) -> None:
    other = "Rowanbank Foods"
    base = reading((OAKFERN, "A"), (QUILL, "B"), (TARN, "C"), (other, "D"))
    made = said((DIFFERENT, OAKFERN, QUILL), (SAME, OAKFERN, QUILL), (ALONE, QUILL), (SAME, QUILL, TARN),
                (SAME, OAKFERN, other), (SAME, TARN, other))  # fmt: skip
    assert set(ids(base, made, known_words).values()) == {"B"}


def test_others_stay_where_one_was_taken_out(known_words: SupplierReference) -> None:
    made = said((ALONE, "Oakfern Care Northern"), (NAME, OAKFERN, "Oakfern Group"))
    table = after(BASE, made, known_words)
    assert table["supplier_id"].to_list()[:2] == ["A", "A"]
    assert table["supplier_label"].to_list()[:3] == ["Oakfern Group", "Oakfern Group", "Oakfern Care (Northern)"]


def test_who_left_is_called_by_its_longest_spelling_and_the_rest_says_what_it_is(
    known_words: SupplierReference,
) -> None:
    base = reading((QUILL, "GB-COH-02227962", "2227962"), (f"{QUILL} .", "GB-COH-02227962"), (TARN, "GB-COH-02227962"))
    table = after(base, said((ALONE, QUILL)), known_words)
    assert table["supplier_label"].to_list() == [f"{QUILL} .", f"{QUILL} .", TARN]
    assert table["reason"].to_list()[2] == "what is left of a supplier that a person divided"
    base = reading((QUILL, "B"), (f"{QUILL} .", "B"), ("Quillmere Joinery and Sons", "B"))
    assert after(base, said((ALONE, QUILL)), known_words)["supplier_label"].to_list()[:2] == [f"{QUILL} ."] * 2


def test_a_number_stays_with_those_who_stay_where_one_of_them_has_it(known_words: SupplierReference) -> None:
    number = "GB-COH-02227962"
    base = reading((OAKFERN, number, "2227962"), (QUILL, number, "2227962"), (TARN, number))
    found = ids(base, said((ALONE, OAKFERN), (NAME, QUILL, "Quillmere")), known_words)
    assert found[QUILL] == found[TARN] == number != found[OAKFERN]


def test_decisions_mean_the_same_by_other_spellings_and_with_or_without_a_number(
    known_words: SupplierReference,
) -> None:
    base = reading((QUILL, "GB-COH-02227962", "2227962"), (TARN, "C"))
    made = [
        Decision(1, SAME, Named(QUILL.upper() + ".", "GB-COH-02227962"), Named(TARN)),
        Decision(2, DIFFERENT, Named(QUILL), Named(TARN)),
        Decision(3, SAME, Named(QUILL), Named("Nowhere Ltd")),
    ]
    one, other, unknown = decisions.meant(base, made, known_words)
    assert (one.a, one.b) == (other.a, other.b) == ("quillmere joinery", "tarnbeck plant hire")
    assert unknown.b == ""
    assert decisions.meant(base, [], known_words) == []


def test_name_kind_and_group_hold_for_all_spellings_and_the_latest_counts(known_words: SupplierReference) -> None:
    made = said((NAME, QUILL, "First"), (NAME, "QUILLMERE JOINERS", "Quillmere Ltd"), (KIND, QUILL, "charity"),
                (GROUP, QUILL, "Quill Holdings"))  # fmt: skip
    table = after(BASE, made, known_words).filter(supplier_id="B")
    told = table.select("supplier_label", "kind", "supplier_group", "rule").unique().rows()
    assert told == [("Quillmere Ltd", "charity", "Quill Holdings", "name")]


def test_a_name_that_is_not_there_is_said_to_be_missing(known_words: SupplierReference) -> None:
    found = decisions.apply(BASE, said((SAME, "Nowhere Ltd", QUILL), (ALONE, "…")), known_words)
    assert found.idle == {1: NOT_FOUND, 2: NOT_FOUND}
    assert found.changed.is_empty()


def test_next_months_file_with_the_same_names_needs_no_click(known_words: SupplierReference) -> None:
    made = said((SAME, OAKFERN, QUILL), (ALONE, TARN), (NAME, QUILL, "Quillmere Ltd"))
    later = reading(
        (OAKFERN.upper(), "A"), ("Quillmere  Joinery.", "B"), (TARN, "C"), ("Tarnbeck Plant Hire & Sons", "C")
    )
    found = after(later, made, known_words)
    assert found["supplier_id"].to_list()[:2] == ["A", "A"]
    assert found["supplier_label"].to_list()[:2] == ["Quillmere Ltd"] * 2
    assert found["supplier_id"][2] != found["supplier_id"][3]


WORDS = ("Oakfern", "Quillmere", "Tarnbeck", "Rowanbank", "Harrowfen", "Brindlecote")
TRADES = ("Care", "Joinery", "Hire", "Energy", "Taxis", "Foods", "Print", "Plant", "Roofing", "Lifts")
NAMES = [f"{word} {trade}" for word in WORDS for trade in TRADES]


def any_decision(at: int, draw: random.Random) -> Decision:
    what = draw.choices([SAME, DIFFERENT, ALONE, NAME, KIND, GROUP], [6, 5, 3, 1, 1, 1])[0]
    a, b = draw.sample(NAMES, 2)
    two = what in (SAME, DIFFERENT)
    return Decision(at, what, Named(a), Named(b if two else ""), "" if two else f"{what} {at}")


def any_base(draw: random.Random) -> pl.DataFrame:
    """Two spellings of each name, in clusters that the rules might have made, some with a company number."""
    rows: list[tuple[str, ...]] = []
    for name in NAMES:
        cluster = draw.randrange(25)
        number = f"0222796{cluster}" if cluster < 8 else ""
        rows += [(name, f"S{cluster}", number), (name.upper(), f"S{cluster}", "")]
    return reading(*rows)


def check(base: pl.DataFrame, made: list[Decision], reference: SupplierReference) -> pl.DataFrame:
    """Everything that must hold whatever was decided, found by going through names one by one."""
    found = decisions.apply(base, made, reference)
    whole = after(base, made, reference)
    assert whole["supplier_text_key"].to_list() == base["supplier_text_key"].to_list(), "no text is lost or doubled"
    per_supplier = whole.group_by("supplier_id").agg(pl.col("supplier_label", "kind", "supplier_group").n_unique())
    assert per_supplier.drop("supplier_id").max().row(0) == (1, 1, 1), "one supplier has one name, kind and group"
    at = dict(zip(base["plain"], whole["supplier_id"], strict=True))
    by_name = defaultdict(set)
    for name, supplier in zip(base["plain"], whole["supplier_id"], strict=True):
        by_name[name].add(supplier)
    assert all(len(suppliers) == 1 for suppliers in by_name.values()), "spellings of a name stay together"
    numbers = defaultdict(set)
    for supplier, number in whole.filter(pl.col("company_number") != "").select("supplier_id", "company_number").rows():
        numbers[supplier].add(number)
    assert all(len(one) == 1 for one in numbers.values()), "two company numbers are two suppliers"
    standing: dict[frozenset[str], Decision] = {}
    for one in made:
        if one.what in (SAME, DIFFERENT):
            standing[frozenset((one.a.name, one.b.name))] = one
    for one in standing.values():
        a, b = (at[name.name.lower()] for name in (one.a, one.b))
        if one.what == DIFFERENT:
            assert a != b, f"decision {one.id} holds them apart"
        elif one.id not in found.idle and not any(
            later.id > one.id and {later.a.name, later.b.name} & {one.a.name, one.b.name} for later in made
        ):
            assert a == b, f"decision {one.id} holds them together"
    return whole


@pytest.mark.parametrize("seed", range(12))
def test_random_decisions_are_kept_whatever_they_are(seed: int, known_words: SupplierReference) -> None:
    draw = random.Random(seed)
    base, made = any_base(draw), []
    for at in range(1, 60):
        made.append(any_decision(at, draw))
        if at % 6 == 0:
            check(base, made, known_words)
    shuffled = base.sample(fraction=1.0, shuffle=True, seed=seed)
    assert after(shuffled, made, known_words).equals(after(base, made, known_words)), "the order of rows is nothing"


def test_ten_thousand_decisions_and_as_many_undone_leave_nothing_behind(known_words: SupplierReference) -> None:
    draw = random.Random(4)
    base, made = any_base(draw), []
    for at in range(1, 10_001):
        made.append(any_decision(at, draw))
        if draw.random() < 0.3:
            made.pop(draw.randrange(len(made)))
        if at % 1000 == 0:
            check(base, made, known_words)
    assert len(made) > 5_000
    assert check(base, [], known_words).drop("supplier_group").equals(base.drop("plain"))


def test_which_ids_the_rules_gave_changes_no_grouping(known_words: SupplierReference) -> None:
    draw = random.Random(9)
    base = any_base(draw)
    made = [any_decision(at, draw) for at in range(1, 80)]
    other = base.with_columns(
        supplier_id=pl.lit("Z") + (pl.lit(99) - pl.col("supplier_id").str.slice(1).cast(int)).cast(str)
    )
    one, two = (after(frame, made, known_words)["supplier_id"].to_list() for frame in (base, other))
    assert len(set(one)) == len(set(zip(one, two, strict=True))) == len(set(two))

"""Numbers dragged down a sheet are not believed; those of files in another shape are."""

import polars as pl
import pytest

from procurement.suppliers import number_trust
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_TEXT

NAMES = ("QUILLMARSH LTD", "BRINDLECOTE LTD", "HARROWFEN PLC", "TARNBECK LLP", "ELMBRIDGE LTD", "VEXLEY LTD")


def lines(numbers: list[str], column: str = "company_number", names: tuple[str, ...] = NAMES) -> pl.DataFrame:
    given = {name: [""] * len(numbers) for name in number_trust.COLUMNS}
    rows = {"line": list(range(2, 2 + len(numbers))), "supplier_name": list(names[: len(numbers)])}
    return pl.DataFrame(
        {**rows, **given, column: numbers},
        schema_overrides={"line": pl.Int64, **dict.fromkeys(("supplier_name", *given), pl.String)},
    )


DOUBTED = {
    "rising by one": (["00400123", "00400124", "00400125", "00400126", "09000001"], 4),
    "rising with a prefix": (["SC123456", "SC123457", "SC123458", "SC123459"], 4),
    "three that rise by chance": (["00400123", "00400124", "00400125", "09000001"], 0),
    "falling": (["00400126", "00400125", "00400124", "00400123"], 0),
    "one value down the rows": (["00400123"] * 5 + ["09000001"], 1),
    "one value beside three names": (["00400123"] * 3 + ["09000001"], 0),
    "no numbers": (["", "", "", ""], 0),
    "words": (["n/a", "n/a", "n/a", "n/a"], 0),
}


@pytest.mark.parametrize(("numbers", "doubted"), DOUBTED.values(), ids=DOUBTED.keys())
@pytest.mark.parametrize("column", ["company_number", "charity_number"])
def test_dragged_numbers(column: str, numbers: list[str], doubted: int, known_words: SupplierReference) -> None:
    assert number_trust.find(lines(numbers, column), known_words).height == doubted


def test_a_vat_column_that_rises_is_doubted_though_some_check_digits_agree(known_words: SupplierReference) -> None:
    rising = [f"GB{980780684 + step}" for step in range(6)]
    assert number_trust.find(lines(rising, "vat_number"), known_words)["number"].to_list() == rising


def test_names_that_share_a_word_may_share_a_number(known_words: SupplierReference) -> None:
    schools = tuple(f"QUILLMARSH {word} ACADEMY" for word in ("NORTH", "SOUTH", "HILL", "PARK", "LANE"))
    assert number_trust.find(lines(["00400123"] * 5, names=schools), known_words).is_empty()


def test_a_file_in_the_order_of_its_numbers_is_believed(known_words: SupplierReference) -> None:
    names = ("QUILLMARSH", "BRINDLECOTE", "HARROWFEN", "TARNBECK", "ELMBRIDGE", "VEXLEY", "OAKFERN", "WYSTAN")
    numbers = ["00400123"] * 4 + ["00400199", "00400201", "00400333", "09000001"]
    assert number_trust.find(lines(numbers, names=names), known_words).is_empty()


def test_a_file_in_the_order_of_its_names_hides_no_dragged_number(known_words: SupplierReference) -> None:
    names = ("BRINDLECOTE", "BRINDLECOTE", "ELMBRIDGE", "HARROWFEN", "OAKFERN", "QUILLMARSH", "TARNBECK", "TARNBECK")
    numbers = ["09000001", "09000001", "00400123", "00400123", "00400123", "00400123", "08000001", "08000001"]
    assert number_trust.find(lines(numbers, names=names), known_words)["number"].to_list() == ["00400123"]


def test_a_number_on_scattered_rows_is_believed(known_words: SupplierReference) -> None:
    numbers = ["00400123", "", "00400123", "00400123", "00400123", "00400123"]
    assert number_trust.find(lines(numbers), known_words).is_empty()


def test_a_doubted_number_is_taken_away_with_its_reason(texts, known_words: SupplierReference) -> None:
    rows = texts([("QUILLMARSH LTD", "00400123", "980780684"), ("OTHER LTD", "09000001")])
    found = number_trust.find(lines(["00400123"] * 5 + ["09000001"]), known_words)
    told = number_trust.blank(rows, found)
    assert told["company_number"].to_list() == ["", "09000001"]
    assert told["vat_number"].to_list() == ["980780684", ""]
    assert told["doubt"][1] == ""
    assert told["doubt"][0] == (
        "the company number beside it is not trusted: it stands on 5 rows in a row beside 5 names that share no word, "
        "as when a cell is dragged down"
    )


def test_nothing_doubts_nothing(texts, known_words: SupplierReference) -> None:
    assert number_trust.find(lines([]), known_words).is_empty()
    assert number_trust.blank(texts([]), number_trust.find(lines([]), known_words)).is_empty()


def test_a_group_s_vat_number_is_doubted_however_it_is_written(texts, known_words: SupplierReference) -> None:
    written = ("980780684", "GB 980 7806 84", "980 7806 84")
    rows = texts([(f"QUILLMARSH {chr(65 + place)}ENFEN LTD", "", written[place % 3]) for place in range(13)])
    found = number_trust.beside_too_many(rows, known_words)
    assert sorted(found["number"]) == sorted(written)
    assert set(number_trust.blank(rows, found)["vat_number"]) == {""}
    assert "it stands beside 13 names" in number_trust.blank(rows, found)["doubt"][0]


def test_a_vat_number_beside_few_names_is_believed(texts, known_words: SupplierReference) -> None:
    rows = texts([(f"QUILLMARSH {chr(65 + place)}ENFEN LTD", "", "980780684") for place in range(12)])
    assert number_trust.beside_too_many(rows, known_words).is_empty()


def test_a_number_is_taken_away_in_its_own_column_alone(known_words: SupplierReference) -> None:
    rows = lines(["00400123", "00400124", "00400125", "00400126"])
    found = number_trust.find(rows, known_words)
    blank = {name: pl.lit("") for name in SUPPLIER_TEXT.names() if name not in rows.columns}
    own = {**blank, "charity_number": pl.col("company_number"), "supplier_text_key": pl.col("line")}
    texts = rows.with_columns(**own).select(SUPPLIER_TEXT.names())
    told = number_trust.blank(texts, found)
    assert told["company_number"].to_list() == [""] * 4
    assert told["charity_number"].to_list() == rows["company_number"].to_list()
    assert told["doubt"].str.contains("^the company number beside it is not trusted: ").all()


def test_rows_are_looked_at_in_the_order_of_the_file(known_words: SupplierReference) -> None:
    rows = lines(["00400123", "00400124", "00400125", "00400126"])
    turned = rows.sort("line", descending=True)
    assert number_trust.find(turned, known_words).equals(number_trust.find(rows, known_words))
    assert number_trust.find(turned, known_words).height == 4

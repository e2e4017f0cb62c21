"""Tables for people: how pounds are printed."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.ui import tables

NAMES = {"council": "Council", "npv_pence": "Worth", "months": "Months"}


def shown(pence: list[int | None], exact: bool = False) -> dict[str, Any]:
    rows = {"council": ["Bury", "Leeds", None], "npv_pence": pence, "months": [1, None, 3]}
    frame = pl.DataFrame(rows, schema={"council": pl.String, "npv_pence": pl.Int64, "months": pl.Int64})
    columns = tables.exact_pound_columns(NAMES) if exact else tables.pound_columns(NAMES)
    return tables.signed(tables.in_pounds(frame, NAMES), columns)


def printed(table: Any) -> list[list[str]]:
    """What each cell of a table reads."""
    body = table._translate(False, False)["body"]
    return [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in body]


def test_pounds_below_nought_have_their_sign_before_the_pound() -> None:
    told = shown([-2_300, 123_456_800, None])
    assert printed(told["data"]) == [["Bury", "-£23", "1"], ["Leeds", "£1,234,568", ""], ["", "", "3"]]
    assert told["data"].data["Worth"].to_list()[:2] == [-23.0, 1_234_568.0], "it is sorted by amounts, not by words"
    assert told["column_config"]["Worth"]["type_config"]["format"] is None, "else that format would be printed"
    assert printed(shown([-2_300, 1, 0], exact=True)["data"])[0][1] == "-£23.00"


def test_a_table_without_any_below_nought_is_left_as_it_is() -> None:
    told = shown([2_300, 0, None])
    assert isinstance(told["data"], pl.DataFrame)
    assert told["column_config"]["Worth"]["type_config"]["format"] == "£%,.0f"


@pytest.mark.parametrize("worth", [[2_300, 0], [-2_300, 0]], ids=["none below nought", "one below nought"])
def test_counts_have_commas_and_numbers_of_lines_have_none(worth: list[int]) -> None:
    frame = pl.DataFrame({"Payments": [72_999, 8], "Line in the file": [72_999, 8], tables.NUMBER: [1, 2]})
    names = {"worth_pence": "Worth"}
    pounds = tables.in_pounds(pl.DataFrame({"worth_pence": worth}), names)
    told = tables.signed(pl.concat([frame, pounds], how="horizontal"), tables.pound_columns(names))
    assert told["column_config"]["Payments"]["type_config"]["format"] == "%,.0f"
    assert not {"Line in the file", tables.NUMBER} & set(told["column_config"])


def test_days_and_columns_that_are_not_there_do_no_harm() -> None:
    frame = pl.DataFrame({"Date paid": [date(2024, 4, 1)], "amount": [-0.4]})
    told = tables.signed(frame, {"upload_id": None, "Date paid": tables.DAY, "amount": tables.PAYMENTS["amount"]})
    assert printed(told["data"])[0][1] == "-£0.40"


def test_what_a_search_found_tells_payments_from_sums() -> None:
    rows = pl.DataFrame({"file": ["april.csv", "april.csv", ""]})
    assert tables.found_in_words(rows, 2) == (
        "2 payments and 1 sum of payments to private or redacted payees found; the first 2 rows are shown."
    )
    assert tables.found_in_words(rows.head(1), 2) == "1 payment found."


def test_the_tail_says_of_which_suppliers_and_of_which_pounds() -> None:
    tail = {"suppliers": 10, "tail_suppliers": 7, "spend_pence": 100_000_00, "tail_pence": 20_000_00}
    assert tables.tail_in_words(tail) == (
        "Of 10 suppliers that councils choose between (no public bodies, individuals or redacted payees) 7 (70%) share "
        "the last £20,000 of the £100,000 paid to them: the tail."
    )
    assert tables.tail_in_words({}) == ""


def test_sentences_stand_in_a_list_and_nothing_in_them_is_taken_for_formatting() -> None:
    rows = pl.DataFrame(
        {"a": ["North *West*", "England", "Bury"], "b": ["region", "", "hub"], "said": ["only 5%_x_", "", None]}
    )
    assert tables.in_sentences(rows, ["a", "b"], "said") == "- **North \\*West\\*, region**: only 5%\\_x\\_"
    assert tables.in_sentences(rows.with_columns(said=pl.lit("No")), ["a", "b"], "said").splitlines()[1] == (
        "- **England**: No"
    )
    assert tables.in_sentences(pl.DataFrame({"a": ["Does it pay?"], "b": ["Yes."]}), ["a"], "b") == (
        "- **Does it pay?** Yes\\."
    )
    assert tables.in_sentences(rows.clear(), ["a"], "said") == ""


def test_rows_of_a_table_are_told_in_full_by_their_numbers() -> None:
    rows = pl.DataFrame({"a": ["One *Ltd", "Two"], "b": ["Three", ""], "said": ["as x", None]})
    assert tables.in_full(rows, ["a", "b"], "said").splitlines() == ["1. **One \\*Ltd · Three**: as x", "2. **Two**"]
    assert tables.numbers(2).to_list() == [1, 2]
    assert tables.in_full(rows.clear(), ["a"], "said") == ""


def test_rows_are_told_apart_by_what_they_are_and_their_order() -> None:
    rows = pl.Series(["1-2", "3-4"])
    assert tables.told_apart(rows) == tables.told_apart(rows.clone())
    assert len({tables.told_apart(one) for one in (rows, rows.reverse(), rows.head(1))}) == 3

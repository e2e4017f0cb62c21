"""Quirks 11 to 21: where the headings stand, what stands above, below and beside them, blank and ragged rows."""

import pytest

from tests.hostile.quirks.conftest import Read, held, payments, rules, sentences

ROWS = "Payment Date,Supplier Name,Description,Amount\n02/04/2025,Alder Paving Ltd,Kerbs,100.00\n"


def test_11_seventeen_lines_of_a_leaked_query_above_the_headings(real: Read) -> None:
    file = real("councils_odi_clean/darlington__2013-02.csv")
    assert (file.receipt.accepted, file.receipt.headings) == (2837, 19)
    assert file.receipt.columns["department"] == "Directotate + Service"
    assert sentences(file, "TITLE_LINES")


def test_12_a_preamble_of_names_and_values(real: Read) -> None:
    file = real("centgov_25k_raw/pfs_spend___june_2011.csv")
    assert (file.receipt.accepted, file.receipt.headings) == (248, 5)


def test_12_a_title_and_blank_rows_above_the_headings(real: Read) -> None:
    file = real("centgov_25k_raw/ea-over-25k-1011.csv")
    assert (file.receipt.accepted, file.receipt.blank, file.receipt.headings) == (239, 2, 3)


def test_13_a_heading_split_over_two_rows(real: Read) -> None:
    file = real("centgov_25k_raw/ccwater-over-25k-1109.csv")
    assert file.receipt.columns["transaction_number"] == "Transaction number"
    assert file.receipt.accepted == 2


def test_13_gross_vat_and_net_under_one_amount(real: Read) -> None:
    file = real("councils_odi_clean/salford__2018-11.csv")
    assert (file.receipt.columns["amount"], file.receipt.accepted) == ("Net", 1452)


def test_14_no_headings_at_all_is_a_question(invented: Read) -> None:
    rows = "Highways,Kerbs,A1,Alder Paving Ltd,02/04/2025,100.00\nCare,Placement,A2,Birch Care Ltd,03/04/2025,40.50\n"
    file = invented(rows)
    assert [question.code for question in file.unanswered] == ["HEADINGS"]
    assert payments(file, "supplier_name", "amount_pence") == [
        ("Alder Paving Ltd", 10_000),
        ("Birch Care Ltd", 4_050),
    ]


def test_14_a_first_heading_overwritten_by_a_plus_sign(invented: Read) -> None:
    file = invented("+,Description,Name,Payment date,Net Amount(£),\nHighways,Kerbs,Alder Ltd,05-Oct-21,100.00,\n")
    assert payments(file, "supplier_name", "paid_on", "amount_pence") == [("Alder Ltd", "2021-10-05", 10_000)]


def test_15_a_block_that_is_no_part_of_the_data_stands_first(invented: Read) -> None:
    block = "EXAMPLES OF CARD EXPENDITURE,,,\nCode,Meaning,,\nA1,Travel,,\nA2,Stationery,,\n,,,\n"
    file = invented(block + ROWS)
    assert (file.receipt.accepted, file.receipt.blank, file.receipt.headings) == (1, 1, 5)
    assert "TITLE_LINES" in rules(file)


def test_15_a_summary_of_card_contracts_is_refused(real: Read) -> None:
    file = real("centgov_25k_raw/20111222GPC_OCT_2011TRAVELSTATIONERYCONTRACTS.csv")
    assert "No row of headings" in file.receipt.reason


def test_15_the_columns_move_under_a_second_heading_row(invented: Read) -> None:
    file = invented(ROWS + ",,,\nSupplier Name,Payment Date,Amount,Description\nBirch Ltd,03/04/2025,40.00,Care\n")
    assert payments(file, "line", "paid_on", "supplier_name", "amount_pence", "purpose") == [
        (2, "2025-04-02", "Alder Paving Ltd", 10_000, "Kerbs"),
        (5, "2025-04-03", "Birch Ltd", 4_000, "Care"),
    ]
    assert sentences(file, "COLUMNS_MOVED") == [
        "From row 4 on the columns stand in another order under headings of their own; each is read by them."
    ]


def test_15_net_and_gross_that_change_places_are_never_mixed(invented: Read) -> None:
    text = "Date,Supplier,Net Amount,Gross Amount\n02/04/2025,Alder Ltd,100.00,120.00\n"
    file = invented(text + "Date,Supplier,Gross Amount,Net Amount\n03/04/2025,Birch Ltd,48.00,40.00\n")
    assert payments(file, "amount_pence") == [(10_000,), (4_000,)]


def test_15_a_second_block_without_the_amount_that_is_read_is_held(invented: Read) -> None:
    text = "Date,Supplier,Net Amount\n02/04/2025,Alder Ltd,100.00\n"
    file = invented(text + "Supplier,Date,Gross Amount\nBirch Ltd,03/04/2025,48.00\n")
    assert payments(file, "amount_pence") == [(10_000,)]
    assert held(file) == [(4, "AMOUNT_MISSING", "Net Amount", "")]


@pytest.mark.parametrize(
    "row",
    ["Smith, Jones Ltd,03/04/2025,40.00,Care", "Birch Ltd,03/04/2025,40.00,Care,spilt", "Birch Ltd,03/04/2025,40.00"],
)
def test_15_a_row_with_more_or_fewer_values_under_moved_columns_is_held(invented: Read, row: str) -> None:
    file = invented(f"{ROWS}Supplier Name,Payment Date,Amount,Description\nAsh Ltd,03/04/2025,5.00,Care\n{row}\n")
    assert payments(file, "supplier_name") == [("Alder Paving Ltd",), ("Ash Ltd",)]
    assert held(file)[0][:2] == (5, "COLUMNS_MOVED")


def test_15_a_short_row_above_moved_columns_with_one_more_heading_is_held(invented: Read) -> None:
    text = ROWS + "02/04/2025,Birch Ltd,40.00\nSupplier Name,Payment Date,Amount,Description,Department\n"
    file = invented(text + "Ash Ltd,03/04/2025,5.00,Care,Adults\n")
    assert payments(file, "supplier_name") == [("Alder Paving Ltd",), ("Ash Ltd",)]
    assert held(file)[0][:2] == (3, "COLUMNS_MOVED")


def test_15_moved_columns_that_cannot_be_told_apart_are_held(invented: Read) -> None:
    text = "Date,Supplier Name,Supplier Name,Amount\n02/04/2025,12,Alder Ltd,100.00\n"
    file = invented(text + "Supplier Name,Date,Supplier Name,Amount\nBirch Ltd,03/04/2025,13,40.00\n")
    assert payments(file, "supplier_name") == [("Alder Ltd",)]
    assert [(line, rule) for line, rule, _, _ in held(file)] == [(3, "COLUMNS_MOVED"), (4, "COLUMNS_MOVED")]


def test_15_a_second_block_with_two_headings_alike_is_held(invented: Read) -> None:
    text = "Date,Supplier,Amount\n02/04/2025,Alder Ltd,100.00\n"
    file = invented(text + "Date,Date,Supplier,Amount\n03/04/2025,04/04/2025,Birch Ltd,40.00\nSeen by audit,,,\n")
    assert payments(file, "supplier_name") == [("Alder Ltd",)]
    assert [(line, rule) for line, rule, _, _ in held(file)] == [(line, "COLUMNS_MOVED") for line in (3, 4, 5)]


def test_16_a_nil_return_is_refused_as_one(real: Read) -> None:
    assert "nil return" in real("centgov_25k_raw/gla-over-25k-1110.csv").receipt.reason


def test_16_a_summary_instead_of_lines_is_refused(invented: Read) -> None:
    file = invented('CONTRACTS PAID BY CARD,\nSTATIONERY CONTRACT,"107,623.24"\nTRAVEL CONTRACT,"9,120.00"\n')
    assert "No row of headings" in file.receipt.reason


def test_17_a_register_of_contracts_is_refused_as_one(real: Read) -> None:
    assert "register of contracts" in real("councils_odi_clean/salford__2022-07.csv").receipt.reason


def test_18_the_first_column_of_a_workbook_is_blank(real: Read) -> None:
    file = real("nhs_raw/BART_01_-_April.xlsx")
    assert (file.receipt.accepted, file.receipt.held_back) == (238, 0)


def test_18_hundreds_of_empty_columns_at_the_right(real: Read) -> None:
    assert real("centgov_25k_raw/transparency_april.csv").receipt.accepted == 95


def test_18_a_marker_in_a_column_without_a_heading(invented: Read) -> None:
    rows = "".join(f"detail,{day:02}/04/2025,Alder Ltd,{day}.00\n" for day in range(1, 25))
    file = invented(",Date,Supplier,Amount\nINSERTED DETAIL,30/04/2025,Birch Ltd,5.00\n" + rows)
    assert (file.receipt.accepted, file.receipt.questions) == (25, ())
    assert "BLANK_HEADING" in rules(file)


def test_19_empty_columns_between_the_headings(invented: Read) -> None:
    file = invented(
        "Department Area,,Description,,HBC Ref No.,,Name:  ,,,Payment Date,,Amount Paid\n"
        "Highways,,Kerbs,,B0001,,,Alder Ltd,,02/05/2024,,1250.50\nAdults,,Care,,B0002,,,Birch Ltd,,14/05/2024,,640.00\n"
    )
    assert payments(file, "supplier_name", "amount_pence") == [("Alder Ltd", 125_050), ("Birch Ltd", 64_000)]
    assert "HEADING_BESIDE_COLUMN" in rules(file)


def test_20_tens_of_thousands_of_blank_rows(real: Read) -> None:
    file = real("centgov_25k_raw/spend-jan-2011.csv")
    assert (file.receipt.accepted, file.receipt.blank) == (306, 45_185)


def test_21_rows_longer_than_the_headings_on_most_lines(real: Read) -> None:
    file = real("councils_odi_clean/salford__2018-09.csv")
    assert (file.receipt.accepted, file.receipt.held_back) == (1124, 0)
    assert any("894 rows have more or fewer cells" in warning for warning in file.receipt.warnings)


def test_21_one_row_longer_than_the_headings_is_held(invented: Read) -> None:
    file = invented(ROWS + "03/04/2025,Smith, Jones Ltd,Care,40.00\n04/04/2025,Elm Ltd,Care,1.00\n")
    assert [(line, rule) for line, rule, _, _ in held(file)] == [(3, "ROW_TOO_LONG")]
    assert file.receipt.accepted == 2

"""Quirks 1 to 6 and 8 to 10: the container, the encoding, the ends of lines, the delimiter."""

import pytest

from tests.hostile.quirks.conftest import Read, payments, rules, sentences

LINES = "Payment Date,Supplier Name,Net Amount,Purpose\n02/04/2025,Alder Paving Ltd,10.00,Kerbs\n"


def test_01_a_month_published_with_no_bytes(real: Read) -> None:
    assert "empty (0 bytes)" in real("councils_raw/leeds__2018-10.csv").receipt.reason


def test_02_an_extension_that_lies(real: Read) -> None:
    file = real("centgov_25k_raw/transaction_spend_data_june_10_northern_ireland_office_.xls")
    assert (file.receipt.accepted, file.receipt.accepted_pence) == (34, 96_733_339)
    assert "KIND_BY_CONTENT" in rules(file)


def test_02_a_zip_with_one_large_file(real: Read) -> None:
    file = real("councils_raw/trafford__supplier-spend-2026-27_devhalf.zip")
    assert (file.receipt.accepted, file.receipt.held_back, file.receipt.headings) == (22_863, 0, 1)


def test_03_a_pound_sign_of_the_dos_code_page(real: Read) -> None:
    file = real("councils_raw/hyndburn/1496233911350__1703.csv")
    assert file.receipt.columns["amount"] == "Net Amount(£)"
    assert "DOS code page 850" in sentences(file, "ENCODING")[0]


def test_04_a_windows_pound_sign_in_the_headings_alone(real: Read) -> None:
    file = real("councils_raw/hyndburn/1491307420513__1701.csv")
    assert file.receipt.columns["amount"] == "Net Amount(£)"
    assert "Windows-1252" in sentences(file, "ENCODING")[0]


def test_05_line_ends_of_an_old_mac(real: Read) -> None:
    file = real("councils_raw/hyndburn/1499342922489__1705.csv")
    assert (file.receipt.lines, file.receipt.accepted) == (179, 178)
    assert "LINE_ENDS" in rules(file)


def test_06_bare_line_feeds_inside_quoted_text(invented: Read) -> None:
    rows = (
        '02/04/2025,Alder Paving Ltd,10.00,"Cameras\nEight of them, and a recorder"\n03/04/2025,Birch Ltd,5.00,Care\n'
    )
    file = invented((LINES.splitlines()[0] + "\n" + rows).replace("\n0", "\r\n0"))
    assert payments(file, "line", "purpose") == [(2, "Cameras\nEight of them, and a recorder"), (4, "Care")]


def test_07_a_byte_order_mark_in_a_published_file(real: Read) -> None:
    file = real("councils_odi_clean/manchester__2022-05.csv")
    assert file.receipt.columns["body_name"] == "Body Name"
    assert "BYTE_ORDER_MARK" in rules(file)


def test_07_a_mark_that_was_encoded_three_times(real: Read) -> None:
    file = real("councils_odi_clean/salford__2020-06.csv")
    assert file.receipt.columns["body_name"] == "Authority Name"
    assert "BYTE_ORDER_MARK" in rules(file)


def test_07_a_mark_and_then_an_empty_row(invented: Read) -> None:
    file = invented("\ufeff,,,\n" + LINES)
    assert (file.receipt.accepted, file.receipt.blank) == (1, 1)


def test_08_control_characters_of_a_bad_transcoding(real: Read) -> None:
    file = real("councils_odi_clean/harrogate__2022-08.csv")
    assert "CONTROL_CHARACTERS" in rules(file)
    assert not any("\x80" <= letter < "\xa0" for (text,) in payments(file, "supplier_name") for letter in str(text))


@pytest.mark.parametrize("name", ["Children\u2019s Homes Ltd", "Tree\u00a0Work Ltd", "Redacted \x96 Personal Data"])
def test_08_curly_marks_and_hard_spaces_in_names(invented: Read, name: str) -> None:
    file = invented(LINES + f"03/04/2025,{name},5.00,Care\n")
    assert file.receipt.accepted == 2


def test_09_semicolons_with_one_at_the_end(real: Read) -> None:
    file = real("centgov_25k_raw/cefas-over-25k-1004.csv")
    assert (file.receipt.accepted, file.receipt.accepted_pence) == (1, 5_911_289)
    assert "DELIMITER" in rules(file)


def test_09_bars_inside_a_field_are_no_delimiter(invented: Read) -> None:
    rows = "".join(f"0{day}/04/2025,Alder Ltd,1.00,North | South | \n" for day in range(2, 9))
    file = invented(LINES + rows)
    assert (file.receipt.accepted, payments(file, "purpose")[1]) == (8, ("North | South |",))


def test_10_a_page_that_forbids_saved_as_csv(invented: Read) -> None:
    file = invented("<html><head><title>403 Forbidden</title></head><body>No</body></html>")
    assert "web page" in file.receipt.reason

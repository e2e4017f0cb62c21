import polars as pl

from procurement.demonstration import layout, reference

STYLE = reference.Style(
    style="plain",
    container="csv",
    encoding="utf-8",
    delimiter="comma",
    line_ends="LF",
    date_format="%d/%m/%Y",
    money_format="plain",
    negative="minus",
    letter_case="mixed",
    name_limit=0,
    preamble="{council}|Payments, {period}",
    total_label="Total",
    footnote="Net of VAT",
    blank_every=2,
    repeat_heading_every=3,
    trailing_delimiters=1,
    line_break_every=0,
    redaction_words="REDACTED",
)
HEADINGS = pl.DataFrame({"field": ["supplier_name", "purpose", "net"], "heading": ["Name", "Purpose", "Amount"]})
PAYMENTS = pl.DataFrame(
    {
        "supplier_name": ["Adrimaby Ltd", "Zellyard Ltd", "", "Voskmoor Ltd"],
        "purpose": ["Paper", "Paint\nas agreed", "Pens", "Pots"],
        "net": ["1.00", "2.00", "#REF!", "4.00"],
        "amount_pence": [100, 200, 300, 400],
        "spoilt": ["", "", "#REF!", ""],
    }
)


def laid() -> layout.Layout:
    return layout.lay_out(PAYMENTS, HEADINGS, STYLE, "Oldham", "2024-25-q1")


def test_rows_stand_in_the_order_of_the_page() -> None:
    first = laid().rows["column_0"].to_list()
    assert first == [
        "Oldham",
        "Payments",
        "Name",
        "Adrimaby Ltd",
        "Zellyard Ltd",
        None,
        None,
        "Name",
        "Voskmoor Ltd",
        "Total",
        "Net of VAT",
    ]


def test_a_break_inside_a_cell_moves_the_lines_below_it_down() -> None:
    assert laid().lines["line"].to_list() == [4, 5, 8, 10]


def test_the_total_leaves_out_what_cannot_be_read() -> None:
    assert laid().rows.filter(pl.col("column_0") == "Total")["column_2"].to_list() == ["7.00"]


def test_spare_columns_stand_at_the_end() -> None:
    assert laid().rows.columns == ["column_0", "column_1", "column_2", "payment", "column_3"]

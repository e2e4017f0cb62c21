"""What a supplier is known to sell: which names are met, and that a line's own words can still win."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import coding, reading, words
from procurement.categories.rules import CategoryRules, build
from procurement.categories.trades import BEGINS, HOLDS, WHOLE, KnownTrades

Lines = Callable[..., pl.DataFrame]
NAMES = pl.DataFrame(
    [
        ("Zedqu Power", WHOLE, "371000"),
        ("Quillmarsh", BEGINS, "182000"),
        ("Quillmarsh Leisure", BEGINS, "291400"),
        ("Brindle Homecare", HOLDS, "321014"),
        ("Brindle", WHOLE, "280000"),
    ],
    schema=["name", "met_as", "proclass_code"],
    orient="row",
).with_columns(weight=pl.lit("3"), as_of=pl.lit("2026-11-27"))


@pytest.mark.parametrize(
    ("supplier", "met"),
    [
        pytest.param("ZEDQU POWER LTD", "Zedqu Power", id="the whole name, its legal form aside"),
        pytest.param("Zedqu Power Group plc", "Zedqu Power", id="a group of that name"),
        pytest.param("Zedqu Powerboats", "", id="a longer word is another name"),
        pytest.param("The Zedqu Power Station Cafe", "", id="a whole name is not met inside another"),
        pytest.param("Quillmarsh (North) Limited", "Quillmarsh", id="begins with it"),
        pytest.param("North Quillmarsh", "", id="does not begin with it"),
        pytest.param("QUILLMARSH LEISURE CIC", "Quillmarsh Leisure", id="the longest that it begins with"),
        pytest.param("A B Care T/A Brindle Homecare (York)", "Brindle Homecare", id="holds it"),
        pytest.param("J Doe Ventures trading as Zedqu Power", "Zedqu Power", id="the name it trades as"),
        pytest.param("A & B Ltd t/a Quillmarsh", "Quillmarsh", id="begins, after trading as"),
        pytest.param("Brindle", "Brindle", id="a whole name goes before"),
        pytest.param("", "", id="no name"),
    ],
)
def test_a_name_is_met_as_the_table_says(rules: CategoryRules, lines: Lines, supplier: str, met: str) -> None:
    trades = KnownTrades.of(NAMES, rules.ignored, rules.taxonomy)
    given = lines({"supplier_name": supplier})
    column = next(one for one in reading.read(given, rules.ignored) if one.field == "supplier_name")
    found = trades.occurrences(column.texts, column.spoken, rules.ignored).columns_in_use().tolist()
    said = [trades.sentences[place] for place in found]
    why = f"known trade of this supplier: “{met}”, reference table of 27 November 2026"
    assert said == ([why] if met else [])


def test_a_known_trade_answers_alone_and_says_so(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"supplier_name": "ANTALIS LIMITED"}), rules).row(0, named=True)
    why = "known trade of this supplier: “Antalis”, reference table of 27 November 2026"
    assert (said["level1"], said["rule"]) == ("Stationery", why)


@pytest.mark.parametrize("supplier", ["Antalis Ltd", "Lyreco UK"], ids=["by the table alone", "by a word as well"])
def test_the_lines_own_words_and_the_councils_category_win(rules: CategoryRules, lines: Lines, supplier: str) -> None:
    """A name that the vocabulary holds too is heard once, or it would drown the council's own category."""
    taxis = {"supplier_name": supplier, "purpose": "Taxis", "account": "Taxis"}
    said = coding.code(lines(taxis, {"supplier_name": supplier, "publisher_category": "Office furniture"}), rules)
    assert said["level1"].to_list() == ["Passenger Transport", "Furniture & Soft Furnishings"]


def test_a_supplier_of_many_trades_is_not_answered_by_its_name(rules: CategoryRules, lines: Lines) -> None:
    bare, told = {"supplier_name": "CAPITA PLC"}, {"supplier_name": "CAPITA PLC", "purpose": "Software licences"}
    assert coding.code(lines(bare, told), rules)["level1"].to_list() == ["", "Information Communication Technology"]


def test_every_row_can_be_met_and_is_of_proclass(rules: CategoryRules) -> None:
    table = rules.known_trades.with_columns(phrase=words.as_phrase(rules.known_trades["name"], rules.ignored))
    assert table.filter(~pl.col("proclass_code").is_in(rules.codes)).is_empty()
    assert set(table["met_as"]) == {WHOLE, BEGINS, HOLDS}
    assert table.filter(pl.col("phrase") == "").is_empty()
    assert not table.select("name", "met_as", "proclass_code").is_duplicated().any()
    longest = table.filter(pl.col("met_as") != WHOLE)["phrase"].str.split(" ").list.len().max()
    assert longest == words.LONGEST_PHRASE


def test_a_trade_is_heard_where_the_words_point_elsewhere_more_loudly(
    category_tables: dict[str, pl.DataFrame], lines: Lines
) -> None:
    """ "Care" is said of adults first; a firm known to look after children says what the word leaves open."""
    known = pl.DataFrame(
        [("Plumtree Care", "begins", "321100", "3", "Invented", "2026-11-27")],
        schema=category_tables["known_trades"].columns,
        orient="row",
    )
    invented = build({**category_tables, "known_trades": known})
    said = coding.code(lines({"supplier_name": "Plumtree Care", "purpose": "Placements"}), invented)
    assert said["level1"].to_list() == ["Social Community Care Supplies & Services - Children"]

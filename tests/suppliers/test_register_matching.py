"""Suppliers as published meet the bodies of a register: one that fits is it, several are a question."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from procurement.suppliers.public_registers import judging, matching, naming
from procurement.suppliers.reference import SupplierReference
from procurement.tables import EARLIER_NAMES, REGISTERED

BODIES = (
    ("00400123", "QUILLMARSH SCAFFOLDING LIMITED", True, [("TARNBECK ERECTORS LIMITED", date(2019, 6, 30))]),
    ("00400124", "BRINDLECOTE STATIONERY LIMITED", True, []),
    ("OC400125", "BRINDLECOTE STATIONERY LLP", True, []),
    ("00400126", "HARROWFEN ENERGY (UK) LIMITED", True, []),
    ("00400127", "HARROWFEN ENERGY LIMITED", True, []),
    ("00400128", "OLD ELMBRIDGE PAVING LIMITED", False, []),
    ("00400129", "A TESTPERSON LIMITED", True, []),
    ("00400130", "VEXLEY JOINERY LIMITED", True, [("WYSTAN JOINERY LIMITED", date(2015, 1, 1))]),
    ("00400131", "WYSTAN JOINERY LIMITED", True, []),
    ("00400132", "SKIRFEN COMMUNITY TRANSPORT AND CATERING SERVICES LIMITED", True, []),
    ("00400133", "CARE SERVICES LIMITED", True, []),
    ("00400134", "VEXLINGTON LIMITED", True, []),
)


CHARITIES = (
    {"number": "1900001", "name": "OAKFERN HOSPICE", "is_live": True},
    {"number": "1900003", "name": "VEXLINGTON", "is_live": True},
    {"number": "1900002", "name": "ELMBRIDGE ALMSHOUSES", "is_live": False, "ended_on": date(2024, 5, 6)},
)
OTHER_NAMES = (("1900001", "HARROWFEN CARES"), ("1900001", "ELMBRIDGE ALMSHOUSES"))


def bodies_of(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    framed = pl.DataFrame(rows, schema_overrides={"earlier": EARLIER_NAMES})
    return pl.concat([judging.empty(), framed], how="diagonal").with_columns(
        pl.col(pl.String).fill_null(""), pl.col("earlier").fill_null([])
    )


@pytest.fixture(scope="module")
def part(known_words: SupplierReference) -> matching.Slice:
    bodies = bodies_of(
        [
            {"number": number, "name": name, "is_live": live, "earlier": [{"name": a, "until": b} for a, b in earlier]}
            for number, name, live, earlier in BODIES
        ]
    ).with_columns(began_on=pl.when(pl.col("number") == "00400124").then(pl.lit(date(2023, 4, 3))))
    keyed = naming.keyed(naming.name_rows(bodies), known_words)
    return matching.Slice("companies-house", bodies.select(REGISTERED.names()), keyed)


@pytest.fixture(scope="module")
def charities(known_words: SupplierReference) -> matching.Slice:
    bodies = bodies_of(CHARITIES)
    others = pl.DataFrame(OTHER_NAMES, schema=["number", "name"], orient="row").with_columns(
        sort=pl.lit("other"), until=pl.lit(None, dtype=pl.Date), is_live=True
    )
    rows = naming.name_rows(bodies)
    keyed = naming.keyed(pl.concat([rows, others.select(rows.columns)]), known_words)
    return matching.Slice("charity-commission", bodies.select(REGISTERED.names()), keyed)


@pytest.fixture(scope="module")
def rules(project) -> pl.DataFrame:
    return pl.read_csv(project / "data" / "reference" / "register_match_rules.csv", infer_schema=False)


FITS = {
    "its number": (("Quillmarsh Scaffolding", "400123"), ["00400123"], "same", "stands beside this name in payments"),
    "a number of another name": (("Zed Trading", "400123"), ["00400123"], "same", "which shares no word with it"),
    "another spelling": (("Quillmarsh Scaffolding Ltd.",), ["00400123"], "same", "the only live company of exactly"),
    "without its legal form": (("QUILLMARSH SCAFFOLDING",), ["00400123"], "same", "payments give no legal form"),
    "a trading name behind it": (("Quillmarsh Scaffolding Ltd T/A Q S",), ["00400123"], "same", "only live company"),
    "an earlier name": (("Tarnbeck Erectors Ltd",), ["00400123"], "same", "a previous name until 30 June 2019"),
    "the legal form decides": (("Brindlecote Stationery LLP",), ["OC400125"], "same", "the only live company"),
    "no legal form to decide": (("Brindlecote Stationery",), ["00400124", "OC400125"], "ask", "one of 2 companies"),
    "small words decide": (("Harrowfen Energy (UK) Ltd",), ["00400126"], "same", "of exactly this name"),
    "one that has ended": (("Old Elmbridge Paving Ltd",), ["00400128"], "same", "no longer live"),
    "a name now another's": (("Wystan Joinery Ltd",), ["00400130", "00400131"], "ask", "one of 2 companies"),
    "a cut name": (("SKIRFEN COMMUNITY TRANSPORT AND CATERIN"[:35],), ["00400132"], "same", "it may be cut"),
    "words without identity": (("Care Services Ltd",), ["00400133"], "ask", "its words carry no identity"),
    "one word without a legal form": (("Vexlington",), ["00400134"], "ask", "it is one word without a legal form"),
    "a person": (("Mr A Testperson",), [], "", ""),
    "a number that the register lacks": (("Quillmarsh Scaffolding Ltd", "09999999"), [], "", ""),
    "a name that the register lacks": (("Coldwick Paving Ltd",), [], "", ""),
    "another legal form": (("Quillmarsh Scaffolding LLP",), [], "", ""),
    "a stand-in": (("VARIOUS",), [], "", ""),
}


@pytest.mark.parametrize(("text", "numbers", "verdict", "said"), FITS.values(), ids=FITS.keys())
def test_what_a_text_is(text, numbers, verdict, said, part, rules, texts, known_words: SupplierReference) -> None:
    found = matching.match(matching.prepare(texts([text]), known_words), part, rules, known_words)
    assert found["number"].to_list() == numbers
    assert set(found["verdict"]) == ({verdict} if numbers else set())
    assert all(said in reason for reason in found["reason"])
    assert found.filter((pl.col("verdict") == "ask") & (pl.col("probability") >= 0.5)).is_empty()


def test_a_payment_after_the_name_had_passed_on_is_the_present_holders(part, rules, texts, known_words) -> None:
    given = texts([("Wystan Joinery Ltd",)]).with_columns(first_paid_on=pl.lit(date(2024, 4, 3)))
    found = matching.match(matching.prepare(given, known_words), part, rules, known_words)
    assert found.select("number", "verdict").rows() == [("00400131", "same")]


@pytest.mark.parametrize(
    ("paid", "verdict"),
    [(date(2019, 4, 3), "ask"), (date(2023, 4, 2), "ask"), (date(2023, 4, 3), "same"), (None, "same")],
    ids=["years before it was formed", "the day before", "the day it was formed", "nobody knows when"],
)
def test_a_company_that_was_formed_after_the_first_payment_is_a_question(
    paid, verdict, part, rules, texts, known_words
) -> None:
    given = texts([("Brindlecote Stationery Ltd",)]).with_columns(first_paid_on=pl.lit(paid, dtype=pl.Date))
    (row,) = matching.match(matching.prepare(given, known_words), part, rules, known_words).iter_rows(named=True)
    assert (row["number"], row["verdict"]) == ("00400124", verdict)
    assert ("formed on 3 April 2023, after the first payment" in row["reason"]) == (verdict == "ask")


def test_a_working_name_is_not_called_a_previous_one(charities, rules, texts, known_words) -> None:
    given = matching.prepare(texts([("Harrowfen Cares",)]), known_words)
    (row,) = matching.match(given, charities, rules, known_words).iter_rows(named=True)
    assert (row["number"], row["verdict"], row["rule"]) == ("1900001", "same", "other name")
    assert row["reason"] == "another name of 'OAKFERN HOSPICE' (1900001)"


@pytest.mark.parametrize(
    ("paid", "numbers"),
    [(date(2024, 5, 6), ["1900001", "1900002"]), (None, ["1900001", "1900002"]), (date(2024, 5, 7), ["1900001"])],
    ids=["on its last day", "nobody knows when", "after it ended"],
)
def test_a_body_that_had_not_ended_when_it_was_paid_may_be_meant_beside_one_that_is_also_called_so(
    paid, numbers, charities, rules, texts, known_words
) -> None:
    given = texts([("Elmbridge Almshouses",)]).with_columns(first_paid_on=pl.lit(paid, dtype=pl.Date))
    found = matching.match(matching.prepare(given, known_words), charities, rules, known_words)
    assert found["number"].to_list() == numbers
    assert set(found["verdict"]) == {"same" if len(numbers) == 1 else "ask"}


def test_a_charity_of_one_word_is_told_by_it(charities, rules, texts, known_words) -> None:
    """Companies are many and have a legal form; charities are not and do not."""
    given = matching.prepare(texts([("Vexlington",)]), known_words)
    found = matching.match(given, charities, rules, known_words)
    assert found.select("number", "verdict").rows() == [("1900003", "same")]


def test_of_a_name_that_a_company_had_twice_the_later_end_counts(rules, texts, known_words) -> None:
    twice = [{"name": "TARNBECK LIMITED", "until": date(year, 1, 1)} for year in (2010, 2020, 2015)]
    bodies = bodies_of([{"number": "00400140", "name": "WYSTAN LIMITED", "is_live": True, "earlier": twice}])
    part = matching.Slice(
        "companies-house", bodies.select(REGISTERED.names()), naming.keyed(naming.name_rows(bodies), known_words)
    )
    given = matching.prepare(texts([("Tarnbeck Ltd",)]), known_words)
    (reason,) = matching.match(given, part, rules, known_words)["reason"]
    assert "until 1 January 2020" in reason


def test_the_order_of_texts_changes_nothing(part, rules, texts, known_words) -> None:
    given = texts([text for text, *_ in FITS.values()])
    turned = given.reverse()
    one, other = (
        matching.match(matching.prepare(each, known_words), part, rules, known_words) for each in (given, turned)
    )
    assert one.height > 10
    assert one.equals(other)


def test_no_texts_match_nothing(part, rules, texts, known_words) -> None:
    assert matching.match(matching.prepare(texts([]), known_words), part, rules, known_words).is_empty()

"""What looks wrong in a file, or beside its council's earlier ones, is told; what is usual is not."""

from datetime import date, timedelta

import polars as pl
import pytest

from procurement.spend.alerts import file_warnings
from procurement.spend.alerts.file_warnings import Earlier
from procurement.tables import PAYMENT_FACTS

LIMITS = {
    "least_earlier_months": 3,
    "main_month_share": 0.2,
    "lines_jump": 2.5,
    "pounds_jump": 4,
    "least_lines_without_credit": 500,
    "least_credits_missed": 5,
    "gross_looking_share": 0.08,
    "least_odd_amounts": 500,
    "least_recurring": 10,
    "known_values_lost": 0.05,
    "filled_before": 0.8,
    "numbers_seen_share": 0.2,
    "same_amounts_share": 0.8,
    "least_sums": 20,
    "least_without_pence": 20,
    "least_uneven_without_pence": 10,
    "least_opposites": 20,
    "opposites_share": 0.5,
}
COLUMNS = {"amount": "Net Amount", "supplier_name": "Supplier"}


def month(
    number: int,
    lines: int = 40,
    *,
    times: int = 1,
    credits: int = 4,
    supplier: str = "Supplier",
    department: str = "Parks",
    basis: str = "net",
    shift: int = 0,
) -> pl.DataFrame:
    """PAYMENT_FACTS of one month of 2024: `lines` payments, the first `credits` of them negative."""
    first = date(2024, number, 1)
    rows = [
        {
            "line": at + 2,
            "paid_on": first + timedelta(days=at % 28),
            "supplier_name": f"{supplier} {at % 30}",
            "is_redacted": False,
            "amount_pence": (-1 if at < credits else 1) * (10_001 + 7 * at + shift) * times,
            "amount_basis": basis,
            "department": department,
            "transaction_number": f"T{number:02d}{at:06d}",
        }
        for at in range(lines)
    ]
    return pl.DataFrame(rows, schema=PAYMENT_FACTS).with_columns(pl.col(pl.String).fill_null(""))


def stored(*months: pl.DataFrame) -> Earlier:
    """Months stored one after another, as uploads u1, u2 …"""
    parts = [rows.with_columns(pl.lit(f"u{at}").alias("upload_id")) for at, rows in enumerate(months, 1)]
    names = {f"u{at}": f"month{at}.csv" for at in range(1, len(months) + 1)}
    return Earlier(pl.concat(parts).lazy(), COLUMNS, names)


NOTHING = stored(month(1).clear())
USUAL = stored(month(1), month(2, shift=11), month(3, shift=23))
APRIL = month(4, shift=37)


def told(payments: pl.DataFrame, earlier: Earlier = USUAL, columns: dict[str, str] | None = None) -> dict[str, str]:
    """The warnings on a file, by rule."""
    return dict(file_warnings.against(payments, columns or COLUMNS, earlier, LIMITS))


def test_a_month_like_those_before_it_is_not_remarked_upon() -> None:
    assert told(APRIL) == {}


def test_nothing_stored_leaves_what_the_file_shows_by_itself() -> None:
    nothing = Earlier(USUAL.payments.head(0), {}, {})
    assert told(APRIL, nothing) == {}
    assert list(told(month(4, 600, credits=0), nothing)) == ["NO_CREDIT"]
    assert told(APRIL.clear()) == {}


@pytest.mark.parametrize(
    ("payments", "rule", "words"),
    [
        pytest.param(
            month(4, 101, shift=37), "LINES_JUMP", ["April 2024", "101", "usual 40", "more"], id="far more lines"
        ),
        pytest.param(month(4, 15, shift=37), "LINES_JUMP", ["15", "fewer"], id="far fewer lines"),
        pytest.param(month(4, times=5, shift=37), "POUNDS_JUMP", ["April 2024", "more"], id="far more pounds"),
        pytest.param(month(4, times=-1, shift=37), "POUNDS_JUMP", ["has -£3,", "less"], id="taken back"),
        pytest.param(
            pl.concat([month(1, shift=50), month(4, 101, shift=37)]),
            "LINES_JUMP",
            ["April 2024"],
            id="in a later month",
        ),
        pytest.param(month(4, 50, credits=0, shift=37), "CREDITS_LOST", ["12 of the 120"], id="five credits lost"),
        pytest.param(
            pl.concat([month(2, shift=11).head(20), month(3, shift=23).head(10), month(4, 10, shift=37)]),
            "NUMBERS_SEEN",
            ["20 of 40", "month2.csv"],
            id="most numbers of one stored file",
        ),
        pytest.param(month(6, shift=37), "MONTHS_MISSING", ["April 2024, May 2024"], id="two months left out"),
        pytest.param(month(4, 80, credits=0, shift=37), "CREDITS_LOST", ["12 of the 120"], id="no credit any more"),
        pytest.param(
            month(4, department="Spend on roads", shift=37), "COLUMN_CHANGED", ["department"], id="other departments"
        ),
        pytest.param(month(4, department="", shift=37), "COLUMN_EMPTIED", ["department"], id="no departments any more"),
        pytest.param(month(4, supplier="S", shift=37), "COLUMN_CHANGED", ["supplier"], id="codes for suppliers"),
        pytest.param(month(3, shift=23), "NUMBERS_SEEN", ["40 of 40", "month3.csv"], id="the numbers of a stored file"),
    ],
)
def test_what_is_unlike_before_is_told(payments: pl.DataFrame, rule: str, words: list[str]) -> None:
    sentence = told(payments)[rule]
    assert all(word in sentence for word in words), sentence
    assert sentence.count(". ") >= 1, "what was seen, then what to check"


@pytest.mark.parametrize(
    ("payments", "rule"),
    [
        (month(4, 49, credits=0, shift=37), "CREDITS_LOST"),
        (month(4, 99, shift=37), "LINES_JUMP"),
        (month(4, 17, shift=37), "LINES_JUMP"),
        (pl.concat([month(at, shift=37) for at in (8, 5, 7, 4, 6)]), "MONTHS_MISSING"),
        (pl.concat([month(3, shift=23).head(7), month(4, 33, shift=37)]), "NUMBERS_SEEN"),
        (pl.concat([month(3, shift=23).head(31), month(4, 9, shift=37)]), "SAME_AMOUNTS"),
    ],
    ids=[
        "a few credits",
        "more lines",
        "fewer lines",
        "months in no order",
        "a few numbers",
        "three quarters of the amounts",
    ],
)
def test_what_is_just_usual_is_not_told(payments: pl.DataFrame, rule: str) -> None:
    assert rule not in told(payments)


def test_so_many_equal_numbers_and_amounts_are_told() -> None:
    """A fifth of the numbers, and four fifths of the suppliers with their amounts."""
    eight = pl.concat([month(3, shift=23).head(8), month(4, 32, shift=37)])
    assert "8 of 40" in told(eight)["NUMBERS_SEEN"]
    most = pl.concat([month(3, shift=23).head(32), month(4, 8, shift=37)])
    assert "32 of 40" in told(most)["SAME_AMOUNTS"]
    assert "32 of 40" in told(pl.concat([most, most.head(32)]))["SAME_AMOUNTS"], "each counts once"


def test_a_first_file_with_a_credit_is_not_said_to_have_none() -> None:
    nothing_paid = pl.when(pl.col("line") == 2).then(0).otherwise("amount_pence").alias("amount_pence")
    assert "NO_CREDIT" not in told(month(4, 600, credits=1), NOTHING)
    assert "NO_CREDIT" in told(month(4, 600, credits=0).with_columns(nothing_paid), NOTHING)


def test_a_file_of_another_kind_is_told_in_one_sentence() -> None:
    cards = told(month(4, supplier="Merchant", department="Depot", shift=37))
    assert "COLUMN_CHANGED" not in cards
    sentence = cards["FILE_OF_ANOTHER_KIND"]
    assert sentence.startswith("No payment has a supplier or a department that was seen before.")
    assert "purchasing cards" in sentence


def test_a_month_published_under_two_dates_is_told() -> None:
    again = month(3, shift=23).with_columns(pl.col("paid_on").dt.offset_by("1mo"), transaction_number=pl.lit(""))
    assert "month3.csv" in told(again)["SAME_AMOUNTS"]


def test_amounts_that_grew_by_exactly_the_vat_are_told_either_way() -> None:
    whole = APRIL.with_columns(pl.col("amount_pence") // 100 * 100)
    with_vat = whole.with_columns(pl.col("amount_pence") * 6 // 5)
    assert "included VAT" in told(with_vat, stored(whole))["VAT_CHANGED"]
    assert "left VAT out" in told(whole, stored(with_vat))["VAT_CHANGED"]
    assert "VAT_CHANGED" not in told(whole, stored(whole))


def _odd(share_of_vat: int, basis: str = "unstated") -> pl.DataFrame:
    """A thousand amounts with odd pence, so many in a hundred of them a round £49 with VAT on top."""
    amounts = [5_880 if at % 100 < share_of_vat else 10_001 + 2 * at + (at % 5 == 0) for at in range(1_000)]
    frame = month(4, 1_000).with_columns(pl.Series("amount_pence", amounts), amount_basis=pl.lit(basis))
    return frame.filter(pl.col("amount_pence") % 100 != 0)


def test_a_file_full_of_round_sums_with_vat_looks_gross() -> None:
    nothing = Earlier(USUAL.payments.head(0), {}, {})
    assert "LOOKS_GROSS" in told(_odd(15), nothing)
    assert "LOOKS_GROSS" not in told(_odd(3), nothing)
    assert "LOOKS_GROSS" not in told(_odd(15, "gross"), nothing), "it says so itself"
    assert "LOOKS_GROSS" in told(_odd(15), USUAL), "beside earlier ones too"
    whole = _odd(3).with_columns(amount_pence=pl.lit(1_200, pl.Int64()))
    assert "LOOKS_GROSS" not in told(pl.concat([_odd(3), whole]), nothing), "whole pounds tell nothing"


def test_a_renamed_heading_is_told_and_another_spelling_of_it_is_not() -> None:
    sentence = told(APRIL, columns={**COLUMNS, "amount": "Value"})["HEADING_RENAMED"]
    assert '"Value"' in sentence
    assert '"Net Amount"' in sentence
    assert "HEADING_RENAMED" not in told(APRIL, columns={**COLUMNS, "amount": " net  AMOUNT"})
    assert "HEADING_RENAMED" not in told(APRIL, columns={"department": "Service"}), "a column that was not there before"


def sums(lines: int, repeated: int = 0) -> pl.DataFrame:
    """PAYMENT_FACTS of sums by supplier and month: ten suppliers a month; `repeated` lines stand a second time."""
    rows = [
        {
            "line": at + 2,
            "paid_on": date(2024, at // 10 + 1, 1) + timedelta(days=27 if at // 10 == 1 else 30),
            "supplier_name": f"Supplier {at % 10}",
            "is_redacted": False,
            "amount_pence": 100_000 + at,
            "amount_basis": "net",
        }
        for at in [*range(lines), *range(repeated)]
    ]
    facts = pl.DataFrame(rows, schema=PAYMENT_FACTS).with_columns(pl.col(pl.String).fill_null(""))
    return facts.with_columns(pl.col("paid_on").dt.month_end())


@pytest.mark.parametrize("earlier", [NOTHING, USUAL], ids=["first file", "a later one"])
def test_sums_by_supplier_and_month_are_told(earlier: Earlier) -> None:
    found = told(sums(20), earlier)
    assert "no supplier stands twice in a month" in found["SUMS_NOT_PAYMENTS"]
    assert "upload that one instead" in found["SUMS_NOT_PAYMENTS"]


def test_amounts_that_are_headed_as_sums_are_told_however_few() -> None:
    assert "SUMS_NOT_PAYMENTS" in told(sums(3), NOTHING, {"amount": "Sum of Net Amount"})


@pytest.mark.parametrize(
    "payments",
    [
        sums(19),
        sums(20, repeated=1),
        sums(20).with_columns(paid_on=pl.col("paid_on").dt.offset_by("-1d")),
        sums(20).with_columns(transaction_number=pl.lit("T1")),
    ],
    ids=["few lines", "a supplier twice in a month", "days", "numbers"],
)
def test_payments_are_not_called_sums(payments: pl.DataFrame) -> None:
    assert "SUMS_NOT_PAYMENTS" not in told(payments, NOTHING)


def test_amounts_without_pence_are_told_where_there_are_many() -> None:
    whole = pl.col("amount_pence") // 100 * 100
    assert "AMOUNTS_WITHOUT_PENCE" in told(sums(20).with_columns(whole), NOTHING)
    round_ones = pl.col("amount_pence") // 1000 * 1000
    assert "AMOUNTS_WITHOUT_PENCE" not in told(sums(19).with_columns(round_ones), NOTHING)
    assert "AMOUNTS_WITHOUT_PENCE" not in told(sums(20), NOTHING)


def test_fewer_amounts_without_pence_are_told_where_they_are_no_round_sums() -> None:
    uneven = pl.col("amount_pence") // 1000 * 1000 + 300
    assert "AMOUNTS_WITHOUT_PENCE" in told(sums(10).with_columns(uneven), NOTHING)
    assert "AMOUNTS_WITHOUT_PENCE" not in told(sums(9).with_columns(uneven), NOTHING)


def test_lines_that_take_each_other_off_are_told() -> None:
    invoices = sums(10)
    cleared = invoices.with_columns(-pl.col("amount_pence"))
    assert "OPPOSITES" in told(pl.concat([invoices, cleared]), NOTHING)
    assert "OPPOSITES" not in told(pl.concat([invoices, cleared.head(9)]), NOTHING), "too few"
    assert "OPPOSITES" not in told(pl.concat([sums(31), cleared]), NOTHING), "less than half of the lines"


def test_a_share_that_rounds_to_nothing_is_not_called_nothing() -> None:
    cards = month(4, lines=200, supplier="Merchant", department="Depot", shift=37)
    one = cards.with_columns(
        supplier_name=pl.when(pl.col("line") == 2).then(pl.lit("Supplier 1")).otherwise("supplier_name")
    )
    sentence = told(one)["FILE_OF_ANOTHER_KIND"]
    assert sentence.startswith("Fewer than 1% of the payments have a supplier or a department that was seen before.")

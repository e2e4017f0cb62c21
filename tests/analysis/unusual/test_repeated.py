"""Possible duplicates: what is one, what is none, and what is said of it."""

from typing import Any

import polars as pl
import pytest

from procurement.analysis.unusual.kinds import EXTRA_INSTALMENT, IN_TWO_FILES, SAME_AMOUNT, SAME_REFERENCE
from tests.analysis.unusual.conftest import Look, Row, other_bills

S, T = "Quillmarsh Scaffolding Ltd", "Quillmarsh Scaffolding Limited"
USUAL = other_bills(S, 30)
SECOND_FILE = {"upload_id": "u2"}


def kinds_of(found: pl.DataFrame) -> list[str]:
    return found["kind"].to_list()


FOUND: dict[str, tuple[list[Row], str, int]] = {
    "same reference, another day": (
        [(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-05-08", 1250.0, "INV-1043")],
        SAME_REFERENCE,
        125_000,
    ),
    "reference typed otherwise, the same day": (
        [(S, "2024-04-03", 1250.0, "INV-01043"), (S, "2024-04-03", 1250.0, "inv 1043")],
        SAME_REFERENCE,
        125_000,
    ),
    "same reference under another spelling": (
        [(S, "2024-04-03", 1250.0, "INV-1043"), (T, "2024-04-17", 1250.0, "1043")],
        SAME_REFERENCE,
        125_000,
    ),
    "three times is twice too often": (
        [(S, f"2024-04-{day:02}", 1250.0, "INV-1043") for day in (3, 10, 17)],
        SAME_REFERENCE,
        250_000,
    ),
    "an invoice of several lines paid again": (
        [
            (S, "2024-04-03", 800.0, "INV-1043"),
            (S, "2024-04-03", 450.0, "INV-1043"),
            (S, "2024-04-24", 1250.0, "INV-1043"),
        ],
        SAME_REFERENCE,
        125_000,
    ),
    "same odd amount within weeks": (
        [(S, "2024-04-03", 1250.37, "INV-1043"), (S, "2024-04-17", 1250.37, "INV-2077")],
        SAME_AMOUNT,
        125_037,
    ),
    "same odd amount without references": (
        [(S, "2024-04-03", 1250.37), (S, "2024-04-17", 1250.37)],
        SAME_AMOUNT,
        125_037,
    ),
    "a round sum to two spellings": (
        [(S, "2024-04-03", 5000.0, "INV-1043"), (T, "2024-04-05", 5000.0, "INV-2077")],
        SAME_AMOUNT,
        500_000,
    ),
    "one says its week and the other nothing": (
        [(S, "2024-04-03", 1250.37, "INV-1043", {"purpose": "Staff week 12"}), (S, "2024-04-17", 1250.37, "INV-2077")],
        SAME_AMOUNT,
        125_037,
    ),
    "one day, in two systems": (
        [(S, "2024-04-03", 1250.37, "CARD APR"), (S, "2024-04-03", 1250.37, "INV-2077", SECOND_FILE)],
        SAME_AMOUNT,
        125_037,
    ),
    "reversed, and then paid twice": (
        [
            (S, "2024-04-03", 1250.0, "INV-1043"),
            (S, "2024-04-10", -1250.0, "CRN-7"),
            (S, "2024-04-17", 1250.0, "INV-1043"),
            (S, "2024-04-24", 1250.0, "INV-1043"),
        ],
        SAME_REFERENCE,
        125_000,
    ),
    "the same payment in two files": (
        [(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-04-03", 1250.0, "INV-1043", SECOND_FILE)],
        IN_TWO_FILES,
        125_000,
    ),
    "five payments without references in two files": (
        [
            (S, f"2024-04-{day:02}", 600.0 + day, "", {"upload_id": upload})
            for upload in ("u1", "u2")
            for day in range(1, 6)
        ],
        IN_TWO_FILES,
        301_500,
    ),
    "an instalment paid twice in a month": (
        [
            *[(S, f"2024-{month:02}-05", 900.0, f"RENT{month}0000") for month in range(1, 8)],
            (S, "2024-03-19", 900.0, "RENT99"),
        ],
        EXTRA_INSTALMENT,
        90_000,
    ),
    "an instalment paid twice in a run over the turn of the year": (
        [
            *[(S, f"{2023 + month // 12}-{month % 12 + 1:02}-05", 900.0, f"RENT{month}0000") for month in range(9, 16)],
            (S, "2024-01-19", 900.0, "RENT99"),
        ],
        EXTRA_INSTALMENT,
        90_000,
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_possible_duplicate_is_found_with_the_money_at_risk(look: Look, case: str) -> None:
    rows, kind, pence = FOUND[case]
    found = look([*USUAL, *rows])
    assert kinds_of(found.findings) == [kind]
    assert found.findings["at_risk_pence"].to_list() == [pence]
    assert found.findings["supplier_id"].to_list() == [S]
    first = found.payments.filter(part="first")
    again = found.payments.filter(part="again")
    assert again["amount_pence"].sum() == pence
    assert first["paid_on"].min() <= again["paid_on"].min()  # pyright: ignore[reportOptionalOperand]


NOT_FOUND: dict[str, list[Row]] = {
    "paid once": [(S, "2024-04-03", 1250.37, "INV-1043")],
    "lines of one invoice": [(S, "2024-04-03", 1250.37, "INV-1043"), (S, "2024-04-03", 1250.37, "INV-1043")],
    "reversed and paid again": [
        (S, "2024-04-03", 1250.37, "INV-1043"),
        (S, "2024-04-10", -1250.37, "CRN-7"),
        (S, "2024-04-17", 1250.37, "INV-1043"),
    ],
    "paid twice and one taken back": [
        (S, "2024-04-03", 1250.37, "INV-1043"),
        (S, "2024-04-17", 1250.37, "INV-1043"),
        (S, "2024-09-10", -1250.37, "CRN-7"),
    ],
    "the credit stands a few days before": [
        (S, "2024-04-01", -1250.37, "CRN-7"),
        (S, "2024-04-03", 1250.37, "INV-1043"),
        (S, "2024-04-17", 1250.37, "INV-2044"),
    ],
    "a month apart": [(S, "2024-04-03", 1250.37, "INV-1043"), (S, "2024-05-03", 1250.37, "INV-2077")],
    "one reference, more than a year apart": [
        (S, "2023-04-03", 1250.0, "INV-1043"),
        (S, "2024-04-03", 1250.0, "INV-1043"),
    ],
    "too long apart": [(S, "2024-04-03", 1250.37, "INV-1043"), (S, "2024-06-03", 1250.37, "INV-2077")],
    "three times without a reference": [(S, f"2024-04-{day:02}", 1250.37) for day in (3, 10, 17)],
    "a price in whole tens": [(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-04-17", 1250.0, "INV-2077")],
    "small card payments": [(S, f"2024-04-{day:02}", 12.5, f"C{day}") for day in range(1, 29)],
    "below what is worth looking up": [(S, "2024-04-03", 99.0, "INV-1043"), (S, "2024-04-17", 99.0, "INV-1043")],
    "one day, one file, two references": [
        (S, "2024-04-03", 1250.37, "INV-1043"),
        (S, "2024-04-03", 1250.37, "INV-2077"),
    ],
    "one day, one file, no references": [(S, "2024-04-03", 1250.37), (S, "2024-04-03", 1250.37)],
    "two weeks of staff": [
        (S, "2024-04-03", 1250.37, "INV-1043", {"purpose": "Staff week of 25.3"}),
        (S, "2024-04-10", 1250.37, "INV-1044", {"purpose": "Staff week of 1.4"}),
    ],
    "an account number": [(S, f"2024-{month:02}-11", 1250.37, "ACC-998877") for month in range(1, 6)],
    "another supplier": [
        (S, "2024-04-03", 1250.37, "INV-1043"),
        ("Harrowfen Energy PLC", "2024-04-17", 1250.37, "INV-1043"),
    ],
    "instalments, and one paid early for the next month": [
        (S, day, 900.0)
        for day in ("2024-01-05", "2024-02-05", "2024-03-05", "2024-03-19", "2024-05-05", "2024-06-05", "2024-07-05")
    ],
    "an instalment for the next month, paid at the end of this one": [
        *[(S, f"2024-{month:02}-05", 900.0) for month in range(1, 8)],
        (S, "2024-03-30", 900.0),
    ],
    "equal amounts of a kind of which nothing else is known": [
        ("Harrowfen Energy PLC", f"2024-04-{day:02}", 1250.37, f"INV-10{day}3", {"account": "Gas"}) for day in (3, 17)
    ],
    "rent each month": [(S, f"2024-{month:02}-05", 900.0) for month in range(1, 13)],
    "a few equal payments on a day in two files": [
        (S, "2024-04-03", 1250.37, "", {"upload_id": upload, "purpose": f"Lot {upload}"}) for upload in ("u1", "u2")
    ],
    "redacted payees": [
        ("REDACTED", "2024-04-03", 1250.37, "INV-1043", {"is_redacted": True}),
        ("REDACTED", "2024-04-17", 1250.37, "INV-1043", {"is_redacted": True}),
    ],
}


@pytest.mark.parametrize("case", NOT_FOUND)
def test_what_is_no_duplicate_is_not_found(look: Look, case: str) -> None:
    assert kinds_of(look([*USUAL, *NOT_FOUND[case]]).findings) == []


@pytest.mark.parametrize(
    ("apart", "is_found"),
    [(1, True), (25, True), (26, False), (35, False), (36, True), (45, True), (46, False)],
    ids=lambda value: str(value),
)
def test_equal_amounts_count_within_the_days_but_for_a_month(look: Look, apart: int, is_found: bool) -> None:
    from datetime import date, timedelta

    first = date(2024, 4, 3)
    rows = [(S, first, 1250.37, "INV-1043"), (S, first + timedelta(days=apart), 1250.37, "INV-2077")]
    assert (look([*USUAL, *rows]).findings.height == 1) is is_found


def test_a_supplier_that_repeats_its_amounts_is_not_asked_about(look: Look) -> None:
    prices = [
        (S, f"2024-{month:02}-{day:02}", 700.0 + month, f"P{month}{day}99") for month in range(1, 7) for day in (1, 9)
    ]
    pair = [(S, "2024-08-03", 1250.37, "INV-1043"), (S, "2024-08-17", 1250.37, "INV-2077")]
    assert kinds_of(look([*prices, *pair]).findings) == []
    half_years = [
        (S, f"202{year}-03-{day:02}", 700.0 + day, f"P{year}{day}99") for year in (3, 4) for day in range(1, 7)
    ]
    assert kinds_of(look([*half_years, *pair]).findings) == [SAME_AMOUNT]
    assert kinds_of(look([*USUAL, *pair]).findings) == [SAME_AMOUNT]


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        (0, "They have no reference to tell them apart. Nothing else was paid to it."),
        (1, "Of 1 other amount paid to this supplier, 0 were paid again within weeks."),
        (4, "Of 4 other amounts paid to this supplier, 0 were paid again within weeks."),
    ],
)
def test_it_is_said_how_often_the_supplier_is_paid_an_amount_again(look: Look, others: int, sentence: str) -> None:
    rows = [(S, "2024-04-03", 1250.37), (S, "2024-04-17", 1250.37), *other_bills(S, others)]
    (evidence,) = look([*other_bills("Tarnbeck Agency Staff Ltd", 90), *rows]).findings["evidence"]
    assert sentence in evidence


def test_a_reference_that_many_suppliers_share_is_a_card_and_no_bill(look: Look) -> None:
    holders = [(f"Tarnbeck {name} Ltd", "2024-04-02", 801.0 + at, "CARD APR 24") for at, name in enumerate("ABCDE")]
    pair = [(S, "2024-04-03", 150.0, "CARD APR 24"), (S, "2024-04-09", 150.0, "CARD APR 24")]
    assert kinds_of(look([*USUAL, *holders, *pair]).findings) == []
    typed = [pair[0], (S, "2024-04-09", 150.0, "CARD - APR 24")]
    assert kinds_of(look([*USUAL, *holders, *typed]).findings) == []
    assert kinds_of(look([*USUAL, *holders[:3], *pair]).findings) == [SAME_REFERENCE]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Each has the reference INV-1043."),
        ({"transaction_number": "1043/A"}, "Their references, INV-1043 and 1043/A, differ in typing alone."),
        ({"supplier_name": T}, "The supplier is written in two ways."),
        ({"supplier_ref": "V2"}, "It has two numbers in the ledger."),
        ({"upload_id": "u2"}, "The payments are in different files."),
        ({"department": "Parks"}, "the cost may have been moved"),
        ({}, "Department, purpose and account are the same."),
    ],
)
def test_the_evidence_says_what_speaks_for_it(look: Look, more: dict[str, Any], sentence: str) -> None:
    again = {"supplier_ref": "V1", **more}
    rows = [(S, "2024-04-03", 1250.0, "INV-1043", {"supplier_ref": "V1"}), (S, "2024-05-08", 1250.0, "INV-1043", again)]
    (evidence,) = look([*USUAL, *rows]).findings["evidence"].to_list()
    assert sentence in evidence
    assert evidence.startswith("£1,250.00 was paid twice between 3 April 2024 and 8 May 2024, 35 days apart.")


SCORES: dict[str, tuple[list[Row], float]] = {
    "same reference and words": ([(S, f"2024-04-{day:02}", 1250.0, "INV-1043") for day in (3, 17)], 0.95),
    "same reference, other words": (
        [(S, f"2024-04-{day:02}", 1250.0, "INV-1043", {"purpose": f"Hire {'AB'[day % 2]}"}) for day in (3, 16)],
        0.85,
    ),
    "a reference typed otherwise": ([(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-04-17", 1250.0, "1043")], 0.8),
    "the supplier stands twice": (
        [(S, "2024-04-03", 1250.0, "INV-1043"), (T, "2024-04-17", 1250.0, "INV-1043")],
        1.0,
    ),
    "the cost was moved": (
        [(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-04-17", 1250.0, "INV-1043", {"department": "Parks"})],
        0.6,
    ),
    "same amount": ([(S, "2024-04-03", 1250.37), (S, "2024-04-17", 1250.37)], 0.5),
    "same amount of a supplier little known": (
        [(S, "2024-04-03", 1250.37), (S, "2024-04-17", 1250.37)],
        0.4,
    ),
    "same amount of a supplier just known": (
        [(S, "2024-04-03", 1250.37), (S, "2024-04-17", 1250.37), *other_bills(S, 3)],
        0.5,
    ),
    "an instalment": (FOUND["an instalment paid twice in a month"][0], 0.7),
    "in two files": (FOUND["the same payment in two files"][0], 0.85),
    "in two files without references": (FOUND["five payments without references in two files"][0], 0.4),
}


@pytest.mark.parametrize("case", SCORES)
def test_a_finding_is_as_strong_as_its_signs(look: Look, case: str) -> None:
    """What the table of thresholds gives each sign, put together."""
    rows, score = SCORES[case]
    usual = other_bills("Tarnbeck Agency Staff Ltd", 90) if "known" in case else USUAL
    assert look([*usual, *rows]).findings["score"].to_list() == [score]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("the same payment in two files", "1 payment of the same supplier, day, amount and reference stands in both"),
        ("five payments without references in two files", "stand in both files, so £3,015.00 counts twice"),
        ("five payments without references in two files", "None of them has a reference."),
    ],
)
def test_of_two_files_the_payments_of_the_later_are_paid_again(look: Look, case: str, sentence: str) -> None:
    found = look([*USUAL, *FOUND[case][0]])
    parts = found.payments.select("upload_id", "part").unique().sort("upload_id").rows()
    assert parts == [("u1", "first"), ("u2", "again")]
    (evidence,) = found.findings["evidence"]
    assert sentence in evidence
    assert ("None of them" in evidence) is ("without" in case)


def test_a_second_record_of_the_supplier_is_stronger_and_a_moved_cost_weaker(look: Look) -> None:
    def score(more: dict[str, Any]) -> float:
        pair = [(S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-05-08", 1250.0, "INV-1043", more)]
        return look([*USUAL, *pair]).findings["score"].item()

    assert score({"department": "Parks"}) < score({"purpose": "Hire"}) < score({"supplier_name": T})


def test_a_finding_is_known_again_when_the_file_is_sent_anew(look: Look) -> None:
    rows = [*USUAL, (S, "2024-04-03", 1250.0, "INV-1043"), (S, "2024-05-08", 1250.0, "INV-1043")]
    before = look(rows).findings["finding"].to_list()
    anew = [(*row, {"upload_id": "u9", "line": 900 + at}) for at, row in enumerate(rows)]
    assert look(reversed(anew)).findings["finding"].to_list() == before


def test_nothing_in_is_nothing_out(look: Look) -> None:
    found = look([])
    assert (found.findings.height, found.payments.height) == (0, 0)

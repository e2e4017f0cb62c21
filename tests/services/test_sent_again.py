"""A council's files over years hold the same payments again: each payment counts once, and nobody is asked in vain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.owners import Owner
from procurement.services.uploading import mending, scrubbing, submitting, uploads
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt

GROUP = Viewer(Role.ADVISORY_GROUP)
OWNER = Owner("E08000002", "Bury", is_council=True)


@dataclass(frozen=True)
class Line:
    """A payment as it is published."""

    day: date
    supplier: str
    pence: int
    number: str


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", today=date(2026, 11, 24))


def month(number: int, lines: int = 24) -> list[Line]:
    first = date(2024, number, 1)
    return [
        Line(first + timedelta(days=at), f"Quillmarsh {at % 9} Ltd", 60_000 + 977 * at + number, f"T{number}{at:02d}")
        for at in range(lines)
    ]


def file(name: str, lines: Iterable[Line], numbered: bool = True, day: str = "%d/%m/%Y") -> SpendFile:
    rows = ["Date,Supplier,Net Amount" + (",Transaction Number" if numbered else "")]
    for one in lines:
        row = f"{one.day.strftime(day)},{one.supplier},{one.pence / 100:.2f}"
        rows.append(row + (f",{one.number}" if numbered else ""))
    return SpendFile(name, "\n".join(rows).encode(), OWNER)


def send(desk: Desk, *files: SpendFile, yes: bool = False, **answers: str) -> list[Receipt]:
    given = [replace(one, answers=answers) for one in files]
    return list(submitting.submit(GROUP, desk, given, take_suggested=yes))


def counted(desk: Desk) -> tuple[int, int]:
    """How many payments stand in the figures, and what they come to."""
    stored = desk.store.ledger.payments().collect()
    return stored.height, int(stored["amount_pence"].sum())


def each_once(*lines: Iterable[Line]) -> tuple[int, int]:
    distinct = {line for one in lines for line in one}
    return len(distinct), sum(line.pence for line in distinct)


APRIL, MAY, JUNE = month(4), month(5), month(6)
QUARTER = [*APRIL, *MAY, *JUNE]


def test_a_quarter_whose_months_are_stored_adds_nothing_and_asks_nothing(desk: Desk) -> None:
    send(desk, file("april.csv", APRIL), file("may.csv", MAY), file("june.csv", JUNE))
    (receipt,) = send(desk, file("quarter 1.csv", QUARTER, numbered=False))
    assert (receipt.outcome, counted(desk)) == ("known", each_once(QUARTER))
    assert "All 72 payments of this file are stored already, in april.csv (upload" in receipt.reason


@pytest.mark.parametrize("at_once", [True, False], ids=["in one go", "one by one"])
def test_months_of_a_stored_quarter_add_nothing_however_they_are_laid_out(desk: Desk, at_once: bool) -> None:
    capitals = [replace(one, supplier=one.supplier.upper()) for one in APRIL]
    months = [file("april.csv", capitals, day="%Y-%m-%d"), file("may.csv", MAY, numbered=False)]
    files = [file("a quarter.csv", QUARTER), *months]
    batches = [files] if at_once else [[one] for one in files]
    outcomes = [one.outcome for batch in batches for one in send(desk, *batch)]
    assert (outcomes, counted(desk)) == (["taken", "known", "known"], each_once(QUARTER))


def test_each_file_of_the_year_so_far_takes_the_place_of_the_one_before(desk: Desk) -> None:
    files = [file("1.csv", APRIL), file("2.csv", [*APRIL, *MAY]), file("3.csv", QUARTER)]
    assert [one.outcome for one in send(desk, *files)] == ["taken"] * 3
    assert (counted(desk), len(desk.store.register.uploads.standing())) == (each_once(QUARTER), 1)


@pytest.mark.parametrize("answer", ["rest", "replace"])
def test_a_year_with_a_payment_that_no_month_has_is_one_question_about_all_its_months(desk: Desk, answer: str) -> None:
    year = [*QUARTER, replace(MAY[3], pence=123_456, number="T999")]
    send(desk, file("april.csv", APRIL), file("may.csv", MAY), file("june.csv", JUNE))
    (asked,) = send(desk, file("year.csv", year))
    (question,) = asked.questions
    assert [choice.value for choice in question.choices] == ["replace", "rest", "add", "stop"]
    assert (question.suggested, "3 earlier uploads" in question.choices[0].label) == ("replace", True)
    (taken,) = send(desk, file("year.csv", year), SAME_PERIOD=answer)
    assert (taken.outcome, counted(desk)) == ("taken", each_once(year))


@pytest.mark.parametrize("at_once", [True, False], ids=["in one go", "one by one"])
@pytest.mark.parametrize("numbered", [True, False], ids=["with numbers", "without"])
def test_days_that_two_files_share_count_once(desk: Desk, at_once: bool, numbered: bool) -> None:
    files = [file("april.csv", [*APRIL, *MAY[:4]], numbered), file("may.csv", MAY, numbered)]
    batches = [files] if at_once else [[one] for one in files]
    last = [one for batch in batches for one in send(desk, *batch)][-1]
    assert last.outcome == ("taken" if numbered else "asked")
    if not numbered:
        assert last.questions[0].suggested == "rest"
        (last,) = send(desk, files[1], SAME_PERIOD="rest")
    assert (last.held_back_rules, counted(desk)) == ({"STORED_ALREADY": 4}, each_once(APRIL, MAY))


def test_two_equal_payments_of_one_file_are_two(desk: Desk) -> None:
    twice = [*MAY, MAY[2]]
    send(desk, file("april.csv", [*APRIL, *MAY[:4]], numbered=False))
    send(desk, file("may.csv", twice, numbered=False), SAME_PERIOD="rest")
    assert counted(desk)[0] == len(APRIL) + len(twice)


def test_payments_that_were_taken_out_are_asked_about_and_not_left_out(desk: Desk) -> None:
    send(desk, file("may.csv", MAY))
    (asked,) = send(desk, file("may (1).csv", MAY[:-2] + MAY[-1:]))
    assert (asked.outcome, asked.questions[0].suggested) == ("asked", "stop")
    (asked,) = send(desk, file("may amended.csv", MAY[:-3] + MAY[-1:]))
    assert (asked.outcome, asked.questions[0].suggested) == ("asked", "replace")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda one: replace(one, pence=one.pence * 6 // 5), "with another amount", id="with VAT"),
        pytest.param(lambda one: replace(one, supplier=f"{one.supplier[:-3]}Limited"), "another name", id="new names"),
        pytest.param(lambda one: replace(one, day=one.day.replace(day=30)), "another day", id="months instead of days"),
    ],
)
def test_a_year_that_says_the_same_otherwise_is_asked_about(
    desk: Desk, change: Callable[[Line], Line], said: str
) -> None:
    send(desk, file("april.csv", APRIL), file("may.csv", MAY), file("june.csv", JUNE))
    (asked,) = send(desk, file("year.csv", map(change, QUARTER), numbered=False))
    assert (asked.outcome, asked.questions[0].suggested) == ("asked", "stop")
    assert said in asked.questions[0].sentence
    assert "april.csv" in asked.questions[0].sentence


def test_a_file_with_names_left_out_is_no_new_spend(desk: Desk) -> None:
    send(desk, file("may.csv", MAY))
    bare = [replace(one, supplier="REDACTED") if at % 6 == 0 else one for at, one in enumerate(MAY)]
    (asked,) = send(desk, file("may for the web.csv", bare))
    assert asked.outcome == "asked"
    told = "All 24 payments of this file are stored already (4 of them with the name left out"
    assert told in asked.questions[0].sentence


def test_numbers_tell_the_same_payments_under_other_names(desk: Desk) -> None:
    send(desk, file("april.csv", APRIL), file("may.csv", MAY))
    renamed = [replace(one, supplier=f"{one.supplier} t/a Tarnbeck") for one in [*APRIL, *MAY]]
    (asked,) = send(desk, file("both.csv", [*renamed, *JUNE]))
    assert "48 of them under another name, with the same number" in asked.questions[0].sentence
    send(desk, file("both.csv", [*renamed, *JUNE]), SAME_PERIOD="rest")
    assert counted(desk) == each_once(QUARTER)


def test_the_version_before_an_amended_one_is_not_put_in_its_place(desk: Desk) -> None:
    amended = [replace(one, pence=one.pence + 500) if at < 3 else one for at, one in enumerate(MAY)]
    (first, second) = send(desk, file("may amended.csv", amended), file("may.csv", MAY), yes=True)
    assert (first.outcome, second.outcome, counted(desk)) == ("taken", "refused", each_once(amended))


def test_one_payment_that_files_of_two_departments_have_alike_is_no_repeat(desk: Desk) -> None:
    place = [replace(one, pence=one.pence + 7, supplier=f"Harrowfen {at}") for at, one in enumerate(MAY)]
    files = [file("adults.csv", MAY, numbered=False), file("place.csv", [*place, MAY[5]], numbered=False)]
    assert [one.outcome for one in send(desk, *files)] == ["taken", "taken"]


def test_what_was_left_to_a_file_that_is_withdrawn_counts_again(desk: Desk) -> None:
    first, _ = send(desk, file("april.csv", [*APRIL, *MAY[:4]]), file("may.csv", MAY))
    said = uploads.withdraw(GROUP, desk, first.upload_id)
    assert counted(desk) == each_once(MAY)
    assert "4 payments of may.csv that had been left to it count there again" in said
    assert send(desk, file("may.csv", MAY))[0].note.startswith("Already received")


def test_what_was_left_to_a_file_that_is_erased_counts_again(desk: Desk) -> None:
    first, _ = send(desk, file("april.csv", [*APRIL, *MAY[:4]]), file("may.csv", MAY))
    done = scrubbing.scrub(GROUP, desk, first.upload_id, "sent by mistake").done()
    assert counted(desk) == each_once(MAY)
    assert any("4 payments of may.csv that had been left to it count there again" in said for said in done)


def test_a_file_whose_bytes_are_lost_says_that_what_it_had_left_counts_nowhere(desk: Desk) -> None:
    first, second = send(desk, file("april.csv", [*APRIL, *MAY[:4]]), file("may.csv", MAY))
    desk.store.originals.erase(second.sha256)
    said = uploads.withdraw(GROUP, desk, first.upload_id)
    assert f"may.csv (upload {second.upload_id}) had left payments to it, and can't be read again" in said
    assert counted(desk) == each_once(MAY[4:])


def test_what_was_left_to_a_file_that_is_replaced_without_it_counts_again(desk: Desk) -> None:
    send(desk, file("april.csv", [*APRIL, *MAY[:4]]), file("may.csv", MAY))
    (receipt,) = send(desk, file("april v2.csv", APRIL[:-1]), SAME_PERIOD="replace")
    assert counted(desk) == each_once(APRIL[:-1], MAY)
    assert "count there again" in receipt.note


def test_what_is_left_stays_left_where_another_file_holds_it(desk: Desk) -> None:
    first, *_ = send(desk, file("april.csv", [*APRIL, *MAY[:4]]), file("may.csv", MAY))
    send(desk, file("quarter.csv", QUARTER), SAME_PERIOD="rest")
    uploads.withdraw(GROUP, desk, first.upload_id)
    assert counted(desk) == each_once(MAY, JUNE, APRIL)


def test_mending_a_file_that_left_lines_keeps_them_left(desk: Desk) -> None:
    broken = file("may.csv", MAY)
    broken = replace(broken, content=broken.content + b"\nyesterday,Tarnbeck Ltd,3.00,T777")
    first, second = send(desk, file("april.csv", [*APRIL, *MAY[:4]]), broken)
    held = mending.held_rows(GROUP, desk, second.upload_id, "DATE_NOT_A_DAY")
    mended = mending.keep(GROUP, desk, second.upload_id, held.edited(held.rows.with_columns(Date=pl.lit("25/05/2024"))))
    new = Line(date(2024, 5, 25), "Tarnbeck Ltd", 300, "T777")
    assert (mended.held_back_rules, counted(desk)) == ({"STORED_ALREADY": 4}, each_once(APRIL, MAY, [new]))
    uploads.withdraw(GROUP, desk, first.upload_id)
    assert counted(desk) == each_once(MAY, [new])


def test_withdrawing_what_took_the_place_of_others_says_that_those_count_nowhere(desk: Desk) -> None:
    *_, last = send(desk, file("1.csv", APRIL), file("2.csv", [*APRIL, *MAY]))
    said = uploads.withdraw(GROUP, desk, last.upload_id)
    assert "It had taken the place of 1.csv" in said
    assert counted(desk) == (0, 0)
    assert (send(desk, file("1.csv", APRIL))[0].outcome, counted(desk)) == ("taken", each_once(APRIL))

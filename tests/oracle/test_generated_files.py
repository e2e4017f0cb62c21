"""Generated and mutated files: lines and pence balance, and a slow reader agrees on every accepted row.

A few files here, the same on every run; GENERATED_FILES=2000 takes so many, others each time. The whole number is
read by `python -m tests.oracle.generated_files`.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from procurement.spend import judge, receive
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from tests.oracle import comparing, containers, generated_files, slow_reader
from tests.oracle.uploads import CONTAINERS, GENERATED, MUTATED, Upload, uploads

FILES = int(os.environ.get("GENERATED_FILES", "120"))
ALWAYS_THE_SAME = "GENERATED_FILES" not in os.environ
TRIALS = list(generated_files.trials(FILES, []))
ROWS = [
    ["Payment Date", "Supplier Name", "Net Amount", "Purpose"],
    ["13/04/2024", "Quillmarsh Ltd", "1,250.00", "Depot"],
    ["14/04/2024", "Harrowfen plc", "(70.00)", "Credit"],
    ["", "", "", ""],
    ["15/04/2024", "Ottermere CIC", "no amount", "Depot"],
]


@pytest.mark.parametrize(("container", "kind", "files"), TRIALS, ids=[f"{row[0]}, {row[1]}" for row in TRIALS])
def test_lines_and_pence_balance_and_the_slow_reader_agrees(container: str, kind: str, files: int) -> None:
    @settings(
        max_examples=files,
        deadline=None,
        derandomize=ALWAYS_THE_SAME,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(uploads(container, kind))
    def read_one(upload: Upload) -> None:
        assert not comparing.compare(upload).problems

    read_one()


def test_every_container_is_tried_both_ways() -> None:
    assert {row[:2] for row in TRIALS} == {
        (container, kind) for container in CONTAINERS for kind in (GENERATED, MUTATED)
    }
    assert sum(files for _, _, files in generated_files.trials(15_000, [])) == 15_000


def small_file(container: str) -> receive.Received:
    """The rows above in a container."""
    writes: dict[str, Callable[[], bytes]] = {
        "csv": lambda: containers.as_text(ROWS, containers.TextForm()),
        "xlsx": lambda: containers.as_xlsx(ROWS),
        "xls": lambda: containers.as_xls(ROWS),
        "ods": lambda: containers.as_ods(ROWS),
    }
    return receive.check(f"spend.{container}", writes[container](), Limits())[0]


def with_payments(judged: Judged, **columns: pl.Expr) -> Judged:
    """The same with some columns of the payments changed."""
    return replace(judged, payments=judged.payments.with_columns(**columns))


WRONG: dict[str, Callable[[Judged], Judged]] = {
    "a penny more": lambda judged: with_payments(judged, amount_pence=pl.col("amount_pence") + 1),
    "a lost sign": lambda judged: with_payments(judged, amount_pence=pl.col("amount_pence").abs()),
    "a day later": lambda judged: with_payments(judged, paid_on=pl.lit(date(2024, 4, 15))),
    "another supplier": lambda judged: with_payments(judged, supplier_name=pl.col("supplier_name").str.to_uppercase()),
    "another purpose": lambda judged: with_payments(judged, purpose=pl.lit("Depot")),
    "the row below": lambda judged: with_payments(judged, line=pl.col("line") + 1),
    "a payment lost": lambda judged: replace(judged, payments=judged.payments.head(1)),
    "a held-back row accepted": lambda judged: replace(
        judged, payments=pl.concat([judged.payments, judged.payments.tail(1).with_columns(line=pl.lit(5, pl.Int64()))])
    ),
    "a blank row too many": lambda judged: replace(judged, blank=2),
    "a line too many": lambda judged: replace(judged, lines=6),
    "pence in a held-back row": lambda judged: replace(
        judged, held_back=judged.held_back.with_columns(amount_pence=pl.lit(5, pl.Int64()))
    ),
}


@pytest.mark.parametrize("container", ["csv", "xlsx", "xls", "ods"])
def test_what_is_read_rightly_raises_no_disagreement(container: str) -> None:
    judged, receipt, slow = both_readings(container)
    assert judged.accepted == 2
    assert not list(comparing.disagreements(judged, receipt, small_file(container).content, slow))


@pytest.mark.parametrize("container", ["csv", "xlsx", "xls", "ods"])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_read_wrongly_is_a_disagreement(container: str, wrong: Callable[[Judged], Judged]) -> None:
    judged, receipt, slow = both_readings(container)
    assert list(comparing.disagreements(wrong(judged), receipt, small_file(container).content, slow))


def both_readings(container: str) -> tuple[Judged, comparing.Receipt, dict[int, slow_reader.Read]]:
    """The small file as the software reads it, and as the slow reader does."""
    file = small_file(container)
    judged, receipt = comparing.software_reading(file, {})
    return judged, receipt, {row.line: row for row in slow_reader.read(file.content, receipt)}


def test_what_does_not_balance_is_a_problem() -> None:
    judged, _, _ = both_readings("csv")
    assert not list(comparing.unbalanced(judged))
    assert list(comparing.unbalanced(replace(judged, pence=judged.pence + 1)))
    assert list(comparing.unbalanced(replace(judged, totals=1)))


@pytest.mark.parametrize(("module", "function"), [(judge, "rows"), (receive, "check")], ids=["judging", "receiving"])
def test_an_exception_is_a_problem(module: ModuleType, function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Judged:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(module, function, fails)
    upload = Upload("spend.csv", containers.as_text(ROWS, containers.TextForm()))
    assert comparing.compare(upload).problems == ["ZeroDivisionError: by nothing"]


def test_payments_that_a_file_was_not_made_of_are_a_problem() -> None:
    @settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(uploads("csv", GENERATED))
    def read_one(upload: Upload) -> None:
        known = {name: replace(file, paid=file.paid[:-1]) for name, file in upload.known.items()}
        assert any("was made of" in problem for problem in comparing.compare(replace(upload, known=known)).problems)

    read_one()

"""The promise: what a file asks is answered once, and next month's file of the same layout asks nothing."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TWO = "Payment Date,Supplier Name,Amount,Amount (2)"
CHANGED = "Payment Date,Supplier Name,Amount,Amount (2),Amount (3)"


def month_file(folder: Path, number: int, headings: str = TWO) -> Path:
    """Two payments of a month of 2024, 120 pounds each in Amount (2)."""
    cells = ["Quillmarsh Ltd", "100.00", "120.00", "140.00"][: headings.count(",")]
    rows = [",".join([f"0{day}/0{number}/2024", *cells]) for day in (3, 4)]
    path = folder / f"month-{number}.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return path


def ingest(home: Path, file: Path, *words: str, typed: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the command; `typed` is what a person types at its terminal, None where there is no terminal."""
    command = [sys.executable, "-m", "procurement", "ingest", str(file), "--authority", "Bury", "--json", *words]
    place = {**os.environ, "PROCUREMENT_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    ours, theirs = pty.openpty() if typed is not None else (-1, subprocess.DEVNULL)
    if typed is not None:
        os.write(ours, typed.encode())
    try:
        return subprocess.run(
            command, cwd=PROJECT, env=place, stdin=theirs, capture_output=True, text=True, check=False, timeout=120
        )
    finally:
        for end in (ours, theirs):
            if end >= 0:
                os.close(end)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("months")


def test_month_one_asks_month_two_does_not_and_changed_headings_ask_again(folder: Path) -> None:
    home = folder / "store"
    first = ingest(home, month_file(folder, 4), typed="9\n2\n")
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("Which column is the amount") == 1
    assert "2. Amount (2): would count £240.00 from 2 rows" in first.stderr
    assert '"9" is none of the choices.' in first.stderr
    assert json.loads(first.stdout)["accepted_pence"] == 240_00

    second = ingest(home, month_file(folder, 5))
    assert (second.returncode, second.stderr) == (0, "")
    receipt = json.loads(second.stdout)
    assert (receipt["outcome"], receipt["accepted_pence"]) == ("taken", 240_00)
    assert receipt["remembered"][0].startswith("Which column is the amount: Amount (2), as answered on")

    third = ingest(home, month_file(folder, 6, CHANGED))
    assert third.returncode == 3
    (question,) = json.loads(third.stdout)["questions"]
    assert (question["answer"], question["suggested"]) == ("", "Amount (2)")
    assert "--answer 'AMOUNT_COLUMN=Amount (2)': would count £240.00 from 2 rows" in third.stderr


def test_nobody_is_asked_where_an_answer_is_given_and_nothing_is_kept_where_that_is_said(folder: Path) -> None:
    home = folder / "second-store"
    done = ingest(home, month_file(folder, 4), "--answer", "AMOUNT_COLUMN=amount (2)", "--no-remember")
    assert done.returncode == 0
    assert json.loads(done.stdout)["accepted_pence"] == 240_00
    assert ingest(home, month_file(folder, 5)).returncode == 3


def test_enter_leaves_the_file_for_later(folder: Path) -> None:
    done = ingest(folder / "third-store", month_file(folder, 4), typed="\n")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (3, "asked")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer", "AMOUNT=Net"), "is no question that a file can raise"),
        (("--answer", "HIDDEN=perhaps"), "choose from include, leave out"),
        (("--answer", "HIDDEN"), "write it as CODE=VALUE"),
    ],
    ids=["no such question", "no such answer", "no answer at all"],
)
def test_an_answer_that_can_be_none_is_a_slip_in_the_words(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = ingest(folder / "third-store", month_file(folder, 4), *words)
    assert done.returncode == 2
    assert said in done.stderr

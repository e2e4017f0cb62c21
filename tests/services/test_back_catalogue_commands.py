"""`procurement ingest FOLDER` and `procurement report`, as a person and a script meet them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests import terminal

PROJECT = Path(__file__).resolve().parents[2]
ROWS = "Date,Supplier,Net Amount\n13/{0:02d}/2024,Quillmarsh {0} Ltd,1250.00\n14/{0:02d}/2024,Harrowfen {0} PLC,70.00\n"
TWO_AMOUNTS = "Date,Supplier,Amount,Amount\n13/{0:02d}/2024,Quillmarsh {0} Ltd,1250.00,1300.00\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    for month in range(1, 5):
        place = made / ("bury" if month < 3 else "mystery") / f"2024-{month:02d}.csv"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(ROWS.format(month))
    return made


def run(place: Path, *words: str) -> terminal.Done:
    return terminal.run(*words, cwd=place, PROCUREMENT_HOME=str(place / "store"))


def run_with(stdin: int, place: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """As a person at a terminal runs it, in a process of its own."""
    env = {**os.environ, "PROCUREMENT_HOME": str(place / "store"), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "procurement", *words]
    return subprocess.run(command, cwd=place, env=env, stdin=stdin, capture_output=True, text=True, check=False)


def test_without_a_terminal_what_to_write_is_said_and_the_report_is_written(tmp_path: Path, folder: Path) -> None:
    done = run(tmp_path, "ingest", str(folder))
    assert done.returncode == 3, done.stderr
    assert "Whose are the 2 files in files/mystery/?" in done.stderr
    assert "--authority-of 'files/mystery/*=COUNCIL'" in done.stderr
    assert "4 files: 2 taken, 0 stored before, 0 refused and 2 waiting for an answer." in done.stdout
    (written,) = tmp_path.glob("ingest-report-*-1.csv")
    table = pl.read_csv(written, infer_schema=False)
    assert table["outcome"].to_list() == ["taken", "taken", "asked", "asked"]
    assert table["pounds"].to_list()[:2] == ["1320.00", "1320.00"]
    again = run(tmp_path, "ingest", str(folder), "--authority-of", "files/mystery/*=Leeds", "--report", "mine.csv")
    assert again.returncode == 0, again.stderr
    assert "2 taken, 2 stored before, 0 refused and 0 waiting" in again.stdout
    assert (tmp_path / "mine.csv").is_file()
    assert len(list(tmp_path.glob("ingest-report-*"))) == 1


def test_a_person_at_a_terminal_is_asked_once_for_the_folder(tmp_path: Path, folder: Path) -> None:
    person, theirs = pty.openpty()
    os.write(person, b"Nowhere\nLeeds\n")
    done = run_with(theirs, tmp_path, "ingest", str(folder))
    os.close(person)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Whose are the 2 files in files/mystery/?") == 1
    assert "No council is called “Nowhere”" in done.stderr
    assert "4 files: 4 taken" in done.stdout


def test_json_is_a_line_a_file_and_then_the_report(tmp_path: Path, folder: Path) -> None:
    done = run(tmp_path, "ingest", str(folder), "--json")
    *files, whole = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted((file["path"], file["outcome"]) for file in files) == [
        ("files/bury/2024-01.csv", "taken"),
        ("files/bury/2024-02.csv", "taken"),
        ("files/mystery/2024-03.csv", "asked"),
        ("files/mystery/2024-04.csv", "asked"),
    ]
    assert (whole["report"], whole["taken"], whole["asked"]) == (1, 2, 2)
    (printed,) = [json.loads(line) for line in run(tmp_path, "report", "--json").stdout.splitlines()]
    assert printed == whole


def test_a_question_of_many_files_is_said_once(tmp_path: Path) -> None:
    for month in (1, 2, 3):
        place = tmp_path / "bury" / f"2024-{month:02d}.csv"
        place.parent.mkdir(exist_ok=True)
        place.write_text(TWO_AMOUNTS.format(month))
    done = run(tmp_path, "ingest", "bury")
    assert done.returncode == 3, done.stderr
    assert "3 files ask the same. The first of them:" in done.stderr
    assert done.stderr.count("AMOUNT_COLUMN=") == 2


def test_there_is_no_report_before_there_is_a_run(tmp_path: Path) -> None:
    done = run(tmp_path, "report")
    assert done.returncode == 1
    assert "procurement ingest FOLDER" in done.stderr
    assert "No run has the number 7" in run(tmp_path, "report", "--run", "7").stderr


def test_words_that_name_no_council_are_refused_before_a_file_is_read(tmp_path: Path, folder: Path) -> None:
    assert run(tmp_path, "ingest", str(folder), "--authority-of", "files/*=Nowhere").returncode == 2
    assert "PATTERN=COUNCIL" in run(tmp_path, "ingest", str(folder), "--authority-of", "files").stderr


def test_a_named_council_is_everybodys_where_a_report_is_wanted(tmp_path: Path, folder: Path) -> None:
    done = run(tmp_path, "ingest", str(folder), "--authority", "Bury", "--report", "mine.csv")
    assert done.returncode == 0, done.stderr
    assert set(pl.read_csv(tmp_path / "mine.csv", infer_schema=False)["council"]) == {"Bury"}
    both = run(tmp_path, "ingest", str(folder), "--authority", "Bury", "--authority-of", "*=Leeds")
    assert both.returncode == 1
    assert "either" in both.stderr

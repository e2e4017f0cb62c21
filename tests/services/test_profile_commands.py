"""`procurement profile` from a terminal: show, set, forget, undo, export, import."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from procurement.cli import app
from procurement.services.problems import WrongWords

APRIL = "Payment Date,Supplier Name,Amount,Amount (2)\n03/04/2024,Quillmarsh Ltd,100.00,120.00\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    file = tmp_path / "april.csv"
    file.write_text(APRIL)
    home = tmp_path / "store"
    words = ["ingest", str(file), "--authority", "Bury", "--answer", "AMOUNT_COLUMN=Amount (2)", "--store", str(home)]
    assert CliRunner().invoke(app, words).exit_code == 0
    return home


def profile(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["profile", *words, "--store", str(home)])


def answers(home: Path) -> dict[str, str]:
    shown = profile(home, "show", "Bury", "--json")
    return {one["code"]: one["value"] for one in json.loads(shown.stdout)["answers"]}


def test_an_answer_is_shown_with_its_file(home: Path) -> None:
    shown = profile(home, "show", "Bury").stdout
    assert "Amount (2)" in shown
    assert "april.csv" in shown
    assert "No answer is remembered for Bolton" in profile(home, "show", "Bolton").stdout


def test_answers_are_set_forgotten_and_undone(home: Path) -> None:
    assert "for every file" in profile(home, "set", "Bury", "hidden=leave out").stdout.lower()
    assert answers(home) == {"AMOUNT_COLUMN": "Amount (2)", "HIDDEN": "leave out"}
    assert "Forgotten" in profile(home, "forget", "Bury", "HIDDEN").stdout
    assert answers(home) == {"AMOUNT_COLUMN": "Amount (2)"}
    assert "undone" in profile(home, "undo", "Bury").stdout
    assert answers(home) == {"AMOUNT_COLUMN": "Amount (2)", "HIDDEN": "leave out"}


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_profile_goes_out_and_comes_in(home: Path, ending: str) -> None:
    file = home.parent / f"profile.{ending}"
    profile(home, "set", "Bury", "COLUMN:purpose==Detail")
    assert "2 answers" in profile(home, "export", "Bury", "--out", str(file)).stdout
    for code in ("AMOUNT_COLUMN", "COLUMN:purpose"):
        profile(home, "forget", "Bury", code)
    assert answers(home) == {}
    assert "2 answers" in profile(home, "import", "Bury", str(file)).stdout
    assert answers(home) == {"AMOUNT_COLUMN": "Amount (2)", "COLUMN:purpose": "=Detail"}


def test_a_wrong_answer_names_the_right_ones(home: Path) -> None:
    done = profile(home, "set", "Bury", "HIDDEN=perhaps")
    assert isinstance(done.exception, WrongWords)
    assert "include, leave out" in str(done.exception)


def test_a_body_that_is_no_council_has_a_profile_too(home: Path) -> None:
    profile(home, "set", "body:Tarnbeck Trust", "HIDDEN=include")
    shown = json.loads(profile(home, "show", "body:Tarnbeck Trust", "--json").stdout)
    assert (shown["council"], [one["value"] for one in shown["answers"]]) == ("body:Tarnbeck Trust", ["include"])
    assert answers(home) == {"AMOUNT_COLUMN": "Amount (2)"}

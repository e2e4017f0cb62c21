"""Suppliers from a terminal: what waits, what is decided, undone, shared and settled."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from procurement.cli import app
from procurement.services.problems import CannotDo, WrongWords
from tests.services.suppliers_desk import APRIL, keep, open_at

OAKFERN, NORTH = "Oakfern Care Ltd", "Oakfern Care (North) Ltd"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL)
    desk.store.close()
    return tmp_path / "store"


def run(home: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["suppliers", *words, "--store", str(home)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_queue_is_listed_answered_and_undone(home: Path) -> None:
    (pair,) = json.loads(run(home, "ask", "--json"))
    assert (pair["name_a"], pair["name_b"], pair["stake_pence"]) == (OAKFERN, NORTH, 400_000)
    assert "1 pair (£4,000.00 at stake) wait; 0 pairs (£0.00) answered." in run(home, "ask")
    assert run(home, "same", OAKFERN, NORTH, "--why", "one address").startswith("Decision 1 is kept. 1 payment")
    assert "0 pairs (£0.00 at stake) wait; 1 pair (£4,000.00) answered." in run(home, "ask", "--as-council", "Bury")
    assert run(home, "undo", "1").startswith("Decision 1 is undone.")
    assert len(json.loads(run(home, "ask", "--json"))) == 1
    assert run(home, "decisions") == "No decision stands.\n"


def test_decisions_go_to_another_store_and_back_out(home: Path, tmp_path: Path) -> None:
    run(home, "different", OAKFERN, NORTH)
    run(home, "take-out", "Quillmere Joinery Limited")
    run(home, "say", "group", OAKFERN, "Oakfern Holdings")
    file = tmp_path / "decisions.csv"
    run(home, "decisions", "--out", str(file))
    assert [row["what"] for row in json.loads(run(home, "decisions", "--json"))] == ["group", "alone", "different"]
    other = tmp_path / "other"
    keep(open_at(other), "Leeds", APRIL)
    told = json.loads(run(other, "take-over", str(file), "--json"))
    assert (told["numbers"], told["known"], told["left_out"]) == ([1, 2, 3], 0, [])
    assert run(other, "undo", "1", "2", "3").startswith("Decisions 1, 2, 3 are undone.")


def test_a_supplier_is_found_shown_and_settled(home: Path) -> None:
    run(home, "same", OAKFERN, NORTH)
    (row,) = json.loads(run(home, "find", "oakfern", "--json"))
    shown = json.loads(run(home, "show", row["supplier_id"], "--json"))
    assert (shown["supplier"], len(shown["spellings"]), shown["moves"][0]["sort"]) == (OAKFERN, 2, "merged")
    old = shown["moves"][0]["old_id"]
    assert f"{old} -> {row['supplier_id']} (merged, 1 name): decision 1" in run(home, "show", old)
    done = json.loads(run(home, "settle", "--json"))
    assert done["sentence"].startswith("6 names matched together: 0 read otherwise than before, 0 moves")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("same", OAKFERN, "Nowhere Ltd"), WrongWords),
        (("say", "colour", OAKFERN, "red"), WrongWords),
        (("undo", "7"), CannotDo),
        (("show", "NAME-7"), WrongWords),
    ],
    ids=["no such name", "no such word", "no such decision", "no such supplier"],
)
def test_trouble_is_a_sentence(home: Path, words: tuple[str, ...], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        run(home, *words)

"""`procurement categories` from a terminal: what waits, what is decided, undone, shared and learned from."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from procurement.cli import app
from procurement.services.problems import WrongWords
from tests.services.categories_desk import APRIL, ODDMENTS, keep, open_at

ZORBING = "Tarnbeck Zorbing Ltd"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("categories") / "store"
    desk = open_at(home)
    keep(desk, "Bury", APRIL)
    desk.store.close()
    return home


def run(*words: str, home: Path | None = None) -> str:
    where = ["--store", str(home)] if home else []
    done = CliRunner().invoke(app, ["categories", *words, *where], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_lines_are_listed_decided_on_learned_from_and_undone(home: Path, tmp_path: Path) -> None:
    first = json.loads(run("queue", "--json", home=home))[0]
    assert (first["scope"], first["text"], first["spend_pence"]) == ("heading", ODDMENTS, 900_000)
    assert "2 groups (£13,000.00) wait; 18.2% of the pounds have a category" in run("queue", home=home)
    assert "371000" in run("headings", "utilities", "electricity")
    told = run("decide", "371000", "--heading", ODDMENTS, "--authority", "Bury", "--preview", home=home)
    assert "£9,000.00 from “not known” to “Utilities › Electricity”" in told
    assert run("decisions", home=home) == "No decision stands.\n"
    said = json.loads(run("decide", "371000", "--heading", ODDMENTS, "--as-council", "Bury", "--json", home=home))
    assert (said["numbers"], said["spend_pence"]) == ([1], 900_000)
    run("decide", "no", "--influenceable", "--supplier", ZORBING, "--why", "one seller", home=home)
    line = json.dumps({"supplier_name": "Harrowfen Frobnicate Ltd", "account": "Vim plonk"})
    run("decide", "Utilities › Electricity", "--line", line, home=home)
    assert "Nothing was chosen" in str(
        CliRunner().invoke(app, ["categories", "take-suggestions", "1", "--store", str(home)]).exception
    )
    taught = tmp_path / "taught.csv"
    run("taught", "--out", str(taught), home=home)
    assert pl.read_csv(taught, infer_schema=False)["proclass_code"].to_list() == ["371000"] * 3
    assert [row["id"] for row in json.loads(run("decisions", "--json", home=home))] == [3, 2, 1]
    file = tmp_path / "decisions.csv"
    run("decisions", "--out", str(file), home=home)
    assert run("take-over", str(file), home=home).startswith("0 decisions kept; 3 rows stood already.")
    assert run("undo", "1", "2", "3", home=home).startswith("Decisions 1, 2, 3 are undone. 3 lines")


def test_one_sort_of_lines_is_named(home: Path) -> None:
    for words in ([], ["--heading", "x", "--account", "y"], ["--line", "[1]"]):
        with pytest.raises(WrongWords):
            CliRunner().invoke(
                app, ["categories", "decide", "371000", *words, "--store", str(home)], catch_exceptions=False
            )

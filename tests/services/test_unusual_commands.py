"""`procurement unusual` from a terminal: list, look closer, settle, undo, take away."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from procurement.cli import app

FILE = (
    "Payment Date,Supplier Name,Net Amount,Transaction Number,Purpose\n"
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,INV-1043,Hire\n"
    "17/04/2024,QUILLMARSH SCAFFOLDING LIMITED,1250.00,inv 1043,Hire\n"
    "18/04/2024,Harrowfen Energy PLC,4210.55,E-2001,Town hall\n"
)


def run(home: Path, *words: str, authority: str = "Bury") -> Result:
    return CliRunner().invoke(app, [*words, "--authority", authority, "--store", str(home)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    file = tmp_path / "april.csv"
    file.write_text(FILE, encoding="utf-8")
    done = run(tmp_path / "store", "ingest", str(file), "--yes")
    assert done.exit_code == 0, done.output
    return tmp_path / "store"


def test_a_finding_is_listed_settled_and_taken_back(home: Path) -> None:
    (found,) = json.loads(run(home, "unusual", "list", "--json").stdout)
    assert (found["kind"], found["at_risk_pence"], found["state"]) == ("same reference", 125_000, "waits")
    lines = json.loads(run(home, "unusual", "payments", found["finding"], "--json").stdout)
    assert [(line["file"], line["line"]) for line in lines] == [("april.csv", 2), ("april.csv", 3)]
    done = run(home, "unusual", "recover", found["finding"], "--why", "One job, billed twice", "--json")
    assert "to be recovered" in json.loads(done.stdout)["sentence"]
    assert json.loads(run(home, "unusual", "list", "--state", "waits", "--json").stdout) == []
    (past,) = json.loads(run(home, "unusual", "list", "--decisions", "--json").stdout)
    assert (past["value"], past["why"], past["by"]) == ("to recover", "One job, billed twice", "officer")
    assert run(home, "unusual", "undo", str(past["id"])).exit_code == 0
    assert "1250.00" in run(home, "unusual", "list", "--state", "waits").stdout


def test_it_leaves_as_a_workbook_and_as_csv(home: Path, tmp_path: Path) -> None:
    done = run(home, "unusual", "list", "--out", str(tmp_path / "found.xlsx"))
    assert "1 finding written" in done.stdout
    assert (tmp_path / "found.xlsx").read_bytes()[:2] == b"PK"
    run(home, "unusual", "list", "--out", str(tmp_path / "found.csv"))
    assert "do not publish" in (tmp_path / "found.csv").read_text(encoding="utf-8-sig")


def test_another_council_has_none_of_it(home: Path) -> None:
    assert json.loads(run(home, "unusual", "list", "--json", authority="Bolton").stdout) == []


def test_the_own_limit_is_kept(home: Path) -> None:
    assert "£10,000 before VAT" in run(home, "unusual", "limit", "10000").stdout


def test_a_kind_that_is_none_is_told(home: Path) -> None:
    done = run(home, "unusual", "list", "--kind", "odd")
    assert done.exit_code != 0
    assert "is no kind of finding" in f"{done.output}{done.exception}"

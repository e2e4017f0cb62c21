"""What a command prints for a person: pounds rather than pence, days in words, and the next command in full."""

import json
from dataclasses import replace

import polars as pl
import pytest

from procurement.services import terminal
from procurement.services.uploading.receipts import Receipt

ROWS = pl.DataFrame({"place": ["Leeds"], "spend_pence": [-1_234_505]})
TAKEN = Receipt(
    file="april.csv",
    sha256="",
    outcome="taken",
    first_day="2024-04-03",
    authority_code="E08000035",
    withheld=1,
    withheld_pence=517_470,
)


def test_a_table_is_read_in_pounds_and_json_keeps_whole_pence(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(ROWS, as_json=False)
    printed = capsys.readouterr().out
    assert "-12345.05" in printed
    assert "spend_pounds" in printed
    terminal.show(ROWS, as_json=True)
    assert json.loads(capsys.readouterr().out) == [{"place": "Leeds", "spend_pence": -1_234_505}]


def test_a_long_table_names_an_option_that_every_command_with_a_table_has(capsys: pytest.CaptureFixture[str]) -> None:
    """It named --out, which half of them lack."""
    terminal.show(pl.DataFrame({"line": range(terminal.ROWS_SHOWN + 1)}), as_json=False)
    assert "41 rows, of which these are the first and the last; --json prints all of them." in capsys.readouterr().out


def test_a_receipt_of_credits_has_its_minus_before_the_pound(capsys: pytest.CaptureFixture[str]) -> None:
    """It printed "£-499.60 accepted"."""
    terminal.print_receipt(replace(TAKEN, accepted_pence=-49_960), as_json=False)
    assert "-£499.60 accepted, £0.00 held back" in capsys.readouterr().out


def test_a_receipt_writes_days_as_people_do_and_names_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_receipt(TAKEN, as_json=False)
    printed = capsys.readouterr().out
    assert "payments from 3 April 2024 to no day" in printed
    assert 'procurement private list --authority "E08000035"' in printed

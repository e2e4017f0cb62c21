"""Recognise and compare suppliers' names."""

from pathlib import Path

import typer

from procurement.commands.options import Json, Out
from procurement.services import supplier_names
from procurement.services.desk import open_reference
from procurement.services.terminal import write_out

app = typer.Typer(no_args_is_help=True, help="Recognise and compare suppliers' names.")


@app.command("match")
def match(names: Path, out: Out = None, as_json: Json = False) -> None:
    """Add to each row of NAMES.csv the supplier that its name stands for; needs no store."""
    write_out(supplier_names.match_file(names, open_reference()), out, as_json)


@app.command("compare")
def compare(pairs: Path, out: Out = None, as_json: Json = False) -> None:
    """Say of each pair of names whether they are the same supplier, and why; needs no store."""
    write_out(supplier_names.compare_file(pairs, open_reference()), out, as_json)

"""Give lines of spend a category."""

from pathlib import Path
from typing import Annotated

import typer

from procurement.commands import category_decisions, category_learning
from procurement.commands.options import Json, Out
from procurement.services.categories import category_lines
from procurement.services.desk import open_reference
from procurement.services.terminal import write_out

app = typer.Typer(no_args_is_help=True, help="Give lines of spend a category, and decide where that is in doubt.")
app.add_typer(category_decisions.app)
app.add_typer(category_learning.app)


@app.command("code")
def code(
    lines: Path,
    out: Out = None,
    learn: Annotated[Path | None, typer.Option(help="Lines with proclass_code to learn from first.")] = None,
    as_json: Json = False,
) -> None:
    """Add to each row of LINES.csv its ProClass category, how sure that is, and the rule; needs no store."""
    write_out(category_lines.code_file(lines, open_reference(), learn), out, as_json)

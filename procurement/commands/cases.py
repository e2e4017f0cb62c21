"""Where buying together stacks up."""

from pathlib import Path
from typing import Annotated

import typer

from procurement.commands import case_papers
from procurement.commands.options import OPERATOR, Json, Store
from procurement.services.cases import appraising, opportunities
from procurement.services.restart import open_desk_told
from procurement.services.terminal import show, warn_of_demonstration

app = typer.Typer(invoke_without_command=True, help="Where buying together stacks up, and at which level.")
app.registered_commands += case_papers.app.registered_commands
app.add_typer(case_papers.scenario_app, name="scenarios")


@app.callback()
def list_cases(
    context: typer.Context,
    category: Annotated[list[str] | None, typer.Option(help="Only these categories.")] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Every category with the level at which a business case stacks up, and its range."""
    if context.invoked_subcommand is None:
        desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
        found = opportunities.find(OPERATOR, desk, categories=category or [])
        show(found.in_brief(), as_json, whole=found.as_json())


@app.command("appraise")
def appraise(inputs: Path, as_json: Json = False) -> None:
    """The arithmetic of a business case on given inputs; needs no store."""
    found = appraising.appraise_file(inputs)
    show(found.listed, as_json, whole=found.as_json())

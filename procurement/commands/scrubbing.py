"""Erase an upload for good."""

import sys
from typing import Annotated

import polars as pl
import typer

from procurement.commands.asking import is_somebody_there
from procurement.commands.options import OPERATOR, Json, Store
from procurement.services.problems import REFUSED, CannotDo
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show
from procurement.services.uploading import scrubbing

app = typer.Typer()


@app.command()
def scrub(
    upload: Annotated[str, typer.Argument(help="The upload's id, as `procurement uploads` lists it.")],
    why: Annotated[str, typer.Option(help="The reason, kept in history: put no name into it.")] = "",
    with_related: Annotated[
        bool, typer.Option("--with-related", help="Erase the versions that it replaced, or that replaced it, too.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Erase UPLOAD for good, from history too: its rows, its file, its name and its receipt. It can't be undone."""
    scrubbing.check_reason(why)
    desk = open_desk_told(store, OPERATOR)
    planned = scrubbing.plan(OPERATOR, desk, upload, with_related)
    if not yes:
        _ask(planned.asked())
    done = scrubbing.scrub(OPERATOR, desk, upload, why, with_related)
    if as_json:
        show(pl.DataFrame(), as_json, done.as_json())
    else:
        say("\n".join(done.done()))


def _ask(question: str) -> None:
    """Ask for a yes; where nobody is there to give it, say how to give it beforehand."""
    if not is_somebody_there():
        raise CannotDo(f"{question} Nothing was erased; say --yes to do it.")
    if not typer.confirm(f"{question} Erase it?", err=True):
        sys.stderr.write("Nothing was erased.\n")
        raise typer.Exit(REFUSED)

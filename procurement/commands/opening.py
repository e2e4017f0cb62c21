"""Open the app on this machine, and write the invented files it can show."""

from pathlib import Path

import typer

from procurement.commands.options import Json, Store
from procurement.services import demonstration, running
from procurement.services.terminal import progress_over, show

app = typer.Typer()


@app.command()
def demo(folder: Path, seed: int = demonstration.SEED, as_json: Json = False) -> None:
    """Write invented spend files of 36 councils, and the true supplier and category of each line, into FOLDER."""
    show(demonstration.write(folder, seed, progress_over), as_json)


@app.command()
def run(store: Store = None, port: int = running.PORT, empty: bool = False, as_json: Json = False) -> None:
    """Open the app on this machine; an empty store is filled with the demonstration first."""
    running.run(store, port, None if empty else progress_over, as_json)

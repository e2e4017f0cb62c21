"""Words that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from procurement.access import Role, Viewer

OPERATOR = Viewer(Role.ADVISORY_GROUP)
"""Whoever can run a command on this machine can read its store; there is nobody else to ask."""

Store = Annotated[
    Path | None, typer.Option("--store", help="The folder that is kept; PROCUREMENT_HOME where not named.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write a CSV file.")]

"""Words that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from procurement.access import Role, Viewer
from procurement.services.desk import Desk
from procurement.services.owners import BODY_PREFIX
from procurement.services.uploading import ingesting

OPERATOR = Viewer(Role.ADVISORY_GROUP)
"""Whoever can run a command on this machine can read its store; there is nobody else to ask."""

Store = Annotated[
    Path | None, typer.Option("--store", help="The folder that is kept; PROCUREMENT_HOME where not named.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write a CSV file.")]
AsCouncil = Annotated[
    str,
    typer.Option(
        "--as-council",
        help="Act as an officer of this council, for its own use: its payments alone, and nothing of them withheld.",
    ),
]


def officer_of(council: str, desk: Desk) -> Viewer:
    """An officer of the council of that name or GSS code, or of the body named after "body:"."""
    name = council.removeprefix(BODY_PREFIX)
    owner = ingesting.owner_of("", name, desk) if name != council else ingesting.owner_of(council, "", desk)
    return Viewer(Role.OFFICER, owner.authority_code)


def asking_for(as_council: str, desk: Desk) -> Viewer:
    """Who runs the command: an officer of the council that is named, else the operator, who sees what is shared."""
    return officer_of(as_council, desk) if as_council else OPERATOR

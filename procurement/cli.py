"""The jobs of the pages from a terminal. Results go to standard output, sentences about trouble to standard error.

Exit codes: 0 done; 1 something was refused or could not be done; 2 the command's words are wrong; 3 a person must
answer a question first.
"""

import sys

import typer

from procurement.commands import (
    back_catalogue,
    cases,
    categories,
    mending,
    opening,
    private_people,
    profiles,
    registers,
    scrubbing,
    spend,
    suppliers,
    totals,
    unusual,
)
from procurement.services.problems import told
from procurement.services.uploading.waiting import waiting_told

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(spend.app)
app.add_typer(back_catalogue.app)
app.add_typer(mending.app)
app.add_typer(scrubbing.app)
app.add_typer(suppliers.app, name="suppliers")
app.add_typer(registers.app, name="registers")
app.add_typer(categories.app, name="categories")
app.add_typer(totals.app)
app.add_typer(cases.app, name="cases")
app.add_typer(profiles.app, name="profile")
app.add_typer(private_people.app, name="private")
app.add_typer(unusual.app, name="unusual")
app.add_typer(opening.app)


def main() -> None:
    """Run a command; trouble that a person can mend is one sentence and exit code 1 or 2, never a traceback."""
    with waiting_told(lambda said: print(said, file=sys.stderr)):  # noqa: T201 - where a command's progress goes
        sys.exit(told(app))

"""The jobs of the pages from a terminal. Results go to standard output, sentences about trouble to standard error.

Exit codes: 0 done; 1 something was refused or could not be done; 2 the command's words are wrong; 3 a person must
answer a question first.
"""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services import (
    category_lines,
    demonstration,
    ingesting,
    opportunities,
    running,
    supplier_names,
    totals,
    tracing,
    uploads,
)
from procurement.services.desk import open_desk, open_reference
from procurement.services.problems import told
from procurement.services.terminal import (
    ASKED,
    REFUSED,
    print_receipt,
    progress_over,
    show,
    warn_of_demonstration,
    write_out,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
suppliers = typer.Typer(no_args_is_help=True, help="Recognise and compare suppliers' names.")
categories = typer.Typer(no_args_is_help=True, help="Give lines of spend a category.")
cases = typer.Typer(invoke_without_command=True, help="Where buying together stacks up, and at which level.")
app.add_typer(suppliers, name="suppliers")
app.add_typer(categories, name="categories")
app.add_typer(cases, name="cases")

OPERATOR = Viewer(Role.ADVISORY_GROUP)
"""Whoever can run a command on this machine can read its store; there is nobody else to ask."""

Store = Annotated[
    Path | None, typer.Option("--store", help="The folder that is kept; PROCUREMENT_HOME where not named.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write a CSV file.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and ZIPs.")],
    authority: Annotated[str, typer.Option(help="The council's name or GSS code.")] = "",
    body: Annotated[
        str, typer.Option(help="A public body that is no council; kept outside the councils' totals.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Take the suggested answer to every question.")] = False,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Read spend files and keep their payments; a receipt for each file."""
    desk = open_desk(store)
    files = ingesting.files_of(paths, ingesting.owner_of(authority, body, desk))
    outcomes = set()
    for receipt in ingesting.ingest(OPERATOR, desk, progress_over(files, "Reading", quiet=as_json), yes):
        print_receipt(receipt, as_json)
        outcomes.add(receipt.outcome)
    raise typer.Exit(ASKED if "asked" in outcomes else REFUSED if "refused" in outcomes else 0)


@app.command()
def payments(
    upload: Annotated[str, typer.Option(help="One upload; all where not named.")] = "",
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The accepted payments, each with its file and line."""
    desk = warn_of_demonstration(open_desk(store))
    write_out(uploads.payments(OPERATOR, desk, upload), out, as_json, desk)


@app.command("uploads")
def list_uploads(store: Store = None, as_json: Json = False) -> None:
    """The uploads that are kept."""
    listed = uploads.list_uploads(OPERATOR, warn_of_demonstration(open_desk(store)))
    show(listed if as_json else uploads.in_brief(listed), as_json)


@app.command("held-back")
def held_back(upload: str, out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """The rows of an upload that are in no figure, with what to do about each."""
    desk = warn_of_demonstration(open_desk(store))
    write_out(uploads.held_back(OPERATOR, desk, upload), out, as_json, desk)


@app.command()
def withdraw(upload: str, why: str = "", store: Store = None, as_json: Json = False) -> None:
    """Take an upload out of every figure; it stays readable."""
    sentence = uploads.withdraw(OPERATOR, open_desk(store), upload, why)
    show(pl.DataFrame({"upload_id": [upload], "sentence": [sentence]}), as_json)


@suppliers.command("match")
def match(names: Path, out: Out = None, as_json: Json = False) -> None:
    """Add to each row of NAMES.csv the supplier that its name stands for; needs no store."""
    write_out(supplier_names.match_file(names, open_reference()), out, as_json)


@suppliers.command("compare")
def compare(pairs: Path, out: Out = None, as_json: Json = False) -> None:
    """Say of each pair of names whether they are the same supplier, and why; needs no store."""
    write_out(supplier_names.compare_file(pairs, open_reference()), out, as_json)


@categories.command("code")
def code(
    lines: Path,
    out: Out = None,
    learn: Annotated[Path | None, typer.Option(help="Lines with proclass_code to learn from first.")] = None,
    as_json: Json = False,
) -> None:
    """Add to each row of LINES.csv its ProClass category, how sure that is, and the rule; needs no store."""
    write_out(category_lines.code_file(lines, open_reference(), learn), out, as_json)


@app.command()
def rollup(
    level: Annotated[
        str, typer.Option(help="local, region, county, combined-authority, hub or national.")
    ] = "national",
    by: Annotated[list[str] | None, typer.Option(help=f"One or more of {', '.join(totals.BY)}.")] = None,
    from_day: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    to_day: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
    authority: Annotated[list[str] | None, typer.Option(help="Only these councils, by name or GSS code.")] = None,
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Spend by category, supplier, year … at a level."""
    desk = warn_of_demonstration(open_desk(store))
    codes = tuple(ingesting.owner_of(name, "", desk).authority_code for name in authority or [])
    scope = Scope(_day(from_day), _day(to_day), authorities=codes)
    words = [part for word in by or ["category"] for part in word.split(",")]
    wanted = totals.Wanted(level, [word.strip() for word in words], scope)
    found = totals.total(OPERATOR, desk, wanted)
    for_reading = out is None and not as_json
    write_out(found if for_reading else tracing.with_figures(found, wanted), out, as_json, desk)


@cases.callback()
def list_cases(
    context: typer.Context,
    category: Annotated[list[str] | None, typer.Option(help="Only these categories.")] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Every category with the level at which a business case stacks up, and its range."""
    if context.invoked_subcommand is None:
        desk = warn_of_demonstration(open_desk(store))
        found = opportunities.find(OPERATOR, desk, categories=category or [])
        show(found.in_brief(), as_json, whole=found.as_json())


@cases.command("appraise")
def appraise(inputs: Path, as_json: Json = False) -> None:
    """The arithmetic of a business case on given inputs; needs no store."""
    opportunities_of = opportunities.appraise_file(inputs)
    show(opportunities_of.listed, as_json, whole=opportunities_of.as_json())


@app.command()
def trace(figure: str, out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """The payments, files and lines behind a figure, such as "level=region;place=North West;level1=Education"."""
    wanted = tracing.read_name(figure)
    desk = warn_of_demonstration(open_desk(store))
    write_out(tracing.trace(OPERATOR, desk, wanted), out, as_json, desk)


@app.command()
def demo(folder: Path, seed: int = demonstration.SEED, as_json: Json = False) -> None:
    """Write invented spend files of 36 councils, and the true supplier and category of each line, into FOLDER."""
    show(demonstration.write(folder, seed, progress_over), as_json)


@app.command()
def run(store: Store = None, port: int = running.PORT, empty: bool = False, as_json: Json = False) -> None:
    """Open the app on this machine; an empty store is filled with the demonstration first."""
    running.run(store, port, None if empty else progress_over, as_json)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def main() -> None:
    """Run a command; trouble that a person can mend is one sentence and exit code 1, never a traceback."""
    sys.exit(told(app))

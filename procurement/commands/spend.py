"""Spend files: take them in, list what was taken, see what was held back, withdraw."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands import asking, back_catalogue
from procurement.commands.options import OPERATOR, AsCouncil, Json, Out, Store, asking_for
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.problems import REFUSED, CannotDo
from procurement.services.restart import open_desk_told
from procurement.services.terminal import (
    ASKED,
    print_receipt,
    progress_over,
    show,
    warn_of_demonstration,
    write_out,
)
from procurement.services.uploading import ingesting, uploads
from procurement.services.uploading.ingesting import Answering
from procurement.services.uploading.profile_words import answers_of

app = typer.Typer()
Upload = Annotated[str, typer.Argument(help="The upload's id, as `procurement uploads` lists it.")]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and ZIPs.")],
    authority: Annotated[
        str,
        typer.Option(help="The council's name or GSS code; told from each file where neither it nor --body is named."),
    ] = "",
    body: Annotated[
        str, typer.Option(help="A public body that is no council; kept outside the councils' totals.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Take the suggested answer to every question.")] = False,
    answer: Annotated[
        list[str] | None, typer.Option(help="The answer to a question, as CODE=VALUE; may be given several times.")
    ] = None,
    remember: Annotated[
        bool, typer.Option(help="Keep the answers as the council's profile, so that its next file is not asked.")
    ] = True,
    always: Annotated[
        bool, typer.Option("--always", help="Keep answers about one file too, such as SAME_PERIOD.")
    ] = False,
    authority_of: Annotated[
        list[str] | None,
        typer.Option(help='Whose files are, as "PATTERN=COUNCIL" over their paths; may be given several times.'),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read anew what was refused or withdrawn before.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write what became of each file to this CSV file.")
    ] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Read spend files and keep their payments; a receipt for each file.

    Where no council is named, each file's is told from its contents, its name and its folders; a report ends the work,
    and the same command goes on where it was stopped. On a terminal each open question is asked once. Elsewhere the
    exit code is 3, and standard error says what to answer and how.
    """
    desk = open_desk_told(store, OPERATOR)
    ask = asking.Asker().ask if asking.is_somebody_there() and not yes else None
    answering = Answering(answers_of(answer or []), ask, are_remembered=remember, always=always)
    told = list(authority_of or [])
    owner = authority.strip() or (f"body:{body.strip()}" if body.strip() else "")
    if owner and told:
        raise CannotDo(
            "Say either whose all the files are (--authority or --body), or --authority-of for some of them."
        )
    known = ingesting.owner_of(authority, body, desk) if owner else None
    if known and report is None and not again:
        raise typer.Exit(_take_in(paths, known, desk, answering, yes, as_json))
    told += [f"*={owner}"] if known else []
    raise typer.Exit(back_catalogue.take_in(paths, desk, answering, told, yes, again, report, as_json))


def _take_in(paths: list[Path], owner: Owner, desk: Desk, answering: Answering, yes: bool, as_json: bool) -> int:
    """Read files that are all of one body, with a receipt for each; the exit code."""
    outcomes = set()
    files = ingesting.files_of(paths, owner)
    named = progress_over(files, "Reading", quiet=as_json or answering.ask is not None)
    for receipt in ingesting.ingest(OPERATOR, desk, named, yes, answering):
        print_receipt(receipt, as_json)
        asking.tell_how_to_answer(receipt, answering.given)
        outcomes.add(receipt.outcome)
    return ASKED if "asked" in outcomes else REFUSED if "refused" in outcomes else 0


@app.command()
def payments(
    upload: Annotated[str, typer.Option(help="One upload; all where not named.")] = "",
    as_council: AsCouncil = "",
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The accepted payments, each with its file and line; the texts of what may name a private person are withheld."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    write_out(uploads.payments(asking_for(as_council, desk), desk, upload), out, as_json, desk)


@app.command("uploads")
def list_uploads(store: Store = None, as_json: Json = False) -> None:
    """The uploads that are kept."""
    listed = uploads.list_uploads(OPERATOR, warn_of_demonstration(open_desk_told(store, OPERATOR)))
    show(listed if as_json else uploads.in_brief(listed), as_json)


@app.command("held-back")
def held_back(
    upload: Upload, as_council: AsCouncil = "", out: Out = None, store: Store = None, as_json: Json = False
) -> None:
    """The rows of an upload that are in no figure, with what to do about each."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    write_out(uploads.held_back(asking_for(as_council, desk), desk, upload), out, as_json, desk)


@app.command()
def withdraw(
    upload: Upload,
    why: Annotated[str, typer.Option(help="The reason, kept with it: put no private person's name into it.")] = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Take an upload out of every figure; it stays readable."""
    sentence = uploads.withdraw(OPERATOR, open_desk_told(store, OPERATOR), upload, why)
    show(pl.DataFrame({"upload_id": [upload], "sentence": [sentence]}), as_json)

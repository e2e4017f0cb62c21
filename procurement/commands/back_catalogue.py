"""A back-catalogue from a terminal: whose the files are is asked once a group, and a report ends it."""

import json
import shlex
import sys
from datetime import UTC
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands import asking
from procurement.commands.open_questions import Questions
from procurement.commands.options import OPERATOR, Json, Store
from procurement.places.authorities import UnknownAuthority
from procurement.services import publishing
from procurement.services.back_catalogues import back_catalogue, months_covered, reports
from procurement.services.back_catalogues import back_catalogue_report as report_of
from procurement.services.back_catalogues.back_catalogue import Outcome
from procurement.services.back_catalogues.back_catalogue_files import IS_NONE, find
from procurement.services.back_catalogues.back_catalogue_groups import Group
from procurement.services.back_catalogues.back_catalogue_owners import owner_named, told_owners
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import Desk
from procurement.services.owners import Owner, from_code
from procurement.services.problems import REFUSED, CannotDo
from procurement.services.progress_bar import FileBar
from procurement.services.restart import open_desk_told
from procurement.services.stopping import Stopper
from procurement.services.terminal import ASKED, say, show, warn_of_demonstration
from procurement.services.uploading.ingesting import Answering
from procurement.services.uploading.receipts import Receipt
from procurement.store.back_catalogues import CatalogueFile, CatalogueRun

app = typer.Typer()


def take_in(
    paths: list[Path],
    desk: Desk,
    answering: Answering,
    authority_of: list[str],
    yes: bool,
    again: bool,
    report: Path | None,
    as_json: bool,
) -> int:
    """Take in files and folders whose councils are to be told from the files; returns the exit code."""
    files = find(paths)
    bar, stopper = FileBar(quiet=as_json), Stopper()
    someone = asking.is_somebody_there() and not yes
    ask = bar.aside(answering.ask) if answering.ask else None
    how = Answering(answering.given, ask, answering.are_remembered, answering.always)
    whose = bar.aside(lambda group: ask_whose(group, desk)) if someone else None
    wanted = Wanted(how, told_owners(authority_of, desk), whose, yes, again)

    questions = Questions()

    def tell(row: CatalogueFile, receipt: Receipt | None) -> None:
        """Say a file in JSON where that is asked for, and keep its questions."""
        if as_json:
            say(json.dumps(_in_json(row, receipt), default=str, ensure_ascii=False))
        questions.hear(receipt)

    with stopper.listening():
        outcome = back_catalogue.take_in(OPERATOR, desk, files, wanted, stopper, bar.over, tell)
    run = report_of.chosen(desk, outcome.run_id)
    listed = report_of.files(OPERATOR, desk, run)
    _print(desk, run, listed, as_json)
    questions.tell(answering.given)
    _tell_what_is_left(outcome, report_of.not_reached(desk, run))
    place = report or (Path(reports.name(run.run_id)) if any(path.is_dir() for path in paths) else None)
    _write(place, desk, listed, as_json)
    return _exit_code(listed, outcome, stopper)


@app.command("report")
def report(
    run: Annotated[int, typer.Option(help="Which run; the latest where not named.")] = 0,
    out: Annotated[Path | None, typer.Option("--out", help="Write a CSV file, a row a file.")] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """What became of the files of a folder that was taken in, and the months that each council covers."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    chosen = report_of.chosen(desk, run)
    listed = report_of.files(OPERATOR, desk, chosen)
    _print(desk, chosen, listed, as_json)
    _write(out, desk, listed, as_json)


def ask_whose(group: Group, desk: Desk) -> Owner | None:
    """Ask whose the files of a group are: a number, a council's name, or "body:" and a name; Enter leaves them."""
    tell = sys.stderr.write
    tell(f"\nWhose are the {group.place}? For example {group.example}. {group.why}\n")
    offered = [from_code(code, desk) for code in group.likely]
    for number, owner in enumerate(offered, 1):
        tell(f"  {number}. {owner.name}\n")
    what = f"a number, or {'another' if offered else 'the'} council's name" if offered else "the council's name"
    while True:
        tell(f'Type {what}, "body: Name" for a body that is no council, or press Enter to leave them for later: ')
        sys.stderr.flush()
        said = sys.stdin.readline().strip()
        if said.casefold() in asking.STOP:
            return None
        if said.isdigit() and 1 <= int(said) <= len(offered):
            return offered[int(said) - 1]
        try:
            return owner_named(said, desk)
        except (UnknownAuthority, CannotDo) as problem:
            tell(f"{problem}\n")


def _in_json(row: CatalogueFile, receipt: Receipt | None) -> dict[str, object]:
    """A row of the report, with the receipt of a file that was read."""
    plain = {"path": row.path, "outcome": row.outcome, "reason": row.reason, "sha256": row.sha256}
    told = {"authority_code": row.authority_code, "evidence": row.evidence, "upload_id": row.upload_id}
    return {**(receipt.as_json() if receipt else {}), **plain, **told, "run": row.run_id}


def _print(desk: Desk, run: CatalogueRun, listed: pl.DataFrame, as_json: bool) -> None:
    codes = [code for code in listed["authority_code"].unique().sort().to_list() if code]
    spans = months_covered.spans(months_covered.months(OPERATOR, desk, codes), desk)
    councils, reasons = report_of.by_council(listed, spans), report_of.by_reason(listed)
    if as_json:
        whole = {
            "report": run.run_id,
            "state": run.state,
            "files": run.files,
            **report_of.totals(listed),
            "councils": councils.to_dicts(),
            "reasons": reasons.to_dicts(),
        }
        show(listed, as_json, whole)
        return
    began = f"{run.started_at.astimezone(UTC):%-d %B %Y, %H:%M} UTC"
    told = reports.in_words(listed, report_of.not_reached(desk, run))
    say(f"Run {run.run_id} over {run.folders} ({began}, {run.state}): {told}")
    show(reports.for_terminal(councils), as_json=False)
    for sentence in reports.gaps(councils):
        say(sentence)
    if reasons.height:
        say("Not taken, and why:")
    for row in reasons.to_dicts():
        say(f"  {row['files']:,} {row['outcome']}: {row['why']} (for example {row['example']})")
    for sentence in listed.filter(pl.col("warning") != "").select(pl.format("  {}: {}", "path", "warning")).to_series():
        say(f"  check {sentence.strip()}")


def _write(place: Path | None, desk: Desk, listed: pl.DataFrame, as_json: bool) -> None:
    if place is None:
        return
    reports.write(place, publishing.csv_of(desk, report_of.for_people(listed)))
    said = f"A row a file is written to {place}."
    sys.stderr.write(f"{said}\n") if as_json else say(said)


def _tell_what_is_left(outcome: Outcome, not_reached: int) -> None:
    tell = sys.stderr.write
    for group in outcome.left:
        tell(f"Whose are the {group.place}? For example {group.example}. {group.why}\n")
        tell(f"  --authority-of {shlex.quote(f'{group.glob}=COUNCIL')}\n")
    if outcome.is_stopped:
        tell(
            f"Stopped with {not_reached:,} files to go. What was read is stored; the same command goes on from there.\n"
        )


def _exit_code(listed: pl.DataFrame, outcome: Outcome, stopper: Stopper) -> int:
    if outcome.is_stopped:
        return stopper.exit_code
    found = report_of.totals(listed.filter(~pl.col("why").str.starts_with(IS_NONE)))
    return ASKED if found["asked"] else REFUSED if found["refused"] else 0

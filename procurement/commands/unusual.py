"""Possible duplicates and unusual payments of one council, for its own officers."""

import json
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.access import Viewer
from procurement.analysis.unusual.kinds import KINDS
from procurement.commands.options import OPERATOR, Json, Out, Store, officer_of
from procurement.services.desk import Desk
from procurement.services.restart import open_desk_told
from procurement.services.terminal import progress_over, say, show, warn_of_demonstration
from procurement.services.unusual import unusual_decisions, unusual_exports, unusual_payments
from procurement.services.unusual.unusual_decisions import FINE, RECOVER, STATES
from procurement.services.uploading.uploads import pounds
from procurement.ui.words import count

Authority = Annotated[str, typer.Option(help="The council's name or GSS code, or body:NAME. You act as its officer.")]
Findings = Annotated[list[str], typer.Argument(help="Names of findings, as `procurement unusual list` prints them.")]
Why = Annotated[str, typer.Option(help="Why, kept with the decision. Name no private person.")]

app = typer.Typer(
    no_args_is_help=True, help="Possible duplicates, split orders and odd sums, for the council's own eyes."
)


@app.command("list")
def list_findings(
    authority: Authority,
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(KINDS)}; all where not named.")] = "",
    state: Annotated[str, typer.Option(help=f"One of {', '.join(STATES)}; all where not named.")] = "",
    decisions: Annotated[bool, typer.Option("--decisions", help="The decisions that stand, to undo one.")] = False,
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The findings, the most pounds and the strongest signs first; --out writes a .csv, or an .xlsx with every line."""
    desk, officer = _opened(authority, store)
    if decisions:
        past = unusual_decisions.as_json(unusual_decisions.history(officer, desk, officer.council))
        show(pl.DataFrame(past), as_json, past)
        return
    _look(officer, desk, as_json)
    if out is not None:
        written = unusual_exports.write(officer, desk, officer.council, out, kind, state)
        told = json.dumps({"out": str(out), "rows": written.height})
        say(told if as_json else f"{count(written.height, 'finding')} written to {out}.")
        return
    found = unusual_payments.listed(officer, desk, officer.council, kind, state)
    brief = found.select("finding", "kind", "supplier", pounds("at_risk_pence").alias("pounds"), "state", "evidence")
    show(found if as_json else brief, as_json)


@app.command()
def payments(
    authority: Authority,
    finding: Annotated[str, typer.Argument(help="A finding; the payments of all where not named.")] = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The payments of a finding, each with its file and line."""
    desk, officer = _opened(authority, store)
    _look(officer, desk, as_json)
    show(unusual_payments.payments(officer, desk, officer.council, finding), as_json)


@app.command()
def fine(findings: Findings, authority: Authority, why: Why, store: Store = None, as_json: Json = False) -> None:
    """Say that findings were looked at and are fine."""
    _decide(findings, FINE, authority, why, store, as_json)


@app.command()
def recover(findings: Findings, authority: Authority, why: Why, store: Store = None, as_json: Json = False) -> None:
    """Say that the money of findings is to be recovered."""
    _decide(findings, RECOVER, authority, why, store, as_json)


@app.command()
def undo(decision: int, authority: Authority, store: Store = None, as_json: Json = False) -> None:
    """Take a decision back, by its number in `procurement unusual list --decisions`."""
    desk, officer = _opened(authority, store)
    _say(unusual_decisions.undo(officer, desk, officer.council, decision), as_json)


@app.command()
def limit(pounds: int, authority: Authority, store: Store = None, as_json: Json = False) -> None:
    """Keep the council's own limit, in pounds before VAT, against which split orders are held too; 0 for none."""
    desk, officer = _opened(authority, store)
    _say(unusual_decisions.set_own_limit(officer, desk, officer.council, pounds), as_json)


def _decide(findings: list[str], value: str, authority: str, why: str, store: Path | None, as_json: bool) -> None:
    desk, officer = _opened(authority, store)
    _look(officer, desk, as_json)
    _say(unusual_payments.settle(officer, desk, officer.council, findings, value, why), as_json)


def _look(officer: Viewer, desk: Desk, quiet: bool) -> None:
    """Look for each kind, with a bar on standard error."""
    for _ in progress_over(unusual_payments.steps(officer, desk, officer.council), "Looking", quiet, total=len(KINDS)):
        pass


def _opened(authority: str, store: Path | None) -> tuple[Desk, Viewer]:
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    return desk, officer_of(authority, desk)


def _say(sentence: str, as_json: bool) -> None:
    say(json.dumps({"sentence": sentence}) if as_json else sentence)

"""Private individuals in a council's spend: what looks so, and what the council says of it."""

import json
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.access import Viewer
from procurement.commands.options import OPERATOR, Json, Out, Store, officer_of
from procurement.services.desk import Desk
from procurement.services.privacy import private_people
from procurement.services.privacy.private_texts import SHARE, WITHHOLD
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show, write_out

Authority = Annotated[str, typer.Option(help="The council's name or GSS code, or body:NAME. You act as its officer.")]
Texts = Annotated[list[str], typer.Argument(help="Fingerprints of texts, as `procurement private list` prints them.")]
Why = Annotated[str, typer.Option(help="Why, kept with the decision.")]

app = typer.Typer(no_args_is_help=True, help="What may name a private person, withheld until its council confirms.")


@app.command("list")
def list_texts(
    authority: Authority,
    state: Annotated[str, typer.Option(help="waits, share or withhold; all where not named.")] = "",
    decisions: Annotated[bool, typer.Option("--decisions", help="The decisions that stand, to undo one.")] = False,
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The texts that look private, the most pounds first, for the council's own use."""
    desk, officer = _opened(authority, store)
    if decisions:
        past = private_people.as_json(private_people.history(officer, desk, officer.council))
        show(pl.DataFrame(past), as_json, past)
        return
    listed = private_people.listed(officer, desk, officer.council, state)
    write_out(listed if out or as_json else _in_brief(listed), out, as_json, desk)


@app.command()
def release(texts: Texts, authority: Authority, why: Why = "", store: Store = None, as_json: Json = False) -> None:
    """Say that texts name no private person, so that shared views may show them."""
    _decide(texts, SHARE, authority, why, store, as_json)


@app.command()
def withhold(texts: Texts, authority: Authority, why: Why = "", store: Store = None, as_json: Json = False) -> None:
    """Say that texts name a private person, so that they stay withheld and no longer wait."""
    _decide(texts, WITHHOLD, authority, why, store, as_json)


@app.command()
def undo(decision: int, authority: Authority, store: Store = None, as_json: Json = False) -> None:
    """Take a decision back, by its number in `procurement private list --decisions`."""
    desk, officer = _opened(authority, store)
    _say(private_people.undo(officer, desk, officer.council, decision), as_json)


def _decide(texts: list[str], value: str, authority: str, why: str, store: Path | None, as_json: bool) -> None:
    desk, officer = _opened(authority, store)
    _say(private_people.decide(officer, desk, officer.council, dict.fromkeys(texts, value), why), as_json)


def _in_brief(listed: pl.DataFrame) -> pl.DataFrame:
    """For a terminal's width: each fingerprint on one line, so that it can be copied."""
    short = [pl.col(name).str.slice(0, most) for name, most in (("text", 36), ("reason", 30))]
    return listed.with_columns(short).select("fingerprint", "text", "reason", "state", "payments", "spend_pence")


def _opened(authority: str, store: Path | None) -> tuple[Desk, Viewer]:
    desk = open_desk_told(store, OPERATOR)
    return desk, officer_of(authority, desk)


def _say(sentence: str, as_json: bool) -> None:
    say(json.dumps({"sentence": sentence}) if as_json else sentence)

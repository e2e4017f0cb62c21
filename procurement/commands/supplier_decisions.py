"""Decide which names are one supplier, take decisions back, and share them with other councils."""

import json
from pathlib import Path
from typing import Annotated

import typer

from procurement.commands.options import OPERATOR, AsCouncil, Json, Out, Store, asking_for
from procurement.services.restart import open_desk_told
from procurement.services.suppliers import supplier_decisions, supplier_history, supplier_sharing
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.terminal import say, show, write_out
from procurement.suppliers.decisions import NOBODY, Named

app = typer.Typer()

Why = Annotated[str, typer.Option("--why", help="Why, for whoever asks later; put no private person's name in it.")]
Number = Annotated[
    str, typer.Option("--number", help="The identifier beside the name (GB-COH-…), where the name means several.")
]
OtherNumber = Annotated[str, typer.Option("--other-number", help="The same for the second name.")]


@app.command("same")
def same(
    name: str,
    other: str,
    number: Number = "",
    other_number: OtherNumber = "",
    why: Why = "",
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Say that two names are the same supplier; that of the first keeps its id."""
    _decide(Say("same", Named(name, number), Named(other, other_number)), why, as_council, store, as_json)


@app.command("different")
def different(
    name: str,
    other: str,
    number: Number = "",
    other_number: OtherNumber = "",
    why: Why = "",
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Say that two names are not the same supplier; where they stand together, the second leaves."""
    _decide(Say("different", Named(name, number), Named(other, other_number)), why, as_council, store, as_json)


@app.command("take-out")
def take_out(
    name: str,
    number: Number = "",
    why: Why = "",
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Take one name out of its supplier; it is a supplier of its own then."""
    _decide(Say("alone", Named(name, number)), why, as_council, store, as_json)


@app.command("say")
def say_of(
    what: Annotated[str, typer.Argument(help="name, kind or group")],
    name: Annotated[str, typer.Argument(help="a spelling of the supplier")],
    value: Annotated[str, typer.Argument(help='what it is called, its kind, or its group ("" for none)')],
    number: Number = "",
    why: Why = "",
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Say what a supplier is called, of what kind it is, or which group it belongs to."""
    _decide(Say(what, Named(name, number), NOBODY, value), why, as_council, store, as_json)


@app.command("undo")
def undo(numbers: list[int], as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """Take decisions back, by their numbers in `procurement suppliers decisions`."""
    desk = open_desk_told(store, OPERATOR)
    sentence = supplier_decisions.undo(asking_for(as_council, desk), desk, *numbers)
    say(json.dumps({"sentence": sentence}) if as_json else sentence)


@app.command("decisions")
def decisions(as_council: AsCouncil = "", store: Store = None, out: Out = None, as_json: Json = False) -> None:
    """List the decisions that stand, or write them to a CSV file that other councils can take over."""
    desk = open_desk_told(store, OPERATOR)
    viewer = asking_for(as_council, desk)
    if out:
        write_out(supplier_sharing.export(viewer, desk), out, as_json)
        return
    past = supplier_history.history(viewer, desk)
    if as_json:
        show(supplier_sharing.export(viewer, desk), as_json, supplier_history.as_json(past))
    else:
        say("\n".join(one.sentence for one in past) or "No decision stands.")


@app.command("take-over")
def take_over(file: Path, as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """Keep the decisions that another council wrote with `procurement suppliers decisions --out FILE.csv`."""
    desk = open_desk_told(store, OPERATOR)
    done = supplier_sharing.take_over(asking_for(as_council, desk), desk, file.read_bytes(), file.name)
    say(json.dumps({**vars(done), "sentences": done.sentences}) if as_json else "\n".join(done.sentences))


def _decide(what: Say, why: str, as_council: str, store: Path | None, as_json: bool) -> None:
    desk = open_desk_told(store, OPERATOR)
    done = supplier_decisions.decide(asking_for(as_council, desk), desk, [what], why)
    say(json.dumps({"numbers": done.numbers, "sentence": done.sentence}) if as_json else done.sentence)

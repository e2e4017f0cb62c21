"""Recognise and compare suppliers' names; see what waits for a person."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands import supplier_decisions
from procurement.commands.options import OPERATOR, AsCouncil, Json, Out, Store, asking_for
from procurement.services.desk import open_reference
from procurement.services.restart import open_desk_told
from procurement.services.suppliers import supplier_names, supplier_queue, supplier_settling, supplier_view
from procurement.services.terminal import say, show, write_out

app = typer.Typer(no_args_is_help=True, help="Recognise and compare suppliers' names, and decide on those in doubt.")
app.add_typer(supplier_decisions.app)

Words = Annotated[str, typer.Argument(help="Words of a name, a group, or an id.")]


@app.command("match")
def match(names: Path, out: Out = None, as_json: Json = False) -> None:
    """Add to each row of NAMES.csv the supplier that its name stands for; needs no store."""
    write_out(supplier_names.match_file(names, open_reference()), out, as_json)


@app.command("compare")
def compare(pairs: Path, out: Out = None, as_json: Json = False) -> None:
    """Say of each pair of names whether they are the same supplier, and why; needs no store."""
    write_out(supplier_names.compare_file(pairs, open_reference()), out, as_json)


@app.command("ask")
def ask(as_council: AsCouncil = "", store: Store = None, out: Out = None, as_json: Json = False) -> None:
    """List the pairs of names that wait for a person, by the pounds at stake times the chance that they are one."""
    desk = open_desk_told(store, OPERATOR)
    found = supplier_queue.queue(asking_for(as_council, desk), desk)
    write_out(found.waiting if out or as_json else supplier_queue.in_brief(found), out, as_json, desk)
    if not (as_json or out):
        say(found.as_sentence())


@app.command("find")
def find(words: Words = "", as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """List suppliers by words of a name, a group, or an id; without words the largest."""
    desk = open_desk_told(store, OPERATOR)
    found = supplier_view.find(asking_for(as_council, desk), desk, words)
    show(found, as_json)


@app.command("show")
def show_one(supplier_id: str, as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """Show a supplier: every spelling and why it is here, its numbers, group, decisions and moves."""
    desk = open_desk_told(store, OPERATOR)
    found = supplier_view.view(asking_for(as_council, desk), desk, supplier_id)
    if as_json:
        show(pl.DataFrame(), as_json, supplier_view.as_json(found))
        return
    say("\n".join(supplier_view.in_words(found)))
    show(found.spellings.select("supplier_name", "number", "payments", "spend_pence", "reason"), as_json)


@app.command("settle")
def settle(store: Store = None, as_json: Json = False) -> None:
    """Match every name anew, as if all files had come at once; ids stay, and so does what people decided."""
    desk = open_desk_told(store, OPERATOR)
    done = supplier_settling.settle(desk, str(OPERATOR.role))
    show(done.moves, as_json, {"sentence": done.as_sentence(), "moves": done.moves.to_dicts()})
    if not as_json:
        say(done.as_sentence())

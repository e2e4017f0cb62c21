"""How each council's files are read: the remembered answers, shown, set, forgotten, undone and moved."""

import json
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands.options import OPERATOR, Json, Out, Store
from procurement.publish import exports
from procurement.services.desk import Desk
from procurement.services.owners import BODY_PREFIX
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show
from procurement.services.uploading import ingesting, profile_tables, profiles
from procurement.services.uploading.profile_words import pair
from procurement.ui import words

Council = Annotated[
    str, typer.Argument(help="The council's name or GSS code; body:NAME for a body that is no council.")
]
Answer = Annotated[str, typer.Argument(help='An answer as CODE=VALUE, such as AMOUNT_COLUMN="Net Amount".')]
Question = Annotated[str, typer.Argument(help="The question's code, or the key of one answer.")]

app = typer.Typer(no_args_is_help=True, help="How each council's files are read: the answers that are remembered.")


@app.command("show")
def show_profile(council: Council, store: Store = None, as_json: Json = False) -> None:
    """Every remembered answer, with who gave it, when and for which file."""
    desk, code = _opened(council, store)
    kept = profiles.listed(OPERATOR, desk, code)
    if not kept and not as_json:
        say(f"No answer is remembered for {council}. What a file asks is remembered once it is answered.")
        return
    show(profile_tables.in_brief(kept), as_json, profiles.exported(OPERATOR, desk, code))


@app.command("set")
def set_answer(council: Council, answer: Answer, store: Store = None, as_json: Json = False) -> None:
    """Answer a question for every file of a council from now on."""
    desk, code = _opened(council, store)
    _say(profiles.set_for_every_file(OPERATOR, desk, code, *pair(answer)), as_json)


@app.command()
def forget(council: Council, question: Question, store: Store = None, as_json: Json = False) -> None:
    """Forget an answer; the next file that raises the question is asked again."""
    desk, code = _opened(council, store)
    _say(profiles.forget(OPERATOR, desk, code, question), as_json)


@app.command()
def undo(council: Council, store: Store = None, as_json: Json = False) -> None:
    """Take the last change of a council's profile back."""
    desk, code = _opened(council, store)
    _say(profiles.undo(OPERATOR, desk, code), as_json)


@app.command()
def export(council: Council, out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """Write the remembered answers to a file: CSV where its name ends in .csv, JSON otherwise; or print JSON."""
    desk, code = _opened(council, store)
    whole = profiles.exported(OPERATOR, desk, code)
    if out is None:
        show(pl.DataFrame(), True, whole)
        return
    as_csv = exports.csv_rows(profile_tables.as_table(profiles.listed(OPERATOR, desk, code)))
    out.write_bytes(as_csv if out.suffix.lower() == ".csv" else json.dumps(whole, indent=1).encode())
    _say(f"Written to {out}: {words.count(len(whole['answers']), 'answer')}.", as_json)


@app.command("import")
def bring_in(council: Council, file: Path, store: Store = None, as_json: Json = False) -> None:
    """Add the answers of an exported CSV or JSON file to a council's profile."""
    desk, code = _opened(council, store)
    _say(profiles.brought_in(OPERATOR, desk, code, profile_tables.read(file)), as_json)


def _opened(council: str, store: Path | None) -> tuple[Desk, str]:
    desk = open_desk_told(store, OPERATOR)
    name = council.removeprefix(BODY_PREFIX)
    owner = ingesting.owner_of("", name, desk) if name != council else ingesting.owner_of(council, "", desk)
    return desk, owner.authority_code


def _say(sentence: str, as_json: bool) -> None:
    say(json.dumps({"sentence": sentence}) if as_json else sentence)

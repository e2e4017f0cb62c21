"""Public registers from a terminal: load them, list what is loaded, forget one."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands.options import OPERATOR, Json, Out, Store
from procurement.services.desk import Desk
from procurement.services.figures import company_shares
from procurement.services.progress_bar import work_bar
from procurement.services.registers import public_registers, register_matching
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show, warn_of_demonstration, write_out
from procurement.services.uploading import ingesting
from procurement.store.public_registers import Record

app = typer.Typer(no_args_is_help=True, help="Public registers of companies, charities and the NHS.")
Register = Annotated[str, typer.Argument(help="companies-house, charity-commission or nhs-ods.")]


@app.command("load")
def load(
    register: Register,
    files: Annotated[list[Path], typer.Argument(help="Its files as published, CSV or ZIP; all parts together.")],
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Load a register from FILES, in place of what was loaded of it before."""
    desk = open_desk_told(store, OPERATOR)
    with work_bar(quiet=as_json) as tell:
        record = public_registers.load(OPERATOR, desk, register, files, tell)
    if as_json:
        show(pl.DataFrame(), as_json, public_registers.as_json(record))
        return
    _print(record, desk)


@app.command("list")
def list_registers(store: Store = None, as_json: Json = False) -> None:
    """Which registers are loaded: their files, days, hashes and rows."""
    desk = open_desk_told(store, OPERATOR)
    records = public_registers.listed(desk)
    if as_json:
        show(pl.DataFrame(), as_json, [public_registers.as_json(record) for record in records.values()])
        return
    if not records:
        say("No register is loaded. Next: procurement registers load companies-house FILE")
    for record in records.values():
        _print(record, desk)


@app.command("refused")
def refused(register: Register, out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """The rows of a register that were not taken, each with its file, row and reason."""
    write_out(public_registers.refused(open_desk_told(store, OPERATOR), register), out, as_json)


@app.command("united")
def united(out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """Known suppliers that a register says are one body, for a person to merge; nothing is changed."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    with work_bar(quiet=as_json) as tell:
        pairs = register_matching.united(OPERATOR, desk, tell)
    write_out(pairs, out, as_json, desk)


@app.command("forget")
def forget(register: Register, store: Store = None, as_json: Json = False) -> None:
    """Take a register away; figures that rest on it then say that none is loaded."""
    record = public_registers.forget(OPERATOR, open_desk_told(store, OPERATOR), register)
    show(pl.DataFrame(), True, public_registers.as_json(record)) if as_json else say(f"{record.title} is forgotten.")


@app.command("shares")
def shares(
    authority: Annotated[list[str] | None, typer.Option(help="Only these councils, by name or GSS code.")] = None,
    local: Annotated[str, typer.Option(help='Postcode areas and districts that count as local: "BL M26".')] = "",
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """How much of the spend is with small and medium, and with local, companies, by the register that is loaded."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    codes = [ingesting.owner_of(name, "", desk).authority_code for name in authority or []]
    found = company_shares.shares(OPERATOR, desk, codes, local.replace(",", " ").split())
    if as_json and out is None:
        show(found.table, as_json, {"shares": found.table.to_dicts(), "definitions": found.definitions})
        return
    if found.table.height:
        write_out(found.table, out, as_json, desk)
    for definition in found.definitions:
        say(definition)


def _print(record: Record, desk: Desk) -> None:
    for line in public_registers.in_words(record, desk):
        say(line)

"""Board papers and scenarios of business cases from a terminal."""

from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from procurement.commands.options import OPERATOR, Json, Out, Store
from procurement.services.cases import case_choice, case_laws, opportunities, scenarios
from procurement.services.cases.scenarios import SavedCase
from procurement.services.desk import Desk
from procurement.services.papers import board_papers
from procurement.services.problems import WrongWords
from procurement.services.restart import open_desk_told
from procurement.services.terminal import show, warn_of_demonstration, write_out

app = typer.Typer()
scenario_app = typer.Typer(invoke_without_command=True, help="Cases under assumptions that somebody chose.")
Category = Annotated[str, typer.Argument(help='Such as "Electricity", or "Utilities: Electricity".')]
Set = Annotated[list[str] | None, typer.Option("--set", help="An assumption changed, such as take_up_national=0.1.")]
GROUPING = ("scheme", "place", "councils", "npv_pence", "p10_pence", "p90_pence", "why_not", "figure")
Why = Annotated[str, typer.Option(help="Why; kept with it. Name no private person.")]


@app.command()
def paper(
    category: Category,
    out: Annotated[Path, typer.Option(help="The file to write: .docx, .pdf (tagged), .xlsx or .csv.")],
    for_whom: Annotated[str, typer.Option("--for", help="A council, hub or region; England where not named.")] = "",
    changed: Set = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Write the board paper of a business case."""
    desk = _open(store)
    chosen = case_choice.category_named(OPERATOR, desk, category)
    told = board_papers.write(OPERATOR, desk, *chosen, out, for_whom, _changes(changed))
    _say(told, as_json)


@app.command("show")
def show_case(
    category: Category,
    changed: Set = None,
    local: Annotated[
        list[str] | None, typer.Option(help="A postcode area or district whose companies count as local, such as BL.")
    ] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """A business case in full: the answer and why, and what of the local economy lots would put at risk."""
    desk = _open(store)
    chosen = case_choice.category_named(OPERATOR, desk, category)
    seen = opportunities.one(OPERATOR, desk, *chosen, _changes(changed), local or ())
    for sentence in (seen.headline, *seen.cautions, *seen.why, *seen.what_would_change_it):
        typer.echo(sentence, err=True)
    show(seen.at_risk if local else seen.levels, as_json, whole=seen.as_json())


@app.command("groupings")
def groupings(
    category: Category, changed: Set = None, out: Out = None, store: Store = None, as_json: Json = False
) -> None:
    """Every grouping that was tried for a category, and the name of the payments behind each, for `trace`."""
    desk = _open(store)
    chosen = case_choice.category_named(OPERATOR, desk, category)
    groups = opportunities.one(OPERATOR, desk, *chosen, _changes(changed)).groups
    write_out(groups.drop("authority_codes") if out else groups.select(GROUPING), out, as_json, desk)


@app.command("law")
def law(category: Category, store: Store = None, as_json: Json = False) -> None:
    """Duties and dates of the law that a case meets, each with its source."""
    desk = _open(store)
    found = case_laws.of_category(OPERATOR, desk, *case_choice.category_named(OPERATOR, desk, category))
    show(found, as_json)


@scenario_app.callback()
def list_scenarios(
    context: typer.Context,
    aside: Annotated[bool, typer.Option("--aside", help="Those that were set aside.")] = False,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Scenarios that are kept, newest first; --aside those that were set aside."""
    if context.invoked_subcommand is None:
        kept = scenarios.listed(OPERATOR, _open(store), aside)
        show(_table(kept), as_json, whole=[_plain(one) for one in kept])


@scenario_app.command("save")
def save(
    name: str, category: Category, why: Why, changed: Set = None, store: Store = None, as_json: Json = False
) -> None:
    """Keep a case under changed assumptions."""
    desk = _open(store)
    chosen = case_choice.category_named(OPERATOR, desk, category)
    _say(scenarios.save(OPERATOR, desk, name, *chosen, _changes(changed), why), as_json)


@scenario_app.command("compare")
def compare(numbers: list[int], store: Store = None, as_json: Json = False) -> None:
    """Scenarios side by side, as they were kept."""
    show(scenarios.compare(OPERATOR, _open(store), numbers).figures, as_json)


@scenario_app.command("moved")
def moved(number: int, store: Store = None, as_json: Json = False) -> None:
    """What today's data would move, figure by figure."""
    found = scenarios.freshness(OPERATOR, _open(store), number)
    typer.echo(found.sentence, err=True)
    show(found.figures, as_json)


@scenario_app.command("set-aside")
def set_aside(number: int, why: Why, store: Store = None, as_json: Json = False) -> None:
    """Take a scenario off the list; it is kept."""
    _say(scenarios.set_aside(OPERATOR, _open(store), number, why), as_json)


@scenario_app.command("bring-back")
def bring_back(number: int, store: Store = None, as_json: Json = False) -> None:
    """Put a scenario on the list again."""
    _say(scenarios.bring_back(OPERATOR, _open(store), number), as_json)


def _open(store: Path | None) -> Desk:
    return warn_of_demonstration(open_desk_told(store, OPERATOR))


def _changes(changed: list[str] | None) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for one in changed or []:
        name, equals, value = one.partition("=")
        try:
            found.append((name.strip(), float(value)))
        except ValueError as problem:
            raise WrongWords(f'"{one}" is no assumption and its value; write take_up_national=0.1.') from problem
        assert equals, "a value was read, so there was an equals sign"
    return tuple(sorted(found))


def _table(kept: list[SavedCase]) -> pl.DataFrame:
    columns = ("number", "name", "category", "version", "at", "why")
    rows = [(one.id, one.name, one.inputs["level2"], one.version, one.at.isoformat(), one.why) for one in kept]
    return pl.DataFrame(rows, schema={"number": pl.Int64} | dict.fromkeys(columns[1:], pl.String), orient="row")


def _plain(one: SavedCase) -> dict[str, Any]:
    ended = one.ended_at.isoformat() if one.ended_at else None
    return {**vars(one), "at": one.at.isoformat(), "ended_at": ended}


def _say(told: str, as_json: bool) -> None:
    show(pl.DataFrame({"told": [told]}), as_json, whole={"told": told})

"""Totals at any level, and the payments behind a figure."""

from datetime import date, datetime
from typing import Annotated

import typer

from procurement.analysis.filters import Scope
from procurement.commands.options import OPERATOR, AsCouncil, Json, Out, Store, asking_for
from procurement.services.figures import adjusted, maps, totals, tracing, unknown_values
from procurement.services.privacy import disclosing
from procurement.services.restart import open_desk_told
from procurement.services.terminal import warn_of_demonstration, write_out
from procurement.services.uploading import ingesting

app = typer.Typer()


@app.command()
def rollup(
    level: Annotated[
        str, typer.Option(help="local, region, county, combined-authority, hub or national.")
    ] = "national",
    by: Annotated[list[str] | None, typer.Option(help=f"One or more of {', '.join(totals.BY)}.")] = None,
    from_day: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day that counts.")
    ] = None,
    to_day: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day that counts.")
    ] = None,
    authority: Annotated[list[str] | None, typer.Option(help="Only these councils, by name or GSS code.")] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="By the councils and places of this day; today's where none is named."),
    ] = None,
    per_head: Annotated[
        bool, typer.Option("--per-head", help="Also for each person of the councils with uploads.")
    ] = False,
    prices: Annotated[
        str, typer.Option(help="Also in the prices of this financial year, such as 2024-25, by the GDP deflator.")
    ] = "",
    out: Out = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Spend by category, supplier, year … at a level. What was shared between councils is told on standard error."""
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    codes = tuple(ingesting.owner_of(name, "", desk).authority_code for name in authority or [])
    scope = Scope(_day(from_day), _day(to_day), authorities=codes)
    words = [part for word in by or ["category"] for part in word.split(",")]
    wanted = totals.Wanted(level, [word.strip() for word in words], scope, _day(on))
    found = adjusted.in_prices(OPERATOR, desk, wanted, prices) if prices else totals.total(OPERATOR, desk, wanted)
    found = adjusted.per_head(desk, found, level, wanted.on) if per_head else found
    told = [*maps.notes(OPERATOR, desk, wanted), *adjusted.basis_notes(OPERATOR, desk, wanted)]
    priced = [adjusted.prices_note(desk, prices)] if prices else []
    for sentence in [*told, *priced, *disclosing.notes(OPERATOR, desk)]:
        typer.echo(sentence, err=True)
    for_reading = out is None and not as_json
    write_out(found if for_reading else tracing.with_figures(found, wanted), out, as_json, desk)


@app.command()
def trace(figure: str, as_council: AsCouncil = "", out: Out = None, store: Store = None, as_json: Json = False) -> None:
    """The payments, files and lines behind a figure, such as "level=region;place=North West;level1=Education"."""
    wanted = tracing.read_name(figure)
    desk = warn_of_demonstration(open_desk_told(store, OPERATOR))
    asking = asking_for(as_council, desk)
    found = tracing.trace(asking, desk, wanted)
    if found.is_empty():
        unknown_values.refuse(asking, desk, wanted)
        nothing = ["No payment that is stored lies behind this figure."]
        typer.echo(" ".join([*nothing, *unknown_values.told(asking, desk, wanted)]), err=True)
    write_out(found, out, as_json, desk)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None

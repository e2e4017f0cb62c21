"""Decide what lines were bought as, take decisions back, and share them with other councils."""

import json
from pathlib import Path
from typing import Annotated

import typer

from procurement.access import Viewer
from procurement.categories.decisions import ACCOUNT, CATEGORY, HEADING, INFLUENCE, LINE, SUPPLIER
from procurement.commands.options import OPERATOR, AsCouncil, Json, Out, Store, asking_for, officer_of
from procurement.services.categories import (
    category_decisions,
    category_equivalents,
    category_history,
    category_queue,
    category_sharing,
    category_waiting,
    category_words,
    line_texts,
)
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.category_queue import Queue
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk, open_reference
from procurement.services.problems import WrongWords
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show, write_out

app = typer.Typer()

Why = Annotated[str, typer.Option("--why", help="Why, for whoever asks later; put no private person's name in it.")]
Of = Annotated[str, typer.Option("--authority", help="Of this council's lines alone; every council's where not named.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only say which lines it would change.")]


@app.command("headings")
def headings(words: list[str], as_json: Json = False) -> None:
    """List the ProClass headings that hold all the words; needs no store."""
    show(category_words.find_in(open_reference(), " ".join(words)), as_json)


@app.command("crosswalk")
def crosswalk(
    asked: Annotated[str, typer.Argument(help="A ProClass code, or a code or words of a heading of another scheme.")],
    scheme: Annotated[str, typer.Option("--scheme", help="Only cpv, sercop, cipfa, mcc, sic or thomson.")] = "",
    as_json: Json = False,
) -> None:
    """List the headings of other schemes beside a ProClass heading, or the other way round; needs no store."""
    show(category_equivalents.find(open_reference(), asked, scheme), as_json)


@app.command("queue")
def queue(authority: Of = "", as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """List the groups of lines without a sure category, the most pounds first, each with a suggestion."""
    desk, viewer = _opened(store, as_council)
    found = category_queue.queue(viewer, desk, _council(authority, as_council, desk))
    show(category_waiting.in_brief(found.waiting), as_json, found.waiting.to_dicts())
    if not as_json:
        say(found.as_sentence())


@app.command("decide")
def decide(
    value: Annotated[
        str, typer.Argument(help='A ProClass code, or the words of a heading; "yes" or "no" with --influenceable.')
    ],
    heading: Annotated[str, typer.Option("--heading", help="Lines under this category of the council's own.")] = "",
    supplier: Annotated[str, typer.Option("--supplier", help="Lines of the supplier that has this name.")] = "",
    number: Annotated[str, typer.Option("--number", help="The identifier beside that name (GB-COH-…).")] = "",
    account: Annotated[str, typer.Option("--account", help="Lines on this account.")] = "",
    line: Annotated[str, typer.Option("--line", help='One line, as JSON: {"supplier_name": …, "purpose": …}.')] = "",
    influenceable: Annotated[
        bool, typer.Option("--influenceable", help="Say whether buying better could change them; needs --why.")
    ] = False,
    why: Why = "",
    authority: Of = "",
    preview: Preview = False,
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Say of which category some lines are, or whether they can be influenced; holds for next month's files too."""
    desk, viewer = _opened(store, as_council)
    council = _council(authority, as_council, desk)
    what = INFLUENCE if influenceable else CATEGORY
    said = [Say(what, _subject(council, heading, supplier, number, account, line), value, why)]
    if preview:
        change = category_decisions.preview(viewer, desk, said)
        show(change.lines, as_json, {"sentence": change.sentence, "lines": change.lines.to_dicts()})
        if not as_json:
            say(change.sentence)
        return
    _print(category_decisions.decide(viewer, desk, said), as_json)


@app.command("take-suggestions")
def take_suggestions(
    groups: Annotated[int, typer.Argument(help="Of how many groups, from the top of the queue.")],
    why: Why = "",
    authority: Of = "",
    preview: Preview = False,
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Take what is suggested for the first groups of the queue that have a suggestion."""
    desk, viewer = _opened(store, as_council)
    council = _council(authority, as_council, desk)
    found = category_queue.queue(viewer, desk, council)
    places = _suggested(found, groups)
    if preview:
        say(category_decisions.preview(viewer, desk, category_queue.suggestions(found, places)).sentence)
        return
    _print(category_queue.take_suggestions(viewer, desk, council, places, why), as_json)


@app.command("undo")
def undo(numbers: list[int], as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """Take decisions back, by their numbers in `procurement categories decisions`."""
    desk, viewer = _opened(store, as_council)
    _print(category_decisions.undo(viewer, desk, *numbers), as_json)


@app.command("decisions")
def decisions(
    authority: Of = "", as_council: AsCouncil = "", store: Store = None, out: Out = None, as_json: Json = False
) -> None:
    """List the decisions that stand, or write them to a CSV file that other councils can take over."""
    desk, viewer = _opened(store, as_council)
    council = _council(authority, as_council, desk)
    if out:
        write_out(category_sharing.export(viewer, desk, council), out, as_json)
        return
    past = category_history.history(viewer, desk, council)
    if as_json:
        say(json.dumps(category_history.as_json(past), ensure_ascii=False))
    else:
        say("\n".join(one.sentence for one in past) or "No decision stands.")


@app.command("taught")
def taught(as_council: AsCouncil = "", store: Store = None, out: Out = None, as_json: Json = False) -> None:
    """Write the lines that people decided on, without private names, for `procurement categories code --learn`."""
    desk, viewer = _opened(store, as_council)
    write_out(category_sharing.taught(viewer, desk), out, as_json)


@app.command("take-over")
def take_over(file: Path, as_council: AsCouncil = "", store: Store = None, as_json: Json = False) -> None:
    """Keep the decisions that another council wrote with `procurement categories decisions --out FILE.csv`."""
    desk, viewer = _opened(store, as_council)
    done = category_sharing.take_over(viewer, desk, file.read_bytes(), file.name)
    say(json.dumps({**vars(done), "sentences": done.sentences}) if as_json else "\n".join(done.sentences))


def _opened(store: Path | None, as_council: str) -> tuple[Desk, Viewer]:
    desk = open_desk_told(store, OPERATOR)
    return desk, asking_for(as_council, desk)


def _council(authority: str, as_council: str, desk: Desk) -> str:
    name = authority or as_council
    return officer_of(name, desk).council if name else ""


def _subject(council: str, heading: str, supplier: str, number: str, account: str, line: str) -> Subject:
    given = {HEADING: heading, SUPPLIER: supplier, ACCOUNT: account, LINE: line}
    named = [scope for scope, text in given.items() if text]
    if len(named) != 1:
        raise WrongWords("Which lines are meant? Give one of --heading, --supplier, --account and --line.")
    if line:
        return Subject(LINE, council, **_texts(line))
    return Subject(named[0], council, supplier, number, heading, account)


def _texts(line: str) -> dict[str, str]:
    try:
        given = json.loads(line)
        return {name: str(given.get(name, "")) for name in line_texts.TEXTS}
    except (ValueError, AttributeError) as problem:
        raise WrongWords("--line takes the texts of a line as JSON, such as a row of queue --json.") from problem


def _suggested(found: Queue, most: int) -> list[str]:
    return found.waiting.filter(found.waiting["suggestion"] != "")["place"].head(max(most, 0)).to_list()


def _print(done: category_decisions.Done, as_json: bool) -> None:
    said = {"numbers": done.numbers, "sentence": done.sentence, "spend_pence": done.change.pence}
    moved = {**said, "moves": done.change.moves.to_dicts()}
    say(json.dumps(moved, ensure_ascii=False) if as_json else done.sentence)

"""Learn from the coded lines of the store, show what that would change, keep it and take it back."""

from typing import Annotated

import typer

from procurement.commands.options import OPERATOR, Json, Store
from procurement.services.categories import category_learning, category_learning_words
from procurement.services.progress_bar import work_bar
from procurement.services.restart import open_desk_told
from procurement.services.terminal import say, show

app = typer.Typer()

Why = Annotated[str, typer.Option("--why", help="Why, for whoever asks later.")]


@app.command("learn")
def learn(
    keep: Annotated[bool, typer.Option("--keep", help="Keep it: lines are read by it from now on.")] = False,
    why: Why = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Learn from lines with a council's own ProClass code or a decision; shows what would change unless --keep."""
    desk = open_desk_told(store, OPERATOR)
    with work_bar(quiet=as_json) as tell:
        if keep:
            found = category_learning.keep(OPERATOR, desk, why, tell)
        else:
            found = category_learning.learn(OPERATOR, desk, tell)
    last = category_learning_words.kept(found) if keep else "Nothing is kept; add --keep."
    told = [*category_learning_words.sentences(found), last]
    show(found.moves, as_json, {"sentences": told, "moves": found.moves.to_dicts(), "kept": keep})
    if not as_json:
        say("\n".join(told))


@app.command("learned")
def learned(store: Store = None, as_json: Json = False) -> None:
    """List what was learned and kept, and the strongest words of what is in use."""
    desk = open_desk_told(store, OPERATOR)
    kept = category_learning_words.history(OPERATOR, desk)
    words = category_learning_words.strongest(OPERATOR, desk)
    show(words, as_json, {"kept": kept, "words": words.to_dicts()})
    if not as_json:
        say("\n".join([category_learning_words.in_use(OPERATOR, desk), *map(_line, kept)]))


@app.command("unlearn")
def unlearn(why: Why = "", store: Store = None, as_json: Json = False) -> None:
    """Take back what is in use; what was kept before it, or the rules alone, read the lines again."""
    desk = open_desk_told(store, OPERATOR)
    with work_bar(quiet=as_json) as tell:
        moves = category_learning.take_back(OPERATOR, desk, why, tell)
    show(moves, as_json, {"moves": moves.to_dicts()})
    if not as_json:
        say(f"{category_learning_words.taken_back(moves)} {category_learning_words.in_use(OPERATOR, desk)}")


def _line(one: dict[str, object]) -> str:
    ended = f"; ended, {one['ended']}" if one["ended"] else ""
    why = f": {one['why']}" if one["why"] else ""
    return f"{one['number']}. {one['at']}, by {one['by']}{why}{ended}"

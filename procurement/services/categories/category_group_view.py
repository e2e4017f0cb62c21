"""One group of lines that wait: its lines, what speaks for which heading, and how what is like it stands already."""

from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer, can_check_categories
from procurement.categories.decisions import CATEGORY, INFLUENCE, NO, YES
from procurement.services.categories import (
    category_beliefs,
    category_guesses,
    category_texts_shown,
    category_words,
    line_texts,
)
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.category_lookup import find
from procurement.services.categories.category_queue import Groups, queue, row, subject
from procurement.services.desk import Desk
from procurement.tables import LINE_TEXT, TEXT
from procurement.ui.words import pounds

CHOICE = pl.Schema({"code": TEXT, "heading": TEXT, "why": TEXT, "weight": pl.Float64()})
"""A heading that something speaks for: what, in words, and how strongly (pounds times belief)."""
SPOKEN = pl.Schema({name: CHOICE[name] for name in ("code", "why", "weight")})
MOST_CHOICES = 4
COLUMNS = ("supplier_name", "publisher_category", "account", "purpose", "department", "payments", "spend_pence")


@dataclass(frozen=True)
class GroupView:
    """group: a row of WAITING. lines: its lines with the most pounds. choices: CHOICE, the suggestion first if any.

    is_likely: whether the suggestion is as sure as a line of which no person is asked.
    """

    group: dict[str, object]
    lines: pl.DataFrame
    choices: pl.DataFrame
    is_likely: bool

    def may_be_everywhere(self, viewer: Viewer) -> bool:
        """Whether the viewer may answer for lines of other councils that share its words."""
        return self.group["authority_code"] != "" and can_check_categories(viewer, "")

    def say(self, code: str, everywhere: bool = False, why: str = "") -> Say:
        """That the group's lines are of a category; everywhere: also those of other councils with the same words."""
        return Say(CATEGORY, subject(self.group, everywhere), code, why)

    def say_influence(self, can: bool, why: str, everywhere: bool = False) -> Say:
        """Whether buying better could change the group's lines, and why."""
        return Say(INFLUENCE, subject(self.group, everywhere), YES if can else NO, why)


def view(viewer: Viewer, desk: Desk, found: Groups, place: str) -> GroupView:
    """The group at a place; CannotDo where it waits no longer."""
    group = row(found, place)
    lines = found.lines.filter(pl.col("place") == place)
    is_likely = float(str(group["confidence"])) >= desk.categories.evidence["sure_from"]
    return GroupView(group, lines.select(COLUMNS), _choices(viewer, desk, group, lines), is_likely)


def view_waiting(viewer: Viewer, desk: Desk, council: str, apart: tuple[str, ...], place: str) -> GroupView:
    """A group of the queue."""
    return view(viewer, desk, queue(viewer, desk, council, apart), place)


def view_other(viewer: Viewer, desk: Desk, council: str, words: str, place: str) -> GroupView:
    """A group that was looked for by words."""
    return view(viewer, desk, find(viewer, desk, council, words), place)


def _choices(viewer: Viewer, desk: Desk, group: dict[str, object], lines: pl.DataFrame) -> pl.DataFrame:
    """The suggestion, then what single columns of the lines say, and where this supplier's other lines stand."""
    if lines.is_empty():
        return pl.DataFrame(schema=CHOICE)
    spoken = pl.concat([_of_columns(desk, lines), _of_supplier(viewer, desk, lines)])
    best = spoken.sort("weight", "code", descending=[True, False])
    merged = best.group_by("code", maintain_order=True).agg(pl.col("why").first(), pl.col("weight").sum())
    known = str(group["suggestion"])
    first = pl.DataFrame([(known, str(group["rule"]), None)], schema=SPOKEN, orient="row")
    others = merged.filter((pl.col("code") != known) & (pl.col("code") != "")).sort(
        "weight", "code", descending=[True, False]
    )
    chosen = pl.concat([first.filter(pl.col("code") != ""), others]).head(MOST_CHOICES)
    named = category_words.headings(desk)
    return chosen.with_columns(heading=pl.col("code").replace_strict(named, default="")).select(CHOICE.names())


def _of_columns(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """What each column of the lines says by itself."""
    parts = []
    for spoken in line_texts.TEXTS:
        others = [name for name in (*line_texts.TEXTS, "supplier_sics") if name != spoken]
        silent = [pl.lit("").alias(name) for name in others if (name, spoken) != ("supplier_sics", "supplier_name")]
        parts.append(lines.filter(pl.col(spoken) != "").with_columns(silent))
    alone = pl.concat(parts).with_columns(line_text_key=pl.int_range(pl.len(), dtype=pl.Int64()))
    if alone.is_empty():
        return pl.DataFrame(schema=SPOKEN)
    guessed = category_guesses.of_lines(desk, alone.select(LINE_TEXT.names()))
    told = alone.select("line_text_key", "spend_pence").join(guessed, on="line_text_key", validate="1:1")
    says = told.filter(pl.col("belief") >= desk.categories.evidence["guess_from"])
    return says.select(
        code="guess", why="guess_rule", weight=pl.col("spend_pence").abs().clip(lower_bound=1) * pl.col("belief")
    )


def _of_supplier(viewer: Viewer, desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """Where other lines of the suppliers stand, in whatever council, that nobody needs to be asked about."""
    ids = lines.filter(pl.col("supplier_id") != "")["supplier_id"].unique()
    stands = category_texts_shown.counted(viewer, desk, category_beliefs.placed(desk, ids))
    summed = stands.group_by("proclass_code").agg(pl.col("spend_pence").sum()).sort("spend_pence", descending=True)
    of_whom = "this supplier" if ids.len() == 1 else "these suppliers"
    told = [f"{pounds(pence)} of other lines of {of_whom} stand there" for pence in summed["spend_pence"]]
    whole = float(lines["spend_pence"].abs().sum())
    return summed.select(
        code="proclass_code",
        why=pl.Series(told, dtype=TEXT),
        weight=whole * pl.col("spend_pence").abs() / pl.col("spend_pence").abs().sum().clip(lower_bound=1),
    )

"""The queue of lines without a sure category: groups that one answer fits, the most pounds first."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from procurement.access import Viewer, check_can_check_categories
from procurement.categories.decisions import ACCOUNT, CATEGORY, HEADING, LINE, SUPPLIER
from procurement.services.categories import category_groups, category_texts_shown, line_texts
from procurement.services.categories.category_beliefs import believed, coded_by_rules
from procurement.services.categories.category_decisions import Done, Say, decide
from procurement.services.categories.category_waiting import in_order
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk, suppliers_of
from procurement.services.problems import CannotDo
from procurement.services.suppliers import supplier_names_shown
from procurement.tables import TEXT
from procurement.ui.words import count, pounds_exactly, share

LINES = (
    "place", "line_text_key", "authority_code", "supplier_id", "supplier_kind", "supplier_sics", *line_texts.TEXTS,
    "payments", "spend_pence", "code", "belief", "why",
)  # fmt: skip
"""What is known of a line that waits, besides its group."""
GROUPS_WITH_LINES, LINES_OF_A_GROUP = 500, 50


@dataclass(frozen=True)
class Groups:
    """waiting: `category_waiting.WAITING` in order. lines: LINES of the first groups, the most pounds first."""

    waiting: pl.DataFrame
    lines: pl.DataFrame


@dataclass(frozen=True)
class Queue(Groups):
    """Groups that wait, with the pence of all lines that may be counted (category_texts_shown.counted), and of those
    coded by rules alone and with decisions.

    hidden: lines that wait and may name a private person, or whose payee is redacted; they are their own council's
    officers' to answer, and nobody else is told their pounds.
    """

    whole_pence: int
    by_rules_pence: int
    coded_pence: int
    decided_pence: int
    hidden: int

    @property
    def waiting_pence(self) -> int:
        """The pounds of the lines that wait, in pence."""
        return int(self.waiting["spend_pence"].sum())

    @property
    def share_by_rules(self) -> float:
        """The share of the pounds that the rules gave a category, 0 to 1."""
        return self.by_rules_pence / self.whole_pence if self.whole_pence else 0.0

    @property
    def share_coded(self) -> float:
        """The share of the pounds that have a category now, 0 to 1."""
        return self.coded_pence / self.whole_pence if self.whole_pence else 0.0

    @property
    def coded_in_words(self) -> str:
        """The share of the pounds that have a category, by rules alone and now."""
        return f"{self.share_coded:.1%} of the pounds have a category, {self.share_by_rules:.1%} by the rules alone"

    def as_sentence(self) -> str:
        """How far people have come."""
        return (
            f"{count(self.waiting.height, 'group')} ({pounds_exactly(self.waiting_pence)}) wait; "
            f"{self.coded_in_words}; people decided on {pounds_exactly(self.decided_pence)}."
        )


_latest: dict[Path, tuple[tuple[str, Viewer, str, tuple[str, ...]], Queue]] = {}
"""What was asked for last of each store and by whom, in which state of it: each group of it is looked at next."""


def queue(viewer: Viewer, desk: Desk, council: str = "", apart: tuple[str, ...] = ()) -> Queue:
    """What waits for a person: of one council, or of every one (""), then a supplier's lines stand together.

    apart: places of groups that are not one thing, whose lines are put into others. A line waits where the rules gave
    no category, or are less sure than `sure_from` of the evidence table, and nobody has decided. Raises NotAllowed for
    those who may not decide on the council's lines.
    """
    check_can_check_categories(viewer, council)
    asked, known = (desk.store.version(), viewer, council, apart), _latest.get(desk.store.home)
    if known is None or known[0] != asked:
        known = _latest[desk.store.home] = (asked, _queue(viewer, desk, council, apart))
    return known[1]


def _queue(viewer: Viewer, desk: Desk, council: str, apart: tuple[str, ...]) -> Queue:
    """Each table of lines is let go of once the next is made: of a nation they have some millions of rows."""
    every = believed(desk, council)
    waiting_in_all = every.filter("is_waiting").height
    lines = category_texts_shown.counted(viewer, desk, every)
    del every
    by_rules, whole = coded_by_rules(desk, lines), int(lines["spend_pence"].sum())
    coded = int(lines.filter(pl.col("proclass_code") != "")["spend_pence"].sum())
    decided = int(lines.filter(pl.col("category_decision").is_not_null())["spend_pence"].sum())
    open_lines = category_texts_shown.withheld(viewer, desk, lines).filter(~pl.col("is_withheld"))
    del lines
    barred = not_asked_about(viewer, desk, council, apart)
    grouped, placed = category_groups.choose(
        open_lines, barred, desk.categories.evidence["coherent_from"], together=council == ""
    )
    waiting = in_order(desk, grouped, category_groups.sharing(placed, grouped), council)
    hidden = waiting_in_all - open_lines.filter("is_waiting").height
    return Queue(waiting, first_lines(grouped, waiting), whole, by_rules, coded, decided, hidden)


def row(found: Groups, place: str) -> dict[str, object]:
    """The group of WAITING at a place; CannotDo where it waits no longer."""
    rows = found.waiting.filter(pl.col("place") == place)
    if rows.is_empty():
        raise CannotDo(
            "Those lines wait no longer: somebody has answered, or an upload was withdrawn. List them again."
        )
    return rows.row(0, named=True)


def subject(waiting: dict[str, object], everywhere: bool = False) -> Subject:
    """The lines that a group (a row of WAITING) stands for. everywhere: those of every council, where they are so."""
    scope, texts = str(waiting["scope"]), {name: str(waiting[name]) for name in line_texts.TEXTS}
    council = "" if everywhere else str(waiting["authority_code"])
    if scope == LINE:
        return Subject(scope, council, **texts)
    if scope == SUPPLIER:
        return Subject(scope, council, supplier_name=texts["supplier_name"], number=str(waiting["number"]))
    column = {HEADING: "publisher_category", ACCOUNT: "account"}[scope]
    return Subject(scope, council, **{column: texts[column]})


def suggestions(found: Groups, places: list[str]) -> list[Say]:
    """What a person says who takes the suggestion for some groups; CannotDo where one has none, or waits no longer."""
    rows = [row(found, place) for place in places]
    if any(one["suggestion"] == "" for one in rows):
        raise CannotDo("One of the groups has no suggestion. Answer it by itself.")
    return [Say(CATEGORY, subject(one), str(one["suggestion"])) for one in rows]


def with_suggestion(found: Groups) -> pl.DataFrame:
    """The groups for which something is suggested, with `sure`, how sure that is in words."""
    some = found.waiting.filter(pl.col("suggestion") != "")
    return some.with_columns(sure=pl.Series([share(one) for one in some["confidence"]], dtype=TEXT))


def take_suggestions(
    viewer: Viewer, desk: Desk, council: str, places: list[str], why: str = "", apart: tuple[str, ...] = ()
) -> Done:
    """Decide on several groups as suggested, all of them or none."""
    says = suggestions(queue(viewer, desk, council, apart), places)
    return decide(viewer, desk, [Say(one.what, one.subject, one.value, why) for one in says])


def first_lines(grouped: pl.DataFrame, waiting: pl.DataFrame) -> pl.DataFrame:
    """LINES of as many groups, and as many of each, as a person looks at."""
    first = grouped.join(waiting.head(GROUPS_WITH_LINES), on="place", how="semi").select(LINES)
    ordered = first.sort(pl.col("spend_pence").abs(), "line_text_key", descending=[True, False])
    return ordered.group_by("place", maintain_order=True).head(LINES_OF_A_GROUP)


def not_asked_about(viewer: Viewer, desk: Desk, council: str, apart: tuple[str, ...] = ()) -> dict[str, pl.Series]:
    """By scope the groups that are not asked about: `apart`, and those whose text may name somebody private."""
    hidden = category_texts_shown.hidden_texts(viewer, desk)
    found: dict[str, pl.Series] = {}
    for scope, column in ((HEADING, "publisher_category"), (ACCOUNT, "account")):
        some = hidden.filter(pl.col("column") == column)
        plain = some.with_columns(line_texts.plain(some["text"]).alias(category_groups.KEYS[scope]))
        found[scope] = plain.select(place=category_groups.place(scope))["place"]
    keys = supplier_names_shown.withheld(viewer, desk)
    ids = suppliers_of(desk, keys).select("supplier_id").unique()
    named = ids.with_columns(authority_code=pl.lit(council))
    found[SUPPLIER] = named.select(place=category_groups.place(SUPPLIER))["place"]
    return {scope: pl.concat([one, pl.Series("place", apart, dtype=TEXT)]) for scope, one in found.items()}

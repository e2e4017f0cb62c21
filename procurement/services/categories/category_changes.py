"""What decisions change, line by line: worked out before one is taken as well as after."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer
from procurement.categories.decisions import LINE_KEY, Decided
from procurement.services.categories import category_texts_shown, category_words, line_texts
from procurement.services.desk import Desk, suppliers_of
from procurement.tables import TEXT
from procurement.ui.words import count, listed, pounds_exactly

STATE = ("proclass_code", "influenceable")
NO_DECISION = pl.Schema({"category_decision": pl.Int64(), "influence_decision": pl.Int64()})
CHANGED = pl.Schema(
    {
        "authority_code": TEXT,
        "authority": TEXT,
        **dict.fromkeys(line_texts.TEXTS, TEXT),
        "payments": pl.Int64(),
        "spend_pence": pl.Int64(),
        "before": TEXT,
        "after": TEXT,
        "before_influenceable": pl.Boolean(),
        "after_influenceable": pl.Boolean(),
    }
)
"""A line that changes: its heading in words before and after (category_words.UNKNOWN for none), and whether buying
better could change it. Its texts as the viewer may read them."""
WORDS_OF_MOVES = 3
FEW = 4
"""Lines are few where readings are at least so many times as many."""


@dataclass(frozen=True)
class Change:
    """lines: CHANGED, the most pounds first; how many suppliers and councils they are of.

    coded_pence: what gains a category less what loses one; freed_pence: what can be influenced now less what cannot.
    staying, staying_pence: lines that a decision speaks of and leaves where they are.
    """

    lines: pl.DataFrame
    suppliers: int
    councils: int
    coded_pence: int
    freed_pence: int
    staying: int
    staying_pence: int

    @property
    def pence(self) -> int:
        """The pounds of all lines that change, in pence."""
        return int(self.lines["spend_pence"].sum())

    @property
    def moves(self) -> pl.DataFrame:
        """before, after, lines, payments, pence: from which heading to which, the most pounds first."""
        moved = self.lines.filter(pl.col("before") != pl.col("after")).group_by("before", "after")
        summed = moved.agg(pl.len().cast(pl.Int64).alias("lines"), pl.col("payments", "spend_pence").sum())
        return summed.sort(pl.col("spend_pence").abs(), "before", "after", descending=[True, False, False])

    @property
    def coarser(self) -> pl.DataFrame:
        """The rows of `lines` whose heading after is one above that before, so that they lose what is finer."""
        under = pl.col("after") + category_words.BETWEEN
        is_under = pl.col("before").str.starts_with(under)
        return self.lines.filter(is_under & (pl.col("before") != under + category_words.NOT_FINER))

    @property
    def sentence(self) -> str:
        """What changes, in words."""
        if self.lines.is_empty():
            return f"No line changes.{self._staying()}"
        told = (
            f"{count(self.lines.height, 'line')} ({count(int(self.lines['payments'].sum()), 'payment')}, "
            f"{pounds_exactly(self.pence)}) of {count(self.suppliers, 'supplier')} in "
            f"{count(self.councils, 'council')} change{'s' if self.lines.height == 1 else ''}"
        )
        return f"{told}{self._moved()}.{self._coarsened()}{self._influence()}{self._staying()} No total changes."

    def _coarsened(self) -> str:
        coarser = self.coarser
        if coarser.is_empty():
            return ""
        told = f"{count(coarser.height, 'line')} ({pounds_exactly(int(coarser['spend_pence'].sum()))})"
        return f" {told} of these lose{'s its' if coarser.height == 1 else ' their'} finer heading."

    def _staying(self) -> str:
        if not self.staying:
            return ""
        stays = "stays where it is" if self.staying == 1 else "stay where they are"
        return f" {count(self.staying, 'line')} ({pounds_exactly(self.staying_pence)}) {stays}."

    def _moved(self) -> str:
        moves = self.moves
        if moves.is_empty():
            return ""
        said = [
            f"{pounds_exactly(row['spend_pence'])} from “{row['before']}” to “{row['after']}”"
            for row in moves.head(WORDS_OF_MOVES).iter_rows(named=True)
        ]
        more = moves.height - len(said)
        return f": {listed([*said, *([count(more, 'other move')] if more > 0 else [])], WORDS_OF_MOVES + 1)}"

    def _influence(self) -> str:
        if not self.freed_pence:
            return ""
        way = "can be influenced now" if self.freed_pence > 0 else "can no longer be influenced"
        return f" {pounds_exactly(abs(self.freed_pence))} {way}."


def between(viewer: Viewer, desk: Desk, before: Decided, after: Decided) -> Change:
    """What changes where `after` stands in the place of `before`, of lines of whose pounds the viewer may be told."""
    touched = pl.concat([one.lines.select(LINE_KEY) for one in (before, after)]).unique()
    lines = category_texts_shown.counted(viewer, desk, line_texts.spent(desk).join(touched, on=LINE_KEY, how="semi"))
    was, now = (read_as(desk, lines, one).select(*LINE_KEY, *STATE, *NO_DECISION) for one in (before, after))
    both = lines.join(was, on=LINE_KEY, how="left", validate="1:1").join(
        now, on=LINE_KEY, how="left", validate="1:1", suffix="_now"
    )
    is_other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in STATE)
    is_spoken_of = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in NO_DECISION)
    return _told(viewer, desk, both.filter(is_other), both.filter(~is_other & is_spoken_of))


def read_as(desk: Desk, lines: pl.DataFrame, decided: Decided) -> pl.DataFrame:
    """SPENT_LINE with CATEGORY_READING and the numbers of decisions: what lines stand as under decisions."""
    readings = readings_of(desk, lines).drop("made_by", "made_at")
    by_rules = lines.join(decided.lines, on=LINE_KEY, how="anti").join(
        readings, on="line_text_key", how="left", validate="m:1"
    )
    none = [pl.lit(None, dtype=kind).alias(name) for name, kind in NO_DECISION.items()]
    by_people = lines.join(decided.lines, on=LINE_KEY, how="inner", validate="1:1")
    whole = by_rules.with_columns(none)
    filled = pl.concat([whole, by_people.select(whole.columns)])
    return filled.with_columns(pl.col("proclass_code", "level1", "level2", "rule", "influence_reason").fill_null(""))


def readings_of(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """The readings (as Readings.categories) that the rules made of some lines, and maybe of others.

    Few lines are looked up; where they are many, going through all readings is no slower.
    """
    every = desk.store.register.readings.categories()
    few = lines.height * FEW <= every.height
    return desk.store.register.readings.categories_of(lines["line_text_key"].unique()) if few else every


def effects_of(viewer: Viewer, desk: Desk, decided: Decided, said: Sequence[int]) -> dict[int, int]:
    """By the number of each decision the pence of the lines that stand by it, where the viewer may be told them."""
    if decided.lines.is_empty():
        return dict.fromkeys(said, 0)
    lines = line_texts.spent(desk).join(decided.lines, on=LINE_KEY, how="semi")
    counted = category_texts_shown.counted(viewer, desk, lines)
    paid = decided.lines.join(counted, on=LINE_KEY, how="inner", validate="1:1")
    found = {
        name: dict(paid.group_by(name).agg(pl.col("spend_pence").sum()).drop_nulls().iter_rows())
        for name in NO_DECISION
    }
    return {number: sum(by_number.get(number, 0) for by_number in found.values()) for number in said}


def _told(viewer: Viewer, desk: Desk, changed: pl.DataFrame, staying: pl.DataFrame) -> Change:
    named = category_words.headings(desk)
    words = pl.DataFrame({"code": ["", *named], "words": [category_words.UNKNOWN, *named.values()]})
    councils = desk.authorities.select("authority_code", authority="name")
    shown = category_texts_shown.masked(category_texts_shown.withheld(viewer, desk, changed))
    told = (
        shown.with_columns(pl.col("proclass_code", "proclass_code_now").fill_null(""))
        .join(words.rename({"words": "before"}), left_on="proclass_code", right_on="code", how="left", validate="m:1")
        .join(
            words.rename({"words": "after"}), left_on="proclass_code_now", right_on="code", how="left", validate="m:1"
        )
        .join(councils, on="authority_code", how="left", validate="m:1")
        .with_columns(
            pl.col("authority").fill_null(pl.col("authority_code").str.strip_prefix("body:")),
            pl.col("before").fill_null("proclass_code"),
            pl.col("after").fill_null("proclass_code_now"),
        )
    )
    lines = told.sort(pl.col("spend_pence").abs(), *LINE_KEY, descending=[True, False, False, False])
    renamed = lines.rename({"influenceable": "before_influenceable", "influenceable_now": "after_influenceable"})
    kept = suppliers_of(desk, changed["supplier_text_key"].unique())
    return Change(
        renamed.select(CHANGED.names()),
        kept["supplier_id"].n_unique(),
        changed["authority_code"].n_unique(),
        _gained(changed, pl.col("proclass_code").fill_null("") != "", pl.col("proclass_code_now").fill_null("") != ""),
        _gained(changed, pl.col("influenceable") == True, pl.col("influenceable_now") == True),  # noqa: E712
        staying.height,
        int(staying["spend_pence"].sum()),
    )


def _gained(changed: pl.DataFrame, was: pl.Expr, now: pl.Expr) -> int:
    return int(changed.filter(now)["spend_pence"].sum()) - int(changed.filter(was)["spend_pence"].sum())

"""Learn from lines that councils and people coded: tried first, what it would move shown first, kept, and taken back.

Figures move only when somebody keeps what was learned; a line with its council's own code, or that a person decided
on, stays where it is.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from procurement.access import Role, Viewer, check_can_decide
from procurement.categories import coding, learning
from procurement.categories.model import Model
from procurement.categories.reasons import OWN_CODE
from procurement.categories.rules import CategoryRules
from procurement.categories.trial import Trial, trial
from procurement.services.categories import (
    category_models,
    category_texts_shown,
    category_words,
    decided_categories,
    distinct_lines,
    line_texts,
)
from procurement.services.categories.line_texts import LINE_KEY
from procurement.services.desk import Desk, suppliers_of
from procurement.services.problems import CannotDo
from procurement.services.suppliers import supplier_sics
from procurement.store import category_models as kept_models
from procurement.tables import CATEGORY_READING, LINE_TEXT, TEXT

LINES_AT_ONCE = 20_000
EVERYONE = Viewer(Role.ADVISORY_GROUP)
"""What was learned serves every council, so no officer's leave to read names is used for it."""
MOVES = pl.Schema({"before": TEXT, "after": TEXT, "lines": pl.Int64(), "spend_pence": pl.Int64()})
"""From which level-1 heading to which (category_words.UNKNOWN for none), of lines whose pounds may be shared."""

Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Learned:
    """lines, suppliers and councils: what was learned from; by_people: lines of it that a person decided on.

    trial: how well its words did, None where there were too few suppliers to try them. Unless they did better than the
    rules alone `model` has no words, and knows only what each supplier's lines were coded as. changed: CATEGORY_READING
    of the lines that it would read otherwise; moves: MOVES, the most pounds first.
    """

    lines: int
    suppliers: int
    councils: int
    by_people: int
    trial: Trial | None
    model: Model
    changed: pl.DataFrame
    moves: pl.DataFrame

    @property
    def has_words(self) -> bool:
        """Whether words were learned, beside what known suppliers were coded as."""
        return not self.model.weights.is_empty()


State = tuple[Any, ...]
_last: dict[Path, tuple[State, Learned]] = {}
"""What was learned last in each store, with the state that it was learned in, so that it is kept as it was shown."""


def learn(viewer: Viewer, desk: Desk, tell: Tell = lambda *_: None) -> Learned:
    """What can be learned from the coded lines of all standing uploads, and what it would change; nothing is kept.

    Raises NotAllowed for all but the advisory group, CannotDo where no line is coded.
    """
    check_can_decide(viewer)
    state, known = _state(desk), _last.get(desk.store.home)
    if known is None or known[0] != state:
        known = _last[desk.store.home] = (state, _learn(desk, tell))
    return known[1]


def keep(viewer: Viewer, desk: Desk, why: str = "", tell: Tell = lambda *_: None) -> Learned:
    """Keep what `learn` found: lines are read by it from now on, those that are stored too. Raises as `learn`."""
    check_can_decide(viewer)
    with desk.store.turn("keeping what was learned of categories"):
        found = learn(viewer, desk, tell)
        tables, told, now = category_models.as_texts(found.model), _told(found), datetime.now(UTC)
        desk.store.register.readings.keep_categories(
            found.changed,
            now,
            also=lambda connection: kept_models.keep(connection, tables, told, str(viewer.role), now, why),
        )
    return found


def take_back(viewer: Viewer, desk: Desk, why: str = "", tell: Tell = lambda *_: None) -> pl.DataFrame:
    """End what is in use, so that what was kept before it, or the rules alone, read the lines. Returns MOVES.

    Raises NotAllowed for all but the advisory group, CannotDo where nothing that was learned is in use.
    """
    check_can_decide(viewer)
    with desk.store.turn("taking back what was learned of categories"):
        number = desk.store.register.category_models.in_use()
        if number is None:
            raise CannotDo("Nothing that was learned is in use, so there is nothing to take back.")
        changed, now = _read_otherwise(desk, category_models.rules_before(desk, number), tell), datetime.now(UTC)
        moves = _moves(desk, changed)
        desk.store.register.readings.keep_categories(
            changed, now, also=lambda connection: kept_models.end(connection, number, str(viewer.role), now, why)
        )
    return moves


def coded_lines(desk: Desk) -> pl.DataFrame:
    """LINE_TEXT of the lines whose ProClass code is known: by their council's own code, or by a person's decision.

    With proclass_code, pence, supplier (a whole number for each), authority_code, and is_decided. A line that may name
    a private person is not among them. The council's own category is left out where the code was read from it.
    """
    counted = category_texts_shown.counted(EVERYONE, desk, line_texts.spent(desk))
    lines = category_texts_shown.withheld(EVERYONE, desk, counted).filter(~pl.col("is_withheld"))
    readings = desk.store.register.readings.categories()
    published = readings.filter(pl.col("rule").str.starts_with(OWN_CODE))
    decided = decided_categories.standing(desk).decided.lines.filter(pl.col("category_decision").is_not_null())
    suppliers = suppliers_of(desk, lines["supplier_text_key"].unique())
    known = suppliers.select("supplier_text_key", "supplier_id")
    own = published.select("line_text_key", published="proclass_code")
    joined = (
        lines.join(own, on="line_text_key", how="left", validate="m:1")
        .join(decided.select(*LINE_KEY, decided="proclass_code"), on=LINE_KEY, how="left", validate="1:1")
        .join(known, on="supplier_text_key", how="left", validate="m:1")
        .with_columns(proclass_code=pl.coalesce("decided", "published"), is_decided=pl.col("decided").is_not_null())
        .filter(pl.col("proclass_code").is_not_null() & (pl.col("proclass_code") != ""))
    )
    heading = pl.when(pl.col("published").is_null()).then("publisher_category").otherwise(pl.lit(""))
    texts = [name for name in LINE_TEXT.names() if name != "publisher_category"]
    told = ("proclass_code", "authority_code", "is_decided")
    return (
        supplier_sics.told(joined, desk, suppliers)
        .select(
            *texts, *told, publisher_category=heading, pence="spend_pence",
            supplier=pl.col("supplier_text_key").min().over(pl.coalesce("supplier_id", pl.lit(""))),
        )
        .sort("line_text_key", "authority_code", "supplier")
    )  # fmt: skip


def _state(desk: Desk) -> State:
    return (desk.store.version(), id(desk.categories))


def _learn(desk: Desk, tell: Tell) -> Learned:
    tell("Gathering coded lines", 0, 4)
    coded = coded_lines(desk)
    if coded.is_empty():
        raise CannotDo(
            "No line here has a ProClass code of its council's own, and nobody has decided on one. Upload a file that "
            "has such codes, or answer some groups that wait; then there is something to learn from."
        )
    tell("Trying on suppliers kept apart", 1, 4)
    tried = trial(coded, desk.categories)
    tell("Learning from all of them", 2, 4)
    model = learning.learn(coded, desk.categories)
    if tried is None or not tried.is_better:
        model = model.without_words()
    changed = _read_otherwise(desk, desk.categories.with_model(model), tell)
    return Learned(
        coded.height,
        coded["supplier"].n_unique(),
        coded["authority_code"].n_unique(),
        int(coded["is_decided"].sum()),
        tried,
        model,
        changed,
        _moves(desk, changed),
    )


def _read_otherwise(desk: Desk, rules: CategoryRules, tell: Tell) -> pl.DataFrame:
    """CATEGORY_READING of the stored lines that `rules` read otherwise than they stand; own codes are left alone."""
    kept = desk.store.register.readings.categories().select(CATEGORY_READING.names())
    free = kept.filter(~pl.col("rule").str.starts_with(OWN_CODE))
    lines = (
        distinct_lines.of(desk, line_texts.spent(desk)).join(free, on="line_text_key", how="semi").sort("line_text_key")
    )
    parts = [pl.DataFrame(schema=CATEGORY_READING)]
    for at, some in enumerate(lines.iter_slices(LINES_AT_ONCE)):
        tell("Reading every line by it", at * LINES_AT_ONCE, lines.height)
        parts.append(coding.code(some, rules))
    tell("Reading every line by it", lines.height, lines.height)
    read = pl.concat(parts).filter(~pl.col("rule").str.starts_with(OWN_CODE))
    return read.join(kept, on=CATEGORY_READING.names(), how="anti", nulls_equal=True)


def _moves(desk: Desk, changed: pl.DataFrame) -> pl.DataFrame:
    """MOVES of lines whose category nobody decided on, of whose pounds everyone may be told."""
    standing = decided_categories.standing(desk).decided.lines
    decided = standing.filter(pl.col("category_decision").is_not_null()).select(LINE_KEY)
    lines = category_texts_shown.counted(EVERYONE, desk, line_texts.spent(desk)).join(decided, on=LINE_KEY, how="anti")
    was = desk.store.register.readings.categories().select("line_text_key", before="level1")
    now = changed.select("line_text_key", after="level1")
    both = lines.join(now, on="line_text_key", validate="m:1").join(was, on="line_text_key", validate="m:1")
    said = both.with_columns(pl.col("before", "after").replace("", category_words.UNKNOWN))
    moved = said.filter(pl.col("before") != pl.col("after")).group_by("before", "after")
    summed = moved.agg(lines=pl.len().cast(pl.Int64), spend_pence=pl.col("spend_pence").sum())
    ordered = summed.sort(pl.col("spend_pence").abs(), "before", "after", descending=[True, False, False])
    return ordered.select(MOVES.names()).cast(MOVES)


def _told(found: Learned) -> dict[str, Any]:
    """What is kept beside a model, for whoever asks what it was learned from."""
    told = {name: getattr(found, name) for name in ("lines", "suppliers", "councils", "by_people")}
    return told if found.trial is None else {**told, "tried": asdict(found.trial)}

"""How well what is learned from coded lines does on suppliers that it has not seen, beside the rules alone."""

from dataclasses import dataclass

import polars as pl

from procurement.categories import coding, learning
from procurement.categories.rules import CategoryRules
from procurement.tables import LINE_TEXT

PARTS = 5
"""One supplier in so many is kept apart from learning, and tried."""


@dataclass(frozen=True)
class Score:
    """Pence of the lines tried: all, those that were given a level-1 heading, and those whose heading is right."""

    pence: int
    answered_pence: int
    right_pence: int

    @property
    def share_answered(self) -> float:
        """Of all pounds, those that were given a heading; 0 where there are none."""
        return self.answered_pence / self.pence if self.pence else 0.0

    @property
    def share_right(self) -> float:
        """Of the pounds that were given a heading, those whose heading is right; 0 where there are none."""
        return self.right_pence / self.answered_pence if self.answered_pence else 0.0


@dataclass(frozen=True)
class Trial:
    """suppliers and lines: how many were tried. without: the rules as they were; learned: with what was learned."""

    suppliers: int
    lines: int
    without: Score
    learned: Score

    @property
    def is_better(self) -> bool:
        """Whether what was learned has more pounds right, less those wrong, than the rules without it."""
        return _worth(self.learned) > _worth(self.without)


def trial(labelled: pl.DataFrame, rules: CategoryRules) -> Trial | None:
    """Learn from four fifths of the suppliers and code the lines of the rest, of which the answers are known.

    labelled: LINE_TEXT with proclass_code, pence (0 or more counts) and supplier, a whole number for each supplier. A
    code that the publisher printed must not stand in publisher_category, or it is simply read. None where either side
    would have no supplier. The split hangs on the numbers alone, so the same lines give the same answer.
    """
    is_tried = pl.col("supplier").abs() % PARTS == 0
    tried, taught = labelled.filter(is_tried), labelled.filter(~is_tried)
    if tried.is_empty() or taught.is_empty():
        return None
    with_learned = rules.with_model(learning.learn(taught, rules))
    return Trial(tried["supplier"].n_unique(), tried.height, _score(tried, rules), _score(tried, with_learned))


def _score(tried: pl.DataFrame, rules: CategoryRules) -> Score:
    coded = coding.code(tried.select(LINE_TEXT.names()), rules)
    true = tried.select("proclass_code").join(
        rules.headings.select("proclass_code", "level1"), on="proclass_code", how="left", maintain_order="left"
    )
    found = pl.DataFrame({"said": coded["level1"], "true": true["level1"], "pence": tried["pence"].clip(0)})
    answered = found.filter(pl.col("said") != "")
    right = answered.filter(pl.col("said") == pl.col("true"))
    return Score(int(found["pence"].sum()), int(answered["pence"].sum()), int(right["pence"].sum()))


def _worth(score: Score) -> int:
    """Pounds right, less pounds wrong."""
    return 2 * score.right_pence - score.answered_pence

"""The mapping while it is being settled: which columns might answer ours, best first, and what was found on the way."""

from dataclasses import dataclass, field

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns.column_contents import Contents
from procurement.spend.columns.heading_match import Match
from procurement.spend.findings import Choice, Fix, Question
from procurement.spend.texts.plain_cells import is_filled

MOSTLY, SOME = 0.5, 0.02
"""Share of a column's filled cells that must look the part before the column is taken for dates, money or names;
where no column reaches the first, the second will do."""

A_WHOLE_NUMBER = r"^\d{1,9}$"
FEWEST_COUNTED = 2


@dataclass
class Draft:
    """matches: cell column to what its heading means. contents: cell column to what it holds. cells: rows below.

    redactions: REDACTION_WORDING. width: cells in the heading row, which ends on last_heading_line. columns: ours to
    the cell columns chosen so far.
    filled_from: a chosen column to the one that speaks where it is blank. rewritten: a chosen column to what is read in
    place of its cells. The lists fill up as rules are applied.
    """

    labels: dict[str, str]
    matches: dict[str, Match]
    contents: dict[str, Contents]
    cells: pl.DataFrame
    answers: dict[str, str]
    redactions: pl.DataFrame
    width: int
    last_heading_line: int = 0
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    filled_from: dict[str, str] = field(default_factory=dict[str, str])
    rewritten: dict[str, pl.Expr] = field(default_factory=dict[str, pl.Expr])
    fixes: list[Fix] = field(default_factory=list[Fix])
    questions: list[Question] = field(default_factory=list[Question])

    def matching(self, *ours: str) -> list[str]:
        """The cell columns whose heading means one of `ours` and which hold anything, the best match first."""
        found = [
            column for column, match in self.matches.items() if match.ours in ours and self.contents[column].filled
        ]
        return sorted(found, key=lambda column: self.matches[column].rank)

    def best(self, found: list[str]) -> list[str]:
        """Of columns sorted by rank, those that are as good as the first."""
        if not found:
            return []
        return [column for column in found if self.matches[column].rank == self.matches[found[0]].rank]

    def unclaimed(self) -> list[str]:
        """Columns that hold something and whose heading means nothing to us, or is absent."""
        within = list(self.contents.items())[: self.width]
        return [column for column, held in within if held.filled and column not in self.matches]

    def equal(self, columns: list[str]) -> bool:
        """Whether these columns say the same on every row."""
        first = pl.col(columns[0])
        return bool(
            self.cells.select(pl.all_horizontal(first.eq_missing(pl.col(other)) for other in columns)).to_series().all()
        )

    def take_turns(self, columns: list[str]) -> bool:
        """Whether two columns are never both filled with different texts, and each is filled where the other is not."""
        first, second = (pl.when(is_filled(column)).then(pl.col(column)) for column in columns)
        alone = self.cells.select(
            first=(first.is_not_null() & second.is_null()).any(),
            second=(second.is_not_null() & first.is_null()).any(),
            differ=(first != second).any(),
        )
        return alone.row(0) == (True, True, False)

    def counts_the_lines(self, column: str) -> bool:
        """Whether each number in a column is one more than that of the line before, over two lines or more."""
        numbers = self.cells[column].drop_nulls()
        numbers = numbers.filter(numbers != "")
        if numbers.len() < FEWEST_COUNTED or not numbers.str.contains(A_WHOLE_NUMBER).all():
            return False
        return bool((numbers.cast(pl.Int64()).diff().drop_nulls() == 1).all())

    def fix(self, rule: str, sentence: str) -> None:
        """Note a repair of the whole file."""
        self.fixes.append(Fix(rule, sentence))

    def ask_which(self, code: str, asked: str, found: list[str], suggested: str, holds: str) -> str:
        """Put the question which of some columns it is; returns that column. holds: one of the texts, as "name"."""
        choices = tuple(
            Choice(self.labels[one], self.labels[one], counted(self.contents[one].distinct, f"different {holds}"))
            for one in found
        )
        names = " and ".join(f'"{self.labels[one]}"' for one in found)
        chosen = self.ask(Question(code, f"{asked}: {names}?", choices, self.labels[suggested]))
        return next(one for one in found if self.labels[one] == chosen)

    def ask(self, question: Question) -> str:
        """Put a question; returns what to go on with."""
        answered = question.answered_from(self.answers)
        self.questions.append(answered)
        return answered.chosen
